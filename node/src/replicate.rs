//! Replication: drives the protocol's sync sessions from network events and timers.
//!
//! Owns: when to compare with whom, what is fetched, what is served, which hints are sent.
//! Refuses to know how records are verified and stored ([`crate::ingest`], [`crate::governance`]) and how
//! bytes travel ([`crate::net`]).
//!
//! Reconciliation with any connected peer, on connect, every 30 s and on demand, is the guarantee;
//! gossip only makes it fast.

mod attest;
mod fetch;
mod gossip;
mod pull;
mod serve;
mod shelf;

pub use gossip::GossipOutcome;
pub use serve::Served;
pub use shelf::Shelf;

use crate::clock;
use crate::governance::Governance;
use crate::ingest::Ingest;
use crate::net::{Handle, Multiaddr, PeerId};
use crate::store::{Peer as StoredPeer, Store};
use futures::FutureExt as _;
use protocol::id::NetworkId;
use protocol::key::{PublicKey, SecretKey};
use protocol::sync::{AnswerSize, Resume};
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::JoinSet;

/// Between two comparisons with one peer, without a reason to hurry.
const INTERVAL: Duration = Duration::from_secs(30);
/// Between two comparisons with one peer, whatever the reasons.
const LEAST_PAUSE: Duration = Duration::from_millis(500);
/// After a session that failed.
const AFTER_FAILURE: Duration = Duration::from_secs(3);
/// How long a first signature waits for a first comparison.
const FIRST_COMPARISON: Duration = Duration::from_secs(10);
/// Sessions that pull at the same time: more would only share one line and one disk.
const PULLS: usize = 3;

/// What everything here works with.
#[derive(Clone)]
pub struct Parts {
    /// The store.
    pub store: Store,
    /// Roster and papers.
    pub governance: Governance,
    /// The doorway for records.
    pub ingest: Ingest,
    /// The network.
    pub net: Handle,
    /// Which network.
    pub network: NetworkId,
    /// Signs statements.
    pub node: Arc<SecretKey>,
    /// Addresses to state instead of those we listen on.
    pub external: Vec<Multiaddr>,
}

/// How the last comparison with a peer ended.
#[derive(Debug, Clone, Default)]
pub struct PeerSync {
    /// When one last ended with both equal.
    pub equal_at_ms: Option<u64>,
    /// When one last ran to its end.
    pub done_at_ms: Option<u64>,
    /// Whether one is under way, and how many things it has fetched.
    pub under_way: Option<u64>,
    /// Why the last one failed, in words.
    pub failure: Option<String>,
}

/// A cheap handle.
#[derive(Clone)]
pub struct Replicate {
    inner: Arc<Inner>,
}

struct Inner {
    parts: Parts,
    shelf: Arc<Shelf>,
    pulls: Semaphore,
    peers: Mutex<HashMap<PeerId, Peer>>,
    /// Whether authority was synchronised with anyone since the start.
    authority_checked: watch::Sender<bool>,
    /// Counts our statements; seeded by the clock so that it grows over restarts.
    statements: Mutex<u64>,
    spoken: Notify,
    /// Whether a comparison has ended since the start.
    compared: AtomicBool,
    /// What there is to attest.
    holdings: attest::Holdings,
}

struct Peer {
    poke: Arc<Notify>,
    status: PeerSync,
    task: tokio::task::AbortHandle,
}

