//! Works of every kind, and a profile, with the same text in every field that takes one.

use protocol::extension::Extensions;
use protocol::id::DocumentHash;
use protocol::record::profile::{Localised, RoleContact};
use protocol::record::publication::details::{AssessmentItem, Clause, Party, Recommendation, SessionStep};
use protocol::record::publication::{
    Actor, AgreementDetails, AssessmentDetails, BudgetLine, Contact, Context, Contributor, Details, Document,
    Funding, GuidelineDetails, Indicator, KeyDate, Link, PlainSummary, PracticeDetails, Relation,
    RelationTarget, ResourceDetails, Section, Territory, TrainingDetails, work_kind,
};
use protocol::record::{Profile, Publication};
use protocol::time::Day;

/// As much of a text as a name holds.
fn name(text: &str) -> String {
    text.chars().take(60).collect()
}

/// As much of a text as the id of an item holds.
fn id(text: &str) -> String {
    text.chars().take(16).collect()
}

/// An empty work.
pub(super) fn blank() -> Publication {
    Publication {
        version: 1,
        kind: 1,
        language: "en".into(),
        visibility: 1,
        title: "-".into(),
        licence: 2,
        ..Publication::default()
    }
}

/// A work of each kind.
pub(super) fn works(text: &str) -> Vec<Publication> {
    let filled = |(kind, details): (u16, Details)| {
        let mut publication = envelope(text);
        publication.set_details(kind, &details).expect("within bounds");
        publication
    };
    details(text).into_iter().map(filled).collect()
}

/// What every kind has.
fn envelope(text: &str) -> Publication {
    let section =
        |heading: &str, text: String| Section { role: 1, heading: heading.into(), text, language: None };
    Publication {
        title: name(text),
        summary: text.into(),
        plain_summary: Some(PlainSummary { language: "ar".into(), text: text.into() }),
        sections: vec![
            section(&name(text), text.into()),
            section(
                "Markdown",
                format!("[a]({text}) ![b]({text}) <{text}>\n\n```{text}\n{text}\n```\n\n# {text}\n"),
            ),
            section(
                "Reference",
                format!("[c]\n\n[c]: {text}\n\n| {text} | b |\n|---|---|\n| {text} | d |\n"),
            ),
        ],
        keywords: vec![name(text)],
        territory: Territory { name: name(text), region: name(text), ..Territory::default() },
        context: Context { policy_frame: text.into(), ..Context::default() },
        actors: vec![Actor { name: name(text), kind: 1, role: 1, support: Vec::new() }],
        contributors: vec![Contributor { name: name(text), role: 1, organisation: None }],
        contact: Some(contact(text)),
        relations: vec![Relation { relation: 1, target: RelationTarget::Url(text.into()) }],
        links: vec![Link { url: text.into(), title: name(text) }],
        documents: vec![Document {
            hash: DocumentHash([7; 32]),
            bytes: 1,
            media_type: name(text),
            name: name(text),
            language: String::new(),
            description: text.into(),
            licence: 1,
            role: 1,
            extensions: Extensions::default(),
        }],
        ..blank()
    }
}

fn contact(text: &str) -> Contact {
    Contact { office: name(text), email: name(text), phone: name(text) }
}

/// What only one kind has.
fn details(text: &str) -> [(u16, Details); 6] {
    [
        (work_kind::PRACTICE, Details::Practice(practice(text))),
        (work_kind::GUIDELINE, Details::Guideline(guideline(text))),
        (work_kind::TRAINING, Details::Training(training(text))),
        (work_kind::ASSESSMENT, Details::Assessment(assessment(text))),
        (work_kind::AGREEMENT, Details::Agreement(agreement(text))),
        (work_kind::RESOURCE, Details::Resource(resource(text))),
    ]
}

fn practice(text: &str) -> PracticeDetails {
    PracticeDetails {
        maturity: 2,
        key_dates: vec![KeyDate { date: Day(20_240_101), text: text.into() }],
        funding: vec![Funding {
            source: 1,
            name: name(text),
            amount_cents: Some(100),
            currency: name(text),
            from: None,
            to: None,
        }],
        budget: vec![BudgetLine { line: 1, amount_cents: 100 }],
        indicators: vec![Indicator {
            name: text.into(),
            baseline: text.into(),
            value: text.into(),
            unit: text.into(),
            date: None,
            source: text.into(),
        }],
        ..PracticeDetails::default()
    }
}

fn guideline(text: &str) -> GuidelineDetails {
    GuidelineDetails {
        audience: vec![name(text)],
        issuer: name(text),
        jurisdiction: name(text),
        legal_basis: vec![text.into()],
        recommendations: vec![Recommendation {
            id: id(text),
            text: text.into(),
            area: 1,
            strength: 1,
            rationale: text.into(),
            actor: text.into(),
            precondition: text.into(),
            checklist: true,
        }],
        ..GuidelineDetails::default()
    }
}

fn training(text: &str) -> TrainingDetails {
    TrainingDetails {
        objectives: vec![text.into()],
        audience: vec![text.into()],
        materials: vec![text.into()],
        session_plan: vec![SessionStep {
            minutes: 5,
            activity: text.into(),
            method: text.into(),
            materials: text.into(),
        }],
        ..TrainingDetails::default()
    }
}

fn assessment(text: &str) -> AssessmentDetails {
    AssessmentDetails {
        items: vec![AssessmentItem {
            id: id(text),
            dimension: 1,
            area: 1,
            text: text.into(),
            help: text.into(),
            anchors: vec![text.into(), text.into()],
            modes: Vec::new(),
            evidence_from: 1,
            target: 1,
        }],
        ..AssessmentDetails::default()
    }
}

fn agreement(text: &str) -> AgreementDetails {
    AgreementDetails {
        parties: vec![Party { kind: 1, role: text.into() }],
        jurisdiction: name(text),
        legal_basis: vec![text.into()],
        clauses: vec![Clause {
            heading: name(text),
            text: text.into(),
            optional: true,
            note: text.into(),
            risk: text.into(),
        }],
        ..AgreementDetails::default()
    }
}

fn resource(text: &str) -> ResourceDetails {
    ResourceDetails {
        provider: name(text),
        service: name(text),
        service_type: 1,
        schedule: text.into(),
        cost: text.into(),
        accessibility: text.into(),
        referral: text.into(),
        contact: Some(contact(text)),
        last_verified: Some(Day(20_260_101)),
        verified_by: name(text),
        ..ResourceDetails::default()
    }
}

/// What an organisation says of itself.
pub(super) fn profile(text: &str) -> Profile {
    let told = |language: &str| Localised { language: language.into(), text: text.into() };
    Profile {
        version: 1,
        names: vec![told("en")],
        kind: 1,
        territory: Territory { name: name(text), region: name(text), ..Territory::default() },
        languages: vec!["en".into(), "ar".into()],
        contacts: vec![RoleContact { role: name(text), contact: contact(text) }],
        about: vec![told("en"), told("ar")],
        knows: vec![told("en")],
        seeks: vec![told("en")],
        website: Some(text.into()),
        extensions: Extensions::default(),
    }
}
