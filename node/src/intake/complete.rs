//! From what a file says to a work: gaps are filled with what the node knows, and what a reader will miss
//! is said.
//!
//! Owns: the fallbacks and the rules between fields. Refuses to know how anything was typed.

use super::envelope::{Spot, Work};
use super::report::{Refusal, Report};
use super::sections::{self, Prose};
use super::values::{is_url, one_line};
use super::{Defaults, Draft, Source, language};
use protocol::codec;
use protocol::record::publication::{
    Details, NETWORK_ONLY, PUBLIC, Place, PlainSummary, Publication, Relation, RelationTarget, Territory,
    Translation, work_kind,
};
use protocol::time::Day;
use protocol::vocabulary as words;

/// A translation's source language until the source is found: "undetermined" in BCP 47.
const UNDETERMINED: &str = "und";

/// Makes the work.
pub(super) fn draft(
    mut work: Work,
    prose: Prose,
    source: &Source<'_>,
    mut report: Report,
) -> Result<Draft, Refusal> {
    let defaults = source.defaults;
    let kind_said = work.publication.kind != 0;
    texts(&mut work, prose, source);
    let relations_to_files = relations(&mut work);
    work.publication.territory = territory_of(std::mem::take(&mut work.spot), defaults, &mut report);
    translation(&mut work, &mut report);
    let Work { mut publication, mut details, contact, .. } = work;
    gaps(&mut publication, defaults);
    if !(contact.office.is_empty() && contact.email.is_empty() && contact.phone.is_empty()) {
        publication.contact = Some(contact);
    }
    if let Details::Resource(resource) = &mut details {
        resource.contact.clone_from(&publication.contact);
        shelter(&mut publication, resource, &mut report);
    }
    if kind_said {
        missing(&publication, &details, &mut report);
    }
    let kind = publication.kind;
    publication.set_details(kind, &details)?;
    codec::encode(&publication)?;
    Ok(Draft {
        publication,
        translation_of: work.translation_of,
        relations_to_files,
        warnings: report.into_warnings(),
    })
}

/// Title, summary, language and sections, from the fields or from the text.
fn texts(work: &mut Work, prose: Prose, source: &Source<'_>) {
    let it = &mut work.publication;
    it.sections = prose.sections;
    if it.title.is_empty() {
        it.title = prose
            .title
            .or_else(|| sections::first_line(&it.sections))
            .unwrap_or_else(|| sections::cut_words(&one_line(stem(source.name)), sections::TITLE_CHARS));
    }
    if it.summary.is_empty() {
        it.summary = sections::first_paragraph(&it.sections, &it.title);
    }
    if it.language.is_empty() {
        it.language = recognised(it).unwrap_or(&source.defaults.language).to_owned();
    }
    if !work.plain_summary.is_empty() {
        let said = !work.plain_summary_language.is_empty();
        let language = if said { &work.plain_summary_language } else { &it.language }.clone();
        it.plain_summary = Some(PlainSummary { language, text: std::mem::take(&mut work.plain_summary) });
    }
}

/// The longest section says most; without one, the fields have to do.
fn recognised(it: &Publication) -> Option<&'static str> {
    let longest = it.sections.iter().map(|section| section.text.as_str()).max_by_key(|text| text.len());
    longest
        .and_then(language::recognised)
        .or_else(|| language::recognised(&format!("{}. {}", it.title, it.summary)))
}

/// A file's name without its folder and extension.
fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.trim().is_empty() { "?" } else { stem.trim() }
}

/// Targets are told apart by their form; those that are files are the caller's to find.
fn relations(work: &mut Work) -> Vec<(u16, String)> {
    let mut files = Vec::new();
    for raw in std::mem::take(&mut work.relations) {
        let target = match raw.target.parse() {
            Ok(id) => RelationTarget::Work(id),
            Err(_) if is_url(&raw.target) => RelationTarget::Url(raw.target),
            Err(_) => {
                files.push((raw.relation, raw.target));
                continue;
            }
        };
        work.publication.relations.push(Relation { relation: raw.relation, target });
    }
    files
}

/// The node's own place stands in only where the file names none: a wrong place is worse than none.
pub(super) fn territory_of(spot: Spot, defaults: &Defaults, report: &mut Report) -> Territory {
    let mut territory = spot.territory;
    territory.place = match (spot.latitude, spot.longitude) {
        (Some(latitude_milli), Some(longitude_milli)) => Some(Place { latitude_milli, longitude_milli }),
        (None, None) => None,
        _ => {
            report.whole("`latitude` and `longitude` belong together; the one alone is left out");
            None
        }
    };
    if territory == Territory::default() {
        territory.name.clone_from(&defaults.territory);
    }
    if territory.country.is_empty() {
        territory.country.clone_from(&defaults.country);
    }
    territory
}

