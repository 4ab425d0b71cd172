//! One simulated node: what it holds, how things come in, what it tells its peers.
//!
//! Owns: the one doorway (decode, verify, store) and the upkeep of sets and digests.
//! Refuses to know the network and time: see [`super::driver`] and [`super::world`].

use super::library::Library;
use crate::authority::{Authority, Paper};
use crate::codec;
use crate::digest::SetDigest;
use crate::envelope::Parcel;
use crate::extension::Extensions;
use crate::id::{EntryId, NetworkId, RecordId};
use crate::limits;
use crate::roster::{Branches, Pin, SignedEntry, State};
use crate::sync::set::{Item, Plane, SealedSet};
use crate::sync::{Hello, Snapshot};
use crate::verify;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What became of bytes at the doorway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    New,
    Known,
    Refused,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    network: NetworkId,
    pub(super) branches: Branches,
    /// None until the roster's pin is here.
    pub(super) authority: Option<Authority>,
    pub(super) library: Library,
    pub(super) sets: [BTreeSet<Item>; 4],
    pub(super) digests: [SetDigest; 4],
    /// Something came since the last refresh.
    stale: bool,
}

impl Node {
    pub(super) fn new(network: NetworkId, pin: Pin) -> Self {
        let branches = Branches::new(pin, network);
        let (sets, digests) = Default::default();
        Self { network, branches, authority: None, library: Library::default(), sets, digests, stale: false }
    }

    /// Power off and on: entries, pin, papers, records and digests were on the disk, all else is made anew.
    pub(super) fn restart(&mut self) {
        let entries = self.branches.entries().map(|(_, _, entry)| entry.clone()).collect();
        self.branches = Branches::restore(self.network, self.branches.pin(), entries);
        let papers: Vec<Paper> = self.papers().map(|(_, paper)| paper.clone()).collect();
        self.authority = self.state().cloned().map(|state| Authority::with_papers(state, papers));
        for digest in &mut self.digests {
            *digest = SetDigest::from_bytes(&digest.to_bytes()).unwrap_or_default();
        }
        self.stale = true;
        self.refresh();
    }

    pub(super) fn state(&self) -> Option<&State> {
        self.branches.state()
    }

    pub(super) fn papers(&self) -> impl Iterator<Item = ([u8; 32], &Paper)> {
        self.authority.iter().flat_map(Authority::papers)
    }

    /// The doorway. Sets and digests follow with the next [`Self::refresh`].
    pub(super) fn take(&mut self, plane: Plane, bytes: &[u8]) -> Taken {
        let taken = self.judge(plane, bytes);
        self.stale |= taken == Taken::New;
        taken
    }

    fn judge(&mut self, plane: Plane, bytes: &[u8]) -> Taken {
        match plane {
            Plane::Roster => codec::decode(bytes).map_or(Taken::Refused, |entry| self.take_entry(entry)),
            Plane::Papers => codec::decode(bytes).map_or(Taken::Refused, |paper| self.take_paper(paper)),
            Plane::Withdrawals | Plane::Headers => {
                codec::decode(bytes).map_or(Taken::Refused, |parcel| self.take_parcel(parcel))
            }
        }
    }

    fn take_entry(&mut self, entry: SignedEntry) -> Taken {
        use crate::roster::Inserted;
        let inserted = self.branches.insert(entry);
        if let Some(state) = self.branches.state() {
            self.authority = Some(match self.authority.take() {
                Some(authority) if authority.roster() == state => authority,
                Some(authority) => authority.under(state.clone()),
                None => Authority::new(state.clone()),
            });
        }
        match inserted {
            Inserted::New { .. } | Inserted::BelowPin | Inserted::NeedsNewer(_) => Taken::New,
            Inserted::United | Inserted::Known | Inserted::Orphan => Taken::Known,
            Inserted::Full | Inserted::Refused(_) => Taken::Refused,
        }
    }

    fn take_paper(&mut self, paper: Paper) -> Taken {
        let Some(authority) = &mut self.authority else { return Taken::Refused };
        match authority.add_all([paper]).first() {
            Some((Ok(true), _)) => Taken::New,
            Some((Ok(false), _)) => Taken::Known,
            Some((Err(_), _)) | None => Taken::Refused,
        }
    }

    fn take_parcel(&mut self, parcel: Parcel) -> Taken {
        if self.library.records.contains_key(&parcel.envelope.id()) {
            return Taken::Known;
        }
        let Some(authority) = &self.authority else { return Taken::Refused };
        let Ok(record) = verify::record(parcel.envelope.clone(), authority) else { return Taken::Refused };
        if self.library.store(&record, parcel).is_ok() { Taken::New } else { Taken::Refused }
    }

    /// Brings sets and digests up to date with what is stored, by their differences.
    pub(super) fn refresh(&mut self) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        if let Some(authority) = &self.authority {
            self.library.select(authority);
        }
        for plane in Plane::ALL {
            let now = self.items(plane);
            let (set, digest) = (&mut self.sets[plane.index()], &mut self.digests[plane.index()]);
            now.difference(set).for_each(|item| digest.insert(&item.id));
            set.difference(&now).for_each(|item| digest.remove(&item.id));
            *set = now;
        }
    }

    fn items(&self, plane: Plane) -> BTreeSet<Item> {
        match plane {
            Plane::Roster => self.branches.entries().map(|(key, id, _)| Item { key, id: id.0 }).collect(),
            Plane::Papers => self.papers().map(|(id, _)| Item { key: 0, id }).collect(),
            Plane::Withdrawals | Plane::Headers => self.library.items(plane),
        }
    }

    /// The bytes of one thing, as they travel.
    pub(super) fn bytes(&self, plane: Plane, id: &[u8; 32]) -> Option<Vec<u8>> {
        match plane {
            Plane::Roster => codec::encode(self.branches.get(&EntryId(*id))?).ok(),
            Plane::Papers => codec::encode(self.authority.as_ref()?.paper(id)?).ok(),
            Plane::Withdrawals | Plane::Headers => self.library.bytes(id),
        }
    }

    /// The id that bytes of a plane claim by being what they are.
    pub(super) fn id_of(plane: Plane, bytes: &[u8]) -> Option<[u8; 32]> {
        match plane {
            Plane::Roster => codec::decode::<SignedEntry>(bytes).ok().map(|one| one.id().0),
            Plane::Papers => codec::decode::<Paper>(bytes).ok().map(|one| one.id()),
            Plane::Withdrawals | Plane::Headers => {
                codec::decode::<Parcel>(bytes).ok().map(|one| one.envelope.id().0)
            }
        }
    }

    /// Everything stored, members of the sets or not.
    pub(super) fn everything(&self) -> Vec<(Plane, Vec<u8>)> {
        let records = self.library.records.iter().map(|(RecordId(id), one)| (one.plane(), *id));
        let sets = [Plane::Roster, Plane::Papers].into_iter();
        let sets = sets.flat_map(|plane| self.items(plane).into_iter().map(move |item| (plane, item.id)));
        let all = sets.chain(records);
        all.filter_map(|(plane, id)| Some((plane, self.bytes(plane, &id)?))).collect()
    }
}

impl Snapshot for Node {
    fn hello(&self) -> Hello {
        Hello {
            format: limits::FORMAT,
            network: self.network,
            roster: self.branches.tip().unwrap_or(self.branches.pin()),
            planes: std::array::from_fn(|plane| self.digests[plane].summary()),
            extensions: Extensions::NONE,
        }
    }

    fn set(&self, plane: Plane) -> Arc<SealedSet> {
        Arc::new(self.sets[plane.index()].iter().copied().collect())
    }
}
