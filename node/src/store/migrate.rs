//! From the data version found to the one this program writes, one numbered step at a time.
//!
//! Owns: the steps, the version number in the file, the copy made before an existing library is changed.
//! Each step and its version number are one transaction: after a crash the library is before or after it.

use super::error::StoreError;
use super::open::OpenError;
use rusqlite::{Connection, TransactionBehavior};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Step n makes data version n + 1. Steps are never changed once released, only added.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
];

/// Marks the file as ours: "VICI".
const APPLICATION: u32 = 0x5649_4349;
/// Name of a copy made before a migration, without the version.
const COPY_PREFIX: &str = "library.before-";

/// A migration that did not take place.
#[derive(Debug)]
pub(super) enum MigrateError {
    Store(StoreError),
    Copy(PathBuf, io::Error),
}

impl MigrateError {
    pub(super) fn into_open(self, database: impl FnOnce(StoreError) -> OpenError) -> OpenError {
        match self {
            Self::Store(error) => database(error),
            Self::Copy(path, error) => OpenError::io(error, &path),
        }
    }
}

impl<E: Into<StoreError>> From<E> for MigrateError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

/// The data version of the last step.
pub(super) fn newest(migrations: &[&str]) -> u32 {
    u32::try_from(migrations.len()).unwrap_or(u32::MAX)
}

/// The data version of a library; 0 for an empty one.
pub(super) fn version(conn: &Connection) -> Result<u32, StoreError> {
    let number = |name| conn.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let tables: u32 = conn.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))?;
    if tables > 0 && number("application_id")? != APPLICATION {
        return Err(StoreError::Damaged("the file is no Vicinia library".to_owned()));
    }
    Ok(number("user_version")?)
}

/// Takes the steps that are missing, after copying a library that holds something.
pub(super) fn migrate(conn: &mut Connection, folder: &Path, migrations: &[&str]) -> Result<(), MigrateError> {
    let found = version(conn)?;
    if found > 0 && found < newest(migrations) {
        copy(conn, folder, found)?;
    }
    for (step, sql) in (1..).zip(migrations).skip(found as usize) {
        tracing::info!(step, "migrating the library");
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", step)?;
        transaction.commit()?;
    }
    Ok(())
}

/// Copies the library aside. The name appears only when the copy is whole and on the disk.
fn copy(conn: &Connection, folder: &Path, version: u32) -> Result<(), MigrateError> {
    let path = folder.join(format!("{COPY_PREFIX}{:04}.sqlite3", version + 1));
    let half = path.with_extension("half");
    let io = |error| MigrateError::Copy(path.clone(), error);
    if fs::exists(&half).map_err(io)? {
        fs::remove_file(&half).map_err(io)?;
    }
    let target = half.to_str().ok_or_else(|| io(io::ErrorKind::InvalidFilename.into()))?;
    conn.execute("VACUUM INTO ?1", [target])?;
    File::open(&half).and_then(|file| file.sync_all()).map_err(io)?;
    fs::rename(&half, &path).map_err(io)?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io)?;
    Ok(())
}

/// Removes copies made before migrations: they may hold what has to be erased.
///
/// # Errors
/// When the folder cannot be read or a copy not be removed.
pub(super) fn remove_copies(folder: &Path) -> io::Result<()> {
    for file in fs::read_dir(folder)? {
        let file = file?;
        if file.file_name().to_string_lossy().starts_with(COPY_PREFIX) {
            fs::remove_file(file.path())?;
        }
    }
    Ok(())
}
