//! A work, to be read.

use super::markdown::markdown;
use super::style::{BOLD, DIM, PLAIN, WARN, paint, wrapped};
use super::table::{Cell, cell, styled, table};
use super::{Page, dotted, short};
use crate::moment::{counted, day};
use protocol::api::Work;

/// Title, source, summary, facts, sections, documents, relatives.
pub(crate) fn work(work: &Work, page: &Page) -> String {
    let mut text = wrapped(BOLD, &work.title, page.width, "");
    let source = [
        work.publisher.as_str(),
        &work.kind,
        &work.language,
        &day(work.issued_at_ms),
        &work.licence,
        short(&work.id),
    ];
    text += &wrapped(DIM, &dotted(source), page.width, "");
    if work.state != "live" {
        text += &wrapped(WARN, &work.state_sentence, page.width, "");
    }
    text += &beside(work, page);
    if !work.summary.is_empty() {
        text += &format!("\n{}", wrapped(PLAIN, &work.summary, page.width, ""));
    }
    let facts = facts(work);
    if !facts.is_empty() {
        text += &format!("\n{facts}", facts = wide_facts(&facts, page));
    }
    for (heading, words) in &work.sections {
        let heading = if heading.is_empty() { String::new() } else { paint(BOLD, heading) + "\n" };
        text += &format!("\n{heading}{}", markdown(words, page.width));
    }
    text + &lists(work, page)
}

/// What it translates, and what to read instead.
fn beside(work: &Work, page: &Page) -> String {
    let mut text = String::new();
    if let Some((source, title, behind)) = &work.translation_of {
        let lag = if *behind == 0 {
            String::new()
        } else {
            format!("; the original has moved on by {}", counted(*behind, "revision"))
        };
        text += &wrapped(DIM, &format!("Translation of “{title}” ({}){lag}", short(source)), page.width, "");
    }
    if let Some(replacement) = &work.replacement {
        text += &wrapped(WARN, &format!("Read instead: vicinia show {}", short(replacement)), page.width, "");
    }
    text
}

fn facts(work: &Work) -> Vec<(String, String)> {
    let review = work.review_by.iter().map(|day| ("review by".to_owned(), day.clone()));
    work.facts.iter().cloned().chain(review).collect()
}

/// Names in one column, values wrapped in the other.
fn wide_facts(facts: &[(String, String)], page: &Page) -> String {
    let widest = facts.iter().map(|(name, _)| super::style::columns(name)).max().unwrap_or(0);
    let indent = " ".repeat(widest + 3);
    facts
        .iter()
        .map(|(name, value)| {
            let space = " ".repeat(widest + 3 - super::style::columns(name));
            let value = wrapped(PLAIN, value, page.width, &indent);
            format!("{}{space}{}", paint(DIM, name), value.strip_prefix(&indent).unwrap_or("\n"))
        })
        .collect()
}

fn lists(work: &Work, page: &Page) -> String {
    let documents = work.documents.iter().map(|(name, bytes, hash)| {
        vec![cell(name.as_str()), styled(DIM, size(*bytes)), styled(DIM, short(hash))]
    });
    let translations = work.translations.iter().map(|(id, language, title)| {
        vec![styled(DIM, short(id)), cell(language.as_str()), cell(title.as_str())]
    });
    let revisions = work.revisions.iter().map(|(record, issued, standing)| {
        vec![styled(DIM, short(record)), cell(day(*issued)), styled(DIM, standing.as_str())]
    });
    let revisions: Vec<_> = if work.revisions.len() > 1 { revisions.collect() } else { Vec::new() };
    [("Documents", documents.collect()), ("Translations", translations.collect()), ("Revisions", revisions)]
        .into_iter()
        .map(|(heading, rows): (&str, Vec<Vec<Cell>>)| match rows.is_empty() {
            true => String::new(),
            false => format!("\n{}\n{}", paint(BOLD, heading), table(&[], &rows, page.width, "  ")),
        })
        .collect()
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
