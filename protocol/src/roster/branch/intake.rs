//! How an entry comes to be held: checked against its predecessor, united with its other copies, or left
//! waiting.
//!
//! Owns: the order of the checks (cheap ones first), the bounds of what is kept.
//! Refuses to know which branch counts.
//! Neighbours: [`super::choice`] is told of every new entry.

use super::{Branches, Held, Inserted, ORPHANS, Orphan, Place, SIDE_ENTRIES, STATES, Standing};
use crate::id::EntryId;
use crate::limits;
use crate::roster::entry::{SignedEntry, StewardSignature};
use crate::roster::fold::{self, FoldError, NotNext, Read, Refusal};
use crate::roster::state::{State, Stewards};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What became of one entry by itself.
enum Taken {
    /// It is held now; orphans may have waited for it.
    Held(Place),
    /// Nothing more to do.
    Done(Inserted),
}

/// What stands before an entry.
enum Before {
    /// Nothing: it is the genesis.
    Nothing,
    /// An entry that is held and folded, and these sign after it.
    Entry(Arc<Stewards>),
    /// An entry that is not here, or not understood.
    Missing,
}

impl Branches {
    /// Takes an entry in, and with it the orphans that waited for it.
    ///
    /// Every copy of an entry stands by itself: one with too few signatures is refused even if another
    /// copy is held, so that the signatures held do not depend on the order of copies either.
    pub fn insert(&mut self, entry: SignedEntry) -> Inserted {
        let before = self.tip;
        let place = match self.take(entry) {
            Ok(Taken::Held(place)) => place,
            Ok(Taken::Done(inserted)) => return inserted,
            Err(error) => return Inserted::Refused(error),
        };
        self.adopt_after(place);
        self.make_room();
        let newer = self.held.get(&place).and_then(Held::newer);
        match (self.standing_of(&place.id), newer) {
            (None, _) => Inserted::Full,
            (Some(Standing::Evidence), _) => Inserted::BelowPin,
            (Some(_), Some(newer)) => Inserted::NeedsNewer(newer),
            (Some(_), None) => Inserted::New { tip_changed: self.tip != before },
        }
    }

    fn take(&mut self, signed: SignedEntry) -> Result<Taken, FoldError> {
        let read = fold::read(&signed)?;
        let before = match self.before(&read)? {
            Before::Missing => return Ok(Taken::Done(self.wait(&read, signed))),
            Before::Nothing => None,
            Before::Entry(stewards) => Some(stewards),
        };
        // Signatures before states: without a threshold of stewards nobody makes us fold anything again.
        let signatures = fold::counted(before.as_deref(), &read, &signed)?;
        let place = place_of(&read);
        if let Some(held) = self.held.get_mut(&place) {
            return Ok(Taken::Done(unite(held, signatures)));
        }
        let signed = SignedEntry { signatures, ..signed };
        let after = match self.state_after(&read, &signed) {
            Ok(state) => Ok(self.remember(place, state, before)),
            Err(FoldError::NeedsNewer(newer)) => Err(newer),
            Err(error) => return Err(error),
        };
        let sets_stewards = read.new_stewards().is_some();
        self.versions.insert(place.id, place.version);
        self.held.insert(place, Held { signed, previous: read.entry.previous, sets_stewards, after });
        self.follow(place);
        Ok(Taken::Held(place))
    }

    fn before(&self, read: &Read) -> Result<Before, FoldError> {
        let entry = &read.entry;
        if entry.version == 0 {
            let ours = place_of(read) == Place::genesis(self.network);
            return if ours { Ok(Before::Nothing) } else { Err(NotNext::Network.into()) };
        }
        if entry.network != self.network {
            return Err(NotNext::Network.into());
        }
        let Some(parent) = self.place(&entry.previous) else { return Ok(Before::Missing) };
        let (found, expected) = (entry.version, parent.version + 1);
        if found != expected {
            return Err(Refusal::Version { found, expected }.into());
        }
        let stewards = self.held.get(&parent).and_then(|held| held.after.as_ref().ok());
        Ok(stewards.map_or(Before::Missing, |stewards| Before::Entry(Arc::clone(stewards))))
    }

    fn state_after(&self, read: &Read, signed: &SignedEntry) -> Result<State, FoldError> {
        match self.place(&read.entry.previous) {
            None => fold::found(signed),
            Some(parent) => fold::apply(self.state_at(parent)?, read),
        }
    }

