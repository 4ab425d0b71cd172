//! How much room the disk has.
//!
//! Owns: the reserve that is left alone. Refuses to know what is refused because of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The disk under the library's folder; clones are cheap.
#[derive(Debug, Clone)]
pub(super) struct Space {
    folder: Arc<PathBuf>,
    reserve_bytes: u64,
}

impl Space {
    pub(super) fn new(folder: &Path, reserve_bytes: u64) -> Self {
        Self { folder: Arc::new(folder.to_owned()), reserve_bytes }
    }

    /// Whether only what withdraws, erases or is small may be written.
    pub(super) fn is_low(&self) -> bool {
        match rustix::fs::statvfs(self.folder.as_path()) {
            Ok(disk) => disk.f_bavail.saturating_mul(disk.f_frsize) < self.reserve_bytes,
            Err(_) => false,
        }
    }
}
