//! What becomes of words, remembered by language.
//!
//! Owns: the forms of a word, the memories they are kept in, their bound. Refuses to know: texts, queries, the
//! index. Neighbours: `analyse.rs` makes the forms; `running.rs` reads texts with them, `naming.rs` queries.
//!
//! Nine words in ten have been met before, so most of analysis is a look into a table. A memory serves one thread
//! at a time: it is taken from a shelf and goes back by itself, and so outlives the threads that write a segment.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::analyse::{self, Language};
use super::concepts::{self, thesaurus};
use super::words::root_term;

/// Words of one memory: so many and not more have room in a table of 8,192 places.
const MAX_WORDS: usize = 7_168;
/// What is left for the words of one label when a memory is full.
const SPARE_WORDS: usize = 64;
/// Words that all memories on the shelf have room for (about 15 MB), and memories; the one not used for longest goes
/// first.
const MAX_SHELVED_WORDS: usize = 131_072;
const MAX_SHELVED: usize = 64;

/// A table in which words are looked up by the million.
pub(super) type ByWord<W, T> = HashMap<W, T, foldhash::fast::RandomState>;

/// Words met, each with its forms.
#[derive(Default)]
struct Known {
    numbers: ByWord<Box<str>, Met>,
    forms: Vec<Forms>,
}

/// The number of a word, as long as its lexicon is on loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Met(u32);

/// Memories that nobody uses, with their language; those used last are last.
static SHELF: Mutex<Vec<(String, Known)>> = Mutex::new(Vec::new());

/// The terms of a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Forms {
    /// One after the other: three strings would take three times the memory.
    terms: Box<str>,
    exact_end: u32,
    stem_end: u32,
    /// The first bytes of exact form and stem (0: there is none), which rule out most words by themselves.
    pub(super) initials: [u8; 2],
    /// A label of the thesaurus may begin here.
    pub(super) begins: bool,
    /// Written in capitals, as acronyms are.
    pub(super) capitals: bool,
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
        let initial = |term: &str| term.bytes().next().unwrap_or(0);
        let initials = [initial(&normal.exact), initial(&stem)];
        // A word is at most a few dozen bytes: nothing is cut.
        let end = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        let exact_end = end(normal.exact.len());
        let stem_end = exact_end + end(stem.len());
        let terms = (normal.exact.into_owned() + &stem + &root).into_boxed_str();
        Self { terms, exact_end, stem_end, initials, begins, capitals: concepts::is_acronym(raw) }
    }

    /// The exact form; empty for a word without letters or digits.
    pub(super) fn exact(&self) -> &str {
        &self.terms[..self.exact_end as usize]
    }

    /// The stem, where it is another word.
    pub(super) fn stem(&self) -> Option<&str> {
        Some(&self.terms[self.exact_end as usize..self.stem_end as usize]).filter(|stem| !stem.is_empty())
    }

    /// The term of the root.
    pub(super) fn root(&self) -> Option<&str> {
        Some(&self.terms[self.stem_end as usize..]).filter(|root| !root.is_empty())
    }

    /// What labels are compared by: the stem, or the exact form where there is none.
    pub(super) fn key(&self) -> &str {
        self.stem().unwrap_or_else(|| self.exact())
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

    /// Meets a word as written.
    pub(super) fn meet(&mut self, raw: &str) -> Met {
        if let Some(met) = self.known.numbers.get(raw) {
            return *met;
        }
        let met = Met(u32::try_from(self.known.forms.len()).expect("far fewer words in a text"));
        self.known.forms.push(Forms::new(&self.language, raw));
        self.known.numbers.insert(raw.into(), met);
        met
    }

    /// Whether it is time to [`Lexicon::forget`].
    pub(super) fn is_full(&self) -> bool {
        self.known.forms.len() > MAX_WORDS - SPARE_WORDS
    }

    /// Starts anew: no word was met.
    pub(super) fn forget(&mut self) {
        self.known = Known::default();
    }

    /// The forms of a word met here.
    pub(super) fn forms(&self, met: Met) -> &Forms {
        &self.known.forms[met.0 as usize]
    }
}

impl Drop for Lexicon {
    fn drop(&mut self) {
        let known = std::mem::take(&mut self.known);
        if known.forms.is_empty() || known.forms.len() > MAX_WORDS {
            return;
        }
        let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.push((self.language.code().to_owned(), known));
        while shelf.len() > MAX_SHELVED || room(&shelf) > MAX_SHELVED_WORDS {
            shelf.remove(0);
        }
    }
}

/// Words that these memories have room for: tables grow by doubling.
fn room(shelf: &[(String, Known)]) -> usize {
    shelf.iter().map(|(_, known)| known.numbers.capacity()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remembered_word_has_the_forms_it_had() {
        let language = Language::of("it");
        let words = ["Garanzie", "alloggi", "città", "FAMI", "x"];
        let mut lexicon = Lexicon::of(&language);
        let met = words.map(|word| lexicon.meet(word));
        assert_eq!(met, words.map(|word| lexicon.meet(word)));
        let once = words.map(|word| Forms::new(&language, word));
        assert!(met.into_iter().zip(&once).all(|(met, forms)| lexicon.forms(met) == forms));
        let forms = &once[0];
        assert_eq!((forms.exact(), forms.stem()), ("garanzie", Some("garanz")));
        assert_eq!(forms.root(), Some(root_term("garan").as_str()));
        assert_eq!(forms.initials, [b'g', b'g']);
        assert_eq!((once[4].exact(), once[4].stem(), once[4].root()), ("x", None, None));
        assert_eq!(once[4].initials, [b'x', 0]);
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let bounded = || {
            let shelf = SHELF.lock().unwrap();
            assert!(shelf.len() <= MAX_SHELVED && room(&shelf) <= MAX_SHELVED_WORDS);
            assert!(shelf.iter().all(|(_, known)| known.forms.len() <= MAX_WORDS));
        };
        // Many words of languages in use four times at once, then many languages of a word each, and of none.
        for code in ["en", "it", "de", "fr", "pl", "cs", "xx"] {
            let mut lent: Vec<Lexicon> = (0..4).map(|_| Lexicon::of(&Language::of(code))).collect();
            for (lexicon, words) in lent.iter_mut().zip([MAX_WORDS, MAX_WORDS, MAX_WORDS, MAX_WORDS + 1]) {
                lexicon.forget();
                (0..words).for_each(|number| _ = lexicon.meet(&format!("word{number}")));
                assert!(lexicon.is_full());
            }
            drop(lent);
            bounded();
        }
        for number in 0..2 * MAX_SHELVED {
            let letter = |at: u32| char::from(b'a' + u8::try_from(number / 26_usize.pow(at) % 26).unwrap());
            let code: String = (0..3).map(letter).collect();
            drop(Lexicon::of(&Language::of(&code)));
            Lexicon::of(&Language::of(&code)).meet("word");
            bounded();
        }
    }
}
