//! What somebody who has begun to type may mean.
//!
//! Owns: titles, organisations, places and concepts that go on from a text. Refuses to know: how they are
//! shown. Neighbours: `forms.rs` completes words of titles, `directory.rs` names, `concepts.rs` has the labels.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::analyse::Language;
use super::census::Census;
use super::concepts::{ConceptId, LANGUAGES, thesaurus};
use super::forms::{Forms, Tongues};
use super::names::folded;
use super::view::View;
use super::{Hit, Request, answer, query};

/// Suggestions of one kind, at most.
const MAX_OF_A_KIND: usize = 5;

/// What a text may become.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggested {
    /// Works whose title goes on so.
    pub works: Vec<Hit>,
    /// Organisations.
    pub organisations: Vec<String>,
    /// Places.
    pub places: Vec<String>,
    /// Language and label of concepts.
    pub concepts: Vec<(String, String)>,
}

/// Completes what was typed.
///
/// # Errors
/// The index could not be read.
pub(super) fn suggest(view: &View, request: &Request) -> tantivy::Result<Suggested> {
    let typed = folded(&request.query);
    if typed.is_empty() {
        return Ok(Suggested::default());
    }
    Ok(Suggested {
        works: titles(view, request)?,
        organisations: view.organisations(request.include_network)?.with(&typed, MAX_OF_A_KIND),
        places: view.towns(request.include_network)?.with(&typed, MAX_OF_A_KIND),
        concepts: concepts(&typed, &request.languages),
    })
}

/// Works whose title has all the words, the last one perhaps unfinished.
fn titles(view: &View, request: &Request) -> tantivy::Result<Vec<Hit>> {
    let parsed = query::parse(&request.query);
    let preferred: Vec<Language> = request.languages.iter().map(|tag| Language::of(tag)).collect();
    let census = Census::of(view, parsed.clauses.iter().flatten().flat_map(query::Atom::words))?;
    let tongues = Tongues::new(&request.query, &preferred, view, &census);
    let forms = Forms::new(view, &tongues);
    let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let words: Vec<&str> = parsed.clauses.iter().flatten().flat_map(query::Atom::words).collect();
    for (at, word) in words.iter().enumerate() {
        let asked = forms.of(word, at + 1 == words.len() && parsed.unfinished)?;
        let any = asked.forms.iter().map(|(form, _)| {
            let term = Term::from_field_text(view.fields.title, form);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>
        });
        all.push((Occur::Must, Box::new(BooleanQuery::union(any.collect()))));
    }
    if all.is_empty() {
        return Ok(Vec::new());
    }
    if !request.include_network {
        let hidden = Term::from_field_u64(view.fields.network_only, 1);
        all.push((Occur::MustNot, Box::new(TermQuery::new(hidden, IndexRecordOption::Basic))));
    }
    let top = TopDocs::with_limit(MAX_OF_A_KIND).order_by_score();
    let found = view.searcher.search(&BooleanQuery::new(all), &top)?;
    found.into_iter().map(|(score, address)| answer::hit(view, score, address)).collect()
}

/// A label as typed words are compared, what it names, and as it is written.
type Label = (String, ConceptId, &'static str);

/// The labels of the thesaurus, in order, for each of its languages.
static LABELS: LazyLock<[Vec<Label>; LANGUAGES.len()]> = LazyLock::new(|| {
    LANGUAGES.map(|code| {
        let concepts = thesaurus().all().iter().zip(0..);
        let labels = concepts.flat_map(|(concept, id)| {
            concept.labels(code).unwrap_or_default().iter().map(move |one| (one.as_str(), id))
        });
        let mut labels: Vec<Label> = labels.map(|(label, id)| (folded(label), id, label)).collect();
        labels.sort_unstable();
        labels
    })
});

/// Labels of concepts that go on so, one of each, in the reader's languages first: what somebody means to type, not
/// another word for it.
fn concepts(typed: &str, preferred: &[String]) -> Vec<(String, String)> {
    let mut languages: Vec<(&str, &Vec<Label>)> = LANGUAGES.into_iter().zip(&*LABELS).collect();
    languages
        .sort_by_key(|(code, _)| preferred.iter().position(|one| one == code).unwrap_or(preferred.len()));
    let mut found: Vec<(String, String)> = Vec::new();
    for (code, labels) in languages {
        let from = labels.partition_point(|(label, _, _)| label.as_str() < typed);
        let begin = labels[from..].iter().take_while(|(label, _, _)| label.starts_with(typed));
        let mut named: BTreeMap<ConceptId, &str> = BTreeMap::new();
        for (_, concept, label) in begin {
            let known = named.entry(*concept).or_insert(label);
            if label.chars().count() < known.chars().count() {
                *known = label;
            }
        }
        found.extend(named.into_values().map(|label| (code.to_owned(), label.to_owned())));
        if !found.is_empty() {
            break;
        }
    }
    found.sort_by_key(|(_, label)| label.chars().count());
    found.truncate(MAX_OF_A_KIND);
    found
}
