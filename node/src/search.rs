//! Full-text search over everything this node holds, answered locally.
//!
//! Owns: the index, a disposable copy of what the store says, made for asking. Refuses to know: SQL,
//! rows, HTTP. Neighbours: the store implements [`Source`]; the web and the command line ask.
//!
//! ```text
//! Source ─changes─▶ project ─▶ scribe ─▶ schema, values, words, running, lexicon, analyse ─▶ tantivy
//! Request ─▶ query ─▶ plan ─▶ answer ─▶ Answer (ids) ─▶ rows from the store ─▶ snippet, running
//!              names   forms, naming ─▶ concepts, clauses   rescore, counts, guess, offers
//! ```
//!
//! The two lines meet only in a `View`, an immutable committed state. The index never holds anything
//! that is not in the store: deleted, damaged or outdated, it is built again while the old one answers.

mod analyse;
mod answer;
mod board;
mod census;
mod clauses;
mod columns;
mod concepts;
mod counts;
mod directory;
mod disk;
mod facets;
mod files;
mod forms;
mod guess;
mod lexicon;
mod names;
mod naming;
mod offers;
mod plan;
mod postings;
mod project;
mod query;
mod rarity;
mod remembered;
mod rescore;
mod running;
mod schema;
mod scribe;
mod shelf;
mod similar;
mod snippet;
mod strict;
mod suggest;
mod values;
mod view;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use protocol::vocabulary::Vocabulary;

pub use answer::{MAX_LIMIT, MAX_OFFSET};
pub use facets::{Coded, no_such_filter};
pub use offers::Offer;
pub use similar::{Alike, Reason, Town};
pub use snippet::{MAX_FRAGMENTS, Piece, Snippet, Terms};
pub use strict::Strict;
pub use suggest::Suggested;

use board::Board;
use project::Projector;
use shelf::Shelf;
use view::View;

/// How long a question waits for an index that is made in the place of a damaged one.
const PATIENCE: Duration = Duration::from_secs(1);

/// The id of a work, through all its revisions.
pub type WorkId = [u8; 32];

/// The id of a record.
pub type RecordId = [u8; 32];

/// Why the store could not be read.
pub type SourceError = Box<dyn std::error::Error + Send + Sync>;

/// What the index is made from. All calls come from the projector's thread and may block.
pub trait Source: Send + Sync + 'static {
    /// Highest change number; 0 if nothing ever changed.
    ///
    /// # Errors
    /// The store is out of order: the projector waits and tries again.
    fn head(&self) -> Result<u64, SourceError>;

    /// Changes with numbers above `after`, ascending, at most `limit`; none left out below the last one
    /// given. A work may occur often: only its state now matters.
    ///
    /// # Errors
    /// As [`head`](Self::head).
    fn changes(&self, after: u64, limit: usize) -> Result<Vec<Change>, SourceError>;

    /// The document of each work (at most 32) as it stands now, in the same order; `None` if it has none.
    ///
    /// # Errors
    /// A work cannot be read. Asked one by one, those that still fail are set aside, provided
    /// [`head`](Self::head) answers.
    fn documents(&self, works: &[WorkId]) -> Result<Vec<Option<Document>>, SourceError>;

    /// A random id of the store: an index made from another store is not continued.
    fn store_id(&self) -> [u8; 16];
}

/// A work whose document may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Its place in the order of changes, from 1.
    pub seq: u64,
    /// The work.
    pub work: WorkId,
}

/// A work as searched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The work.
    pub work: WorkId,
    /// The record that is its current revision.
    pub record: RecordId,
    /// BCP 47; empty or `und` if not declared.
    pub language: String,
    /// Weighs most.
    pub title: String,
    /// Weighs more than the sections.
    pub summary: String,
    /// Everything else there is to read, attached documents included. Markdown or plain.
    pub sections: Vec<Section>,
    /// The organisation's name.
    pub publisher: String,
    /// The place's name.
    pub place: String,
    /// The region's name.
    pub region: String,
    /// ISO 3166-1, two letters; empty if not said.
    pub country: String,
    /// The publisher's own keywords.
    pub keywords: Vec<String>,
    /// What it has of the closed lists; 0 and unknown codes count for nothing.
    pub codes: Vec<(Coded, u16)>,
    /// What it has of closed lists that are no facets: searched by what their values are called.
    pub values: Vec<(&'static Vocabulary, u16)>,
    /// The day its review is due, as `yyyymmdd`; 0 if none was promised.
    pub review_by: u32,
    /// When the current revision was issued (milliseconds since 1970).
    pub issued_at_ms: u64,
    /// For members of the network only.
    pub network_only: bool,
    /// The work that it translates.
    pub translates: Option<WorkId>,
}

/// A part of a work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// May be empty.
    pub heading: String,
    /// Markdown or plain.
    pub text: String,
    /// BCP 47, where it differs from the work's.
    pub language: Option<String>,
}

