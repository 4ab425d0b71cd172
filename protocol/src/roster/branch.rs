//! Which entries are held, and which branch of them counts.
//!
//! Owns: the tree of entries by predecessor, the pin, the proofs of double signing.
//! Refuses to know disks, peers and what an operation means.
//! Neighbours: [`mod@super::fold`] says whether an entry is one; `intake` takes them in, `choice`
//! compares branches and moves the pin.
//!
//! # What is guaranteed
//!
//! The honest log is a line. It branches only if stewards sign two entries of one version, which needs
//! more than half of them in each branch and so at least one in both: [`Branches::proofs`] names them.
//!
//! 1. **The branch that counts is a function of (entries held, pin)**: of the branches through the pin
//!    the longest, then the one with the lower id where two first differ. How the entries came, in which
//!    order and how often, does not matter.
//! 2. **An entry is *settled*** once some entry stands [`crate::limits::PIN_BEHIND`] versions above it, or once
//!    it sets the stewards and has a successor (the new ones have spoken; the old keys may be stolen).
//!    The pin is moved to the highest entry above it that became settled, on whichever branch. More
//!    entries never unsettle one, so **if the settled entries above the first pin lie on one branch,
//!    then the pin ends at the last of them in every order of arrival**, and with 1. tip and state too.
//! 3. If settled entries lie on two branches, stewards have signed two histories for long. No rule can
//!    then make all nodes agree: each stays with the one that was settled first in its sight, keeps the
//!    other as evidence, reports the proof, and moves only by [`Branches::choose`]. Even then 1. holds,
//!    and [`Branches::restore`] from what is held and the pin gives the same again.
//!
//! Bounds: [`ORPHANS`] entries wait for a predecessor and [`SIDE_ENTRIES`] are kept off the branch that
//! counts. The guarantees speak of sets within them; what was dropped is offered again by the next
//! reconciliation. Both lists keep what is lowest by (version, id), so again not what came first.

mod choice;
mod intake;
#[cfg(test)]
mod tests;

use super::entry::SignedEntry;
use super::fold::{FoldError, Newer};
use super::state::{State, Stewards};
use crate::id::{EntryId, NetworkId, OrganisationId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// Entries that may wait for their predecessor: 3.5 MiB at most. Synchronising goes up by version, so
/// only gossip brings any.
pub const ORPHANS: usize = 64;
/// Entries that may be kept beside the branch that counts. Each needed a threshold of stewards, so more
/// than a few are an attack with stolen keys.
pub const SIDE_ENTRIES: usize = 1024;
/// Folded states kept at hand; others are folded again from below.
const STATES: usize = 16;

/// A place in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Entries before it.
    pub version: u64,
    /// The entry there.
    pub id: EntryId,
}

/// The last entry of the branch that counts.
pub type Tip = Place;
/// The entry that the branch that counts must go through.
pub type Pin = Place;

impl Place {
    /// The network's first entry.
    #[must_use]
    pub const fn genesis(network: NetworkId) -> Self {
        Self { version: 0, id: EntryId(network.0) }
    }
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inserted {
    /// New, and on a branch through the pin (or on the way to a pin not seen yet).
    New {
        /// Whether the branch that counts ends elsewhere now.
        tip_changed: bool,
    },
    /// Known, but with signatures that were not.
    United,
    /// Known.
    Known,
    /// Kept until its predecessor comes; nothing is said about it yet.
    Orphan,
    /// New and valid, but on a branch that leaves the line below the pin: evidence only.
    BelowPin,
    /// New and signed by the stewards, but for a newer version of the program.
    NeedsNewer(Newer),
    /// Not kept: there are too many like it.
    Full,
    /// Not an entry, or not of this network.
    Refused(FoldError),
}

/// How an entry that is held stands to the branch that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Counts, and no other entry can displace it: the pin or below it.
    Settled,
    /// Counts.
    Counts,
    /// Does not count, but a longer branch over it would.
    Aside,
    /// Leaves the line below the pin.
    Evidence,
    /// Below a pin that was not seen yet.
    Waiting,
    /// For a newer version of the program.
    NeedsNewer,
}

/// Where the fold stops: the node goes on reading and says "update".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stalled {
    /// The entry.
    pub place: Place,
    /// What this version lacks.
    pub newer: Newer,
}

/// Two entries after the same predecessor, both signed by a majority of the same stewards.
///
/// Only such siblings prove something by themselves: further up, two branches may have other stewards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubleSign {
    /// The version of both.
    pub version: u64,
    /// The lowest id of this predecessor's successors.
    pub a: EntryId,
    /// Another of them.
    pub b: EntryId,
    /// Who signed both, as far as the signatures came here; never empty.
    pub signers: Vec<OrganisationId>,
}

/// Why a branch cannot be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChooseError {
    /// It is not held.
    #[error("no such roster entry here")]
    Unknown,
    /// It cannot be folded.
    #[error("the roster needs a newer version of the program: {0}")]
    NeedsNewer(Newer),
}

/// All valid entries a node holds, and the branch of them that counts.
#[derive(Debug, Clone)]
pub struct Branches {
    network: NetworkId,
    pin: Pin,
    tip: Option<Tip>,
    held: BTreeMap<Place, Held>,
    versions: BTreeMap<EntryId, u64>,
    orphans: Vec<Orphan>,
    /// The last ones folded, and that of the tip.
    states: VecDeque<(Place, State)>,
}

