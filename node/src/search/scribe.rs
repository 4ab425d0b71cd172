//! One index being written from the store's changes.
//!
//! Owns: the writer, the cursor in the commit payload, what is staged since the last commit. Refuses to
//! know: who reads it. Neighbours: `project.rs` drives it, `schema.rs` converts.
//!
//! A work is deleted and added again, whatever the change was: replaying changes is harmless, so the
//! cursor, committed atomically with the segments, is all the state there is.
//!
//! One work must not stop the rest. What cannot be read or converted is set aside at once. What breaks
//! the writer is found by halves: the staged changes are taken back and tried in batches half as large,
//! until the work that fails alone is known; then the batches grow again.

use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

use super::columns::Cabinet;
use super::files::{self, Files};
use super::schema::{self, Fields};
use super::view::View;
use super::{Change, Document, Source, SourceError, WorkId};

/// Changes read at once.
const BATCH: usize = 256;
/// Documents asked of the store at once.
const READ: usize = 32;
/// Works set aside that are remembered by name; more are only counted.
const MAX_SET_ASIDE: usize = 100;
/// A reason is cut here (bytes).
const MAX_REASON_BYTES: usize = 200;
/// Memory of each writing thread (bytes).
const THREAD_HEAP_BYTES: usize = 32 << 20;

/// Writing threads: what two office cores have to give.
const THREADS: usize = 2;

/// Text staged at most before a commit (bytes), of an index followed by readers: how long nothing new
/// is seen. Twice as much after each commit that leaves work behind: many small segments would be written, and
/// merged, several times over.
pub(super) const LIVE_BYTES: usize = 8 << 20;
/// The same of one built aside, seen by nobody until complete, and the most of any: only bounds memory.
pub(super) const ASIDE_BYTES: usize = 48 << 20;

/// What an index was built from and how far: the commit payload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cursor {
    pub(super) index_version: String,
    pub(super) store_id: [u8; 16],
    pub(super) seq: u64,
    /// Works left out, and why.
    #[serde(default, with = "pairs")]
    pub(super) set_aside: BTreeMap<WorkId, String>,
}

/// JSON has no byte strings for keys.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::WorkId;

    pub(super) fn serialize<S: Serializer>(map: &BTreeMap<WorkId, String>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeMap<WorkId, String>, D::Error> {
        Ok(Vec::<(WorkId, String)>::deserialize(from)?.into_iter().collect())
    }
}

impl Cursor {
    /// The cursor of an index that holds nothing yet.
    pub(super) fn start(store_id: [u8; 16]) -> Self {
        Self { index_version: schema::index_version(), store_id, ..Self::default() }
    }

    /// The cursor an index was committed with, if it has one.
    pub(super) fn of(index: &Index) -> Option<Self> {
        serde_json::from_str(index.load_metas().ok()?.payload.as_deref()?).ok()
    }

    /// Whether an index with this cursor can be continued for that store.
    pub(super) fn continues(&self, store_id: [u8; 16]) -> bool {
        self.index_version == schema::index_version() && self.store_id == store_id
    }
}

/// Why writing stopped.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// Try later.
    #[error("the store could not be read: {0}")]
    Store(SourceError),
    /// Try later; if the index is damaged, build it anew.
    #[error("the index could not be written: {0}")]
    Index(#[from] TantivyError),
    /// Try later.
    #[error("the index folder could not be changed: {0}")]
    Folder(#[from] std::io::Error),
    /// A mistake of ours; try later, from the last commit.
    #[error("panicked: {0}")]
    Panic(String),
}

impl Fault {
    /// Whether there was no room, and nothing else is wrong. tantivy hands errors on as texts of several forms, so
    /// the system's words are all there is to go by.
    pub(super) fn is_full_disk(&self) -> bool {
        let words = self.to_string();
        ["No space left on device", "Disk quota exceeded"].iter().any(|full| words.contains(full))
    }

    /// What people are told.
    pub(super) fn sentence(&self) -> String {
        if self.is_full_disk() { DISK_FULL.to_owned() } else { self.to_string() }
    }
}

const DISK_FULL: &str = "the disk is full; make room on it, then the index goes on by itself; until then what was \
     indexed before can be searched";

/// What one step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing was left to do.
    Idle,
    /// There is more to read.
    Staged,
    /// This many works are now visible to a new view.
    Committed(usize),
}

