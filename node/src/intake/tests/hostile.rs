//! Files meant to do harm, or made by chance: nothing panics, and nothing takes for ever.

use super::read_as;
use crate::intake::{TEXT_BYTES, example};
use proptest::prelude::*;

/// Every line of an example, once more, damaged: removed, doubled, or with a random byte or character put in.
fn damaged() -> impl Strategy<Value = String> {
    (1..=7_u16, any::<prop::sample::Index>(), 0..4_u8, any::<char>()).prop_map(|(kind, at, how, letter)| {
        let mut text = example(kind).unwrap_or_default().to_owned();
        let place = text.floor_char_boundary(at.index(text.len()));
        match how {
            0 => text.insert(place, letter),
            1 => text.truncate(place),
            2 => text.insert_str(place, "\n---\n"),
            _ => text.replace_range(place..text.floor_char_boundary((place + 40).min(text.len())), ""),
        }
        text
    })
}

/// A value's parts, put together at random.
fn hostile() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "---\n",
        "title",
        ": ",
        "[",
        "]",
        "{",
        "}",
        "- ",
        "\n",
        "  ",
        "\"",
        "'",
        "|",
        ">",
        "&a",
        "*a",
        "!!",
        "#",
        "##",
        " ",
        "kind",
        "areas",
        "actors",
        "funding",
        "amount",
        "2021",
        "-",
        "1e999",
        "0x",
        "é",
        "\u{202e}",
        "```",
        "?",
        "%YAML",
        "# ",
        "# *",
        "## ",
        "](",
        "[a](",
        "+39 3",
        "@gmail.com",
        "IT60",
        "<<",
        "@",
        "start",
        "session_plan",
        "items",
        "\u{0}",
        "\t",
        "~",
        ",",
        "end",
        "43.12345",
        "\r",
    ]);
    prop::collection::vec(parts, 0..60)
        .prop_map(|parts| format!("---\n{}\n---\n{}", parts.concat(), parts.join(" ")))
}

/// Whatever was read can be published; whatever was refused says so in a sentence.
fn holds(text: &str) {
    match read_as("file.md", text) {
        Ok(draft) => {
            assert!(protocol::codec::encode(&draft.publication).is_ok());
            assert!(draft.publication.details().is_ok());
            assert!(draft.warnings.len() <= 101);
        }
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_on_random_text(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn nothing_panics_on_damaged_examples(text in damaged()) {
        holds(&text);
    }

    #[test]
    fn nothing_panics_on_hostile_front_matter(text in hostile()) {
        holds(&text);
    }
}

/// What is repeated to fill a file, in the front matter or below it. A quadratic step would take minutes.
#[test]
fn the_longest_of_each_oddity_is_read_to_its_end() {
    let front = [
        "[",
        "{",
        "? ",
        "- ",
        "a: ",
        "a:\n",
        "abcdefghijkl: 1\n",
        "a, ",
        "&a b, ",
        "  x\n",
        "\"",
        "!!a ",
        "#\n",
        " ",
    ];
    let starts = ["", "a: [", "actors: [{name: a}, ", "a: |\n", "a: \""];
    let body = [
        "@",
        "a@a",
        "a@gmail.",
        "3 ",
        "347 ",
        "1",
        "AA00 ",
        "AA00",
        "1.11111 ",
        "](",
        "[a](b)",
        "# ",
        "## a\n",
        "```\n",
        "\u{301}\u{316}",
        "\n",
        "*",
        ". ",
        "a. a",
        "\u{202e}",
        "\u{7}",
        "\r",
        "a\n\n",
    ];
    let fill = |unit: &str, bytes: usize| unit.repeat(bytes / unit.len());
    let fronts = starts.iter().flat_map(|start| {
        front.iter().map(move |unit| format!("---\n{start}{}\n---\n", fill(unit, 60 * 1024)))
    });
    let bodies = body.iter().map(|unit| fill(unit, TEXT_BYTES));
    for text in fronts.chain(bodies) {
        holds(&text);
    }
}