#[derive(Debug, Clone)]
struct Held {
    /// With the signatures that count, no others.
    signed: SignedEntry,
    previous: EntryId,
    sets_stewards: bool,
    /// Who signs its successors, or why this version cannot tell.
    after: Result<Arc<Stewards>, Newer>,
}

impl Held {
    const fn is_folded(&self) -> bool {
        self.after.is_ok()
    }

    fn newer(&self) -> Option<Newer> {
        self.after.as_ref().err().copied()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Orphan {
    place: Place,
    previous: EntryId,
    signed: SignedEntry,
}

impl Branches {
    /// Nothing held yet. The pin is the network's genesis or the checkpoint of an invitation: nothing
    /// counts before its entry is here.
    #[must_use]
    pub const fn new(pin: Pin, network: NetworkId) -> Self {
        Self {
            network,
            pin,
            tip: None,
            held: BTreeMap::new(),
            versions: BTreeMap::new(),
            orphans: Vec::new(),
            states: VecDeque::new(),
        }
    }

    /// What was held before, checked again in full; entries in any order. What does not hold is left out.
    #[must_use]
    pub fn restore(network: NetworkId, pin: Pin, mut entries: Vec<SignedEntry>) -> Self {
        entries.sort_by_cached_key(|one| (one.entry().map_or(u64::MAX, |it| it.version), one.id()));
        let mut branches = Self::new(pin, network);
        for entry in entries {
            branches.insert(entry);
        }
        branches
    }

    /// The state of the branch that counts; none until the pin's entry is here.
    #[must_use]
    pub fn state(&self) -> Option<&State> {
        let tip = self.tip?;
        self.states.iter().find(|(at, _)| *at == tip).map(|(_, state)| state)
    }

    /// Where the branch that counts ends; none until the pin's entry is here.
    #[must_use]
    pub const fn tip(&self) -> Option<Tip> {
        self.tip
    }

    /// The pin, to be stored beside the entries.
    #[must_use]
    pub const fn pin(&self) -> Pin {
        self.pin
    }

    /// The network.
    #[must_use]
    pub const fn network(&self) -> NetworkId {
        self.network
    }

    /// All entries held, of all branches, by (version, id): the set that is reconciled.
    pub fn entries(&self) -> impl Iterator<Item = (u64, EntryId, &SignedEntry)> {
        self.held.iter().map(|(place, held)| (place.version, place.id, &held.signed))
    }

    /// One entry.
    #[must_use]
    pub fn get(&self, id: &EntryId) -> Option<&SignedEntry> {
        self.held.get(&self.place(id)?).map(|held| &held.signed)
    }

    /// The branch that counts, genesis first.
    #[must_use]
    pub fn branch(&self) -> Vec<Place> {
        let mut path: Vec<_> = self.tip.into_iter().flat_map(|tip| self.down_from(tip)).collect();
        path.reverse();
        path
    }

    /// How an entry stands; none if it is not held.
    #[must_use]
    pub fn standing_of(&self, id: &EntryId) -> Option<Standing> {
        let place = self.place(id)?;
        let held = self.held.get(&place)?;
        Some(match (held.newer(), self.tip) {
            (Some(_), Some(_)) if self.is_evidence(place) => Standing::Evidence,
            (Some(_), _) => Standing::NeedsNewer,
            (None, None) => Standing::Waiting,
            (None, Some(_)) if self.is_evidence(place) => Standing::Evidence,
            (None, Some(_)) if place.version <= self.pin.version => Standing::Settled,
            (None, Some(tip)) if self.goes_through(tip, place) => Standing::Counts,
            (None, Some(_)) => Standing::Aside,
        })
    }

    /// Every double signing that the entries held prove, lowest version first.
    #[must_use]
    pub fn proofs(&self) -> Vec<DoubleSign> {
        let mut first: BTreeMap<EntryId, EntryId> = BTreeMap::new();
        let mut proofs = Vec::new();
        for (place, held) in self.held.iter().filter(|(_, held)| held.is_folded()) {
            let lowest = *first.entry(held.previous).or_insert(place.id);
            if lowest != place.id {
                let signers = self.signers_of_both(Place { id: lowest, ..*place }, *place);
                proofs.push(DoubleSign { version: place.version, a: lowest, b: place.id, signers });
            }
        }
        proofs
    }

    /// Whether the fold waits for a newer version of the program, and where.
    #[must_use]
    pub fn stalled(&self) -> Option<Stalled> {
        let waits = |(place, held): (&Place, &Held)| Some((*place, held.newer()?));
        let mut newer = self.held.iter().filter_map(waits);
        newer.find(|(place, _)| !self.is_evidence(*place)).map(|(place, newer)| Stalled { place, newer })
    }

    /// A person's decision: the branch that counts goes through this entry from now on. The pin moves
    /// there, and on from there as ever.
    ///
    /// # Errors
    /// When the entry is not held or cannot be folded; nothing changes then.
    pub fn choose(&mut self, id: EntryId) -> Result<Tip, ChooseError> {
        let place = self.place(&id).ok_or(ChooseError::Unknown)?;
        let held = self.held.get(&place).ok_or(ChooseError::Unknown)?;
        if let Some(newer) = held.newer() {
            return Err(ChooseError::NeedsNewer(newer));
        }
        self.pin = place;
        let above: Vec<Place> = self.held.range(place..).map(|(above, _)| *above).collect();
        for one in above {
            self.move_pin(one);
        }
        self.select();
        self.tip.ok_or(ChooseError::Unknown)
    }
}
