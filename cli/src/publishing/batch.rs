//! Files read a batch at a time, so that a library larger than memory can be published.
//!
//! Owns: how large a batch is. Refuses to know what is in the files.

use crate::sources;
use protocol::api::{PUBLISH_FILES, SourceFile};
use std::path::PathBuf;

/// Text of one batch.
const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// Files sent together, and their positions among all.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) positions: Vec<usize>,
    pub(super) files: Vec<SourceFile>,
}

/// What is still to be read.
pub(super) struct Batches {
    positions: std::vec::IntoIter<usize>,
    /// Read, but too much for the last batch.
    over: Option<(usize, SourceFile)>,
}

impl Batches {
    pub(super) fn new(positions: Vec<usize>) -> Self {
        Self { positions: positions.into_iter(), over: None }
    }

    /// The next batch; files that cannot be read are handed to `refuse`.
    pub(super) fn next(&mut self, paths: &[PathBuf], mut refuse: impl FnMut(usize, String)) -> Option<Batch> {
        let mut batch = Batch::default();
        let mut bytes = 0;
        while batch.files.len() < PUBLISH_FILES {
            let Some((position, file)) = self.read(paths, &mut refuse) else { break };
            if bytes + file.text.len() > BATCH_BYTES {
                self.over = Some((position, file));
                break;
            }
            bytes += file.text.len();
            batch.positions.push(position);
            batch.files.push(file);
        }
        (!batch.files.is_empty()).then_some(batch)
    }

    fn read(
        &mut self,
        paths: &[PathBuf],
        refuse: &mut impl FnMut(usize, String),
    ) -> Option<(usize, SourceFile)> {
        if let Some(over) = self.over.take() {
            return Some(over);
        }
        for position in self.positions.by_ref() {
            match sources::read(&paths[position]) {
                Ok(file) => return Some((position, file)),
                Err(reason) => refuse(position, reason),
            }
        }
        None
    }
}
