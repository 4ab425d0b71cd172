//! Files meant to do harm, or made by chance: nothing panics, nothing takes long, and plain files are fast.

use super::{defaults, read_as};
use crate::intake::{Source, TEXT_BYTES, example, read};
use proptest::prelude::*;
use std::time::{Duration, Instant};

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
fn nothing_takes_long() {
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
        let begin = Instant::now();
        holds(&text);
        let took = begin.elapsed();
        let shown: String = text.chars().take(40).collect();
        assert!(took < Duration::from_secs(4), "{shown:?} took {took:?}");
    }
}

/// Run it with `--release --ignored --nocapture`. The best batch counts: other programs disturb the rest.
#[test]
#[ignore = "a measurement"]
fn rate_of_plain_files() {
    let sentence =
        "Il comune ha affittato dodici alloggi e li ha assegnati a famiglie uscite dall'accoglienza. ";
    let part = sentence.repeat(27);
    let text = format!("# Alloggi\n\n## Problema\n\n{part}\n\n## Risultati\n\n{part}\n");
    let defaults = defaults();
    let batch = |_| {
        let begin = Instant::now();
        for _ in 0..100 {
            assert!(read(&Source { name: "a.md", text: &text, defaults: &defaults }).is_ok());
        }
        begin.elapsed()
    };
    let best = (0..50).map(batch).min().unwrap_or_default();
    println!("{} bytes, {:.0} files/s", text.len(), 100.0 / best.as_secs_f64());
}
