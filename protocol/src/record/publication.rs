//! Body 1: a publication. The envelope that all seven kinds of work share, and their own details.
//!
//! Owns: the fields of a work and their bounds. Refuses to know how people type them (`node::intake`)
//! and how they are shown. Vocabulary values are codes of [`crate::vocabulary`]; 0 means "not said".

pub mod blanks;
pub mod details;
pub mod parts;

pub use details::{
    AgreementDetails, AssessmentDetails, Details, GuidelineDetails, PracticeDetails, ResourceDetails,
    TrainingDetails,
};
pub use parts::{
    Actor, BudgetLine, Contact, Context, Contributor, Document, Funding, Indicator, KeyDate, Link, Place,
    PlainSummary, Relation, RelationTarget, Section, Territory, Translation,
};

use crate::codec::{Broken, DecodeError, EncodeError, Wire, ascending, ensure};
use crate::extension::Extensions;
use crate::limits;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Codes of [`crate::vocabulary::WORK_KIND`] that the program treats in ways of their own.
pub mod work_kind {
    /// A good practice.
    pub const PRACTICE: u16 = 1;
    /// A pilot project.
    pub const PILOT: u16 = 2;
    /// A guideline.
    pub const GUIDELINE: u16 = 3;
    /// Training material.
    pub const TRAINING: u16 = 4;
    /// A self-assessment form.
    pub const ASSESSMENT: u16 = 5;
    /// An agreement template.
    pub const AGREEMENT: u16 = 6;
    /// An entry of the directory of social resources.
    pub const RESOURCE: u16 = 7;
}

/// Code of [`crate::vocabulary::VISIBILITY`]: everyone.
pub const PUBLIC: u16 = 1;
/// Code of [`crate::vocabulary::VISIBILITY`]: members of the network.
pub const NETWORK_ONLY: u16 = 2;

/// A work. Frozen wire type. The default says nothing, not even what every work must have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Version of this body: 1.
    pub version: u16,
    /// Code of [`crate::vocabulary::WORK_KIND`].
    pub kind: u16,
    /// The language it is written in (BCP 47).
    pub language: String,
    /// Code of [`crate::vocabulary::VISIBILITY`].
    pub visibility: u16,
    /// Its title.
    pub title: String,
    /// What it is, in at most about 100 words.
    pub summary: String,
    /// The same in very easy words, possibly in another language.
    pub plain_summary: Option<PlainSummary>,
    /// The text, in addressable sections of Markdown.
    pub sections: Vec<Section>,
    /// Codes of [`crate::vocabulary::AREA`], ascending.
    pub areas: Vec<u16>,
    /// Codes of [`crate::vocabulary::DIMENSION`], ascending.
    pub dimensions: Vec<u16>,
    /// Codes of [`crate::vocabulary::TARGET_GROUP`], ascending.
    pub target_groups: Vec<u16>,
    /// Codes of [`crate::vocabulary::SOLUTION`], ascending.
    pub solution_types: Vec<u16>,
    /// Free words.
    pub keywords: Vec<String>,
    /// Where it happened or holds.
    pub territory: Territory,
    /// What the place was like.
    pub context: Context,
    /// Who did it.
    pub actors: Vec<Actor>,
    /// Who is to be named for the text.
    pub contributors: Vec<Contributor>,
    /// Code of [`crate::vocabulary::LICENCE`].
    pub licence: u16,
    /// An office to ask.
    pub contact: Option<Contact>,
    /// The day by which it is to be looked at again.
    pub review_by: Option<Day>,
    /// How this translation was made; its source stands in the header's `about`.
    pub translation: Option<Translation>,
    /// Other works and pages it is related to.
    pub relations: Vec<Relation>,
    /// Web addresses worth visiting.
    pub links: Vec<Link>,
    /// Files that belong to it.
    pub documents: Vec<Document>,
    /// What only its kind has: the encoding of one of [`Details`], read by `kind`.
    #[serde(with = "serde_bytes")]
    pub details: Vec<u8>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Publication {
    const NAME: &'static str = "publication";
    const MAX_BYTES: usize = limits::BODY_BYTES - limits::SALT_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.version == 1, "unknown version of the body")?;
        ensure(self.kind != 0, "a work needs a kind")?;
        ensure(tag(&self.language), "a work needs a language")?;
        ensure(self.visibility != 0, "a work needs a visibility")?;
        ensure(named(&self.title, limits::TITLE_BYTES), "title empty or too long")?;
        ensure(short(&self.summary), "summary too long")?;
        if let Some(plain) = &self.plain_summary {
            ensure(tag(&plain.language) && short(&plain.text), "plain summary too long")?;
        }
        self.check_lists()?;
        self.sections.iter().try_for_each(Section::check)?;
        self.actors.iter().try_for_each(Actor::check)?;
        self.contributors.iter().try_for_each(Contributor::check)?;
        self.relations.iter().try_for_each(Relation::check)?;
        self.links.iter().try_for_each(Link::check)?;
        self.documents.iter().try_for_each(Document::check)?;
        self.territory.check()?;
        self.context.check()?;
        self.contact.iter().try_for_each(Contact::check)?;
        self.translation.iter().try_for_each(Translation::check)?;
        ensure(self.review_by.is_none_or(Day::is_valid), "review date is not a date")?;
        self.extensions.check()
    }
}

impl Publication {
    fn check_lists(&self) -> Result<(), Broken> {
        let codes = [&self.areas, &self.dimensions, &self.target_groups, &self.solution_types];
        ensure(codes.iter().all(|list| ascending(list)), "codes do not ascend")?;
        let lengths = [
            self.sections.len(),
            self.keywords.len(),
            self.actors.len(),
            self.contributors.len(),
            self.relations.len(),
            self.links.len(),
        ];
        let fine = lengths
            .iter()
            .chain(codes.iter().map(|l| l.len()).collect::<Vec<_>>().iter())
            .all(|len| *len <= limits::LIST);
        ensure(fine, "list too long")?;
        ensure(self.documents.len() <= limits::DOCUMENTS, "too many documents")?;
        let words = self.keywords.iter().all(|word| named(word, limits::NAME_BYTES));
        ensure(words, "a keyword is empty or too long")
    }

    /// The details of its kind.
    ///
    /// # Errors
    /// When the bytes are not what the kind asks for; the rest of the work can be shown all the same.
    pub fn details(&self) -> Result<Details, DecodeError> {
        Details::decode(self.kind, &self.details)
    }

    /// Sets kind and details together, so that they cannot disagree.
    ///
    /// # Errors
    /// When the details break their own bounds.
    pub fn set_details(&mut self, kind: u16, details: &Details) -> Result<(), EncodeError> {
        self.details = details.encode()?;
        self.kind = kind;
        Ok(())
    }
}

/// Not blank, and at most so many bytes.
pub(crate) fn named(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.len() <= most
}

/// At most a short text.
pub(crate) fn short(text: &str) -> bool {
    text.len() <= limits::SUMMARY_BYTES
}

/// At most a name.
pub(crate) fn name(text: &str) -> bool {
    text.len() <= limits::NAME_BYTES
}

/// Something like a language tag.
pub(crate) fn tag(text: &str) -> bool {
    let fine = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    fine && named(text, limits::LANGUAGE_BYTES)
}
