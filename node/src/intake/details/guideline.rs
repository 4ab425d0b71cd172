//! The fields of guidelines.

use super::ID_BYTES;
use crate::intake::fields::{Field, Many, Shape, field};
use protocol::limits;
use protocol::record::publication::GuidelineDetails;
use protocol::record::publication::details::Recommendation;
use protocol::vocabulary as words;

pub(super) const FIELDS: &[Field<GuidelineDetails>] = &[
    field("audience", Shape::Words(|it, texts| it.audience = texts), "for whom"),
    field("issuer", Shape::Line(|it, text| it.issuer = text), "who issued it"),
    field("jurisdiction", Shape::Line(|it, text| it.jurisdiction = text), "where it holds"),
    field("legal_basis", Shape::Texts(|it, texts| it.legal_basis = texts), "laws and acts"),
    field("recommendations", Shape::Nested(&RECOMMENDATIONS), ""),
];

const RECOMMENDATIONS: Many<GuidelineDetails, Recommendation> = Many {
    table: &[
        field("id", Shape::Text(ID_BYTES, |it, text| it.id = text), "stable, so that it can be cited"),
        field("text", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.text = text), ""),
        field("area", Shape::Code(&words::AREA, |it, code| it.area = code), ""),
        field("strength", Shape::Code(&words::STRENGTH, |it, code| it.strength = code), ""),
        field("rationale", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.rationale = text), "why"),
        field("actor", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.actor = text), "who is to do it"),
        field("precondition", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.precondition = text), ""),
        field("checklist", Shape::Flag(|it, flag| it.checklist = flag), "whether it belongs on a checklist"),
    ],
    list: |it| &mut it.recommendations,
    fresh: |position| Recommendation {
        id: format!("R{position}"),
        text: String::new(),
        area: 0,
        strength: 0,
        rationale: String::new(),
        actor: String::new(),
        precondition: String::new(),
        checklist: false,
    },
    text: |it, text| it.text = text,
    lacks: |it| it.text.is_empty().then_some("a text"),
};
