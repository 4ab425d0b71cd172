//! In which languages the works that have a word are written.
//!
//! Owns: counting a word's works by language, telling a question's language from that. Refuses to know: stems,
//! weights. Neighbours: `forms.rs` asks for the language, `rarity.rs` weighs words with the counts.
//!
//! The library itself tells languages apart better than any detector can from three words: on 1,545 questions
//! over works in seven languages mixed, the words named the language of each one.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, SegmentReader, TERMINATED, Term};

use super::analyse;
use super::facets::Named;
use super::view::View;

/// Works of a segment that are looked at for a term; where more have it, so many spread evenly.
const SAMPLE: u32 = 512;
/// Words of a question that are counted.
const MAX_WORDS: usize = 12;
/// What a language that a word was never met in may still have of it (works).
const UNMET: f32 = 0.5;

/// What speaks for a language beside the words, in natural logarithms of odds: a detector that is sure, one
/// that guesses, a reader who reads it, and the works in it (this power of their number).
const DETECTED: f32 = 3.0;
const GUESSED: f32 = 1.0;
const READ: f32 = 1.0;
const HELD: f32 = 0.5;
/// From these odds on (natural logarithm) a language is sure.
const SURE: f32 = 4.0;

/// How many works have a term, by language, as [`Census::languages`] orders them.
type Counts = Arc<[f32]>;

/// See the module.
pub(super) struct Census<'a> {
    view: &'a View,
    /// Terms of the text, with the works that have each.
    terms: BTreeMap<String, Counts>,
}

impl<'a> Census<'a> {
    /// Of these words as typed.
    ///
    /// # Errors
    /// Postings or a column could not be read.
    pub(super) fn of<'t>(view: &'a View, typed: impl Iterator<Item = &'t str>) -> tantivy::Result<Self> {
        let exact = typed.take(MAX_WORDS).map(|word| analyse::normal(word).exact.into_owned());
        Ok(Self { view, terms: counted(view, exact)? })
    }

    /// The languages of the library, with the works in each.
    fn languages(&self) -> &'a [(String, f32)] {
        &self.view.spoken
    }

    /// The works that have each of these terms of the text, and how many of them are in a language; terms that
    /// no work has are left out.
    ///
    /// # Errors
    /// Postings or a column could not be read.
    pub(super) fn shares(
        &self,
        language: &str,
        terms: impl Iterator<Item = String>,
    ) -> tantivy::Result<BTreeMap<String, f32>> {
        let Some(place) = self.languages().iter().position(|(code, _)| code == language) else {
            return Ok(BTreeMap::new());
        };
        let whole = self.share(language);
        let share = |counts: Counts| {
            let any: f32 = counts.iter().sum();
            (any > 0.0).then(|| (counts[place] + whole) / (any + 1.0))
        };
        let counts = counted(self.view, terms)?.into_iter();
        Ok(counts.filter_map(|(term, counts)| Some((term, share(counts)?))).collect())
    }

    /// The share of the library's works that is in a language; all of them if none is.
    pub(super) fn share(&self, language: &str) -> f32 {
        let all: f32 = self.languages().iter().map(|(_, works)| works).sum();
        let own = self.languages().iter().find(|(code, _)| code == language);
        own.map_or(1.0, |(_, works)| works / all)
    }

    /// The works in a language, and how many of them have an exact word of the question.
    pub(super) fn of_language(&self, language: Option<&str>, exact: &str) -> (f32, f32) {
        let own = self.languages().iter().position(|(code, _)| Some(code.as_str()) == language);
        match (own, self.terms.get(exact)) {
            (Some(place), Some(counts)) => (self.languages()[place].1, counts[place]),
            _ => (0.0, 0.0),
        }
    }

    /// The language a question is in, as far as can be told, and whether that is sure.
    pub(super) fn language(&self, typed: &str, read: &[&str]) -> Option<(&'a str, bool)> {
        let codes: Vec<&str> = self.languages().iter().map(|(code, _)| code.as_str()).collect();
        let (detected, guessed) = (analyse::detected(typed), analyse::likeliest(typed, &codes));
        let all: f32 = self.languages().iter().map(|(_, works)| works).sum();
        let mut odds: Vec<(f32, &'a str)> = Vec::with_capacity(codes.len());
        for (place, (code, works)) in self.languages().iter().enumerate() {
            let met: f32 = self
                .terms
                .values()
                .map(|counts| (counts.iter().sum::<f32>(), counts[place]))
                .filter(|(any, _)| *any > 0.0)
                .map(|(any, here)| ((here + UNMET * any / all) / (works + UNMET)).ln())
                .sum();
            let opinions = [
                (detected == Some(code), DETECTED),
                (guessed == Some(code), GUESSED),
                (read.contains(&code.as_str()), READ),
            ];
            let opinion: f32 = opinions.into_iter().filter(|(holds, _)| *holds).map(|(_, odds)| odds).sum();
            odds.push((met + opinion + HELD * works.max(1.0).ln(), code));
        }
        odds.sort_by(|(one, _), (two, _)| two.total_cmp(one));
        let (best, code) = *odds.first()?;
        let ahead = odds.get(1).is_none_or(|(next, _)| best - next >= SURE);
        Some((code, ahead && detected.is_none_or(|detected| detected == code)))
    }
}

/// How many works have each of these terms, by language.
fn counted(view: &View, terms: impl Iterator<Item = String>) -> tantivy::Result<BTreeMap<String, Counts>> {
    let counted = terms.map(|term| {
        let counts = view.census.of(&term, || count(view, &term))?;
        Ok((term, counts))
    });
    counted.collect()
}

fn count(view: &View, term: &str) -> tantivy::Result<Vec<f32>> {
    let mut counts = vec![0.0; view.spoken.len()];
    for (segment, ordinal) in view.searcher.segment_readers().iter().zip(0..) {
        let Some(language) = view.columns(ordinal)?.of(Named::Language) else { continue };
        let place = |doc| {
            let ord = language.column.ords().first(doc)?;
            view.place(*language.numbers.get(usize::try_from(ord).ok()?)?)
        };
        sample(view, segment, term, place, &mut counts)?;
    }
    Ok(counts)
}

/// Counts the works of a segment, or as many as there are for a sample of them.
fn sample(
    view: &View,
    segment: &SegmentReader,
    term: &str,
    place: impl Fn(u32) -> Option<usize>,
    counts: &mut [f32],
) -> tantivy::Result<()> {
    let index = segment.inverted_index(view.fields.text)?;
    let term = Term::from_field_text(view.fields.text, term);
    let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { return Ok(()) };
    let here = postings.doc_freq();
    let stride = if here <= SAMPLE { 1 } else { segment.max_doc() / SAMPLE };
    let mut met = Vec::new();
    let mut doc = postings.doc();
    while doc != TERMINATED {
        met.extend(place(doc));
        doc = postings.seek(doc + stride);
    }
    let worth = here as f32 / met.len().max(1) as f32;
    met.into_iter().for_each(|place| counts[place] += worth);
    Ok(())
}
