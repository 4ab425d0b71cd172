//! Stems against the lists of Snowball's own project, word by word.
//!
//! Owns: which words may come out differently and why. The lists are those of Debian's package
//! `snowball-data`, of January 2021; `VICINIA_SNOWBALL` names their folder, else `tests/snowball` fetches them.
//!
//! Numbers are exact: a stemmer that changes changes what is in every index, so that
//! [`ANALYSER_VERSION`](super::ANALYSER_VERSION) has to be raised with them.

use super::Language;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A language, its list, words that come out differently by now and what changed in Snowball since.
type Row = (&'static str, &'static str, usize, &'static str);

const ROWS: &[Row] = &[
    ("ca", "catalan", 0, ""),
    ("da", "danish", 0, ""),
    ("de", "german", 1_247, "3.0: ae, oe and ue are umlauts; -et goes, -ln becomes -l, -erin goes"),
    ("el", "greek", 1, "3.0: no word is left without a stem"),
    ("en", "english", 38, "3.0: -ogist becomes -og, organ, universe and others are kept apart; 3.1: inter-"),
    ("es", "spanish", 8, "3.0: -acion and -ucion as with their accent"),
    ("eu", "basque", 0, ""),
    ("fi", "finnish", 103, "3.1: -han and its like go without their vowel before, -hun goes"),
    ("fr", "french", 33, "3.0: elisions go, -aise goes, -oux becomes -ou"),
    ("ga", "irish", 0, ""),
    ("hi", "hindi", 0, ""),
    ("hu", "hungarian", 0, ""),
    ("hy", "armenian", 0, ""),
    ("id", "indonesian", 0, ""),
    ("it", "italian", 0, ""),
    ("lt", "lithuanian", 156, "3.1: -er- stays"),
    ("ne", "nepali", 0, ""),
    ("nl", "kraaij_pohlmann", 241, "3.0: Dutch is this one, with accents and some exceptions put right"),
    ("no", "norwegian", 3, "3.0: words that end in -ers"),
    ("pt", "portuguese", 0, ""),
    ("ro", "romanian", 3_085, "3.0: ş and ţ with a cedilla become ș and ț with a comma below"),
    ("ru", "russian", 0, ""),
    ("sr", "serbian", 0, ""),
    ("sv", "swedish", 524, "3.0: -et and -ets go where that helps, -öst becomes -ös"),
    ("ta", "tamil", 0, ""),
    ("tr", "turkish", 9_204, "3.0: what follows an apostrophe goes"),
    ("yi", "yiddish", 1, "3.0: no word is left without a stem"),
];

/// Lists of languages that are not stemmed so here: variants, older algorithms, and Arabic, whose list is
/// larger than all others together.
const LEFT_OUT: &[&str] = &["arabic", "dutch", "german2", "lovins", "porter"];

/// The folder of the lists.
fn lists() -> PathBuf {
    if let Some(folder) = std::env::var_os("VICINIA_SNOWBALL") {
        return folder.into();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/snowball");
    let fetched = Command::new(&script).stdin(Stdio::null()).output().expect("bash is there");
    let words = String::from_utf8_lossy(&fetched.stderr);
    assert!(fetched.status.success(), "no word lists: {} failed: {words}", script.display());
    String::from_utf8(fetched.stdout).expect("a path").trim_end().into()
}

fn list(folder: &Path, name: &str, file: &str) -> String {
    let path = folder.join(name).join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("no word list {}: {error}", path.display()))
}

/// Words that come out differently, as `word: listed, ours`, and all words.
fn compare(folder: &Path, code: &str, name: &str) -> (Vec<String>, usize) {
    let stemmer = Language::of(code).stemmer.unwrap_or_else(|| panic!("{code} has no stemmer"));
    let (words, stems) = (list(folder, name, "voc.txt"), list(folder, name, "output.txt"));
    assert_eq!(words.lines().count(), stems.lines().count(), "{name}");
    let pairs = words.lines().zip(stems.lines()).map(|(word, stem)| (word, stem, stemmer.stem(word)));
    let others = pairs.filter(|(_, stem, ours)| stem != ours);
    (others.map(|(word, stem, ours)| format!("{word}: {stem}, {ours}")).collect(), words.lines().count())
}

#[test]
fn stems_are_those_of_the_lists_but_for_what_changed_since() {
    let folder = lists();
    let mut wrong = Vec::new();
    for (code, name, differing, why) in ROWS {
        let (others, words) = compare(&folder, code, name);
        println!("{code} {name}: {} of {words} differ {why}", others.len());
        if others.len() != *differing {
            let some = others.iter().take(20).cloned().collect::<Vec<_>>().join("; ");
            wrong.push(format!("{name}: {} differ, not {differing}: {some}", others.len()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_list_has_its_place() {
    let mut lists: Vec<String> = std::fs::read_dir(lists())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let mut known: Vec<&str> =
        ROWS.iter().map(|(_, name, ..)| *name).chain(LEFT_OUT.iter().copied()).collect();
    lists.sort_unstable();
    known.sort_unstable();
    assert_eq!(lists, known);
    assert!(
        ROWS.iter().all(|(_, _, differing, why)| (*differing == 0) == why.is_empty()),
        "each is explained"
    );
}
