//! A disk that is full at each write in turn: what was acknowledged stays, nothing else was, the node says
//! what to do, and with room again it goes on.
//!
//! Owns: a file system of 24 MiB in a mount namespace, which a second process of this test lives in. Before
//! each step all but some pages of it are taken, one page more each time, so that every call that needs
//! another page is at some time the one that fails.

use super::{PASSPHRASE, alone, ask, founding, practice, publication};
use crate::node::Node;
use crate::problem::store_problem;
use crate::search::Request as Question;
use crate::setup::found;
use crate::{Config, ingest::Outcome};
use protocol::api::{Problem, PublishReport, Request, Status};
use protocol::envelope::Parcel;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const THIS: &str = "node::tests::disk::a_disk_that_is_full_at_each_write_in_turn";
/// A disk, for as long as the command runs.
const MOUNT: &str = "mount -t tmpfs -o size=24m,mode=0700 tmpfs \"$0\" && exec \"$@\"";
const PAGE: u64 = 4096;
/// Works that come from elsewhere in one batch.
const BATCH: usize = 3;
/// Steps at most; a few dozen pages are all that one takes.
const STEPS: u64 = 200;
/// Steps without any trouble after which no further write is left to fail.
const CALM: u32 = 3;
const PATIENCE: Duration = Duration::from_secs(120);
/// Times that the room left is measured.
const TRIES: u32 = 100;

#[test]
fn a_disk_that_is_full_at_each_write_in_turn() {
    if let Some(disk) = alone::purpose() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        return runtime.block_on(on(Path::new(&disk)));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let before = ["unshare", "--mount", "--map-root-user", "sh", "-c", MOUNT].map(OsStr::new).into_iter();
    let before: Vec<_> = before.chain([folder.path().as_os_str()]).collect();
    let tried = Command::new(before[0]).args(&before[1..]).arg("true").output();
    match tried {
        Ok(tried) if tried.status.success() => alone::run(THIS, &before, folder.path().as_os_str()),
        other => println!(
            "NOT RUN: this machine lets no test mount a disk of its own ({other:?}); only \
             store::tests::writing::a_full_disk_refuses_and_recovers meets a full one here"
        ),
    }
}

/// The disk, and what takes its room.
struct Disk {
    filler: PathBuf,
    data: PathBuf,
}

impl Disk {
    /// Takes all room but so many pages.
    fn leave(&self, pages: u64) {
        // What is written meanwhile has its room already; then it is measured again.
        for _ in 0..TRIES {
            let filler = File::create(&self.filler).expect("a file");
            let disk = rustix::fs::statvfs(&self.data).expect("a disk");
            assert_eq!(disk.f_frsize, PAGE);
            let taken = disk.f_bavail.checked_sub(pages).expect("more room than that") * PAGE;
            match rustix::fs::fallocate(&filler, rustix::fs::FallocateFlags::empty(), 0, taken) {
                Err(rustix::io::Errno::NOSPC) => {}
                taken => return taken.expect("taken"),
            }
        }
        panic!("the disk was never quiet");
    }

    fn make_room(&self) {
        fs::remove_file(&self.filler).expect("there");
    }
}

fn config(data: &Path) -> Config {
    Config { offline: true, ..Config::new(data) }
}

/// One sentence that says what is wrong, another that says what to do.
fn is_told(problem: &Problem) {
    assert!(problem.message.contains("the disk is full"), "{problem:?}");
    let hint = problem.hint.as_deref().unwrap_or_default();
    assert!(hint.contains("make room on the disk"), "{problem:?}");
}

/// What the steps leave behind.
#[derive(Default, Debug)]
struct Tally {
    /// Works that were acknowledged.
    works: u64,
    /// Times that the store, the index and the start met the full disk.
    store: u32,
    index: u32,
    start: u32,
}

async fn on(disk: &Path) {
    let disk = Disk { filler: disk.join("filler"), data: disk.join("data") };
    let parcels = from_elsewhere(&disk).await;
    let mut tally = Tally::default();
    let mut batches = parcels.chunks(BATCH);
    steps(&disk, &mut tally, |tally| {
        let batch = batches.next().expect("works enough").to_vec();
        tally.works += batch.len() as u64;
        Deed::TakeIn(batch)
    })
    .await;
    steps(&disk, &mut tally, |tally| {
        tally.works += 1;
        Deed::Publish(format!("Opera {}", tally.works))
    })
    .await;
    starts(&disk, &mut tally).await;
    println!("{tally:?}");
    // A start may need nothing of the disk.
    assert!(tally.store >= 10 && tally.index >= 10, "{tally:?}");
    reserve(&disk, &tally).await;
}

/// A node on the disk, and works by a twin of it that never met a full one.
async fn from_elsewhere(disk: &Disk) -> Vec<Parcel> {
    let elsewhere = tempfile::tempdir().expect("a folder");
    found(elsewhere.path(), &founding(), PASSPHRASE).expect("founded");
    fs::write(elsewhere.path().join("vicinia.toml"), "reserve_mib = 0\n").expect("written");
    let copied = Command::new("cp").arg("-a").arg(elsewhere.path()).arg(&disk.data).status();
    assert!(copied.expect("`cp` is there").success());
    let node = Node::start(config(elsewhere.path())).await.expect("started");
    let authority = node.services().governance.authority().expect("a network");
    let mut parcels = Vec::new();
    for part in 0..STEPS * BATCH as u64 / 100 {
        let files = (0..100).map(|number| practice(&format!("Altrove {part} {number}"))).collect();
        let published = node.services().publisher.publish(&authority, files, false, None).await;
        parcels.extend(published.expect("published").1);
    }
    node.shutdown().await;
    parcels
}

