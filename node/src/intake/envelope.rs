//! The fields that every kind of work has.
//!
//! Owns: their table, and the order of reading: first these, because the kind decides about the others.
//! Refuses to know what a file leaves open (`complete`). Neighbour: `details`, the fields of one kind.

use super::details;
use super::fields::{self, Field, Many, One, Shape, also, field};
use super::front_matter::Entry;
use super::language;
use super::report::{Refusal, Report};
use super::values::Input;
use protocol::limits;
use protocol::record::Publication;
use protocol::record::publication::{
    Actor, Contact, Context, Contributor, Details, Link, PracticeDetails, Territory, work_kind,
};
use protocol::vocabulary as words;

/// What the front matter says, before the gaps are filled. A code of 0 and an empty text mean "not said".
pub(super) struct Work {
    pub(super) publication: Publication,
    pub(super) details: Details,
    pub(super) spot: Spot,
    pub(super) contact: Contact,
    pub(super) plain_summary: String,
    pub(super) plain_summary_language: String,
    pub(super) translation_of: Option<String>,
    pub(super) translation_method: u16,
    pub(super) translator: String,
    pub(super) source_language: String,
    pub(super) relations: Vec<RawRelation>,
}

/// A territory whose coordinates come one by one.
#[derive(Default)]
pub(super) struct Spot {
    pub(super) territory: Territory,
    pub(super) latitude: Option<i32>,
    pub(super) longitude: Option<i32>,
}

/// A relation whose target may be an address, an id or a file.
pub(super) struct RawRelation {
    pub(super) relation: u16,
    pub(super) target: String,
}

/// Reads all fields.
pub(super) fn read(entries: &[Entry], report: &mut Report) -> Result<Work, Refusal> {
    let mut work = nothing_said();
    let rest = fields::read(ENVELOPE, &mut work, entries.iter().collect(), "", report)?;
    // Territory and context may be spelt out without their groups.
    let rest = fields::read(TERRITORY, &mut work.spot, rest, "", report)?;
    let rest = fields::read(CONTEXT, &mut work.publication.context, rest, "", report)?;
    let kind = if work.publication.kind == 0 { work_kind::PRACTICE } else { work.publication.kind };
    work.details = details::read(kind, rest, &names(), report)?;
    Ok(work)
}

fn names() -> Vec<&'static str> {
    let own = ENVELOPE.iter().map(|field| field.name);
    own.chain(TERRITORY.iter().map(|field| field.name))
        .chain(CONTEXT.iter().map(|field| field.name))
        .collect()
}

/// Writes their documentation.
pub(super) fn describe(help: &mut String) {
    fields::describe(ENVELOPE, help, 2);
}

fn nothing_said() -> Work {
    Work {
        publication: Publication { version: 1, ..Publication::default() },
        details: Details::Practice(PracticeDetails::default()),
        spot: Spot::default(),
        contact: Contact { office: String::new(), email: String::new(), phone: String::new() },
        plain_summary: String::new(),
        plain_summary_language: String::new(),
        translation_of: None,
        translation_method: 0,
        translator: String::new(),
        source_language: String::new(),
        relations: Vec::new(),
    }
}

/// Reads a language tag into its place.
pub(super) fn tag(input: &mut Input<'_>) -> Option<String> {
    let typed = input.text(limits::NAME_BYTES)?;
    let tag = language::tag(&typed);
    if tag.is_none() {
        input.warn("is no language code, so it is left out; write one such as it, en or sr-Latn");
    }
    tag
}

const TAG: &str = "a language code such as it";

