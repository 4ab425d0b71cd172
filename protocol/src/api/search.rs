//! Questions to the library and what comes back.

use serde::{Deserialize, Serialize};

/// Hits of one answer.
pub const SEARCH_LIMIT: usize = 100;

/// A query.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchRequest {
    /// The words; empty asks for the newest works.
    pub query: String,
    /// At most [`SEARCH_LIMIT`].
    pub limit: usize,
    /// Hits to skip.
    pub offset: usize,
    /// Languages the reader prefers, best first.
    pub languages: Vec<String>,
    /// Narrows, as `field:value` in the query does.
    pub filters: Vec<Filter>,
    /// In which order hits come.
    pub sort: Sort,
    /// Whether the last word may be unfinished.
    pub as_you_type: bool,
    /// Only what was typed: no concepts are added, nothing is guessed.
    pub exact: bool,
    /// Concepts (ids) that are not to be added; `*` stands for all.
    pub without: Vec<String>,
    /// Whether to count the values of every facet.
    pub facets: bool,
}

/// Values of one facet, any of which a work may have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filter {
    /// The facet's name, as in [`Facet::field`].
    pub field: String,
    /// Keys, as in [`FacetValue::key`].
    pub values: Vec<String>,
}

/// Orders of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best first; without words, newest first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// By title.
    Title,
}

/// Hits.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchAnswer {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// As asked.
    pub query: String,
    /// Works that match: that have a word of the query that means something, or name what it means. Where
    /// many works have all such words, only those.
    pub total: u64,
    /// How many of them have all such words.
    pub all_words: u64,
    /// Time the search took here, microseconds.
    pub took_us: u64,
    /// Nothing, or next to nothing, has what was typed: these answer another question.
    pub guess: Option<Guess>,
    /// Concepts recognised in the query and what they added.
    pub expansions: Vec<Expansion>,
    /// Words of the query that name a filter.
    pub offers: Vec<Offer>,
    /// Best first, or as sorted.
    pub hits: Vec<Hit>,
    /// Counts, if asked for; each without regard to its own filter.
    pub facets: Vec<Facet>,
}

/// One hit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Hit {
    /// The work.
    pub id: String,
    /// The revision that matched.
    pub record: String,
    /// Its title.
    pub title: String,
    /// Byte ranges of `title` that matched.
    pub title_highlights: Vec<(usize, usize)>,
    /// The organisation's name.
    pub publisher: String,
    /// Key of [`crate::vocabulary::WORK_KIND`].
    pub kind: String,
    /// BCP 47.
    pub language: String,
    /// Place and region, in their own language; may be empty.
    pub place: String,
    /// ISO 3166-1 alpha-2; may be empty.
    pub country: String,
    /// Thousandths of a degree, north and east, if the work says.
    pub position_milli: Option<(i32, i32)>,
    /// When this revision was issued (milliseconds since 1970).
    pub issued_at_ms: u64,
    /// Whether its review is overdue.
    pub stale: bool,
    /// Whether only members of the network may see it.
    pub network_only: bool,
    /// Documents that come with it.
    pub documents: usize,
    /// Plain text of at most two fragments, joined by ` … `.
    pub snippet: String,
    /// Byte ranges of `snippet` that matched.
    pub highlights: Vec<(usize, usize)>,
    /// The same work in other languages.
    pub translations: Vec<Translation>,
    /// Higher is better; only comparable within one answer.
    pub score: f32,
    /// Whether signature and authority were checked here before it was stored: always true, since
    /// nothing else is stored.
    pub verified: bool,
}

/// The same work in another language, a work of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Translation {
    /// The work.
    pub id: String,
    /// BCP 47.
    pub language: String,
    /// Its title.
    pub title: String,
}

/// The hits that do not translate one before them: what is shown to people, each with its translations.
#[must_use]
pub fn untranslated(hits: &[Hit]) -> Vec<&Hit> {
    let mut shown: Vec<&Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        if !shown.iter().any(|one| hit.translations.iter().any(|other| other.id == one.id)) {
            shown.push(hit);
        }
    }
    shown
}

/// What was looked for instead of what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// The query whose hits are shown.
    pub shown: String,
    /// The query as typed, to ask for it exactly.
    pub exact: String,
    /// How many works the exact query finds.
    pub exact_total: u64,
}

