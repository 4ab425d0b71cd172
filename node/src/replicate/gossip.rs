//! Hints: new records, statements, roster tips. Each only makes faster what reconciliation would do.

use super::Replicate;
use crate::clock;
use crate::ingest::Outcome;
use crate::net::{Verdict, peer_of};
use crate::store::{Added, KeptStatement};
use protocol::codec;
use protocol::envelope::Parcel;
use protocol::extension::Extensions;
use protocol::hint::Hint;
use protocol::id::EntryId;
use protocol::limits;
use protocol::roster::Tip;
use protocol::roster::operation::Head;
use protocol::standing::Standing;
use protocol::statement::{Statement, Word};
use protocol::sync::Plane;
use std::time::Duration;

/// Records that are announced one by one within [`WINDOW`]; a larger burst is announced by one
/// statement, and fetched by reconciliation.
const BURST: usize = 32;
/// See [`BURST`].
const WINDOW: Duration = Duration::from_millis(250);

/// After a statement that something new led to, once more: who has just connected may not pass gossip
/// on yet.
const AGAIN: Duration = Duration::from_secs(4);

/// What a hint led to.
#[derive(Debug)]
pub struct GossipOutcome {
    /// What is said of the message.
    pub verdict: Verdict,
    /// Whether its sender is to be compared with soon.
    pub compare: bool,
}

const fn outcome(verdict: Verdict, compare: bool) -> GossipOutcome {
    GossipOutcome { verdict, compare }
}

impl Replicate {
    /// Takes a hint in.
    pub async fn hear(&self, bytes: &[u8]) -> GossipOutcome {
        match codec::decode::<Hint>(bytes) {
            Err(error) => {
                let _ = self.inner.parts.ingest.refused(error.key(), error.to_string()).await;
                outcome(Verdict::Reject, false)
            }
            Ok(Hint::Record(parcel)) => self.hear_record(parcel).await,
            Ok(Hint::Statement(word)) => self.hear_statement(word).await,
            Ok(Hint::Roster(tip)) => {
                let ours = self.inner.parts.governance.tip().await;
                let behind = ours.is_none_or(|ours| ours.version < tip.version);
                outcome(if behind { Verdict::Accept } else { Verdict::Ignore }, behind)
            }
        }
    }

    async fn hear_record(&self, parcel: Parcel) -> GossipOutcome {
        let whole = parcel.body.is_some();
        let outcomes = self.inner.parts.ingest.parcels(vec![parcel]).await;
        match outcomes.map(|mut all| all.pop()) {
            Ok(Some(Outcome::Stored(Added::Stored { standing, .. }))) => match standing {
                // A held record is kept and served, not passed on.
                Standing::Held { .. } => outcome(Verdict::Ignore, false),
                _ => outcome(Verdict::Accept, !whole),
            },
            Ok(Some(Outcome::Refused(refusal))) if refusal.is_fault() => outcome(Verdict::Reject, false),
            // We may be behind: the sender knows an organisation or a certificate that we do not.
            Ok(Some(Outcome::Refused(_))) => outcome(Verdict::Ignore, true),
            Ok(_) => outcome(Verdict::Ignore, false),
            Err(error) => {
                tracing::warn!(%error, "a record that was announced could not be stored");
                outcome(Verdict::Ignore, false)
            }
        }
    }

    async fn hear_statement(&self, word: Word) -> GossipOutcome {
        let parts = &self.inner.parts;
        let Ok(statement) = word.statement() else { return outcome(Verdict::Reject, false) };
        let known = parts
            .governance
            .authority()
            .is_some_and(|authority| authority.knows((statement.organisation, statement.node)));
        if statement.network != parts.network || !known {
            return outcome(Verdict::Ignore, true);
        }
        let Ok(ours) = parts.store.read(|view| view.summaries()).await else {
            return outcome(Verdict::Ignore, false);
        };
        let differs = ours.planes[Plane::Headers.index()] != statement.headers
            || ours.planes[Plane::Withdrawals.index()] != statement.withdrawals
            || parts.governance.tip_now() != Some(statement.roster);
        self.learn_addresses(&statement).await;
        let (node, counter) = (statement.node, statement.counter);
        let kept = KeptStatement { node, counter, word, received_ms: clock::now_ms() };
        match parts.store.add_statement(kept).await {
            Ok(true) => outcome(Verdict::Accept, differs),
            Ok(false) => outcome(Verdict::Ignore, differs),
            Err(error) => {
                tracing::warn!(%error, "a statement could not be stored");
                outcome(Verdict::Ignore, false)
            }
        }
    }

