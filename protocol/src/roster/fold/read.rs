//! What can be asked of an entry before any state is known.
//!
//! Owns: shapes, bounds, times, the place of the state hash. Refuses to know signatures and states.
//! Neighbours: [`super::apply`] takes over from here.

use super::error::{FoldError, Newer, Refusal};
use crate::codec::{DecodeError, Wire as _};
use crate::id::EntryId;
use crate::limits;
use crate::roster::entry::{RosterEntry, SignedEntry};
use crate::roster::operation::{Operation, OperationError};
use crate::roster::state::Stewards;

/// An entry in good shape. Nobody has asked yet whether it is signed or applies.
#[derive(Debug)]
pub(crate) struct Read {
    /// Its id.
    pub(crate) id: EntryId,
    /// Its content.
    pub(crate) entry: RosterEntry,
    /// Its operations, as far as this version understands them.
    pub(crate) operations: Vec<Operation>,
    /// What this version lacks to apply it.
    pub(crate) newer: Option<Newer>,
}

impl Read {
    /// The stewards it sets.
    pub(crate) fn new_stewards(&self) -> Option<Stewards> {
        self.operations.iter().find_map(|operation| match operation {
            Operation::SetStewards(set) => {
                Some(Stewards { seats: set.seats.clone(), threshold: set.threshold })
            }
            _ => None,
        })
    }
}

/// Whether an entry of this version carries the hash of the state before it.
pub(crate) const fn carries_state_hash(version: u64) -> bool {
    version > 0 && version.is_multiple_of(limits::STATE_HASH_EVERY)
}

/// Reads an entry.
///
/// # Errors
/// [`FoldError::Refused`] for what is wrong under every state. An entry for a newer version is no error
/// yet: its signatures come first, or anybody could stop the fold.
pub(crate) fn read(signed: &SignedEntry) -> Result<Read, FoldError> {
    signed.check().map_err(|rule| DecodeError::Rule { what: SignedEntry::NAME, rule })?;
    let entry = signed.entry()?;
    let mut read = Read { id: signed.id(), newer: newer(&entry), operations: Vec::new(), entry };
    if read.newer.is_some() {
        return Ok(read); // A newer version may have changed any rule below.
    }
    if read.entry.expires_at_ms < read.entry.issued_at_ms {
        return Err(Refusal::Times.into());
    }
    if read.entry.state.is_some() != carries_state_hash(read.entry.version) {
        return Err(Refusal::StateHashPlace.into());
    }
    for raw in &read.entry.operations {
        match Operation::from_raw(raw) {
            Ok(operation) => read.operations.push(operation),
            Err(OperationError::Unknown(code)) => {
                read.newer.get_or_insert(Newer::Operation(code));
            }
            Err(OperationError::Decode(error)) => return Err(error.into()),
        }
    }
    let sets = |operation: &&Operation| matches!(operation, Operation::SetStewards(_));
    if read.operations.iter().filter(sets).count() > 1 {
        return Err(Refusal::StewardsTwice.into());
    }
    Ok(read)
}

fn newer(entry: &RosterEntry) -> Option<Newer> {
    if entry.needs_format > limits::FORMAT {
        Some(Newer::Format(entry.needs_format))
    } else {
        entry.extensions.needs_newer().then_some(Newer::Extension)
    }
}
