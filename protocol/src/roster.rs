//! The roster: who belongs to the network, decided by its stewards in one linear log.
//!
//! Owns: entries, their operations, the fold from entries to [`State`], the choice between branches.
//! Refuses to know clocks, disks and who sent an entry.
//! Neighbours: [`crate::authority`] joins the folded state with certificates and revocations.

pub mod branch;
pub mod draft;
pub mod entry;
pub mod fold;
pub mod operation;
pub mod state;

#[cfg(test)]
mod kit;

pub use branch::{Branches, ChooseError, DoubleSign, Inserted, Pin, Place, Stalled, Standing, Tip};
pub use draft::{DraftError, EntryDraft, Founder, SigningRefused, genesis, may_sign};
pub use entry::{RosterEntry, SignedEntry, StewardSignature};
pub use fold::{FoldError, Newer, NotNext, Refusal, fold, found, preview};
pub use operation::Operation;
pub use state::{Organisation, State, Status, Stewards};
