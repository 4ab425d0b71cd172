//! Who belongs to the network, who asks to, and what stewards decide.

use super::NetworkLine;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What stewards can do with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Bar its records until it is reinstated.
    Suspend,
    /// End a suspension.
    Reinstate,
    /// End the membership; what is held of it by now stays live.
    Remove,
}

/// An invitation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invitation {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The line to hand over.
    pub invitation: String,
    /// When it becomes void.
    pub expires_at_ms: Millis,
    /// Addresses in it.
    pub addresses: Vec<String>,
}

/// The roster, readable.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Members {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The network.
    pub network: NetworkLine,
    /// Version of the roster.
    pub roster_version: u64,
    /// When it expires.
    pub expires_at_ms: Millis,
    /// Signatures needed for a decision.
    pub threshold: u16,
    /// The organisations.
    pub members: Vec<MemberLine>,
    /// Decisions that wait for more signatures: (entry, what it does, signatures, needed).
    pub proposals: Vec<(String, String, u16, u16)>,
}

/// One organisation of the roster.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Key of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: String,
    /// Country and place.
    pub territory: String,
    /// `member`, `suspended` or `removed`.
    pub status: String,
    /// Whether it is a steward.
    pub steward: bool,
    /// Nodes with a certificate that counts.
    pub nodes: Vec<String>,
    /// Records held of it.
    pub records: u64,
    /// Records it may publish.
    pub budget: u64,
    /// Roster version that admitted it.
    pub since_version: u64,
}

/// Requests to join that wait.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct JoinRequests {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// One each.
    pub requests: Vec<JoinRequestLine>,
}

/// One request to join.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct JoinRequestLine {
    /// By which it is admitted or refused.
    pub id: String,
    /// Who asks.
    pub name: String,
    /// Key of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: String,
    /// Country and place.
    pub territory: String,
    /// Who invited.
    pub invited_by: String,
    /// Of the root key, in groups of four, to be read out by telephone.
    pub fingerprint: String,
    /// A word to the stewards.
    pub message: String,
    /// When it was made.
    pub at_ms: Millis,
}

/// The roster changed, or will when others have signed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RosterChange {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The entry.
    pub entry: String,
    /// Whether it is in force.
    pub in_force: bool,
    /// Its version.
    pub version: u64,
    /// What that means, in a sentence.
    pub message: String,
}
