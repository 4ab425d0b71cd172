//! A question as it stands in an address: nothing about it is kept anywhere else.
//!
//! Owns: names and bounds of the parameters, and the addresses of questions like it.

use super::super::language::Words;
use super::super::reader::Reader;
use protocol::api::{Filter, SearchRequest, Sort};

/// Letters of a question.
const LETTERS: usize = 512;
/// Words of a question.
const WORDS: usize = 32;
/// Hits of a page.
pub(in crate::web) const PAGE: usize = 10;
/// Pages that can be turned.
pub(in crate::web) const PAGES: usize = 1_000;
/// Values chosen of one facet.
const VALUES: usize = 32;

/// Facets, in the order in which they are shown.
pub(in crate::web) const FACETS: [&str; 20] = [
    "kind",
    "area",
    "target",
    "solution",
    "country",
    "region",
    "language",
    "maturity",
    "population",
    "urbanisation",
    "market",
    "migration",
    "foreign",
    "share",
    "support",
    "staffing",
    "by",
    "freshness",
    "documents",
    "licence",
];

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::web) struct Query {
    pub(in crate::web) text: String,
    pub(in crate::web) filters: Vec<Filter>,
    pub(in crate::web) sort: Sort,
    /// From 0.
    pub(in crate::web) page: usize,
    pub(in crate::web) exact: bool,
    pub(in crate::web) without: Vec<String>,
    /// On a map rather than as a list.
    pub(in crate::web) map: bool,
}

impl Query {
    /// What an address asks.
    pub(in crate::web) fn of(reader: &Reader) -> Self {
        let sort = match reader.get("sort") {
            Some("newest") => Sort::Newest,
            Some("oldest") => Sort::Oldest,
            Some("title") => Sort::Title,
            _ => Sort::Relevance,
        };
        let page = reader.get("page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1);
        Self {
            text: bounded(reader.get("q").unwrap_or_default()),
            filters: FACETS.iter().filter_map(|field| filter(reader, field)).collect(),
            sort,
            page: page.clamp(1, PAGES) - 1,
            exact: reader.get("exact").is_some(),
            without: reader.all("without").take(VALUES).map(str::to_owned).collect(),
            map: reader.get("view") == Some("map"),
        }
    }

    /// Neither words nor filters: the beginning.
    pub(in crate::web) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.filters.is_empty() && !self.map && self.page == 0
    }

    /// What it is about, to be named by: its words, else the filters chosen; empty if it is about everything.
    pub(in crate::web) fn named(&self, w: Words) -> String {
        match self.text.trim() {
            "" => {
                let chosen =
                    self.filters.iter().flat_map(|one| one.values.iter().map(move |value| (one, value)));
                let labels = chosen.map(|(filter, value)| w.facet_value(&filter.field, value).text);
                labels.collect::<Vec<_>>().join(", ")
            }
            text => text.to_owned(),
        }
    }

    /// The last page of so many hits, if this one lies beyond it.
    pub(in crate::web) fn turned_back(&self, total: u64) -> Option<Self> {
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        let beyond = !self.map && total > 0 && self.page * PAGE >= total;
        beyond.then(|| Self { page: (total - 1) / PAGE, ..self.clone() })
    }

    /// The same for the index.
    pub(in crate::web) fn request(&self, reader: &Reader) -> SearchRequest {
        SearchRequest {
            query: self.text.clone(),
            limit: if self.map { protocol::api::SEARCH_LIMIT } else { PAGE },
            offset: if self.map { 0 } else { self.page * PAGE },
            languages: reader.languages.clone(),
            filters: self.filters.clone(),
            sort: self.sort,
            as_you_type: reader.fragment,
            exact: self.exact,
            without: self.without.clone(),
            facets: true,
        }
    }

    /// The parameters, in a fixed order, so that equal questions have equal addresses.
    pub(in crate::web) fn pairs(&self) -> Vec<(&str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        for filter in &self.filters {
            pairs.extend(filter.values.iter().map(|value| (filter.field.as_str(), value.clone())));
        }
        if let Some(sort) = sort_key(self.sort) {
            pairs.push(("sort", sort.to_owned()));
        }
        if self.exact {
            pairs.push(("exact", "1".to_owned()));
        }
        pairs.extend(self.without.iter().map(|id| ("without", id.clone())));
        if self.map {
            pairs.push(("view", "map".to_owned()));
        }
        if self.page > 0 {
            pairs.push(("page", (self.page + 1).to_string()));
        }
        pairs
    }

