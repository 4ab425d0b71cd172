//! Folders as measured: how much is in them, and how to read them as if for the first time.

use rustix::fs::{Advice, fadvise};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

pub(crate) fn bytes(folder: &Path) -> u64 {
    files(folder).iter().filter_map(|file| fs::metadata(file).ok()).map(|data| data.len()).sum()
}

/// Asks the system to forget these files, which needs no privilege and leaves other programs alone. They
/// must be closed: what somebody has mapped stays.
pub(crate) fn forget(folder: &Path) {
    for path in files(folder) {
        let file = File::open(path).expect("it was just listed");
        file.sync_all().expect("a disk");
        fadvise(&file, 0, None, Advice::DontNeed).expect("advice is free");
    }
}
