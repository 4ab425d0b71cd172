//! How every other node stands to this one, a plain sentence each.

use crate::clock;
use crate::net::{DialFailure, PeerStatus, TransportKind, peer_of};
use crate::node::{Online, Services};
use crate::problem::store_problem;
use crate::replicate::PeerSync;
use protocol::api::{PeerLine, Peers, Problem, ProblemKind, SCHEMA_VERSION};
use protocol::authority::Authority;
use protocol::key::PublicKey;
use protocol::roster::Status;
use protocol::statement::Statement;
use protocol::sync::Plane;
use std::collections::HashMap;

pub(super) async fn peers(services: &Services) -> Result<Peers, Problem> {
    if services.online.is_none() {
        return Err(Problem::new(ProblemKind::NotRunning, "the node is not running"));
    }
    let peers = lines(services).await?;
    Ok(Peers { schema_version: SCHEMA_VERSION, summary: summary(&peers), peers })
}

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

/// One line a node of the roster, our own left out.
pub(super) async fn lines(services: &Services) -> Result<Vec<PeerLine>, Problem> {
    let Some(authority) = services.governance.authority() else { return Ok(Vec::new()) };
    let (mut links, mut syncs) = match &services.online {
        Some(online) => live(online).await,
        None => (HashMap::new(), HashMap::new()),
    };
    let stored = services.store.read(|view| Ok((view.statements()?, view.peers()?, view.summaries()?))).await;
    let (statements, peers, summaries) = stored.map_err(|error| store_problem(&error))?;
    let mut statements: HashMap<_, _> =
        statements.into_iter().filter_map(|one| Some((one.node, one.word.statement().ok()?))).collect();
    let peers: HashMap<_, _> = peers.into_iter().map(|one| (one.node, one)).collect();
    let held = summaries.planes[Plane::Headers.index()].count;
    let mut lines: Vec<PeerLine> = authority
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
    lines.sort_by(|a, b| (&a.organisation, &a.node).cmp(&(&b.organisation, &b.node)));
    Ok(lines)
}

type Live = (HashMap<crate::net::PeerId, PeerStatus>, HashMap<crate::net::PeerId, PeerSync>);

async fn live(online: &Online) -> Live {
    let status = online.net.snapshot().await;
    let links = status.map(|status| status.peers).unwrap_or_default();
    (links.into_iter().map(|one| (one.peer, one)).collect(), online.replicate.status())
}

fn line(known: &Known<'_>, held: u64, running: bool) -> PeerLine {
    let theirs = known.statement.as_ref().map(|one| one.headers.count);
    let link = known.link.as_ref().and_then(|peer| peer.link.as_ref());
    let sync = known.sync.as_ref();
    let member = known.authority.organisation(known.organisation);
    PeerLine {
        organisation: member.map(|one| one.name.clone()).unwrap_or_default(),
        organisation_id: known.organisation.to_string(),
        node: known.node.to_string(),
        connected: link.is_some(),
        transport: link.map(|link| match link.transport {
            TransportKind::Tcp => "tcp".to_owned(),
            TransportKind::Quic => "quic".to_owned(),
        }),
        last_sync_ms: sync.and_then(|sync| sync.done_at_ms).max(known.last_sync_ms),
        last_seen_ms: if link.is_some() { Some(clock::now_ms()) } else { known.last_seen_ms },
        behind: theirs.map_or(0, |theirs| held.saturating_sub(theirs)),
        ahead: theirs.map_or(0, |theirs| theirs.saturating_sub(held)),
        why: if running {
            why(known, member.map(|one| &one.status))
        } else {
            "this node is not running".into()
        },
    }
}

/// The plain sentence.
fn why(known: &Known<'_>, status: Option<&Status>) -> String {
    match status {
        Some(Status::Suspended) => return "suspended: it gets the roster and withdrawals only".into(),
        Some(Status::Removed { .. }) => return "no member any more".into(),
        Some(Status::Member) | None => {}
    }
    let Some(peer) = &known.link else { return "never connected: no address of it is known yet".into() };
    if peer.link.is_some() {
        return connected(known, peer);
    }
    if let Some(banned) = peer.banned_for {
        return format!(
            "shut out for {} more minutes: it sent too much that is wrong",
            banned.as_secs() / 60
        );
    }
    let reason = match peer.last_failure {
        None => "not connected yet".to_owned(),
        Some(failure) => unreachable_because(failure),
    };
    match peer.next_dial_in {
        Some(pause) => format!("{reason}; tried again in {} s", pause.as_secs()),
        None => reason,
    }
}

fn connected(known: &Known<'_>, peer: &PeerStatus) -> String {
    if peer.recognises_us == Some(false) {
        return "connected, but its roster does not know us yet".into();
    }
    match &known.sync {
        Some(PeerSync { under_way: Some(fetched), .. }) if *fetched > 0 => {
            format!("connected; fetching, {fetched} things so far")
        }
        Some(PeerSync { failure: Some(failure), .. }) => {
            format!("connected, but the last comparison failed: {failure}")
        }
        Some(PeerSync { done_at_ms: Some(done), equal_at_ms: Some(equal), .. }) if done == equal => {
            "connected; both hold the same".into()
        }
        Some(PeerSync { done_at_ms: Some(_), .. }) => "connected; we have all we can get from it".into(),
        _ => "connected; comparing".into(),
    }
}

fn unreachable_because(failure: DialFailure) -> String {
    format!("not reachable: {failure}")
}

/// The sentence over all of them.
pub(super) fn summary(peers: &[PeerLine]) -> String {
    let total = peers.len();
    let connected = peers.iter().filter(|peer| peer.connected).count();
    match (connected, total) {
        (_, 0) => "No other organisation is in the network yet: vicinia invite brings one.".into(),
        (0, _) => {
            "Connected to nobody: the library here is served as it is, and peers are tried again.".into()
        }
        _ => format!("Connected to {connected} of {total} other nodes."),
    }
}
