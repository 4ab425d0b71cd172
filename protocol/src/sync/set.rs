//! What a node holds on each plane, frozen for a while: the planes, their items, their sealed sets.
//!
//! Owns: the four planes and their order, paging through a set, one step of range-based reconciliation.
//! The only file that names negentropy. Refuses to know who asks and how far a session has come.

use crate::codec::Broken;
use negentropy::{Bound, Id, Negentropy, NegentropyStorageBase as _, NegentropyStorageVector};
use serde::{Deserialize, Serialize};

/// The disjoint sets that peers compare, in the order in which they are brought up to date: what gives
/// authority comes first, so that what follows is judged by it; withdrawals before what they withdraw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Plane {
    /// Roster entries; an item's key is the version.
    Roster = 0,
    /// Certificates, revocations and root withdrawals; the key is 0.
    Papers = 1,
    /// Withdrawals; the key is `issued_at_ms`.
    Withdrawals = 2,
    /// All other records; the key is `issued_at_ms`.
    Headers = 3,
}

impl Plane {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Roster, Self::Papers, Self::Withdrawals, Self::Headers];

    /// Its place in [`Self::ALL`] and in every array with one element a plane.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The plane after this one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.index() + 1).copied()
    }
}

impl From<Plane> for u8 {
    fn from(plane: Plane) -> Self {
        plane as Self
    }
}

impl TryFrom<u8> for Plane {
    type Error = Broken;

    fn try_from(number: u8) -> Result<Self, Broken> {
        Self::ALL.get(usize::from(number)).copied().ok_or(Broken("no such plane"))
    }
}

/// One element of a plane. Ordered by key, then id. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Item {
    /// What [`Plane`] says, below 2^53.
    pub key: u64,
    /// The id of the entry, paper or record.
    pub id: [u8; 32],
}

/// A plane's items in order, fixed. One is shared by all sessions and rebuilt when enough has changed;
/// it may lag behind the summaries, and what it misses is found by the next session.
#[derive(Debug, Default)]
pub struct SealedSet {
    storage: NegentropyStorageVector,
}

/// What one step of a reconciliation taught the asking side.
#[derive(Debug)]
pub(super) struct Step {
    /// Ids that the other side has and we lack, ascending.
    pub(super) lacking: Vec<[u8; 32]>,
    /// How many we have that the other side lacks.
    pub(super) surplus: usize,
    /// The next message; `None` when everything was compared.
    pub(super) next: Option<Vec<u8>>,
}

/// Bytes of a reconciliation message that fit a frame beside its envelope.
pub const RECONCILE_BYTES: usize = crate::limits::FRAME_BYTES - 64;
/// Items of a full page: each takes at most 41 bytes of a frame.
pub const PAGE_ITEMS: usize = 1_500;

impl FromIterator<Item> for SealedSet {
    /// Sorts and drops duplicates. Takes some 40 bytes an item.
    fn from_iter<I: IntoIterator<Item = Item>>(items: I) -> Self {
        let mut storage = NegentropyStorageVector::new();
        for item in items {
            storage.insert(item.key, Id::from_byte_array(item.id)).expect("not sealed yet");
        }
        storage.seal().expect("sealed once");
        Self { storage }
    }
}

impl SealedSet {
    /// Items in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.storage.size().unwrap_or(0)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the item is in it; O(log n).
    #[must_use]
    pub fn contains(&self, item: &Item) -> bool {
        self.get(self.position(item)).as_ref() == Some(item)
    }

    /// At most [`PAGE_ITEMS`] items after the given one (from the start if none), and whether more follow.
    #[must_use]
    pub fn page(&self, after: Option<&Item>) -> (Vec<Item>, bool) {
        let mut position = after.map_or(0, |item| self.position(item));
        if after.is_some() && self.get(position).as_ref() == after {
            position += 1;
        }
        let items: Vec<Item> = (position..).map_while(|at| self.get(at)).take(PAGE_ITEMS).collect();
        let more = position + items.len() < self.len();
        (items, more)
    }

    /// The first position whose item is not below the given one.
    fn position(&self, item: &Item) -> usize {
        let item = negentropy::Item::with_timestamp_and_id(item.key, Id::from_byte_array(item.id));
        self.storage.find_lower_bound(0, self.len(), &Bound::from_item(&item))
    }

    fn get(&self, position: usize) -> Option<Item> {
        let item = self.storage.get_item(position).ok().flatten()?;
        Some(Item { key: item.timestamp, id: item.id.to_bytes() })
    }

    /// The asking side's first message.
    pub(super) fn open(&self) -> Result<Vec<u8>, negentropy::Error> {
        self.machine()?.initiate()
    }

    /// The answering side: O(n) time, at most [`RECONCILE_BYTES`] out, whatever comes in.
    pub(super) fn reply(&self, message: &[u8]) -> Result<Vec<u8>, negentropy::Error> {
        self.machine()?.reconcile(message)
    }

    /// The asking side reads an answer.
    pub(super) fn step(&self, message: &[u8]) -> Result<Step, negentropy::Error> {
        let (mut have, mut need) = (Vec::new(), Vec::new());
        let mut machine = self.machine()?;
        machine.set_initiator();
        let next = machine.reconcile_with_ids(message, &mut have, &mut need)?;
        let mut lacking: Vec<_> = need.into_iter().map(Id::to_bytes).collect();
        // The crate lists them in the order of a randomly seeded hash map.
        lacking.sort_unstable();
        Ok(Step { lacking, surplus: have.len(), next })
    }

    fn machine(&self) -> Result<Negentropy<'_, NegentropyStorageVector>, negentropy::Error> {
        Negentropy::borrowed(&self.storage, RECONCILE_BYTES as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(number: u64) -> Item {
        Item { key: number / 10, id: blake3::derive_key("test", &number.to_le_bytes()) }
    }

    #[test]
    fn pages_visit_every_item_once_in_order() {
        let set: SealedSet = (0..4_000).map(item).collect();
        let mut seen: Vec<Item> = Vec::new();
        loop {
            let (items, more) = set.page(seen.last());
            assert!(more == (items.len() == PAGE_ITEMS));
            seen.extend(items);
            if !more {
                break;
            }
        }
        let mut all: Vec<Item> = (0..4_000).map(item).collect();
        all.sort_unstable();
        assert_eq!(seen, all);
        assert!(all.iter().all(|one| set.contains(one)));
        assert!(!set.contains(&Item { key: 0, id: [0; 32] }));
    }

    #[test]
    fn a_page_resumes_after_an_item_that_is_gone() {
        let set: SealedSet = [1, 3, 5].map(|key| Item { key, id: [9; 32] }).into_iter().collect();
        let (items, more) = set.page(Some(&Item { key: 2, id: [0; 32] }));
        assert_eq!((items.iter().map(|one| one.key).collect::<Vec<_>>(), more), (vec![3, 5], false));
        assert_eq!(SealedSet::default().page(None), (vec![], false));
    }
}
