//! Which authentic records are shown: live, held, withdrawn or barred, and why.
//!
//! Owns: the standing of a record, the newest revision of a work, the membership of the reconciled set.
//! All three are pure functions of (what is held, authority, now): any order, duplication or split of
//! arrival gives the same answer, so nothing here is ever patched, only asked again.
//! Refuses to know where records are kept: a [`Library`] is asked.

mod lineage;

use crate::authority::Authority;
use crate::id::{OrganisationId, RecordId, WorkId};
use crate::key::PublicKey;
use crate::limits;
use crate::record::{About, Header, kind};
use crate::roster::operation::Target;
use crate::roster::state::Status;
use crate::time::Millis;
use lineage::{Ancestry, Lineages};

/// What a header says that standing depends on. Everything else of a record is irrelevant to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The record.
    pub id: RecordId,
    /// Who published it.
    pub organisation: OrganisationId,
    /// Which node signed it.
    pub node: PublicKey,
    /// Its place in the node's sequence.
    pub sequence: u64,
    /// The node's record before it.
    pub previous: Option<RecordId>,
    /// Number of its kind.
    pub kind: u16,
    /// When its signer says it was issued.
    pub issued_at_ms: Millis,
    /// Its own work, if it is not a first revision.
    pub subject: Option<WorkId>,
    /// What it speaks of.
    pub about: Option<About>,
    /// What it replaces.
    pub supersedes: Vec<RecordId>,
}

impl Facts {
    /// The facts of a header.
    #[must_use]
    pub fn new(id: RecordId, header: &Header) -> Self {
        Self {
            id,
            organisation: header.organisation,
            node: header.node,
            sequence: header.sequence,
            previous: header.previous,
            kind: header.kind,
            issued_at_ms: header.issued_at_ms,
            subject: header.subject,
            about: header.about,
            supersedes: header.supersedes.clone(),
        }
    }

    /// The work it belongs to.
    #[must_use]
    pub fn work(&self) -> WorkId {
        self.subject.unwrap_or_else(|| self.id.into())
    }

    fn is_withdrawal(&self) -> bool {
        self.kind == kind::WITHDRAWAL
    }
}

/// A withdrawal record with the one word of its body that standing depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalFacts {
    /// The withdrawal itself.
    pub facts: Facts,
    /// Whether it covers the whole work or the one revision it names.
    pub whole_work: bool,
    /// Code of [`crate::vocabulary::WITHDRAWAL_LEVEL`].
    pub level: u16,
    /// Code of [`crate::vocabulary::REASON`].
    pub reason: u16,
}

/// What is held. Answers must be about authentic records only.
pub trait Library {
    /// The facts of a record, if it is held.
    fn facts(&self, id: RecordId) -> Option<Facts>;
    /// The records of a work: its first revision and all that name it as subject.
    fn revisions(&self, work: WorkId) -> Vec<RecordId>;
    /// Withdrawals whose `about` names this work.
    fn withdrawals(&self, work: WorkId) -> Vec<WithdrawalFacts>;
    /// Records of one node with this sequence, ascending by id.
    fn with_sequence(&self, organisation: OrganisationId, node: PublicKey, sequence: u64) -> Vec<RecordId>;
}

/// Why a record is barred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bar {
    /// Its organisation is not in the roster that counts.
    UnknownOrganisation,
    /// Its organisation is suspended.
    Suspended,
    /// Its organisation was removed, and no named head has it among its ancestors.
    Removed,
    /// No certificate of its node counts.
    NoCertificate,
    /// Issued before or after every certificate of its node.
    OutsideCertificate,
    /// Its node was revoked, and no named head has it among its ancestors.
    Revoked,
    /// Something that would decide about it has not arrived yet.
    Gap,
    /// It acts on a work of another organisation.
    NotYours,
    /// It claims to revise something that is no first revision of its kind.
    NotARevision,
}

impl Bar {
    /// Every reason, in code order.
    pub const ALL: [Self; 9] = [
        Self::UnknownOrganisation,
        Self::Suspended,
        Self::Removed,
        Self::NoCertificate,
        Self::OutsideCertificate,
        Self::Revoked,
        Self::Gap,
        Self::NotYours,
        Self::NotARevision,
    ];