    /// Its address under a path.
    pub(in crate::web) fn address(&self, path: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.pairs());
        match query.finish() {
            none if none.is_empty() => path.to_owned(),
            some => format!("{path}?{some}"),
        }
    }

    /// The same, from its first page.
    pub(in crate::web) fn afresh(&self) -> Self {
        Self { page: 0, ..self.clone() }
    }

    /// The same without one value of a filter.
    pub(in crate::web) fn without_value(&self, field: &str, value: &str) -> Self {
        let mut query = self.afresh();
        for filter in query.filters.iter_mut().filter(|one| one.field == field) {
            filter.values.retain(|one| one != value);
        }
        query.filters.retain(|one| !one.values.is_empty());
        query
    }
}

/// The parameter's value for an order; none for the usual one.
pub(in crate::web) const fn sort_key(sort: Sort) -> Option<&'static str> {
    match sort {
        Sort::Relevance => None,
        Sort::Newest => Some("newest"),
        Sort::Oldest => Some("oldest"),
        Sort::Title => Some("title"),
    }
}

fn filter(reader: &Reader, field: &str) -> Option<Filter> {
    let mut values: Vec<String> = reader
        .all(field)
        .filter(|value| !value.is_empty() && value.len() <= LETTERS)
        .take(VALUES)
        .map(str::to_owned)
        .collect();
    values.dedup();
    (!values.is_empty()).then(|| Filter { field: field.to_owned(), values })
}

/// At most so many letters and words: what is longer than a question is cut.
pub(in crate::web) fn bounded(text: &str) -> String {
    let mut words = 0;
    let mut within_word = false;
    let keep = |letter: &char| {
        let space = letter.is_whitespace();
        words += usize::from(!space && !within_word);
        within_word = !space;
        words <= WORDS
    };
    let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
    text.chars().take(LETTERS).map(plain).take_while(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;

    fn query(address: &str) -> Query {
        Query::of(&Reader::of(&address.parse().expect("an address"), &HeaderMap::new()))
    }

    #[test]
    fn an_address_and_its_question_say_the_same() {
        for address in [
            "/",
            "/?q=garanzia+affitto",
            "/?q=casa&kind=practice&kind=pilot&country=IT&sort=newest&page=3",
            "/?q=casa&exact=1&without=c12&without=c13&view=map",
        ] {
            assert_eq!(query(address).address("/"), address);
        }
    }

    #[test]
    fn questions_have_an_end() {
        let long = format!("/?q={}", "a+".repeat(400));
        assert_eq!(query(&long).text.split_whitespace().count(), WORDS);
        assert_eq!(query(&format!("/?q={}", "a".repeat(4_000))).text.len(), LETTERS);
        assert_eq!(query("/?page=0").page, 0);
        assert_eq!(query("/?page=99999999999999999999").page, 0);
        assert_eq!(query("/?page=100000").page, PAGES - 1);
    }

    #[test]
    fn a_question_is_named_by_its_words_or_its_filters() {
        let w = Words::negotiate("en");
        assert_eq!(query("/?q=casa&kind=practice").named(w), "casa");
        assert_eq!(query("/?kind=practice&country=IT").named(w), "Good practice, Italy");
        assert_eq!(query("/?view=map").named(w), "");
    }

    #[test]
    fn beyond_the_last_page_is_the_last_page() {
        let turned = |address: &str, total| query(address).turned_back(total).map(|one| one.address("/"));
        assert_eq!(turned("/?q=casa&page=9", 62), Some("/?q=casa&page=7".to_owned()));
        assert_eq!(turned("/?q=casa&page=2", 10), Some("/?q=casa".to_owned()));
        assert_eq!(turned("/?q=casa&page=7", 62), None);
        assert_eq!(turned("/?q=casa&page=2", 0), None, "nothing has no last page");
        assert_eq!(turned("/?q=casa&view=map&page=9", 62), None, "a map has one page");
    }

    #[test]
    fn a_value_can_be_taken_away() {
        let both = query("/?kind=practice&kind=pilot&page=2");
        let one = both.without_value("kind", "pilot");
        assert_eq!(one.address("/"), "/?kind=practice");
        assert!(one.without_value("kind", "practice").is_blank());
    }
}
