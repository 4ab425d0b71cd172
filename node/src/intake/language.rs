//! The language of a text: as declared, or as recognised.
//!
//! Owns: the form of language tags and the languages worth guessing. Refuses to know how texts in them
//! are searched.

use super::sections::cut_bytes;
use protocol::limits;
use std::sync::LazyLock;
use whatlang::{Detector, Lang};

/// Enough to tell a language, little enough to read thousands of files a second.
const SAMPLE_BYTES: usize = 1000;
/// Shorter texts are guesses.
const LEAST_CHARS: usize = 40;

/// A declared tag in its usual case (`sr-Latn-RS`), if it has the form of one.
pub(super) fn tag(typed: &str) -> Option<String> {
    let mut subtags = typed.trim().split(['-', '_']);
    let language = subtags.next().filter(|it| matches!(it.len(), 2 | 3) && alphabetic(it))?;
    let mut tag = language.to_ascii_lowercase();
    for subtag in subtags {
        if !(1..=8).contains(&subtag.len()) || !subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        match subtag.len() {
            2 => tag.push_str(&subtag.to_ascii_uppercase()),
            4 if alphabetic(subtag) => {
                tag.push_str(&subtag[..1].to_ascii_uppercase());
                tag.push_str(&subtag[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&subtag.to_ascii_lowercase()),
        }
    }
    (tag.len() <= limits::LANGUAGE_BYTES).then_some(tag)
}

fn alphabetic(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The language of a text, if there is enough of it to be sure.
pub(super) fn recognised(text: &str) -> Option<&'static str> {
    let sample = cut_bytes(text.trim_start(), SAMPLE_BYTES);
    if sample.chars().filter(|letter| letter.is_alphabetic()).count() < LEAST_CHARS {
        return None;
    }
    let found = DETECTOR.detect(sample).filter(whatlang::Info::is_reliable)?;
    LANGUAGES.iter().find(|(language, _)| *language == found.lang()).map(|(_, tag)| *tag)
}

/// Few candidates make a sure guess: languages of municipalities and of the people they write for.
static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(LANGUAGES.iter().map(|(language, _)| *language).collect()));

const LANGUAGES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Ita, "it"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Ell, "el"),
    (Lang::Pol, "pl"),
    (Lang::Slv, "sl"),
    (Lang::Por, "pt"),
    (Lang::Cat, "ca"),
    (Lang::Nld, "nl"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Est, "et"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Bul, "bg"),
    (Lang::Mkd, "mk"),
    (Lang::Ukr, "uk"),
    (Lang::Rus, "ru"),
    (Lang::Tur, "tr"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Urd, "ur"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        for (typed, wanted) in [
            ("it", Some("it")),
            (" IT ", Some("it")),
            ("sr_latn_rs", Some("sr-Latn-RS")),
            ("de-1996", Some("de-1996")),
            ("italiano", None),
            ("i", None),
            ("", None),
            ("it--IT", None),
            ("it-toolongsubtag", None),
            ("ìt", None),
        ] {
            assert_eq!(tag(typed).as_deref(), wanted, "{typed}");
        }
    }

    #[test]
    fn the_languages_of_the_network_are_recognised() {
        for (text, wanted) in [
            (
                "Il comune ha affittato dodici alloggi e li ha assegnati a famiglie uscite dall'accoglienza.",
                "it",
            ),
            ("The municipality rented twelve flats and let them to families who had left reception.", "en"),
            (
                "La commune a loué douze logements et les a attribués à des familles sorties de l'accueil.",
                "fr",
            ),
            (
                "Die Gemeinde hat zwölf Wohnungen gemietet und an Familien vergeben, die das Heim verlassen.",
                "de",
            ),
            (
                "El ayuntamiento alquiló doce viviendas y las asignó a familias que salían de la acogida.",
                "es",
            ),
            (
                "Ο δήμος νοίκιασε δώδεκα διαμερίσματα και τα έδωσε σε οικογένειες που έφευγαν από τη δομή.",
                "el",
            ),
            ("Gmina wynajęła dwanaście mieszkań i przydzieliła je rodzinom, które opuściły ośrodek.", "pl"),
            (
                "Občina je najela dvanajst stanovanj in jih dodelila družinam, ki so zapustile sprejemni center.",
                "sl",
            ),
        ] {
            assert_eq!(recognised(text), Some(wanted));
        }
        assert_eq!(recognised("Casa"), None);
        assert_eq!(recognised("2021 2022 2023"), None);
    }
}
