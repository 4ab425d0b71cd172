//! What only one kind of work has. All are frozen wire types, read by the work's kind.

use super::parts::{BudgetLine, Contact, Funding, Indicator, KeyDate};
use super::{name, named, short, tag, work_kind};
use crate::codec::{self, Broken, DecodeError, EncodeError, Wire, ascending, ensure};
use crate::extension::Extensions;
use crate::limits;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// A practice or a pilot: what was done, when, with what, to what effect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeDetails {
    /// Code of [`crate::vocabulary::MATURITY`].
    pub maturity: u16,
    /// Code of [`crate::vocabulary::STAGE`]; pilots only.
    pub stage: u16,
    /// Code of [`crate::vocabulary::OUTCOME`].
    pub outcome: u16,
    /// When it began.
    pub start: Option<Day>,
    /// When it ended.
    pub end: Option<Day>,
    /// When the next decision on a pilot falls.
    pub next_decision: Option<Day>,
    /// Milestones, or a pilot's log.
    pub key_dates: Vec<KeyDate>,
    /// Money that came in.
    pub funding: Vec<Funding>,
    /// Money that went out.
    pub budget: Vec<BudgetLine>,
    /// In hundredths of the funding's currency.
    pub cost_per_person_per_day_cents: Option<u64>,
    /// People reached.
    pub people_reached: Option<u32>,
    /// Measured results.
    pub indicators: Vec<Indicator>,
    /// Code of [`crate::vocabulary::EVALUATION`].
    pub evaluation: u16,
    /// Codes of [`crate::vocabulary::HELP_OFFERED`], ascending.
    pub help_offered: Vec<u16>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

/// One recommendation of a guideline: citable and findable by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Stable within the guideline.
    pub id: String,
    /// What is recommended.
    pub text: String,
    /// Code of [`crate::vocabulary::AREA`].
    pub area: u16,
    /// Code of [`crate::vocabulary::STRENGTH`].
    pub strength: u16,
    /// Why.
    pub rationale: String,
    /// Who is to do it.
    pub actor: String,
    /// What must be there first.
    pub precondition: String,
    /// Whether it belongs on a checklist.
    pub checklist: bool,
}

/// A guideline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuidelineDetails {
    /// For whom.
    pub audience: Vec<String>,
    /// Who issued it.
    pub issuer: String,
    /// Where it holds.
    pub jurisdiction: String,
    /// Laws and acts it rests on.
    pub legal_basis: Vec<String>,
    /// Its recommendations.
    pub recommendations: Vec<Recommendation>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

/// One step of a session plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionStep {
    /// How long it takes.
    pub minutes: u32,
    /// What is done.
    pub activity: String,
    /// How.
    pub method: String,
    /// With what.
    pub materials: String,
}

/// Training material.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingDetails {
    /// Code of [`crate::vocabulary::TRAINING_TYPE`].
    pub training_type: u16,
    /// Code of [`crate::vocabulary::LEVEL`].
    pub level: u16,
    /// Code of [`crate::vocabulary::MODE`].
    pub mode: u16,
    /// How long all of it takes.
    pub duration_minutes: u32,
    /// Smallest group; 0 if not said.
    pub group_min: u16,
    /// Largest group; 0 if not said.
    pub group_max: u16,
    /// What participants can do afterwards.
    pub objectives: Vec<String>,
    /// For whom.
    pub audience: Vec<String>,
    /// What is needed.
    pub materials: Vec<String>,
    /// The plan, in order.
    pub session_plan: Vec<SessionStep>,
    /// Whether a certificate is given.
    pub certificate: bool,
    /// Whether it trains trainers.
    pub train_the_trainer: bool,
    /// Additions of later versions.
    pub extensions: Extensions,
}

/// One item of a self-assessment form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentItem {
    /// Stable within the form and its successors.
    pub id: String,
    /// Code of [`crate::vocabulary::DIMENSION`].
    pub dimension: u16,
    /// Code of [`crate::vocabulary::AREA`].
    pub area: u16,
    /// What is asked.
    pub text: String,
    /// How to understand it.
    pub help: String,
    /// What each step of the scale means, from 0 upwards.
    pub anchors: Vec<String>,
    /// Codes of [`crate::vocabulary::ASSESSMENT_MODE`], ascending.
    pub modes: Vec<u16>,
    /// From which step on evidence is asked for.
    pub evidence_from: u16,
    /// The step to reach.
    pub target: u16,
}