    /// A short, stable key for counters and `--json`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::UnknownOrganisation => "unknown-organisation",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
            Self::NoCertificate => "no-certificate",
            Self::OutsideCertificate => "outside-certificate",
            Self::Revoked => "revoked",
            Self::Gap => "gap",
            Self::NotYours => "not-yours",
            Self::NotARevision => "not-a-revision",
        }
    }
}

/// The standing of an authentic record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Shown.
    Live,
    /// Dated too far ahead: stored and served, neither shown nor gossiped until then.
    Held {
        /// When it becomes live.
        until_ms: Millis,
    },
    /// Taken back, with what that means for copies.
    Withdrawn {
        /// Code of [`crate::vocabulary::WITHDRAWAL_LEVEL`], the strongest that applies.
        level: u16,
        /// Whether bodies go at once: a root key or the stewards stand behind it.
        at_once: bool,
    },
    /// Kept and served, not shown.
    Barred(Bar),
}

/// The rules, asked over one library under one authority at one moment.
pub struct Judge<'a> {
    authority: &'a Authority,
    library: &'a dyn Library,
    now_ms: Millis,
    lineages: Lineages,
}

impl<'a> Judge<'a> {
    /// A judge for one moment. Ancestries that it walks are remembered for its lifetime, so make a new
    /// one when records have arrived.
    #[must_use]
    pub fn new(authority: &'a Authority, library: &'a dyn Library, now_ms: Millis) -> Self {
        Self { authority, library, now_ms, lineages: Lineages::default() }
    }

    /// The standing of a record.
    #[must_use]
    pub fn standing(&self, record: &Facts) -> Standing {
        if let Err(bar) = self.signed(record).and_then(|()| self.owned(record)) {
            return Standing::Barred(bar);
        }
        if record.is_withdrawal() {
            return Standing::Live;
        }
        if let Some((level, at_once)) = self.withdrawn(record) {
            return Standing::Withdrawn { level, at_once };
        }
        let due_ms = record.issued_at_ms.saturating_sub(limits::FUTURE_TOLERANCE_MS);
        if due_ms > self.now_ms { Standing::Held { until_ms: due_ms } } else { Standing::Live }
    }

    /// The newest revision of a work: decided by `supersedes`, ties by the lowest id, never by a clock.
    /// Barred and held revisions count for nothing; withdrawn ones do, so that a withdrawal never
    /// revives what it followed.
    #[must_use]
    pub fn newest(&self, work: WorkId) -> Option<(RecordId, Standing)> {
        let counting: Vec<(Facts, Standing)> = self
            .library
            .revisions(work)
            .into_iter()
            .filter_map(|id| self.library.facts(id))
            .map(|facts| {
                let standing = self.standing(&facts);
                (facts, standing)
            })
            .filter(|(_, standing)| matches!(standing, Standing::Live | Standing::Withdrawn { .. }))
            .collect();
        counting
            .iter()
            .filter(|(facts, _)| !counting.iter().any(|(other, _)| other.supersedes.contains(&facts.id)))
            .map(|(facts, standing)| (facts.id, *standing))
            .min_by_key(|(id, _)| *id)
    }

    /// Whether the record belongs to the set that nodes reconcile. Of several with one sequence the two
    /// lowest ids do, and every ancestor of a head that a revocation or a removal names.
    #[must_use]
    pub fn in_set(&self, record: &Facts) -> bool {
        if !self.is_admitted(record) {
            return false;
        }
        let same = self.library.with_sequence(record.organisation, record.node, record.sequence);
        let lower = same.into_iter().filter(|id| *id < record.id);
        // Who is not admitted displaces nobody: others may never have had it.
        let admitted = lower.filter_map(|id| self.library.facts(id)).filter(|one| self.is_admitted(one));
        admitted.count() < limits::RECORDS_PER_SEQUENCE || self.is_below_a_named_head(record)
    }

    /// Whether the record is authentic and in budget under this authority.
    fn is_admitted(&self, record: &Facts) -> bool {
        let signer = (record.organisation, record.node);
        let withdrawal = record.is_withdrawal();
        let budget = self.authority.budget(record.organisation, withdrawal);
        if !self.authority.knows(signer) || record.sequence >= budget {
            return false;
        }
        let heads = self.authority.removal_heads(signer).filter(|_| !withdrawal);
        heads.is_none_or(|heads| heads.iter().any(|head| record.sequence <= head.sequence))
    }

