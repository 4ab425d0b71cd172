//! Concepts and countries that the words of a query name.
//!
//! Owns: recognising them in whatever language was typed. Refuses to know: the index.
//! Neighbours: `concepts.rs` knows the labels, `plan.rs` asks for works with the concepts.

use std::ops::{Range, RangeInclusive};

use super::analyse::Language;
use super::concepts::{ConceptId, LANGUAGES, MAX_LABEL_WORDS, thesaurus};
use super::lexicon::Lexicon;
use super::names::{folded, names};
use super::plan::Circumstances;
use super::query::{Atom, Parsed};

/// Switches every concept off.
const ALL: &str = "*";
/// Narrower concepts of one that are asked for.
const MAX_NARROWER: usize = 12;
/// Words of a country's name, at most, and letters of one, at least: "de" is no Germany.
const MAX_NAME_WORDS: usize = 3;
const MIN_NAME: usize = 3;

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
    /// Those directly below it that are asked for with it.
    pub(super) narrower: Vec<ConceptId>,
}

impl Recognised {
    /// All that it asks for.
    pub(super) fn wanted(&self) -> impl Iterator<Item = ConceptId> {
        let all = std::iter::once(self.concept).chain(self.narrower.iter().copied());
        all.filter(|_| !self.off)
    }
}

/// The concepts that runs of words name: at each word the longest label in any language, of equal ones that
/// in the likelier language.
pub(super) fn recognise(parsed: &Parsed, around: &Circumstances<'_>) -> Vec<Recognised> {
    among(parsed, 0..parsed.clauses.len(), MAX_LABEL_WORDS, around)
}

/// The concepts that parts of these concepts' names are names of: housing and seasonal workers in the housing
/// of seasonal workers.
pub(super) fn inner(parsed: &Parsed, whole: &[Recognised], around: &Circumstances<'_>) -> Vec<Recognised> {
    let mut inner: Vec<Recognised> = Vec::new();
    for one in whole.iter().filter(|one| !one.off) {
        let (start, end) = (*one.clauses.start(), *one.clauses.end());
        inner.extend(among(parsed, start..end + 1, end - start, around));
    }
    let known = |id: ConceptId| whole.iter().any(|one| one.concept == id);
    inner.retain(|one| !known(one.concept));
    inner.sort_by_key(|one| one.concept);
    inner.dedup_by_key(|one| one.concept);
    inner
}

/// The concepts that these clauses name in labels of at most so many words.
fn among(parsed: &Parsed, clauses: Range<usize>, most: usize, around: &Circumstances<'_>) -> Vec<Recognised> {
    let mut found = Vec::new();
    let mut start = clauses.start;
    while start < clauses.end {
        let run = &parsed.clauses[start..clauses.end];
        let run: Vec<&str> = run.iter().map_while(|clause| single(clause)).take(most).collect();
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
        let mut lexicon = Lexicon::of(&Language::of(code));
        let words: Vec<_> = run.iter().map(|word| lexicon.meet(word)).collect();
        let forms = words.iter().map(|met| lexicon.forms(*met));
        if let Some((concept, taken)) = thesaurus().longest(code, forms, false)
            && best.is_none_or(|(_, most, _)| taken > most)
        {
            best = Some((concept, taken, code));
        }
    }
    let (concept, taken, language) = best?;
    let is_off = |id: ConceptId| {
        let name = thesaurus().get(id).map_or("", |one| &one.name);
        around.without.iter().any(|off| off == name || off == ALL)
    };
    Some(Recognised {
        concept,
        clauses: start..=start + taken - 1,
        words: run[..taken].join(" "),
        language,
        off: is_off(concept),
        narrower: narrower(concept).filter(|one| !is_off(*one)).collect(),
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

/// The countries (ISO 3166-1) that runs of words name, longest names first; none overlap.
pub(super) fn countries(parsed: &Parsed) -> Vec<(RangeInclusive<usize>, String)> {
    let mut found: Vec<(RangeInclusive<usize>, String)> = Vec::new();
    for length in (1..=MAX_NAME_WORDS).rev() {
        for (start, window) in parsed.clauses.windows(length).enumerate() {
            let words: Vec<&str> = window.iter().map_while(|clause| single(clause)).collect();
            let clauses = start..=start + length - 1;
            let taken =
                found.iter().any(|(one, _)| one.start() <= clauses.end() && clauses.start() <= one.end());
            if taken || words.len() < length || words.iter().all(|word| word.chars().count() < MIN_NAME) {
                continue;
            }
            let values = names().values(&folded(&words.join(" "))).iter();
            found.extend(
                values
                    .filter(|one| one.field == "country")
                    .map(|one| (clauses.clone(), one.key.clone()))
                    .take(1),
            );
        }
    }
    found
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
