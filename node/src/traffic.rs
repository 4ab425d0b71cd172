//! Network events to services and back: who is served what, who is a member, who is remembered.
//!
//! Owns: the loop over [`net::Event`], which never waits for a disk or a peer: everything slow runs in
//! tasks of its own, a bounded number at a time.

mod refusals;

pub use refusals::Refusals;

use crate::clock;
use crate::net::{self, Event, Handle, Member, Multiaddr, PeerId, Protocol, Verdict, peer_of, split_peer};
use crate::node::{Online, Services};
use crate::replicate::{Served, node_key};
use crate::store::Peer;
use futures::FutureExt as _;
use protocol::api::{Problem, ProblemKind};
use protocol::authority::{Authority, Paper, PaperContent};
use protocol::codec;
use protocol::join::{DeskAnswer, DeskAsk, JoinAnswer, JoinAsk, Presented};
use protocol::key::PublicKey;
use protocol::roster::Status;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

/// Requests and hints of others under way at once.
const HANDLERS: usize = 64;
/// An answer of the join and desk protocols.
const TIMEOUT: Duration = Duration::from_secs(15);
/// How long an act waits for those who are given its paper.
const HANDED: Duration = Duration::from_secs(3);
/// Remembered peers that are told to the network at the start.
const REMEMBERED: usize = 64;

/// The loop. Ends when the network does; what breaks down in it costs one event.
pub(crate) async fn run(services: Services, online: Online, mut events: mpsc::Receiver<Event>) {
    let mut tasks = JoinSet::new();
    while AssertUnwindSafe(heed(&services, &online, &mut events, &mut tasks)).catch_unwind().await.is_err() {
        tracing::error!("handling an event of the network broke down; the next ones are handled");
    }
}

async fn heed(
    services: &Services,
    online: &Online,
    events: &mut mpsc::Receiver<Event>,
    tasks: &mut JoinSet<()>,
) {
    let handlers = Arc::new(Semaphore::new(HANDLERS));
    loop {
        tokio::select! {
            event = events.recv() => {
                let Some(event) = event else { return };
                let Ok(place) = Arc::clone(&handlers).acquire_owned().await else { return };
                let handler = handle(services.clone(), online.clone(), event, tasks);
                if let Some(handler) = handler {
                    tasks.spawn(async move {
                        handler.await;
                        drop(place);
                    });
                }
            }
            Some(ended) = tasks.join_next(), if !tasks.is_empty() => {
                if ended.is_err_and(|error| error.is_panic()) {
                    tracing::error!("answering another node broke down; the others are answered");
                }
            }
        }
    }
}

type Handler = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// What is done at once, and what is left for a task.
fn handle(services: Services, online: Online, event: Event, tasks: &mut JoinSet<()>) -> Option<Handler> {
    match event {
        Event::Listening(address) => {
            tracing::info!(%address, "listening");
            None
        }
        Event::Connected { peer, member: true } => {
            services.arrived.notify_one();
            online.replicate.connected(peer, tasks);
            Some(Box::pin(met(services, online, peer)))
        }
        Event::Connected { member: false, .. } => {
            services.arrived.notify_one();
            None
        }
        Event::Disconnected { peer, why } => {
            tracing::info!(%peer, ?why, "disconnected");
            online.replicate.disconnected(&peer);
            None
        }
        Event::Unrecognised { peer } => Some(Box::pin(present(services, online, peer))),
        Event::Request { peer, protocol, bytes, token, .. } => Some(Box::pin(async move {
            match serve(&services, &online, peer, protocol, bytes).await {
                Served::Answer(answer) => {
                    if let Err(error) = online.net.respond(token, answer).await {
                        tracing::warn!(%peer, %error, "an answer could not be sent");
                    }
                }
                Served::Fault => {
                    let _ = services.ingest.refused("malformed-request", format!("from {peer}")).await;
                    let _ = online.net.report(peer).await;
                }
                Served::Declined => {}
            }
        })),
        Event::Gossip { peer, bytes, token, .. } => Some(Box::pin(async move {
            let heard = online.replicate.hear(&bytes).await;
            if heard.verdict == Verdict::Reject {
                tracing::warn!(%peer, "a hint was wrong under every authority");
            }
            let _ = online.net.verdict(token, heard.verdict).await;
            if heard.compare {
                online.replicate.poke(&peer);
            }
        })),
        Event::DialFailed { peer, why } => {
            tracing::debug!(%peer, %why, "could not be reached");
            None
        }
        Event::Banned { peer } => {
            tracing::warn!(%peer, "shut out for a while: it sent too much that is wrong");
            None
        }
    }
}

