//! A work as people read it.

use crate::library;
use crate::node::Services;
use crate::prefix::Prefix;
use crate::problem::store_problem;
use crate::store::{StoreError, StoredRecord, View};
use protocol::api::{Problem, ProblemKind, SCHEMA_VERSION, Work};
use protocol::authority::Authority;
use protocol::id::{RecordId, WorkId};
use protocol::record::Publication;
use protocol::record::publication::{Details, PracticeDetails};
use protocol::standing::{Bar, Standing};
use protocol::time::Day;
use protocol::vocabulary::{self, Vocabulary};

/// `1 work`, `2 works`.
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The record that an id, or the beginning of one, names.
pub(super) async fn one_id(services: &Services, id: &str) -> Result<RecordId, Problem> {
    let wanted = Prefix::new(id)?;
    if let Ok(id) = wanted.digits().parse() {
        return Ok(id);
    }
    let digits = wanted.digits().to_owned();
    let found = services.store.read(move |view| view.find_ids(&digits)).await;
    let found = wanted.only(found.map_err(|error| store_problem(&error))?.records, "things")?;
    found
        .map(RecordId)
        .ok_or_else(|| Problem::new(ProblemKind::NotFound, format!("nothing here has the id {id}")))
}

/// The work that an id names, directly or by one of its revisions.
pub(super) async fn resolve_work(services: &Services, id: &str) -> Result<WorkId, Problem> {
    let record = one_id(services, id).await?;
    let found = services.store.read(move |view| view.record(record)).await;
    match found.map_err(|error| store_problem(&error))? {
        Some(found) => Ok(found.facts.work()),
        None => Err(Problem::new(ProblemKind::NotFound, format!("nothing here has the id {id}"))),
    }
}

pub(super) async fn show(services: &Services, id: &str) -> Result<Work, Problem> {
    let work = resolve_work(services, id).await?;
    let authority = services.governance.authority();
    let shown = services.store.read(move |view| gather(view, work, authority.as_deref())).await;
    shown
        .map_err(|error| store_problem(&error))?
        .ok_or_else(|| Problem::new(ProblemKind::NotFound, format!("{id} is not a work")))
}

fn gather(view: &View<'_>, work: WorkId, authority: Option<&Authority>) -> Result<Option<Work>, StoreError> {
    let revisions = view.revisions(work)?;
    let newest = match view.newest(work)? {
        Some(newest) => view.record(newest)?,
        None => revisions.first().cloned(),
    };
    let Some(record) = newest else { return Ok(None) };
    let publication = library::publication(view, record.facts.id)?;
    let live = record.standing == Standing::Live;
    let organisation = record.facts.organisation;
    let publisher = authority
        .and_then(|authority| authority.organisation(organisation))
        .map(|one| one.name.clone())
        .unwrap_or_default();
    let (state, state_sentence) = state(&record, publication.is_some());
    let mut shown = Work {
        schema_version: SCHEMA_VERSION,
        id: work.to_string(),
        record: record.facts.id.to_string(),
        state: state.into(),
        state_sentence,
        publisher,
        publisher_id: organisation.to_string(),
        issued_at_ms: record.facts.issued_at_ms,
        revisions: revision_lines(revisions),
        replacement: library::replacement(view, work)?.map(|work| work.to_string()),
        ..blank()
    };
    // What is withdrawn or barred is not read out, even while its text is still here.
    if let Some(publication) = publication.filter(|_| live) {
        fill(&mut shown, publication);
        let replies = library::replies(view, work)?;
        let confirmed = library::confirmed_until(view, &replies)?;
        shown.review_by = confirmed.map(|day| day.to_string()).or(shown.review_by);
        link_translations(view, &mut shown, &record, &replies)?;
    }
    Ok(Some(shown))
}

fn revision_lines(mut revisions: Vec<StoredRecord>) -> Vec<(String, u64, String)> {
    revisions.sort_by_key(|one| std::cmp::Reverse((one.facts.issued_at_ms, one.facts.id)));
    let line = |one: StoredRecord| {
        (one.facts.id.to_string(), one.facts.issued_at_ms, state(&one, true).0.to_owned())
    };
    revisions.into_iter().filter(library::is_part).map(line).collect()
}

fn link_translations(
    view: &View<'_>,
    shown: &mut Work,
    record: &StoredRecord,
    replies: &[StoredRecord],
) -> Result<(), StoreError> {
    if let Some(about) = record.facts.about {
        let title = match library::live(view, about.work)? {
            Some((_, newest)) => library::publication(view, newest)?.map(|one| one.title).unwrap_or_default(),
            None => String::new(),
        };
        let behind = library::revisions_after(view, about.work, about.record)?;
        shown.translation_of = Some((about.work.to_string(), title, behind));
    }
    for (translation, record) in library::translations(view, replies)? {
        if let Some(publication) = library::publication(view, record)? {
            shown.translations.push((translation.to_string(), publication.language, publication.title));
        }
    }
    Ok(())
}