    /// A member says where it can be reached: the signature makes it worth a try.
    async fn learn_addresses(&self, statement: &Statement) {
        let Some(peer) = peer_of(statement.node.as_bytes()) else { return };
        let addresses = statement.addresses.iter().filter_map(|one| one.parse().ok()).collect();
        let _ = self.inner.parts.net.add_addresses(peer, addresses).await;
    }

    /// Announces new records of our own: one by one when few, by a statement when many.
    pub async fn announce(&self, parcels: Vec<Parcel>) {
        if parcels.len() <= BURST {
            for parcel in parcels {
                self.whisper(small(parcel)).await;
            }
        }
        self.inner.spoken.notify_one();
    }

    /// Announces a newer roster.
    pub async fn announce_roster(&self, tip: Tip) {
        self.whisper(Hint::Roster(tip)).await;
        self.inner.spoken.notify_one();
    }

    /// Says what we hold from time to time, and soon after something new: records, a peer.
    pub async fn keep_stating(&self) {
        let mut pause = super::INTERVAL;
        loop {
            tokio::select! {
                () = self.inner.spoken.notified() => {
                    tokio::time::sleep(WINDOW).await;
                    pause = AGAIN;
                }
                () = tokio::time::sleep(super::jittered(pause)) => pause = super::INTERVAL,
            }
            self.state().await;
        }
    }

    async fn state(&self) {
        let parts = &self.inner.parts;
        let Some(authority) = parts.governance.authority() else { return };
        let node = parts.node.public();
        let Some((organisation, _)) = authority.signers().find(|(_, key)| *key == node) else { return };
        let signer = (organisation, node);
        let read = parts.store.read(move |view| Ok((view.summaries()?, view.own_head(signer)?))).await;
        let Ok((summaries, head)) = read else { return };
        let counter = {
            let mut last = self.inner.statements.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *last = clock::now_ms().max(*last + 1);
            *last
        };
        let statement = Statement {
            format: limits::FORMAT,
            network: parts.network,
            organisation,
            node,
            counter,
            at_ms: clock::now_ms(),
            roster: parts.governance.tip_now().unwrap_or(Tip { version: 0, id: EntryId::ZERO }),
            head: head
                .sequence
                .checked_sub(1)
                .zip(head.previous)
                .map(|(sequence, record)| Head { sequence, record }),
            withdrawals: summaries.planes[Plane::Withdrawals.index()],
            headers: summaries.planes[Plane::Headers.index()],
            bodies: summaries.bodies,
            addresses: self.stated_addresses().await,
            extensions: Extensions::NONE,
        };
        match Word::state(&statement, &parts.node) {
            Ok(word) => self.whisper(Hint::Statement(word)).await,
            Err(error) => tracing::error!(%error, "a statement could not be signed"),
        }
    }

    /// Where we can be reached, as far as it fits.
    async fn stated_addresses(&self) -> Vec<String> {
        let external = &self.inner.parts.external;
        let told = if external.is_empty() {
            let status = self.inner.parts.net.snapshot().await;
            status.map(|status| status.listening).unwrap_or_default()
        } else {
            external.clone()
        };
        let short = |address: &String| address.len() <= limits::STATED_ADDRESS_BYTES;
        told.iter().map(ToString::to_string).filter(short).take(limits::STATED_ADDRESSES).collect()
    }

    async fn whisper(&self, hint: Hint) {
        match codec::encode(&hint) {
            // Nobody listening is no failure: whoever connects will compare.
            Ok(bytes) => _ = self.inner.parts.net.publish(bytes).await,
            Err(error) => tracing::error!(%error, "a hint could not be written"),
        }
    }
}

/// A large body stays at home: the header alone tells whom to ask.
fn small(mut parcel: Parcel) -> Hint {
    let fits = parcel.body.as_ref().is_none_or(|body| body.len() + 1_400 <= limits::GOSSIP_BYTES);
    if !fits {
        parcel.body = None;
    }
    Hint::Record(parcel)
}
