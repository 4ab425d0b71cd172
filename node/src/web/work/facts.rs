//! Key facts of a work: where, when, for whom, at what cost.

use super::super::language::Words;
use protocol::record::Publication;
use protocol::record::publication::{Details, PracticeDetails, Territory, TrainingDetails};
use protocol::time::Day;
use protocol::vocabulary;

/// A fact: its name in the reader's language, its values, and whether these are the work's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct Fact {
    pub(in crate::web) key: &'static str,
    pub(in crate::web) label: String,
    pub(in crate::web) values: Vec<String>,
    /// The values are in the work's language.
    pub(in crate::web) own: bool,
}

/// Facts that the page shows together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// How they are laid out.
    pub(super) name: &'static str,
    /// Empty for the first ones.
    pub(super) heading: String,
    pub(super) facts: Vec<Fact>,
}

/// What the eye is to fall on: short answers to the first questions.
const VITAL: [&str; 17] = [
    "when",
    "maturity",
    "stage",
    "decision",
    "cost",
    "daily-cost",
    "reached",
    "evaluation",
    "training-type",
    "level",
    "duration",
    "group",
    "agreement-type",
    "items",
    "service-type",
    "capacity",
    "checked",
];
/// What a reader compares with a town of their own.
const PLACE: [&str; 12] = [
    "where",
    "country",
    "scope",
    "population",
    "urbanisation",
    "market",
    "migration",
    "foreign",
    "share",
    "support",
    "staffing",
    "policy",
];

/// The facts in groups: the vital ones, what the work is, what its place is like.
pub(super) fn grouped(w: Words, facts: Vec<Fact>) -> Vec<Group> {
    let (vital, rest): (Vec<Fact>, Vec<Fact>) = facts.into_iter().partition(|one| VITAL.contains(&one.key));
    let (place, work): (Vec<Fact>, Vec<Fact>) = rest.into_iter().partition(|one| PLACE.contains(&one.key));
    let group = |name, heading, facts| Group { name, heading, facts };
    let mut groups = vec![
        group("vital", String::new(), vital),
        group("work", String::new(), work),
        group("place", w.t("facts-place"), place),
    ];
    groups.retain(|one| !one.facts.is_empty());
    groups
}

struct Gathered {
    w: Words,
    facts: Vec<Fact>,
}

impl Gathered {
    /// Words of the interface.
    fn say(&mut self, key: &'static str, values: Vec<String>) {
        self.push(key, values, false);
    }

    /// Words of the work.
    fn quote(&mut self, key: &'static str, values: Vec<String>) {
        self.push(key, values, true);
    }

    fn push(&mut self, key: &'static str, values: Vec<String>, own: bool) {
        let values: Vec<String> = values.into_iter().filter(|value| !value.trim().is_empty()).collect();
        if !values.is_empty() {
            self.facts.push(Fact { key, label: self.w.t(&format!("fact-{key}")), values, own });
        }
    }
}

