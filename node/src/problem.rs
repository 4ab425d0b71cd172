//! Errors of the store in words for people, with the kind that becomes an exit code.

use crate::store::{OpenError, StoreError};
use protocol::api::{Problem, ProblemKind};

/// Why a command could not read or write the store.
#[must_use]
pub fn store_problem(error: &StoreError) -> Problem {
    let problem = Problem::new(ProblemKind::Failure, error.to_string());
    match error {
        StoreError::DiskFull => problem.hint("make room on the disk; reading and searching go on meanwhile"),
        StoreError::Stopped(_) => problem.hint("start the node again; if it stops again, look at the disk"),
        _ => problem,
    }
}

/// Why the store could not be opened.
#[must_use]
pub fn open_problem(error: &OpenError) -> Problem {
    let words = error.to_string();
    match error {
        OpenError::InUse { .. } => Problem::new(ProblemKind::Refused, words)
            .hint("a node is running on this folder already; commands reach it by --data"),
        OpenError::Permission(_) => {
            Problem::new(ProblemKind::Refused, words).hint("run the command as the user that set the node up")
        }
        OpenError::Newer { .. } => Problem::new(ProblemKind::NewerData, words),
        OpenError::Damaged(_) => Problem::new(ProblemKind::Integrity, words)
            .hint("restore the folder from a backup, or join again and fetch the library from others"),
        OpenError::Gone { .. } => Problem::new(ProblemKind::Integrity, words).hint(
            "put the file back from a copy of the folder; without one, join again as a new node in another \
             folder: vicinia node add, on another node of this organisation, or a new invitation",
        ),
        OpenError::DiskFull => {
            Problem::new(ProblemKind::Failure, words).hint("make room on the disk and try again")
        }
        _ => Problem::new(ProblemKind::Failure, words),
    }
}
