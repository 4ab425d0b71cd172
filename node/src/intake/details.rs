//! The fields that only one kind of work has: one file a kind, with its table and its rules.
//!
//! Owns: which table belongs to which kind, and what happens to a field of another kind. Refuses to know
//! the fields of all kinds (`envelope`).

mod agreement;
mod assessment;
mod guideline;
mod practice;
mod resource;
mod training;

use super::fields::{self, Field};
use super::front_matter::Entry;
use super::report::{Refusal, Report};
use protocol::record::publication::{Details, work_kind};

/// Bytes of an id within a work; the wire types' own bound.
const ID_BYTES: usize = 64;

/// Reads what the envelope left over. `names` are the envelope's fields, for suggestions.
pub(super) fn read(
    kind: u16,
    entries: Vec<&Entry>,
    names: &[&str],
    report: &mut Report,
) -> Result<Details, Refusal> {
    let mut rest = Rest { entries, names, report };
    Ok(match kind {
        work_kind::GUIDELINE => Details::Guideline(rest.read(guideline::FIELDS)?),
        work_kind::TRAINING => {
            let mut details = rest.read(training::FIELDS)?;
            training::check(&mut details, rest.report);
            Details::Training(details)
        }
        work_kind::ASSESSMENT => Details::Assessment(rest.read(assessment::FIELDS)?),
        work_kind::AGREEMENT => Details::Agreement(rest.read(agreement::FIELDS)?),
        work_kind::RESOURCE => Details::Resource(rest.read(resource::FIELDS)?),
        _ => {
            let end_line = rest.line_of("end");
            let details = rest.read(practice::FIELDS)?;
            practice::check(kind, &details, end_line, rest.report)?;
            Details::Practice(details)
        }
    })
}

struct Rest<'a> {
    entries: Vec<&'a Entry>,
    names: &'a [&'a str],
    report: &'a mut Report,
}

impl Rest<'_> {
    fn line_of(&self, name: &str) -> u32 {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        entry.map_or(1, |entry| entry.node.line)
    }

    fn read<T: Default>(&mut self, table: &[Field<T>]) -> Result<T, Refusal> {
        let mut details = T::default();
        let own = table.iter().map(|field| field.name);
        let names: Vec<&str> = self.names.iter().copied().chain(own).collect();
        let entries = std::mem::take(&mut self.entries);
        for entry in fields::read(table, &mut details, entries, "", self.report)? {
            match owner(&entry.name) {
                Some(_) if PERIOD.contains(&entry.name.to_lowercase().as_str()) => {}
                Some(kinds) => {
                    let text = format!("belongs to {kinds} only, so it is left out");
                    self.report.field(entry.node.line, &entry.name, text);
                }
                None => fields::unknown(entry, "", &names, self.report)?,
            }
        }
        Ok(details)
    }
}

/// Everything begins at some time; only practices and pilots are found by it.
const PERIOD: &[&str] = &["start", "end"];

const PRACTICES: &str = "practices and pilots";
const GUIDELINES: &str = "guidelines";
const TRAININGS: &str = "training";
const ASSESSMENTS: &str = "assessments";
const AGREEMENTS: &str = "agreements";
const RESOURCES: &str = "resources";

/// The kinds that a field belongs to.
fn owner(name: &str) -> Option<&'static str> {
    let owners = [
        (fields::knows(practice::FIELDS, name), PRACTICES),
        (fields::knows(guideline::FIELDS, name), GUIDELINES),
        (fields::knows(training::FIELDS, name), TRAININGS),
        (fields::knows(assessment::FIELDS, name), ASSESSMENTS),
        (fields::knows(agreement::FIELDS, name), AGREEMENTS),
        (fields::knows(resource::FIELDS, name), RESOURCES),
    ];
    owners.into_iter().find_map(|(known, kinds)| known.then_some(kinds))
}

/// Writes the documentation of all tables.
pub(super) fn describe(help: &mut String) {
    section(help, PRACTICES, practice::FIELDS);
    section(help, GUIDELINES, guideline::FIELDS);
    section(help, TRAININGS, training::FIELDS);
    section(help, ASSESSMENTS, assessment::FIELDS);
    section(help, AGREEMENTS, agreement::FIELDS);
    section(help, RESOURCES, resource::FIELDS);
}

fn section<T>(help: &mut String, kinds: &str, table: &[Field<T>]) {
    help.push_str("\nOnly ");
    help.push_str(kinds);
    help.push_str(":\n");
    fields::describe(table, help, 2);
}