fn translation(work: &mut Work, report: &mut Report) {
    if work.translation_of.is_none() {
        if work.translation_method != 0 {
            report
                .whole("`translation_method` is left out: `translation_of` does not say what was translated");
        }
        return;
    }
    let said = !work.source_language.is_empty();
    work.publication.translation = Some(Translation {
        method: work.translation_method,
        source_language: if said { work.source_language.clone() } else { UNDETERMINED.to_owned() },
        translator: work.translator.clone(),
    });
}

/// What every work needs and few files say.
fn gaps(it: &mut Publication, defaults: &Defaults) {
    if it.kind == 0 {
        it.kind = work_kind::PRACTICE;
    }
    let resource = it.kind == work_kind::RESOURCE;
    if it.visibility == 0 {
        it.visibility = if resource { NETWORK_ONLY } else { PUBLIC };
    }
    if it.licence == 0 {
        it.licence = defaults.licence;
    }
    let months = if resource { RESOURCE_MONTHS } else { WORK_MONTHS };
    it.review_by = it.review_by.or_else(|| months_after(defaults.today, months));
}

/// After this many months an entry of the directory is looked at again.
const RESOURCE_MONTHS: u32 = 6;
/// After this many months any other work is.
const WORK_MONTHS: u32 = 24;

fn months_after(day: Day, months: u32) -> Option<Day> {
    let (year, month, _) = day.parts();
    let month = year * 12 + month.max(1) - 1 + months;
    Day::new(u16::try_from(month / 12).ok()?, u8::try_from(month % 12 + 1).ok()?, 0)
}

/// Whoever is hidden from someone must not be found through a directory.
fn shelter(
    it: &mut Publication,
    resource: &mut protocol::record::publication::ResourceDetails,
    report: &mut Report,
) {
    let code = |list: &words::Vocabulary, key| list.code(key).unwrap_or_default();
    let group = |key| it.target_groups.contains(&code(&words::TARGET_GROUP, key));
    let houses = resource.service_type == code(&words::SERVICE_TYPE, "temporary-accommodation");
    let municipality = code(&words::LOCATION_PRECISION, "municipality");
    let exact = (1..municipality).contains(&resource.location_precision);
    if houses && exact && (group("exploited-persons") || group("unaccompanied-minors")) {
        resource.location_precision = municipality;
        report.whole(
            "`location_precision` was set to municipality: a shelter for people at risk is not located",
        );
    }
}

/// What a reader will miss. It is said only to authors who named a kind: plain folders publish in silence.
fn missing(it: &Publication, details: &Details, report: &mut Report) {
    let has = |role| it.sections.iter().any(|section| words::SECTION_ROLE.key(section.role) == Some(role));
    let lacks: Vec<(&str, bool)> = match details {
        Details::Practice(details) => {
            let planned = words::STAGE.key(details.stage) == Some("planned");
            vec![
                ("`areas`", it.areas.is_empty()),
                ("`start`", details.start.is_none()),
                ("`maturity`", details.maturity == 0),
                ("a section “Problem”", !has("problem")),
                ("a section “What was done”", !has("what-was-done") && !planned),
                ("a section “Results”", !has("results") && !planned),
            ]
        }
        Details::Guideline(details) => {
            vec![("`recommendations`", details.recommendations.is_empty())]
        }
        Details::Training(details) => vec![
            ("`objectives`", details.objectives.is_empty()),
            ("`duration_minutes`", details.duration_minutes == 0),
        ],
        Details::Assessment(details) => vec![("`items`", details.items.is_empty())],
        Details::Agreement(details) => vec![("`clauses`", details.clauses.is_empty())],
        Details::Resource(details) => {
            vec![("`service`", details.service.is_empty()), ("`service_type`", details.service_type == 0)]
        }
        Details::Unknown(_) => Vec::new(),
    };
    for (what, _) in lacks.into_iter().filter(|(_, lacking)| *lacking) {
        report.whole(format!("a reader will miss {what}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn review_falls_in_a_month() {
        for (day, months, wanted) in
            [(20_261_122, 24, "2028-11"), (20_260_731, 6, "2027-01"), (20_260_000, 6, "2026-07")]
        {
            assert_eq!(months_after(Day(day), months).map(|day| day.to_string()).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn names_without_extension() {
        for (name, wanted) in [("a/b.it.md", "b.it"), ("note", "note"), (".md", "?"), ("c:\\x\\y.txt", "y")] {
            assert_eq!(stem(name), wanted);
        }
    }
}
