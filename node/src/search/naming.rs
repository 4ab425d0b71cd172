//! Concepts that the words of a query name.
//!
//! Owns: recognising them in whatever language was typed, what each adds. Refuses to know: the index.
//! Neighbours: `concepts.rs` knows the labels, `plan.rs` asks for works with the concepts.

use std::ops::RangeInclusive;

use super::analyse::Language;
use super::concepts::{self, ConceptId, LANGUAGES, Seen, thesaurus};
use super::plan::Circumstances;
use super::query::{Atom, Parsed};

/// Switches every concept off.
const ALL: &str = "*";
/// Narrower concepts of one that are asked for.
const MAX_NARROWER: usize = 12;

/// A concept of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recognised {
    pub(super) concept: ConceptId,
    /// The clauses whose words named it.
    pub(super) clauses: RangeInclusive<usize>,
    /// The words as typed.
    pub(super) words: String,
    /// In which language they named it.
    pub(super) language: &'static str,
    /// Somebody switched it off.
    pub(super) off: bool,
}

struct Key(String);

impl Seen for Key {
    fn key(&self) -> &str {
        &self.0
    }

    fn capitals(&self) -> bool {
        true
    }
}

/// The concepts that runs of words name: at each word the longest label in any language, of equal ones that
/// in the likelier language.
pub(super) fn recognise(parsed: &Parsed, around: &Circumstances<'_>) -> Vec<Recognised> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < parsed.clauses.len() {
        let run: Vec<&str> = parsed.clauses[start..].iter().map_while(|clause| single(clause)).collect();
        let Some(one) = longest(&run, start, around) else {
            start += 1;
            continue;
        };
        start = one.clauses.end() + 1;
        found.push(one);
    }
    found
}

fn longest(run: &[&str], start: usize, around: &Circumstances<'_>) -> Option<Recognised> {
    let mut best: Option<(ConceptId, usize, &'static str)> = None;
    for code in likely_first(around) {
        let language = Language::of(code);
        let keys: Vec<Key> = run
            .iter()
            .take(concepts::MAX_LABEL_WORDS)
            .map(|word| Key(concepts::key(&language, word)))
            .collect();
        if let Some((concept, taken)) = thesaurus().longest(code, &keys, false)
            && best.is_none_or(|(_, most, _)| taken > most)
        {
            best = Some((concept, taken, code));
        }
    }
    let (concept, taken, language) = best?;
    let name = &thesaurus().get(concept)?.name;
    Some(Recognised {
        concept,
        clauses: start..=start + taken - 1,
        words: run[..taken].join(" "),
        language,
        off: around.without.iter().any(|off| off == name || off == ALL),
    })
}

/// The thesaurus's languages: those the query is likely in, then the others.
fn likely_first(around: &Circumstances<'_>) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = Vec::with_capacity(LANGUAGES.len());
    for code in around.tongues.codes() {
        codes.extend(LANGUAGES.iter().find(|one| **one == code));
    }
    let rest: Vec<&'static str> = LANGUAGES.into_iter().filter(|one| !codes.contains(one)).collect();
    codes.extend(rest);
    codes
}

fn single(clause: &[Atom]) -> Option<&str> {
    match clause {
        [Atom::Word(word)] => Some(word),
        _ => None,
    }
}

/// The concepts directly below one.
pub(super) fn narrower(concept: ConceptId) -> impl Iterator<Item = ConceptId> {
    let all = thesaurus().all().iter().zip(0..);
    all.filter(move |(one, _)| one.broader.contains(&concept)).map(|(_, id)| id).take(MAX_NARROWER)
}
