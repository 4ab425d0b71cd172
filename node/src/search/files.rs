//! Whether the files of an index are still as they were written.
//!
//! Owns: noticing that a file is gone, was cut or written to. Refuses to know: what is in them; bits that turn on the
//! disk by themselves only show in checksums (`shelf.rs`). Neighbours: `view.rs` keeps the files that a state reads,
//! `project.rs` looks after those of the last commit.
//!
//! Files of an index never change once written. They are mapped into memory, so that one cut by somebody else would
//! not fail when it is read: it would end the process. Therefore each question looks first.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tantivy::directory::error::OpenReadError;
use tantivy::index::{Index, SegmentComponent};
use tantivy::{Searcher, TantivyError};

/// What each segment consists of, beside the works deleted from it.
const PARTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Terms,
    SegmentComponent::Store,
];

/// The files that a state of the index reads, as they were when they were first met.
#[derive(Clone, Default)]
pub(super) struct Files(Vec<Written>);

#[derive(Clone)]
struct Written {
    path: PathBuf,
    bytes: u64,
    at: Option<SystemTime>,
}

/// A file that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changed {
    pub(super) path: PathBuf,
    /// It is as long as before: only the time differs, and perhaps what is in it.
    pub(super) as_long: bool,
}

impl Files {
    /// Those of the segments that a searcher reads. Of files met before counts what they were then: one that was cut
    /// meanwhile is still mapped as long as it was.
    pub(super) fn of(folder: &Path, searcher: &Searcher, before: &Self) -> Self {
        let mut files = Vec::new();
        for segment in searcher.segment_readers() {
            let id = segment.segment_id().uuid_string();
            let parts = PARTS.iter().map(|part| format!("{id}.{part}"));
            let deleted = segment.delete_opstamp().map(|stamp| format!("{id}.{stamp}.del"));
            for path in parts.chain(deleted).map(|name| folder.join(name)) {
                // What is gone already was merged away, and harms nobody who has it mapped.
                let known = before.0.iter().find(|one| one.path == path).cloned();
                files.extend(known.or_else(|| Written::now(path)));
            }
        }
        Self(files)
    }

    /// The first that is not as it was written. One that is gone is no matter: merging takes files away, too.
    pub(super) fn changed(&self) -> Option<Changed> {
        self.0.iter().find_map(|one| {
            let now = Written::now(one.path.clone())?;
            let as_long = now.bytes == one.bytes;
            (!as_long || now.at != one.at).then(|| Changed { path: one.path.clone(), as_long })
        })
    }
}

impl Written {
    fn now(path: PathBuf) -> Option<Self> {
        let about = fs::metadata(&path).ok()?;
        Some(Self { path, bytes: about.len(), at: about.modified().ok() })
    }
}

/// A file that the last commit names and that is not there.
pub(super) fn missing(folder: &Path, index: &Index) -> Option<PathBuf> {
    let look = || {
        let metas = match index.load_metas() {
            Ok(metas) => metas,
            // That it could not be opened just now says nothing about it.
            Err(TantivyError::OpenReadError(OpenReadError::IoError { .. }) | TantivyError::IoError(_)) => {
                return None;
            }
            Err(_) => return Some(folder.to_owned()),
        };
        metas.segments.iter().find_map(|segment| {
            let deleted = segment.has_deletes().then_some(SegmentComponent::Delete);
            let parts = PARTS.into_iter().chain(deleted);
            parts.map(|part| folder.join(segment.relative_path(part))).find(|path| !path.exists())
        })
    };
    // A merge may take a file away while it is looked for: a real loss is still there when asked again.
    look().and_then(|_| look())
}
