//! The store: one SQLite file that holds everything a node knows, and the only place that speaks SQL.
//!
//! Owns: records with their bodies and standings, the roster and papers, the digests of what is held,
//! the change feed, peers, the desk, saved searches. Refuses to know the network, the search index and the clock: what
//! comes in was verified, and the time is an argument.
//!
//! # How it works
//!
//! - **One writer.** Every change is a [`Command`]: awaited, it goes through a bounded queue to the thread
//!   `store-writer`, which puts up to 256 of them into one transaction and answers after COMMIT. So
//!   "published" means durable, and 500 records cost one fsync.
//! - **A few readers.** [`Store::read`] runs a closure over a [`View`], one consistent picture.
//! - **Derived, never patched.** What a record's standing depends on is judged again in the transaction
//!   that changes it (`standing`); any order, duplication or split of arrival gives the same rows.
//! - **Erased means gone.** Purged bodies leave neither the file nor its log (`purge`).
//!
//! Neighbours: `ingest` brings records, `replicate` reads planes, `search` follows [`View::changes`].

mod attestations;
mod author;
mod authority;
mod command;
mod desk;
mod error;
mod library;
mod lock;
mod loose;
mod meta;
mod migrate;
mod open;
mod peers;
mod planes;
mod purge;
mod query;
mod reader;
mod records;
mod room;
mod row;
mod signers;
mod space;
mod standing;
#[cfg(test)]
mod tests;
mod watches;
mod works;
mod writer;

pub use attestations::{Holding, KeptAttestation};
pub use author::{Authored, Draft, OwnHead};
pub use authority::{AuthorityChange, SignMemory};
pub use command::Command;
pub use desk::{DeskRow, Desked, Refusals, Source};
pub use error::{AuthorError, DatabaseError, Failure, StoreError};
pub use open::{FILE, OpenError, Options};
pub use peers::{KeptStatement, Peer};
pub use planes::Summaries;
pub use purge::Due;
pub use query::{BodyState, Counts, FOUND, Fork, Found, OrganisationCounts, StoredRecord, Wanted};
pub use reader::View;
pub use records::{Added, BATCH, Incoming};
pub use room::Bounds;
pub use watches::{Arrival, Saved, WATCHES, Watch};
pub use works::{BodyHere, Headline, Page, WorkFilter, WorkRow, WorkStanding};

use command::Line;
use protocol::authority::Signer;
use protocol::join::DeskItem;
use protocol::key::PublicKey;
use protocol::roster::SignedEntry;
use protocol::time::Millis;
use protocol::verify::{Authentic, Body};
use reader::Readers;
use space::Space;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, watch};
use writer::{Message, QUEUE, Writer};

/// A handle to the store; clones are cheap and mean the same store. When the last is gone, or after
/// [`Store::close`], the writer finishes what is queued and releases the folder.
#[derive(Clone)]
pub struct Store {
    line: Line,
    readers: Readers,
    changed: watch::Receiver<u64>,
    space: Space,
    bounds: Bounds,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
    id: [u8; 16],
}

