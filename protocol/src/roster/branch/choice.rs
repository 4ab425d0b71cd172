//! Which branch counts, where the pin moves, and how entries stand to both.
//!
//! Owns: the comparison of branches. Refuses to know signatures and operations.
//! Neighbours: [`super::intake`] calls [`Branches::follow`] for every entry that came to be held.

use super::{Branches, Held, Pin, Place};
use crate::id::{EntryId, OrganisationId};
use crate::limits;
use std::collections::{BTreeMap, BTreeSet};

impl Branches {
    /// After a new entry: moves the pin if that settles something, then finds the tip.
    pub(super) fn follow(&mut self, place: Place) {
        self.move_pin(place);
        self.select();
    }

    /// Moves the pin to the highest entry that this one settles: its parent, if that sets the stewards,
    /// or what stands [`limits::PIN_BEHIND`] below. Only an entry through the pin settles any.
    pub(super) fn move_pin(&mut self, place: Place) {
        let folded = |at: &Place| self.held.get(at).is_some_and(Held::is_folded);
        if !folded(&place) || !self.goes_through(place, self.pin) {
            return;
        }
        let settled = |at: &Place| {
            let behind = place.version - at.version;
            behind >= limits::PIN_BEHIND
                || behind == 1 && self.held.get(at).is_some_and(|held| held.sets_stewards)
        };
        let above_pin = |at: &Place| at.version > self.pin.version;
        let highest = self.down_from(place).take_while(above_pin).find(settled);
        self.pin = highest.unwrap_or(self.pin);
    }

    /// Finds the tip and has its state at hand.
    pub(super) fn select(&mut self) {
        let pin_is_here = self.held.get(&self.pin).is_some_and(Held::is_folded);
        let above = self.held.range(self.pin..).filter(|(_, held)| held.is_folded());
        let above = above.map(|(place, held)| (*place, held.previous));
        self.tip = pin_is_here.then(|| longest(self.pin, above));
        self.recall_tip();
    }

    /// An entry and those before it, down to the genesis.
    pub(super) fn down_from(&self, place: Place) -> impl Iterator<Item = Place> {
        std::iter::successors(Some(place), |at| {
            let (version, id) = (at.version.checked_sub(1)?, self.held.get(at)?.previous);
            Some(Place { version, id })
        })
    }

    /// Whether the branch that ends in `from` goes through `through`.
    pub(super) fn goes_through(&self, from: Place, through: Place) -> bool {
        self.down_from(from).find(|at| at.version <= through.version) == Some(through)
    }

    /// Whether an entry leaves the line below the pin. Nothing does before the pin is here.
    pub(super) fn is_evidence(&self, place: Place) -> bool {
        let pin: Pin = self.pin;
        let (upper, lower) = if place.version > pin.version { (place, pin) } else { (pin, place) };
        self.tip.is_some() && !self.goes_through(upper, lower)
    }

    /// The pin and everything that stands on it.
    pub(super) fn above_pin(&self) -> BTreeSet<EntryId> {
        let mut above = BTreeSet::from([self.pin.id]);
        for (place, held) in self.held.range(self.pin..) {
            if above.contains(&held.previous) {
                above.insert(place.id);
            }
        }
        above
    }

    /// Who signed two entries with the same predecessor.
    pub(super) fn signers_of_both(&self, a: Place, b: Place) -> Vec<OrganisationId> {
        let signers = |at: Place| self.held.get(&at).into_iter().flat_map(|held| &held.signed.signatures);
        let parent = self.down_from(a).nth(1).and_then(|parent| self.held.get(&parent));
        let seats = parent.and_then(|parent| parent.after.as_ref().ok());
        let seats = seats.into_iter().flat_map(|stewards| &stewards.seats);
        let both = seats.map(|seat| seat.organisation).filter(|organisation| {
            [a, b].into_iter().all(|at| signers(at).any(|one| one.organisation == *organisation))
        });
        both.collect()
    }
}

/// Where the longest branch from `from` ends; of several the one with the lower id where they first
/// differ. `entries` ascend and come with their predecessor; those not above `from` do not matter.
fn longest(from: Place, entries: impl DoubleEndedIterator<Item = (Place, EntryId)>) -> Place {
    // By predecessor: how high its best successor leads, and which that is. Seen from the highest
    // version down and from the highest id down, so that of equal successors the lowest stays.
    let mut best: BTreeMap<EntryId, (u64, Place)> = BTreeMap::new();
    for (place, previous) in entries.rev() {
        let height = best.get(&place.id).map_or(place.version, |(height, _)| *height);
        let stands = best.entry(previous).or_insert((height, place));
        if height >= stands.0 {
            *stands = (height, place);
        }
    }
    let mut at = from;
    while let Some((_, next)) = best.get(&at.id) {
        at = *next;
    }
    at
}