/// A question to the index.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// What somebody typed; read as far as 512 characters and 32 words.
    pub query: String,
    /// Hits wanted, cut to [`MAX_LIMIT`]; 0 only counts.
    pub limit: usize,
    /// Hits to skip, cut to [`MAX_OFFSET`].
    pub offset: usize,
    /// Whether the reader may see what is for the network only.
    pub include_network: bool,
    /// Whether the last word may be unfinished.
    pub as_you_type: bool,
    /// Languages the reader prefers (BCP 47), best first; the first 8 count.
    pub languages: Vec<String>,
    /// Facets and the keys chosen of each; unknown ones narrow nothing.
    pub filters: Vec<(String, Vec<String>)>,
    /// In which order.
    pub sort: Sort,
    /// Only what was typed: no concepts, no guesses.
    pub exact: bool,
    /// Concepts that add nothing, by name; `*` stands for all.
    pub without: Vec<String>,
    /// Whether to count the values of every facet.
    pub facets: bool,
    /// `yyyymmdd`: what is due for review, and what overdue.
    pub today: u32,
}

/// Orders of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; without words, newest first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// By title: what it begins with, in 32 bytes.
    Title,
}

/// What the index answers. Ids only: what is shown comes from the store.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Works that match.
    pub total: usize,
    /// Works that have all words that mean something; fewer than `total` if the others have some.
    pub all_words: usize,
    /// How long it took (microseconds).
    pub took_us: u64,
    /// The page asked for, as sorted; equal ones newest first, then lowest id first.
    pub hits: Vec<Hit>,
    /// Another question was answered.
    pub guess: Option<Guess>,
    /// Concepts that the query names.
    pub expansions: Vec<Expansion>,
    /// Words of the query that name a filter.
    pub offers: Vec<Offer>,
    /// Counts of the facets that occur, if asked for.
    pub facets: Vec<Facet>,
    /// The index could not be read, or there is none yet: the answer says nothing about the library.
    pub failed: bool,
    /// What was looked for, to mark it in the texts shown.
    pub terms: Terms,
}

/// Another question than the one typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The one that was answered.
    pub shown: String,
    /// The one that was typed.
    pub exact: String,
    /// Works that answer the one typed.
    pub exact_total: usize,
}

/// A concept's preferred label in a language, else in English; `None` if there is no such concept.
#[must_use]
pub fn concept_label(name: &str, language: &str) -> Option<&'static str> {
    let concept = concepts::thesaurus().all().iter().find(|one| one.name == name)?;
    concept.label(language).or_else(|| concept.label("en"))
}

/// A concept that the query names, and what it added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// Its name, to switch it off.
    pub id: String,
    /// The words that named it.
    pub words: String,
    /// Its preferred label in the language of these words.
    pub label: String,
    /// Language and preferred label, in the other languages that the library holds.
    pub added: Vec<(String, String)>,
    /// Concepts directly below it, asked for with it.
    pub narrower: Vec<Narrower>,
    /// It was switched off.
    pub off: bool,
}

/// A concept that a wider one brought along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrower {
    /// Its name, to switch it off.
    pub id: String,
    /// Its preferred label in the language of the words typed.
    pub label: String,
    /// It was switched off.
    pub off: bool,
}

/// How many works have which value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its name.
    pub field: String,
    /// Most frequent first.
    pub values: Vec<FacetValue>,
    /// Values left out.
    pub more: usize,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// By which it is chosen.
    pub key: String,
    /// Works that have it, under all filters but this facet's own.
    pub count: u64,
    /// Whether it is.
    pub chosen: bool,
}

/// One work that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The work.
    pub work: WorkId,
    /// The record that was indexed.
    pub record: RecordId,
    /// BM25 with weights; comparable within one answer only, 0 without words.
    pub score: f32,
}

/// How the index stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// What the content depends on besides the store.
    pub index_version: String,
    /// Works that can be found.
    pub works: u64,
    /// The last change that answers take into account.
    pub indexed_seq: u64,
    /// The last change seen in the store.
    pub head_seq: u64,
    /// Whether there is an index to answer from.
    pub searchable: bool,
    /// Whether an index is being built from the beginning.
    pub rebuilding: bool,
    /// Which index answers: another number after it was made anew.
    pub generation: u64,
    /// Whether that index has been read against its checksums since it was opened.
    pub examined: bool,
    /// Works left out, the first 100 by id.
    pub set_aside: Vec<SetAside>,
    /// Why the index does not follow the store just now.
    pub last_error: Option<String>,
}

/// A work that could not be indexed; tried again when it changes and when the index is rebuilt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The work.
    pub work: WorkId,
    /// What went wrong.
    pub reason: String,
}

/// Why search could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system gives no thread.
    #[error("no thread for the search index: {0}")]
    Thread(std::io::Error),
}

/// A handle to the index of one folder; clones share it, the last one to go closes it.
#[derive(Clone)]
pub struct Search {
    running: Arc<Running>,
}

