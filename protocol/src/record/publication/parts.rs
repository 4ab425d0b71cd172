//! The parts of a work that all kinds share, with their bounds. All are frozen wire types.

use super::{name, named, short, tag};
use crate::codec::{Broken, ascending, ensure};
use crate::extension::Extensions;
use crate::id::{DocumentHash, OrganisationId, WorkId};
use crate::limits;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// A summary in very easy words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainSummary {
    /// BCP 47; may differ from the work's.
    pub language: String,
    /// The text.
    pub text: String,
}

/// A part of the text that can be cited and found by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Code of [`crate::vocabulary::SECTION_ROLE`].
    pub role: u16,
    /// Its heading; empty for an introduction.
    pub heading: String,
    /// Markdown.
    pub text: String,
    /// BCP 47, where it differs from the work's.
    pub language: Option<String>,
}

impl Section {
    pub(super) fn check(&self) -> Result<(), Broken> {
        ensure(self.heading.len() <= limits::TITLE_BYTES, "a heading is too long")?;
        ensure(self.language.as_deref().is_none_or(tag), "a section's language is no language tag")
    }
}

/// Coordinates in thousandths of a degree: a municipality's centre, never a shelter's door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// North positive, thousandths of a degree.
    pub latitude_milli: i32,
    /// East positive, thousandths of a degree.
    pub longitude_milli: i32,
}

/// Where something happened or holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Territory {
    /// ISO 3166-1 alpha-2, upper case; empty if not said.
    pub country: String,
    /// Region or province, in its own language.
    pub region: String,
    /// The place, in its own language.
    pub name: String,
    /// NUTS code.
    pub nuts: String,
    /// LAU code (ISTAT in Italy).
    pub lau: String,
    /// Code of [`crate::vocabulary::SCOPE`].
    pub scope: u16,
    /// Code of [`crate::vocabulary::POPULATION`].
    pub population: u16,
    /// Code of [`crate::vocabulary::URBANISATION`].
    pub urbanisation: u16,
    /// Its centre.
    pub place: Option<Place>,
}

impl Territory {
    pub(crate) fn check(&self) -> Result<(), Broken> {
        let country = self.country.is_empty()
            || (self.country.len() == 2 && self.country.bytes().all(|b| b.is_ascii_uppercase()));
        ensure(country, "a country is two capital letters (ISO 3166-1)")?;
        let names = [&self.region, &self.name, &self.nuts, &self.lau];
        ensure(names.iter().all(|text| name(text)), "a place name is too long")?;
        let on_earth = self.place.is_none_or(|at| {
            at.latitude_milli.unsigned_abs() <= 90_000 && at.longitude_milli.unsigned_abs() <= 180_000
        });
        ensure(on_earth, "coordinates out of range")
    }
}

/// What the place was like: on this depends whether a practice fits elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Codes of [`crate::vocabulary::MIGRATION_HISTORY`], ascending.
    pub migration_history: Vec<u16>,
    /// Codes of [`crate::vocabulary::FOREIGN_POPULATION`], ascending.
    pub foreign_population: Vec<u16>,
    /// Code of [`crate::vocabulary::FOREIGN_SHARE`].
    pub foreign_share: u16,
    /// Codes of [`crate::vocabulary::HOUSING_MARKET`], ascending.
    pub housing_market: Vec<u16>,
    /// The policies it stood in.
    pub policy_frame: String,
    /// Code of [`crate::vocabulary::POLITICAL_SUPPORT`].
    pub political_support: u16,
    /// Code of [`crate::vocabulary::STAFFING`].
    pub staffing: u16,
}

impl Context {
    pub(super) fn check(&self) -> Result<(), Broken> {
        let lists = [&self.migration_history, &self.foreign_population, &self.housing_market];
        ensure(lists.iter().all(|list| ascending(list)), "context codes do not ascend")?;
        ensure(lists.iter().all(|list| list.len() <= limits::LIST), "context list too long")?;
        ensure(short(&self.policy_frame), "policy frame too long")
    }
}

/// Someone who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Name of the organisation or office; may be empty.
    pub name: String,
    /// Code of [`crate::vocabulary::ACTOR_TYPE`].
    pub kind: u16,
    /// Code of [`crate::vocabulary::ACTOR_ROLE`].
    pub role: u16,
    /// Codes of [`crate::vocabulary::SUPPORT`], ascending.
    pub support: Vec<u16>,
}

