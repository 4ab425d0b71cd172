//! One committed state of an index, as queries see it.
//!
//! Owns: the searcher, the languages met in it, what is looked up in it again and again (columns, names, what words
//! begin with, in which languages they are). Refuses to know: how the state came about.
//! Neighbours: `scribe.rs` makes one after each commit, `board.rs` hands it out, `answer.rs` asks it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tantivy::schema::Field;
use tantivy::{DocId, IndexReader, Searcher, SegmentOrdinal, SegmentReader, Term};

use super::analyse::Language;
use super::columns::{Cabinet, Columns, Lazy, Names};
use super::directory::Directory;
use super::facets::Named;
use super::files::Files;
use super::postings;
use super::remembered::Remembered;
use super::schema::{Fields, PLACE};

/// Languages a query is analysed in, at most.
const MAX_LANGUAGES: usize = 48;

/// Immutable; answers from it stay consistent while the index moves on.
pub(super) struct View {
    pub(super) searcher: Searcher,
    /// What it reads.
    pub(super) files: Files,
    pub(super) fields: Fields,
    /// Languages the texts were analysed in that have a stemmer or may get one.
    pub(super) languages: Vec<Language>,
    /// Languages that works are in, with how many are in each.
    pub(super) spoken: Vec<(String, f32)>,
    /// Of every facet whose values are names.
    pub(super) names: Arc<Names>,
    /// For each number of a language's name, its place among those spoken.
    places: Vec<Option<usize>>,
    /// Of each segment.
    columns: Vec<Lazy>,
    /// For the beginning of a word, the words that begin so, the most frequent first: people who type ask for the
    /// same beginnings over and over, and short ones take long.
    pub(super) completions: Remembered<String>,
    /// For a term of the text, how many works have it in each language, as [`View::spoken`] orders them.
    pub(super) census: Remembered<f32>,
    /// Of works for everybody, and of all.
    organisations: [OnceLock<Directory>; 2],
    towns: [OnceLock<Directory>; 2],
}

impl View {
    /// The state the reader has loaded last.
    ///
    /// # Errors
    /// A dictionary could not be read.
    pub(super) fn new(
        reader: &IndexReader,
        files: Files,
        fields: Fields,
        cabinet: &mut Cabinet,
    ) -> tantivy::Result<Self> {
        let searcher = reader.searcher();
        let spoken = counted(&searcher, fields.named(Named::Language))?;
        let analysed = counted(&searcher, fields.analysed)?;
        let languages = analysed.iter().map(|(code, _)| Language::of(code)).collect();
        let (columns, names) = cabinet.of(&searcher);
        let mut places = Vec::new();
        for (place, (code, _)) in spoken.iter().enumerate() {
            let number = names.number(Named::Language, code) as usize;
            places.resize(places.len().max(number + 1), None);
            places[number] = Some(place);
        }
        Ok(Self {
            searcher,
            files,
            fields,
            languages,
            spoken,
            names,
            places,
            columns,
            completions: Remembered::default(),
            census: Remembered::default(),
            organisations: Default::default(),
            towns: Default::default(),
        })
    }

    /// The columns of a segment.
    ///
    /// # Errors
    /// A column could not be read.
    pub(super) fn columns(&self, segment: SegmentOrdinal) -> tantivy::Result<&Columns> {
        self.columns[segment as usize].open(self.searcher.segment_reader(segment), &self.names)
    }

    /// The names of those who published what the reader may see.
    ///
    /// # Errors
    /// A column could not be read.
    pub(super) fn organisations(&self, include_network: bool) -> tantivy::Result<&Directory> {
        let place = &self.organisations[usize::from(include_network)];
        Directory::once(place, self, Named::Publisher.field(), include_network)
    }

    /// The names of places that these works are about.
    ///
    /// # Errors
    /// A column could not be read.
    pub(super) fn towns(&self, include_network: bool) -> tantivy::Result<&Directory> {
        Directory::once(&self.towns[usize::from(include_network)], self, PLACE, include_network)
    }

    /// The works of a segment that are not for everybody, ascending; none for those who may see all.
    ///
    /// # Errors
    /// The segment could not be read.
    pub(super) fn hidden(
        &self,
        segment: &SegmentReader,
        include_network: bool,
    ) -> tantivy::Result<Vec<DocId>> {
        if include_network {
            return Ok(Vec::new());
        }
        postings::all(segment, &Term::from_field_u64(self.fields.network_only, 1))
    }

    /// Where the language with this number stands in [`View::spoken`].
    pub(super) fn place(&self, number: u32) -> Option<usize> {
        *self.places.get(number as usize)?
    }
}

/// The terms of a field of languages, with the works that have each.
fn counted(searcher: &Searcher, field: Field) -> tantivy::Result<Vec<(String, f32)>> {
    let mut codes = BTreeMap::<String, f32>::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while let Some((code, info)) = terms.next()
            && codes.len() < MAX_LANGUAGES
        {
            *codes.entry(String::from_utf8_lossy(code).into_owned()).or_default() += info.doc_freq as f32;
        }
    }
    Ok(codes.into_iter().collect())
}
