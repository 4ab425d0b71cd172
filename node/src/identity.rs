//! Who this node is: written once at set-up, read at every start.

use crate::folder::{Folder, write_private};
use protocol::api::{Problem, ProblemKind};
use protocol::id::{NetworkId, OrganisationId};
use protocol::key::PublicKey;
use serde::{Deserialize, Serialize};
use std::fs;

/// The content of `identity.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Version of this file.
    pub version: u32,
    /// The network, hexadecimal.
    pub network: String,
    /// The organisation, hexadecimal.
    pub organisation: String,
    /// The node's public key, hexadecimal.
    pub node: String,
    /// The organisation's name as its people typed it.
    pub name: String,
    /// Default language of what it publishes (BCP 47).
    pub language: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Its place; may be empty.
    pub place: String,
    /// While it waits to be admitted.
    pub joining: Option<Joining>,
}

/// What a node needs until it is admitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joining {
    /// The invitation without its code.
    pub invitation: String,
    /// The signed request, hexadecimal: sent again and again until it is answered. Empty in a further
    /// node of a member, which presents its certificate instead.
    pub request: String,
    /// That certificate as a paper, hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}

/// The identity with its ids understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The network.
    pub network: NetworkId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The node.
    pub node: PublicKey,
    /// The rest.
    pub identity: Identity,
}

const VERSION: u32 = 1;

impl Identity {
    /// A new one.
    #[must_use]
    pub fn new(network: NetworkId, organisation: OrganisationId, node: PublicKey) -> Self {
        Self {
            version: VERSION,
            network: network.to_string(),
            organisation: organisation.to_string(),
            node: node.to_string(),
            name: String::new(),
            language: String::new(),
            country: String::new(),
            place: String::new(),
            joining: None,
        }
    }

    /// Writes it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, folder: &Folder) -> Result<(), Problem> {
        let text = serde_json::to_string_pretty(self).expect("strings and numbers become JSON");
        write_private(&folder.identity(), text.as_bytes())
    }

    /// Reads it.
    ///
    /// # Errors
    /// When it is missing, damaged, or of a newer version.
    pub fn load(folder: &Folder) -> Result<Who, Problem> {
        let path = folder.identity();
        let damaged = |why: String| {
            let message = format!("the file {} is damaged: {why}", path.display());
            Problem::new(ProblemKind::Integrity, message).hint("restore the folder from a backup")
        };
        let text = fs::read_to_string(&path).map_err(|error| damaged(crate::folder::plain(&error)))?;
        let identity: Self = serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?;
        if identity.version > VERSION {
            let message = "this folder belongs to a newer version of Vicinia";
            return Err(Problem::new(ProblemKind::NewerData, message).hint("install that version"));
        }
        let ids = |text: &str| text.to_owned();
        Ok(Who {
            network: identity.network.parse().map_err(|_| damaged(ids("network")))?,
            organisation: identity.organisation.parse().map_err(|_| damaged(ids("organisation")))?,
            node: identity.node.parse().map_err(|_| damaged(ids("node")))?,
            identity,
        })
    }
}
