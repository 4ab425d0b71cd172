//! The folders of an index: the one that answers, the one being built aside, their exchange.
//!
//! Owns: opening, creating, examining, swapping, deleting. Refuses to know: documents and changes.
//! Neighbours: `project.rs` decides, `scribe.rs` writes inside an opened one.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use tantivy::{Index, TantivyError};

use super::disk::Disk;
use super::schema;

/// See the module.
pub(super) struct Shelf {
    current: PathBuf,
    aside: PathBuf,
    discarded: PathBuf,
}

impl Shelf {
    pub(super) fn new(folder: &Path) -> Self {
        let beside = |suffix| {
            let mut name = OsString::from(folder);
            name.push(suffix);
            PathBuf::from(name)
        };
        Self { current: folder.to_owned(), aside: beside(".new"), discarded: beside(".old") }
    }

    /// The index that answers.
    pub(super) fn current(&self) -> &Path {
        &self.current
    }

    /// The one being built.
    pub(super) fn aside(&self) -> &Path {
        &self.aside
    }

    /// Completes an exchange that was cut short.
    pub(super) fn settle(&self) -> io::Result<()> {
        remove(&self.discarded)?;
        if !self.current.exists() && self.aside.exists() {
            fs::rename(&self.aside, &self.current)?;
        }
        Ok(())
    }

    /// Puts the index built aside in the place of the current one.
    pub(super) fn swap(&self) -> io::Result<()> {
        remove(&self.discarded)?;
        if self.current.exists() {
            fs::rename(&self.current, &self.discarded)?;
        }
        fs::rename(&self.aside, &self.current)?;
        remove(&self.discarded)
    }
}

/// Opens an index of today's schema.
///
/// # Errors
/// It is missing, unreadable or of another schema. Damage may also make tantivy panic.
pub(super) fn open(folder: &Path) -> tantivy::Result<Index> {
    let index = Index::open(Disk::open(folder)?)?;
    if index.schema() != schema::schema().0 {
        return Err(TantivyError::SchemaError("the index has another schema".to_owned()));
    }
    schema::register(&index);
    Ok(index)
}

/// Creates an empty index in place of whatever is there.
///
/// # Errors
/// The folder could not be emptied or written.
pub(super) fn create(folder: &Path) -> tantivy::Result<Index> {
    remove(folder)?;
    fs::create_dir_all(folder)?;
    let index = schema::builder().open_or_create(Disk::open(folder)?)?;
    schema::register(&index);
    Ok(index)
}

/// What is wrong with an index, if anything: reads every byte against its checksum, through mappings
/// of its own that do not stay in memory.
pub(super) fn damage(folder: &Path) -> Option<String> {
    let examine = || {
        let examined = catch_unwind(|| open(folder)?.validate_checksum());
        match examined {
            Err(_) => Some("examining it panicked".to_owned()),
            Ok(Err(error)) => Some(error.to_string()),
            Ok(Ok(files)) if files.is_empty() => None,
            Ok(Ok(files)) => Some(format!("checksums differ: {files:?}")),
        }
    };
    // A merge may take a file away while it is looked at: real damage is still there when asked again.
    examine().and_then(|_| examine())
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => fs::remove_file(folder),
        other => other,
    }
}
