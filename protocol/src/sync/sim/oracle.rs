//! The dumb version: what follows from all bytes, a pin and a moment, written from the protocol's text
//! with plain loops over everything. Slow, and so short that reading it is believing it.
//!
//! Shares with the real thing only decoding, single signatures, and the fold of one roster entry onto
//! its predecessor (which has an oracle of its own).

mod authority;

use crate::authority::{Paper, PaperContent};
use crate::codec;
use crate::envelope::Parcel;
use crate::id::{EntryId, RecordId, WorkId};
use crate::key::Context;
use crate::limits;
use crate::record::{Header, Withdrawal, kind};
use crate::roster::operation::{Head, Target};
use crate::roster::state::{Organisation, State, Status};
use crate::roster::{Pin, SignedEntry};
use crate::standing::{Bar, Standing};
use crate::sync::set::Item;
use authority::{certified, chains, held_papers, root_of};
use std::collections::{BTreeMap, BTreeSet};

/// What the oracle says of a record: a standing, or every reason for which it may be barred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    Barred(BTreeSet<Bar>),
    Other(Standing),
}

impl Verdict {
    pub(super) fn allows(&self, standing: Standing) -> bool {
        match (self, standing) {
            (Self::Barred(reasons), Standing::Barred(bar)) => reasons.contains(&bar),
            (Self::Other(expected), standing) => *expected == standing,
            (Self::Barred(_), _) => false,
        }
    }
}

#[derive(Clone)]
struct Rec {
    id: RecordId,
    header: Header,
    said: Option<Withdrawal>,
}

pub(super) struct Oracle {
    pub(super) roster: BTreeSet<Item>,
    pub(super) papers: BTreeSet<[u8; 32]>,
    pub(super) tip: EntryId,
    state: State,
    counting: Vec<PaperContent>,
    /// The reconciled set.
    set: Vec<Rec>,
    now_ms: u64,
}

impl Oracle {
    pub(super) fn new(
        entries: &[SignedEntry],
        papers: &[Paper],
        parcels: &[Parcel],
        pin: Pin,
        now_ms: u64,
    ) -> Option<Self> {
        let chains = chains(entries);
        let on_pin = chains.iter().filter(|chain| chain.iter().any(|(state, _)| state.tip == pin.id));
        let ids = |chain: &&Vec<(State, Item)>| chain.iter().map(|(_, item)| item.id).collect::<Vec<_>>();
        let best = on_pin.min_by_key(|chain| (usize::MAX - chain.len(), ids(chain)))?;
        let state = best.last()?.0.clone();
        let held = held_papers(&state, papers);
        let counts =
            |paper: &&Paper| root_of(&state, paper).is_some_and(|(org, root)| org.counts(&root, &paper.id()));
        let counting = held.iter().filter(counts).filter_map(|paper| paper.content().ok()).collect();
        let mut oracle = Self {
            roster: chains.iter().flatten().map(|(_, item)| *item).collect(),
            papers: held.iter().map(Paper::id).collect(),
            tip: state.tip,
            state,
            counting,
            set: Vec::new(),
            now_ms,
        };
        oracle.set = oracle.select(&held, parcels);
        Some(oracle)
    }

    pub(super) fn items(&self, withdrawals: bool) -> BTreeSet<Item> {
        let of_plane = self.set.iter().filter(|one| one.header.is_withdrawal() == withdrawals);
        of_plane.map(|one| Item { key: one.header.issued_at_ms, id: one.id.0 }).collect()
    }

    pub(super) fn verdicts(&self) -> BTreeMap<RecordId, Verdict> {
        self.set.iter().map(|one| (one.id, self.verdict(one))).collect()
    }

    /// The newest revision of every work in the set.
    pub(super) fn newest(&self) -> BTreeMap<WorkId, Option<RecordId>> {
        let works: BTreeSet<WorkId> = self.set.iter().map(|one| one.header.work(one.id)).collect();
        works.into_iter().map(|work| (work, self.newest_of(work))).collect()
    }

    fn newest_of(&self, work: WorkId) -> Option<RecordId> {
        let counts = |one: &&Rec| {
            matches!(self.verdict(one), Verdict::Other(Standing::Live | Standing::Withdrawn { .. }))
        };
        let revisions: Vec<&Rec> =
            self.set.iter().filter(|one| one.header.work(one.id) == work).filter(counts).collect();
        let superseded: BTreeSet<RecordId> =
            revisions.iter().flat_map(|one| one.header.supersedes.iter().copied()).collect();
        revisions.iter().map(|one| one.id).filter(|id| !superseded.contains(id)).min()
    }