async fn met(services: Services, online: Online, peer: PeerId) {
    tracing::info!(%peer, "connected");
    exchange_desks(&services, &online.net, peer).await;
    let Some(node) = node_key(&peer) else { return };
    let address = online.net.snapshot().await.ok().and_then(|status| {
        status.peers.into_iter().find(|one| one.peer == peer).and_then(|one| one.last_address)
    });
    let addresses = address.map(|address| address.to_string()).into_iter().collect();
    let met = Peer { node, addresses, last_seen_ms: clock::now_ms(), last_sync_ms: 0 };
    if let Err(error) = services.store.set_peer(met).await {
        tracing::warn!(%error, "a peer could not be remembered");
    }
}

async fn serve(
    services: &Services,
    online: &Online,
    peer: PeerId,
    protocol: Protocol,
    bytes: Vec<u8>,
) -> Served {
    let limited = !online.replicate.is_full_member(&peer);
    match protocol {
        Protocol::Sync => online.replicate.serve_sync(bytes, limited).await,
        Protocol::Records => online.replicate.serve_records(bytes, limited).await,
        Protocol::Join => match codec::decode::<JoinAsk>(&bytes) {
            Ok(ask) => join(services, online, peer, ask).await,
            Err(_) => Served::Fault,
        },
        Protocol::Desk => match codec::decode::<DeskAsk>(&bytes) {
            Ok(_) if limited => Served::Declined,
            Ok(ask) => match services.admission.answer_desk(ask).await.map(|answer| codec::encode(&answer)) {
                Ok(Ok(answer)) => Served::Answer(answer),
                _ => Served::Declined,
            },
            Err(_) => Served::Fault,
        },
    }
}

async fn join(services: &Services, online: &Online, peer: PeerId, ask: JoinAsk) -> Served {
    let answer = match services.admission.answer_join(ask).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(%error, "a request to join could not be answered");
            return Served::Declined;
        }
    };
    if let JoinAnswer::Refused(code) = &answer {
        let sentence = protocol::join::refusal::sentence(*code);
        if online.refusals.is_news(peer, *code, Instant::now()) {
            tracing::warn!(%peer, "a request to join was refused: {sentence}");
        }
        let _ = services.ingest.refused("join-request", sentence.to_owned()).await;
    }
    codec::encode(&answer).map_or(Served::Declined, Served::Answer)
}

/// Proves to a peer whose roster is older that this node is a member: its certificate, and where that
/// is not enough, the roster entries it lacks, one after the other.
async fn present(services: Services, online: Online, peer: PeerId) {
    let Some(authority) = services.governance.authority() else { return };
    let signer = (services.who.organisation, services.who.node);
    let own = authority.papers().find_map(|(_, paper)| match paper.content() {
        Ok(PaperContent::Certificate(one)) if (one.organisation, one.node) == signer => Some(paper.clone()),
        _ => None,
    });
    let Some(own) = own else { return };
    let first = ask_join(&online.net, peer, JoinAsk::Present(Presented::Paper(own.clone()))).await;
    if let Some(JoinAnswer::Unfounded(tip)) = first {
        let branches = services.governance.branches().await;
        let lacking = branches
            .branch()
            .into_iter()
            .filter(|place| tip.is_none_or(|tip| place.version > tip.version))
            .filter_map(|place| branches.get(&place.id).cloned());
        for entry in lacking {
            let noted = ask_join(&online.net, peer, JoinAsk::Present(Presented::Entry(entry))).await;
            if noted != Some(JoinAnswer::Noted) {
                return;
            }
        }
        // Whoever learns that we are a member closes the connection and opens it again as a member's.
        ask_join(&online.net, peer, JoinAsk::Present(Presented::Paper(own))).await;
    }
}