/// The key of a record's state, and the sentence for people.
pub(super) fn state(record: &StoredRecord, has_text: bool) -> (&'static str, String) {
    match record.standing {
        Standing::Live if has_text => ("live", "Signed, checked here, and shown.".into()),
        Standing::Live => {
            ("missing", "Its text has not arrived yet; it is fetched from whoever has it.".into())
        }
        Standing::Held { .. } => ("held", "Dated in the future: it is shown when its time has come.".into()),
        Standing::Withdrawn { at_once, .. } => (
            "withdrawn",
            if at_once {
                "Withdrawn by its organisation's root key or the stewards.".into()
            } else {
                "Withdrawn by its organisation.".into()
            },
        ),
        Standing::Barred(bar) => ("barred", bar_sentence(bar).into()),
    }
}

/// Why a record is barred, for people.
pub(super) const fn bar_sentence(bar: Bar) -> &'static str {
    match bar {
        Bar::UnknownOrganisation => "Not shown: its organisation is not in the roster.",
        Bar::Suspended => "Not shown: its organisation is suspended.",
        Bar::Removed => "Not shown: its organisation was removed before it was published.",
        Bar::NoCertificate => "Not shown: no certificate of its node counts.",
        Bar::OutsideCertificate => {
            "Not shown: it was signed before or after its node's certificate was valid."
        }
        Bar::Revoked => "Not shown: its node was revoked, and this is not among what was good.",
        Bar::Gap => "Not shown yet: a record that decides about it has not arrived.",
        Bar::NotYours => "Not shown: it acts on a work of another organisation.",
        Bar::NotARevision => "Not shown: it claims to revise something it cannot revise.",
    }
}

fn blank() -> Work {
    Work {
        schema_version: SCHEMA_VERSION,
        id: String::new(),
        record: String::new(),
        state: String::new(),
        state_sentence: String::new(),
        title: String::new(),
        summary: String::new(),
        kind: String::new(),
        language: String::new(),
        licence: String::new(),
        visibility: String::new(),
        publisher: String::new(),
        publisher_id: String::new(),
        issued_at_ms: 0,
        review_by: None,
        facts: Vec::new(),
        sections: Vec::new(),
        documents: Vec::new(),
        revisions: Vec::new(),
        translation_of: None,
        translations: Vec::new(),
        replacement: None,
    }
}

/// Keys of codes, joined for reading.
fn keys(list: &Vocabulary, codes: &[u16]) -> String {
    codes.iter().map(|code| list.key(*code).unwrap_or("other")).collect::<Vec<_>>().join(", ")
}

