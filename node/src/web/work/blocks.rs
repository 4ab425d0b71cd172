//! What only one kind of work has, as parts of its page: plans, clauses, recommendations, budgets.

use std::collections::HashMap;

use super::super::language::Words;
use super::super::markdown::{Html, html};
use protocol::record::publication::{Actor, Details, PracticeDetails, Publication, TrainingDetails};
use protocol::vocabulary::{self, Vocabulary};

/// How a part is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) enum Body {
    /// Running text.
    Text(Html),
    /// Rows under heads. The first cell of a row names it.
    Table {
        /// In the reader's language.
        heads: Vec<String>,
        /// The cells, with whether they are the work's own words.
        rows: Vec<Vec<Cell>>,
    },
    /// Things that can be cited one by one.
    Items(Vec<Item>),
    /// Short lines.
    List(Vec<String>),
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct Cell {
    pub(in crate::web) text: String,
    /// In the work's language.
    pub(in crate::web) own: bool,
    /// A number, set to the end of its column.
    pub(in crate::web) number: bool,
    /// Share of the largest of its column, in hundredths: drawn as a bar.
    pub(in crate::web) bar: Option<u64>,
}

/// A recommendation, a clause or an item of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct Item {
    /// For its anchor.
    pub(in crate::web) anchor: String,
    /// What it is known by.
    pub(in crate::web) mark: String,
    pub(in crate::web) heading: String,
    pub(in crate::web) text: Html,
    /// In the reader's language, such as how binding it is.
    pub(in crate::web) tags: Vec<String>,
    /// Name in the reader's language, words in the work's.
    pub(in crate::web) notes: Vec<(String, String)>,
}

/// A part that follows from a work's details: the key of its heading, and its body.
type Part = (&'static str, Body);

fn say(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), own: false, number: false, bar: None }
}

fn quote(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), own: true, number: false, bar: None }
}

fn number(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), own: false, number: true, bar: None }
}

/// A value that somebody wrote: a whole number alone is set as the reader's language sets numbers.
fn measured(w: Words, text: &str) -> Cell {
    let whole: Option<u64> = text.trim().parse().ok();
    match whole.filter(|value| value.to_string() == text.trim()) {
        Some(value) => number(w.number(value)),
        None => Cell { own: true, ..number(text) },
    }
}

/// The parts of a kind, in order.
pub(super) fn parts(w: Words, publication: &Publication, details: Option<&Details>) -> Vec<Part> {
    let mut parts = match details {
        Some(Details::Practice(it)) => practice(w, it),
        Some(Details::Training(it)) => training(w, it),
        Some(Details::Guideline(it)) => {
            let items = it.recommendations.iter().map(|one| recommendation(w, one)).collect();
            vec![("part-recommendations", Body::items(items))]
        }
        Some(Details::Agreement(it)) => {
            let party = |one: &protocol::record::publication::details::Party| {
                vec![say(w.term(&vocabulary::ACTOR_TYPE, one.kind)), quote(&one.role)]
            };
            let heads = vec![w.t("head-party"), w.t("head-brings")];
            let parties = Body::Table { heads, rows: it.parties.iter().map(party).collect() };
            let clauses = (1..).zip(&it.clauses).map(|(number, one)| clause(w, number, one)).collect();
            vec![("part-parties", parties), ("part-clauses", Body::items(clauses))]
        }
        Some(Details::Assessment(it)) => {
            let items = it.items.iter().map(|one| assessed(w, one)).collect();
            vec![("part-items", Body::items(items))]
        }
        Some(Details::Resource(_) | Details::Unknown(_)) | None => Vec::new(),
    };
    parts.push(("part-actors", actors(w, &publication.actors)));
    parts.retain(|(_, body)| !body.is_empty());
    parts
}

impl Body {
    /// Whoever wrote the work chose the ids: of equal ones the later get a number, so that each has its anchor.
    fn items(mut items: Vec<Item>) -> Self {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for item in &mut items {
            let times = seen.entry(item.anchor.clone()).or_default();
            *times += 1;
            if *times > 1 {
                item.anchor = format!("{}.{times}", item.anchor);
            }
        }
        Self::Items(items)
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => *text == Html::default(),
            Self::Table { rows, .. } => rows.is_empty(),
            Self::Items(items) => items.is_empty(),
            Self::List(lines) => lines.is_empty(),
        }
    }
}

fn practice(w: Words, it: &PracticeDetails) -> Vec<Part> {
    let indicator = |one: &protocol::record::publication::Indicator| {
        let date = one.date.map(|day| w.day(day)).unwrap_or_default();
        vec![
            quote(&one.name),
            measured(w, &one.baseline),
            measured(w, &one.value),
            quote(&one.unit),
            say(date),
            quote(&one.source),
        ]
    };
    let heads = ["head-indicator", "head-before", "head-after", "head-unit", "head-date", "head-source"];
    let indicators = Body::Table {
        heads: heads.map(|key| w.t(key)).into(),
        rows: it.indicators.iter().map(indicator).collect(),
    };
    let event = |one: &protocol::record::publication::KeyDate| vec![say(w.day(one.date)), quote(&one.text)];
    let dates = Body::Table {
        heads: vec![w.t("head-date"), w.t("head-event")],
        rows: it.key_dates.iter().map(event).collect(),
    };
    vec![
        ("part-indicators", indicators),
        ("part-dates", dates),
        ("part-funding", funding(w, it)),
        ("part-budget", budget(w, it)),
    ]
}

