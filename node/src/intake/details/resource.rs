//! The fields of entries of the directory.

use crate::intake::envelope::tag;
use crate::intake::fields::{Field, Shape, field};
use protocol::limits;
use protocol::record::publication::ResourceDetails;
use protocol::vocabulary as words;

pub(super) const FIELDS: &[Field<ResourceDetails>] = &[
    field("service", Shape::Line(|it, text| it.service = text), "what it is called"),
    field("service_type", Shape::Code(&words::SERVICE_TYPE, |it, code| it.service_type = code), ""),
    field("provider", Shape::Line(|it, text| it.provider = text), "who offers it"),
    field(
        "languages_offered",
        Shape::Special("a list of language codes", |it, input| {
            it.languages_offered = input.each_word(tag);
        }),
        "",
    ),
    field("schedule", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.schedule = text), "opening hours"),
    field("cost", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.cost = text), ""),
    field("capacity", Shape::Code(&words::CAPACITY, |it, code| it.capacity = code), "people it can take"),
    field(
        "accessibility",
        Shape::Text(limits::SUMMARY_BYTES, |it, text| it.accessibility = text),
        "steps, lifts, signs",
    ),
    field(
        "referral",
        Shape::Text(limits::SUMMARY_BYTES, |it, text| it.referral = text),
        "who may send people",
    ),
    field(
        "location_precision",
        Shape::Code(&words::LOCATION_PRECISION, |it, code| it.location_precision = code),
        "how exactly the place may be told",
    ),
    field("last_verified", Shape::Day(|it, day| it.last_verified = Some(day)), ""),
    field("verified_by", Shape::Line(|it, text| it.verified_by = text), "an office"),
];
