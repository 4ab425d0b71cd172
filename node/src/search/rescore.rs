//! A second look at the best hits: words that stand together, and how proven and fresh a work is.
//!
//! Owns: what the index does not add up by itself, and its weights. Refuses to know: how hits were found.
//! Neighbours: `answer.rs` hands over the first hits, `plan.rs` made the words.
//!
//! The factors are mild and documented for those who publish: a work whose review is overdue counts 6 % less,
//! one with proven results 2 % more, one that became regular service 4 % more. A work in another language than
//! the question's counts 30 % less if it has only words that both languages share, and 8 % if a concept of the
//! question speaks for it or the question's language is not sure.

use std::collections::HashMap;

use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, SegmentReader, Term};

use super::columns::Columns;
use super::facets::{Coded, Freshness, Named, codes};
use super::naming::Recognised;
use super::plan::{Asked, Plan};
use super::postings::reach;
use super::rarity::Rarity;
use super::view::View;
use super::words;

/// Hits looked at again; those behind keep their place.
pub(super) const WINDOW: usize = 60;
/// Words of a query whose places are compared.
const MAX_WORDS: usize = 12;
/// Forms of a word whose places are read.
const MAX_FORMS: usize = 4;

/// What two words typed one after the other add where they stand so in the text, times their rarity.
const NEAR: f32 = 0.25;
/// Words that may stand between them.
const GAP: u32 = 1;
/// How soon more such places stop counting.
const SATURATION: f32 = 1.2;

const OVERDUE: f32 = 0.94;
const PROVEN: f32 = 1.02;
const REGULAR: f32 = 1.04;

/// A work in another language than the query, by its words alone, and where more speaks for it.
const FOREIGN: f32 = 0.7;
const PERHAPS_FOREIGN: f32 = 0.92;

/// A translation of a work that answers better.
const TRANSLATED: f32 = 0.99;

/// Codes of [`protocol::vocabulary::MATURITY`].
const GOOD: u16 = 3;
const INSTITUTIONALISED: u16 = 4;

/// Scores anew and sorts; hits with equal scores keep their order.
///
/// # Errors
/// Postings or a column could not be read.
pub(super) fn rescore(
    view: &View,
    rarity: &Rarity<'_>,
    plan: &Plan,
    hits: &mut [(f32, DocAddress)],
    today: u32,
) -> tantivy::Result<()> {
    let pairs = Pairs::new(view, rarity, &plan.asked)?;
    let mut by_segment: Vec<(DocAddress, usize)> =
        hits.iter().enumerate().map(|(at, (_, address))| (*address, at)).collect();
    by_segment.sort_unstable();
    for group in by_segment.chunk_by(|(one, _), (two, _)| one.segment_ord == two.segment_ord) {
        let ordinal = group[0].0.segment_ord;
        let segment = view.searcher.segment_reader(ordinal);
        let docs: Vec<DocId> = group.iter().map(|(address, _)| address.doc_id).collect();
        let near = pairs.near(view, segment, &docs)?;
        let named = named(view, segment, &docs, plan)?;
        let factors = factors(view.columns(ordinal)?, &docs, &named, plan, today)?;
        for (((_, at), near), factor) in group.iter().zip(near).zip(factors) {
            hits[*at].0 = (hits[*at].0 + near) * factor;
        }
    }
    lift(view, hits)?;
    hits.sort_by(|(one, _), (two, _)| two.total_cmp(one));
    Ok(())
}

/// Translations of one work stand behind the best of them.
fn lift(view: &View, hits: &mut [(f32, DocAddress)]) -> tantivy::Result<()> {
    let mut best: HashMap<u64, f32> = HashMap::new();
    let mut originals = Vec::with_capacity(hits.len());
    for (score, address) in hits.iter() {
        let original = view.columns(address.segment_ord)?.original.first(address.doc_id).unwrap_or(0);
        let best = best.entry(original).or_insert(*score);
        *best = best.max(*score);
        originals.push(original);
    }
    for ((score, _), original) in hits.iter_mut().zip(originals) {
        *score = score.max(best[&original] * TRANSLATED);
    }
    Ok(())
}

