//! Setting a node up: founding a network, or preparing to join one.
//!
//! Owns: which files a new folder gets, in an order that leaves a half-made folder recognisable as none
//! (`identity.json` comes last). Neighbours: [`crate::keys`], [`crate::folder`], [`crate::store`].

mod further;

pub use further::{Added, Further, further};

use crate::clock;
use crate::config;
use crate::folder::{Folder, write_private};
use crate::identity::{Identity, Joining as Waiting};
use crate::keys;
use crate::problem::{open_problem, store_problem};
use crate::store::{AuthorityChange, Options, Store};
use protocol::api::{Problem, ProblemKind};
use protocol::authority::certificate::ROLE_NODE;
use protocol::authority::{Authority, Certificate, Paper, SignedCertificate};
use protocol::codec;
use protocol::extension::Extensions;
use protocol::id::{NetworkId, OrganisationId, organisation_id, to_hex};
use protocol::join::{JoinRequest, SignedJoinRequest, Ticket};
use protocol::key::SecretKey;
use protocol::limits;
use protocol::roster::operation::{Acceptance, Charter, Seat, SetStewards};
use protocol::roster::{Founder, Pin, found as found_state, genesis};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// What a founder says.
#[derive(Debug, Clone, Default)]
pub struct Founding {
    /// The network's name.
    pub network_name: String,
    /// Its purpose, in a sentence.
    pub purpose: String,
    /// The organisation's name.
    pub organisation: String,
    /// Code of `ORGANISATION_KIND`.
    pub kind: u16,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Its place; may be empty.
    pub place: String,
    /// Its language (BCP 47).
    pub language: String,
    /// Records it may publish.
    pub budget_records: u64,
}

/// What a joiner says.
#[derive(Debug, Clone, Default)]
pub struct Joining {
    /// The invitation as pasted.
    pub ticket_line: String,
    /// The organisation's name.
    pub organisation: String,
    /// Code of `ORGANISATION_KIND`.
    pub kind: u16,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Its place; may be empty.
    pub place: String,
    /// Its language (BCP 47).
    pub language: String,
    /// A word to the stewards.
    pub message: String,
}

/// A network was founded.
#[derive(Debug)]
pub struct Founded {
    /// The network's id.
    pub network: String,
    /// The organisation's id.
    pub organisation: String,
    /// The node's key.
    pub node: String,
    /// The root key as 24 words, to be written down.
    pub recovery_words: Zeroizing<String>,
    /// The root key, encrypted: the other half of the recovery kit.
    pub recovery_file: PathBuf,
}

/// A request to join is ready to be sent.
#[derive(Debug)]
pub struct Prepared {
    /// The organisation's id.
    pub organisation: String,
    /// The node's key.
    pub node: String,
    /// The inviting organisation's id.
    pub inviter: String,
    /// The network's id.
    pub network: String,
    /// When the invitation becomes void.
    pub expires_at_ms: u64,
    /// Of the root key, to be read out by telephone.
    pub fingerprint: String,
    /// The root key as 24 words, to be written down.
    pub recovery_words: Zeroizing<String>,
    /// The root key, encrypted: the other half of the recovery kit.
    pub recovery_file: PathBuf,
}

/// The three keys of a founder; a joiner has two of them.
struct Keys {
    root: SecretKey,
    node: SecretKey,
}

/// Founds a network of one organisation, which is its only steward.
///
/// # Errors
/// When the folder holds a node already, cannot be written, or a value breaks a bound.
pub fn found(data: &Path, founding: &Founding, passphrase: &str) -> Result<Founded, Problem> {
    keys::check_passphrase(passphrase)?;
    let now = clock::now_ms();
    let keys = Keys { root: keys::generate(), node: keys::generate() };
    let steward = keys::generate();
    let organisation = organisation_id(&keys.root.public());
    let mut entry = genesis(
        Charter {
            name: founding.network_name.clone(),
            purpose: founding.purpose.clone(),
            languages: vec![founding.language.clone()],
        },
        &keys.root,
        Founder {
            name: founding.organisation.clone(),
            kind: founding.kind,
            territory: territory(&founding.country, &founding.place),
            budget: founding.budget_records,
            node_slots: limits::NODE_SLOTS,
        },
        SetStewards { seats: vec![Seat { organisation, key: steward.public(), spare: None }], threshold: 1 },
        None,
        now,
    )
    .map_err(|error| invalid(&error))?;
    entry.sign(organisation, &steward);
    let state = found_state(&entry).map_err(|error| invalid(&error))?;
    let network = state.network;
    let certificate = certificate((network, organisation, 0), &keys.root, &keys.node, now)?;

    let folder = Folder::create(data)?;
    keys::save_encrypted(&folder.root_key(), &keys.root, passphrase)?;
    keys::save_encrypted(&folder.steward_key(), &steward, passphrase)?;
    keys::save_plain(&folder.node_key(), &keys.node)?;
    let authority = Authority::with_papers(state, [Paper::Certificate(certificate)]);
    let change = AuthorityChange {
        authority: Arc::new(authority),
        entries: vec![entry],
        pin: Some(Pin::genesis(network)),
    };
    make_store(&folder, Some(change))?;
    let mut identity = Identity::new(network, organisation, keys.node.public());
    identity.name.clone_from(&founding.organisation);
    identity.language.clone_from(&founding.language);
    identity.country.clone_from(&founding.country);
    identity.place.clone_from(&founding.place);
    finish(&folder, &identity)?;
    Ok(Founded {
        network: network.to_string(),
        organisation: organisation.to_string(),
        node: keys.node.public().to_string(),
        recovery_words: keys::words(&keys.root),
        recovery_file: folder.root_key(),
    })
}