const ENVELOPE: &[Field<Work>] = &[
    field("kind", Shape::Choice(&words::WORK_KIND, |it, code| it.publication.kind = code), "what it is"),
    field(
        "title",
        Shape::Text(limits::TITLE_BYTES, |it, text| it.publication.title = text),
        "at most 15 words",
    ),
    also(
        &["abstract", "description"],
        field(
            "summary",
            Shape::Text(limits::SUMMARY_BYTES, |it, text| it.publication.summary = text),
            "at most 100 words",
        ),
    ),
    also(
        &["easy_summary"],
        field(
            "plain_summary",
            Shape::Text(limits::SUMMARY_BYTES, |it, text| it.plain_summary = text),
            "the same in very easy words",
        ),
    ),
    field(
        "plain_summary_language",
        Shape::Special(TAG, |it, input| it.plain_summary_language = tag(input).unwrap_or_default()),
        "if it is another one",
    ),
    also(
        &["lang"],
        field(
            "language",
            Shape::Special(TAG, |it, input| it.publication.language = tag(input).unwrap_or_default()),
            "recognised from the text if it is not said",
        ),
    ),
    also(
        &["translates"],
        field(
            "translation_of",
            Shape::Line(|it, text| it.translation_of = Some(text)),
            "the source: a file beside this one, or a work id",
        ),
    ),
    field(
        "translation_method",
        Shape::Code(&words::TRANSLATION_METHOD, |it, code| it.translation_method = code),
        "how it was translated",
    ),
    field("translator", Shape::Line(|it, text| it.translator = text), "the organisation that translated"),
    field(
        "source_language",
        Shape::Special(TAG, |it, input| it.source_language = tag(input).unwrap_or_default()),
        "of a translation; taken from its source if it is not said",
    ),
    also(
        &["area", "iom_areas"],
        field(
            "areas",
            Shape::Codes(&words::AREA, |it, codes| it.publication.areas = codes),
            "areas of integration policy",
        ),
    ),
    also(
        &["dimension"],
        field(
            "dimensions",
            Shape::Codes(&words::DIMENSION, |it, codes| it.publication.dimensions = codes),
            "dimensions of the self-assessment",
        ),
    ),
    also(
        &["target_group", "targets"],
        field(
            "target_groups",
            Shape::Codes(&words::TARGET_GROUP, |it, codes| it.publication.target_groups = codes),
            "whom it is about",
        ),
    ),
    also(
        &["solution_type", "solutions"],
        field(
            "solution_types",
            Shape::Codes(&words::SOLUTION, |it, codes| it.publication.solution_types = codes),
            "what kind of solution it is",
        ),
    ),
    also(
        &["tags", "keyword"],
        field("keywords", Shape::Words(|it, texts| it.publication.keywords = texts), "free words"),
    ),
    field(
        fields::VISIBILITY,
        Shape::Choice(&words::VISIBILITY, |it, code| it.publication.visibility = code),
        "who may see it; public if it is not said, network for a resource",
    ),
    also(
        &["license"],
        field(
            "licence",
            Shape::Choice(&words::LICENCE, |it, code| it.publication.licence = code),
            "what others may do with it; the node's if it is not said",
        ),
    ),
    field("contact", Shape::Nested(&CONTACT), "an office, never a person"),
    also(
        &["review", "review_date"],
        field(
            "review_by",
            Shape::Day(|it, day| it.publication.review_by = Some(day)),
            "when it is to be looked at again",
        ),
    ),
    field("territory", Shape::Nested(&SPOT), "where it happened or holds; its fields may also stand alone"),
    field(
        "context",
        Shape::Nested(&SURROUNDINGS),
        "what the place was like; its fields may also stand alone",
    ),
    also(&["actor", "partners"], field("actors", Shape::Nested(&ACTORS), "who took part")),
    also(
        &["contributor", "authors", "author"],
        field(
            "contributors",
            Shape::Nested(&CONTRIBUTORS),
            "who is to be named for the text: organisations, never persons",
        ),
    ),
    also(&["relation", "related"], field("relations", Shape::Nested(&RELATIONS), "other works")),
    also(&["link"], field("links", Shape::Nested(&LINKS), "pages worth visiting")),
];

pub(super) const TERRITORY: &[Field<Spot>] = &[
    field("country", Shape::Special("two letters such as IT", country), ""),
    field("region", Shape::Line(|it, text| it.territory.region = text), "region or province"),
    also(
        &["name", "municipality"],
        field("place", Shape::Line(|it, text| it.territory.name = text), "in its own language"),
    ),
    field("nuts", Shape::Line(|it, text| it.territory.nuts = text), "NUTS code"),
    also(
        &["istat"],
        field("lau", Shape::Line(|it, text| it.territory.lau = text), "LAU code, ISTAT in Italy"),
    ),
    field("scope", Shape::Code(&words::SCOPE, |it, code| it.territory.scope = code), ""),
    field(
        "population",
        Shape::Code(&words::POPULATION, |it, code| it.territory.population = code),
        "inhabitants",
    ),
    also(
        &["urbanization"],
        field(
            "urbanisation",
            Shape::Code(&words::URBANISATION, |it, code| it.territory.urbanisation = code),
            "",
        ),
    ),
    also(
        &["lat"],
        field("latitude", Shape::Special(DEGREES, |it, input| it.latitude = input.degrees(90)), ""),
    ),
    also(
        &["lon", "lng"],
        field("longitude", Shape::Special(DEGREES, |it, input| it.longitude = input.degrees(180)), ""),
    ),
];

const DEGREES: &str = "degrees with at most three decimals, a centre and never a door";

