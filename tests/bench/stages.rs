//! Each stage of "a new member has the whole library" alone, over the records of a real data folder, and
//! the comparison of large equal and nearly equal sets: the limits beside which the whole is read.
//!
//! Takes the data folder of a node that is not running and prints one JSON document. Called by
//! `tests/bench/run`; nothing is asserted.

#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use node::clock;
use node::folder::Folder;
use node::governance::Governance;
use node::identity::Identity;
use node::ingest::{Ingest, Outcome};
use node::projection::Projection;
use node::search::{Search, Source as _};
use node::store::{AuthorityChange, BodyState, Incoming, Options, Store};
use protocol::codec::encode;
use protocol::digest::{SetDigest, Summary};
use protocol::envelope::Parcel;
use protocol::extension::Extensions;
use protocol::id::{EntryId, NetworkId, RecordId};
use protocol::limits;
use protocol::roster::{Pin, Tip};
use protocol::sync::{Hello, Input, Item, Output, Plane, Resume, SealedSet, Session, Snapshot, answer};
use protocol::verify;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Longer than any library of a bench takes.
const PATIENCE: Duration = Duration::from_secs(3_600);
/// Records handed over at once, as the network part does.
const BATCH: usize = 512;
/// Items of the compared sets, and how many of them differ.
const ITEMS: u64 = 1_000_000;
const DIFFERENCES: [u64; 4] = [0, 10, 1_000, 10_000];

fn main() {
    let folder = std::env::args().skip(1).find(|one| !one.starts_with('-')).map(PathBuf::from);
    let mut figures = json!({ "sets": sets() });
    if let Some(folder) = folder {
        figures["stages"] = stages(&folder);
    }
    println!("{figures}");
}

fn seconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64()
}

/// Verify, store and index, each alone, in works per second.
fn stages(folder: &Path) -> Value {
    let who = Identity::load(&Folder::new(folder)).expect("the folder of a node");
    let source = Store::open(folder, &Options::default()).expect("no other process uses the folder");
    let place = tempfile::tempdir_in(folder.parent().expect("a folder lies somewhere")).expect("room");
    let governance =
        Governance::open(source.clone(), who.network, Pin::genesis(who.network)).expect("a roster");
    let parcels = parcels(&source);
    let works = parcels.len();
    let verified = verified(&parcels, who.network, &governance);
    let stored = stored(&parcels, who.network, &source, &governance, &place.path().join("stored"));
    let doorway = doorway(parcels, who.network, &source, &governance, &place.path().join("doorway"));
    let indexed = indexed(&source, governance, &place.path().join("index"));
    let rate = |took: f64| works as f64 / took;
    json!({
        "records": works,
        "verify_per_s_a_core": rate(verified), "store_per_s": rate(stored),
        "verify_and_store_per_s": rate(doorway), "index_per_s": rate(indexed),
    })
}

fn parcels(store: &Store) -> Vec<Parcel> {
    let read = store.read_blocking(|view| {
        let items = view.all_items(Plane::Headers)?;
        let mut parcels = Vec::with_capacity(items.len());
        for item in items {
            let id = RecordId(item.id);
            if let (Some(record), BodyState::Here(body)) = (view.record(id)?, view.body(id)?) {
                parcels.push(Parcel { envelope: record.envelope, body: Some(body) });
            }
        }
        Ok(parcels)
    });
    read.expect("a whole store")
}

fn incoming(parcel: Parcel, network: NetworkId, governance: &Governance) -> Incoming {
    let authority = governance.authority().expect("a founder has authority");
    let genuine = verify::genuine(parcel.envelope, network).expect("stored records are genuine");
    let record = verify::authorise(genuine, &authority).expect("and authorised");
    let body = parcel.body.map(|salted| verify::body(&record, salted).expect("with their bodies"));
    Incoming { record, body }
}

/// Decoding, signature and body of each record, on one core.
fn verified(parcels: &[Parcel], network: NetworkId, governance: &Governance) -> f64 {
    let parcels = parcels.to_vec();
    let since = Instant::now();
    for parcel in parcels {
        std::hint::black_box(incoming(parcel, network, governance));
    }
    seconds(since)
}

/// An empty store of the same network.
fn empty(folder: &Path, like: &Store, governance: &Governance) -> Store {
    std::fs::create_dir(folder).expect("a new folder");
    let store = Store::open(folder, &Options::default()).expect("an empty store");
    let (entries, pin) =
        like.read_blocking(|view| Ok((view.entries()?, view.pin()?))).expect("a whole store");
    let authority = governance.authority().expect("a founder has authority");
    let change = AuthorityChange { authority, entries, pin };
    store.set_authority(change, clock::now_ms()).wait().expect("an empty store takes any authority");
    store
}

