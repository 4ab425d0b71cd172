//! Whether the files of an index are still as they were written.
//!
//! Owns: noticing that a file is gone, was cut or written to. Refuses to know: what is in them; bits that turn on the
//! disk by themselves only show in checksums (`shelf.rs`). Neighbours: `view.rs` keeps the files that a state reads,
//! `project.rs` looks after those of the last commit.
//!
//! Files of an index never change once written. They are mapped into memory, so that one cut by somebody else would
//! not fail when it is read: it would end the process. Therefore each question looks first.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tantivy::Searcher;
use tantivy::index::{Index, SegmentComponent};

/// What each segment consists of, beside the works deleted from it.
const PARTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Terms,
    SegmentComponent::Store,
];

/// The files that a state of the index reads, as they were when it came about.
pub(super) struct Files(Vec<Written>);

struct Written {
    path: PathBuf,
    bytes: u64,
    at: Option<SystemTime>,
}

impl Files {
    /// Those of the segments that a searcher reads.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub(super) fn of(folder: &Path, searcher: &Searcher) -> io::Result<Self> {
        let segments: Vec<String> =
            searcher.segment_readers().iter().map(|one| one.segment_id().uuid_string()).collect();
        let mut files = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let mine = |name: &str| segments.iter().any(|segment| name.starts_with(segment.as_str()));
            if name.to_str().is_some_and(mine) {
                let about = entry.metadata()?;
                files.push(Written { path: entry.path(), bytes: about.len(), at: about.modified().ok() });
            }
        }
        Ok(Self(files))
    }

    /// The first that is not as it was written. One that is gone harms nobody who has it mapped: merging takes
    /// files away, too.
    pub(super) fn changed(&self) -> Option<&Path> {
        let as_written = |one: &Written| match fs::metadata(&one.path) {
            Ok(about) => about.len() == one.bytes && about.modified().ok() == one.at,
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        self.0.iter().find(|one| !as_written(one)).map(|one| one.path.as_path())
    }
}

/// A file that the last commit names and that is not there.
pub(super) fn missing(folder: &Path, index: &Index) -> Option<PathBuf> {
    let look = || {
        let Ok(metas) = index.load_metas() else { return Some(folder.to_owned()) };
        metas.segments.iter().find_map(|segment| {
            let deleted = segment.has_deletes().then_some(SegmentComponent::Delete);
            let parts = PARTS.into_iter().chain(deleted);
            parts.map(|part| folder.join(segment.relative_path(part))).find(|path| !path.exists())
        })
    };
    // A merge may take a file away while it is looked for: a real loss is still there when asked again.
    look().and_then(|_| look())
}