fn country(spot: &mut Spot, input: &mut Input<'_>) {
    let typed = input.text(limits::NAME_BYTES).unwrap_or_default().to_ascii_uppercase();
    if typed.len() == 2 && typed.bytes().all(|letter| letter.is_ascii_uppercase()) {
        spot.territory.country = typed;
    } else {
        input.warn("is not the code of a country, so it is left out; write two letters such as IT");
    }
}

const SPOT: One<Work, Spot> =
    One { table: TERRITORY, part: |it| &mut it.spot, text: |it, text| it.territory.name = text };

const CONTEXT: &[Field<Context>] = &[
    field(
        "migration_history",
        Shape::Codes(&words::MIGRATION_HISTORY, |it, codes| it.migration_history = codes),
        "",
    ),
    field(
        "foreign_population",
        Shape::Codes(&words::FOREIGN_POPULATION, |it, codes| it.foreign_population = codes),
        "",
    ),
    field("foreign_share", Shape::Code(&words::FOREIGN_SHARE, |it, code| it.foreign_share = code), ""),
    field("housing_market", Shape::Codes(&words::HOUSING_MARKET, |it, codes| it.housing_market = codes), ""),
    field(
        "policy_frame",
        Shape::Text(limits::SUMMARY_BYTES, |it, text| it.policy_frame = text),
        "the policies it stood in",
    ),
    field(
        "political_support",
        Shape::Code(&words::POLITICAL_SUPPORT, |it, code| it.political_support = code),
        "",
    ),
    field(
        "staffing",
        Shape::Code(&words::STAFFING, |it, code| it.staffing = code),
        "the municipality's own people",
    ),
];

const SURROUNDINGS: One<Work, Context> =
    One { table: CONTEXT, part: |it| &mut it.publication.context, text: |it, text| it.policy_frame = text };

const CONTACT: One<Work, Contact> = One {
    table: &[
        also(&["name"], field("office", Shape::Line(|it, text| it.office = text), "")),
        also(&["mail"], field("email", Shape::Line(|it, text| it.email = text), "the office's mailbox")),
        also(
            &["telephone", "tel"],
            field("phone", Shape::Line(|it, text| it.phone = text), "the office's telephone"),
        ),
    ],
    part: |it| &mut it.contact,
    text: |it, text| if text.contains('@') { it.email = text } else { it.office = text },
};

const ACTORS: Many<Work, Actor> = Many {
    table: &[
        field("name", Shape::Line(|it, text| it.name = text), ""),
        also(&["kind"], field("type", Shape::Code(&words::ACTOR_TYPE, |it, code| it.kind = code), "")),
        field("role", Shape::Code(&words::ACTOR_ROLE, |it, code| it.role = code), ""),
        field("support", Shape::Codes(&words::SUPPORT, |it, codes| it.support = codes), ""),
    ],
    list: |it| &mut it.publication.actors,
    fresh: |_| Actor { name: String::new(), kind: 0, role: 0, support: Vec::new() },
    text: |it, text| it.name = text,
    lacks: |it| (it.name.is_empty() && it.kind == 0).then_some("a name or a type"),
};

const CONTRIBUTORS: Many<Work, Contributor> = Many {
    table: &[
        field("name", Shape::Line(|it, text| it.name = text), ""),
        field("role", Shape::Code(&words::CONTRIBUTOR_ROLE, |it, code| it.role = code), ""),
    ],
    list: |it| &mut it.publication.contributors,
    fresh: |_| Contributor { name: String::new(), role: 0, organisation: None },
    text: |it, text| it.name = text,
    lacks: |it| it.name.is_empty().then_some("a name"),
};

const RELATIONS: Many<Work, RawRelation> = Many {
    table: &[
        also(&["type"], field("relation", Shape::Code(&words::RELATION, |it, code| it.relation = code), "")),
        also(
            &["to"],
            field(
                "target",
                Shape::Text(limits::URL_BYTES, |it, text| it.target = text),
                "a file beside this one, a work id or a web address",
            ),
        ),
    ],
    list: |it| &mut it.relations,
    fresh: |_| RawRelation { relation: 0, target: String::new() },
    text: |it, text| it.target = text,
    lacks: |it| it.target.is_empty().then_some("a target"),
};

const LINKS: Many<Work, Link> = Many {
    table: &[
        field("url", Shape::Special("https://…", |it, input| it.url = input.url().unwrap_or_default()), ""),
        field("title", Shape::Text(limits::TITLE_BYTES, |it, text| it.title = text), ""),
    ],
    list: |it| &mut it.publication.links,
    fresh: |_| Link { url: String::new(), title: String::new() },
    text: |it, text| it.url = text,
    lacks: |it| (!super::values::is_url(&it.url)).then_some("a web address (https://…)"),
};