    fn organisation(&self, header: &Header) -> Option<&Organisation> {
        self.state.organisations.get(&header.organisation)
    }

    fn find(&self, id: RecordId) -> Option<&Rec> {
        self.set.iter().find(|one| one.id == id)
    }

    /// Authentic, in budget, at most two a sequence or below a named head.
    fn select(&self, held: &[Paper], parcels: &[Parcel]) -> Vec<Rec> {
        let certified: BTreeSet<_> = held.iter().filter_map(certified).collect();
        let mut eligible = BTreeMap::new();
        for parcel in parcels {
            let Ok(header) = codec::decode::<Header>(&parcel.envelope.header) else { continue };
            let signed =
                header.node.verifies(Context::Record, &parcel.envelope.header, &parcel.envelope.signature);
            let known = certified.contains(&(header.organisation, header.node));
            if signed && known && header.network == self.state.network && self.admits(&header) {
                let body = parcel.body.as_deref().unwrap_or_default();
                let body = body.get(limits::SALT_BYTES..).unwrap_or_default();
                let said = header.is_withdrawal().then(|| codec::decode(body).ok()).flatten();
                let id = parcel.envelope.id();
                eligible.insert(id, Rec { id, header, said });
            }
        }
        let all: Vec<Rec> = eligible.into_values().collect();
        let of_set = |one: &&Rec| {
            let place = |other: &Rec| (other.header.organisation, other.header.node, other.header.sequence);
            let lower = all.iter().filter(|other| place(other) == place(one) && other.id < one.id);
            let heads = self.cuts(&one.header).into_iter().chain(self.removal(&one.header)).flatten();
            lower.count() < 2 || heads.into_iter().any(|head| below(&all, one, head) == Some(true))
        };
        all.iter().filter(of_set).cloned().collect()
    }

    fn admits(&self, header: &Header) -> bool {
        let Some(organisation) = self.organisation(header) else { return false };
        let budget = organisation.budget * if header.is_withdrawal() { 2 } else { 1 };
        let after_removal = self
            .removal(header)
            .is_some_and(|heads| !heads.iter().any(|head| header.sequence <= head.sequence));
        header.sequence < budget && (header.is_withdrawal() || !after_removal)
    }

    /// Heads that the removal of the organisation named for this node; none if it was not removed.
    fn removal(&self, header: &Header) -> Option<Vec<Head>> {
        let Status::Removed { heads } = &self.organisation(header)?.status else { return None };
        let mine = heads.iter().filter(|head| head.node == header.node);
        Some(mine.map(|head| Head { sequence: head.sequence, record: head.record }).collect())
    }

    /// Heads of every revocation of this node, by its root or by the stewards.
    fn cuts(&self, header: &Header) -> Vec<Vec<Head>> {
        let who = (header.organisation, header.node);
        let papers = self.counting.iter().filter_map(|paper| match paper {
            PaperContent::Revocation(one) if (one.organisation, one.node) == who => Some(&one.last_valid),
            _ => None,
        });
        let stewards = self.state.revocations.iter().filter(|one| (one.organisation, one.node) == who);
        papers.chain(stewards.map(|one| &one.last_valid)).cloned().collect()
    }

    fn verdict(&self, one: &Rec) -> Verdict {
        let mut bars = self.signing_bars(one);
        bars.extend(self.owner_bars(one));
        if !bars.is_empty() {
            return Verdict::Barred(bars);
        }
        if one.header.is_withdrawal() {
            return Verdict::Other(Standing::Live);
        }
        if let Some((level, at_once)) = self.withdrawn(one) {
            return Verdict::Other(Standing::Withdrawn { level, at_once });
        }
        let until_ms = one.header.issued_at_ms.saturating_sub(limits::FUTURE_TOLERANCE_MS);
        Verdict::Other(if until_ms > self.now_ms { Standing::Held { until_ms } } else { Standing::Live })
    }

    fn signing_bars(&self, one: &Rec) -> BTreeSet<Bar> {
        let mut bars = BTreeSet::new();
        let header = &one.header;
        if !header.is_withdrawal() {
            let suspended = self.organisation(header).is_some_and(|org| org.status == Status::Suspended);
            bars.extend(suspended.then_some(Bar::Suspended));
            bars.extend(self.removal(header).and_then(|heads| self.cut(one, &heads, Bar::Removed)));
        }
        bars.extend(self.cuts(header).iter().filter_map(|heads| self.cut(one, heads, Bar::Revoked)));
        let periods = self.periods(header);
        let at = header.issued_at_ms;
        if periods.is_empty() {
            bars.insert(Bar::NoCertificate);
        } else if periods.iter().all(|(begins, _)| at + limits::CERTIFICATE_EARLY_MS < *begins)
            || periods.iter().all(|(_, ends)| at > *ends)
        {
            bars.insert(Bar::OutsideCertificate);
        }
        bars
    }

