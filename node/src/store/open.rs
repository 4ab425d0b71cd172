//! The start: lock, checks, pragmas, migration. After it the database is known to be ours and sound.
//!
//! Owns: the file names, the pragmas and their read-back, the order of the checks, [`OpenError`].
//! Refuses to know tables. Neighbours: [`super::migrate`] for the schema, [`super::lock`] for the lock.

use super::error::{DatabaseError, StoreError};
use super::lock::Lock;
use super::room::Bounds;
use super::{meta, migrate};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// The database within its folder.
pub const FILE: &str = "library.sqlite3";
/// The oldest SQLite without the bug that can corrupt a write-ahead log with two connections.
const SQLITE_AT_LEAST: i32 = 3_051_003;
/// Statements kept prepared in each connection: all there are.
const STATEMENTS: usize = 192;

/// How a store is opened. The default is meant for use.
#[derive(Debug, Clone)]
pub struct Options {
    /// Below this much free space, records and bodies are refused, so that withdrawing, erasing and
    /// the rest of the machine go on.
    pub reserve_bytes: u64,
    /// How much of the bodies is kept.
    pub bounds: Bounds,
    /// Whether the library has to be there already. Without it a node would begin its sequence again, and
    /// what it had signed before would contradict what it signs then.
    pub must_exist: bool,
    /// Whether the whole file is looked through for damage at the start (about 1 s a GB).
    pub quick_check: bool,
    /// A bound for the database in pages of 4 KiB; a command beyond it fails like on a full disk.
    pub max_pages: Option<u32>,
    /// Connections for reading.
    pub readers: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            reserve_bytes: 200 << 20,
            bounds: Bounds::default(),
            must_exist: false,
            quick_check: true,
            max_pages: None,
            readers: 4,
        }
    }
}

/// Why a store was not opened. Nothing was changed, except where a migration had begun and was undone.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Another process has it.
    #[error("the library is in use by another process{}", pid.map(|p| format!(" (number {p})")).unwrap_or_default())]
    InUse {
        /// Its number, if it said so.
        pid: Option<u32>,
    },
    /// A newer version of the program wrote it. Exit code 78.
    #[error(
        "this library was written by a newer version of Vicinia (data version {found}, this program \
         reads up to {ours}): please update; nothing was changed"
    )]
    Newer {
        /// Data version of the library.
        found: u32,
        /// Newest data version this program knows.
        ours: u32,
    },
    /// It has to be there, and is not or is empty.
    #[error("the library is gone: {} is {}", path.display(), if *empty { "empty" } else { "missing" })]
    Gone {
        /// Its file.
        path: PathBuf,
        /// Whether there is a file without anything in it.
        empty: bool,
    },
    /// It is no library of ours or its pages are damaged.
    #[error("the library is damaged: {0}")]
    Damaged(String),
    /// The folder or a file in it cannot be read or written by this user.
    #[error("no permission to read and write {}", .0.display())]
    Permission(PathBuf),
    /// No space for the first steps.
    #[error("the disk is full")]
    DiskFull,
    /// A safety setting did not take effect.
    #[error("SQLite refused the setting {name} = {wanted}: it is {got}")]
    Pragma {
        /// The pragma.
        name: &'static str,
        /// What it has to be.
        wanted: &'static str,
        /// What it is.
        got: String,
    },
    /// The SQLite linked in has a known bug that loses data.
    #[error("SQLite {0} is too old: 3.51.3 or newer is needed")]
    SqliteTooOld(String),
    /// Another failure of the file system.
    #[error("the library's folder: {0}")]
    Io(#[source] io::Error),
    /// Another failure of the database.
    #[error("the library: {0}")]
    Database(#[source] DatabaseError),
}

impl OpenError {
    /// The exit code a program should end with.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Newer { .. } => 78,
            _ => 1,
        }
    }

    pub(super) fn io(error: io::Error, path: &Path) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::Permission(path.to_owned())
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error),
        }
    }

    fn database(error: StoreError, path: &Path) -> Self {
        match error {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Database(error) if error.is_denied() => Self::Permission(path.to_owned()),
            StoreError::Database(error) => Self::Database(error),
            StoreError::Damaged(why) => Self::Damaged(why),
            other => Self::Damaged(other.to_string()),
        }
    }
}

impl DatabaseError {
    fn is_denied(&self) -> bool {
        let codes = [ErrorCode::CannotOpen, ErrorCode::PermissionDenied, ErrorCode::ReadOnly];
        self.code().is_some_and(|code| codes.contains(&code))
    }
}

/// What an opened store consists of.
pub(super) struct Opened {
    pub(super) lock: Lock,
    pub(super) writer: Connection,
    pub(super) readers: Vec<Connection>,
    pub(super) store_id: [u8; 16],
}

