//! The forms under which a typed word may stand in the index.
//!
//! Owns: the languages a query may be in and what each is worth, stems, completions of a word being typed,
//! which words mean little. Refuses to know: clauses and fields other than the text. Neighbours: `plan.rs`
//! asks, `analyse.rs` knows the languages, `view.rs` which of them the library holds.
//!
//! Nobody says in which language they ask. Where the words tell, only that language's stems are asked for;
//! otherwise the likeliest and the reader's own come first, and all others that the library holds are asked too,
//! for less.

use std::collections::HashMap;

use super::analyse::{self, Language};
use super::census::Census;
use super::plan::Asked;
use super::view::View;
use super::words;

/// What a form is worth: the word as typed (whose stem stands at the same place of a text and counts too), a
/// completion of a word being typed.
const EXACT: f32 = 0.5;
const COMPLETION: f32 = 0.5;
/// What is left of it for a word that means little.
const WEAK: f32 = 0.5;
/// What a stem is worth in a language that the query is in, and in one that it may be in.
const OWN: f32 = 1.0;
const POSSIBLE: f32 = 0.8;

/// Different stems of one word that are asked for.
const MAX_STEMS: usize = 8;
/// Completions asked for, and the dictionary entries looked at (a segment) to choose them.
const MAX_COMPLETIONS: usize = 24;
const MAX_SCANNED: usize = 4_096;
/// A word in more than this share of a language's works means little, once there are so many works.
const COMMON_SHARE: f32 = 0.3;
const COMMON_WORKS: f32 = 50.0;

/// The languages a query may be in, each with what a stem in it is worth, best first.
pub(super) struct Tongues<'a> {
    census: &'a Census<'a>,
    worth: Vec<(Language, f32)>,
    weak: Vec<&'static [&'static str]>,
    /// The language the query is in, and whether that is sure.
    likely: Option<(&'a str, bool)>,
}

impl<'a> Tongues<'a> {
    /// From what was typed, what the reader reads and what the library holds.
    pub(super) fn new(typed: &str, preferred: &[Language], view: &View, census: &'a Census<'a>) -> Self {
        let read: Vec<&str> = preferred.iter().map(Language::code).collect();
        let likely = census.language(typed, &read);
        let mut worth: Vec<(Language, f32)> = Vec::new();
        let own = likely.iter().map(|(code, _)| (Language::of(code), OWN));
        let others = preferred.iter().map(|one| (one.clone(), OWN));
        let others = others.chain(view.languages.iter().map(|one| (one.clone(), POSSIBLE)));
        let sure = likely.is_some_and(|(_, sure)| sure);
        for (language, worth_of) in own.chain(others.filter(|_| !sure)) {
            if worth.iter().all(|(known, _)| known.code() != language.code()) {
                worth.push((language, worth_of));
            }
        }
        let weak = worth.iter().filter_map(|(language, _)| stop_words::lookup(language.code())).collect();
        Self { census, worth, weak, likely }
    }

    /// The language the query is in, as far as can be told, and whether that is sure.
    pub(super) const fn likely(&self) -> Option<(&'a str, bool)> {
        self.likely
    }

    /// Their codes, best first.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        self.worth.iter().map(|(language, _)| language.code())
    }

    fn is_weak(&self, lower: &str) -> bool {
        self.weak.iter().any(|list| list.contains(&lower))
    }
}

/// See the module.
pub(super) struct Forms<'a> {
    view: &'a View,
    tongues: &'a Tongues<'a>,
}

impl<'a> Forms<'a> {
    pub(super) const fn new(view: &'a View, tongues: &'a Tongues<'a>) -> Self {
        Self { view, tongues }
    }

    /// The terms a word may have in the index, each with its worth. `open`: it may go on.
    ///
    /// # Errors
    /// A dictionary could not be read.
    pub(super) fn of(&self, word: &str, open: bool) -> tantivy::Result<Asked> {
        let normal = analyse::normal(word);
        let exact = normal.exact.clone().into_owned();
        let mut forms = vec![(exact.clone(), EXACT)];
        for (language, worth) in &self.tongues.worth {
            if let Some(stem) = language.stem(&normal)
                && forms.len() <= MAX_STEMS
                && forms.iter().all(|(known, _)| *known != stem)
            {
                forms.push((stem, *worth));
            }
        }
        if let [(_, worth)] = forms.as_mut_slice() {
            // The word is its own stem in every language.
            *worth += OWN;
        }
        let weak = !open && (self.tongues.is_weak(&normal.lower) || self.is_common(&exact));
        if open {
            for completion in self.view.completions.of(&exact, || self.completions(&exact))?.iter() {
                if forms.iter().all(|(known, _)| known != completion) {
                    forms.push((completion.clone(), COMPLETION));
                }
            }
        }
        if weak {
            forms.iter_mut().for_each(|(_, worth)| *worth *= WEAK);
        }
        Ok(Asked { forms, weak, quoted: false })
    }

    fn is_common(&self, exact: &str) -> bool {
        let (works, here) = self.tongues.census.of_language(self.tongues.likely.map(|(code, _)| code), exact);
        works >= COMMON_WORKS && here > COMMON_SHARE * works
    }

    /// The most frequent words that begin so, among the first ones of each segment's dictionary.
    fn completions(&self, prefix: &str) -> tantivy::Result<Vec<String>> {
        let mut found: HashMap<String, u32> = HashMap::new();
        for segment in self.view.searcher.segment_readers() {
            let index = segment.inverted_index(self.view.fields.text)?;
            let mut terms = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
            for _ in 0..MAX_SCANNED {
                let Some((key, info)) = terms.next() else { break };
                if !key.starts_with(prefix.as_bytes()) {
                    break;
                }
                if let Some(term) = std::str::from_utf8(key).ok().filter(|term| words::is_word(term)) {
                    *found.entry(term.to_owned()).or_default() += info.doc_freq;
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable_by(|(a, often_a), (b, often_b)| often_b.cmp(often_a).then_with(|| a.cmp(b)));
        found.truncate(MAX_COMPLETIONS);
        Ok(found.into_iter().map(|(term, _)| term).collect())
    }
}