fn funding(w: Words, it: &PracticeDetails) -> Body {
    let row = |one: &protocol::record::publication::Funding| {
        let years = [one.from, one.to].map(|day| day.map(|day| w.day(day)).unwrap_or_default());
        let span = years.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" – ");
        let amount = one.amount_cents.map(|cents| w.money(cents, &one.currency)).unwrap_or_default();
        vec![
            say(w.term(&vocabulary::FUNDING_SOURCE, one.source)),
            quote(&one.name),
            say(span),
            number(amount),
        ]
    };
    let heads =
        ["head-source-of-money", "head-programme", "head-period", "head-amount"].map(|key| w.t(key)).into();
    Body::Table { heads, rows: it.funding.iter().map(row).collect() }
}

fn budget(w: Words, it: &PracticeDetails) -> Body {
    let currency = it.funding.first().map_or("EUR", |one| one.currency.as_str());
    let most = it.budget.iter().map(|line| line.amount_cents).max().unwrap_or(0).max(1);
    let row = |line: &protocol::record::publication::BudgetLine| {
        let share = line.amount_cents.saturating_mul(100) / most;
        vec![
            say(w.term(&vocabulary::BUDGET_LINE, line.line)),
            Cell { bar: Some(share.min(100)), ..number(w.money(line.amount_cents, currency)) },
        ]
    };
    let heads = vec![w.t("head-spent-on"), w.t("head-amount")];
    Body::Table { heads, rows: it.budget.iter().map(row).collect() }
}

fn training(w: Words, it: &TrainingDetails) -> Vec<Part> {
    let mut begins = 0_u64;
    let mut rows = Vec::new();
    for step in &it.session_plan {
        rows.push(vec![
            number(format!("{}:{:02}", begins / 60, begins % 60)),
            number(w.n("minutes-short", step.minutes)),
            quote(&step.activity),
            quote(&step.method),
            quote(&step.materials),
        ]);
        begins = begins.saturating_add(step.minutes.into());
    }
    let heads = ["head-begins", "head-lasts", "head-activity", "head-method", "head-materials"];
    let plan = Body::Table { heads: heads.map(|key| w.t(key)).into(), rows };
    vec![
        ("part-objectives", Body::List(it.objectives.clone())),
        ("part-plan", plan),
        ("part-materials", Body::List(it.materials.clone())),
    ]
}

fn notes(w: Words, notes: &[(&str, &str)]) -> Vec<(String, String)> {
    let said = notes.iter().filter(|(_, text)| !text.trim().is_empty());
    said.map(|(key, text)| (w.t(key), (*text).to_owned())).collect()
}

fn tags(w: Words, codes: &[(&Vocabulary, u16)]) -> Vec<String> {
    codes.iter().map(|(list, code)| w.term(list, *code)).filter(|label| !label.is_empty()).collect()
}

/// An anchor made of an id that somebody chose: letters, digits and hyphens of it.
fn anchor(id: &str) -> String {
    let plain: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect();
    let mark = blake3::hash(id.as_bytes()).to_hex();
    if plain == id { format!("item-{plain}") } else { format!("item-{}", &mark[..8]) }
}

fn recommendation(w: Words, one: &protocol::record::publication::details::Recommendation) -> Item {
    let mut tags = tags(w, &[(&vocabulary::STRENGTH, one.strength), (&vocabulary::AREA, one.area)]);
    tags.extend(one.checklist.then(|| w.t("note-checklist")));
    Item {
        anchor: anchor(&one.id),
        mark: one.id.clone(),
        heading: String::new(),
        text: html(&one.text),
        tags,
        notes: notes(
            w,
            &[
                ("note-rationale", &one.rationale),
                ("note-actor", &one.actor),
                ("note-precondition", &one.precondition),
            ],
        ),
    }
}

fn clause(w: Words, number: u32, one: &protocol::record::publication::details::Clause) -> Item {
    Item {
        anchor: format!("item-{number}"),
        // Many agreements number their clauses themselves.
        mark: if one.heading.starts_with(|first: char| first.is_ascii_digit()) {
            String::new()
        } else {
            number.to_string()
        },
        heading: one.heading.clone(),
        text: html(&one.text),
        tags: if one.optional { vec![w.t("clause-optional")] } else { Vec::new() },
        notes: notes(w, &[("note-note", &one.note), ("note-risk", &one.risk)]),
    }
}

fn assessed(w: Words, one: &protocol::record::publication::details::AssessmentItem) -> Item {
    let steps = (0..).zip(&one.anchors).map(|(step, text)| (w.n("note-step", step as u64), text.clone()));
    let mut notes = notes(w, &[("note-help", &one.help)]);
    notes.extend(steps);
    Item {
        anchor: anchor(&one.id),
        mark: one.id.clone(),
        heading: one.text.clone(),
        text: Html::default(),
        tags: tags(w, &[(&vocabulary::DIMENSION, one.dimension), (&vocabulary::AREA, one.area)]),
        notes,
    }
}

fn actors(w: Words, actors: &[Actor]) -> Body {
    let row = |one: &Actor| {
        vec![
            quote(&one.name),
            say(w.term(&vocabulary::ACTOR_TYPE, one.kind)),
            say(w.term(&vocabulary::ACTOR_ROLE, one.role)),
            say(w.terms(&vocabulary::SUPPORT, &one.support).join(", ")),
        ]
    };
    let heads = ["head-actor", "head-type", "head-role", "head-support"].map(|key| w.t(key)).into();
    Body::Table { heads, rows: actors.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_alone_are_set_as_the_reader_sets_them() {
        let w = Words::negotiate("it");
        let set = |text: &str| measured(w, text).text;
        assert_eq!(["6720", " 41 ", "0"].map(set), ["6.720", "41", "0"]);
        for text in ["6.720 euro", "007", "+5", "12,5", "over 1000", ""] {
            assert_eq!(set(text), text, "their own words");
        }
    }
}
