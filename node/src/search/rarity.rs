//! How rare a term is, among the works in the language that is asked in.
//!
//! Owns: the numbers that BM25 weighs terms with. Refuses to know: what is asked for. Neighbours: `census.rs`
//! counts, `answer.rs` and `rescore.rs` weigh.
//!
//! In a library of many languages every word looks rare: an article of one language stands in few of all
//! works, and a word that two languages share looks common in both. So a word counts among the works in the
//! question's language, as in a library of that language alone; a concept, which all languages have, counts
//! among all works. Measured on ten sets, mixing languages then costs at most 0.01 of the mean reciprocal rank
//! instead of 0.04.

use std::collections::BTreeMap;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::analyse;
use super::census::Census;
use super::plan::Plan;
use super::view::View;
use super::words;

/// A language in fewer works counts as if it were in so many: too few tell nothing about its words.
const FEWEST: f32 = 16.0;

/// See the module.
pub(super) struct Rarity<'a> {
    searcher: &'a Searcher,
    /// The share of all works that is in the language.
    share: f32,
    /// Terms of the question, with the share of their works that is.
    terms: BTreeMap<String, f32>,
}

impl<'a> Rarity<'a> {
    /// For the words asked for, in the language they seem to be in.
    ///
    /// # Errors
    /// Postings or a column could not be read.
    pub(super) fn new(view: &'a View, census: &Census<'_>, plan: &Plan) -> tantivy::Result<Self> {
        let searcher = &view.searcher;
        let likely = plan.likely.as_ref().map(|(code, _)| code.as_str());
        let Some(language) = likely.filter(|_| view.spoken.len() > 1) else {
            return Ok(Self { searcher, share: 1.0, terms: BTreeMap::new() });
        };
        let terms = plan.asked.iter().flat_map(|word| {
            let root = word.forms.first().and_then(|(exact, _)| analyse::root(exact)).map(words::root_term);
            word.forms.iter().map(|(form, _)| form.clone()).chain(root)
        });
        let least = FEWEST / searcher.num_docs().max(1) as f32;
        let share = census.share(language).max(least).min(1.0);
        Ok(Self { searcher, share, terms: census.shares(language, terms)? })
    }

    /// How much a term tells, as BM25 sees it.
    ///
    /// # Errors
    /// A dictionary could not be read.
    pub(super) fn of(&self, term: &Term) -> tantivy::Result<f32> {
        let (all, here) = (self.total_num_docs()? as f32, self.doc_freq(term)? as f32);
        Ok((1.0 + (all - here + 0.5) / (here + 0.5)).ln())
    }
}

fn part(count: u64, share: f32) -> u64 {
    (count as f64 * f64::from(share)).ceil() as u64
}

impl Bm25StatisticsProvider for Rarity<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        Ok(part(self.searcher.total_num_tokens(field)?, self.share))
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(part(self.searcher.total_num_docs()?, self.share))
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let known = term.value().as_str().and_then(|text| self.terms.get(text));
        let here = part(self.searcher.doc_freq(term)?, known.copied().unwrap_or(self.share));
        Ok(here.min(self.total_num_docs()?))
    }
}