impl Store {
    /// Opens the library in a folder, creating both if they are missing. Blocks while it checks and
    /// migrates.
    ///
    /// # Errors
    /// [`OpenError`]; nothing is running then.
    pub fn open(folder: &Path, options: &Options) -> Result<Self, OpenError> {
        let opened = open::open(folder, options)?;
        let condition = Arc::new(OnceLock::new());
        let space = Space::new(folder, options.reserve_bytes);
        let (writer, changed) = Writer::new(
            opened.writer,
            opened.lock,
            folder.to_owned(),
            (space.clone(), options.bounds),
            condition.clone(),
        )
        .map_err(|error| OpenError::Damaged(error.to_string()))?;
        let (queue, waiting) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || writer.run(waiting))
            .map_err(OpenError::Io)?;
        Ok(Self {
            line: Line { queue, condition },
            readers: Readers::new(opened.readers),
            changed,
            space,
            bounds: options.bounds,
            thread: Arc::new(Mutex::new(Some(thread))),
            id: opened.store_id,
        })
    }

    /// Sixteen random bytes drawn when the store was created: a restored copy has the same, another
    /// store never.
    #[must_use]
    pub const fn store_id(&self) -> [u8; 16] {
        self.id
    }

    /// Follows the last number of the change feed. It closes when the writer ends.
    #[must_use]
    pub fn changed(&self) -> watch::Receiver<u64> {
        self.changed.clone()
    }

    /// Why nothing is written any more, if so. A failed disk is not tried again: restart the process.
    #[must_use]
    pub fn stopped(&self) -> Option<Arc<str>> {
        self.line.condition.get().cloned()
    }

    /// Whether the disk's reserve is reached, so that nothing new is taken in.
    #[must_use]
    pub fn is_short_of_space(&self) -> bool {
        self.space.is_low()
    }

    /// How much of the bodies is kept.
    #[must_use]
    pub const fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Finishes what is queued, folds the log into the file and ends the writer. Later commands are
    /// answered with [`StoreError::Stopped`]; reading goes on.
    pub async fn close(&self) {
        let store = self.clone();
        let closed = tokio::task::spawn_blocking(move || store.close_blocking()).await;
        if let Err(error) = closed {
            tracing::warn!(%error, "the writer was not waited for");
        }
    }

    /// [`Store::close`] for a thread that may block.
    pub fn close_blocking(&self) {
        // An error: it ended already.
        let _ = self.line.queue.blocking_send(Message::Close);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the writer panicked");
        }
    }

    /// Reads one consistent picture, on a blocking thread. Keep the closure short.
    ///
    /// # Errors
    /// Those of the closure, and [`StoreError`] when the connection fails.
    ///
    /// # Panics
    /// When the closure does.
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&View<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.readers.read(question).await
    }

    /// [`Store::read`] on this thread, which may wait for a connection.
    ///
    /// # Errors
    /// Those of the closure, and [`StoreError`] when the connection fails.
    pub fn read_blocking<T>(
        &self,
        question: impl FnOnce(&View<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.readers.read_blocking(question)
    }
}

/// Changes. Each is one command: all of it happens or nothing.
impl Store {
    fn command<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&mut writer::Hand<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Command<T> {
        Command::new(&self.line, operation)
    }

    /// Gives the rules to judge by, with the entries, papers and pin they come from, and judges again
    /// what the change may concern. Needed once after every start, before records can be added: with
    /// the rules of last time it costs nothing.
    pub fn set_authority(&self, change: AuthorityChange, now_ms: Millis) -> Command<()> {
        self.command(move |hand| authority::set(hand, &change, now_ms))
    }

    /// Stores a roster entry that changes no rule yet, or further signatures of one. `false`: known.
    pub fn add_entry(&self, entry: SignedEntry) -> Command<bool> {
        self.command(move |hand| authority::add_entry(hand, &entry))
    }

    /// Notes on the disk what was signed as a steward, and keeps it: see [`View::signing`]. Only after
    /// [`SignMemory::Noted`] or [`SignMemory::Same`] may it leave this machine.
    pub fn note_signing(&self, entry: SignedEntry) -> Command<SignMemory> {
        self.command(move |hand| authority::note_signing(hand, &entry))
    }

    /// Stores records, at most [`BATCH`], with the bodies that came along; outcomes in the same order.
    /// What is known is not written again.
    pub fn add_records(&self, batch: Vec<Incoming>, now_ms: Millis) -> Command<Vec<Added>> {
        self.command(move |hand| records::add(hand, &batch, now_ms))
    }

    /// Stores bodies of records that are held, at most [`BATCH`]; outcomes in the same order.
    pub fn add_bodies(&self, bodies: Vec<Authentic<Body>>, now_ms: Millis) -> Command<Vec<Added>> {
        self.command(move |hand| records::add_bodies(hand, &bodies, now_ms))
    }

