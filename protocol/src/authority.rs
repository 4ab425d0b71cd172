//! Authority: the roster joined with the papers that organisations sign with their root keys.
//!
//! Owns: which certificates, revocations and root withdrawals are held, and which of them count under
//! the roster as it stands. Refuses to know records (see [`crate::standing`]) and clocks.
//!
//! *Held* papers form a set that all nodes agree on and reconcile; it is bounded for every organisation
//! and does not depend on the order of arrival. *Counting* papers are those of them that the current
//! root key, or the keep list of a rotation, stands behind.

pub mod certificate;
pub mod paper;
pub mod revocation;
pub mod root_withdrawal;
mod selection;

pub use certificate::{Certificate, SignedCertificate};
pub use paper::{Paper, PaperContent, PaperFault, PaperRefusal};
pub use revocation::{Revocation, SignedRevocation};
pub use root_withdrawal::{RootWithdrawal, SignedRootWithdrawal};

use crate::id::OrganisationId;
use crate::key::PublicKey;
use crate::limits;
use crate::roster::operation::{Head, Target};
use crate::roster::state::{Organisation, State, Status};
use paper::Checked;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A node of an organisation: who signs records.
pub type Signer = (OrganisationId, PublicKey);

/// A withdrawal that needs no record: by a root key or by the stewards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Code of [`crate::vocabulary::WITHDRAWAL_LEVEL`].
    pub level: u16,
    /// Code of [`crate::vocabulary::REASON`].
    pub reason: u16,
    /// The organisation whose root signed it; `None` for the stewards.
    pub by: Option<OrganisationId>,
}

/// The roster and the held papers, with what follows from them.
#[derive(Debug, Clone)]
pub struct Authority {
    state: State,
    held: BTreeMap<[u8; 32], Checked>,
    /// Signers with a held certificate: their records are authentic.
    known: BTreeSet<Signer>,
    /// Periods of the counting certificates of each signer.
    periods: HashMap<Signer, Vec<Period>>,
    /// Heads of each counting revocation of a signer.
    cuts: HashMap<Signer, Vec<Vec<Head>>>,
    orders: HashMap<Target, Vec<Order>>,
}

/// When a certificate covers records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First moment.
    pub not_before_ms: u64,
    /// Last moment.
    pub expires_at_ms: u64,
}

impl Authority {
    /// The roster alone, without any paper.
    #[must_use]
    pub fn new(state: State) -> Self {
        Self::derive(state, BTreeMap::new())
    }

    /// The roster with papers, in any order; those that cannot be admitted are left out.
    #[must_use]
    pub fn with_papers(state: State, papers: impl IntoIterator<Item = Paper>) -> Self {
        let checked = papers
            .into_iter()
            .filter_map(|paper| Checked::new(paper, &state).ok())
            .map(|paper| (paper.id(), paper))
            .collect();
        Self::derive(state, checked)
    }

    /// The same papers under another state of the roster.
    #[must_use]
    pub fn under(&self, state: State) -> Self {
        let mut held = self.held.clone();
        // Another branch of the roster may never have known the organisation, or this root of it.
        held.retain(|_, paper| paper.is_admitted(&state));
        Self::derive(state, held)
    }

    /// Adds papers, each with its id. `Ok(false)`: known, or displaced at once by those that are held.
    /// A [`PaperRefusal`] says whether the bytes are wrong for ever or not understood yet.
    pub fn add_all(
        &mut self,
        papers: impl IntoIterator<Item = Paper>,
    ) -> Vec<(Result<bool, PaperRefusal>, [u8; 32])> {
        let mut held = std::mem::take(&mut self.held);
        let before: BTreeSet<[u8; 32]> = held.keys().copied().collect();
        let offered: Vec<_> = papers
            .into_iter()
            .map(|paper| {
                let id = paper.id();
                let checked = Checked::new(paper, &self.state);
                (checked.map(|checked| _ = held.entry(id).or_insert(checked)), id)
            })
            .collect();
        *self = Self::derive(self.state.clone(), held);
        let is_new = |id: &[u8; 32]| !before.contains(id) && self.held.contains_key(id);
        offered.into_iter().map(|(result, id)| (result.map(|()| is_new(&id)), id)).collect()
    }

