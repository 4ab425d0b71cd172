//! A further node of an organisation that is a member already: another computer, or one in place of a
//! lost one. It has a key of its own; the organisation's root key certifies it here and now.
//!
//! Which slot is free only a member knows, and tells with the invitation: two nodes in one slot would
//! push each other out.

use super::{certificate, finish, hex_of, live_ticket, make_store};
use crate::clock;
use crate::folder::{Folder, write_private};
use crate::identity::{Identity, Joining as Waiting};
use crate::keys;
use protocol::api::{Problem, ProblemKind};
use protocol::authority::Paper;
use protocol::id::OrganisationId;
use std::path::{Path, PathBuf};

/// What is said on the new computer.
#[derive(Debug, Clone, Default)]
pub struct Further {
    /// The invitation as pasted.
    pub ticket_line: String,
    /// The place as pasted: the organisation's id, a stroke, the slot.
    pub place: String,
    /// The organisation's root key, encrypted.
    pub root_key: PathBuf,
    /// Language of what it publishes (BCP 47); may be empty.
    pub language: String,
    /// ISO 3166-1 alpha-2; may be empty.
    pub country: String,
    /// Its place; may be empty.
    pub town: String,
}

/// A further node is ready to be started.
#[derive(Debug)]
pub struct Added {
    /// The organisation's id.
    pub organisation: String,
    /// The new node's key.
    pub node: String,
    /// The network's id.
    pub network: String,
}

/// Makes a node key and its certificate; the node presents it when it is started, until it is known.
///
/// # Errors
/// When the invitation or the place is damaged, the key cannot be opened, the folder holds a node
/// already, or cannot be written.
pub fn further(data: &Path, wish: &Further, passphrase: &str) -> Result<Added, Problem> {
    let now = clock::now_ms();
    let ticket = live_ticket(&wish.ticket_line, now)?;
    let (organisation, slot) = place(&wish.place)?;
    let root = keys::load_encrypted(&wish.root_key, passphrase)?;
    let sealed = std::fs::read(&wish.root_key)
        .map_err(|error| Problem::new(ProblemKind::Failure, crate::folder::plain(&error)))?;
    let (network, node) = (ticket.invitation().network, keys::generate());
    let paper = Paper::Certificate(certificate((network, organisation, slot), &root, &node, now)?);

    let folder = Folder::create(data)?;
    write_private(&folder.root_key(), &sealed)?;
    keys::save_plain(&folder.node_key(), &node)?;
    make_store(&folder, None)?;
    let mut identity = Identity::new(network, organisation, node.public());
    identity.language.clone_from(&wish.language);
    identity.country.clone_from(&wish.country);
    identity.place.clone_from(&wish.town);
    identity.joining = Some(Waiting {
        invitation: hex_of(ticket.signed())?,
        request: String::new(),
        certificate: Some(hex_of(&paper)?),
    });
    finish(&folder, &identity)?;
    Ok(Added {
        organisation: organisation.to_string(),
        node: node.public().to_string(),
        network: network.to_string(),
    })
}

fn place(text: &str) -> Result<(OrganisationId, u16), Problem> {
    let parsed = text.trim().split_once('/').and_then(|(organisation, slot)| {
        let slot: u16 = slot.parse().ok().filter(|slot| *slot < 256)?;
        Some((organisation.parse().ok()?, slot))
    });
    parsed.ok_or_else(|| {
        Problem::new(ProblemKind::Usage, format!("`{text}` is no place for a node"))
            .hint("copy it as vicinia node add printed it: 64 digits, a stroke, a number")
    })
}