    /// Says who this node is. Needed before it writes records of its own.
    pub fn set_identity(&self, identity: Signer) -> Command<()> {
        self.command(move |hand| {
            hand.memory.identity = Some(identity);
            Ok(())
        })
    }

    /// Writes a record of our own at the next place of the node's sequence.
    pub fn author<E: Send + 'static>(
        &self,
        draft: Draft<E>,
        now_ms: Millis,
    ) -> Command<Authored, AuthorError<E>> {
        Command::new(&self.line, move |hand| author::author(hand, draft, now_ms))
    }

    /// Writes several in a row, at most [`BATCH`]: all or none.
    pub fn author_many<E: Send + 'static>(
        &self,
        drafts: Vec<Draft<E>>,
        now_ms: Millis,
    ) -> Command<Vec<Authored>, AuthorError<E>> {
        Command::new(&self.line, move |hand| author::author_many(hand, drafts, now_ms))
    }

    /// Makes held records live whose time has come, at most 512.
    pub fn release_due(&self, now_ms: Millis) -> Command<Due> {
        self.command(move |hand| purge::release(hand, now_ms))
    }

    /// Erases bodies whose time has come, at most 512: from the file, its log and copies made before a
    /// migration.
    pub fn purge_due(&self, now_ms: Millis) -> Command<Due> {
        self.command(move |hand| purge::purge(hand, now_ms))
    }

    /// Remembers a peer's addresses and times; times never go back.
    pub fn set_peer(&self, peer: Peer) -> Command<()> {
        self.command(move |hand| peers::set_peer(hand, &peer))
    }

    /// Forgets a peer.
    pub fn forget_peer(&self, node: PublicKey) -> Command<()> {
        self.command(move |hand| peers::forget_peer(hand, node))
    }

    /// Keeps a statement if it is its node's newest. `false`: it is not.
    pub fn add_statement(&self, statement: KeptStatement) -> Command<bool> {
        self.command(move |hand| peers::add_statement(hand, &statement))
    }

    /// Keeps what other nodes have signed about what they hold.
    pub fn add_attestations(&self, words: Vec<KeptAttestation>) -> Command<()> {
        self.command(move |hand| attestations::add(hand, &words))
    }

    /// Lays something on the desk.
    pub fn put_on_desk(&self, item: DeskItem, now_ms: Millis) -> Command<Desked> {
        self.command(move |hand| desk::put(hand, item, now_ms))
    }

    /// Takes items off the desk; says how many lay there.
    pub fn clear_desk(&self, hashes: Vec<[u8; 32]>) -> Command<usize> {
        self.command(move |hand| desk::clear(hand, &hashes))
    }

    /// Forgets what became of a source.
    pub fn forget_source(&self, key: String) -> Command<()> {
        self.command(move |hand| desk::forget_source(hand, &key))
    }

    /// Saves a search under a name that no other has, at most [`WATCHES`]. What came up to `seen` counts as
    /// looked at; all there is, if not said.
    pub fn save_watch(&self, name: String, question: String, seen: Option<u64>) -> Command<Saved> {
        self.command(move |hand| watches::save(hand, &name, &question, seen))
    }

    /// Notes up to which change the hits of a saved search were looked at; it never goes back.
    pub fn see_watch(&self, name: String, seen: u64) -> Command<()> {
        self.command(move |hand| watches::see(hand, &name, seen))
    }

    /// Forgets a saved search. `false`: there was none.
    pub fn forget_watch(&self, name: String) -> Command<bool> {
        self.command(move |hand| watches::forget(hand, &name))
    }

    /// Counts something that was turned away.
    pub fn note_refusal(&self, key: String, detail: String, now_ms: Millis) -> Command<()> {
        self.command(move |hand| desk::refuse(hand, &key, &detail, now_ms))
    }
}