/// Makes keys and a request to join; the node sends it when it is started, until it is answered.
///
/// # Errors
/// When the invitation is damaged or expired, the folder holds a node already, or cannot be written.
pub fn join(data: &Path, joining: &Joining, passphrase: &str) -> Result<Prepared, Problem> {
    let now = clock::now_ms();
    let ticket = live_ticket(&joining.ticket_line, now)?;
    let invitation = ticket.invitation();
    keys::check_passphrase(passphrase)?;
    let keys = Keys { root: keys::generate(), node: keys::generate() };
    let organisation = organisation_id(&keys.root.public());
    let network = invitation.network;
    let request = JoinRequest {
        format: limits::FORMAT,
        network,
        invitation: ticket.signed().clone(),
        root: keys.root.public(),
        acceptance: Acceptance::joining(network, keys.root.public(), Some(ticket.hash()))
            .sign(&keys.root)
            .map_err(|error| invalid(&error))?,
        certificate: certificate((network, organisation, 0), &keys.root, &keys.node, now)?,
        name: joining.organisation.clone(),
        kind: joining.kind,
        territory: territory(&joining.country, &joining.place),
        language: joining.language.clone(),
        message: joining.message.clone(),
        at_ms: now,
        extensions: Extensions::NONE,
    };
    let signed = SignedJoinRequest::sign(&request, &ticket.key()).map_err(|e| invalid(&e))?;
    let folder = Folder::create(data)?;
    keys::save_encrypted(&folder.root_key(), &keys.root, passphrase)?;
    keys::save_plain(&folder.node_key(), &keys.node)?;
    make_store(&folder, None)?;
    let mut identity = Identity::new(network, organisation, keys.node.public());
    identity.name.clone_from(&joining.organisation);
    identity.language.clone_from(&joining.language);
    identity.country.clone_from(&joining.country);
    identity.place.clone_from(&joining.place);
    identity.joining =
        Some(Waiting { invitation: hex_of(ticket.signed())?, request: hex_of(&signed)?, certificate: None });
    finish(&folder, &identity)?;
    Ok(Prepared {
        organisation: organisation.to_string(),
        node: keys.node.public().to_string(),
        inviter: invitation.organisation.to_string(),
        network: network.to_string(),
        expires_at_ms: invitation.expires_at_ms,
        fingerprint: fingerprint(keys.root.public().as_bytes()),
        recovery_words: keys::words(&keys.root),
        recovery_file: folder.root_key(),
    })
}

/// A key's first 80 bits in groups of four digits: short enough for a telephone call, long enough that
/// nobody makes a second key with the same.
#[must_use]
pub fn fingerprint(key: &[u8; 32]) -> String {
    let digits = to_hex(&key[..10]);
    let groups: Vec<&str> = (0..5).map(|i| &digits[i * 4..i * 4 + 4]).collect();
    groups.join(" ")
}

/// An invitation that can still be used.
fn live_ticket(line: &str, now: u64) -> Result<Ticket, Problem> {
    let ticket = Ticket::parse(line).map_err(|error| {
        Problem::new(ProblemKind::Usage, error.to_string())
            .hint("it is one line, from vicinia1 to its end; ask for a new one if yours is not whole")
    })?;
    if ticket.invitation().expires_at_ms < now {
        return Err(Problem::new(ProblemKind::Refused, "the invitation has expired")
            .hint("ask whoever sent it for a new one: it lasts 72 hours"));
    }
    Ok(ticket)
}

/// A node's first certificate.
fn certificate(
    (network, organisation, slot): (NetworkId, OrganisationId, u16),
    root: &SecretKey,
    node: &SecretKey,
    now: u64,
) -> Result<SignedCertificate, Problem> {
    let certificate = Certificate {
        format: limits::FORMAT,
        network,
        organisation,
        node: node.public(),
        slot,
        renewal: 0,
        role: ROLE_NODE,
        scopes: Vec::new(),
        not_before_ms: now,
        expires_at_ms: now + limits::CERTIFICATE_LIFETIME_MS,
        label: format!("node {}", slot + 1),
        extensions: Extensions::NONE,
    };
    SignedCertificate::sign(&certificate, root, node).map_err(|e| invalid(&e))
}

/// Makes the store with what it begins with; blocks, also where a runtime would not like it.
fn make_store(folder: &Folder, begins_with: Option<AuthorityChange>) -> Result<(), Problem> {
    tokio::task::block_in_place(|| {
        let store = Store::open(folder.path(), &Options::default()).map_err(|error| open_problem(&error))?;
        if let Some(change) = begins_with {
            store.set_authority(change, clock::now_ms()).wait().map_err(|error| store_problem(&error))?;
        }
        store.close_blocking();
        Ok(())
    })
}

/// The settings, every line commented out, and the identity, which makes the folder a node's.
fn finish(folder: &Folder, identity: &Identity) -> Result<(), Problem> {
    let commented = |line: &str| {
        if line.is_empty() || line.starts_with('#') { format!("{line}\n") } else { format!("# {line}\n") }
    };
    let settings: String = config::EXAMPLE.lines().map(commented).collect();
    write_private(&folder.settings(), settings.as_bytes())?;
    identity.save(folder)
}

fn territory(country: &str, place: &str) -> String {
    format!("{country} {place}").trim().to_owned()
}

fn hex_of<T: codec::Wire>(value: &T) -> Result<String, Problem> {
    Ok(to_hex(&codec::encode(value).map_err(|error| invalid(&error))?))
}

fn invalid(error: &dyn std::error::Error) -> Problem {
    Problem::new(ProblemKind::Usage, error.to_string())
}
