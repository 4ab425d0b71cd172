//! Answering: what other nodes may know and have.

use super::Replicate;
use crate::net::PeerId;
use crate::store::{BodyState, StoreError, View};
use protocol::codec;
use protocol::id::RecordId;
use protocol::sync::message::refused;
use protocol::sync::records::absence;
use protocol::sync::{Part, Plane, RecordsAsk, SyncAnswer, SyncAsk};
use std::borrow::Cow;
use std::time::Duration;

/// How long a question for bodies waits for our own authority to be checked: a node that was off must
/// learn of withdrawals before it serves what they withdrew.
const PATIENCE: Duration = Duration::from_secs(10);

/// An answer, or why there is none.
#[derive(Debug)]
pub enum Served {
    /// To be sent.
    Answer(Vec<u8>),
    /// The question makes no sense under any authority: the peer's fault.
    Fault,
    /// Nothing is sent now.
    Declined,
}

impl Replicate {
    /// Answers a question of the sync protocol. `authority_only`: of a peer that may have roster, papers
    /// and withdrawals, nothing else.
    pub async fn serve_sync(&self, bytes: Vec<u8>, authority_only: bool) -> Served {
        let Ok(ask) = codec::decode::<SyncAsk>(&bytes) else { return Served::Fault };
        let plane = match &ask {
            SyncAsk::Hello(_) => Plane::Roster,
            SyncAsk::Reconcile { plane, .. } | SyncAsk::Page { plane, .. } => *plane,
        };
        let answer = if authority_only && plane == Plane::Headers {
            SyncAnswer::Refused(refused::NOT_ALLOWED)
        } else {
            let shelf = self.shelf();
            let answered = tokio::task::spawn_blocking(move || protocol::sync::answer(&ask, &*shelf)).await;
            match answered {
                Ok(answer) => answer,
                Err(_) => return Served::Declined,
            }
        };
        encoded(&answer)
    }

    /// Answers a question of the records protocol.
    pub async fn serve_records(&self, bytes: Vec<u8>, authority_only: bool) -> Served {
        let Ok(ask) = codec::decode::<RecordsAsk>(&bytes) else { return Served::Fault };
        let works = ask.plane == Plane::Headers;
        if works && !authority_only && !self.authority_is_fresh().await {
            return Served::Declined;
        }
        let this = self.clone();
        let found = self.inner.parts.store.read(move |view| {
            Ok(ask.answer(|want| {
                if works && authority_only {
                    return Err(absence::NOT_ALLOWED);
                }
                let found = match want.part {
                    Part::Item => this.item(view, ask.plane, want.id, authority_only),
                    Part::Body => view.body(RecordId(want.id)).map(|body| match body {
                        BodyState::Here(salted) => Ok(salted),
                        BodyState::Purged => Err(absence::PURGED),
                        BodyState::Missing => Err(absence::MISSING),
                    }),
                };
                found.unwrap_or(Err(absence::MISSING)).map(Cow::Owned)
            }))
        });
        match found.await {
            Ok(answer) => encoded(&answer),
            Err(error) => {
                tracing::error!(%error, "a peer's question could not be answered");
                Served::Declined
            }
        }
    }

    /// A thing by its id, or among the papers our word about what the id names.
    fn item(
        &self,
        view: &View<'_>,
        plane: Plane,
        id: [u8; 32],
        authority_only: bool,
    ) -> Result<Result<Vec<u8>, u16>, StoreError> {
        let item = match view.item(plane, &id)? {
            None if plane == Plane::Papers && !authority_only => self.own_word(view, id)?,
            item => item,
        };
        Ok(item.ok_or(absence::MISSING))
    }

    async fn authority_is_fresh(&self) -> bool {
        let mut checked = self.inner.authority_checked.subscribe();
        let waited = tokio::time::timeout(PATIENCE, checked.wait_for(|checked| *checked)).await;
        matches!(waited, Ok(Ok(_)))
    }

    /// Whether this peer may have everything.
    #[must_use]
    pub fn is_full_member(&self, peer: &PeerId) -> bool {
        let node = super::node_key(peer);
        let authority = self.inner.parts.governance.authority();
        match (node, authority) {
            (Some(node), Some(authority)) => authority
                .signers()
                .any(|(organisation, key)| key == node && authority.roster().is_member(organisation)),
            _ => false,
        }
    }
}

fn encoded<T: codec::Wire>(answer: &T) -> Served {
    match codec::encode(answer) {
        Ok(bytes) => Served::Answer(bytes),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            Served::Declined
        }
    }
}
