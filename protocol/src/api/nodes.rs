//! What an administrator asks about the keys of the organisation: its nodes' certificates and its root.

use super::Secret;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// Acts of [`super::Request::Node`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum NodeRequest {
    /// → [`Nodes`]; the nodes of our organisation.
    List,
    /// → [`super::Done`]; certifies this node for another period.
    Renew {
        /// Of the root key.
        passphrase: Secret,
    },
    /// → [`Place`]; what another computer needs to become a node of the organisation.
    Add {
        /// Which organisation: id, beginning of one, or name; ours if absent.
        organisation: Option<String>,
    },
    /// → [`super::Done`] by our root key, [`super::RosterChange`] by a steward's.
    Revoke {
        /// The node's key, or its beginning.
        node: String,
        /// What stays valid.
        cut: Cut,
        /// Key of [`crate::vocabulary::REASON`].
        reason: String,
        /// As a steward of the network instead of with our root key.
        as_steward: bool,
        /// Of the key that signs.
        passphrase: Secret,
    },
    /// → [`Succession`]; makes a new root key, which the stewards then put in force.
    NewRoot {
        /// Nodes whose certificates are not to outlive the old root key.
        drop: Vec<String>,
        /// Of the new root key.
        passphrase: Secret,
    },
    /// → [`super::RosterChange`]; puts a member's new root key in force.
    Rotate {
        /// The member's [`Succession::request`].
        request: String,
        /// Of the steward key.
        passphrase: Secret,
    },
}

/// Which records of a revoked node stay valid: each named one and what it builds on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// All that is held here now.
    Now,
    /// Up to these records: ids, or beginnings of them.
    After(Vec<String>),
    /// None.
    All,
}

/// The nodes of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Nodes {
    /// [`super::SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The organisation's name.
    pub organisation: String,
    /// How many nodes it may have.
    pub slots: u16,
    /// Of the root key in force, in groups of four digits.
    pub root: String,
    /// One line each, in the order of their slots.
    pub nodes: Vec<NodeLine>,
}

/// One node of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NodeLine {
    /// Its key.
    pub node: String,
    /// Its generated name.
    pub label: String,
    /// Its place among the organisation's nodes.
    pub slot: u16,
    /// Whether it is the one that answers.
    pub this: bool,
    /// `valid`, `ending`, `expired`, `revoked` or `uncertified`.
    pub state: String,
    /// The state in a sentence.
    pub sentence: String,
    /// Until when it may sign.
    pub expires_at_ms: Option<Millis>,
    /// Records held of it.
    pub records: u64,
}

/// What is typed on another computer to make it a node of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Place {
    /// [`super::SCHEMA_VERSION`]
    pub schema_version: u32,
    /// Where the network is.
    pub invitation: String,
    /// Which place there: the organisation's id, a stroke, the slot.
    pub place: String,
    /// The organisation's name.
    pub organisation: String,
    /// When the invitation becomes void.
    pub expires_at_ms: Millis,
}

/// A new root key waits for the stewards.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Succession {
    /// [`super::SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The text to hand to a steward.
    pub request: String,
    /// Of the new root key, to be read out by telephone.
    pub fingerprint: String,
    /// The new root key as 24 words, to be written down.
    pub recovery_words: Secret,
    /// The new root key, encrypted.
    pub recovery_file: String,
    /// Nodes that stay certified.
    pub kept: Vec<String>,
}

/// Until when a node may sign for its organisation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CertificateStatus {
    /// As [`NodeLine::state`].
    pub state: String,
    /// In a sentence.
    pub sentence: String,
    /// Until when it may sign.
    pub expires_at_ms: Option<Millis>,
}
