//! Another question, where the one that was typed finds next to nothing.
//!
//! Owns: which words are taken for mistyped and what for. Refuses to know: how either question is answered.
//! Neighbours: `answer.rs` shows a guess as a guess, never among exact hits.
//!
//! A word of at least five letters that no work has in any form is replaced by the most frequent word at distance
//! one (a letter added, left out, changed, or two swapped), else by a label of the thesaurus at that distance.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use levenshtein_automata::LevenshteinAutomatonBuilder;
use tantivy::query::FuzzyTermQuery;
use tantivy::{DocId, SegmentReader, Term};

use super::analyse;
use super::concepts::{LANGUAGES, thesaurus};
use super::query::{self, Atom, Parsed};
use super::view::View;
use super::{Request, postings, words};

/// Shorter words (letters) have too many neighbours.
const MIN_LETTERS: usize = 5;
/// Unknown words of one question that are looked for.
const MAX_WORDS: usize = 4;
/// Words that a stem may stand for, of one segment.
const MAX_SCANNED: usize = 64;

/// The query with each unknown word replaced by the nearest known one, and its text; `None` if there is
/// nothing to replace.
///
/// # Errors
/// A dictionary could not be read.
pub(super) fn nearest(
    view: &View,
    parsed: &Parsed,
    request: &Request,
) -> tantivy::Result<Option<(Parsed, String)>> {
    let mut other = parsed.clone();
    let mut shown = request.query.clone();
    // Each word once, wherever it stands.
    let mut instead: HashMap<String, Option<String>> = HashMap::new();
    for atom in other.clauses.iter_mut().flatten() {
        let Atom::Word(word) = atom else { continue };
        let near = match instead.get(word) {
            Some(near) => near.clone(),
            None if word.chars().count() < MIN_LETTERS || instead.len() == MAX_WORDS => continue,
            None if is_known(view, word)? => continue,
            None => {
                let near = near(view, word, request.include_network)?;
                if let (Some(near), Some(place)) = (&near, query::place(&shown, &[word])) {
                    shown.replace_range(place, near);
                }
                instead.insert(word.clone(), near.clone());
                near
            }
        };
        if let Some(near) = near {
            *word = near;
        }
    }
    Ok(instead.values().any(Option::is_some).then_some((other, shown)))
}

/// The nearest known word, as people write it.
fn near(view: &View, word: &str, include_network: bool) -> tantivy::Result<Option<String>> {
    let exact = analyse::normal(word).exact;
    let near = match in_dictionary(view, &exact, include_network)? {
        None => in_thesaurus(&exact),
        near => near,
    };
    Ok(near.map(|near| VOCABULARY.get(&near).cloned().unwrap_or(near)))
}