/// A self-assessment form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentDetails {
    /// Its items.
    pub items: Vec<AssessmentItem>,
    /// Where items went that an earlier version named otherwise: (old id, new id).
    pub item_map: Vec<(String, String)>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

/// A party to an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Code of [`crate::vocabulary::ACTOR_TYPE`].
    pub kind: u16,
    /// What it brings or owes.
    pub role: String,
}

/// A clause of an agreement template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Its heading.
    pub heading: String,
    /// Its text, with [blanks](super::blanks).
    pub text: String,
    /// Whether it may be left out.
    pub optional: bool,
    /// A word to who fills it in.
    pub note: String,
    /// What can go wrong.
    pub risk: String,
}

/// An agreement template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementDetails {
    /// Code of [`crate::vocabulary::AGREEMENT_TYPE`].
    pub agreement_type: u16,
    /// Who signs it.
    pub parties: Vec<Party>,
    /// Under which law.
    pub jurisdiction: String,
    /// Laws and acts it rests on.
    pub legal_basis: Vec<String>,
    /// When a lawyer last looked at it.
    pub lawyer_reviewed: Option<Day>,
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

/// An entry of the directory of social resources.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceDetails {
    /// Who offers it.
    pub provider: String,
    /// What it is called.
    pub service: String,
    /// Code of [`crate::vocabulary::SERVICE_TYPE`].
    pub service_type: u16,
    /// Languages offered (BCP 47).
    pub languages_offered: Vec<String>,
    /// Opening hours.
    pub schedule: String,
    /// What it costs.
    pub cost: String,
    /// Code of [`crate::vocabulary::CAPACITY`].
    pub capacity: u16,
    /// Steps, lifts, signs.
    pub accessibility: String,
    /// Who may send people.
    pub referral: String,
    /// How to reach it.
    pub contact: Option<Contact>,
    /// Code of [`crate::vocabulary::LOCATION_PRECISION`].
    pub location_precision: u16,
    /// When it was last checked.
    pub last_verified: Option<Day>,
    /// By which office.
    pub verified_by: String,
    /// Additions of later versions.
    pub extensions: Extensions,
}

/// The details of a work, by kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Details {
    /// Practices and pilots.
    Practice(PracticeDetails),
    /// Guidelines.
    Guideline(GuidelineDetails),
    /// Training materials.
    Training(TrainingDetails),
    /// Self-assessment forms.
    Assessment(AssessmentDetails),
    /// Agreement templates.
    Agreement(AgreementDetails),
    /// Directory entries.
    Resource(ResourceDetails),
    /// A kind of a newer version: kept, not understood.
    Unknown(Vec<u8>),
}

impl Details {
    /// Reads the details of a work of this kind.
    ///
    /// # Errors
    /// When the bytes are not what the kind asks for.
    pub fn decode(kind: u16, bytes: &[u8]) -> Result<Self, DecodeError> {
        Ok(match kind {
            work_kind::PRACTICE | work_kind::PILOT => Self::Practice(codec::decode(bytes)?),
            work_kind::GUIDELINE => Self::Guideline(codec::decode(bytes)?),
            work_kind::TRAINING => Self::Training(codec::decode(bytes)?),
            work_kind::ASSESSMENT => Self::Assessment(codec::decode(bytes)?),
            work_kind::AGREEMENT => Self::Agreement(codec::decode(bytes)?),
            work_kind::RESOURCE => Self::Resource(codec::decode(bytes)?),
            _ => Self::Unknown(bytes.to_vec()),
        })
    }

    /// Writes them.
    ///
    /// # Errors
    /// When they break their own bounds.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Practice(details) => codec::encode(details),
            Self::Guideline(details) => codec::encode(details),
            Self::Training(details) => codec::encode(details),
            Self::Assessment(details) => codec::encode(details),
            Self::Agreement(details) => codec::encode(details),
            Self::Resource(details) => codec::encode(details),
            Self::Unknown(bytes) => Ok(bytes.clone()),
        }
    }
}

