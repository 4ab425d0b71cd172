//! Search as its callers see it, over a library kept in a vector.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod answers;
mod kit;
mod oracle;
mod recovery;

/// A word on which the tokenizer panics, to see that one work does not stop the rest.
pub(super) const POISON: &str = "poisonouspoison";