struct Running {
    board: Arc<Board>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Search {
    /// Opens the index in `folder` (and `folder.new`, `folder.old` beside it, for rebuilding) and starts
    /// following the store. An index that can be read answers at once; any other is built anew.
    ///
    /// # Errors
    /// Only if there is no thread to be had: a missing, damaged or unwritable folder shows in
    /// [`status`](Self::status).
    pub fn open(folder: &Path, source: Arc<dyn Source>) -> Result<Self, Error> {
        let board = Arc::new(Board::default());
        let projector = Projector::new(Arc::clone(&board), source, Shelf::new(folder));
        let thread = thread::Builder::new()
            .name(project::THREAD.to_owned())
            .spawn(move || projector.run())
            .map_err(Error::Thread)?;
        Ok(Self { running: Arc::new(Running { board, thread: Mutex::new(Some(thread)) }) })
    }

    /// Answers a question. Blocks for milliseconds: call it where blocking is allowed. Never fails: an
    /// index that cannot be read gives an empty answer marked as failed, and is examined.
    #[must_use]
    pub fn search(&self, request: &Request) -> Answer {
        #[allow(clippy::disallowed_methods, reason = "a span, not a time of day")]
        let start = Instant::now();
        let failed = || Answer { failed: true, ..Answer::default() };
        let mut answer = self.read(|view| answer::answer(view, request)).unwrap_or_else(failed);
        answer.took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        answer
    }

    /// The newest works that have all words of a request that mean something, or name what these name:
    /// nothing is guessed. `None` if the index cannot be read.
    #[must_use]
    pub fn strict(&self, request: &Request) -> Option<Strict> {
        self.read(|view| strict::newest(view, request))
    }

    /// Those of these works that match so, in no order; `None` if the index cannot be read.
    #[must_use]
    pub fn strict_among(&self, request: &Request, works: &[WorkId]) -> Option<Strict> {
        self.read(|view| strict::among(view, request, works))
    }

    /// What the query of a request may become as it is typed on; `None` if the index cannot be read.
    #[must_use]
    pub fn suggest(&self, request: &Request) -> Option<Suggested> {
        self.read(|view| suggest::suggest(view, request))
    }

    /// Works like a work, most alike first; `None` if the index cannot be read.
    #[must_use]
    pub fn like(&self, work: WorkId, include_network: bool, limit: usize) -> Option<Vec<Alike>> {
        self.read(|view| similar::like(view, work, include_network, limit))
    }

    /// The town a work is about; `None` if it is not indexed or the index cannot be read.
    #[must_use]
    pub fn town(&self, work: WorkId) -> Option<Town> {
        self.read(|view| similar::town(view, work)).flatten()
    }

    /// Works from towns like one, without the one it was taken from; `None` if the index cannot be read.
    #[must_use]
    pub fn towns(
        &self,
        town: &Town,
        except: Option<WorkId>,
        include_network: bool,
        limit: usize,
    ) -> Option<Vec<Alike>> {
        self.read(|view| similar::towns(view, town, except, include_network, limit))
    }

    /// Asks the current state; where that fails, orders the index to be examined, and asks the one that is made in
    /// its place, if that takes no longer than anybody waits: it does not where the library is small.
    fn read<T>(&self, ask: impl Fn(&View) -> tantivy::Result<T>) -> Option<T> {
        let answered = |view: &View| match view.files.changed() {
            None => catch_unwind(AssertUnwindSafe(|| ask(view))).ok()?.ok(),
            Some(_) => None,
        };
        let board = &self.running.board;
        let view = board.view();
        view.as_deref().and_then(answered).or_else(|| {
            board.order(|orders| orders.check = true);
            answered(&*board.another(view.as_ref(), PATIENCE)?)
        })
    }

    /// Says that the store may have changed. Cheap; calls merge.
    pub fn notify(&self) {
        self.running.board.order(|orders| orders.follow = true);
    }

    /// Asks for the index to be built anew. The old one answers until then.
    pub fn request_rebuild(&self) {
        self.running.board.order(|orders| orders.rebuild = true);
    }

    /// How the index stands. Cheap: asks neither the index nor the store.
    #[must_use]
    pub fn status(&self) -> Status {
        self.running.board.status()
    }

    /// Waits until answers take change `seq` into account; false if they do not within this time.
    #[must_use]
    pub fn wait_for(&self, seq: u64, within: Duration) -> bool {
        self.wait_until(within, |status| status.searchable && status.indexed_seq >= seq)
    }

    /// Waits until the status is as wished; false if it is not within this time.
    #[must_use]
    pub fn wait_until(&self, within: Duration, wished: impl Fn(&Status) -> bool) -> bool {
        self.running.board.wait_until(within, wished)
    }

    /// Stops following the store and waits for the thread. Questions are still answered, from the last
    /// state.
    pub fn close(&self) {
        self.running.close();
    }
}

impl Running {
    fn close(&self) {
        self.board.order(|orders| orders.stop = true);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // It catches its panics; if one got past, there is nothing left to close.
            drop(thread.join());
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(test)]
mod tests;