/// Place and region, in their own language.
pub(in crate::web) fn place(territory: &Territory) -> String {
    let parts = [territory.name.as_str(), territory.region.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The facts, what matters most first.
pub(in crate::web) fn facts(w: Words, publication: &Publication, details: Option<&Details>) -> Vec<Fact> {
    let mut all = Gathered { w, facts: Vec::new() };
    let territory = &publication.territory;
    let country = if territory.country.is_empty() { String::new() } else { w.country(&territory.country) };
    all.quote("where", vec![place(territory)]);
    all.say("country", vec![country]);
    match details {
        Some(Details::Practice(it)) => practice(&mut all, it),
        Some(Details::Training(it)) => training(&mut all, it),
        Some(Details::Guideline(it)) => {
            all.quote("issuer", vec![it.issuer.clone()]);
            audience(&mut all, &it.audience);
            all.quote("jurisdiction", vec![it.jurisdiction.clone()]);
            all.quote("legal-basis", it.legal_basis.clone());
        }
        Some(Details::Agreement(it)) => {
            all.say("agreement-type", vec![w.term(&vocabulary::AGREEMENT_TYPE, it.agreement_type)]);
            all.quote("jurisdiction", vec![it.jurisdiction.clone()]);
            all.quote("legal-basis", it.legal_basis.clone());
            all.say("lawyer", it.lawyer_reviewed.map(|day| w.day(day)).into_iter().collect());
        }
        Some(Details::Resource(it)) => resource(&mut all, it),
        Some(Details::Assessment(it)) => {
            all.say("items", vec![w.number(it.items.len() as u64)]);
        }
        Some(Details::Unknown(_)) | None => {}
    }
    classified(&mut all, publication);
    all.facts
}

/// What every kind says of its subject and its place.
fn classified(all: &mut Gathered, publication: &Publication) {
    let (w, territory, context) = (all.w, &publication.territory, &publication.context);
    all.say("target", w.terms(&vocabulary::TARGET_GROUP, &publication.target_groups));
    all.say("solution", w.terms(&vocabulary::SOLUTION, &publication.solution_types));
    all.say("areas", w.terms(&vocabulary::AREA, &publication.areas));
    all.say("scope", vec![w.term(&vocabulary::SCOPE, territory.scope)]);
    all.say("population", vec![w.term(&vocabulary::POPULATION, territory.population)]);
    all.say("urbanisation", vec![w.term(&vocabulary::URBANISATION, territory.urbanisation)]);
    all.say("market", w.terms(&vocabulary::HOUSING_MARKET, &context.housing_market));
    all.say("migration", w.terms(&vocabulary::MIGRATION_HISTORY, &context.migration_history));
    all.say("foreign", w.terms(&vocabulary::FOREIGN_POPULATION, &context.foreign_population));
    all.say("share", vec![w.term(&vocabulary::FOREIGN_SHARE, context.foreign_share)]);
    all.say("support", vec![w.term(&vocabulary::POLITICAL_SUPPORT, context.political_support)]);
    all.say("staffing", vec![w.term(&vocabulary::STAFFING, context.staffing)]);
    all.quote("policy", vec![context.policy_frame.clone()]);
}

fn practice(all: &mut Gathered, it: &PracticeDetails) {
    let w = all.w;
    let currency = it.funding.first().map_or("EUR", |one| one.currency.as_str());
    let total: u64 = it.funding.iter().filter_map(|one| one.amount_cents).fold(0, u64::saturating_add);
    all.say("when", vec![span(w, it.start, it.end, it.outcome)]);
    all.say("maturity", vec![w.term(&vocabulary::MATURITY, it.maturity)]);
    all.say("stage", vec![w.term(&vocabulary::STAGE, it.stage)]);
    all.say("decision", it.next_decision.map(|day| w.day(day)).into_iter().collect());
    all.say("cost", if total > 0 { vec![w.money(total, currency)] } else { Vec::new() });
    let daily = it.cost_per_person_per_day_cents.map(|cents| w.money(cents, currency));
    all.say("daily-cost", daily.into_iter().collect());
    all.say("reached", it.people_reached.map(|people| w.number(people)).into_iter().collect());
    all.say("evaluation", vec![w.term(&vocabulary::EVALUATION, it.evaluation)]);
    all.say("help", w.terms(&vocabulary::HELP_OFFERED, &it.help_offered));
}

fn training(all: &mut Gathered, it: &TrainingDetails) {
    let w = all.w;
    all.say("training-type", vec![w.term(&vocabulary::TRAINING_TYPE, it.training_type)]);
    all.say("level", vec![w.term(&vocabulary::LEVEL, it.level)]);
    all.say("mode", vec![w.term(&vocabulary::MODE, it.mode)]);
    let duration =
        if it.duration_minutes > 0 { w.duration(it.duration_minutes.into()) } else { String::new() };
    all.say("duration", vec![duration]);
    let group = match (it.group_min, it.group_max) {
        (0, 0) => String::new(),
        (0, most) => w.n("group-most", most),
        (least, 0) => w.n("group-least", least),
        (least, most) => format!("{least}–{most}"),
    };
    all.say("group", vec![group]);
    audience(all, &it.audience);
    let yes = |key: &str, is: bool| if is { w.t(key) } else { String::new() };
    all.say(
        "extras",
        vec![yes("certificate-given", it.certificate), yes("train-the-trainer", it.train_the_trainer)],
    );
}

fn resource(all: &mut Gathered, it: &protocol::record::publication::ResourceDetails) {
    let w = all.w;
    all.say("service-type", vec![w.term(&vocabulary::SERVICE_TYPE, it.service_type)]);
    all.quote("service", vec![it.service.clone()]);
    all.quote("provider", vec![it.provider.clone()]);
    all.quote("schedule", vec![it.schedule.clone()]);
    all.quote("price", vec![it.cost.clone()]);
    all.say("spoken", it.languages_offered.iter().map(|tag| w.language(tag)).collect());
    all.say("capacity", vec![w.term(&vocabulary::CAPACITY, it.capacity)]);
    all.quote("accessibility", vec![it.accessibility.clone()]);
    all.quote("referral", vec![it.referral.clone()]);
    // No field holds an address: only that the place is kept back is worth a word.
    let precision = &vocabulary::LOCATION_PRECISION;
    if precision.key(it.location_precision) == Some("hidden") {
        all.say("precision", vec![w.term(precision, it.location_precision)]);
    }
    let checked = it.last_verified.map(|day| w.day(day));
    all.say("checked", checked.into_iter().collect());
    all.quote("checked-by", vec![it.verified_by.clone()]);
}

/// Written freely, but often with the keys of a list.
fn audience(all: &mut Gathered, audience: &[String]) {
    let list = &vocabulary::TARGET_GROUP;
    let known: Option<Vec<u16>> = audience.iter().map(|one| list.code(one)).collect();
    match known {
        Some(codes) => all.say("audience", all.w.terms(list, &codes)),
        None => all.quote("audience", audience.to_vec()),
    }
}

/// From when to when, and what became of it.
fn span(w: Words, start: Option<Day>, end: Option<Day>, outcome: u16) -> String {
    let when = match (start, end) {
        (None, None) => String::new(),
        (Some(start), None) => w.about_day("since", start),
        (None, Some(end)) => w.about_day("until", end),
        (Some(start), Some(end)) => format!("{} – {}", w.day(start), w.day(end)),
    };
    let said = [when, w.term(&vocabulary::OUTCOME, outcome)];
    said.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" · ")
}