fn list<T>(items: &[T], fine: impl Fn(&T) -> bool, rule: &'static str) -> Result<(), Broken> {
    ensure(items.len() <= limits::LIST, "list too long")?;
    ensure(items.iter().all(fine), rule)
}

fn days(days: &[Option<Day>]) -> Result<(), Broken> {
    ensure(days.iter().flatten().all(|day| day.is_valid()), "not a date")
}

macro_rules! details_wire {
    ($($type:ident $name:literal |$it:ident| $check:block)+) => {$(
        impl Wire for $type {
            const NAME: &'static str = $name;
            const MAX_BYTES: usize = limits::BODY_BYTES;
            fn check(&self) -> Result<(), Broken> { let $it = self; $check }
        }
    )+};
}

details_wire! {
    PracticeDetails "practice details" |it| {
        days(&[it.start, it.end, it.next_decision])?;
        list(&it.key_dates, |one| one.date.is_valid() && short(&one.text), "a key date is wrong")?;
        list(&it.funding, |one| name(&one.name) && name(&one.currency), "a funding line is too long")?;
        it.funding.iter().try_for_each(|one| days(&[one.from, one.to]))?;
        list(&it.budget, |_| true, "budget")?;
        list(&it.indicators, |one| {
            [&one.name, &one.baseline, &one.value, &one.unit, &one.source].iter().all(|text| short(text))
        }, "an indicator is too long")?;
        it.indicators.iter().try_for_each(|one| days(&[one.date]))?;
        ensure(it.help_offered.len() <= 16 && ascending(&it.help_offered), "help codes do not ascend")?;
        it.extensions.check()
    }
    GuidelineDetails "guideline details" |it| {
        list(&it.audience, |one| name(one), "an audience is too long")?;
        ensure(name(&it.issuer) && name(&it.jurisdiction), "a name is too long")?;
        list(&it.legal_basis, |one| short(one), "a legal basis is too long")?;
        list(&it.recommendations, |one| {
            named(&one.id, 64) && [&one.text, &one.rationale, &one.actor, &one.precondition].iter().all(|t| short(t))
        }, "a recommendation has no id or is too long")?;
        it.extensions.check()
    }
    TrainingDetails "training details" |it| {
        for texts in [&it.objectives, &it.audience, &it.materials] {
            list(texts, |one| short(one), "a text is too long")?;
        }
        list(&it.session_plan, |one| {
            [&one.activity, &one.method, &one.materials].iter().all(|text| short(text))
        }, "a step of the session plan is too long")?;
        ensure(it.group_min <= it.group_max || it.group_max == 0, "the smallest group is larger than the largest")?;
        it.extensions.check()
    }
    AssessmentDetails "assessment details" |it| {
        list(&it.items, |one| {
            named(&one.id, 64) && short(&one.text) && short(&one.help) && one.anchors.len() <= 16
                && one.anchors.iter().all(|text| short(text)) && one.modes.len() <= 16 && ascending(&one.modes)
        }, "an item has no id or is too long")?;
        list(&it.item_map, |(old, new)| named(old, 64) && named(new, 64), "an item's id is empty or too long")?;
        it.extensions.check()
    }
    AgreementDetails "agreement details" |it| {
        list(&it.parties, |one| short(&one.role), "a party's role is too long")?;
        ensure(name(&it.jurisdiction), "jurisdiction too long")?;
        list(&it.legal_basis, |one| short(one), "a legal basis is too long")?;
        days(&[it.lawyer_reviewed])?;
        list(&it.clauses, |one| {
            name(&one.heading) && one.text.len() <= 16 * 1024 && short(&one.note) && short(&one.risk)
        }, "a clause is too long")?;
        it.extensions.check()
    }
    ResourceDetails "resource details" |it| {
        let names = [&it.provider, &it.service, &it.verified_by];
        ensure(names.iter().all(|text| name(text)), "a name is too long")?;
        let texts = [&it.schedule, &it.cost, &it.accessibility, &it.referral];
        ensure(texts.iter().all(|text| short(text)), "a text is too long")?;
        list(&it.languages_offered, |one| tag(one), "a language offered is no language tag")?;
        it.contact.iter().try_for_each(Contact::check)?;
        days(&[it.last_verified])?;
        it.extensions.check()
    }
}
