//! Attestations: what nodes sign about what they hold.
//!
//! One word covers all live records of an organisation: as many, and with the same digest, as here means
//! that each of them is there too. So a flood of ten thousand works costs one word more than one work,
//! and words are asked for only after a comparison that found nothing to fetch. About one record a node
//! is asked when somebody wants to know, which is also how a purge gets its receipt.
//!
//! They travel on the records protocol, asked for among the papers by the id of what they are about.
//!
//! Owns: what is signed, what is asked for and what is believed. Refuses to know who reads it.

use super::Replicate;
use super::fetch::{Fetch, FetchError};
use crate::clock;
use crate::net::PeerId;
use crate::store::{BodyState, Holding, KeptAttestation, StoreError, Summaries, View};
use protocol::authority::Authority;
use protocol::codec;
use protocol::digest::{SetDigest, Summary};
use protocol::extension::Extensions;
use protocol::id::{NetworkId, OrganisationId, RecordId};
use protocol::key::PublicKey;
use protocol::limits;
use protocol::standing::Standing;
use protocol::statement::{Attestation, Matter, Word, state};
use protocol::sync::{AnswerSize, Arrival, Part, Plane, Report};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Between two questions to one peer.
const PAUSE: Duration = Duration::from_secs(10);
/// Organisations asked about at a time; the rest comes the next time.
const ORGANISATIONS: usize = 128;
/// A word older than this is asked for again, though nothing has changed.
const STALE_MS: u64 = 24 * 60 * 60 * 1000;
/// How long somebody who wants to know about one record waits for others.
const ASIDE: Duration = Duration::from_secs(3);

/// What is held of each organisation, until anything changes.
#[derive(Default)]
pub(super) struct Holdings {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// The sets and the place in the change feed that this was counted at.
    of: Option<(Summaries, u64)>,
    holdings: HashMap<OrganisationId, Holding>,
}

impl Holdings {
    fn of(&self, view: &View<'_>, organisation: OrganisationId) -> Result<Holding, StoreError> {
        let now = (view.summaries()?, view.head_seq()?);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.of != Some(now) {
            *known = Known { of: Some(now), holdings: HashMap::new() };
        }
        if let Some(holding) = known.holdings.get(&organisation) {
            return Ok(*holding);
        }
        let holding = view.holding(organisation)?;
        known.holdings.insert(organisation, holding);
        Ok(holding)
    }
}

/// When a peer was last asked for its words.
#[derive(Default)]
pub(super) struct Asked(Option<Instant>);

impl Asked {
    /// Whether it is time to ask, after a comparison that came to this.
    pub(super) fn is_due(&self, report: &Report) -> bool {
        let quiet = report.all_equal() || report.wanted == [0; 4];
        quiet && self.0.is_none_or(|last| last.elapsed() >= PAUSE)
    }
}

impl Replicate {
    /// Asks a peer for its word on every organisation about which its last one does not say what we hold
    /// now. A peer that has nothing to say loses nothing by it.
    pub(super) async fn gather_words(&self, peer: PeerId, asked: &mut Asked, size: &mut AnswerSize) {
        asked.0 = Some(Instant::now());
        if let Err(error) = self.gather(peer, size).await {
            tracing::debug!(%peer, %error, "a peer's word on what it holds could not be had");
        }
    }

    async fn gather(&self, peer: PeerId, size: &mut AnswerSize) -> Result<(), GatherError> {
        let Some(node) = super::node_key(&peer) else { return Ok(()) };
        let Some(authority) = self.inner.parts.governance.authority() else { return Ok(()) };
        let this = self.clone();
        let wanted = self.inner.parts.store.read(move |view| this.unsaid(view, &authority, node)).await?;
        let wants = wanted.into_iter().map(|id| (id.0, Part::Item));
        let mut fetch = Fetch::new(self, peer, Plane::Papers, wants);
        while let Some(arrivals) = fetch.next(size).await? {
            let words = self.believed(peer, node, arrivals).await?;
            if !words.is_empty() {
                self.inner.parts.store.add_attestations(words).await?;
            }
        }
        Ok(())
    }

    /// Organisations of which we hold something whole, while the node's last word says something else.
    fn unsaid(
        &self,
        view: &View<'_>,
        authority: &Authority,
        node: PublicKey,
    ) -> Result<Vec<OrganisationId>, StoreError> {
        let fresh = clock::now_ms().saturating_sub(STALE_MS);
        let mut unsaid = Vec::new();
        for organisation in authority.roster().organisations.keys() {
            let ours = self.inner.holdings.of(view, *organisation)?;
            if ours.whole.count == 0 || ours.missing > 0 {
                continue;
            }
            let word = view.attestation(node, organisation.0)?.and_then(|word| word.attestation().ok());
            if word.is_none_or(|word| word.summary != ours.whole || word.at_ms < fresh) {
                unsaid.push(*organisation);
            }
            if unsaid.len() == ORGANISATIONS {
                break;
            }
        }
        Ok(unsaid)
    }

