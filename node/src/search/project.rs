//! The thread that keeps the index in step with the store.
//!
//! Owns: when to follow, when to examine, when to build anew, what to do after a failure. Refuses to
//! know: documents, folders' contents, queries. Neighbours: `board.rs` brings its orders and shows its
//! results, `scribe.rs` writes an index, `shelf.rs` keeps the folders.
//!
//! ```text
//! orders ─▶ look ─▶ turn: open ─▶ rebuild aside? ─▶ follow changes ─▶ examine once ─▶ wait
//! ```
//!
//! Whatever fails, the last good view keeps answering; the turn is tried again, later each time. Without orders it
//! still looks every other second whether the files are as they were left.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tantivy::TantivyError;

use super::board::{Board, Orders};
use super::concepts::thesaurus;
use super::names::names;
use super::schema;
use super::scribe::{ASIDE_BYTES, Cursor, Fault, LIVE_BYTES, Scribe, Step, guarded, said};
use super::shelf::{self, Shelf};
use super::view::View;
use super::{SetAside, Source};

/// The name of the thread, for those who watch the process.
pub(super) const THREAD: &str = "search-projector";

/// After a commit of n works the next one waits n times this, so that a flood is written in few large
/// commits and a single work at once.
const REST_PER_WORK: Duration = Duration::from_millis(1);
const MAX_REST: Duration = Duration::from_millis(500);

/// The first wait after a failure; doubled by each further one.
const RETRY: Duration = Duration::from_millis(250);
const MAX_RETRY_DOUBLINGS: u32 = 8;

/// Without orders it looks after the files this often, and reads them against their checksums after so many looks:
/// once a day.
const LOOK: Duration = Duration::from_secs(2);
const LOOKS_A_DAY: u32 = 43_200;

/// Examinations of one opened index: a query that fails for another reason must not cost one each time.
const MAX_EXAMINATIONS: u32 = 3;

/// See the module.
pub(super) struct Projector {
    board: Arc<Board>,
    source: Arc<dyn Source>,
    shelf: Shelf,
    live: Option<Scribe>,
    /// The index that answers is old or damaged: another one is to be built.
    stale: bool,
    /// The index that answers has been read against its checksums.
    examined: bool,
    examinations: u32,
    /// Since the last examination.
    looks: u32,
    failures: u32,
}

impl Projector {
    /// Opens what is there, so that it answers before the thread has started.
    pub(super) fn new(board: Arc<Board>, source: Arc<dyn Source>, shelf: Shelf) -> Self {
        let mut projector = Self {
            board,
            source,
            shelf,
            live: None,
            stale: false,
            examined: false,
            examinations: 0,
            looks: 0,
            failures: 0,
        };
        projector.board.report(|status| status.index_version = schema::index_version());
        if let Err(fault) = projector.open() {
            projector.fail(&fault, Duration::ZERO);
        }
        projector.board.order(|orders| orders.follow = true);
        projector
    }

    /// Until told to stop.
    pub(super) fn run(mut self) {
        // Read now, so that nobody who asks waits for it.
        thesaurus();
        names();
        loop {
            let orders = self.board.take_orders(LOOK);
            if orders.stop {
                return;
            }
            self.stale |= orders.rebuild;
            self.examined &= !orders.check || self.examinations >= MAX_EXAMINATIONS;
            let whole = self.look();
            if whole && self.examined && orders == Orders::default() {
                continue;
            }
            let turn = catch_unwind(AssertUnwindSafe(|| self.turn()));
            match turn.unwrap_or_else(|panic| Err(Fault::Panic(said(panic.as_ref())))) {
                Ok(rest) => {
                    self.failures = 0;
                    self.board.rest(rest);
                }
                Err(fault) => {
                    let doublings = self.failures.min(MAX_RETRY_DOUBLINGS);
                    self.failures += 1;
                    self.fail(&fault, RETRY * (1 << doublings));
                }
            }
        }
    }

