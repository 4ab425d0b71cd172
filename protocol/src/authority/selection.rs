//! Which papers are held, and what the counting ones say: pure functions of the set that arrived.
//!
//! Every bound keeps the papers that count first and then those with the lowest ids, so that any order
//! of arrival ends in the same set.

use super::paper::{Checked, PaperContent};
use super::{Order, Period, Signer};
use crate::id::OrganisationId;
use crate::key::PublicKey;
use crate::limits;
use crate::roster::operation::{Head, Target};
use crate::roster::state::State;
use std::collections::{BTreeMap, HashMap};

type Papers = BTreeMap<[u8; 32], Checked>;

/// What a bound counts within.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    Certificate(OrganisationId, u16, u16),
    Revocation(OrganisationId, PublicKey),
    RootWithdrawal(OrganisationId),
}

impl Cell {
    fn of(paper: &Checked) -> Self {
        match &paper.content {
            PaperContent::Certificate(one) => Self::Certificate(one.organisation, one.slot, one.renewal),
            PaperContent::Revocation(one) => Self::Revocation(one.organisation, one.node),
            PaperContent::RootWithdrawal(one) => Self::RootWithdrawal(one.organisation),
        }
    }

    /// How much of the bound one paper takes, and the bound.
    fn weight(paper: &Checked) -> (usize, usize) {
        match &paper.content {
            PaperContent::Certificate(_) => (1, 1),
            PaperContent::Revocation(_) => (1, limits::REVOCATIONS_PER_NODE),
            PaperContent::RootWithdrawal(one) => {
                (one.targets.len(), limits::ROOT_WITHDRAWAL_TARGETS_PER_ORGANISATION)
            }
        }
    }
}

/// The papers within bounds.
pub(super) fn held(state: &State, papers: Papers) -> Papers {
    let mut cells: BTreeMap<Cell, Vec<(bool, [u8; 32], Checked)>> = BTreeMap::new();
    for (id, paper) in papers {
        if has_slot(state, &paper) {
            let last = !paper.counts(state);
            cells.entry(Cell::of(&paper)).or_default().push((last, id, paper));
        }
    }
    let mut held = Papers::new();
    for mut candidates in cells.into_values() {
        candidates.sort_unstable_by_key(|(last, id, _)| (*last, *id));
        let mut used = 0;
        // A prefix, never a best fit: what is left out stays out when more arrives. The last one may go
        // over the bound, or dropping it would push out what stands behind it.
        for (_, id, paper) in candidates {
            let (weight, bound) = Cell::weight(&paper);
            if used >= bound {
                break;
            }
            used += weight;
            held.insert(id, paper);
        }
    }
    held
}

/// Certificates for slots that the organisation does not have are not held.
fn has_slot(state: &State, paper: &Checked) -> bool {
    match &paper.content {
        PaperContent::Certificate(one) => state
            .organisations
            .get(&one.organisation)
            .is_some_and(|organisation| one.slot < organisation.node_slots),
        PaperContent::Revocation(_) | PaperContent::RootWithdrawal(_) => true,
    }
}

/// Periods of the counting certificates. One slot has one node key: that of its lowest renewal.
pub(super) fn periods(state: &State, held: &Papers) -> HashMap<Signer, Vec<Period>> {
    let mut slots: BTreeMap<(OrganisationId, u16, u16), (PublicKey, Period)> = BTreeMap::new();
    for paper in held.values().filter(|paper| paper.counts(state)) {
        if let PaperContent::Certificate(one) = &paper.content {
            let period = Period { not_before_ms: one.not_before_ms, expires_at_ms: one.expires_at_ms };
            slots.insert((one.organisation, one.slot, one.renewal), (one.node, period));
        }
    }
    let mut owners: HashMap<(OrganisationId, u16), PublicKey> = HashMap::new();
    let mut periods: HashMap<Signer, Vec<Period>> = HashMap::new();
    for ((organisation, slot, _), (node, period)) in slots {
        if *owners.entry((organisation, slot)).or_insert(node) == node {
            periods.entry((organisation, node)).or_default().push(period);
        }
    }
    periods
}

/// Heads of the counting revocations, by root keys and by the stewards.
pub(super) fn cuts(state: &State, held: &Papers) -> HashMap<Signer, Vec<Vec<Head>>> {
    let mut cuts: HashMap<Signer, Vec<Vec<Head>>> = HashMap::new();
    for paper in held.values().filter(|paper| paper.counts(state)) {
        if let PaperContent::Revocation(one) = &paper.content {
            cuts.entry((one.organisation, one.node)).or_default().push(one.last_valid.clone());
        }
    }
    for one in &state.revocations {
        cuts.entry((one.organisation, one.node)).or_default().push(one.last_valid.clone());
    }
    cuts
}

/// Withdrawals by the counting root withdrawals and by the stewards.
pub(super) fn orders(state: &State, held: &Papers) -> HashMap<Target, Vec<Order>> {
    let mut orders: HashMap<Target, Vec<Order>> = HashMap::new();
    for paper in held.values().filter(|paper| paper.counts(state)) {
        if let PaperContent::RootWithdrawal(one) = &paper.content {
            let order = Order { level: one.level, reason: one.reason, by: Some(one.organisation) };
            for target in &one.targets {
                orders.entry(*target).or_default().push(order);
            }
        }
    }
    for (target, one) in &state.withdrawals {
        let order = Order { level: one.level, reason: one.reason, by: None };
        orders.entry(*target).or_default().push(order);
    }
    orders
}
