//! Another question, where the one that was typed finds next to nothing.
//!
//! Owns: which words are taken for mistyped and what for. Refuses to know: how either question is answered.
//! Neighbours: `answer.rs` shows a guess as a guess, never among exact hits.
//!
//! A word of at least five letters that no work has is replaced by the most frequent word at distance one (a
//! letter added, left out, changed, or two swapped), else by a label of the thesaurus at that distance.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use levenshtein_automata::LevenshteinAutomatonBuilder;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::analyse;
use super::concepts::{LANGUAGES, thesaurus};
use super::query::{Atom, Parsed};
use super::view::View;
use super::words;

/// Shorter words (letters) have too many neighbours.
const MIN_LETTERS: usize = 5;
/// Words replaced in one question.
const MAX_WORDS: usize = 4;

/// The query with each unknown word replaced by the nearest known one, and its text; `None` if there is
/// nothing to replace.
///
/// # Errors
/// A dictionary could not be read.
pub(super) fn nearest(view: &View, parsed: &Parsed, text: &str) -> tantivy::Result<Option<(Parsed, String)>> {
    let mut other = parsed.clone();
    let mut shown = text.to_owned();
    let mut replaced = 0;
    for atom in other.clauses.iter_mut().flatten() {
        let Atom::Word(word) = atom else { continue };
        let exact = analyse::normal(word).exact.into_owned();
        if replaced == MAX_WORDS || exact.chars().count() < MIN_LETTERS || is_known(view, &exact)? {
            continue;
        }
        let near = match in_dictionary(view, &exact)? {
            Some(near) => near,
            None => match in_thesaurus(&exact) {
                Some(near) => near,
                None => continue,
            },
        };
        shown = shown.replacen(word.as_str(), &near, 1);
        *word = near;
        replaced += 1;
    }
    Ok((replaced > 0).then_some((other, shown)))
}

fn is_known(view: &View, exact: &str) -> tantivy::Result<bool> {
    Ok(view.searcher.doc_freq(&Term::from_field_text(view.fields.text, exact))? > 0)
}

fn in_dictionary(view: &View, exact: &str) -> tantivy::Result<Option<String>> {
    let automaton =
        FuzzyTermQuery::new(Term::from_field_text(view.fields.text, exact), 1, true).automaton()?;
    let mut found: HashMap<String, u32> = HashMap::new();
    for segment in view.searcher.segment_readers() {
        let index = segment.inverted_index(view.fields.text)?;
        let mut terms = index.terms().search(&automaton).into_stream()?;
        while let Some((key, info)) = terms.next() {
            if let Some(term) = std::str::from_utf8(key).ok().filter(|term| words::is_word(term)) {
                *found.entry(term.to_owned()).or_default() += info.doc_freq;
            }
        }
    }
    let best = found
        .into_iter()
        .max_by(|(one, often), (two, oftener)| often.cmp(oftener).then_with(|| two.cmp(one)));
    Ok(best.map(|(term, _)| term))
}

/// The longer words of all labels, each once, concept by concept.
static VOCABULARY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let all = thesaurus().all().iter();
    let labels = all.flat_map(|one| LANGUAGES.iter().filter_map(|language| one.labels(language)).flatten());
    let words = labels.flat_map(|label| analyse::words(label));
    let exact = words.map(|word| analyse::normal(word.raw).exact.into_owned());
    let mut seen = HashSet::new();
    exact.filter(|word| word.chars().count() >= MIN_LETTERS && seen.insert(word.clone())).collect()
});

/// The nearest word of a label; a word that is one itself is not mistyped, though no work has it.
fn in_thesaurus(exact: &str) -> Option<String> {
    if VOCABULARY.iter().any(|word| word == exact) {
        return None;
    }
    let dfa = LevenshteinAutomatonBuilder::new(1, true).build_dfa(exact);
    let near = |word: &&String| matches!(dfa.eval(word), levenshtein_automata::Distance::Exact(_));
    VOCABULARY.iter().find(near).cloned()
}
