//! What was measured of one engine, and the table in which engines stand side by side.

use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// One way of asking one engine.
#[derive(Clone, Default)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// It is held against the first row.
    pub(crate) rival: bool,
    pub(crate) works_per_s: Option<f64>,
    pub(crate) bytes: Option<u64>,
    /// Seconds of each question, first after opening and then again. An engine that is slow is not asked
    /// all of them.
    pub(crate) cold: Vec<f64>,
    pub(crate) warm: Vec<f64>,
    /// Works found, all answers together.
    pub(crate) found: usize,
}

pub(crate) fn seconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64()
}

/// Seconds of each question, until there is no patience left.
pub(crate) fn timed<Q, A>(questions: &[Q], patience: Duration, mut ask: impl FnMut(&Q) -> A) -> Vec<f64> {
    let began = Instant::now();
    let asked = questions.iter().take_while(|_| began.elapsed() < patience);
    let took = asked.map(|question| {
        let since = Instant::now();
        std::hint::black_box(ask(question));
        seconds(since)
    });
    took.collect()
}

/// The value below which this share of them lies.
pub(crate) fn at(values: &[f64], share: f64) -> f64 {
    let mut ordered = values.to_vec();
    ordered.sort_by(f64::total_cmp);
    let place = (share * ordered.len() as f64) as usize;
    ordered.get(place.min(ordered.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

fn spread(seconds: &[f64]) -> String {
    if seconds.is_empty() {
        return String::new();
    }
    format!("{:.2} / {:.2}", 1_000.0 * at(seconds, 0.5), 1_000.0 * at(seconds, 0.99))
}

/// How much longer the first takes than the second, at a share of the same questions.
fn ratio(one: &[f64], other: &[f64], share: f64) -> f64 {
    let both = one.len().min(other.len());
    at(&one[..both], share) / at(&other[..both], share)
}

/// The engine's median over ours, on the half of the questions that are slow for it.
fn slow_half(ours: &[f64], theirs: &[f64]) -> f64 {
    let middle = at(theirs, 0.5);
    let slow = theirs.iter().zip(ours).filter(|(it, _)| **it >= middle);
    let (theirs, ours): (Vec<f64>, Vec<f64>) = slow.unzip();
    at(&theirs, 0.5) / at(&ours, 0.5)
}

/// Prints all rows, those of rivals beside the first, which is ours.
pub(crate) fn show(rows: &[Row], asked: usize) {
    let head =
        ["what", "works/s", "index MB", "cold ms", "warm ms", "asked", "ours ÷ it", "it ÷ ours, slow half"];
    let mut lines = vec![head.map(str::to_owned)];
    let ours = &rows[0].warm;
    for row in rows {
        lines.push([
            row.name.clone(),
            row.works_per_s.map(|rate| format!("{rate:.0}")).unwrap_or_default(),
            row.bytes.map(|bytes| format!("{:.1}", bytes as f64 / 1e6)).unwrap_or_default(),
            spread(&row.cold),
            spread(&row.warm),
            if row.warm.len() == asked { String::new() } else { row.warm.len().to_string() },
            if row.rival {
                format!("{:.2} / {:.2}", ratio(ours, &row.warm, 0.5), ratio(ours, &row.warm, 0.99))
            } else {
                String::new()
            },
            if row.rival { format!("{:.1}", slow_half(ours, &row.warm)) } else { String::new() },
        ]);
    }
    let widths: Vec<usize> = (0..head.len())
        .map(|at| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0))
        .collect();
    lines.insert(1, std::array::from_fn(|at| "-".repeat(widths[at])));
    for line in lines {
        let cells: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        println!("| {} |", cells.join(" | "));
    }
}

/// The same for programs.
pub(crate) fn document(rows: &[Row]) -> Value {
    let ms = |seconds: &[f64]| {
        json!({ "asked": seconds.len(), "p50_ms": 1_000.0 * at(seconds, 0.5),
                "p99_ms": 1_000.0 * at(seconds, 0.99), "worst_ms": 1_000.0 * at(seconds, 1.0) })
    };
    let ours = &rows[0].warm;
    let row = |row: &Row| {
        let beside = row.rival.then(|| {
            json!({ "ours_to_it_p50": ratio(ours, &row.warm, 0.5), "ours_to_it_p99": ratio(ours, &row.warm, 0.99),
                    "it_to_ours_slow_half": slow_half(ours, &row.warm) })
        });
        json!({ "what": row.name, "works_per_s": row.works_per_s, "bytes": row.bytes, "found": row.found,
                "cold": ms(&row.cold), "warm": ms(&row.warm), "beside": beside })
    };
    rows.iter().map(row).collect()
}
