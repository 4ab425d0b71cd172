//! The oracle's view of the roster's branches and of the papers that are held.

use crate::authority::{Paper, PaperContent};
use crate::id::OrganisationId;
use crate::key::PublicKey;
use crate::roster::state::{Organisation, State};
use crate::roster::{SignedEntry, fold};
use crate::sync::set::Item;
use std::collections::BTreeMap;

/// Every chain of entries that folds, from the genesis to each entry.
pub(super) fn chains(entries: &[SignedEntry]) -> Vec<Vec<(State, Item)>> {
    let item = |state: &State| Item { key: state.version, id: state.tip.0 };
    let mut chains: Vec<Vec<(State, Item)>> = Vec::new();
    let genesis = entries.iter().filter_map(|entry| fold::found(entry).ok());
    let mut fresh: Vec<Vec<(State, Item)>> =
        genesis.map(|state| vec![(state.clone(), item(&state))]).collect();
    while let Some(chain) = fresh.pop() {
        if let Some((last, _)) = chain.last() {
            for state in entries.iter().filter_map(|entry| fold::fold(last, entry).ok()) {
                let next = (state.clone(), item(&state));
                fresh.push(chain.iter().cloned().chain([next]).collect());
            }
        }
        chains.push(chain);
    }
    chains
}

pub(super) fn root_of<'a>(state: &'a State, paper: &Paper) -> Option<(&'a Organisation, PublicKey)> {
    let content = paper.content().ok()?;
    let (network, organisation) = content.origin();
    let organisation = state.organisations.get(&organisation)?;
    let signed = |root: &PublicKey| match (paper, &content) {
        (Paper::Certificate(one), PaperContent::Certificate(said)) => one.is_signed_by(root, &said.node),
        (Paper::Revocation(one), _) => one.is_signed_by(root),
        (Paper::RootWithdrawal(one), _) => one.is_signed_by(root),
        (Paper::Certificate(_), _) => false,
    };
    let root = organisation.roots.iter().map(|root| root.key).find(signed)?;
    (network == state.network).then_some((organisation, root))
}

/// One certificate a renewal of a slot, eight revocations a node, about 1,024 targets an organisation:
/// those that count, then the lowest ids.
pub(super) fn held_papers(state: &State, papers: &[Paper]) -> Vec<Paper> {
    let mut sorted: Vec<(bool, [u8; 32], &Paper)> = Vec::new();
    for paper in papers {
        if let Some((organisation, root)) = root_of(state, paper) {
            sorted.push((!organisation.counts(&root, &paper.id()), paper.id(), paper));
        }
    }
    sorted.sort_by_key(|(last, id, _)| (*last, *id));
    sorted.dedup_by_key(|(_, id, _)| *id);
    let mut used: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut held = Vec::new();
    for (_, _, paper) in sorted {
        let Ok(content) = paper.content() else { continue };
        let who = content.origin().1;
        let (cell, weight, bound) = match &content {
            PaperContent::Certificate(one) => {
                let slots = state.organisations.get(&who).map_or(0, |org| org.node_slots);
                let bound = usize::from(one.slot < slots);
                ([&[1], &who.0[..], &one.slot.to_le_bytes(), &one.renewal.to_le_bytes()].concat(), 1, bound)
            }
            PaperContent::Revocation(one) => ([&[2], &who.0[..], one.node.as_bytes()].concat(), 1, 8),
            PaperContent::RootWithdrawal(one) => ([&[3], &who.0[..]].concat(), one.targets.len(), 1024),
        };
        let used = used.entry(cell).or_default();
        *used += weight;
        if *used <= bound {
            held.push(paper.clone());
        }
    }
    held
}

pub(super) fn certified(paper: &Paper) -> Option<(OrganisationId, PublicKey)> {
    match paper.content().ok()? {
        PaperContent::Certificate(one) => Some((one.organisation, one.node)),
        _ => None,
    }
}