#[derive(Debug, Default)]
struct Staged {
    cursor: Cursor,
    works: HashSet<WorkId>,
    changes: usize,
    bytes: usize,
}

/// See the module.
pub(super) struct Scribe {
    /// Always at the last commit.
    reader: IndexReader,
    writer: IndexWriter,
    folder: PathBuf,
    /// What the last state shown reads.
    files: Files,
    fields: Fields,
    cabinet: Cabinet,
    /// Text to be staged at most: at first, and now.
    commit_bytes: (usize, usize),
    committed: Cursor,
    staged: Staged,
    batch: usize,
}

impl Scribe {
    /// Continues the index of a folder from a cursor, committing at first when so much text is staged, at the latest.
    ///
    /// # Errors
    /// A segment cannot be opened, or another process writes the index.
    pub(super) fn open(
        folder: &Path,
        index: &Index,
        cursor: Cursor,
        commit_bytes: usize,
    ) -> tantivy::Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(THREAD_HEAP_BYTES)
            .num_worker_threads(THREADS)
            .num_merge_threads(1)
            .build();
        let writer = index.writer_with_options(options)?;
        writer.set_merge_policy(Box::new(merge_policy()));
        let staged = Staged { cursor: cursor.clone(), ..Staged::default() };
        let (_, fields) = schema::schema();
        let commit_bytes = (commit_bytes, commit_bytes);
        Ok(Self {
            reader,
            writer,
            folder: folder.to_owned(),
            files: Files::default(),
            fields,
            cabinet: Cabinet::default(),
            commit_bytes,
            committed: cursor,
            staged,
            batch: BATCH,
        })
    }

    /// How far the index is, as of the last commit.
    pub(super) fn committed(&self) -> &Cursor {
        &self.committed
    }

    /// The last commit, to answer from.
    ///
    /// # Errors
    /// A dictionary cannot be read.
    pub(super) fn view(&mut self) -> tantivy::Result<View> {
        self.files = Files::of(&self.folder, &self.reader.searcher(), &self.files);
        View::new(&self.reader, self.files.clone(), self.fields, &mut self.cabinet)
    }

    /// Takes the files as they are now for as they should be.
    pub(super) fn trust_files(&mut self) {
        self.files = Files::default();
    }

    /// A file of the last commit that somebody took away.
    pub(super) fn missing(&self) -> Option<PathBuf> {
        files::missing(&self.folder, self.writer.index())
    }

    /// Reads one batch of changes, stages it, and commits when the store has no more or enough is staged.
    ///
    /// # Errors
    /// Everything since the last commit is to be read again, by a new scribe.
    pub(super) fn step(&mut self, source: &dyn Source) -> Result<Step, Fault> {
        let after = self.staged.cursor.seq;
        let changes = guarded(|| source.changes(after, self.batch)).map_err(Fault::Store)?;
        let Some(last) = changes.last().filter(|last| last.seq > after) else {
            self.commit_bytes.1 = self.commit_bytes.0;
            return if self.staged.changes > 0 { self.commit() } else { Ok(Step::Idle) };
        };
        let complete = changes.len() < self.batch;
        let done = self.stage(source, &changes).and_then(|()| {
            self.staged.cursor.seq = last.seq;
            let (first, most) = self.commit_bytes;
            let full = self.staged.bytes >= most;
            if !complete && !full && self.batch == BATCH {
                return Ok(Step::Staged);
            }
            self.commit_bytes.1 = if full && !complete { (most * 2).min(ASIDE_BYTES) } else { first };
            self.commit()
        });
        match done {
            // The disk did it, and no document.
            Err(fault) if fault.is_full_disk() => Err(fault),
            // The writer's thread died: one of the documents did it.
            Err(Fault::Index(TantivyError::ErrorInThread(reason))) => self.isolate(&reason, last.seq),
            other => other,
        }
    }

    /// Waits for merges and closes the index.
    ///
    /// # Errors
    /// A merge failed.
    pub(super) fn finish(self) -> tantivy::Result<()> {
        self.writer.wait_merging_threads()
    }

    fn stage(&mut self, source: &dyn Source, changes: &[Change]) -> Result<(), Fault> {
        self.staged.changes += changes.len();
        let mut works: Vec<WorkId> = changes.iter().map(|change| change.work).collect();
        works.sort_unstable();
        works.dedup();
        for works in works.chunks(READ) {
            let documents = read(source, works)?;
            for (work, document) in works.iter().zip(documents) {
                self.stage_one(*work, document)?;
            }
        }
        Ok(())
    }

    fn stage_one(&mut self, work: WorkId, document: Result<Option<Document>, String>) -> Result<(), Fault> {
        self.staged.cursor.set_aside.remove(&work);
        self.delete(work)?;
        let converted = document.and_then(|document| self.convert(document.as_ref()));
        match converted {
            Ok(Some((document, bytes))) => {
                self.staged.bytes += bytes;
                self.writer.add_document(document)?;
            }
            Ok(None) => {}
            Err(reason) => self.set_aside(work, &reason),
        }
        Ok(())
    }

    /// Deletes a work that is there. Asked to delete, tantivy looks into every segment at the next commit:
    /// for a work never seen that would be most of the commit's time.
    fn delete(&mut self, work: WorkId) -> tantivy::Result<()> {
        let term = Term::from_field_bytes(self.fields.work, &work);
        if !self.staged.works.insert(work) || self.reader.searcher().doc_freq(&term)? > 0 {
            self.writer.delete_term(term);
        }
        Ok(())
    }

    fn convert(&self, document: Option<&Document>) -> Result<Option<(TantivyDocument, usize)>, String> {
        guarded(|| Ok(document.map(|document| schema::indexed(&self.fields, document))))
            .map_err(|error| error.to_string())
    }

    fn set_aside(&mut self, work: WorkId, reason: &str) {
        let set_aside = &mut self.staged.cursor.set_aside;
        if set_aside.len() < MAX_SET_ASIDE {
            set_aside.insert(work, reason[..reason.floor_char_boundary(MAX_REASON_BYTES)].to_owned());
        }
        tracing::warn!(reason, "a work was left out of the index");
    }

    fn commit(&mut self) -> Result<Step, Fault> {
        let payload = serde_json::to_string(&self.staged.cursor).expect("a cursor is plain data");
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&payload);
        prepared.commit()?;
        self.reader.reload()?;
        let works = self.staged.works.len();
        self.committed = self.staged.cursor.clone();
        self.unstage();
        self.batch = (self.batch * 2).min(BATCH);
        Ok(Step::Committed(works))
    }

    /// Takes back what is staged; sets the culprit aside if it is alone, else tries smaller batches.
    fn isolate(&mut self, reason: &str, seq: u64) -> Result<Step, Fault> {
        self.writer.rollback()?;
        let suspects = std::mem::take(&mut self.staged.works);
        self.batch = (self.staged.changes / 2).max(1);
        self.unstage();
        if suspects.len() > 1 {
            return Ok(Step::Staged);
        }
        for work in suspects {
            self.delete(work)?;
            self.set_aside(work, reason);
        }
        self.staged.cursor.seq = seq;
        self.commit()
    }

    fn unstage(&mut self) {
        self.staged = Staged { cursor: self.committed.clone(), ..Staged::default() };
    }
}

