//! Body 4: an organisation's profile. Contacts are offices, never persons.

use crate::codec::{Broken, Wire, ensure};
use crate::extension::Extensions;
use crate::limits;
use crate::record::publication::{Contact, Territory, short, tag};
use serde::{Deserialize, Serialize};

/// A name or a text in one language. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localised {
    /// BCP 47.
    pub language: String,
    /// The text.
    pub text: String,
}

/// An office that can be written to. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleContact {
    /// What it is for, in the organisation's words: `housing desk`.
    pub role: String,
    /// How to reach it.
    pub contact: Contact,
}

/// What an organisation says of itself. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Version of this body: 1.
    pub version: u16,
    /// Its names, its own language first.
    pub names: Vec<Localised>,
    /// Code of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: u16,
    /// Where it works.
    pub territory: Territory,
    /// Languages it works in (BCP 47).
    pub languages: Vec<String>,
    /// Offices.
    pub contacts: Vec<RoleContact>,
    /// What it is.
    pub about: Vec<Localised>,
    /// What it knows and can help with.
    pub knows: Vec<Localised>,
    /// What it seeks.
    pub seeks: Vec<Localised>,
    /// Its web site.
    pub website: Option<String>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Profile {
    const NAME: &'static str = "profile";
    const MAX_BYTES: usize = limits::BODY_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.version == 1, "unknown version of the body")?;
        ensure(!self.names.is_empty(), "a profile needs a name")?;
        for list in [&self.names, &self.about, &self.knows, &self.seeks] {
            ensure(list.len() <= limits::LIST, "list too long")?;
            let fine = list.iter().all(|one| tag(&one.language) && short(&one.text));
            ensure(fine, "a text or its language is too long")?;
        }
        ensure(self.languages.len() <= limits::LIST, "too many languages")?;
        ensure(self.languages.iter().all(|one| tag(one)), "a language tag is empty or too long")?;
        ensure(self.contacts.len() <= 32, "too many contacts")?;
        for one in &self.contacts {
            ensure(one.role.len() <= limits::NAME_BYTES, "role too long")?;
            one.contact.check()?;
        }
        let site = self.website.as_ref().is_none_or(|url| url.len() <= limits::URL_BYTES);
        ensure(site, "web address too long")?;
        self.territory.check()?;
        self.extensions.check()
    }
}