impl Actor {
    pub(super) fn check(&self) -> Result<(), Broken> {
        ensure(name(&self.name), "an actor's name is too long")?;
        ensure(self.support.len() <= 16 && ascending(&self.support), "support codes do not ascend")
    }
}

/// Someone to be named for the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributor {
    /// Name of the organisation or office.
    pub name: String,
    /// Code of [`crate::vocabulary::CONTRIBUTOR_ROLE`].
    pub role: u16,
    /// Its id, if it is a member.
    pub organisation: Option<OrganisationId>,
}

impl Contributor {
    pub(super) fn check(&self) -> Result<(), Broken> {
        ensure(named(&self.name, limits::NAME_BYTES), "a contributor's name is empty or too long")
    }
}

/// An office that can be written to; never a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The office.
    pub office: String,
    /// Its mailbox.
    pub email: String,
    /// Its telephone.
    pub phone: String,
}

impl Contact {
    pub(crate) fn check(&self) -> Result<(), Broken> {
        let fine = [&self.office, &self.email, &self.phone].iter().all(|text| name(text));
        ensure(fine, "a contact is too long")
    }
}

/// How a translation was made. Its source stands in the header's `about`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// Code of [`crate::vocabulary::TRANSLATION_METHOD`].
    pub method: u16,
    /// The source's language (BCP 47).
    pub source_language: String,
    /// Which organisation translated; may be empty.
    pub translator: String,
}

impl Translation {
    pub(super) fn check(&self) -> Result<(), Broken> {
        ensure(tag(&self.source_language), "a translation names its source's language")?;
        ensure(name(&self.translator), "the translator's name is too long")
    }
}

/// What a relation points to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelationTarget {
    /// A work of this network.
    Work(WorkId),
    /// Anything with a web address.
    Url(String),
}

/// How this work relates to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Code of [`crate::vocabulary::RELATION`].
    pub relation: u16,
    /// To what.
    pub target: RelationTarget,
}

impl Relation {
    pub(super) fn check(&self) -> Result<(), Broken> {
        match &self.target {
            RelationTarget::Work(_) => Ok(()),
            RelationTarget::Url(url) => {
                ensure(named(url, limits::URL_BYTES), "a web address is empty or too long")
            }
        }
    }
}

/// A web address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The address.
    pub url: String,
    /// What it is.
    pub title: String,
}

impl Link {
    pub(super) fn check(&self) -> Result<(), Broken> {
        ensure(named(&self.url, limits::URL_BYTES), "a web address is empty or too long")?;
        ensure(self.title.len() <= limits::TITLE_BYTES, "a link's title is too long")
    }
}

/// A file that belongs to a work, named by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// BLAKE3 of its bytes.
    pub hash: DocumentHash,
    /// Its size.
    pub bytes: u64,
    /// Its media type as the publisher says.
    pub media_type: String,
    /// Its file name.
    pub name: String,
    /// BCP 47.
    pub language: String,
    /// What it is; for an image, the text that stands for it.
    pub description: String,
    /// Code of [`crate::vocabulary::LICENCE`].
    pub licence: u16,
    /// Code of [`crate::vocabulary::DOCUMENT_ROLE`].
    pub role: u16,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Document {
    pub(super) fn check(&self) -> Result<(), Broken> {
        ensure(self.bytes <= limits::DOCUMENT_BYTES, "a document is too large")?;
        ensure(named(&self.name, limits::NAME_BYTES), "a document's name is empty or too long")?;
        ensure(name(&self.media_type), "a media type is too long")?;
        ensure(self.language.is_empty() || tag(&self.language), "a document's language is no language tag")?;
        ensure(short(&self.description), "a document's description is too long")?;
        self.extensions.check()
    }
}

/// Money that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// Code of [`crate::vocabulary::FUNDING_SOURCE`].
    pub source: u16,
    /// The programme or funder.
    pub name: String,
    /// In hundredths of the currency.
    pub amount_cents: Option<u64>,
    /// ISO 4217.
    pub currency: String,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

/// Money that went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// Code of [`crate::vocabulary::BUDGET_LINE`].
    pub line: u16,
    /// In hundredths of the funding's currency.
    pub amount_cents: u64,
}

/// A measured result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// What is measured.
    pub name: String,
    /// Before.
    pub baseline: String,
    /// After.
    pub value: String,
    /// In what.
    pub unit: String,
    /// When.
    pub date: Option<Day>,
    /// Who measured.
    pub source: String,
}

/// A dated event: a milestone of a practice, a line of a pilot's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDate {
    /// When.
    pub date: Day,
    /// What.
    pub text: String,
}
