//! The only doorway for records: decode → verify → store.
//!
//! Owns: the order of these, the workers that check signatures, and what is counted when one is refused.
//! Refuses to know who sent what, and whether they are to be punished: the outcome says whose fault it is.

use crate::clock;
use crate::governance::Governance;
use crate::store::{Added, BATCH, Incoming, Store, StoreError};
use protocol::envelope::Parcel;
use protocol::id::NetworkId;
use protocol::verify::{self, Authentic, Body, Fault, Genuine, Record, Refusal};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Records whose signatures one worker checks at a time: some 5 ms of work.
const CHUNK: usize = 64;

/// A cheap handle.
#[derive(Clone)]
pub struct Ingest {
    store: Store,
    governance: Governance,
    network: NetworkId,
    workers: Arc<Semaphore>,
}

/// What became of one parcel.
#[derive(Debug)]
pub enum Outcome {
    /// It is durable now, or was before.
    Stored(Added),
    /// It is not wanted: withdrawn and purged here.
    Unwanted,
    /// It was refused.
    Refused(Refusal),
}

/// A parcel whose signature holds, with the fault of its body if it has one.
struct Checked {
    genuine: Genuine,
    body: Option<Vec<u8>>,
}

impl Ingest {
    /// A doorway of one network.
    #[must_use]
    pub fn new(store: Store, governance: Governance, network: NetworkId) -> Self {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        Self { store, governance, network, workers: Arc::new(Semaphore::new(workers)) }
    }

    /// Takes parcels in; outcomes come in their order. Withdrawals without their body are refused.
    ///
    /// # Errors
    /// When the store fails; nothing of the batch is then acknowledged.
    pub async fn parcels(&self, parcels: Vec<Parcel>) -> Result<Vec<Outcome>, StoreError> {
        let checked = self.check(parcels).await;
        let Some(authority) = self.governance.authority() else {
            return Ok(checked.into_iter().map(|_| Outcome::Unwanted).collect());
        };
        let mut outcomes: Vec<Option<Outcome>> = Vec::with_capacity(checked.len());
        let mut incoming = Vec::with_capacity(checked.len());
        for one in checked {
            let admitted = one.map_err(Refusal::from).and_then(|checked| {
                let record = verify::authorise(checked.genuine, &authority)?;
                incoming_of(record, checked.body).map_err(Refusal::from)
            });
            match admitted {
                Ok(one) => {
                    incoming.push(one);
                    outcomes.push(None);
                }
                Err(refusal) => outcomes.push(Some(Outcome::Refused(refusal))),
            }
        }
        self.count(outcomes.iter().flatten()).await?;
        let mut added = self.store_all(incoming).await?.into_iter();
        Ok(outcomes
            .into_iter()
            .map(|outcome| outcome.unwrap_or_else(|| added.next().map_or(Outcome::Unwanted, Outcome::Stored)))
            .collect())
    }

    async fn store_all(&self, mut incoming: Vec<Incoming>) -> Result<Vec<Added>, StoreError> {
        let mut added = Vec::with_capacity(incoming.len());
        while !incoming.is_empty() {
            let rest = incoming.split_off(incoming.len().min(BATCH));
            let batch = std::mem::replace(&mut incoming, rest);
            added.extend(self.store.add_records(batch, clock::now_ms()).await?);
        }
        Ok(added)
    }

    /// Takes bodies of records that are held already; refused ones come first among the outcomes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bodies(&self, bodies: Vec<(Record, Vec<u8>)>) -> Result<Vec<Outcome>, StoreError> {
        let mut outcomes = Vec::new();
        let mut good: Vec<Authentic<Body>> = Vec::with_capacity(bodies.len());
        for (record, salted) in bodies {
            match verify::body(&record, salted) {
                Ok(body) => good.push(body),
                Err(fault) => outcomes.push(Outcome::Refused(fault.into())),
            }
        }
        self.count(outcomes.iter()).await?;
        while !good.is_empty() {
            let rest = good.split_off(good.len().min(BATCH));
            let batch = std::mem::replace(&mut good, rest);
            let added = self.store.add_bodies(batch, clock::now_ms()).await?;
            outcomes.extend(added.into_iter().map(Outcome::Stored));
        }
        Ok(outcomes)
    }

    /// Counts what was refused elsewhere: papers, entries, frames.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refused(&self, key: &'static str, detail: String) -> Result<(), StoreError> {
        self.store.note_refusal(key.to_owned(), detail, clock::now_ms()).await
    }

    async fn count(&self, outcomes: impl Iterator<Item = &Outcome> + Send) -> Result<(), StoreError> {
        for outcome in outcomes {
            if let Outcome::Refused(refusal) = outcome {
                self.refused(refusal.key(), refusal.to_string()).await?;
            }
        }
        Ok(())
    }

    /// Signatures are checked on worker threads, a chunk each, as many at once as there are cores.
    async fn check(&self, mut parcels: Vec<Parcel>) -> Vec<Result<Checked, Fault>> {
        let mut chunks = Vec::new();
        while !parcels.is_empty() {
            let rest = parcels.split_off(parcels.len().min(CHUNK));
            let chunk = std::mem::replace(&mut parcels, rest);
            let (network, workers) = (self.network, Arc::clone(&self.workers));
            chunks.push(tokio::spawn(async move {
                let _worker = workers.acquire_owned().await.expect("the semaphore is never closed");
                tokio::task::spawn_blocking(move || {
                    chunk.into_iter().map(|parcel| check_one(parcel, network)).collect::<Vec<_>>()
                })
                .await
                .expect("checking does not panic")
            }));
        }
        let mut checked = Vec::new();
        for chunk in chunks {
            checked.extend(chunk.await.expect("checking does not panic"));
        }
        checked
    }
}

fn check_one(parcel: Parcel, network: NetworkId) -> Result<Checked, Fault> {
    let genuine = verify::genuine(parcel.envelope, network)?;
    Ok(Checked { genuine, body: parcel.body })
}

fn incoming_of(record: Authentic<Record>, body: Option<Vec<u8>>) -> Result<Incoming, Fault> {
    let body = match body {
        Some(salted) => Some(verify::body(&record, salted)?),
        None if record.header.is_withdrawal() => {
            return Err(Fault::BodyLength { expected: record.header.body_len, got: 0 });
        }
        None => None,
    };
    Ok(Incoming { record, body })
}