/// Gives a paper to everyone connected; who does not answer finds it when comparing.
pub(crate) async fn hand_round(online: &Online, paper: &Paper) {
    let mut handed = JoinSet::new();
    for peer in online.replicate.status().into_keys() {
        let (net, ask) = (online.net.clone(), JoinAsk::Present(Presented::Paper(paper.clone())));
        handed.spawn(async move { ask_join(&net, peer, ask).await });
    }
    let all = async { while handed.join_next().await.is_some() {} };
    let _some_are_slow = tokio::time::timeout(HANDED, all).await;
}

/// Gives a paper to the node that it is about, if that is connected.
pub(crate) async fn tell(online: &Online, node: PublicKey, paper: &Paper) {
    let Some(peer) = peer_of(node.as_bytes()) else { return };
    if online.replicate.status().contains_key(&peer) {
        let ask = JoinAsk::Present(Presented::Paper(paper.clone()));
        let _it_may_be_slow = tokio::time::timeout(HANDED, ask_join(&online.net, peer, ask)).await;
    }
}

/// Says something over the join protocol.
pub(crate) async fn ask_join(net: &Handle, peer: PeerId, ask: JoinAsk) -> Option<JoinAnswer> {
    let bytes = codec::encode(&ask).ok()?;
    let answer = net.request(peer, Protocol::Join, bytes, TIMEOUT).await;
    answer.ok().and_then(|answer| codec::decode(&answer).ok())
}

async fn exchange_desks(services: &Services, net: &Handle, peer: PeerId) {
    let Ok(ask) = services.admission.ask_desk().await else { return };
    let Ok(bytes) = codec::encode(&ask) else { return };
    let Ok(answer) = net.request(peer, Protocol::Desk, bytes, TIMEOUT).await else { return };
    match codec::decode::<DeskAnswer>(&answer) {
        Ok(answer) => {
            if let Err(error) = services.admission.take_desk(answer).await {
                tracing::warn!(%error, "another desk's items could not be stored");
            }
        }
        Err(_) => _ = net.report(peer).await,
    }
}

/// Keeps the network told of who is a member, and everyone told of a newer roster.
pub(crate) async fn keep_members(services: Services, online: Online) {
    let mut in_force = services.governance.watch();
    let mut last = None;
    let mut desks = tokio::time::interval(Duration::from_secs(20));
    loop {
        let authority = in_force.borrow_and_update().clone();
        if let Some(authority) = &authority {
            let members = members(&services, authority).await;
            if online.net.set_members(members).await.is_err() {
                return;
            }
            let tip = services.governance.tip().await;
            if let Some(tip) = tip
                && last.replace(tip).is_some_and(|before| before != tip)
            {
                online.replicate.announce_roster(tip).await;
            }
            online.replicate.poke_all();
        }
        tokio::select! {
            changed = in_force.changed() => if changed.is_err() { return },
            _ = desks.tick() => {
                for peer in online.replicate.status().into_keys() {
                    exchange_desks(&services, &online.net, peer).await;
                }
            }
        }
    }
}