    /// The state after an entry that is held, folded again from the nearest one at hand. Signatures were
    /// checked when it came.
    fn state_at(&self, place: Place) -> Result<State, FoldError> {
        let mut above = Vec::new();
        let mut state = None;
        for at in self.down_from(place) {
            state = self.states.iter().find(|(known, _)| *known == at).map(|(_, state)| state.clone());
            if state.is_some() {
                break;
            }
            above.push(at);
        }
        for at in above.into_iter().rev() {
            let held = self.held.get(&at).ok_or(NotNext::Previous)?;
            state = Some(match state {
                None => fold::found(&held.signed)?,
                Some(state) => fold::apply(state, &fold::read(&held.signed)?)?,
            });
        }
        state.ok_or_else(|| NotNext::Previous.into())
    }

    /// Has the state of the tip at hand, whether the tip has moved or others have crowded it out.
    pub(super) fn recall_tip(&mut self) {
        let Some(tip) = self.tip else { return };
        if self.state().is_none()
            && let Ok(state) = self.state_at(tip)
        {
            self.keep_state(tip, state);
        }
    }

    fn keep_state(&mut self, place: Place, state: State) {
        self.states.push_back((place, state));
        if self.states.len() > STATES {
            self.states.pop_front();
        }
    }

    /// Keeps a new state at hand and says who signs after it, sharing what did not change.
    fn remember(&mut self, at: Place, state: State, before: Option<Arc<Stewards>>) -> Arc<Stewards> {
        let stewards = before
            .filter(|before| **before == state.stewards)
            .unwrap_or_else(|| Arc::new(state.stewards.clone()));
        self.keep_state(at, state);
        stewards
    }

    fn wait(&mut self, read: &Read, signed: SignedEntry) -> Inserted {
        let orphan = Orphan { place: place_of(read), previous: read.entry.previous, signed };
        if !self.orphans.contains(&orphan) {
            self.orphans.push(orphan.clone());
            self.orphans
                .sort_by(|a, b| (a.place, &a.signed.signatures).cmp(&(b.place, &b.signed.signatures)));
            self.orphans.truncate(ORPHANS);
        }
        if self.orphans.contains(&orphan) { Inserted::Orphan } else { Inserted::Full }
    }

    fn adopt_after(&mut self, place: Place) {
        let mut parents = vec![place.id];
        while let Some(parent) = parents.pop() {
            let folded = self.place(&parent).and_then(|at| self.held.get(&at)).is_some_and(Held::is_folded);
            if !folded {
                continue;
            }
            let (ready, waiting) =
                std::mem::take(&mut self.orphans).into_iter().partition(|one| one.previous == parent);
            self.orphans = waiting;
            let ready: Vec<Orphan> = ready;
            for orphan in ready {
                // What turns out to be no entry is forgotten.
                if let Ok(Taken::Held(place)) = self.take(orphan.signed) {
                    parents.push(place.id);
                }
            }
        }
    }

    /// Keeps the number of entries off the branch that counts within bounds: the lowest stay, those
    /// that may still come to count before mere evidence. A parent is lower than its child, so what
    /// stays is a tree.
    fn make_room(&mut self) {
        // Before the pin is here, everything up to it may turn out to be the branch.
        let branch = self.tip.unwrap_or(self.pin).version.saturating_add(1);
        let most = usize::try_from(branch).unwrap_or(usize::MAX).saturating_add(SIDE_ENTRIES);
        while self.held.len() > most {
            let branch: BTreeSet<Place> = self.tip.into_iter().flat_map(|tip| self.down_from(tip)).collect();
            let may_count = self.above_pin();
            let aside = self.held.keys().filter(|place| !branch.contains(place));
            let rank = |place: &&Place| (!may_count.contains(&place.id), **place);
            let Some(victim) = aside.max_by_key(rank).copied() else { return };
            self.held.remove(&victim);
            self.versions.remove(&victim.id);
            self.states.retain(|(at, _)| *at != victim);
        }
    }

    pub(super) fn place(&self, id: &EntryId) -> Option<Place> {
        self.versions.get(id).map(|version| Place { version: *version, id: *id })
    }
}

const fn place_of(read: &Read) -> Place {
    Place { version: read.entry.version, id: read.id }
}

/// An organisation may have signed with its spare key too, or anew: of several valid signatures the
/// lowest stays, as everywhere else.
fn unite(held: &mut Held, others: Vec<StewardSignature>) -> Inserted {
    let mine = held.signed.signatures.iter().map(|one| (one.organisation, one.signature));
    let mut all: BTreeMap<_, _> = mine.collect();
    let before = all.clone();
    for other in others {
        let room = all.len() < limits::STEWARDS;
        match all.get_mut(&other.organisation) {
            Some(signature) => *signature = other.signature.min(*signature),
            None if room => drop(all.insert(other.organisation, other.signature)),
            None => {}
        }
    }
    if all == before {
        return Inserted::Known;
    }
    let union = all.into_iter();
    held.signed.signatures =
        union.map(|(organisation, signature)| StewardSignature { organisation, signature }).collect();
    Inserted::United
}
