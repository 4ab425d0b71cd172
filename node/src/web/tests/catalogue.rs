//! What every language owes its readers: every message, with the same variables, and none outside.

use protocol::vocabulary;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web").join(name)
}

fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|one| one == ending) {
            let text = std::fs::read_to_string(&path).expect("a text");
            found.push((path, text));
        }
    }
    found
}

/// Messages of a language with the variables each names.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in files(&folder("locales").join(language), "ftl") {
        let mut current = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let begins = line.starts_with(|c: char| c.is_ascii_lowercase());
            if begins && let Some((key, value)) = line.split_once(" =") {
                assert!(!value.trim().is_empty(), "{}: {key} says nothing", path.display());
                assert!(
                    messages.insert(key.to_owned(), BTreeSet::new()).is_none(),
                    "{language}: {key} twice"
                );
                current = Some(key.to_owned());
            }
            let Some(known) = current.as_ref().and_then(|key| messages.get_mut(key)) else { continue };
            for after in line.split('$').skip(1) {
                known.insert(after.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect());
            }
        }
    }
    messages
}

/// Languages with a catalogue of their own, not only names.
fn languages() -> Vec<String> {
    let entries = std::fs::read_dir(folder("locales")).expect("a folder");
    let names =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.join("main.ftl").exists());
    names.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
}

#[test]
fn every_language_says_everything() {
    let english = messages("en");
    assert!(languages().contains(&"it".to_owned()));
    for language in languages() {
        let other = messages(&language);
        let missing: Vec<_> = english.keys().filter(|key| !other.contains_key(*key)).collect();
        let surplus: Vec<_> = other.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(
            missing.is_empty() && surplus.is_empty(),
            "{language}: lacks {missing:?}, has besides {surplus:?}"
        );
        for (key, variables) in &english {
            // A selector may be left out where a language does not need it.
            let selectors = ["n", "total", "precision", "date"];
            let selected = |one: &BTreeSet<String>| {
                one.iter()
                    .filter(|name| !selectors.contains(&name.as_str()))
                    .cloned()
                    .collect::<BTreeSet<_>>()
            };
            assert_eq!(selected(variables), selected(&other[key]), "{language}: {key}");
        }
    }
}

/// Keys that the sources ask for by name.
fn asked() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let sources = files(&folder("templates"), "html").into_iter().chain(files(&folder(""), "rs"));
    for (_, text) in sources.filter(|(path, _)| !path.to_string_lossy().contains("/tests/")) {
        for call in ["w.t(", "w.n(", "w.s(", "w.ss(", "w.ns(", "w.nn(", "w.about_day(", "w.about_moment("] {
            for after in text.split(call).skip(1) {
                if let Some(rest) = after.trim_start().strip_prefix('"') {
                    keys.extend(rest.split('"').next().map(str::to_owned));
                }
            }
        }
    }
    keys
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let english = messages("en");
    let asked = asked();
    assert!(asked.len() > 250, "{}", asked.len());
    let missing: Vec<_> = asked.iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_code_has_a_label() {
    let english = messages("en");
    // Lists that no page shows.
    let unseen = ["visibility", "translation_method", "assessment mode", "level of withdrawal"];
    for list in vocabulary::ALL.iter().filter(|list| !unseen.contains(&list.name)) {
        for key in list.keys() {
            let message = super::super::language::message_key(list.name, key);
            assert!(english.contains_key(&message), "{message}");
        }
    }
    for field in super::super::search::query::FACETS {
        assert!(english.contains_key(&format!("facet-{field}")), "{field}");
    }
    for bar in protocol::standing::Bar::ALL {
        assert!(english.contains_key(&format!("bar-{}", bar.key())));
    }
}

#[test]
fn no_words_stand_outside_the_catalogues() {
    // Names that are the same in every language.
    let names = ["Vicinia", "BibTeX", "RIS", "JSON-LD", "openapi.json", "lang", "shortlist", "town", "w"];
    for (path, text) in files(&folder("templates"), "html") {
        let mut outside = String::new();
        let (mut tag, mut code) = (false, 0);
        let letters: Vec<char> = text.chars().collect();
        let mut at = 0;
        while at < letters.len() {
            let pair = (letters[at], letters.get(at + 1).copied().unwrap_or(' '));
            match pair {
                ('{', '{' | '%') => {
                    code += 1;
                    at += 1;
                }
                ('}' | '%', '}') if code > 0 => {
                    code -= 1;
                    at += 1;
                }
                ('<', _) if code == 0 => tag = true,
                ('>', _) if code == 0 && tag => {
                    tag = false;
                    outside.push(' ');
                }
                (letter, _) if code == 0 && !tag => outside.push(letter),
                _ => {}
            }
            at += 1;
        }
        let plain = outside.replace("&ndash;", " ").replace("&nbsp;", " ");
        let stray = plain
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .find(|word| {
                word.chars().any(char::is_alphabetic) && !names.contains(word) && !word.starts_with("w/")
            });
        assert_eq!(stray, None, "{}", path.display());
    }
}