/// Verified records into an empty store, durable.
fn stored(
    parcels: &[Parcel],
    network: NetworkId,
    like: &Store,
    governance: &Governance,
    folder: &Path,
) -> f64 {
    let store = empty(folder, like, governance);
    let mut rest: Vec<Incoming> =
        parcels.iter().map(|one| incoming(one.clone(), network, governance)).collect();
    let since = Instant::now();
    let mut under_way = VecDeque::new();
    while !rest.is_empty() {
        let later = rest.split_off(rest.len().min(BATCH));
        under_way.push_back(store.add_records(std::mem::replace(&mut rest, later), clock::now_ms()));
        if under_way.len() > 2 {
            under_way.pop_front().expect("three").wait().expect("there is room");
        }
    }
    for command in under_way {
        command.wait().expect("there is room");
    }
    let took = seconds(since);
    store.close_blocking();
    took
}

/// Parcels through the doorway of a node, as they come from the network.
fn doorway(
    parcels: Vec<Parcel>,
    network: NetworkId,
    like: &Store,
    governance: &Governance,
    folder: &Path,
) -> f64 {
    let store = empty(folder, like, governance);
    let opened = Governance::open(store.clone(), network, Pin::genesis(network)).expect("a roster");
    let ingest = Ingest::new(store.clone(), opened, network);
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let mut rest = parcels;
    let since = Instant::now();
    runtime.block_on(async {
        while !rest.is_empty() {
            let later = rest.split_off(rest.len().min(BATCH));
            let outcomes = ingest.parcels(std::mem::replace(&mut rest, later)).await.expect("there is room");
            assert!(outcomes.iter().all(|one| matches!(one, Outcome::Stored(_))), "{outcomes:?}");
        }
    });
    let took = seconds(since);
    store.close_blocking();
    took
}

/// The whole library indexed from nothing.
fn indexed(store: &Store, governance: Governance, folder: &Path) -> f64 {
    let projection = Projection { store: store.clone(), governance };
    let head = projection.head().expect("a whole store");
    let since = Instant::now();
    let search = Search::open(folder, Arc::new(projection)).expect("a thread");
    assert!(search.wait_for(head, PATIENCE), "{:?}", search.status());
    let took = seconds(since);
    search.close();
    store.close_blocking();
    took
}

/// What a node holds, fixed.
struct Held {
    summary: Summary,
    set: Arc<SealedSet>,
}

impl Held {
    fn of(numbers: impl Iterator<Item = u64>) -> Self {
        let mut digest = SetDigest::new();
        let items = numbers.map(|number| {
            let id = blake3::derive_key("bench", &number.to_le_bytes());
            digest.insert(&id);
            Item { key: 1_700_000_000_000 + number * 977, id }
        });
        let set = Arc::new(items.collect());
        Self { summary: digest.summary(), set }
    }
}

impl Snapshot for Held {
    fn hello(&self) -> Hello {
        let none = SetDigest::new().summary();
        let planes = Plane::ALL.map(|plane| if plane == Plane::Headers { self.summary } else { none });
        let roster = Tip { version: 0, id: EntryId::ZERO };
        Hello {
            format: limits::FORMAT,
            network: NetworkId([7; 32]),
            roster,
            planes,
            extensions: Extensions::NONE,
        }
    }

    fn set(&self, plane: Plane) -> Arc<SealedSet> {
        if plane == Plane::Headers { Arc::clone(&self.set) } else { Arc::default() }
    }
}

/// Comparing a million ids with as many, some of them others: bytes, rounds, milliseconds.
fn sets() -> Value {
    let theirs = Held::of(0..ITEMS);
    let compared = DIFFERENCES.iter().map(|differences| {
        let step = ITEMS.checked_div(*differences).unwrap_or(u64::MAX);
        let ours = Held::of((0..ITEMS).filter(|number| number % step != step - 1));
        let since = Instant::now();
        let (bytes, rounds, wanted) = compared(&ours, &theirs);
        json!({ "differences": differences, "bytes": bytes, "rounds": rounds, "wanted": wanted,
                "ms": 1_000.0 * seconds(since) })
    });
    compared.collect()
}

fn compared(ours: &Held, theirs: &Held) -> (usize, u32, usize) {
    let mut session = Session::new(Resume::default());
    let mut todo = VecDeque::from([session.start(ours)]);
    let (mut bytes, mut wanted) = (0, 0);
    while let Some(output) = todo.pop_front() {
        let input = match output {
            Output::Ask(ask) => {
                let reply = answer(&ask, theirs);
                bytes +=
                    encode(&ask).expect("it was sent").len() + encode(&reply).expect("and answered").len();
                Input::Answer(reply)
            }
            Output::Want { ids, .. } => {
                wanted += ids.len();
                Input::Settled
            }
            Output::Done(report) => return (bytes, report.rounds, wanted),
            Output::Abort(fault) => panic!("{fault}"),
        };
        todo.extend(session.handle(input, ours));
    }
    panic!("the session stands still");
}
