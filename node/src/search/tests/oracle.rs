//! What is found is what a look at every work finds: the dumb version, over the same analysis.
//!
//! Owns: reading works word by word. It shares the analyser and the list of facets with the index, but no
//! query, no dictionary and no posting list; it knows which works, not in which order.

use std::collections::HashSet;
use std::fmt::Debug;

use super::kit::{Dice, Library, TODAY, WORDS, opened, random_work, request, seeds};
use crate::search::analyse::{self, Language};
use crate::search::census::Census;
use crate::search::{Document, Request, Search, WorkId};

/// Works of a library: few enough that none of its words counts as common.
const WORKS: u32 = 40;
/// With so many works that have all the words, those with some are left out.
const ENOUGH: usize = 20;
/// Questions to one library.
const QUESTIONS: usize = 250;

/// A work as read: for each text, at each place the terms that stand there.
struct Read {
    document: Document,
    texts: Vec<Vec<HashSet<String>>>,
}

impl Read {
    fn new(document: Document) -> Self {
        let own = Language::of(&document.language);
        let of = |section: &Option<String>| section.as_deref().map_or(own.clone(), Language::of);
        let names =
            [&document.title, &document.summary, &document.publisher, &document.place, &document.region];
        let mut texts: Vec<_> =
            names.into_iter().chain(&document.keywords).map(|text| terms(&own, text)).collect();
        for section in &document.sections {
            let language = of(&section.language);
            texts.extend([&section.heading, &section.text].map(|text| terms(&language, text)));
        }
        Self { document, texts }
    }

    fn languages(&self) -> impl Iterator<Item = &str> {
        let sections = self.document.sections.iter().filter_map(|section| section.language.as_deref());
        std::iter::once(self.document.language.as_str()).chain(sections)
    }

    /// Whether one of these forms stands anywhere.
    fn has(&self, forms: &HashSet<String>) -> bool {
        self.texts.iter().flatten().any(|terms| !terms.is_disjoint(forms))
    }

    /// Whether these words stand one after the other, as written.
    fn says(&self, words: &[&str]) -> bool {
        let exact: Vec<String> = words.iter().map(|word| analyse::normal(word).exact.into_owned()).collect();
        let here =
            |place: &[HashSet<String>]| place.iter().zip(&exact).all(|(terms, word)| terms.contains(word));
        self.texts.iter().any(|text| text.windows(exact.len()).any(here))
    }
}

fn terms(language: &Language, text: &str) -> Vec<HashSet<String>> {
    let words = analyse::words(text).map(|word| analyse::normal(word.raw));
    words
        .filter(|normal| !normal.exact.is_empty())
        .map(|normal| language.stem(&normal).into_iter().chain([normal.exact.clone().into_owned()]).collect())
        .collect()
}

/// A question in its parts.
#[derive(Debug, Default)]
struct Question {
    words: Vec<&'static str>,
    phrases: Vec<Vec<&'static str>>,
    excluded: Vec<Vec<&'static str>>,
    /// Facet, keys and whether those that have them are left out.
    filters: Vec<(&'static str, Vec<&'static str>, bool)>,
}

/// Facets with the keys that random works may have, and one that none has.
const KEYS: [(&str, &[&str]); 5] = [
    ("kind", &["practice", "pilot", "guideline", "training", "resource"]),
    ("area", &["sustainable-development", "mainstreaming", "specific-needs", "participation"]),
    ("country", &["IT", "GR", "SI", "FR"]),
    ("language", &["it", "en", "de", "fr", "sl", "el", "pt"]),
    ("freshness", &["current", "overdue", "unknown"]),
];

impl Question {
    fn random(dice: &mut Dice) -> Self {
        let phrase = |dice: &mut Dice| (0..1 + dice.roll(2)).map(|_| *dice.pick(WORDS)).collect();
        let words = (0..dice.roll(4)).map(|_| *dice.pick(WORDS)).collect();
        let mut question = Self { words, ..Self::default() };
        for _ in 0..dice.roll(5) / 3 {
            question.phrases.push(phrase(dice));
        }
        for _ in 0..dice.roll(5) / 3 {
            question.excluded.push(phrase(dice));
        }
        for (facet, keys) in KEYS {
            if dice.roll(5) == 0 {
                let chosen: HashSet<&str> = (0..1 + dice.roll(2)).map(|_| *dice.pick(keys)).collect();
                question.filters.push((facet, chosen.into_iter().collect(), dice.roll(3) == 0));
            }
        }
        question
    }

    /// As somebody types it.
    fn typed(&self) -> String {
        let quoted = |words: &Vec<&str>| format!("\"{}\"", words.join(" "));
        let words = self.words.iter().map(|word| (*word).to_owned());
        let excluded = self.excluded.iter().map(|words| format!("-{}", quoted(words)));
        let filters = self.filters.iter().flat_map(|(facet, keys, out)| {
            keys.iter().map(move |key| format!("{}{facet}:{key}", if *out { "-" } else { "" }))
        });
        let pieces = words.chain(self.phrases.iter().map(quoted)).chain(excluded).chain(filters);
        pieces.collect::<Vec<_>>().join(" ")
    }
}

/// A library as read, and the languages in it.
struct Shelf {
    works: Vec<Read>,
    languages: Vec<Language>,
}

