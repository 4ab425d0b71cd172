//! What became of published files.

use super::style::{BAD, BOLD, DIM, GOOD, PLAIN, WARN, columns, paint, wrapped};
use super::table::{Cell, cell, styled, table};
use super::{Page, short};
use crate::moment::{counted, number};
use crate::publishing::Report;
use protocol::api::{FileOutcome, FileReport};

/// With more files than this, only what needs attention is listed.
const LISTED: usize = 40;

/// A sentence, the works if they are few, then refusals and warnings.
pub(crate) fn report(report: &Report, page: &Page) -> String {
    let mut text = wrapped(BOLD, &sentence(report), page.width, "");
    let works: Vec<_> = report.files.iter().filter_map(|file| work(file, report.dry_run)).collect();
    if !works.is_empty() && works.len() <= LISTED {
        text += "\n";
        text += &table(&[], &works, page.width, "");
    }
    let refusals = report.files.iter().filter_map(|file| match &file.outcome {
        FileOutcome::Refused { reason } => Some((file, reason)),
        _ => None,
    });
    text += &notes(BAD, "Refused", refusals, page);
    let warnings = report.files.iter().flat_map(|file| file.warnings.iter().map(move |words| (file, words)));
    text + &notes(WARN, "Worth a look", warnings, page)
}

fn sentence(report: &Report) -> String {
    let verb = if report.dry_run { "would be " } else { "" };
    let part = |count: u64, what: &str| (count > 0).then(|| format!("{} {verb}{what}", number(count)));
    let parts: Vec<_> = [
        part(report.published, "published"),
        part(report.revised, "revised"),
        (report.unchanged > 0).then(|| format!("{} unchanged", number(report.unchanged))),
        (report.withdrawn > 0).then(|| format!("{} withdrawn before and left out", number(report.withdrawn))),
        part(report.refused, "refused"),
        (report.skipped > 0).then(|| format!("{} of other types skipped", number(report.skipped))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let files = counted(report.files.len() as u64, "file");
    match report.seconds {
        Some(seconds) if seconds >= 1.0 => {
            let rate = report.rate.unwrap_or_default();
            format!("{files}: {} ({seconds:.1} s, {rate:.0} a second)", parts.join(", "))
        }
        _ => format!("{files}: {}", parts.join(", ")),
    }
}

fn work(file: &FileReport, dry_run: bool) -> Option<Vec<Cell>> {
    let (published, revised) =
        if dry_run { ("would be published", "would be revised") } else { ("published", "revised") };
    let (mark, work, title) = match &file.outcome {
        FileOutcome::Published { work, title } => (published, work, title),
        FileOutcome::Revised { work, title, .. } => (revised, work, title),
        FileOutcome::Deferred { needs } => {
            let title = format!("{}, after {needs}", file.name);
            return Some(vec![styled(GOOD, published), cell(""), cell(title)]);
        }
        _ => return None,
    };
    Some(vec![styled(GOOD, mark), styled(DIM, short(work)), cell(title.as_str())])
}

/// Files with a sentence each, under a heading.
fn notes<'a>(
    style: anstyle::Style,
    heading: &str,
    notes: impl Iterator<Item = (&'a FileReport, &'a String)>,
    page: &Page,
) -> String {
    let mut text = String::new();
    for (file, words) in notes {
        if text.is_empty() {
            text = format!("\n{}\n", paint(style, heading));
        }
        let name = format!("{}: ", file.name);
        if columns(&name) + columns(words) + 2 <= page.width {
            text += &format!("  {}{}\n", paint(DIM, &name), paint(PLAIN, words));
        } else {
            text += &format!(
                "  {}\n{}",
                paint(DIM, name.trim_end()),
                wrapped(PLAIN, words, page.width, "      ")
            );
        }
    }
    text
}
