//! What travels on `/vicinia/1/sync`: one question and one answer a frame.
//!
//! Owns: the shapes and their bounds. Refuses to know in which order they come: see
//! [`super::session`] for the asking side and [`super::answer()`] for the answering one.

use super::set::{Item, PAGE_ITEMS, Plane, RECONCILE_BYTES};
use crate::codec::{Broken, Wire, ascending, ensure};
use crate::digest::Summary;
use crate::extension::Extensions;
use crate::id::NetworkId;
use crate::limits;
use crate::roster::Tip;
use serde::{Deserialize, Serialize};

/// What a node says first: all there is to say between equals, some 250 bytes. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network; sessions do not cross networks.
    pub network: NetworkId,
    /// Where its roster ends.
    pub roster: Tip,
    /// What it holds, one summary a plane, in the order of [`Plane::ALL`].
    pub planes: [Summary; 4],
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Hello {
    /// The summary of one plane.
    #[must_use]
    pub const fn summary(&self, plane: Plane) -> Summary {
        self.planes[plane.index()]
    }

    fn check(&self) -> Result<(), Broken> {
        ensure(self.roster.version < limits::SAFE_INTEGER, "version out of range")?;
        self.extensions.check()
    }
}

/// A question. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyncAsk {
    /// What do you hold? Here is what we hold.
    Hello(Box<Hello>),
    /// One step of a range-based reconciliation.
    Reconcile {
        /// Of which plane.
        plane: Plane,
        /// Negentropy's message, version 1, at most [`RECONCILE_BYTES`].
        #[serde(with = "serde_bytes")]
        message: Vec<u8>,
    },
    /// The next items in order.
    Page {
        /// Of which plane.
        plane: Plane,
        /// From behind this one, or from the start.
        after: Option<Item>,
    },
}

impl Wire for SyncAsk {
    const NAME: &'static str = "sync question";
    const MAX_BYTES: usize = limits::FRAME_BYTES;

    fn check(&self) -> Result<(), Broken> {
        match self {
            Self::Hello(hello) => hello.check(),
            Self::Reconcile { message, .. } => check_message(message),
            Self::Page { after, .. } => check_items(after.as_slice()),
        }
    }
}

/// An answer. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyncAnswer {
    /// To a hello.
    Hello(Box<Hello>),
    /// To a step: the other side's message.
    Reconcile {
        /// Negentropy's message, version 1, at most [`RECONCILE_BYTES`].
        #[serde(with = "serde_bytes")]
        message: Vec<u8>,
    },
    /// To a page.
    Page {
        /// Ascending; [`PAGE_ITEMS`] of them when more follow, at most that many at the end.
        items: Vec<Item>,
        /// Whether more follow.
        more: bool,
    },
    /// Not now; ask again later.
    Busy,
    /// No, with a number of [`refused`].
    Refused(u16),
}

/// Why a question was not answered.
pub mod refused {
    /// The peer belongs to another network.
    pub const NETWORK: u16 = 1;
    /// The reconciliation message made no sense.
    pub const MESSAGE: u16 = 2;
    /// The peer may not ask this: it is suspended, removed or unknown.
    pub const NOT_ALLOWED: u16 = 3;
}

impl Wire for SyncAnswer {
    const NAME: &'static str = "sync answer";
    const MAX_BYTES: usize = limits::FRAME_BYTES;

    fn check(&self) -> Result<(), Broken> {
        match self {
            Self::Hello(hello) => hello.check(),
            Self::Reconcile { message } => check_message(message),
            Self::Page { items, more } => {
                let full = items.len() == PAGE_ITEMS;
                ensure(full || (!more && items.len() < PAGE_ITEMS), "a page of the wrong length")?;
                check_items(items)
            }
            Self::Busy | Self::Refused(_) => Ok(()),
        }
    }
}

fn check_message(message: &[u8]) -> Result<(), Broken> {
    ensure(message.len() <= RECONCILE_BYTES, "reconciliation message too long")
}

fn check_items(items: &[Item]) -> Result<(), Broken> {
    ensure(ascending(items), "items do not ascend")?;
    ensure(items.iter().all(|item| item.key < limits::SAFE_INTEGER), "key out of range")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{decode, encode};

    #[test]
    fn the_fullest_frames_fit() {
        let item =
            |n: usize| Item { key: limits::SAFE_INTEGER - PAGE_ITEMS as u64 - 1 + n as u64, id: [255; 32] };
        let page = SyncAnswer::Page { items: (0..PAGE_ITEMS).map(item).collect(), more: true };
        assert_eq!(decode::<SyncAnswer>(&encode(&page).unwrap()).unwrap(), page);

        let message = vec![7; RECONCILE_BYTES];
        let ask = SyncAsk::Reconcile { plane: Plane::Headers, message: message.clone() };
        assert_eq!(decode::<SyncAsk>(&encode(&ask).unwrap()).unwrap(), ask);
        let answer = SyncAnswer::Reconcile { message };
        assert_eq!(decode::<SyncAnswer>(&encode(&answer).unwrap()).unwrap(), answer);
    }

    #[test]
    fn crooked_pages_are_refused() {
        let item = |key| Item { key, id: [0; 32] };
        for answer in [
            SyncAnswer::Page { items: vec![item(1)], more: true },
            SyncAnswer::Page { items: vec![item(2), item(1)], more: false },
            SyncAnswer::Page { items: vec![item(1), item(1)], more: false },
            SyncAnswer::Page { items: vec![item(limits::SAFE_INTEGER)], more: false },
            SyncAnswer::Page { items: (0..=PAGE_ITEMS as u64).map(item).collect(), more: true },
        ] {
            assert!(encode(&answer).is_err());
        }
    }

    #[test]
    fn planes_are_one_byte_and_closed() {
        let page = |plane| encode(&SyncAsk::Page { plane, after: None }).unwrap();
        assert_eq!(page(Plane::Headers), [2, 3, 0]);
        assert!(decode::<SyncAsk>(&[2, 4, 0]).is_err());
    }
}
