//! How every other node stands to this one: what is known of it, and why it is as it is.
//!
//! Owns: putting together what the network, the store and the last statements say. Refuses to know who
//! reads it: the command line gets plain sentences ([`Why`] writes them), the web its own words.

use crate::clock;
use crate::net::{DialFailure, PeerStatus, TransportKind, peer_of};
use crate::node::{Online, Services};
use crate::problem::store_problem;
use crate::replicate::PeerSync;
use protocol::api::Problem;
use protocol::authority::Authority;
use protocol::key::PublicKey;
use protocol::roster::Status;
use protocol::statement::Statement;
use protocol::sync::Plane;
use std::collections::HashMap;

/// Everything known of one other node.
struct Known<'a> {
    authority: &'a Authority,
    node: PublicKey,
    organisation: protocol::id::OrganisationId,
    link: Option<PeerStatus>,
    sync: Option<PeerSync>,
    statement: Option<Statement>,
    last_seen_ms: Option<u64>,
    last_sync_ms: Option<u64>,
}

/// A node of another organisation, as it stands now.
#[derive(Debug, Clone)]
pub struct OtherNode {
    /// Its organisation's name.
    pub name: String,
    /// Its organisation.
    pub organisation: protocol::id::OrganisationId,
    /// Its key.
    pub node: PublicKey,
    /// How it is connected now, if it is.
    pub transport: Option<TransportKind>,
    /// When the two libraries were last compared to the end.
    pub last_sync_ms: Option<u64>,
    /// When they were last found to be the same.
    pub equal_ms: Option<u64>,
    /// When it was last heard of.
    pub last_seen_ms: Option<u64>,
    /// Records we hold that it lacked by its last word.
    pub behind: u64,
    /// Records it holds that we lacked by its last word.
    pub ahead: u64,
    /// What is going on, or why not.
    pub why: Why,
}

/// What is going on with another node, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// This node is not running.
    Offline,
    /// It is suspended.
    Suspended,
    /// It is no member any more.
    Removed,
    /// No address of it is known.
    NoAddress,
    /// It sent too much that is wrong.
    ShutOut {
        /// For so long still.
        minutes: u64,
    },
    /// It was neither connected nor tried since the start.
    NotYet {
        /// The next attempt, in seconds.
        next: Option<u64>,
    },
    /// It cannot be reached.
    Unreachable {
        /// When it was last connected, if it was since the start.
        since_ms: Option<u64>,
        /// Why the last attempt failed, if there was one since then.
        failure: Option<DialFailure>,
        /// The next attempt, in seconds.
        next: Option<u64>,
    },
    /// Connected, but it does not know us yet.
    Unrecognised,
    /// Connected; so many things fetched so far.
    Fetching(u64),
    /// Connected; the last comparison failed.
    Failed(String),
    /// Connected; both hold the same.
    Same,
    /// Connected; we have all we can get from it.
    Complete,
    /// Connected; comparing.
    Comparing,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let again = |next: &Option<u64>| next.map(|s| format!("; tried again in {s} s")).unwrap_or_default();
        match self {
            Self::Offline => f.write_str("this node is not running"),
            Self::Suspended => f.write_str("suspended: it gets the roster and withdrawals only"),
            Self::Removed => f.write_str("no member any more"),
            Self::NoAddress => f.write_str("never connected: no address of it is known yet"),
            Self::ShutOut { minutes } => {
                write!(f, "shut out for {minutes} more minutes: it sent too much that is wrong")
            }
            Self::NotYet { next } => write!(f, "not connected yet{}", again(next)),
            Self::Unreachable { failure: Some(failure), next, .. } => {
                write!(f, "not reachable: {failure}{}", again(next))
            }
            Self::Unreachable { failure: None, next, .. } => {
                write!(f, "not reachable: the connection has ended{}", again(next))
            }
            Self::Unrecognised => f.write_str("connected, but its roster does not know us yet"),
            Self::Fetching(count) => write!(f, "connected; fetching, {count} things so far"),
            Self::Failed(failure) => write!(f, "connected, but the last comparison failed: {failure}"),
            Self::Same => f.write_str("connected; both hold the same"),
            Self::Complete => f.write_str("connected; we have all we can get from it"),
            Self::Comparing => f.write_str("connected; comparing"),
        }
    }
}