impl Replicate {
    /// Nothing runs until peers connect.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let shelf = Arc::new(Shelf::new(parts.store.clone(), parts.governance.clone(), parts.network));
        Self {
            inner: Arc::new(Inner {
                parts,
                shelf,
                pulls: Semaphore::new(PULLS),
                peers: Mutex::new(HashMap::new()),
                authority_checked: watch::Sender::new(false),
                statements: Mutex::new(clock::now_ms()),
                spoken: Notify::new(),
                compared: AtomicBool::new(false),
                holdings: attest::Holdings::default(),
            }),
        }
    }

    /// Begins to compare with a member that connected, now and from time to time.
    pub fn connected(&self, peer: PeerId, tasks: &mut JoinSet<()>) {
        self.inner.spoken.notify_one();
        let poke = Arc::new(Notify::new());
        let this = self.clone();
        let signal = Arc::clone(&poke);
        let task = tasks.spawn(async move {
            while AssertUnwindSafe(this.keep_equal(peer, &signal)).catch_unwind().await.is_err() {
                tracing::error!(%peer, "a comparison broke down; it is tried again");
                this.note(&peer, |status| {
                    status.under_way = None;
                    status.failure = Some("it broke down here, the log says where".into());
                });
                tokio::time::sleep(jittered(AFTER_FAILURE)).await;
            }
        });
        let known = Peer { poke, status: PeerSync::default(), task };
        if let Some(before) = self.peers().insert(peer, known) {
            before.task.abort();
        }
    }

    /// Stops comparing with a peer that is gone.
    pub fn disconnected(&self, peer: &PeerId) {
        if let Some(gone) = self.peers().remove(peer) {
            gone.task.abort();
        }
    }

    /// Waits until a first comparison with anyone has ended, if anyone is connected: a machine that was
    /// rolled back learns of its own records before it signs others in their place. Who is alone, or
    /// waits in vain, may sign.
    pub async fn first_comparison(&self) {
        let until = tokio::time::Instant::now() + FIRST_COMPARISON;
        while tokio::time::Instant::now() < until {
            let none_ended = {
                let peers = self.peers();
                !peers.is_empty() && peers.values().all(|peer| peer.status.done_at_ms.is_none())
            };
            if !none_ended || self.inner.compared.load(Ordering::Relaxed) {
                return;
            }
            tokio::time::sleep(LEAST_PAUSE / 10).await;
        }
    }

    /// Compares with this peer soon.
    pub fn poke(&self, peer: &PeerId) {
        if let Some(known) = self.peers().get(peer) {
            known.poke.notify_one();
        }
    }

    /// Compares with everyone soon.
    pub fn poke_all(&self) {
        for known in self.peers().values() {
            known.poke.notify_one();
        }
    }

    /// How comparing with each connected peer goes.
    #[must_use]
    pub fn status(&self) -> HashMap<PeerId, PeerSync> {
        self.peers().iter().map(|(peer, known)| (*peer, known.status.clone())).collect()
    }

    /// Whether authority was synchronised with anyone since the start.
    #[must_use]
    pub fn is_authority_checked(&self) -> bool {
        *self.inner.authority_checked.borrow()
    }

    /// The comparison side of the protocol.
    #[must_use]
    pub fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.inner.shelf)
    }

    fn peers(&self) -> std::sync::MutexGuard<'_, HashMap<PeerId, Peer>> {
        self.inner.peers.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn note(&self, peer: &PeerId, change: impl FnOnce(&mut PeerSync)) {
        if let Some(known) = self.peers().get_mut(peer) {
            change(&mut known.status);
        }
    }

    /// One peer's life: compare, wait, compare again.
    async fn keep_equal(&self, peer: PeerId, poke: &Notify) {
        let mut resume = Resume::default();
        let mut size = AnswerSize::default();
        let mut asked = attest::Asked::default();
        loop {
            let result = {
                let Ok(_turn) = self.inner.pulls.acquire().await else { return };
                self.note(&peer, |status| status.under_way = Some(0));
                pull::pull(self, peer, &mut resume, &mut size).await
            };
            let now = clock::now_ms();
            let pause = match result {
                Ok(report) => {
                    self.note(&peer, |status| {
                        let equal_at_ms = if report.all_equal() { Some(now) } else { status.equal_at_ms };
                        *status =
                            PeerSync { equal_at_ms, done_at_ms: Some(now), under_way: None, failure: None };
                    });
                    self.inner.compared.store(true, Ordering::Relaxed);
                    self.remember(&peer, now).await;
                    if report.wanted.iter().any(|wanted| *wanted > 0) {
                        self.inner.spoken.notify_one();
                    }
                    if asked.is_due(&report) {
                        self.gather_words(peer, &mut asked, &mut size).await;
                    }
                    jittered(INTERVAL)
                }
                Err(failure) => {
                    tracing::debug!(%peer, %failure, "a comparison failed");
                    self.note(&peer, |status| {
                        status.under_way = None;
                        status.failure = Some(failure.to_string());
                    });
                    jittered(AFTER_FAILURE)
                }
            };
            tokio::time::sleep(LEAST_PAUSE).await;
            // A poke that came during the session is still there, so nothing is missed.
            tokio::select! {
                () = poke.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn remember(&self, peer: &PeerId, now: u64) {
        let Some(node) = node_key(peer) else { return };
        let synced = StoredPeer { node, addresses: Vec::new(), last_seen_ms: now, last_sync_ms: now };
        if let Err(error) = self.inner.parts.store.set_peer(synced).await {
            tracing::warn!(%error, "a comparison could not be noted");
        }
    }
}

/// The node key that a peer id stands for.
#[must_use]
pub fn node_key(peer: &PeerId) -> Option<PublicKey> {
    PublicKey::new(crate::net::node_of(peer)?).ok()
}

/// Between three quarters of a pause and five quarters, so that nodes do not march in step.
fn jittered(pause: Duration) -> Duration {
    pause.mul_f64(0.75 + rand::random::<f64>() / 2.0)
}
