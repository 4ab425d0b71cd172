//! The fields of self-assessment forms.

use super::ID_BYTES;
use crate::intake::fields::{Field, Many, Shape, field};
use protocol::limits;
use protocol::record::publication::AssessmentDetails;
use protocol::record::publication::details::AssessmentItem;
use protocol::vocabulary as words;

/// Steps that a scale may name; the wire type's own bound.
const ANCHORS: usize = 16;

pub(super) const FIELDS: &[Field<AssessmentDetails>] = &[
    field("items", Shape::Nested(&ITEMS), ""),
    field("item_map", Shape::Nested(&MOVES), "where items of an earlier version went"),
];

const ITEMS: Many<AssessmentDetails, AssessmentItem> = Many {
    table: &[
        field(
            "id",
            Shape::Text(ID_BYTES, |it, text| it.id = text),
            "stable, so that results can be compared",
        ),
        field("dimension", Shape::Code(&words::DIMENSION, |it, code| it.dimension = code), ""),
        field("area", Shape::Code(&words::AREA, |it, code| it.area = code), ""),
        field("text", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.text = text), "what is asked"),
        field("help", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.help = text), "how to understand it"),
        field(
            "anchors",
            Shape::Special("a list of at most 16 texts", |it, input| {
                it.anchors = input.texts();
                if it.anchors.len() > ANCHORS {
                    it.anchors.truncate(ANCHORS);
                    input.warn(format!("has too many steps; those after {ANCHORS} are left out"));
                }
            }),
            "what each step means, from 0 upwards",
        ),
        field(
            "modes",
            Shape::Codes(&words::ASSESSMENT_MODE, |it, codes| it.modes = codes),
            "when it is asked",
        ),
        field(
            "evidence_from",
            Shape::Count(STEP, |it, count| it.evidence_from = step(count)),
            "step that asks for evidence",
        ),
        field("target", Shape::Count(STEP, |it, count| it.target = step(count)), "step to reach"),
    ],
    list: |it| &mut it.items,
    fresh: |position| AssessmentItem {
        id: position.to_string(),
        dimension: 0,
        area: 0,
        text: String::new(),
        help: String::new(),
        anchors: Vec::new(),
        modes: Vec::new(),
        evidence_from: 0,
        target: 0,
    },
    text: |it, text| it.text = text,
    lacks: |it| it.text.is_empty().then_some("a text"),
};

/// The highest step that an item can name.
const STEP: u32 = u16::MAX as u32;

fn step(count: u32) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

const MOVES: Many<AssessmentDetails, (String, String)> = Many {
    table: &[
        field("old", Shape::Text(ID_BYTES, |it, text| it.0 = text), "id"),
        field("new", Shape::Text(ID_BYTES, |it, text| it.1 = text), "id"),
    ],
    list: |it| &mut it.item_map,
    fresh: |_| (String::new(), String::new()),
    text: |_, _| {},
    lacks: |it| (it.0.is_empty() || it.1.is_empty()).then_some("an old and a new id"),
};