/// Whether a work has the word in any form, or it is one of the thesaurus.
fn is_known(view: &View, word: &str) -> tantivy::Result<bool> {
    let normal = analyse::normal(word);
    if VOCABULARY.contains_key(&*normal.exact) || works(view, &normal.exact)? > 0 {
        return Ok(true);
    }
    for language in &view.languages {
        if let Some(stem) = language.stem(&normal)
            && works(view, &stem)? > 0
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn works(view: &View, term: &str) -> tantivy::Result<u64> {
    view.searcher.doc_freq(&Term::from_field_text(view.fields.text, term))
}

/// The word at distance one that most works have. The dictionary holds stems among the words: of a stem that is none
/// itself, the word that stands for it.
fn in_dictionary(view: &View, exact: &str, include_network: bool) -> tantivy::Result<Option<String>> {
    let field = view.fields.text;
    let automaton = FuzzyTermQuery::new(Term::from_field_text(field, exact), 1, true).automaton()?;
    let mut found: HashMap<String, u64> = HashMap::new();
    for segment in view.searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().search(&automaton).into_stream()?;
        while let Some((key, info)) = terms.next() {
            if let Some(term) = std::str::from_utf8(key).ok().filter(|term| words::is_word(term)) {
                *found.entry(term.to_owned()).or_default() += u64::from(info.doc_freq);
            }
        }
    }
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_unstable_by(|(one, often), (two, oftener)| oftener.cmp(often).then_with(|| one.cmp(two)));
    let near: Vec<String> = found.iter().map(|(term, _)| term.clone()).collect();
    for (term, _) in found {
        let word = match as_word(view, &term, &near)? {
            Some(word) => word,
            None => term,
        };
        if is_shown(view, &word, include_network)? {
            return Ok(Some(word));
        }
    }
    Ok(None)
}

/// The word that a stem was made from, if the term is only that: one of those near the typed one, else the most
/// frequent. `None` if the term stands for itself.
fn as_word(view: &View, term: &str, near: &[String]) -> tantivy::Result<Option<String>> {
    let is_made_from = |word: &str| {
        let normal = analyse::normal(word);
        view.languages.iter().any(|language| language.stem(&normal).as_deref() == Some(term))
    };
    let mut made: HashMap<String, u64> = HashMap::new();
    for segment in view.searcher.segment_readers() {
        let index = segment.inverted_index(view.fields.text)?;
        // Stems change the end of a word, seldom more of it than a letter.
        let begin = &term[..term.char_indices().next_back().map_or(0, |(at, _)| at)];
        let mut terms = index.terms().range().ge(begin.as_bytes()).into_stream()?;
        let mut here = Vec::new();
        for _ in 0..MAX_SCANNED {
            let Some((key, info)) = terms.next() else { break };
            let Some(word) = std::str::from_utf8(key).ok().filter(|word| word.starts_with(begin)) else {
                break;
            };
            if word != term && is_made_from(word) {
                *made.entry(word.to_owned()).or_default() += u64::from(info.doc_freq);
                here.push(Term::from_field_text(view.fields.text, word));
            }
        }
        if !all_have_one(segment, &Term::from_field_text(view.fields.text, term), &here)? {
            return Ok(None);
        }
    }
    let best = made.into_iter().max_by(|(one, often), (two, oftener)| {
        let close = |word: &String| near.contains(word);
        close(one).cmp(&close(two)).then(often.cmp(oftener)).then_with(|| two.cmp(one))
    });
    Ok(best.map(|(word, _)| word))
}

/// Whether all works of a segment that have a term have one of these, too: if not, it is a word by itself.
fn all_have_one(segment: &SegmentReader, term: &Term, others: &[Term]) -> tantivy::Result<bool> {
    let mut left: HashSet<DocId> = postings::all(segment, term)?.into_iter().collect();
    for other in others {
        for doc in postings::all(segment, other)? {
            left.remove(&doc);
        }
    }
    Ok(left.is_empty())
}

/// Whether a work that the reader may see has it: words of others are not told.
fn is_shown(view: &View, word: &str, include_network: bool) -> tantivy::Result<bool> {
    let term = Term::from_field_text(view.fields.text, word);
    let seen = |segment: &SegmentReader| -> tantivy::Result<bool> {
        let hidden = view.hidden(segment, include_network)?;
        let alive = |doc: u32| segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
        Ok(postings::all(segment, &term)?
            .into_iter()
            .any(|doc| alive(doc) && hidden.binary_search(&doc).is_err()))
    };
    for segment in view.searcher.segment_readers() {
        if seen(segment)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The longer words of all labels, as they are compared and as they are written.
static VOCABULARY: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let all = thesaurus().all().iter();
    let labels = all.flat_map(|one| LANGUAGES.iter().filter_map(|language| one.labels(language)).flatten());
    let mut vocabulary = HashMap::new();
    for word in
        labels.flat_map(|label| analyse::words(label)).filter(|word| word.raw.chars().count() >= MIN_LETTERS)
    {
        let normal = analyse::normal(word.raw);
        vocabulary.entry(normal.exact.into_owned()).or_insert_with(|| normal.lower.into_owned());
    }
    vocabulary
});

/// The nearest word of a label.
fn in_thesaurus(exact: &str) -> Option<String> {
    let dfa = LevenshteinAutomatonBuilder::new(1, true).build_dfa(exact);
    let near = |word: &&String| matches!(dfa.eval(word), levenshtein_automata::Distance::Exact(_));
    VOCABULARY.keys().filter(near).min().cloned()
}