    fn is_below_a_named_head(&self, record: &Facts) -> bool {
        let signer = (record.organisation, record.node);
        let removal = self.authority.removal_heads(signer).unwrap_or_default();
        let cuts = self.authority.cuts(signer).iter().flatten();
        cuts.chain(&removal)
            .any(|head| self.lineages.ancestry(self.library, record, *head) == Ancestry::Below)
    }

    /// Whether the record's node could speak for its organisation when it says it did.
    fn signed(&self, record: &Facts) -> Result<(), Bar> {
        let signer = (record.organisation, record.node);
        let member = self.authority.organisation(record.organisation).ok_or(Bar::UnknownOrganisation)?;
        if !record.is_withdrawal() {
            if member.status == Status::Suspended {
                return Err(Bar::Suspended);
            }
            if let Some(heads) = self.authority.removal_heads(signer) {
                self.below_any(record, &heads, Bar::Removed)?;
            }
        }
        let periods = self.authority.periods(signer);
        if periods.is_empty() {
            return Err(Bar::NoCertificate);
        }
        let early = periods.iter().all(|period| {
            record.issued_at_ms < period.not_before_ms.saturating_sub(limits::CERTIFICATE_EARLY_MS)
        });
        let late = periods.iter().all(|period| record.issued_at_ms > period.expires_at_ms);
        if early || late {
            return Err(Bar::OutsideCertificate);
        }
        let cuts = self.authority.cuts(signer);
        cuts.iter().try_for_each(|heads| self.below_any(record, heads, Bar::Revoked))
    }

    /// Whether one of the heads is the record or has it among its ancestors.
    fn below_any(
        &self,
        record: &Facts,
        heads: &[crate::roster::operation::Head],
        otherwise: Bar,
    ) -> Result<(), Bar> {
        let mut verdict = Err(otherwise);
        for head in heads {
            match self.lineages.ancestry(self.library, record, *head) {
                Ancestry::Below => return Ok(()),
                Ancestry::Unknown => verdict = Err(Bar::Gap),
                Ancestry::Aside => {}
            }
        }
        verdict
    }

    /// Whether the organisation may act on the work it speaks of: its own, or one it succeeded to.
    fn owned(&self, record: &Facts) -> Result<(), Bar> {
        if let Some(subject) = record.subject {
            let first = self.library.facts(subject.into()).ok_or(Bar::Gap)?;
            if first.subject.is_some() || first.kind != record.kind {
                return Err(Bar::NotARevision);
            }
            self.answers(record, &first)?;
        }
        if !matches!(record.kind, kind::WITHDRAWAL | kind::CONFIRMATION) {
            return Ok(());
        }
        let about = record.about.ok_or(Bar::Gap)?;
        let first = self.library.facts(about.work.into()).ok_or(Bar::Gap)?;
        // A withdrawal cannot be withdrawn, and nothing else may pose as a work's beginning.
        if first.subject.is_some() || first.is_withdrawal() {
            return Err(Bar::NotARevision);
        }
        self.answers(record, &first)?;
        let target = self.library.facts(about.record).ok_or(Bar::Gap)?;
        if target.work() == about.work { Ok(()) } else { Err(Bar::NotARevision) }
    }

    fn answers(&self, record: &Facts, first: &Facts) -> Result<(), Bar> {
        let allowed = self.authority.roster().answers_for(record.organisation, first.organisation);
        if allowed { Ok(()) } else { Err(Bar::NotYours) }
    }

    /// The strongest withdrawal of the record or its work: level, and whether bodies go at once.
    #[must_use]
    pub fn withdrawn(&self, record: &Facts) -> Option<(u16, bool)> {
        let work = record.work();
        let owner = self.library.facts(work.into()).map(|first| first.organisation);
        let targets = [Target::Work(work), Target::Record(record.id)];
        let ordered = targets.iter().flat_map(|target| self.authority.orders(target));
        let ordered = ordered
            .filter(|order| match (order.by, owner) {
                (None, _) => true,
                (Some(by), Some(owner)) => self.authority.roster().answers_for(by, owner),
                (Some(_), None) => false,
            })
            .map(|order| (order.level, true));
        let signed = self.library.withdrawals(work);
        let signed = signed
            .iter()
            .filter(|one| one.whole_work || one.facts.about.is_some_and(|about| about.record == record.id))
            .filter(|one| self.signed(&one.facts).and_then(|()| self.owned(&one.facts)).is_ok())
            .map(|one| (one.level, false));
        ordered.chain(signed).reduce(|a, b| (a.0.max(b.0), a.1 || b.1))
    }
}