impl Shelf {
    fn new(library: &Library) -> Self {
        let works: Vec<Read> = library.documents().into_iter().map(Read::new).collect();
        let codes: HashSet<&str> = works.iter().flat_map(Read::languages).collect();
        let languages = codes.into_iter().map(Language::of).collect();
        Self { works, languages }
    }

    /// The languages a question is read in: its own if that is sure, else all here. Which one it is in is a
    /// judgement, and not what is checked here.
    fn languages(&self, search: &Search, question: &Question) -> Vec<Language> {
        let view = search.running.board.view().expect("opened");
        let words = question.words.iter().chain(question.phrases.iter().flatten()).copied();
        let census = Census::of(&view, words).expect("read");
        match census.language(&question.typed(), &[]) {
            Some((code, true)) => vec![Language::of(code)],
            _ => self.languages.clone(),
        }
    }

    /// The forms of a word in any of these languages.
    fn forms(languages: &[Language], word: &str) -> HashSet<String> {
        let normal = analyse::normal(word);
        let stems = languages.iter().filter_map(|language| language.stem(&normal));
        stems.chain([normal.exact.clone().into_owned()]).collect()
    }

    fn means_little(languages: &[Language], word: &str) -> bool {
        let lower = analyse::normal(word).lower;
        let lists = languages.iter().filter_map(|language| stop_words::lookup(language.code()));
        lists.into_iter().any(|list| list.contains(&lower.as_ref()))
    }

    /// Works that have all of it, and those shown.
    fn answer(&self, search: &Search, question: &Question) -> (HashSet<WorkId>, HashSet<WorkId>) {
        let languages = self.languages(search, question);
        let mut words: Vec<&str> =
            question.words.iter().copied().filter(|word| !Self::means_little(&languages, word)).collect();
        if words.is_empty() && question.phrases.is_empty() {
            words.clone_from(&question.words);
        }
        let forms: Vec<HashSet<String>> = words.iter().map(|word| Self::forms(&languages, word)).collect();
        let kept = |one: &&Read, widely: bool| {
            let mut filters = question.filters.iter().filter(|(_, _, out)| *out || !widely);
            filters.all(|filter| narrowed(&one.document, filter))
                && !question.excluded.iter().any(|words| one.says(words))
                && question.phrases.iter().all(|words| one.says(words))
                && !one.document.network_only
        };
        let fitting: Vec<&Read> = self.works.iter().filter(|one| kept(one, false)).collect();
        // Whether works with some of the words are shown does not depend on what narrows them.
        let widely = self.works.iter().filter(|one| kept(one, true));
        let enough = widely.filter(|one| forms.iter().all(|forms| one.has(forms))).count() >= ENOUGH;
        let ids = |keep: &dyn Fn(&Read) -> bool| {
            fitting.iter().filter(|one| keep(one)).map(|one| one.document.work).collect::<HashSet<_>>()
        };
        let all = ids(&|one| forms.iter().all(|forms| one.has(forms)));
        let some = ids(&|one| {
            forms.is_empty() || !question.phrases.is_empty() || forms.iter().any(|forms| one.has(forms))
        });
        if enough { (all.clone(), all) } else { (all, some) }
    }
}

fn narrowed(document: &Document, (facet, keys, out): &(&str, Vec<&str>, bool)) -> bool {
    let coded = document.codes.iter().filter(|(list, _)| list.name() == *facet);
    let mut has: Vec<&str> = coded.filter_map(|(list, code)| list.vocabulary().key(*code)).collect();
    match *facet {
        "country" => has.push(&document.country),
        "language" => has.push(&document.language),
        "freshness" => has.push(match document.review_by {
            0 => "unknown",
            day if day < TODAY => "overdue",
            _ => "current",
        }),
        _ => {}
    }
    keys.iter().any(|key| has.contains(key)) != *out
}

fn agree(search: &Search, shelf: &Shelf, question: &Question) {
    let typed = question.typed();
    let answer = search.search(&Request { exact: true, today: TODAY, ..request(&typed) });
    let found: HashSet<WorkId> = answer.hits.iter().map(|hit| hit.work).collect();
    let (all, shown) = shelf.answer(search, question);
    assert_eq!((answer.all_words, answer.total), (all.len(), shown.len()), "{typed}");
    assert_eq!(found, shown, "{typed}");
    let strict = search.strict(&Request { exact: true, today: TODAY, ..request(&typed) }).unwrap();
    assert_eq!(strict.hits.iter().map(|hit| hit.work).collect::<HashSet<_>>(), all, "{typed}");
}

#[test]
fn questions_find_what_reading_every_work_finds() {
    for seed in seeds(6) {
        let mut dice = Dice::new(seed);
        let library = Library::new(1);
        for number in 0..WORKS {
            library.put(random_work(&mut dice, number));
        }
        let folder = tempfile::tempdir().unwrap();
        let search = opened(folder.path(), &library);
        let shelf = Shelf::new(&library);
        for word in WORDS {
            agree(&search, &shelf, &Question { words: vec![word], ..Question::default() });
        }
        for _ in 0..QUESTIONS {
            agree(&search, &shelf, &Question::random(&mut dice));
        }
    }
}