    /// Brings the index up to date; says how long to rest.
    fn turn(&mut self) -> Result<Duration, Fault> {
        self.note_head()?;
        if self.live.is_none() && !self.stale {
            self.open()?;
        }
        if self.stale {
            self.rebuild()?;
        }
        let committed = self.follow()?;
        self.note_head()?;
        self.board.settled();
        if !self.examined && !self.board.stopping() {
            self.examine();
        }
        Ok((REST_PER_WORK * committed).min(MAX_REST))
    }

    /// Opens the index to be followed: continues the one there, or starts one in its place. One that
    /// still answers but was made by another version is shown and left to be replaced.
    fn open(&mut self) -> Result<(), Fault> {
        self.shelf.settle()?;
        let folder = self.shelf.current();
        let (scribe, view) = match self.resume(folder, LIVE_BYTES)? {
            Some(resumed) => resumed,
            None => self.start(folder, LIVE_BYTES)?,
        };
        self.show(view, scribe.committed());
        self.stale = !scribe.committed().continues(self.source.store_id());
        self.live = (!self.stale).then_some(scribe);
        self.examined = false;
        self.examinations = 0;
        self.board.report(|status| {
            status.examined = false;
            status.generation += 1;
        });
        Ok(())
    }

    /// The index in a folder, if it is one of this store and can be read. Nothing in its files may do
    /// worse than make it unreadable; one that another process writes is left alone.
    fn resume(&self, folder: &Path, bytes: usize) -> Result<Option<(Scribe, View)>, Fault> {
        let resume = || -> tantivy::Result<_> {
            let index = shelf::open(folder)?;
            let cursor = Cursor::of(&index).filter(|found| found.store_id == self.source.store_id());
            let Some(cursor) = cursor else { return Ok(None) };
            let mut scribe = Scribe::open(folder, &index, cursor, bytes)?;
            let view = scribe.view()?;
            Ok(Some((scribe, view)))
        };
        let resumed = match catch_unwind(AssertUnwindSafe(resume)) {
            Ok(resumed) => resumed.map_err(Fault::from),
            Err(_) => return Ok(None),
        };
        match resumed {
            // An index is not damaged because there is no room to write in it.
            Err(fault)
                if !fault.is_full_disk() && !matches!(fault, Fault::Index(TantivyError::LockFailure(..))) =>
            {
                Ok(None)
            }
            resumed => resumed,
        }
    }

    /// An empty index in place of whatever is in the folder.
    fn start(&self, folder: &Path, bytes: usize) -> Result<(Scribe, View), Fault> {
        let index = shelf::create(folder)?;
        let mut scribe = Scribe::open(folder, &index, Cursor::start(self.source.store_id()), bytes)?;
        let view = scribe.view()?;
        Ok((scribe, view))
    }

    /// Builds an index aside and puts it in place; meanwhile the old one answers, and follows if it can.
    fn rebuild(&mut self) -> Result<(), Fault> {
        self.board.report(|status| status.rebuilding = true);
        let mut aside = self.open_aside()?;
        while aside.step(self.source.as_ref())? != Step::Idle {
            if self.board.stopping() {
                return Ok(()); // continued at the next start
            }
            if self.live.is_some() {
                self.follow()?;
            }
        }
        let cursor = aside.committed().clone();
        aside.finish()?;
        self.live = None;
        self.shelf.swap()?;
        self.stale = false;
        tracing::info!(seq = cursor.seq, "the search index was rebuilt");
        self.open()
    }

    /// Continues what an interrupted rebuild left, if that is sound.
    fn open_aside(&self) -> Result<Scribe, Fault> {
        let folder = self.shelf.aside();
        if shelf::damage(folder).is_none()
            && let Some((scribe, _)) = self.resume(folder, ASIDE_BYTES)?
            && scribe.committed().continues(self.source.store_id())
        {
            return Ok(scribe);
        }
        Ok(self.start(folder, ASIDE_BYTES)?.0)
    }

