//! Two to four works side by side, row by row.

use super::App;
use super::frame::{Frame, Place, html};
use super::language::{Words, is_right_to_left};
use super::markdown::Html;
use super::reader::Reader;
use super::shortlist::COMPARED;
use super::trouble::Trouble;
use super::work::{self, facts, role_text};
use crate::reading::Reading;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use protocol::id::WorkId;
use protocol::vocabulary;

/// Facts that are compared, in order.
const FACTS: [&str; 26] = [
    "where",
    "country",
    "when",
    "maturity",
    "stage",
    "cost",
    "daily-cost",
    "reached",
    "duration",
    "level",
    "mode",
    "group",
    "service-type",
    "schedule",
    "price",
    "spoken",
    "evaluation",
    "target",
    "solution",
    "areas",
    "population",
    "market",
    "migration",
    "support",
    "staffing",
    "help",
];
/// Texts that are compared, in order; what did not work is never left out where it is said.
const TEXTS: [&str; 8] = [
    "problem",
    "what-was-done",
    "results",
    "what-did-not-work",
    "preconditions",
    "success-factors",
    "sustainability",
    "transferability",
];

/// The head of a column.
struct Column {
    address: String,
    title: String,
    language: String,
    rtl: bool,
    kind: &'static str,
    kind_label: String,
    publisher: String,
    date: String,
    /// The comparison without it.
    without: Option<String>,
}

/// A row: its name and a cell a column.
struct Row {
    label: String,
    /// A text rather than a fact.
    text: bool,
    tone: &'static str,
    cells: Vec<Cell>,
}

struct Cell {
    language: String,
    rtl: bool,
    values: Vec<String>,
    own: bool,
    html: Html,
    empty: bool,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Page {
    w: Words,
    frame: Frame,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// `/compare?w=…&w=…`.
pub(super) async fn page(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let w = reader.w;
    let mut works: Vec<WorkId> = Vec::new();
    for work in reader.all("w").filter_map(|id| id.parse().ok()) {
        if !works.contains(&work) && works.len() < COMPARED {
            works.push(work);
        }
    }
    let readings = work::readings(&site, works).await?;
    let name = |reading: &Reading| site.services.governance.name_of(reading.organisation);
    Ok(html(&Page {
        w,
        frame: Frame::new(&site, &reader, Place::Shortlist).untracked(),
        columns: readings.iter().map(|one| column(w, one, &readings, name(one))).collect(),
        rows: rows(w, &readings),
    }))
}

fn column(w: Words, reading: &Reading, all: &[Reading], publisher: String) -> Column {
    let publication = reading.publication.as_ref();
    let kind = publication.and_then(|one| vocabulary::WORK_KIND.key(one.kind)).unwrap_or("other");
    let language = publication.map(|one| one.language.clone()).unwrap_or_default();
    let others: Vec<String> =
        all.iter().filter(|one| one.work != reading.work).map(|one| format!("w={}", one.work)).collect();
    Column {
        address: format!("/w/{}", reading.work),
        title: publication.map(|one| one.title.clone()).unwrap_or_default(),
        rtl: is_right_to_left(&language),
        language,
        kind,
        kind_label: w.key(&vocabulary::WORK_KIND, kind),
        publisher,
        date: w.date(reading.issued_at_ms),
        without: (others.len() > 1).then(|| format!("/compare?{}", others.join("&"))),
    }
}

/// Rows that say something of at least one work.
fn rows(w: Words, readings: &[Reading]) -> Vec<Row> {
    let mut columns = Vec::new();
    for reading in readings {
        let Some(publication) = &reading.publication else { continue };
        let details = publication.details().ok();
        columns.push((publication, facts(w, publication, details.as_ref())));
    }
    let mut rows = vec![Row {
        label: w.t("part-summary"),
        text: false,
        tone: "",
        cells: columns.iter().map(|(it, _)| cell(it, vec![it.summary.clone()], true)).collect(),
    }];
    for key in FACTS {
        let cells = columns.iter().map(|(it, facts)| match facts.iter().find(|fact| fact.key == key) {
            Some(fact) => cell(it, fact.values.clone(), fact.own),
            None => cell(it, Vec::new(), false),
        });
        rows.push(Row { label: w.t(&format!("fact-{key}")), text: false, tone: "", cells: cells.collect() });
    }
    for role in TEXTS {
        let list = &vocabulary::SECTION_ROLE;
        let tone = match role {
            "what-did-not-work" => "warning",
            "preconditions" => "needed",
            _ => "",
        };
        let cells = columns.iter().map(|(it, _)| {
            let html = role_text(it, role);
            Cell { empty: html == Html::default(), html, ..cell(it, Vec::new(), true) }
        });
        rows.push(Row { label: w.key(list, role), text: true, tone, cells: cells.collect() });
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.empty));
    rows
}

fn cell(it: &protocol::record::Publication, values: Vec<String>, own: bool) -> Cell {
    Cell {
        language: it.language.clone(),
        rtl: is_right_to_left(&it.language),
        empty: values.is_empty(),
        values,
        own,
        html: Html::default(),
    }
}