    /// Words about organisations that say exactly what we hold, and words about records.
    async fn believed(
        &self,
        peer: PeerId,
        node: PublicKey,
        arrivals: Vec<Arrival>,
    ) -> Result<Vec<KeptAttestation>, StoreError> {
        let mut words = Vec::new();
        for arrival in arrivals {
            let Ok(bytes) = arrival.outcome else { continue };
            match checked(&bytes, self.inner.parts.network, node, arrival.id) {
                Some(one) => words.push(one),
                None => _ = self.inner.parts.net.report(peer).await,
            }
        }
        let this = self.clone();
        self.inner
            .parts
            .store
            .read(move |view| {
                let mut believed = Vec::new();
                for (attestation, word) in words {
                    let (about, agrees) = match attestation.about {
                        Matter::Organisation(id) => {
                            let ours = this.inner.holdings.of(view, id)?;
                            let same = attestation.state == state::HELD && attestation.summary == ours.whole;
                            (id.0, same && ours.missing == 0)
                        }
                        Matter::Record(id) => (id.0, true),
                        Matter::Document(id) => (id.0, false),
                    };
                    if agrees {
                        let Attestation { node, at_ms, state, .. } = attestation;
                        let agreed_ms = clock::now_ms();
                        believed.push(KeptAttestation { node, about, at_ms, state, agreed_ms, word });
                    }
                }
                Ok(believed)
            })
            .await
    }

    /// Asks everyone connected about one record; their words are kept.
    pub async fn ask_about(&self, record: RecordId) {
        let mut asked = JoinSet::new();
        for peer in self.status().into_keys() {
            let this = self.clone();
            asked.spawn(async move {
                let Some(node) = super::node_key(&peer) else { return Ok(()) };
                let mut fetch = Fetch::new(&this, peer, Plane::Papers, [(record.0, Part::Item)]);
                while let Some(arrivals) = fetch.next(&mut AnswerSize::default()).await? {
                    let words = this.believed(peer, node, arrivals).await?;
                    this.inner.parts.store.add_attestations(words).await?;
                }
                Ok::<(), GatherError>(())
            });
        }
        let all = async { while asked.join_next().await.is_some() {} };
        let _some_are_slow = tokio::time::timeout(ASIDE, all).await;
    }

    /// Our own word about an organisation or a record, as it travels; `None` if we know neither.
    pub(super) fn own_word(&self, view: &View<'_>, id: [u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        let parts = &self.inner.parts;
        let member =
            parts.governance.authority().is_some_and(|one| one.organisation(OrganisationId(id)).is_some());
        let (about, state, summary) = if member {
            let ours = self.inner.holdings.of(view, OrganisationId(id))?;
            let state = if ours.missing == 0 { state::HELD } else { state::ABSENT };
            (Matter::Organisation(OrganisationId(id)), state, ours.whole)
        } else {
            let Some(state) = state_of(view, RecordId(id))? else { return Ok(None) };
            (Matter::Record(RecordId(id)), state, only(&id))
        };
        let attestation = Attestation {
            format: limits::FORMAT,
            network: parts.network,
            node: parts.node.public(),
            at_ms: clock::now_ms(),
            about,
            state,
            summary,
            extensions: Extensions::NONE,
        };
        let word = Word::attest(&attestation, &parts.node).and_then(|word| codec::encode(&word));
        Ok(word.inspect_err(|error| tracing::error!(%error, "an attestation could not be signed")).ok())
    }
}

/// The summary of a set of one.
fn only(id: &[u8; 32]) -> Summary {
    let mut set = SetDigest::new();
    set.insert(id);
    set.summary()
}

/// How a record stands here, in the words of an attestation.
fn state_of(view: &View<'_>, id: RecordId) -> Result<Option<u16>, StoreError> {
    let Some(record) = view.record(id)? else { return Ok(None) };
    let withdrawn = matches!(record.standing, Standing::Withdrawn { .. });
    Ok(Some(match view.body(id)? {
        BodyState::Here(_) if withdrawn => state::PENDING,
        BodyState::Here(_) => state::HELD,
        BodyState::Purged => state::PURGED,
        BodyState::Missing => state::ABSENT,
    }))
}

/// A word of this node about what was asked; `None` if it is anything else.
fn checked(
    bytes: &[u8],
    network: NetworkId,
    node: PublicKey,
    asked: [u8; 32],
) -> Option<(Attestation, Word)> {
    let word: Word = codec::decode(bytes).ok()?;
    let attestation = word.attestation().ok()?;
    let about = match attestation.about {
        Matter::Organisation(id) => id.0,
        Matter::Record(id) => id.0,
        Matter::Document(id) => id.0,
    };
    let fits = (attestation.node, attestation.network, about) == (node, network, asked);
    fits.then_some((attestation, word))
}

/// Why words could not be had.
#[derive(Debug, thiserror::Error)]
enum GatherError {
    #[error("{0}")]
    Fetch(#[from] FetchError),
    #[error("{0}")]
    Store(#[from] StoreError),
}
