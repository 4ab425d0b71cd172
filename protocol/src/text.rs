//! Text of one line, as names are: what could make one line look like several, or like another.
//!
//! Owns: which characters those are, and the rule for names. Refuses to know languages: any letter of any
//! script is welcome. Neighbours: the rules of [`crate::roster::operation`] and [`crate::join`].

use crate::codec::{Broken, ensure};
use crate::limits;

/// Whether a character ends the line, moves the cursor, or changes the direction of writing.
#[must_use]
pub fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text is one line that reads as it is written.
#[must_use]
pub fn is_one_line(text: &str) -> bool {
    !text.chars().any(steers)
}

/// The rule for a name: something to read, in one line. `missing` says who needs one.
///
/// # Errors
/// The part of the rule that is broken.
pub fn check_name(name: &str, missing: &'static str) -> Result<(), Broken> {
    ensure(!name.trim().is_empty(), missing)?;
    ensure(name.len() <= limits::NAME_BYTES, "the name is too long: at most 256 bytes")?;
    ensure(is_one_line(name), "the name has a line break, a control character or a mark of direction")
}

/// The rule for an organisation's territory, which may be empty.
///
/// # Errors
/// The part of the rule that is broken.
pub fn check_territory(territory: &str) -> Result<(), Broken> {
    ensure(territory.len() <= limits::NAME_BYTES, "the territory is too long: at most 256 bytes")?;
    ensure(
        is_one_line(territory),
        "the territory has a line break, a control character or a mark of direction",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str) -> &'static str {
        check_name(name, "missing").map_or_else(|broken| broken.0, |()| "fine")
    }

    #[test]
    fn letters_of_any_script_make_a_name() {
        for name in
            ["Comune di Città", "Δήμος Αθηναίων", "بلدية رام الله", "住宅支援 · 東京", "a\u{2003}b", "👪"]
        {
            assert_eq!(said(name), "fine", "{name}");
        }
    }

    #[test]
    fn a_name_cannot_look_like_several_lines() {
        for letter in [
            '\n', '\r', '\t', '\0', '\u{1b}', '\u{7f}', '\u{85}', '\u{2028}', '\u{2029}', '\u{202a}',
            '\u{202e}',
        ]
        .into_iter()
        .chain(['\u{2066}', '\u{2069}', '\u{200e}', '\u{200f}', '\u{61c}'])
        {
            assert!(said(&format!("Comune{letter}di D")).contains("line break"), "{letter:?}");
            assert!(check_territory(&format!("IT{letter}Prato")).is_err(), "{letter:?}");
        }
    }

    #[test]
    fn each_fault_of_a_name_has_words_of_its_own() {
        assert_eq!(said(" \n "), "missing");
        assert_eq!(said(&"a".repeat(limits::NAME_BYTES)), "fine");
        let long = said(&"a".repeat(limits::NAME_BYTES + 1));
        assert!(long.contains("too long") && long.contains(&limits::NAME_BYTES.to_string()), "{long}");
    }
}