/// Settings of every connection: name, value to set, value read back.
const PRAGMAS: &[(&str, &str, &str)] = &[
    ("busy_timeout", "5000", "5000"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("cell_size_check", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("mmap_size", "0", "0"),
    // Sorting may spill what is later erased; it must not reach a file.
    ("temp_store", "MEMORY", "2"),
];
/// Settings of the writer alone.
const WRITER_PRAGMAS: &[(&str, &str, &str)] = &[
    ("journal_mode", "WAL", "wal"),
    ("journal_size_limit", "67108864", "67108864"),
    ("cache_size", "-16384", "-16384"),
];
/// Settings of the readers alone.
const READER_PRAGMAS: &[(&str, &str, &str)] = &[("query_only", "ON", "1"), ("cache_size", "-4096", "-4096")];

/// Opens or creates the library in a folder.
pub(super) fn open(folder: &Path, options: &Options) -> Result<Opened, OpenError> {
    if rusqlite::version_number() < SQLITE_AT_LEAST {
        return Err(OpenError::SqliteTooOld(rusqlite::version().to_owned()));
    }
    make_folder(folder)?;
    let lock = Lock::take(folder)?;
    let path = folder.join(FILE);
    let database = |error| OpenError::database(error, &path);
    let exists = path.try_exists().map_err(|error| OpenError::io(error, &path))?;
    let version = if exists { inspect(&path, options.quick_check)? } else { 0 };
    if options.must_exist && version == 0 {
        return Err(OpenError::Gone { path, empty: exists });
    }
    make_file(&path)?;
    let mut writer = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(database)?;
    settle(&writer, PRAGMAS).and_then(|()| settle(&writer, WRITER_PRAGMAS))?;
    migrate::migrate(&mut writer, folder, migrate::MIGRATIONS)
        .map_err(|error| error.into_open(|error| OpenError::database(error, &path)))?;
    let store_id = identify(&writer).map_err(database)?;
    // What an interrupted purge left in the log is wiped before anything else happens.
    checkpoint(&writer).map_err(database)?;
    if let Some(pages) = options.max_pages {
        writer.pragma_update(None, "max_page_count", pages).map_err(StoreError::from).map_err(database)?;
    }
    let readers = (0..options.readers.max(1)).map(|_| reader(&path)).collect::<Result<_, _>>()?;
    Ok(Opened { lock, writer, readers, store_id })
}

/// Folds the log into the file and empties it. `Ok(false)`: a reader was in the way.
pub(super) fn checkpoint(conn: &Connection) -> Result<bool, StoreError> {
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
    Ok(busy == 0)
}

fn make_folder(folder: &Path) -> Result<(), OpenError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| OpenError::io(error, folder))
}

/// Made before SQLite does, since it gives the log the same mode.
fn make_file(path: &Path) -> Result<(), OpenError> {
    let made = OpenOptions::new().append(true).create(true).mode(0o600).open(path);
    made.map(drop).map_err(|error| OpenError::io(error, path))
}

/// Looks without touching: a library that this program may not write stays as it is, to the byte. Its data
/// version; 0 for an empty one.
fn inspect(path: &Path, quick_check: bool) -> Result<u32, OpenError> {
    let look = || -> Result<(u32, Option<String>), StoreError> {
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let version = migrate::version(&conn)?;
        let check = quick_check && version <= migrate::newest(migrate::MIGRATIONS);
        let found: Option<String> = match check {
            true => Some(conn.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?),
            false => None,
        };
        Ok((version, found.filter(|found| found != "ok")))
    };
    let (found, damage) = look().map_err(|error| OpenError::database(error, path))?;
    let ours = migrate::newest(migrate::MIGRATIONS);
    if found > ours {
        return Err(OpenError::Newer { found, ours });
    }
    damage.map_or(Ok(found), |damage| Err(OpenError::Damaged(damage)))
}

fn connect(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Otherwise SQLite plans a statement anew for new values, which takes longer than running it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(conn)
}

fn reader(path: &Path) -> Result<Connection, OpenError> {
    let conn =
        connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(|error| OpenError::database(error, path))?;
    settle(&conn, PRAGMAS).and_then(|()| settle(&conn, READER_PRAGMAS))?;
    Ok(conn)
}

/// Sets pragmas and believes only what reads back.
fn settle(
    conn: &Connection,
    pragmas: &[(&'static str, &'static str, &'static str)],
) -> Result<(), OpenError> {
    for (name, value, wanted) in pragmas.iter().copied() {
        let read = || -> rusqlite::Result<rusqlite::types::Value> {
            conn.execute_batch(&format!("PRAGMA {name} = {value}"))?;
            conn.pragma_query_value(None, name, |row| row.get(0))
        };
        let got = match read().map_err(|error| OpenError::database(error.into(), Path::new(FILE)))? {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        };
        if got != wanted {
            return Err(OpenError::Pragma { name, wanted, got });
        }
    }
    Ok(())
}

/// The store's own id, drawn when it is created.
fn identify(conn: &Connection) -> Result<[u8; 16], StoreError> {
    if let Some(bytes) = meta::get(conn, meta::STORE_ID)? {
        let length = bytes.len();
        return bytes.try_into().map_err(|_| StoreError::Damaged(format!("a store id of {length} bytes")));
    }
    let mut id = [0; 16];
    getrandom::fill(&mut id)
        .map_err(|error| StoreError::Stopped(format!("no randomness: {error}").into()))?;
    meta::set(conn, meta::STORE_ID, &id)?;
    Ok(id)
}
