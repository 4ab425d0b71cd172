//! What counts as the same word, language by language.

use super::{Language, MAX_WORD_BYTES, Word, normal, segments, words};
use proptest::prelude::*;

fn exact(word: &str) -> String {
    normal(word).exact.into_owned()
}

/// All terms of a word: exact form and stem.
fn terms(language: &str, word: &str) -> Vec<String> {
    let normal = normal(word);
    let stem = Language::of(language).stem(&normal);
    std::iter::once(normal.exact.into_owned()).chain(stem).collect()
}

fn raw(text: &str) -> Vec<&str> {
    words(text).map(|word| word.raw).collect()
}

#[test]
fn inflections_meet_in_their_stem() {
    let same = [
        ("it", "alloggio", "alloggi"),
        ("it", "accoglienza", "accoglienze"),
        ("en", "tenancies", "tenancy"),
        ("de", "Wohnungen", "Wohnung"),
        ("fr", "logements", "logement"),
        ("es", "viviendas", "vivienda"),
        ("pt-BR", "municípios", "município"),
        ("el", "δήμοι", "δήμου"),
        ("pl", "mieszkania", "mieszkanie"),
        ("hr", "stanovima", "stanova"),
        ("uk", "громади", "громада"),
        ("nb", "boligene", "boliger"),
    ];
    for (language, one, other) in same {
        let (one, other) = (terms(language, one), terms(language, other));
        assert!(one.iter().any(|term| other.contains(term)), "{language}: {one:?} {other:?}");
    }
}

#[test]
fn a_language_without_stemmer_keeps_its_words() {
    assert_eq!(terms("sl", "stanovanja"), ["stanovanja"]);
    assert_eq!(terms("be", "Жытло"), ["жытло"]);
    assert_eq!(terms("mt", "Għajnuna"), ["ghajnuna"]);
    assert_eq!(terms("xx-unknown", "Whatever"), ["whatever"]);
}

#[test]
fn folding_takes_accents_of_latin_and_greek_and_no_letter_of_others() {
    let folded = [
        ("Città", "citta"),
        ("Größe", "grosse"),
        ("Łódź", "lodz"),
        ("œuvre", "oeuvre"),
        ("İstanbul", "istanbul"),
        ("ΟΔΟΣ", "οδοσ"),
        ("οδός", "οδοσ"),
        ("ёлка", "елка"),
        ("ﬁne", "fine"),
        ("co\u{ad}operation", "cooperation"),
        ("people’s", "people"),
        ("п’ять", "п'ять"),
    ];
    for (word, expected) in folded {
        assert_eq!(exact(word), expected, "{word}");
    }
    assert_ne!(exact("край"), exact("краи"));
    assert_ne!(exact("їжа"), exact("іжа"));
    assert_eq!(exact("citta\u{300}"), exact("città"));
    assert_eq!(exact("مُحَمَّد"), exact("محمد"));
    assert!(!exact("को").is_empty());
}

#[test]
fn elided_articles_go_and_names_stay() {
    assert_eq!(
        raw("L'Aquila, dell’accoglienza qu'on O'Brien d'"),
        ["Aquila", "accoglienza", "on", "O'Brien", "d"]
    );
    let found = words("dell’accoglienza").next().expect("a word");
    assert_eq!(found.offset, "dell’".len());
}

#[test]
fn words_end_where_a_space_was_forgotten() {
    assert_eq!(
        raw("fine.Inizio lang:it a_b e-mail 3.5 www.example.org"),
        ["fine", "Inizio", "lang", "it", "a", "b", "e", "mail", "3", "5", "www", "example", "org"]
    );
    assert_eq!(raw("難民支援").len(), 4);
    assert_eq!(raw("👩‍👩‍👧 — … !"), Vec::<&str>::new());
}

#[test]
fn spaces_of_any_width_part_words() {
    assert_eq!(
        raw("«\u{202f}garantie de loyer\u{202f}» : 10\u{a0}000\u{202f}€"),
        ["garantie", "de", "loyer", "10", "000"]
    );
    let text = "«\u{202f}logement\u{202f}social\u{202f}»";
    assert!(words(text).all(|word| &text[word.offset..word.offset + word.len] == word.raw));
}

#[test]
fn offsets_are_those_of_the_text() {
    let text = "Ecco l’alloggio.Poi «ΟΔΟΣ» e co-abitare";
    for word in words(text) {
        assert_eq!(&text[word.offset..word.offset + word.len], word.raw);
    }
}

#[test]
fn a_long_word_is_cut() {
    let long = "è".repeat(10_000);
    let word = words(&long).next().expect("a word");
    assert!(word.raw.len() <= MAX_WORD_BYTES);
    assert_eq!(word.len, long.len());
}

#[test]
fn an_undeclared_language_is_detected() {
    let text = "I comuni che hanno aperto uno sportello per l'abitare raccontano che cosa ha funzionato.";
    assert_eq!(Language::declared_or_detected("", text).code(), "it");
    assert_eq!(Language::declared_or_detected("und", "?").code(), "und");
    assert_eq!(Language::declared_or_detected("de-AT", text).code(), "de");
}

proptest! {
    #[test]
    fn plain_words_are_those_of_unicode(text in "([a-zA-Z0-9'’._,-]|[ \n]|[à-öø-ÿα-ωά-ώа-яԱ-Ֆ]|[\u{2c2}-\u{2e4}]|[\u{300}-\u{36f}²ªº½ß₂ـ中あア]|\\PC){0,24}") {
        let quick: Vec<Word<'_>> = words(&text).collect();
        let pieces = text.split([' ', '\n']);
        let at = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
        let thorough: Vec<Word<'_>> =
            pieces.flat_map(|piece| segments(at(piece), piece)).filter(|word| word.len > 0).collect();
        prop_assert_eq!(quick, thorough);
    }
}
