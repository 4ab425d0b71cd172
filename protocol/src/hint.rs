//! Gossip: hints that make things fast. Nothing depends on one arriving; reconciliation is the guarantee.

use crate::codec::{Broken, Wire};
use crate::envelope::Parcel;
use crate::limits;
use crate::roster::Tip;
use crate::statement::Word;
use serde::{Deserialize, Serialize};

/// What a gossip message says. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hint {
    /// A new record, with its body where that is small.
    Record(Parcel),
    /// A node's newest statement: whoever holds something else should compare.
    Statement(Word),
    /// A newer roster: whoever is behind should synchronise.
    Roster(Tip),
}

impl Wire for Hint {
    const NAME: &'static str = "hint";
    const MAX_BYTES: usize = limits::GOSSIP_BYTES;

    fn check(&self) -> Result<(), Broken> {
        match self {
            Self::Record(parcel) => parcel.check(),
            Self::Statement(word) => word.check(),
            Self::Roster(_) => Ok(()),
        }
    }
}