/// Who may connect, with the addresses known of them. A revoked node may not; a suspended or removed
/// organisation gets authority and withdrawals only.
async fn members(services: &Services, authority: &Authority) -> BTreeMap<PeerId, Member> {
    let mut addresses = known_addresses(services).await;
    let own = services.who.node;
    authority
        .signers()
        .filter(|signer| {
            signer.1 != own && authority.is_certified(*signer) && authority.cuts(*signer).is_empty()
        })
        .filter_map(|(organisation, node)| {
            let status = &authority.organisation(organisation)?.status;
            let peer = peer_of(node.as_bytes())?;
            let member = Member {
                organisation: organisation.0,
                addresses: addresses.remove(&peer).unwrap_or_default(),
                authority_only: *status != Status::Member,
            };
            Some((peer, member))
        })
        .collect()
}

/// Addresses by peer: from statements, from earlier connections, from the roster.
async fn known_addresses(services: &Services) -> BTreeMap<PeerId, Vec<Multiaddr>> {
    let mut all: BTreeMap<PeerId, Vec<Multiaddr>> = BTreeMap::new();
    let stored = services.store.read(|view| Ok((view.statements()?, view.peers()?))).await;
    if let Ok((statements, peers)) = stored {
        let stated = statements
            .into_iter()
            .filter_map(|one| one.word.kept_statement().ok())
            .map(|one| (one.node, one.addresses));
        for (node, addresses) in stated.chain(peers.into_iter().map(|one| (one.node, one.addresses))) {
            if let Some(peer) = peer_of(node.as_bytes()) {
                let parsed = addresses.iter().filter_map(|address| address.parse().ok());
                all.entry(peer).or_default().extend(parsed);
            }
        }
    }
    let roster = services.governance.authority();
    let bootstrap = roster.iter().flat_map(|authority| &authority.roster().addresses);
    for (peer, address) in bootstrap.filter_map(|address| with_peer(address)) {
        all.entry(peer).or_default().push(address);
    }
    all
}

/// A multiaddress that names its peer.
pub(crate) fn with_peer(address: &str) -> Option<(PeerId, Multiaddr)> {
    split_peer(address.parse().ok()?)
}

/// Peers met before, to begin with.
pub(crate) async fn remembered(services: &Services) -> Vec<(PeerId, Vec<Multiaddr>)> {
    known_addresses(services).await.into_iter().take(REMEMBERED).collect()
}

/// Addresses this node listens on, with the real ports.
pub(crate) async fn listening(services: &Services) -> Vec<String> {
    let Some(online) = &services.online else { return Vec::new() };
    let status = online.net.snapshot().await;
    status.map(|status| status.listening.iter().map(ToString::to_string).collect()).unwrap_or_default()
}

/// Addresses to tell others: those of the settings, else those we listen on.
pub(crate) async fn own_addresses(services: &Services) -> Vec<String> {
    let told: Vec<String> = services.settings.external.iter().map(ToString::to_string).collect();
    if told.is_empty() { listening(services).await } else { told }
}

/// The problem of a network that could not start.
pub(crate) fn start_problem(error: &net::StartError) -> Problem {
    let problem = |kind| Problem::new(kind, error.to_string());
    match error {
        net::StartError::PortTaken { .. } => problem(ProblemKind::Failure)
            .hint("another program, perhaps this node itself, uses the port; choose one with --listen"),
        net::StartError::Listen { address, source } => match source.kind() {
            ErrorKind::Unsupported => {
                let message = format!("a node cannot listen on {address}");
                Problem::new(ProblemKind::Usage, message)
                    .hint("it can on TCP, /ip4/0.0.0.0/tcp/4811, and on QUIC, /ip4/0.0.0.0/udp/4811/quic-v1")
            }
            ErrorKind::AddrNotAvailable => problem(ProblemKind::Usage)
                .hint("name an address of this computer, or 0.0.0.0 for all that it has"),
            ErrorKind::PermissionDenied => problem(ProblemKind::Refused)
                .hint("ports below 1024 are root's: choose another with --listen"),
            _ => problem(ProblemKind::Failure),
        },
        net::StartError::Key(_) | net::StartError::Setup(_) => problem(ProblemKind::Failure),
    }
}
