//! Search over libraries of any size, beside the engines people know: the same works, the same questions,
//! the same machine, in one run.
//!
//! ```text
//! cargo bench --workspace --bench search -- [--works N] [--seed N] [--alone] [--json FILE]
//! cargo bench --workspace --bench search -- --works N --write FOLDER      only makes the library, as files
//! ```
//!
//! `library` makes the works (out of `pool` and `places`), `ours` and `rivals` are measured, `figures`
//! shows. Nothing is asserted.

mod disk;
mod figures;
mod files;
mod library;
mod ours;
mod places;
mod pool;
mod rivals;

use figures::Row;
use library::Library;
use rivals::Rival;
use rivals::bare::Bare;
use rivals::fts5::Fts5;
use rivals::postgres::Postgres;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

const WORKS: u64 = 10_000;
const SEED: u64 = 7;
const QUESTIONS: usize = 200;

struct Options {
    works: u64,
    seed: u64,
    /// Without rivals.
    alone: bool,
    json: Option<PathBuf>,
    write: Option<PathBuf>,
}

impl Options {
    fn read() -> Self {
        let arguments: Vec<String> = std::env::args().collect();
        let after = |name: &str| {
            let at = arguments.iter().position(|one| one == name)?;
            Some(arguments.get(at + 1).unwrap_or_else(|| panic!("{name} of what?")).clone())
        };
        let number = |name: &str| after(name).map(|text| text.parse().expect("a number"));
        Self {
            works: number("--works").unwrap_or(WORKS),
            seed: number("--seed").unwrap_or(SEED),
            alone: arguments.iter().any(|one| one == "--alone"),
            json: after("--json").map(PathBuf::from),
            write: after("--write").map(PathBuf::from),
        }
    }
}

fn main() {
    let options = Options::read();
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = corpus(tests);
    let sample = tests.join("../cli/library");
    let library = Arc::new(Library::new(&corpus, &sample, options.works, options.seed));
    let questions = library.questions(QUESTIONS);
    let described = library.describe();
    eprintln!("{described}");
    if let Some(folder) = options.write {
        return files::write(&library, &questions, &folder);
    }
    let place = tempfile::tempdir_in(corpus.parent().expect("the cache")).expect("room");
    let mut rows = ours::measure(&library, &questions, place.path());
    if !options.alone {
        rows.extend(rival::<Bare>(&library, &questions, &place.path().join("tantivy")));
        rows.extend(rival::<Fts5>(&library, &questions, &place.path().join("sqlite")));
        rows.extend(rival::<Postgres>(&library, &questions, &place.path().join("postgresql")));
    }
    println!("{described}\n");
    figures::show(&rows, questions.len());
    if let Some(file) = options.json {
        let all = json!({ "library": described, "rows": figures::document(&rows) });
        std::fs::write(file, format!("{all:#}\n")).expect("a file to write");
    }
}

/// The real texts, fetched if they are not there.
fn corpus(tests: &Path) -> PathBuf {
    let made = Command::new(tests.join("bench/corpus.py")).output().expect("python");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    PathBuf::from(String::from_utf8_lossy(&made.stdout).trim())
}

fn rival<R: Rival>(library: &Library, questions: &[String], folder: &Path) -> [Row; 2] {
    eprintln!("{}", R::NAME);
    let mut texts = (0..).zip(library.all()).map(|(number, work)| (number, library::text(&work)));
    let rows = rivals::measure::<R>(folder, library.works, &mut texts, questions);
    // A million works of the next one need the room.
    if folder.exists() {
        std::fs::remove_dir_all(folder).expect("it was built");
    }
    rows
}