    fn cut(&self, one: &Rec, heads: &[Head], bar: Bar) -> Option<Bar> {
        let below: Vec<Option<bool>> = heads.iter().map(|head| below(&self.set, one, *head)).collect();
        if below.contains(&Some(true)) {
            return None;
        }
        Some(if below.contains(&None) { Bar::Gap } else { bar })
    }

    /// Counting certificates of the node, in slots whose lowest counting renewal is the node's.
    fn periods(&self, header: &Header) -> Vec<(u64, u64)> {
        let certificates = || {
            self.counting.iter().filter_map(|paper| match paper {
                PaperContent::Certificate(one) if one.organisation == header.organisation => Some(one),
                _ => None,
            })
        };
        let owner = |slot: u16| {
            let of_slot = certificates().filter(|one| one.slot == slot);
            of_slot.min_by_key(|one| one.renewal).map(|one| one.node)
        };
        let mine =
            certificates().filter(|one| one.node == header.node && owner(one.slot) == Some(header.node));
        mine.map(|one| (one.not_before_ms, one.expires_at_ms)).collect()
    }

    fn owner_bars(&self, one: &Rec) -> Option<Bar> {
        let header = &one.header;
        let first = |work: WorkId| self.find(work.into());
        let answers = |owner: &Rec| {
            let allowed = self.state.answers_for(header.organisation, owner.header.organisation);
            (!allowed).then_some(Bar::NotYours)
        };
        let revises = header.subject.and_then(|work| match first(work) {
            None => Some(Bar::Gap),
            Some(owner) if owner.header.subject.is_some() || owner.header.kind != header.kind => {
                Some(Bar::NotARevision)
            }
            Some(owner) => answers(owner),
        });
        if revises.is_some() || !matches!(header.kind, kind::WITHDRAWAL | kind::CONFIRMATION) {
            return revises;
        }
        let about = header.about?;
        match (first(about.work), self.find(about.record)) {
            (None, _) => Some(Bar::Gap),
            (Some(owner), _) if owner.header.subject.is_some() || owner.header.is_withdrawal() => {
                Some(Bar::NotARevision)
            }
            (Some(owner), _) if answers(owner).is_some() => answers(owner),
            (_, None) => Some(Bar::Gap),
            (_, Some(target)) => (target.header.work(target.id) != about.work).then_some(Bar::NotARevision),
        }
    }

    fn withdrawn(&self, one: &Rec) -> Option<(u16, bool)> {
        let work = one.header.work(one.id);
        let aimed = |target: &Target| [Target::Work(work), Target::Record(one.id)].contains(target);
        let mut found: Vec<(u16, bool)> = Vec::new();
        found.extend(
            self.state.withdrawals.iter().filter(|(target, _)| aimed(target)).map(|(_, w)| (w.level, true)),
        );
        for paper in &self.counting {
            let PaperContent::RootWithdrawal(paper) = paper else { continue };
            let owner = self.find(work.into()).map(|first| first.header.organisation);
            let may = owner.is_some_and(|owner| self.state.answers_for(paper.organisation, owner));
            found.extend((may && paper.targets.iter().any(aimed)).then_some((paper.level, true)));
        }
        for other in &self.set {
            let (Some(said), Some(about)) = (&other.said, other.header.about) else { continue };
            let covers = about.work == work && (said.whole_work || about.record == one.id);
            let stands = self.signing_bars(other).is_empty() && self.owner_bars(other).is_none();
            found.extend((covers && stands).then_some((said.level, false)));
        }
        let level = found.iter().map(|(level, _)| *level).max()?;
        Some((level, found.iter().any(|(_, at_once)| *at_once)))
    }
}

/// Whether the record is the head or an ancestor of it; `None` when a header between is missing.
fn below(all: &[Rec], one: &Rec, head: Head) -> Option<bool> {
    let (mut id, mut sequence) = (head.record, head.sequence);
    while one.header.sequence < sequence {
        let next = all.iter().find(|other| other.id == id)?;
        let same = (next.header.organisation, next.header.node) == (one.header.organisation, one.header.node);
        let Some(previous) = next.header.previous.filter(|_| same && next.header.sequence == sequence) else {
            return Some(false);
        };
        (id, sequence) = (previous, sequence - 1);
    }
    Some(one.header.sequence == sequence && one.id == id)
}
