//! The fields of agreement templates.

use crate::intake::fields::{Field, Many, Shape, also, field};
use protocol::limits;
use protocol::record::publication::AgreementDetails;
use protocol::record::publication::details::{Clause, Party};
use protocol::vocabulary as words;

/// The most a clause may hold; the wire type's own bound.
const CLAUSE_BYTES: usize = 16 * 1024;

pub(super) const FIELDS: &[Field<AgreementDetails>] = &[
    field("agreement_type", Shape::Code(&words::AGREEMENT_TYPE, |it, code| it.agreement_type = code), ""),
    field("jurisdiction", Shape::Line(|it, text| it.jurisdiction = text), "under which law"),
    field("parties", Shape::Nested(&PARTIES), "who signs"),
    field("legal_basis", Shape::Texts(|it, texts| it.legal_basis = texts), "laws and acts"),
    field(
        "lawyer_reviewed",
        Shape::Day(|it, day| it.lawyer_reviewed = Some(day)),
        "when a lawyer last looked at it",
    ),
    field("clauses", Shape::Nested(&CLAUSES), "in order"),
];

const PARTIES: Many<AgreementDetails, Party> = Many {
    table: &[
        also(&["kind"], field("type", Shape::Code(&words::ACTOR_TYPE, |it, code| it.kind = code), "")),
        field(
            "role",
            Shape::Text(limits::SUMMARY_BYTES, |it, text| it.role = text),
            "what it brings or owes",
        ),
    ],
    list: |it| &mut it.parties,
    fresh: |_| Party { kind: 0, role: String::new() },
    text: |it, text| it.role = text,
    lacks: |it| (it.kind == 0 && it.role.is_empty()).then_some("a type or a role"),
};

const CLAUSES: Many<AgreementDetails, Clause> = Many {
    table: &[
        field("heading", Shape::Line(|it, text| it.heading = text), ""),
        field(
            "text",
            Shape::Text(CLAUSE_BYTES, |it, text| it.text = text),
            "with {{placeholders}}, in quotes",
        ),
        field("optional", Shape::Flag(|it, flag| it.optional = flag), "whether it may be left out"),
        field("note", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.note = text), "to who fills it in"),
        field("risk", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.risk = text), "what can go wrong"),
    ],
    list: |it| &mut it.clauses,
    fresh: |_| Clause {
        heading: String::new(),
        text: String::new(),
        optional: false,
        note: String::new(),
        risk: String::new(),
    },
    text: |it, text| it.text = text,
    lacks: |it| it.text.is_empty().then_some("a text"),
};
