//! One committed state of an index, as queries see it.
//!
//! Owns: the searcher and the languages met in it. Refuses to know: how the state came about.
//! Neighbours: `scribe.rs` makes one after each commit, `board.rs` hands it out, `answer.rs` asks it.

use std::collections::BTreeSet;

use tantivy::{IndexReader, Searcher};

use super::analyse::Language;
use super::schema::Fields;

/// Languages a query is analysed in, at most.
const MAX_LANGUAGES: usize = 48;

/// Immutable; answers from it stay consistent while the index moves on.
pub(super) struct View {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    /// Languages the texts were analysed in that have a stemmer or may get one.
    pub(super) languages: Vec<Language>,
}

impl View {
    /// The state the reader has loaded last.
    ///
    /// # Errors
    /// A dictionary could not be read.
    pub(super) fn new(reader: &IndexReader, fields: Fields) -> tantivy::Result<Self> {
        let searcher = reader.searcher();
        let mut codes = BTreeSet::new();
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(fields.analysed)?;
            let mut terms = index.terms().stream()?;
            while let Some((code, _)) = terms.next()
                && codes.len() < MAX_LANGUAGES
            {
                codes.insert(String::from_utf8_lossy(code).into_owned());
            }
        }
        let languages = codes.iter().map(|code| Language::of(code)).collect();
        Ok(Self { searcher, fields, languages })
    }
}
