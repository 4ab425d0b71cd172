//! What becomes of words, remembered by language.
//!
//! Owns: the forms of a word, the memories they are kept in, their bound. Refuses to know: texts, queries, the
//! index. Neighbours: `analyse.rs` makes the forms; `words.rs` writes them, `snippet.rs` and `naming.rs` compare by
//! them.
//!
//! Nine words in ten have been met before, so most of analysis is a look into a table. A memory serves one thread
//! at a time: it is taken from a shelf and goes back by itself, and so outlives the threads that write a segment.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::analyse::{self, Language};
use super::concepts::{self, Seen, thesaurus};
use super::words::root_term;

/// Words that one memory holds; then it starts anew.
const MAX_WORDS: usize = 16_384;
/// Words that all memories on the shelf have room for (about 15 MB), and memories; the one not used for longest goes
/// first.
const MAX_SHELVED_WORDS: usize = 131_072;
const MAX_SHELVED: usize = 64;

/// A table in which words are looked up by the million.
pub(super) type ByWord<W, T> = HashMap<W, T, foldhash::fast::RandomState>;

type Known = ByWord<Box<str>, Arc<Forms>>;

/// Memories that nobody uses, with their language; those used last are last.
static SHELF: Mutex<Vec<(String, Known)>> = Mutex::new(Vec::new());

/// The terms of a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Forms {
    /// One after the other: three strings would take three times the memory.
    terms: Box<str>,
    exact_end: usize,
    stem_end: usize,
    /// A label of the thesaurus may begin here.
    pub(super) begins: bool,
    capitals: bool,
}

impl Forms {
    fn new(language: &Language, raw: &str) -> Self {
        let normal = analyse::normal(raw);
        #[cfg(test)]
        assert_ne!(normal.exact, super::tests::POISON, "planted");
        let stem = language.stem(&normal).unwrap_or_default();
        let key = if stem.is_empty() { normal.exact.as_ref() } else { &stem };
        let begins = thesaurus().begins(language.code(), key);
        let root = analyse::root(&normal.exact).map(root_term).unwrap_or_default();
        let exact_end = normal.exact.len();
        let stem_end = exact_end + stem.len();
        let terms = (normal.exact.into_owned() + &stem + &root).into_boxed_str();
        Self { terms, exact_end, stem_end, begins, capitals: concepts::is_acronym(raw) }
    }

    /// The exact form; empty for a word without letters or digits.
    pub(super) fn exact(&self) -> &str {
        &self.terms[..self.exact_end]
    }

    /// The stem, where it is another word.
    pub(super) fn stem(&self) -> Option<&str> {
        Some(&self.terms[self.exact_end..self.stem_end]).filter(|stem| !stem.is_empty())
    }

    /// The term of the root.
    pub(super) fn root(&self) -> Option<&str> {
        Some(&self.terms[self.stem_end..]).filter(|root| !root.is_empty())
    }
}

impl Seen for Arc<Forms> {
    fn key(&self) -> &str {
        self.stem().unwrap_or_else(|| self.exact())
    }

    fn capitals(&self) -> bool {
        self.capitals
    }
}

/// A language and what is remembered of its words.
pub(super) struct Lexicon {
    language: Language,
    known: Known,
}

impl Lexicon {
    /// Of a language; what is remembered of it may be in use elsewhere.
    pub(super) fn of(language: &Language) -> Self {
        let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
        let at = shelf.iter().rposition(|(code, _)| code == language.code());
        let known = at.map(|at| shelf.remove(at).1).unwrap_or_default();
        Self { language: language.clone(), known }
    }

    /// The language's code.
    pub(super) fn code(&self) -> &str {
        self.language.code()
    }

    /// The forms of a word as written.
    pub(super) fn forms(&mut self, raw: &str) -> Arc<Forms> {
        if let Some(forms) = self.known.get(raw) {
            return Arc::clone(forms);
        }
        let forms = Arc::new(Forms::new(&self.language, raw));
        if self.known.len() >= MAX_WORDS {
            self.known = Known::default();
        }
        self.known.insert(raw.into(), Arc::clone(&forms));
        forms
    }
}

impl Drop for Lexicon {
    fn drop(&mut self) {
        let known = std::mem::take(&mut self.known);
        if known.is_empty() {
            return;
        }
        let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.push((self.language.code().to_owned(), known));
        while shelf.len() > MAX_SHELVED || room(&shelf) > MAX_SHELVED_WORDS {
            shelf.remove(0);
        }
    }
}

/// Words that these memories have room for: an emptied table is as large as a full one.
fn room(shelf: &[(String, Known)]) -> usize {
    shelf.iter().map(|(_, known)| known.capacity()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remembered_word_has_the_forms_it_had() {
        let language = Language::of("it");
        let words = ["Garanzie", "alloggi", "città", "FAMI", "x"];
        let once: Vec<_> = words.iter().map(|word| Lexicon::of(&language).forms(word)).collect();
        let again: Vec<_> = words.iter().map(|word| Lexicon::of(&language).forms(word)).collect();
        assert_eq!(once, again);
        let forms = &once[0];
        assert_eq!((forms.exact(), forms.stem()), ("garanzie", Some("garanz")));
        assert_eq!(forms.root(), Some(root_term("garan").as_str()));
        assert_eq!((once[4].exact(), once[4].stem(), once[4].root()), ("x", None, None));
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let bounded = || {
            let shelf = SHELF.lock().unwrap();
            assert!(shelf.len() <= MAX_SHELVED && room(&shelf) <= MAX_SHELVED_WORDS);
        };
        // Many words of a language in use twice at once, then many languages of a word each, and of none.
        for code in ["en", "it", "de", "fr", "pl", "cs", "xx"] {
            let (mut one, mut other) = (Lexicon::of(&Language::of(code)), Lexicon::of(&Language::of(code)));
            (0..=MAX_WORDS).for_each(|number| drop(one.forms(&format!("one{number}"))));
            (0..MAX_WORDS / 2).for_each(|number| drop(other.forms(&format!("other{number}"))));
            assert!(one.known.len() <= MAX_WORDS && other.known.len() <= MAX_WORDS);
            drop((one, other));
            bounded();
        }
        for number in 0..2 * MAX_SHELVED {
            let letter = |at: u32| char::from(b'a' + u8::try_from(number / 26_usize.pow(at) % 26).unwrap());
            let code: String = (0..3).map(letter).collect();
            drop(Lexicon::of(&Language::of(&code)));
            Lexicon::of(&Language::of(&code)).forms("word");
            bounded();
        }
    }
}