enum Deed {
    TakeIn(Vec<Parcel>),
    Publish(String),
}

impl Deed {
    async fn of(&self, node: &Node) -> Result<(), Problem> {
        match self {
            Self::TakeIn(batch) => {
                let taken = node.services().ingest.parcels(batch.clone()).await;
                let outcomes = taken.map_err(|error| {
                    assert!(error.is_try_later(), "{error:?}");
                    store_problem(&error)
                })?;
                assert!(outcomes.iter().all(|one| matches!(one, Outcome::Stored(_))), "{outcomes:?}");
            }
            Self::Publish(title) => {
                let report = node.ask(publication(title)).await?;
                let report: PublishReport = serde_json::from_value(report).expect("as described");
                assert_eq!(report.files.len(), 1);
            }
        }
        Ok(())
    }
}

/// Does something again and again, each time with a page more, until nothing is in its way.
async fn steps(disk: &Disk, tally: &mut Tally, mut next: impl FnMut(&mut Tally) -> Deed) {
    let mut calm = 0;
    for pages in 0..STEPS {
        let before = tally.works;
        let deed = next(tally);
        // Started anew, its log is empty: every write needs pages.
        let node = Node::start(config(&disk.data)).await.expect("started");
        holds(&node, before).await;
        disk.leave(pages);
        let done = deed.of(&node).await;
        let now = if done.is_ok() { tally.works } else { before };
        let followed = follows(&node, before, now).await;
        disk.make_room();
        if let Err(problem) = &done {
            is_told(problem);
            deed.of(&node).await.expect("done with room");
        }
        tally.store += u32::from(done.is_err());
        tally.index += u32::from(!followed);
        holds(&node, tally.works).await;
        assert_eq!(node.services().store.stopped(), None);
        node.shutdown().await;
        calm = if done.is_ok() && followed { calm + 1 } else { 0 };
        if calm == CALM {
            return;
        }
    }
    panic!("{STEPS} pages are never enough: {tally:?}");
}

/// While the disk is full: the store holds what was acknowledged, and search answers. Whether the index could
/// follow; if not, it says why.
async fn follows(node: &Node, before: u64, now: u64) -> bool {
    let search = node.services().search.clone();
    let head = node.services().store.read_blocking(|view| view.head_seq()).expect("read");
    search.notify();
    let settled = tokio::task::spawn_blocking(move || {
        let told = search.wait_until(PATIENCE, |status| {
            status.last_error.is_some() || (status.indexed_seq >= head && !status.rebuilding)
        });
        assert!(told, "{:?}", search.status());
        search
    });
    let search = settled.await.expect("waited");
    let status: Status = ask(node, Request::Status).await;
    assert_eq!(status.library.works, now, "{:?}", status.warnings);
    let answer = search.search(&Question { query: "ghironda".into(), ..Question::default() });
    assert!(!answer.failed && (before..=now).contains(&(answer.total as u64)), "{answer:?}");
    let found = search.status();
    assert!(!found.rebuilding, "an index is not thrown away for want of room: {found:?}");
    let failure = found.last_error;
    if let Some(words) = &failure {
        assert!(words.contains("the disk is full; make room on it"), "{words}");
    }
    failure.is_none()
}

/// With room: the index comes to equal the store, which holds so many works and is sound.
async fn holds(node: &Node, works: u64) {
    let (search, store) = (node.services().search.clone(), node.services().store.clone());
    let head = store.read_blocking(|view| view.head_seq()).expect("read");
    let settled = tokio::task::spawn_blocking(move || {
        search.notify();
        let settled = search.wait_until(PATIENCE, |status| {
            status.indexed_seq >= head && !status.rebuilding && status.last_error.is_none()
        });
        assert!(settled, "{:?}", search.status());
        (search.status().works, search.search(&Question { query: "ghironda".into(), ..Question::default() }))
    });
    let (indexed, answer) = settled.await.expect("waited");
    let counts = store.read_blocking(|view| view.counts()).expect("read");
    assert_eq!((counts.works_live, indexed, answer.total as u64), (works, works, works));
    assert_eq!(store.read_blocking(|view| view.integrity_check()).expect("read"), Vec::<String>::new());
}

/// Starts with a page more each time.
async fn starts(disk: &Disk, tally: &mut Tally) {
    for pages in 0..STEPS {
        disk.leave(pages);
        let started = Node::start(config(&disk.data)).await;
        disk.make_room();
        match started {
            Ok(node) => {
                holds(&node, tally.works).await;
                return node.shutdown().await;
            }
            Err(problem) => {
                is_told(&problem);
                tally.start += 1;
            }
        }
    }
    panic!("{STEPS} pages are never enough to start");
}

/// Before it is full, the reserve is kept.
async fn reserve(disk: &Disk, tally: &Tally) {
    fs::write(disk.data.join("vicinia.toml"), "").expect("written");
    let node = Node::start(config(&disk.data)).await.expect("started");
    is_told(&node.ask(publication("Una in più")).await.expect_err("no room"));
    let status: Status = ask(&node, Request::Status).await;
    let told = status.warnings.iter().any(|warning| warning.contains("nothing new is taken in"));
    assert!(told, "{:?}", status.warnings);
    holds(&node, tally.works).await;
    node.shutdown().await;
}
