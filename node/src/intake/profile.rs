//! From a file of fields to what an organisation says of itself.
//!
//! Owns: the fields of a profile and what stands in where one is not said. The fields of a territory are
//! those of a work. Refuses to know who may sign it.

use super::complete::territory_of;
use super::envelope::{Spot, TERRITORY, tag};
use super::fields::{self, Field, Many, One, Shape, also, field};
use super::front_matter::{self, Parts, Value};
use super::report::{Refusal, Report, Warning};
use super::values::Input;
use super::{Defaults, language, lint};
use protocol::codec;
use protocol::extension::Extensions;
use protocol::limits;
use protocol::record::Profile;
use protocol::record::profile::{Localised, RoleContact};
use protocol::record::publication::Contact;
use protocol::vocabulary as words;

/// What the roster knows and a file need not repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// Its name.
    pub name: &'a str,
    /// Code of [`protocol::vocabulary::ORGANISATION_KIND`].
    pub kind: u16,
}

/// What the fields say. A code of 0 and an empty text mean "not said".
#[derive(Default)]
struct Card {
    names: Vec<Localised>,
    kind: u16,
    spot: Spot,
    languages: Vec<String>,
    contacts: Vec<RoleContact>,
    about: Vec<Localised>,
    knows: Vec<Localised>,
    seeks: Vec<Localised>,
    website: Option<String>,
}

/// Reads a file: fields alone, or fields between two lines `---` with a text below, which says what the
/// organisation is.
///
/// # Errors
/// When it cannot be published as its author meant it; the sentence says what to do.
pub fn profile(
    text: &str,
    known: Known<'_>,
    defaults: &Defaults,
) -> Result<(Profile, Vec<Warning>), Refusal> {
    let mut report = Report::default();
    let text = lint::clean(text, &mut report)?;
    let Parts { front, body } = match front_matter::split(&text) {
        // Three hyphens may also begin a file that is nothing but fields.
        Ok(Parts { front: None, .. }) | Err(Refusal::Unclosed { .. }) => front_matter::bare(&text)?,
        parts => parts?,
    };
    let entries = front.map(|front| front_matter::parse(&front)).transpose()?.unwrap_or_default();
    let mut card = Card::default();
    let rest = fields::read(FIELDS, &mut card, entries.iter().collect(), "", &mut report)?;
    let rest = fields::read(TERRITORY, &mut card.spot, rest, "", &mut report)?;
    let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    rest.into_iter().try_for_each(|entry| fields::unknown(entry, "", &names, &mut report))?;
    if card.about.is_empty() && !body.trim().is_empty() {
        card.about.push(here(body.trim()));
    }
    lint::personal_data(&text, &mut report);
    let profile = complete(card, known, defaults, &mut report);
    codec::encode(&profile)?;
    Ok((profile, report.into_warnings()))
}

/// The fields, with their values: made from the tables that [`profile`] uses.
#[must_use]
pub fn profile_help() -> String {
    let mut help = String::from(INTRODUCTION);
    fields::describe(FIELDS, &mut help, 2);
    help
}

/// A commented file to start from.
#[must_use]
pub const fn profile_example() -> &'static str {
    include_str!("examples/profile.yaml")
}

const INTRODUCTION: &str = "\
A file is YAML (UTF-8), or Markdown with the fields between two lines `---` and what you are below them.
A text is in your node's language, or in several: `about: {it: Cinque comuni, en: Five towns}`.

";

fn complete(card: Card, known: Known<'_>, defaults: &Defaults, report: &mut Report) -> Profile {
    let spoken = |mut list: Vec<Localised>| {
        list.retain(|one| !one.text.is_empty());
        for one in list.iter_mut().filter(|one| one.language.is_empty()) {
            one.language.clone_from(&defaults.language);
        }
        list
    };
    let names = if card.names.is_empty() { vec![here(known.name)] } else { card.names };
    Profile {
        version: 1,
        names: spoken(names),
        kind: if card.kind == 0 { known.kind } else { card.kind },
        territory: territory_of(card.spot, defaults, report),
        languages: if card.languages.is_empty() { vec![defaults.language.clone()] } else { card.languages },
        contacts: card.contacts,
        about: spoken(card.about),
        knows: spoken(card.knows),
        seeks: spoken(card.seeks),
        website: card.website,
        extensions: Extensions::NONE,
    }
}

/// A text in the node's own language, which is filled in at the end.
fn here(text: &str) -> Localised {
    Localised { language: String::new(), text: text.to_owned() }
}

/// Texts: each a line in the node's language, or a group of lines under the codes of theirs.
fn told(input: &mut Input<'_>) -> Vec<Localised> {
    let (path, mut told) = (input.path, Vec::new());
    for node in input.items() {
        let Value::Group(entries) = &node.value else {
            let text = Input { node, path, report: &mut *input.report }.text(limits::SUMMARY_BYTES);
            told.extend(text.map(|text| here(&text)));
            continue;
        };
        for entry in entries {
            let mut inner = Input { node: &entry.node, path, report: &mut *input.report };
            match language::tag(&entry.name) {
                Some(language) => {
                    let text = inner.text(limits::SUMMARY_BYTES);
                    told.extend(text.map(|text| Localised { language, text }));
                }
                None => inner.warn(
                    "is under a name that is no language code, so it is left out; write one such as it or en",
                ),
            }
        }
    }
    told
}

const TOLD: &str = "a text, or one for each language";
const TOLDS: &str = "a list of such texts";

