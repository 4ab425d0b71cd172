//! The thesaurus of the field: what is called differently in each language and is the same.
//!
//! Owns: the concepts of `concepts.toml`, recognising them in running words. Refuses to know: the index and
//! weights. Neighbours: `running.rs` recognises them in texts, `naming.rs` in queries; `analyse.rs` makes labels
//! and texts comparable, so that a label is found inflected.
//!
//! Of labels that begin at a word the longest counts; recognised labels do not overlap.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::OnceLock;

use serde::Deserialize;

use super::analyse::{self, Language};
use super::lexicon::{ByWord, Forms};

/// Labels longer than this many words are not recognised.
pub(super) const MAX_LABEL_WORDS: usize = 8;

/// Languages that every concept has labels in.
pub(super) const LANGUAGES: [&str; 8] = ["en", "it", "fr", "de", "es", "el", "pl", "sl"];

/// The place of a concept in the thesaurus.
pub(super) type ConceptId = u16;

/// What is read of an entry of the file.
#[derive(Debug, Deserialize)]
struct Written {
    #[serde(default)]
    broader: Vec<String>,
    en: Vec<String>,
    it: Vec<String>,
    fr: Vec<String>,
    de: Vec<String>,
    es: Vec<String>,
    el: Vec<String>,
    pl: Vec<String>,
    sl: Vec<String>,
}

impl Written {
    fn labels(&self) -> [&[String]; 8] {
        [&self.en, &self.it, &self.fr, &self.de, &self.es, &self.el, &self.pl, &self.sl]
    }
}

/// One concept.
pub(super) struct Concept {
    /// Its name in the file.
    pub(super) name: String,
    /// By language, in the order of [`LANGUAGES`]; the first is the preferred one.
    labels: [Vec<String>; 8],
    /// More general ones.
    pub(super) broader: Vec<ConceptId>,
}

impl Concept {
    /// Its preferred label in a language of the thesaurus.
    pub(super) fn label(&self, language: &str) -> Option<&str> {
        self.labels(language)?.first().map(String::as_str)
    }

    /// All its labels in a language of the thesaurus.
    pub(super) fn labels(&self, language: &str) -> Option<&[String]> {
        let at = LANGUAGES.iter().position(|one| *one == language)?;
        Some(&self.labels[at])
    }
}

/// The end of a label, and what it names.
struct Ending {
    /// Keys of the words after the first.
    rest: Vec<Box<str>>,
    /// What it is as written, so that it counts before one that only inflections make the same.
    exact: u64,
    /// Written in capitals: in a text it only counts so written.
    acronym: bool,
    concept: ConceptId,
}

/// The labels of one language, by the key of their first word, longest first.
#[derive(Default)]
struct Labels {
    by_first: ByWord<Box<str>, Vec<Ending>>,
}

/// All concepts.
pub(super) struct Thesaurus {
    concepts: Vec<Concept>,
    labels: [Labels; 8],
}

/// The one thesaurus.
pub(super) fn thesaurus() -> &'static Thesaurus {
    static THESAURUS: OnceLock<Thesaurus> = OnceLock::new();
    THESAURUS.get_or_init(|| Thesaurus::read(include_str!("concepts.toml")))
}

impl Thesaurus {
    /// Reads the file, which tests hold to its schema.
    fn read(text: &str) -> Self {
        let written: BTreeMap<String, Written> = toml::from_str(text).expect("concepts.toml is tested");
        let place = |name: &String| written.keys().position(|one| one == name);
        let ids = |names: &[String]| {
            names.iter().filter_map(|name| ConceptId::try_from(place(name)?).ok()).collect::<Vec<_>>()
        };
        let mut thesaurus = Self { concepts: Vec::with_capacity(written.len()), labels: Default::default() };
        for (at, (name, one)) in written.iter().enumerate() {
            let labels = one.labels().map(<[String]>::to_vec);
            thesaurus.teach(ConceptId::try_from(at).expect("far fewer concepts"), &labels);
            thesaurus.concepts.push(Concept { name: name.clone(), labels, broader: ids(&one.broader) });
        }
        for labels in &mut thesaurus.labels {
            for endings in labels.by_first.values_mut() {
                endings.sort_by_key(|ending| std::cmp::Reverse(ending.rest.len()));
            }
        }
        thesaurus
    }

    fn teach(&mut self, concept: ConceptId, labels: &[Vec<String>; 8]) {
        for (at, code) in LANGUAGES.iter().enumerate() {
            let language = Language::of(code);
            for label in &labels[at] {
                let mut keys = analyse::words(label).map(|word| key(&language, word.raw).into_boxed_str());
                let Some(first) = keys.next() else { continue };
                let exact = analyse::words(label).map(|word| analyse::normal(word.raw).exact);
                let exact = as_written(exact);
                let ending = Ending { rest: keys.collect(), exact, acronym: is_acronym(label), concept };
                self.labels[at].by_first.entry(first).or_default().push(ending);
            }
        }
    }

    /// The concept at a place.
    pub(super) fn get(&self, id: ConceptId) -> Option<&Concept> {
        self.concepts.get(usize::from(id))
    }

    /// The place of the concept of this name.
    pub(super) fn named(&self, name: &str) -> Option<ConceptId> {
        let at = self.concepts.binary_search_by(|one| one.name.as_str().cmp(name)).ok()?;
        ConceptId::try_from(at).ok()
    }

    pub(super) fn all(&self) -> &[Concept] {
        &self.concepts
    }

    /// Whether a label of the language begins with a word of this key.
    pub(super) fn begins(&self, language: &str, key: &str) -> bool {
        self.of(language).is_some_and(|labels| labels.by_first.contains_key(key))
    }

    /// The longest label that begins at the first of these words, and how many words it takes. `written`:
    /// acronyms count only in capitals.
    pub(super) fn longest<'w>(
        &self,
        language: &str,
        mut words: impl Iterator<Item = &'w Forms> + Clone,
        written: bool,
    ) -> Option<(ConceptId, usize)> {
        let first = words.next()?;
        let endings = self.of(language)?.by_first.get(first.key())?;
        let mut fitting = endings.iter().filter(|ending| {
            let mut after = words.clone();
            let fits =
                ending.rest.iter().all(|wanted| after.next().is_some_and(|word| **wanted == *word.key()));
            fits && (!written || !ending.acronym || first.capitals)
        });
        let mut found = fitting.next()?;
        let taken = found.rest.len() + 1;
        let mut others = fitting.take_while(|ending| ending.rest.len() + 1 == taken).peekable();
        if others.peek().is_some() {
            let run = std::iter::once(first).chain(words.clone()).take(taken);
            let exact = as_written(run.map(Forms::exact));
            if found.exact != exact {
                found = others.find(|ending| ending.exact == exact).unwrap_or(found);
            }
        }
        Some((found.concept, taken))
    }

    fn of(&self, language: &str) -> Option<&Labels> {
        let at = LANGUAGES.iter().position(|one| *one == language)?;
        Some(&self.labels[at])
    }
}

/// Words as one number.
fn as_written(words: impl Iterator<Item = impl AsRef<str>>) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.for_each(|word| word.as_ref().hash(&mut hasher));
    hasher.finish()
}

/// The key of a word in a language.
pub(super) fn key(language: &Language, raw: &str) -> String {
    let normal = analyse::normal(raw);
    language.stem(&normal).unwrap_or_else(|| normal.exact.into_owned())
}

/// Two to seven letters, all capital.
pub(super) fn is_acronym(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=7).contains(&letters) && word.chars().all(|one| one.is_uppercase())
}

#[cfg(test)]
mod tests;
