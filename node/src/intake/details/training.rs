//! The fields of training material, and the sum of its session plan.

use crate::intake::fields::{Field, Many, Shape, also, field};
use crate::intake::report::Report;
use protocol::limits;
use protocol::record::publication::TrainingDetails;
use protocol::record::publication::details::SessionStep;
use protocol::vocabulary as words;

/// The plan and the duration should agree; the plan alone tells the duration.
pub(super) fn check(details: &mut TrainingDetails, report: &mut Report) {
    let planned: u32 = details.session_plan.iter().map(|step| step.minutes).sum();
    if details.duration_minutes == 0 {
        details.duration_minutes = planned;
    } else if planned != 0 && planned != details.duration_minutes {
        let said = details.duration_minutes;
        report.whole(format!(
            "the session plan takes {planned} minutes, `duration_minutes` says {said}; check them"
        ));
    }
}

pub(super) const FIELDS: &[Field<TrainingDetails>] = &[
    field("training_type", Shape::Code(&words::TRAINING_TYPE, |it, code| it.training_type = code), ""),
    field("level", Shape::Code(&words::LEVEL, |it, code| it.level = code), "of experience"),
    field("mode", Shape::Code(&words::MODE, |it, code| it.mode = code), "how it is held"),
    also(
        &["duration"],
        field("duration_minutes", Shape::Count(MINUTES, |it, count| it.duration_minutes = count), ""),
    ),
    field(
        "group_size",
        Shape::Special("a number or a range such as 8-20", |it, input| {
            (it.group_min, it.group_max) = input.range().unwrap_or_default();
        }),
        "",
    ),
    field(
        "objectives",
        Shape::Texts(|it, texts| it.objectives = texts),
        "what participants can do afterwards",
    ),
    field("audience", Shape::Words(|it, texts| it.audience = texts), "for whom"),
    field("materials", Shape::Texts(|it, texts| it.materials = texts), "what is needed"),
    field("session_plan", Shape::Nested(&STEPS), "in order; the minutes add up to the duration"),
    field("certificate", Shape::Flag(|it, flag| it.certificate = flag), "whether one is given"),
    field("train_the_trainer", Shape::Flag(|it, flag| it.train_the_trainer = flag), ""),
];

/// A year: no training is longer, and sums of plans stay in range.
const MINUTES: u32 = 366 * 24 * 60;

const STEPS: Many<TrainingDetails, SessionStep> = Many {
    table: &[
        field("minutes", Shape::Count(MINUTES, |it, count| it.minutes = count), ""),
        field("activity", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.activity = text), ""),
        field("method", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.method = text), ""),
        field("materials", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.materials = text), ""),
    ],
    list: |it| &mut it.session_plan,
    fresh: |_| SessionStep {
        minutes: 0,
        activity: String::new(),
        method: String::new(),
        materials: String::new(),
    },
    text: |it, text| it.activity = text,
    lacks: |it| it.activity.is_empty().then_some("an activity"),
};
