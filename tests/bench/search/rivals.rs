//! What people use instead, with its defaults: the same texts in one field, the same questions, ten hits and
//! their number. Each is asked for works that have all the words and for works that have any of them;
//! ours does the first and, if that finds little, the second.

pub(crate) mod bare;
pub(crate) mod fts5;
pub(crate) mod postgres;

use super::disk;
use super::figures::{Row, seconds, timed};
use std::path::Path;
use std::time::{Duration, Instant};

/// Hits of an answer.
pub(crate) const HITS: usize = 10;
/// For all questions of a kind: what is slow is not asked all of them.
const PATIENCE: Duration = Duration::from_secs(120);

/// Number and text of each work.
pub(crate) type Texts<'a> = &'a mut dyn Iterator<Item = (u64, String)>;

/// An engine over a folder of its own.
pub(crate) trait Rival: Sized {
    const NAME: &'static str;
    /// Whether its files can be forgotten by whoever asks.
    const FORGETS: bool = true;

    fn build(folder: &Path, texts: Texts<'_>) -> Self;
    /// Opens what was built and closed.
    fn open(folder: &Path) -> Self;
    fn bytes(&mut self, folder: &Path) -> u64 {
        disk::bytes(folder)
    }
    /// Finds the ten best and says how many there are.
    fn ask(&mut self, question: &str, all: bool) -> usize;
}

/// Two rows: all words, any word.
pub(crate) fn measure<R: Rival>(
    folder: &Path,
    works: u64,
    texts: Texts<'_>,
    questions: &[String],
) -> [Row; 2] {
    let since = Instant::now();
    let mut rival = R::build(folder, texts);
    let rate = works as f64 / seconds(since);
    let bytes = rival.bytes(folder);
    let mut rows = [true, false].map(|all| {
        let name =
            format!("{}: {} word{}", R::NAME, if all { "all" } else { "any" }, if all { "s" } else { "" });
        Row { name, rival: true, ..Row::default() }
    });
    (rows[0].works_per_s, rows[0].bytes) = (Some(rate), Some(bytes));
    for (row, all) in rows.iter_mut().zip([true, false]) {
        if R::FORGETS {
            drop(rival);
            disk::forget(folder);
            rival = R::open(folder);
            row.cold = timed(questions, PATIENCE, |text| rival.ask(text, all));
        }
        // Once for its memory, then for the figures.
        let known = timed(questions, PATIENCE, |text| row.found += rival.ask(text, all)).len();
        row.warm = timed(&questions[..known], PATIENCE, |text| rival.ask(text, all));
    }
    rows
}
