//! One comparison with one peer, from the hello to the last body.

use super::Replicate;
use super::fetch::{Fetch, FetchError};
use crate::ingest::Outcome;
use crate::net::{PeerId, Protocol, RequestError};
use crate::store::{StoreError, View};
use protocol::authority::Paper;
use protocol::codec::{self, DecodeError, EncodeError};
use protocol::envelope::Parcel;
use protocol::id::RecordId;
use protocol::roster::SignedEntry;
use protocol::sync::{
    AnswerSize, Arrival, Fault, Input, Output, Part, Plane, Report, Resume, Session, SyncAnswer, SyncAsk,
};
use protocol::verify::Record;
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// A sync answer takes the peer some milliseconds; the line may take longer.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Bodies asked for at a time after a session.
const BODIES: u32 = 512;

/// Why a comparison ended early.
#[derive(Debug, thiserror::Error)]
pub(super) enum PullError {
    #[error("the peer did not answer: {0}")]
    Request(#[from] RequestError),
    #[error("the peer's answer makes no sense: {0}")]
    Decode(#[from] DecodeError),
    #[error("{0}")]
    Session(#[from] Fault),
    #[error("{0}")]
    Fetch(#[from] FetchError),
    #[error("a question could not be written: {0}")]
    Encode(#[from] EncodeError),
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl PullError {
    fn is_theirs(&self) -> bool {
        match self {
            Self::Decode(_) => true,
            Self::Session(fault) => fault.is_theirs(),
            Self::Fetch(error) => error.is_theirs(),
            Self::Request(_) | Self::Encode(_) | Self::Store(_) => false,
        }
    }
}

/// Compares and fetches. What was fetched before a failure is kept.
pub(super) async fn pull(
    replicate: &Replicate,
    peer: PeerId,
    resume: &mut Resume,
    size: &mut AnswerSize,
) -> Result<Report, PullError> {
    let mut session = Session::new(*resume);
    let result = run(replicate, peer, &mut session, size).await;
    *resume = session.resume();
    if result.as_ref().is_err_and(PullError::is_theirs) {
        let _ = replicate.inner.parts.net.report(peer).await;
    }
    let report = result?;
    replicate.inner.authority_checked.send_replace(true);
    bodies(replicate, peer, size).await?;
    Ok(report)
}

async fn run(
    replicate: &Replicate,
    peer: PeerId,
    session: &mut Session,
    size: &mut AnswerSize,
) -> Result<Report, PullError> {
    let shelf = replicate.shelf();
    let mut todo = VecDeque::from([session.start(&*shelf)]);
    while let Some(output) = todo.pop_front() {
        let input = match output {
            Output::Done(report) => return Ok(report),
            Output::Abort(fault) => return Err(fault.into()),
            Output::Ask(ask) => Input::Answer(question(replicate, peer, &ask).await?),
            Output::Want { plane, ids } => {
                if plane == Plane::Headers {
                    // Everything that decides about a record's authority and life is here by now.
                    replicate.inner.authority_checked.send_replace(true);
                }
                wanted(replicate, peer, plane, ids, size).await?;
                Input::Settled
            }
        };
        // Reconciling takes some milliseconds of a core and may read the store.
        todo.extend(tokio::task::block_in_place(|| session.handle(input, &*shelf)));
    }
    Ok(*session.report())
}

async fn question(replicate: &Replicate, peer: PeerId, ask: &SyncAsk) -> Result<SyncAnswer, PullError> {
    let bytes = codec::encode(ask)?;
    let net = &replicate.inner.parts.net;
    let answer = net.request(peer, Protocol::Sync, bytes, TIMEOUT).await?;
    Ok(codec::decode(&answer)?)
}

/// Fetches things of one plane and takes them in, answer by answer.
async fn wanted(
    replicate: &Replicate,
    peer: PeerId,
    plane: Plane,
    ids: Vec<[u8; 32]>,
    size: &mut AnswerSize,
) -> Result<(), PullError> {
    let store = &replicate.inner.parts.store;
    let ids = store.read(move |view| view.missing(plane, &ids)).await?;
    let with_body = plane == Plane::Headers;
    let wants = ids.into_iter().flat_map(|id| {
        let body = with_body.then_some((id, Part::Body));
        [Some((id, Part::Item)), body].into_iter().flatten()
    });
    let mut fetch = Fetch::new(replicate, peer, plane, wants);
    let mut pairing = Pairing::default();
    while let Some(arrivals) = fetch.next(size).await? {
        let count = arrivals.len() as u64;
        take_in(replicate, peer, plane, arrivals, &mut pairing).await?;
        replicate.note(&peer, |status| {
            status.under_way = status.under_way.map(|before| before + count);
        });
    }
    records(replicate, peer, pairing.last()).await
}

/// Joins a record with the body that follows it, which may come with the next answer.
#[derive(Default)]
struct Pairing {
    waiting: Option<([u8; 32], Parcel)>,
}

impl Pairing {
    fn item(&mut self, id: [u8; 32], parcel: Parcel) -> Option<Parcel> {
        self.waiting.replace((id, parcel)).map(|(_, before)| before)
    }

    fn body(&mut self, id: [u8; 32], body: Option<Vec<u8>>) -> Option<Parcel> {
        let (of, mut parcel) = self.waiting.take()?;
        if of == id {
            parcel.body = body.or(parcel.body);
        }
        Some(parcel)
    }

    fn last(self) -> Vec<Parcel> {
        self.waiting.into_iter().map(|(_, parcel)| parcel).collect()
    }
}

async fn take_in(
    replicate: &Replicate,
    peer: PeerId,
    plane: Plane,
    arrivals: Vec<Arrival>,
    pairing: &mut Pairing,
) -> Result<(), PullError> {
    let governance = &replicate.inner.parts.governance;
    match plane {
        Plane::Roster => {
            let entries = decoded::<SignedEntry>(replicate, peer, arrivals).await?;
            let offered = governance.offer_entries(entries).await?;
            count(replicate, peer, offered.refused).await
        }
        Plane::Papers => {
            let papers = decoded::<Paper>(replicate, peer, arrivals).await?;
            let offered = governance.offer_papers(papers).await?;
            count(replicate, peer, offered.refused).await
        }
        Plane::Withdrawals | Plane::Headers => {
            let mut parcels = Vec::with_capacity(arrivals.len());
            for arrival in arrivals {
                match (arrival.part, arrival.outcome) {
                    (Part::Item, Ok(bytes)) => {
                        let parcel = one::<Parcel>(replicate, peer, &bytes).await?;
                        parcels.extend(parcel.and_then(|parcel| pairing.item(arrival.id, parcel)));
                    }
                    (Part::Body, body) => parcels.extend(pairing.body(arrival.id, body.ok())),
                    (Part::Item, Err(_)) => {}
                }
            }
            records(replicate, peer, parcels).await
        }
    }
}

async fn records(replicate: &Replicate, peer: PeerId, parcels: Vec<Parcel>) -> Result<(), PullError> {
    let outcomes = replicate.inner.parts.ingest.parcels(parcels).await?;
    blame(replicate, peer, &outcomes).await;
    Ok(())
}

/// Fetches what live records lack, as far as this peer has it.
async fn bodies(replicate: &Replicate, peer: PeerId, size: &mut AnswerSize) -> Result<(), PullError> {
    let parts = &replicate.inner.parts;
    let mut after = None;
    loop {
        let wanted = parts.store.read(move |view| wanted_records(view, after)).await?;
        let Some(last) = wanted.last() else { return Ok(()) };
        after = Some(last.id);
        let wants: Vec<_> = wanted.iter().map(|record| (record.id.0, Part::Body)).collect();
        let mut known: HashMap<_, _> = wanted.into_iter().map(|record| (record.id.0, record)).collect();
        let mut fetch = Fetch::new(replicate, peer, Plane::Headers, wants);
        while let Some(arrivals) = fetch.next(size).await? {
            let arrived = arrivals
                .into_iter()
                .filter_map(|arrival| Some((known.remove(&arrival.id)?, arrival.outcome.ok()?)));
            let outcomes = parts.ingest.bodies(arrived.collect()).await?;
            blame(replicate, peer, &outcomes).await;
        }
    }
}

/// Live records without their body, decoded again from what was stored.
fn wanted_records(view: &View<'_>, after: Option<RecordId>) -> Result<Vec<Record>, StoreError> {
    let mut records = Vec::new();
    for wanted in view.wanted_bodies(BODIES, after)? {
        if let Some(stored) = view.record(wanted.record)?
            && let Ok(header) = codec::decode(&stored.envelope.header)
        {
            records.push(Record { id: wanted.record, header, envelope: stored.envelope });
        }
    }
    Ok(records)
}

/// Reports a peer that sent bytes which are wrong under every authority.
async fn blame(replicate: &Replicate, peer: PeerId, outcomes: &[Outcome]) {
    let faults = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Outcome::Refused(refusal) if refusal.is_fault()))
        .count();
    for _ in 0..faults.min(8) {
        let _ = replicate.inner.parts.net.report(peer).await;
    }
}

async fn decoded<T: codec::Wire>(
    replicate: &Replicate,
    peer: PeerId,
    arrivals: Vec<Arrival>,
) -> Result<Vec<T>, PullError> {
    let mut all = Vec::with_capacity(arrivals.len());
    for bytes in arrivals.into_iter().filter_map(|arrival| arrival.outcome.ok()) {
        all.extend(one::<T>(replicate, peer, &bytes).await?);
    }
    Ok(all)
}

/// One poison thing is counted and set aside; the rest goes on.
async fn one<T: codec::Wire>(
    replicate: &Replicate,
    peer: PeerId,
    bytes: &[u8],
) -> Result<Option<T>, PullError> {
    match codec::decode::<T>(bytes) {
        Ok(value) => Ok(Some(value)),
        Err(error) => {
            let refused = vec![(error.key(), error.to_string(), true)];
            count(replicate, peer, refused).await?;
            Ok(None)
        }
    }
}

async fn count(
    replicate: &Replicate,
    peer: PeerId,
    refused: Vec<(&'static str, String, bool)>,
) -> Result<(), PullError> {
    for (key, detail, fault) in refused {
        replicate.inner.parts.ingest.refused(key, detail).await?;
        if fault {
            let _ = replicate.inner.parts.net.report(peer).await;
        }
    }
    Ok(())
}
