//! From one state of the roster to the next: an entry applies whole, or it is no entry.
//!
//! Owns: the order of the questions asked of an entry, and which signatures count.
//! Refuses to know clocks, other branches and where an entry came from.
//! Neighbours: `read` asks what needs no state, `apply` applies operations, `error` says why not;
//! [`super::branch`] decides which of several entries counts.
//!
//! An entry names its predecessor by hash, so there is one state it can ever apply to: whoever holds
//! that predecessor comes to the same verdict. Only [`FoldError::NotNext`] depends on where we stand
//! and [`FoldError::NeedsNewer`] on which version we run.
//!
//! Signatures lie outside the id, so anybody can add worthless ones to a good entry. They are therefore
//! not held against it: they do not count, and that is all.

mod apply;
mod error;
mod read;
#[cfg(test)]
mod tests;

pub use error::{FoldError, Newer, NotNext, Refusal};

pub(super) use apply::apply;
pub(super) use read::{Read, carries_state_hash, read};

use super::entry::{SignedEntry, StewardSignature};
use super::state::{State, Stewards};
use crate::key::Context;

/// The state that a genesis founds. Its id is the network's id: the caller compares that with the
/// network it looks for.
///
/// # Errors
/// [`FoldError`]; nothing is founded then.
pub fn found(genesis: &SignedEntry) -> Result<State, FoldError> {
    let read = read(genesis)?;
    counted(None, &read, genesis)?;
    apply::genesis(&read)
}

/// The state after an entry.
///
/// # Errors
/// [`FoldError`]; the state stays as it was then.
pub fn fold(state: &State, signed: &SignedEntry) -> Result<State, FoldError> {
    let read = read(signed)?;
    follows(state, &read)?;
    counted(Some(&state.stewards), &read, signed)?;
    apply(state.clone(), &read)
}

/// The state that an entry would lead to, whoever has signed it: what a steward looks at before signing.
///
/// # Errors
/// As [`fold`], but for missing signatures.
pub fn preview(state: &State, signed: &SignedEntry) -> Result<State, FoldError> {
    let read = read(signed)?;
    follows(state, &read)?;
    apply(state.clone(), &read)
}

fn follows(state: &State, read: &Read) -> Result<(), FoldError> {
    let entry = &read.entry;
    if entry.network != state.network {
        return Err(NotNext::Network.into());
    }
    if entry.previous != state.tip {
        return Err(NotNext::Previous.into());
    }
    if entry.version != state.version + 1 {
        return Err(Refusal::Version { found: entry.version, expected: state.version + 1 }.into());
    }
    Ok(())
}

/// The signatures that count, ascending by organisation: valid, by the key or the spare key of a seat
/// before the entry or of one that the entry itself sets.
///
/// # Errors
/// When they do not meet the threshold before the entry, or the one that it sets.
pub(super) fn counted(
    before: Option<&Stewards>,
    read: &Read,
    signed: &SignedEntry,
) -> Result<Vec<StewardSignature>, Refusal> {
    let mut all = Vec::new();
    if let Some(stewards) = before {
        let mine = by_stewards(stewards, signed);
        let (have, need) = (mine.len(), usize::from(stewards.threshold));
        if have < need {
            return Err(Refusal::BelowThreshold { have, need });
        }
        all.extend(mine);
    }
    if let Some(stewards) = read.new_stewards() {
        let mine = by_stewards(&stewards, signed);
        let (have, need) = (mine.len(), usize::from(stewards.threshold));
        if have < need {
            return Err(Refusal::BelowNewThreshold { have, need });
        }
        all.extend(mine);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// One signature an organisation at most: neither seats nor signatures name one twice.
fn by_stewards(stewards: &Stewards, signed: &SignedEntry) -> Vec<StewardSignature> {
    let counts = |one: &&StewardSignature| {
        let seat = stewards.seats.iter().find(|seat| seat.organisation == one.organisation);
        let keys = seat.into_iter().flat_map(|seat| [Some(seat.key), seat.spare]).flatten();
        keys.into_iter().any(|key| key.verifies(Context::RosterEntry, &signed.content, &one.signature))
    };
    signed.signatures.iter().filter(counts).copied().collect()
}