fn fill(shown: &mut Work, publication: Publication) {
    let details = publication.details();
    let territory = &publication.territory;
    let place = [territory.name.as_str(), territory.region.as_str(), territory.country.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let mut facts = vec![
        ("Where", place.join(", ")),
        ("Areas", keys(&vocabulary::AREA, &publication.areas)),
        ("For", keys(&vocabulary::TARGET_GROUP, &publication.target_groups)),
        ("Solution", keys(&vocabulary::SOLUTION, &publication.solution_types)),
    ];
    if let Ok(details) = &details {
        facts.extend(detail_facts(details));
    }
    if let Some(contact) = &publication.contact {
        facts.push((
            "Ask",
            [contact.office.as_str(), &contact.email, &contact.phone].join(" ").trim().to_owned(),
        ));
    }
    shown.facts = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    shown.title = publication.title;
    shown.summary = publication.summary;
    shown.kind = vocabulary::WORK_KIND.key(publication.kind).unwrap_or("other").into();
    shown.language = publication.language;
    shown.licence = vocabulary::LICENCE.key(publication.licence).unwrap_or("not said").into();
    shown.visibility = vocabulary::VISIBILITY.key(publication.visibility).unwrap_or("network").into();
    shown.review_by = publication.review_by.map(|day| day.to_string());
    shown.sections = publication.sections.into_iter().map(|one| (one.heading, one.text)).collect();
    if let Ok(details) = details {
        shown.sections.extend(detail_sections(details));
    }
    shown.documents =
        publication.documents.into_iter().map(|one| (one.name, one.bytes, one.hash.to_string())).collect();
}

fn span(start: Option<Day>, end: Option<Day>, outcome: u16) -> String {
    let outcome = vocabulary::OUTCOME.key(outcome).unwrap_or_default();
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    match (start, end) {
        (None, None) => outcome.to_owned(),
        (start, None) if outcome.is_empty() => format!("since {}", day(start)),
        (start, None) => format!("since {}, {outcome}", day(start)),
        (start, end) => format!("{} – {}", day(start), day(end)),
    }
}

fn euros(cents: u64, currency: &str) -> String {
    let currency = if currency.is_empty() { "EUR" } else { currency };
    let (whole, rest) = (cents / 100, cents % 100);
    if rest == 0 { format!("{whole} {currency}") } else { format!("{whole}.{rest:02} {currency}") }
}

fn practice_facts(it: &PracticeDetails) -> Vec<(&'static str, String)> {
    let currency = it.funding.first().map_or("EUR", |one| one.currency.as_str());
    let total: u64 = it.funding.iter().filter_map(|one| one.amount_cents).sum();
    let key = |list: &Vocabulary, code: u16| list.key(code).unwrap_or_default().to_owned();
    vec![
        ("When", span(it.start, it.end, it.outcome)),
        ("Maturity", key(&vocabulary::MATURITY, it.maturity)),
        ("Stage", key(&vocabulary::STAGE, it.stage)),
        ("Cost", if total > 0 { euros(total, currency) } else { String::new() }),
        ("Reached", it.people_reached.map(|people| format!("{people} people")).unwrap_or_default()),
        ("Evaluation", key(&vocabulary::EVALUATION, it.evaluation)),
        ("Help offered", keys(&vocabulary::HELP_OFFERED, &it.help_offered)),
    ]
}

fn detail_facts(details: &Details) -> Vec<(&'static str, String)> {
    let key = |list: &Vocabulary, code: u16| list.key(code).unwrap_or_default().to_owned();
    match details {
        Details::Practice(it) => practice_facts(it),
        Details::Guideline(it) => vec![
            ("Issued by", it.issuer.clone()),
            ("For whom", it.audience.join(", ")),
            ("Jurisdiction", it.jurisdiction.clone()),
        ],
        Details::Training(it) => vec![
            ("Type", key(&vocabulary::TRAINING_TYPE, it.training_type)),
            ("Level", key(&vocabulary::LEVEL, it.level)),
            ("Duration", format!("{} minutes", it.duration_minutes)),
            (
                "Group",
                if it.group_max > 0 { format!("{}–{}", it.group_min, it.group_max) } else { String::new() },
            ),
        ],
        Details::Agreement(it) => vec![
            ("Type", key(&vocabulary::AGREEMENT_TYPE, it.agreement_type)),
            ("Jurisdiction", it.jurisdiction.clone()),
        ],
        Details::Resource(it) => vec![
            ("Service", it.service.clone()),
            ("Offered by", it.provider.clone()),
            ("Type", key(&vocabulary::SERVICE_TYPE, it.service_type)),
            ("Languages", it.languages_offered.join(", ")),
            ("Open", it.schedule.clone()),
            ("Cost", it.cost.clone()),
            ("Last checked", it.last_verified.map(|day| day.to_string()).unwrap_or_default()),
        ],
        Details::Assessment(it) => vec![("Items", it.items.len().to_string())],
        Details::Unknown(_) => Vec::new(),
    }
}

fn detail_sections(details: Details) -> Vec<(String, String)> {
    match details {
        Details::Practice(it) => practice_sections(&it),
        Details::Guideline(it) => it
            .recommendations
            .into_iter()
            .map(|one| (format!("Recommendation {}", one.id), format!("{}\n\n{}", one.text, one.rationale)))
            .collect(),
        Details::Training(it) => {
            let plan: String = it
                .session_plan
                .iter()
                .map(|step| format!("- {} min: {} ({})\n", step.minutes, step.activity, step.method))
                .collect();
            let objectives: String = it.objectives.iter().map(|one| format!("- {one}\n")).collect();
            vec![("Objectives".into(), objectives), ("Session plan".into(), plan)]
        }
        Details::Agreement(it) => it.clauses.into_iter().map(|one| (one.heading, one.text)).collect(),
        Details::Assessment(it) => it.items.into_iter().map(|one| (one.text, one.help)).collect(),
        Details::Resource(_) | Details::Unknown(_) => Vec::new(),
    }
}

fn practice_sections(it: &PracticeDetails) -> Vec<(String, String)> {
    let currency = it.funding.first().map_or_else(|| "EUR".to_owned(), |one| one.currency.clone());
    let table = |rows: Vec<String>| rows.iter().map(|row| format!("- {row}\n")).collect::<String>();
    let budget = it.budget.iter().map(|line| {
        let name = vocabulary::BUDGET_LINE.key(line.line).unwrap_or("other");
        format!("{name}: {}", euros(line.amount_cents, &currency))
    });
    let indicators = it
        .indicators
        .iter()
        .map(|one| format!("{}: {} → {} {}", one.name, one.baseline, one.value, one.unit).trim().to_owned());
    let dates = it.key_dates.iter().map(|one| format!("{}: {}", one.date, one.text));
    [
        ("Indicators", table(indicators.collect())),
        ("Budget", table(budget.collect())),
        ("Key dates", table(dates.collect())),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(heading, text)| (heading.to_owned(), text))
    .collect()
}