/// Levels eight times as large as the one below, from the smallest: with tantivy's defaults all segments
/// below 10,000 works are one level, and eight publications would rewrite the largest of them.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_layer_size(64);
    policy.set_level_log_size(3.0);
    policy.set_del_docs_ratio_before_merge(0.5);
    policy
}

/// The documents of some works; one that cannot be read does not hide the others.
fn read(source: &dyn Source, works: &[WorkId]) -> Result<Vec<Result<Option<Document>, String>>, Fault> {
    let one_each = |documents: &Vec<_>| documents.len() == works.len();
    match guarded(|| source.documents(works)) {
        Ok(documents) if one_each(&documents) => Ok(documents.into_iter().map(Ok).collect()),
        failed => {
            // A store that is out of order as a whole is not the fault of a work.
            guarded(|| source.head()).map_err(Fault::Store)?;
            if let [_] = works {
                return Ok(vec![Err(failed.err().map_or_else(
                    || "the store gave no document and no error".to_owned(),
                    |error| error.to_string(),
                ))]);
            }
            let (left, right) = works.split_at(works.len() / 2);
            let mut documents = read(source, left)?;
            documents.extend(read(source, right)?);
            Ok(documents)
        }
    }
}

/// Runs foreign code whose panic is an error like others.
pub(super) fn guarded<T>(run: impl FnOnce() -> Result<T, SourceError>) -> Result<T, SourceError> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| Err(said(panic.as_ref()).into()))
}

/// What a panic said.
pub(super) fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("panicked: {}", text.unwrap_or("without a word"))
}
