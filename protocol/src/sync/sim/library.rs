//! The records of a simulated node: everything authentic that ever came, and which of it is in the set.
//!
//! Owns: storage in the dumbest form that answers [`standing::Library`]'s questions.
//! Refuses to know where records come from and who may sign them.

use crate::authority::Authority;
use crate::codec;
use crate::envelope::Parcel;
use crate::id::{OrganisationId, RecordId, WorkId};
use crate::key::PublicKey;
use crate::record::Withdrawal;
use crate::standing::{self, Facts, Judge, WithdrawalFacts};
use crate::sync::set::{Item, Plane};
use crate::verify::{self, Authentic, Fault, Record};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) facts: Facts,
    /// What the body of a withdrawal says; none for other records and for unreadable bodies.
    pub(super) withdrawal: Option<Withdrawal>,
    pub(super) parcel: Parcel,
}

/// Records by id. Standing is asked of the members of the set alone: what was displaced must not make
/// a difference to those who never had it.
#[derive(Debug, Clone, Default)]
pub(super) struct Library {
    pub(super) records: BTreeMap<RecordId, Stored>,
    pub(super) members: BTreeSet<RecordId>,
}

impl Library {
    /// Stores an authentic record. A withdrawal comes with its body or not at all.
    pub(super) fn store(&mut self, record: &Authentic<Record>, parcel: Parcel) -> Result<(), Fault> {
        let Record { id, header, .. } = record.get();
        let mut withdrawal = None;
        if header.is_withdrawal() {
            let salted = parcel.body.clone().unwrap_or_default();
            withdrawal = verify::body(record, salted)?.read().ok();
        }
        let facts = Facts::new(*id, header);
        self.records.entry(*id).or_insert(Stored { facts, withdrawal, parcel });
        Ok(())
    }

    /// Asks anew which records are in the set.
    pub(super) fn select(&mut self, authority: &Authority) {
        let all = View { library: self, members_only: false };
        // Nothing about membership depends on the time.
        let judge = Judge::new(authority, &all, 0);
        let members = self.records.values().filter(|one| judge.in_set(&one.facts));
        self.members = members.map(|one| one.facts.id).collect();
    }

    /// What standing is asked of.
    pub(super) const fn view(&self) -> View<'_> {
        View { library: self, members_only: true }
    }

    pub(super) fn items(&self, plane: Plane) -> BTreeSet<Item> {
        let members = self.members.iter().filter_map(|id| self.records.get(id));
        members
            .filter(|one| one.plane() == plane)
            .map(|one| Item { key: one.facts.issued_at_ms, id: one.facts.id.0 })
            .collect()
    }

    pub(super) fn bytes(&self, id: &[u8; 32]) -> Option<Vec<u8>> {
        codec::encode(&self.records.get(&RecordId(*id))?.parcel).ok()
    }
}

impl Stored {
    pub(super) const fn plane(&self) -> Plane {
        match self.facts.kind {
            crate::record::kind::WITHDRAWAL => Plane::Withdrawals,
            _ => Plane::Headers,
        }
    }
}

/// A library as the rules see it.
pub(super) struct View<'a> {
    library: &'a Library,
    members_only: bool,
}

impl View<'_> {
    fn all(&self) -> impl Iterator<Item = &Stored> {
        let seen = |one: &&Stored| !self.members_only || self.library.members.contains(&one.facts.id);
        self.library.records.values().filter(seen)
    }
}

impl standing::Library for View<'_> {
    fn facts(&self, id: RecordId) -> Option<Facts> {
        let seen = !self.members_only || self.library.members.contains(&id);
        self.library.records.get(&id).filter(|_| seen).map(|one| one.facts.clone())
    }

    fn revisions(&self, work: WorkId) -> Vec<RecordId> {
        self.all().filter(|one| one.facts.work() == work).map(|one| one.facts.id).collect()
    }

    fn withdrawals(&self, work: WorkId) -> Vec<WithdrawalFacts> {
        let about = |one: &&Stored| one.facts.about.is_some_and(|about| about.work == work);
        let readable =
            self.all().filter(about).filter_map(|one| Some((&one.facts, one.withdrawal.as_ref()?)));
        let facts = |(facts, said): (&Facts, &Withdrawal)| {
            let (facts, whole_work) = (facts.clone(), said.whole_work);
            WithdrawalFacts { facts, whole_work, level: said.level, reason: said.reason }
        };
        readable.map(facts).collect()
    }

    fn with_sequence(&self, organisation: OrganisationId, node: PublicKey, sequence: u64) -> Vec<RecordId> {
        let place = (organisation, node, sequence);
        let same = |one: &&Stored| (one.facts.organisation, one.facts.node, one.facts.sequence) == place;
        self.all().filter(same).map(|one| one.facts.id).collect()
    }
}