/// Every other node of the roster, by name.
///
/// # Errors
/// When the store cannot be read.
pub async fn nodes(services: &Services) -> Result<Vec<OtherNode>, Problem> {
    let Some(authority) = services.governance.authority() else { return Ok(Vec::new()) };
    let (mut links, mut syncs) = match &services.online {
        Some(online) => live(online).await,
        None => (HashMap::new(), HashMap::new()),
    };
    let stored = services.store.read(|view| Ok((view.statements()?, view.peers()?, view.summaries()?))).await;
    let (statements, peers, summaries) = stored.map_err(|error| store_problem(&error))?;
    let mut statements: HashMap<_, _> =
        statements.into_iter().filter_map(|one| Some((one.node, one.word.kept_statement().ok()?))).collect();
    let peers: HashMap<_, _> = peers.into_iter().map(|one| (one.node, one)).collect();
    let held = summaries.planes[Plane::Headers.index()].count;
    let mut lines: Vec<OtherNode> = authority
        .signers()
        .filter(|signer| signer.1 != services.who.node && authority.is_certified(*signer))
        .map(|(organisation, node)| {
            let peer = peer_of(node.as_bytes());
            let remembered = peers.get(&node);
            let known = Known {
                authority: &authority,
                node,
                organisation,
                link: peer.and_then(|peer| links.remove(&peer)),
                sync: peer.and_then(|peer| syncs.remove(&peer)),
                statement: statements.remove(&node),
                last_seen_ms: remembered.map(|one| one.last_seen_ms).filter(|at| *at > 0),
                last_sync_ms: remembered.map(|one| one.last_sync_ms).filter(|at| *at > 0),
            };
            line(&known, held, services.online.is_some())
        })
        .collect();
    lines.sort_by(|a, b| (&a.name, &a.node).cmp(&(&b.name, &b.node)));
    Ok(lines)
}

type Live = (HashMap<crate::net::PeerId, PeerStatus>, HashMap<crate::net::PeerId, PeerSync>);

async fn live(online: &Online) -> Live {
    let status = online.net.snapshot().await;
    let links = status.map(|status| status.peers).unwrap_or_default();
    (links.into_iter().map(|one| (one.peer, one)).collect(), online.replicate.status())
}

fn line(known: &Known<'_>, held: u64, running: bool) -> OtherNode {
    let theirs = known.statement.as_ref().map(|one| one.headers.count);
    let link = known.link.as_ref().and_then(|peer| peer.link.as_ref());
    let sync = known.sync.as_ref();
    let member = known.authority.organisation(known.organisation);
    OtherNode {
        name: member.map(|one| one.name.clone()).unwrap_or_default(),
        organisation: known.organisation,
        node: known.node,
        transport: link.map(|link| link.transport),
        last_sync_ms: sync.and_then(|sync| sync.done_at_ms).max(known.last_sync_ms),
        equal_ms: sync.and_then(|sync| sync.equal_at_ms),
        last_seen_ms: if link.is_some() { Some(clock::now_ms()) } else { known.last_seen_ms },
        behind: theirs.map_or(0, |theirs| held.saturating_sub(theirs)),
        ahead: theirs.map_or(0, |theirs| theirs.saturating_sub(held)),
        why: if running { why(known, member.map(|one| &one.status)) } else { Why::Offline },
    }
}

fn why(known: &Known<'_>, status: Option<&Status>) -> Why {
    match status {
        Some(Status::Suspended) => return Why::Suspended,
        Some(Status::Removed { .. }) => return Why::Removed,
        Some(Status::Member) | None => {}
    }
    let Some(peer) = &known.link else { return Why::NoAddress };
    if peer.link.is_some() {
        return connected(known, peer);
    }
    if let Some(banned) = peer.banned_for {
        return Why::ShutOut { minutes: banned.as_secs() / 60 };
    }
    let next = peer.next_dial_in.map(|pause| pause.as_secs());
    let lost_ms = peer.lost_for.map(|ago| u64::try_from(ago.as_millis()).unwrap_or(u64::MAX));
    match (lost_ms, peer.last_failure) {
        (None, None) => Why::NotYet { next },
        (lost, failure) => {
            let since_ms = lost.map(|ago| clock::now_ms().saturating_sub(ago));
            Why::Unreachable { since_ms, failure, next }
        }
    }
}

fn connected(known: &Known<'_>, peer: &PeerStatus) -> Why {
    if peer.recognises_us == Some(false) {
        return Why::Unrecognised;
    }
    match &known.sync {
        Some(PeerSync { under_way: Some(fetched), .. }) if *fetched > 0 => Why::Fetching(*fetched),
        Some(PeerSync { failure: Some(failure), .. }) => Why::Failed(failure.clone()),
        Some(PeerSync { done_at_ms: Some(done), equal_at_ms: Some(equal), .. }) if done == equal => Why::Same,
        Some(PeerSync { done_at_ms: Some(_), .. }) => Why::Complete,
        _ => Why::Comparing,
    }
}