    /// Writes and shows all changes there are; gives the number of works of the last commit.
    fn follow(&mut self) -> Result<u32, Fault> {
        let mut last = 0;
        while let Some(live) = &mut self.live
            && !self.board.stopping()
        {
            match live.step(self.source.as_ref())? {
                Step::Idle => break,
                Step::Staged => {}
                Step::Committed(works) => {
                    last = u32::try_from(works).unwrap_or(u32::MAX);
                    let (view, cursor) = (live.view()?, live.committed().clone());
                    self.show(view, &cursor);
                    // A flood is one long turn.
                    if !self.look() {
                        break;
                    }
                }
            }
        }
        Ok(last)
    }

    fn show(&self, view: View, cursor: &Cursor) {
        let works = view.searcher.num_docs();
        self.board.show(view);
        self.board.report(|status| {
            status.searchable = true;
            status.works = works;
            status.indexed_seq = cursor.seq;
            status.head_seq = status.head_seq.max(cursor.seq);
            let set_aside = |(work, reason): (&_, &String)| SetAside { work: *work, reason: reason.clone() };
            status.set_aside = cursor.set_aside.iter().map(set_aside).collect();
        });
    }

    fn note_head(&self) -> Result<(), Fault> {
        let head = guarded(|| self.source.head()).map_err(Fault::Store)?;
        self.board.report(|status| {
            status.head_seq = head;
            status.rebuilding |= status.indexed_seq == 0 && head > 0;
        });
        Ok(())
    }

    /// Whether the files are as they were left. An index that lacks one is to be replaced; from one that somebody
    /// cut or wrote to nothing may be read any more.
    fn look(&mut self) -> bool {
        self.looks += 1;
        if self.looks >= LOOKS_A_DAY {
            (self.looks, self.examined, self.examinations) = (0, false, 0);
        }
        let changed = self.board.view().and_then(|view| view.files.changed());
        if let Some(one) = &changed {
            if one.as_long && self.is_only_touched() {
                return true;
            }
            self.board.hide();
        }
        let missing = || self.live.as_ref().and_then(Scribe::missing);
        let Some(path) = changed.map(|one| one.path).or_else(missing) else { return true };
        tracing::warn!(?path, "somebody took away or changed a file of the search index: it is made anew");
        self.live = None;
        self.stale = true;
        self.board.report(|status| status.rebuilding = true);
        false
    }

    /// Whether files of another time are what they were, by their checksums; then they are as they should be.
    fn is_only_touched(&mut self) -> bool {
        let Some(live) = &mut self.live else { return false };
        if shelf::damage(self.shelf.current()).is_some() {
            return false;
        }
        live.trust_files();
        let view = live.view();
        view.map(|view| self.board.show(view)).is_ok()
    }

    /// Reads the index against its checksums; a damaged one is to be replaced.
    fn examine(&mut self) {
        self.examined = true;
        self.examinations += 1;
        let damage = shelf::damage(self.shelf.current());
        self.board.report(|status| {
            status.examined = true;
            status.rebuilding |= damage.is_some();
        });
        if let Some(damage) = damage {
            tracing::warn!(damage, "the search index is damaged");
            self.stale = true;
            self.board.order(|orders| orders.follow = true);
        }
    }

    /// After a failure: lets go of the writer, looks for damage, waits, and orders another turn.
    fn fail(&mut self, fault: &Fault, wait: Duration) {
        let reason = fault.sentence();
        tracing::warn!(reason, "the search index does not follow");
        self.board.report(|status| status.last_error = Some(reason));
        self.live = None;
        if matches!(fault, Fault::Index(_) | Fault::Panic(_)) {
            self.examine();
        }
        self.board.rest(wait);
        self.board.order(|orders: &mut Orders| orders.follow = true);
    }
}