    fn derive(state: State, papers: BTreeMap<[u8; 32], Checked>) -> Self {
        let held = selection::held(&state, papers);
        let known = held.values().filter_map(Checked::certified).collect();
        let periods = selection::periods(&state, &held);
        let cuts = selection::cuts(&state, &held);
        let orders = selection::orders(&state, &held);
        Self { state, held, known, periods, cuts, orders }
    }

    /// The folded roster.
    #[must_use]
    pub const fn roster(&self) -> &State {
        &self.state
    }

    /// The held papers, ascending by id: the set that is reconciled.
    pub fn papers(&self) -> impl Iterator<Item = ([u8; 32], &Paper)> {
        self.held.iter().map(|(id, checked)| (*id, &checked.paper))
    }

    /// One held paper.
    #[must_use]
    pub fn paper(&self, id: &[u8; 32]) -> Option<&Paper> {
        self.held.get(id).map(|checked| &checked.paper)
    }

    /// The organisation, if it was ever a member.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> Option<&Organisation> {
        self.state.organisations.get(&id)
    }

    /// Whether a certificate for this signer is held, so that its records are authentic.
    #[must_use]
    pub fn knows(&self, signer: Signer) -> bool {
        self.known.contains(&signer)
    }

    /// Whether the signer's organisation takes part and a certificate counts: who may connect as a
    /// member. Expiry and revocation are for the caller to look at.
    #[must_use]
    pub fn is_certified(&self, signer: Signer) -> bool {
        self.periods.contains_key(&signer)
    }

    /// When the signer's counting certificates cover records.
    #[must_use]
    pub fn periods(&self, signer: Signer) -> &[Period] {
        self.periods.get(&signer).map_or(&[], Vec::as_slice)
    }

    /// The counting revocations of a signer: each lists what stays valid.
    #[must_use]
    pub fn cuts(&self, signer: Signer) -> &[Vec<Head>] {
        self.cuts.get(&signer).map_or(&[], Vec::as_slice)
    }

    /// Withdrawals by root keys and stewards that are aimed at this. Whether a root's organisation
    /// owns the target is for the caller to look at.
    #[must_use]
    pub fn orders(&self, target: &Target) -> &[Order] {
        self.orders.get(target).map_or(&[], Vec::as_slice)
    }

    /// Every target of an order.
    pub fn ordered_targets(&self) -> impl Iterator<Item = &Target> {
        self.orders.keys()
    }

    /// Every signer with a held certificate and the content of its newest counting one.
    pub fn signers(&self) -> impl Iterator<Item = Signer> {
        self.known.iter().copied()
    }

    /// The heads that a removal left live for this node; `None` if the organisation was not removed.
    #[must_use]
    pub fn removal_heads(&self, signer: Signer) -> Option<Vec<Head>> {
        match &self.organisation(signer.0)?.status {
            Status::Removed { heads } => Some(
                heads
                    .iter()
                    .filter(|head| head.node == signer.1)
                    .map(|head| Head { sequence: head.sequence, record: head.record })
                    .collect(),
            ),
            Status::Member | Status::Suspended => None,
        }
    }

    /// Sequences below this are within the budget: twice as many for withdrawals, which must not fail.
    #[must_use]
    pub fn budget(&self, organisation: OrganisationId, withdrawal: bool) -> u64 {
        let budget = self.organisation(organisation).map_or(0, |one| one.budget);
        if withdrawal { budget.saturating_mul(2) } else { budget }
    }

    /// The lowest free (slot, renewal) for a certificate of this node: a renewal of its own slot, else
    /// a slot nobody has.
    #[must_use]
    pub fn next_certificate(&self, signer: Signer) -> Option<(u16, u16)> {
        let mine = self.held.values().filter_map(|paper| paper.certificate_of(signer.0));
        let mut highest: BTreeMap<u16, (PublicKey, u16)> = BTreeMap::new();
        for certificate in mine {
            let entry = highest.entry(certificate.slot).or_insert((certificate.node, certificate.renewal));
            if certificate.renewal >= entry.1 {
                *entry = (certificate.node, certificate.renewal);
            }
        }
        let own = highest.iter().find(|(_, (node, _))| *node == signer.1);
        match own {
            Some((slot, (_, renewal))) => (renewal + 1 < limits::RENEWALS).then_some((*slot, renewal + 1)),
            None => (0..self.organisation(signer.0).map_or(limits::NODE_SLOTS, |one| one.node_slots))
                .find(|slot| !highest.contains_key(slot))
                .map(|slot| (slot, 0)),
        }
    }
}
