//! What can go wrong in the store, split by whose turn it is.
//!
//! Owns: the errors of commands and reads and their classes. Refuses to show SQL: callers decide by
//! variant, people read the sentence. Neighbour: [`super::open::OpenError`] for the start.

use protocol::id::RecordId;
use rusqlite::ErrorCode;
use std::sync::Arc;

/// Why a command or a read did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Try later: nothing was stored; reading, withdrawing and erasing go on.
    #[error("the disk is full, or its reserve is reached; nothing was stored")]
    DiskFull,
    /// Restart: the writer gave up, so that no success is reported that the disk does not hold.
    #[error("the store has stopped: {0}")]
    Stopped(Arc<str>),
    /// The disk holds something this program did not write like that.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// The caller's mistake: records were offered before the authority was set.
    #[error("no authority was given to the store yet")]
    NoAuthority,
    /// The caller's mistake: records were to be written before the node's identity was set.
    #[error("no identity was given to the store yet")]
    NoIdentity,
    /// The caller's mistake: a withdrawal's body is inseparable from it.
    #[error("the withdrawal {0} came without its body")]
    WithdrawalWithoutBody(RecordId),
    /// The caller's mistake.
    #[error("the body given with the record {record} belongs to {body}")]
    BodyOfAnother {
        /// The record it came with.
        record: RecordId,
        /// Whose it is.
        body: RecordId,
    },
    /// The caller's mistake: a record of our own does not stand at the place it was given.
    #[error("the record {0} does not stand where this node's sequence goes on")]
    OutOfPlace(RecordId),
    /// The caller's mistake: more in one command than [`super::BATCH`].
    #[error("{got} in one command, at most {most} allowed")]
    TooMany {
        /// How many there were.
        got: usize,
        /// How many there may be.
        most: usize,
    },
    /// Our mistake: the database refused a statement.
    #[error("the database: {0}")]
    Database(#[source] DatabaseError),
}

/// What the database said, for the log.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DatabaseError(rusqlite::Error);

impl DatabaseError {
    pub(super) fn code(&self) -> Option<ErrorCode> {
        self.0.sqlite_error_code()
    }
}

/// SQLite's report that the shared memory file could not grow: a full disk by another name.
const SHARED_MEMORY_SIZE: std::ffi::c_int = 10 | (19 << 8);

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let (code, extended) = match &error {
            rusqlite::Error::SqliteFailure(failure, _) => (failure.code, failure.extended_code),
            rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => {
                return Self::Damaged(error.to_string());
            }
            _ => return Self::Database(DatabaseError(error)),
        };
        match code {
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::SystemIoFailure if extended == SHARED_MEMORY_SIZE => Self::DiskFull,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged(error.to_string()),
            _ => Self::Database(DatabaseError(error)),
        }
    }
}

impl StoreError {
    /// Whether the same command may succeed once there is space.
    #[must_use]
    pub const fn is_try_later(&self) -> bool {
        matches!(self, Self::DiskFull)
    }

    /// Whether nothing more may be written: after a failed write or fsync the kernel may have dropped
    /// the pages, and only a restart reads what the disk really holds.
    pub(super) fn is_fatal(&self) -> bool {
        match self {
            Self::Damaged(_) | Self::Stopped(_) => true,
            Self::Database(error) => matches!(
                error.code(),
                Some(ErrorCode::SystemIoFailure | ErrorCode::ReadOnly | ErrorCode::CannotOpen)
            ),
            _ => false,
        }
    }

    /// The same verdict for another command of the group that failed together.
    pub(super) fn for_the_group(&self) -> Self {
        match self {
            Self::DiskFull => Self::DiskFull,
            other => Self::Stopped(other.to_string().into()),
        }
    }
}

/// The error of a command: at the least it can be the store's.
pub trait Failure: From<StoreError> + Send + 'static {
    /// The store's error, if it is one.
    fn of_the_store(&self) -> Option<&StoreError>;
}

impl Failure for StoreError {
    fn of_the_store(&self) -> Option<&StoreError> {
        Some(self)
    }
}

/// Why a record of our own was not written.
#[derive(Debug, thiserror::Error)]
pub enum AuthorError<E> {
    /// The one who writes it said no; nothing was stored.
    #[error("{0}")]
    Writer(E),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<E: Send + 'static> Failure for AuthorError<E> {
    fn of_the_store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::Writer(_) => None,
        }
    }
}
