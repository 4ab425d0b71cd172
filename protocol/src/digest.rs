//! Set digests: one small number for "do we hold the same things?", kept while things come and go.
//!
//! Owns: the digest of a set of ids, its incremental upkeep and its durable form. Refuses to know what
//! the ids name and whether one is in the set already: the store knows that, in the same transaction.
//! Neighbours: [`crate::sync`] compares summaries first; equal ones end a session after one round.
//!
//! The digest is LtHash16 (Bellare and Micciancio's additive hash as in Lewi, Kim, Maykov, Weis,
//! "Securing Update Propagation with Homomorphic Hashing", 2019): every id is stretched to 1,024 lanes
//! of 16 bits, lanes add up modulo 2^16. A plain sum of ids would be cheaper, but ids are chosen by
//! authors, and whoever can choose the summands can make two sets agree.

use serde::{Deserialize, Serialize};

/// Lanes of 16 bits.
const LANES: usize = 1024;

/// The digest of a set of 32-byte ids, with the number of its elements.
#[derive(Clone, PartialEq, Eq)]
pub struct SetDigest {
    count: u64,
    lanes: Box<[u16; LANES]>,
}

/// What travels of a [`SetDigest`]. Frozen wire type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Summary {
    /// Elements of the set.
    pub count: u64,
    /// BLAKE3 of the lanes.
    pub digest: [u8; 32],
}

impl std::fmt::Debug for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Summary({}, {})", self.count, crate::id::to_hex(&self.digest[..5]))
    }
}

impl Default for SetDigest {
    fn default() -> Self {
        Self { count: 0, lanes: Box::new([0; LANES]) }
    }
}

impl std::fmt::Debug for SetDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SetDigest({:?})", self.summary())
    }
}

impl SetDigest {
    /// Size of the durable form in bytes: the count and the lanes, little endian.
    pub const BYTES: usize = 8 + 2 * LANES;

    /// The digest of no ids.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an id that was not in the set.
    pub fn insert(&mut self, id: &[u8; 32]) {
        self.count = self.count.wrapping_add(1);
        self.fold(id, u16::wrapping_add);
    }

    /// Takes out an id that was in the set.
    pub fn remove(&mut self, id: &[u8; 32]) {
        self.count = self.count.wrapping_sub(1);
        self.fold(id, u16::wrapping_sub);
    }

    /// Elements of the set.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// What is told to peers: equal summaries mean equal sets.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut hasher = blake3::Hasher::new_derive_key("vicinia set digest v1");
        hasher.update(&self.to_bytes()[8..]);
        Summary { count: self.count, digest: *hasher.finalize().as_bytes() }
    }

    /// The durable form, [`Self::BYTES`] long.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let lanes = self.lanes.iter().flat_map(|lane| lane.to_le_bytes());
        self.count.to_le_bytes().into_iter().chain(lanes).collect()
    }

    /// Reads the durable form; `None` when the length is wrong.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; Self::BYTES] = bytes.try_into().ok()?;
        let (count, lanes) = bytes.split_first_chunk::<8>()?;
        let mut read = Self { count: u64::from_le_bytes(*count), ..Self::default() };
        add_lanes(&mut read.lanes, lanes, u16::wrapping_add);
        Some(read)
    }

    fn fold(&mut self, id: &[u8; 32], step: fn(u16, u16) -> u16) {
        let mut stretched = [0_u8; 2 * LANES];
        let mut hasher = blake3::Hasher::new_derive_key("vicinia set element v1");
        hasher.update(id).finalize_xof().fill(&mut stretched);
        add_lanes(&mut self.lanes, &stretched, step);
    }
}

fn add_lanes(lanes: &mut [u16; LANES], bytes: &[u8], step: fn(u16, u16) -> u16) {
    for (lane, pair) in lanes.iter_mut().zip(bytes.chunks_exact(2)) {
        *lane = step(*lane, u16::from_le_bytes([pair[0], pair[1]]));
    }
}

impl<'a> Extend<&'a [u8; 32]> for SetDigest {
    fn extend<I: IntoIterator<Item = &'a [u8; 32]>>(&mut self, ids: I) {
        for id in ids {
            self.insert(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn of<'a>(ids: impl IntoIterator<Item = &'a [u8; 32]>) -> SetDigest {
        let mut digest = SetDigest::new();
        digest.extend(ids);
        digest
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn upkeep_equals_recomputation_in_any_order(
            steps in proptest::collection::vec((any::<bool>(), 0_u8..24), 0..64),
        ) {
            let mut kept = SetDigest::new();
            let mut set = BTreeSet::new();
            for (add, which) in steps {
                let id = [which; 32];
                if add && set.insert(id) {
                    kept.insert(&id);
                } else if !add && set.remove(&id) {
                    kept.remove(&id);
                }
            }
            prop_assert_eq!(&kept, &of(&set));
            prop_assert_eq!(&kept, &of(set.iter().rev()));
            prop_assert_eq!(kept.count(), set.len() as u64);
            prop_assert_eq!(SetDigest::from_bytes(&kept.to_bytes()), Some(kept));
        }
    }

    #[test]
    fn sums_of_ids_do_not_collide() {
        // 1 + 4 = 2 + 3: a plain sum of ids could not tell these apart.
        let id = |number: u8| [&[number][..], &[0; 31]].concat().try_into().unwrap();
        assert_ne!(of(&[id(1), id(4)]).summary(), of(&[id(2), id(3)]).summary());
        assert_ne!(of(&[id(1)]).summary(), SetDigest::new().summary());
    }

    #[test]
    fn durable_form_has_one_length() {
        assert_eq!(SetDigest::new().to_bytes().len(), SetDigest::BYTES);
        assert_eq!(SetDigest::from_bytes(&[0; SetDigest::BYTES - 1]), None);
        assert_eq!(SetDigest::from_bytes(&[0; SetDigest::BYTES]), Some(SetDigest::new()));
    }
}