/// How proven and fresh each work is. `named`: whether it has a concept of the question.
fn factors(
    columns: &Columns,
    docs: &[DocId],
    named: &[bool],
    plan: &Plan,
    today: u32,
) -> tantivy::Result<Vec<f32>> {
    let languages = columns.names(Named::Language);
    let own = match (languages, &plan.likely) {
        (Some(column), Some((code, _))) => column.dictionary().term_ord(code)?,
        _ => None,
    };
    let sure = plan.likely.as_ref().is_some_and(|(_, sure)| *sure);
    let foreign = |at: usize, doc: DocId| match languages {
        Some(column) if column.ords().first(doc) != own => {
            if sure && !named[at] {
                FOREIGN
            } else {
                PERHAPS_FOREIGN
            }
        }
        _ => 1.0,
    };
    let factor = |(at, doc): (usize, &DocId)| {
        let bits = [0, columns.bits[1].first(*doc).unwrap_or(0)];
        let proven = match codes(Coded::Maturity, bits).max() {
            Some(INSTITUTIONALISED) => REGULAR,
            Some(GOOD) => PROVEN,
            _ => 1.0,
        };
        let review_by = columns.review_by.first(*doc).unwrap_or(0);
        let overdue = Freshness::of(review_by, today) == Freshness::Overdue;
        let fresh = if overdue { proven * OVERDUE } else { proven };
        fresh * foreign(at, *doc)
    };
    Ok(docs.iter().enumerate().map(factor).collect())
}

/// Which of these works (ascending) have a concept that the question names, or a narrower one.
fn named(view: &View, segment: &SegmentReader, docs: &[DocId], plan: &Plan) -> tantivy::Result<Vec<bool>> {
    let index = segment.inverted_index(view.fields.text)?;
    let mut named = vec![false; docs.len()];
    for concept in plan.recognised.iter().flat_map(Recognised::wanted) {
        let term = Term::from_field_text(view.fields.text, &words::concept_term(concept));
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        for (doc, named) in docs.iter().zip(&mut named) {
            *named |= reach(&mut postings, *doc);
        }
    }
    Ok(named)
}

/// The words whose neighbourhood counts.
struct Pairs<'a> {
    words: Vec<&'a Asked>,
    rarity: Vec<f32>,
}

impl<'a> Pairs<'a> {
    fn new(view: &View, rarity: &Rarity<'_>, asked: &'a [Asked]) -> tantivy::Result<Self> {
        let words: Vec<&Asked> =
            if asked.len() < 2 { Vec::new() } else { asked.iter().take(MAX_WORDS).collect() };
        let mut telling = Vec::with_capacity(words.len());
        for word in &words {
            let mut least = f32::MAX;
            for (form, _) in word.forms.iter().take(MAX_FORMS) {
                least = least.min(rarity.of(&Term::from_field_text(view.fields.text, form))?);
            }
            telling.push(least);
        }
        Ok(Self { words, rarity: telling })
    }

    /// What words that stand together add to each of these works (ascending).
    fn near(&self, view: &View, segment: &SegmentReader, docs: &[DocId]) -> tantivy::Result<Vec<f32>> {
        let mut near = vec![0.0; docs.len()];
        if self.words.is_empty() {
            return Ok(near);
        }
        let mut before = self.places(view, segment, docs, 0)?;
        for word in 1..self.words.len() {
            let here = self.places(view, segment, docs, word)?;
            if !(self.words[word - 1].weak && self.words[word].weak) {
                let worth = NEAR * (self.rarity[word - 1] + self.rarity[word]);
                for ((sum, left), right) in near.iter_mut().zip(&before).zip(&here) {
                    let together = together(left, right) as f32;
                    *sum += worth * together / (together + SATURATION);
                }
            }
            before = here;
        }
        Ok(near)
    }

    /// Where a word stands in each of these works, ascending.
    fn places(
        &self,
        view: &View,
        segment: &SegmentReader,
        docs: &[DocId],
        word: usize,
    ) -> tantivy::Result<Vec<Vec<u32>>> {
        let index = segment.inverted_index(view.fields.text)?;
        let mut places = vec![Vec::new(); docs.len()];
        let mut read = Vec::new();
        for (form, _) in self.words[word].forms.iter().take(MAX_FORMS) {
            let term = Term::from_field_text(view.fields.text, form);
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?
            else {
                continue;
            };
            for (doc, places) in docs.iter().zip(&mut places) {
                if reach(&mut postings, *doc) {
                    postings.positions(&mut read);
                    places.extend_from_slice(&read);
                }
            }
        }
        for one in &mut places {
            one.sort_unstable();
            one.dedup();
        }
        Ok(places)
    }
}

/// How often a place of the second follows one of the first, both ascending.
fn together(first: &[u32], second: &[u32]) -> usize {
    let follows = |place: &&u32| {
        let at = second.partition_point(|one| one <= place);
        second.get(at).is_some_and(|next| next - *place <= GAP + 1)
    };
    first.iter().filter(follows).count()
}