/// A concept found in the query, with the labels that it added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    /// Id of the concept, to switch it off.
    pub id: String,
    /// The words of the query that named it.
    pub words: String,
    /// Its preferred label in the language of the query's words.
    pub label: String,
    /// Preferred labels in other languages, of those that the library holds.
    pub added: Vec<ConceptLabel>,
    /// Concepts directly below it, which it brought along.
    #[serde(default)]
    pub narrower: Vec<Narrower>,
    /// It is switched off and added nothing.
    pub off: bool,
}

/// A concept below one that was found in the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrower {
    /// Id of the concept, to switch it off.
    pub id: String,
    /// Its preferred label in the language of the query's words.
    pub label: String,
    /// It is switched off.
    pub off: bool,
}

/// A label of a concept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConceptLabel {
    /// BCP 47.
    pub language: String,
    /// The label.
    pub text: String,
}

/// Words that would make a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The words.
    pub words: String,
    /// The facet.
    pub field: String,
    /// Its value's key.
    pub key: String,
    /// The query with the filter in place of the words.
    pub query: String,
}

/// A facet of the works that match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// Its name: `kind`, `area`, `target`, `solution`, `language`, `country`, `region`, `population`,
    /// `urbanisation`, `market`, `migration`, `foreign`, `share`, `support`, `staffing`, `maturity`,
    /// `licence`, `by`, `documents` or `freshness`.
    pub field: String,
    /// Values that occur or are chosen, most frequent first.
    pub values: Vec<FacetValue>,
    /// Values left out because there were too many.
    pub more: u64,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// What to filter by: a vocabulary's key, a code, a name.
    pub key: String,
    /// Works that have it, all other filters applied.
    pub count: u64,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What somebody has begun to type.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SuggestRequest {
    /// The text so far.
    pub text: String,
    /// At most 20.
    pub limit: usize,
    /// Languages the reader prefers, best first.
    pub languages: Vec<String>,
}

/// What it may become.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Suggestions {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// As asked.
    pub text: String,
    /// Time it took here, microseconds.
    pub took_us: u64,
    /// Best first.
    pub suggestions: Vec<Suggestion>,
}

/// One completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// `work`, `organisation`, `concept` or `place`.
    pub kind: String,
    /// What to show.
    pub text: String,
    /// What to search for; of a work, its title.
    pub query: String,
    /// The work, for a work.
    pub id: Option<String>,
    /// BCP 47 of the text, where it is known.
    pub language: String,
    /// Works behind it, where it is counted.
    pub count: Option<u64>,
}

/// Asks for works like one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LikeRequest {
    /// The work: an id, or the beginning of one.
    pub work: String,
    /// At most [`SEARCH_LIMIT`].
    pub limit: usize,
    /// Languages the reader prefers, best first.
    pub languages: Vec<String>,
}

/// Asks for works from towns like one. Everything is optional; what is said counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TownsRequest {
    /// A work whose territory is the town: an id, or the beginning of one. What else is said comes first.
    pub work: String,
    /// At most [`SEARCH_LIMIT`].
    pub limit: usize,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Region, in its own language.
    pub region: String,
    /// Key of [`crate::vocabulary::POPULATION`].
    pub population: String,
    /// Key of [`crate::vocabulary::URBANISATION`].
    pub urbanisation: String,
    /// Keys of [`crate::vocabulary::MIGRATION_HISTORY`].
    pub migration_history: Vec<String>,
    /// Keys of [`crate::vocabulary::FOREIGN_POPULATION`].
    pub foreign_population: Vec<String>,
    /// Key of [`crate::vocabulary::FOREIGN_SHARE`].
    pub foreign_share: String,
    /// Keys of [`crate::vocabulary::HOUSING_MARKET`].
    pub housing_market: Vec<String>,
    /// Key of [`crate::vocabulary::STAFFING`].
    pub staffing: String,
    /// Languages the reader prefers, best first.
    pub languages: Vec<String>,
}

/// Works that resemble something, most alike first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SimilarAnswer {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// Time it took here, microseconds.
    pub took_us: u64,
    /// Most alike first.
    pub works: Vec<Similar>,
}

/// A work that resembles something, and in what.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Similar {
    /// The work.
    pub hit: Hit,
    /// From 0 to 1.
    pub likeness: f32,
    /// What is alike, what weighs most first.
    pub reasons: Vec<Reason>,
}

/// Something two works, or two towns, have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// A facet's name, or `concept`.
    pub field: String,
    /// The key, code or label they share.
    pub value: String,
    /// Only nearly: the next band, not the same.
    pub nearly: bool,
}