const FIELDS: &[Field<Card>] = &[
    also(
        &["names"],
        field(
            "name",
            Shape::Special(TOLD, |it, input| it.names = told(input)),
            "the roster's if it is not said",
        ),
    ),
    field(
        "kind",
        Shape::Code(&words::ORGANISATION_KIND, |it, code| it.kind = code),
        "the roster's if it is not said",
    ),
    field("territory", Shape::Nested(&SPOT), "where you work; its fields may also stand alone"),
    also(
        &["language"],
        field(
            "languages",
            Shape::Special("a list of language codes", |it, input| it.languages = input.each_word(tag)),
            "in which you can be written to",
        ),
    ),
    also(
        &["url", "site"],
        field("website", Shape::Special("https://…", |it, input| it.website = input.url()), ""),
    ),
    also(
        &["description"],
        field("about", Shape::Special(TOLD, |it, input| it.about = told(input)), "what you are"),
    ),
    field(
        "knows",
        Shape::Special(TOLDS, |it, input| it.knows = told(input)),
        "what you can help others with",
    ),
    field(
        "seeks",
        Shape::Special(TOLDS, |it, input| it.seeks = told(input)),
        "what you would like to learn or find",
    ),
    also(&["contact"], field("contacts", Shape::Nested(&CONTACTS), "offices, never persons")),
];

const SPOT: One<Card, Spot> =
    One { table: TERRITORY, part: |it| &mut it.spot, text: |it, text| it.territory.name = text };

const CONTACTS: Many<Card, RoleContact> = Many {
    table: &[
        field("role", Shape::Line(|it, text| it.role = text), "what it is for"),
        also(&["name"], field("office", Shape::Line(|it, text| it.contact.office = text), "")),
        also(
            &["mail"],
            field("email", Shape::Line(|it, text| it.contact.email = text), "the office's mailbox"),
        ),
        also(
            &["telephone", "tel"],
            field("phone", Shape::Line(|it, text| it.contact.phone = text), "the office's telephone"),
        ),
    ],
    list: |it| &mut it.contacts,
    fresh: |_| RoleContact {
        role: String::new(),
        contact: Contact { office: String::new(), email: String::new(), phone: String::new() },
    },
    text: |it, text| if text.contains('@') { it.contact.email = text } else { it.contact.office = text },
    lacks: |it| {
        let Contact { office, email, phone } = &it.contact;
        (office.is_empty() && email.is_empty() && phone.is_empty())
            .then_some("an office, an email or a phone")
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::time::Day;

    fn read(text: &str) -> Result<(Profile, Vec<Warning>), Refusal> {
        let defaults = Defaults {
            language: "it".into(),
            country: "IT".into(),
            territory: "Valdoro".into(),
            licence: 2,
            today: Day(20_261_122),
        };
        profile(text, Known { name: "Comune di Valdoro", kind: 1 }, &defaults)
    }

    fn texts(list: &[Localised]) -> Vec<(&str, &str)> {
        list.iter().map(|one| (one.language.as_str(), one.text.as_str())).collect()
    }

    #[test]
    fn the_example_is_read_without_a_warning() {
        let (profile, warnings) = read(profile_example()).expect("readable");
        assert_eq!(warnings, []);
        assert_eq!((profile.names.len(), profile.knows.len(), profile.seeks.len()), (2, 4, 2));
        assert_eq!((profile.territory.name.as_str(), profile.languages.len()), ("Valdoro", 3));
        assert_eq!(profile.contacts[0].contact.email, "casa@example.org");
        assert_eq!(profile.website.as_deref(), Some("https://www.example.org"));
    }

    #[test]
    fn what_is_not_said_is_known() {
        let (profile, warnings) = read("about: Cinque comuni").expect("readable");
        assert_eq!(warnings, []);
        assert_eq!(texts(&profile.names), [("it", "Comune di Valdoro")]);
        assert_eq!(texts(&profile.about), [("it", "Cinque comuni")]);
        assert_eq!((profile.kind, profile.languages), (1, vec!["it".to_owned()]));
        assert_eq!((profile.territory.name.as_str(), profile.territory.country.as_str()), ("Valdoro", "IT"));
    }

    #[test]
    fn fields_may_stand_alone_open_or_above_a_text() {
        for text in [
            "country: FR\nplace: B\n",
            "---\ncountry: FR\nplace: B\n",
            "---\nterritory: {country: FR, place: B}\n---\n\nCiò che siamo.\n",
        ] {
            let (profile, warnings) = read(text).expect("readable");
            assert_eq!(warnings, [], "{text}");
            assert_eq!(
                (profile.territory.country.as_str(), profile.territory.name.as_str()),
                ("FR", "B"),
                "{text}"
            );
            assert_eq!(profile.about.is_empty(), !text.contains("siamo"), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        let said =
            |text: &str| read(text).expect("readable").1.iter().map(ToString::to_string).collect::<String>();
        for (text, part) in [
            ("knows:\n  - {italiano: x}", "no language code"),
            ("website: example.org", "no web address"),
            ("kind: castle", "does not know"),
            ("abuot: x", "did you mean `about`"),
            ("contacts: [{role: desk}]", "needs an office"),
            ("contacts: [maria.rossi@gmail.com]", "private mailbox"),
        ] {
            assert!(said(text).contains(part), "{text}: {}", said(text));
        }
        for text in ["", "just a sentence", "- a\n- b"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
