//! What an organisation says of itself.

use serde::{Deserialize, Serialize};

/// A text and the language it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// BCP 47.
    pub language: String,
    /// The text.
    pub text: String,
}

/// An office of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// What it is for.
    pub role: String,
    /// Its name.
    pub office: String,
    /// Its mailbox.
    pub email: String,
    /// Its telephone.
    pub phone: String,
}

/// An organisation's profile: what the roster says of it, and what it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationProfile {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The organisation.
    pub id: String,
    /// Its name in the roster.
    pub name: String,
    /// When it last said something of itself; absent if it never did, and then the rest is empty.
    pub issued_at_ms: Option<u64>,
    /// Its names, its own language first.
    pub names: Vec<Told>,
    /// Key of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Its place and region.
    pub place: String,
    /// Languages it works in (BCP 47).
    pub languages: Vec<String>,
    /// What it is.
    pub about: Vec<Told>,
    /// What it knows and can help with.
    pub knows: Vec<Told>,
    /// What it seeks.
    pub seeks: Vec<Told>,
    /// Where it can be written to.
    pub contacts: Vec<Office>,
    /// Its web site.
    pub website: Option<String>,
}

/// What became of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileReport {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The record that was signed; absent if nothing has changed, or nothing was to be done.
    pub record: Option<String>,
    /// What that means, in a sentence.
    pub message: String,
    /// Things to know, one sentence each.
    pub warnings: Vec<String>,
    /// What others read of it.
    pub profile: OrganisationProfile,
}
