//! The file keeps its own rules, and labels are recognised inflected.

use std::collections::{HashMap, HashSet};

use super::super::lexicon::Lexicon;
use super::*;

fn written() -> toml::Table {
    include_str!("../concepts.toml").parse().unwrap()
}

fn list<'a>(concept: &'a toml::Value, name: &str) -> Vec<&'a str> {
    concept
        .get(name)
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .map(|one| one.as_str().unwrap())
        .collect()
}

#[test]
fn the_file_keeps_its_rules() {
    let concepts = written();
    assert!(concepts.len() >= 150, "{}", concepts.len());
    let known: HashSet<&str> = LANGUAGES.into_iter().chain(["eurovoc", "broader", "related"]).collect();
    let mut labelled: HashMap<(&str, String), &str> = HashMap::new();
    for (name, concept) in &concepts {
        assert!(
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{name}"
        );
        for key in concept.as_table().unwrap().keys() {
            assert!(known.contains(key.as_str()), "{name}: {key}");
        }
        for other in list(concept, "broader").into_iter().chain(list(concept, "related")) {
            assert!(concepts.contains_key(other) && other != name, "{name}: {other}");
        }
        for code in LANGUAGES {
            let labels = list(concept, code);
            assert!(!labels.is_empty(), "{name} has no label in {code}");
            for label in labels {
                let words = analyse::words(label).count();
                assert!((1..=MAX_LABEL_WORDS).contains(&words) && label.trim() == label, "{name}: {label}");
                let before = labelled.insert((code, label.to_lowercase()), name);
                assert_eq!(before, None, "{label} ({code}) names {name} too");
            }
        }
    }
}

#[test]
fn broader_concepts_make_no_circle() {
    for concept in thesaurus().all() {
        let mut seen = HashSet::new();
        let mut above = concept.broader.clone();
        while let Some(one) = above.pop() {
            let one = thesaurus().get(one).unwrap();
            assert_ne!(one.name, concept.name, "a circle");
            if seen.insert(&one.name) {
                above.extend(&one.broader);
            }
        }
    }
}

fn named(language: &str, text: &str) -> Option<(String, usize)> {
    let mut lexicon = Lexicon::of(&Language::of(language));
    let words: Vec<_> = analyse::words(text).map(|word| lexicon.meet(word.raw)).collect();
    let forms = words.iter().map(|met| lexicon.forms(*met));
    let (concept, taken) = thesaurus().longest(language, forms, true)?;
    Some((thesaurus().get(concept)?.name.clone(), taken))
}

#[test]
fn labels_are_recognised_in_their_inflections() {
    for (language, text) in
        [("en", "rent guarantees"), ("it", "garanzie affitto"), ("it", "GARANZIA AFFITTO")]
    {
        assert_eq!(named(language, text), named("en", "rent guarantee"), "{text}");
    }
    assert!(named("en", "rent guarantee").is_some());
    let first = named("fr", "logement d'abord").unwrap();
    assert_eq!(first, ("housing-first".to_owned(), 2), "not affordable, though \"abordable\" has that stem");
    assert_eq!(named("it", "ornitorinco"), None);
}

#[test]
fn acronyms_in_a_text_are_written_in_capitals() {
    assert!(named("it", "FAMI").is_some());
    assert_eq!(named("it", "fami"), None);
}
