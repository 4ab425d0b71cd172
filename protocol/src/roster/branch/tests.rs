//! Tests of branches: single stories, then every order of arrival against a naive model.

mod model;
mod stories;

use super::{Branches, Place};
use crate::roster::draft::EntryDraft;
use crate::roster::entry::SignedEntry;
use crate::roster::fold::fold;
use crate::roster::kit::*;
use crate::roster::operation::{Operation, SetBudget};
use crate::roster::state::State;

/// A grown network: its first two entries and the state after them.
fn begin() -> (Vec<SignedEntry>, State) {
    let genesis = founding("Vicinia");
    let entries = vec![genesis.clone(), growth(&genesis)];
    (entries, network())
}

/// The next entry; `mark` tells siblings apart. It is signed by all three stewards, of whom two would do.
fn next(state: &State, mark: u64) -> (SignedEntry, State) {
    entry_with(state, set_budget(mark))
}

fn set_budget(budget: u64) -> Operation {
    Operation::SetBudget(SetBudget { organisation: org(5), budget, node_slots: 1 })
}

/// The next entry, setting the same stewards anew.
fn reseat(state: &State, mark: u64) -> (SignedEntry, State) {
    let draft = EntryDraft::next(state, NOW + mark).operation(set_stewards(&[0, 1, 2], 2));
    let entry = signed(draft.build().unwrap(), &[0, 1, 2]);
    let after = fold(state, &entry).unwrap();
    (entry, after)
}

fn entry_with(state: &State, operation: Operation) -> (SignedEntry, State) {
    let entry = entry_of(state, &[operation]);
    let after = fold(state, &entry).unwrap();
    (entry, after)
}

/// `count` entries in a row.
fn line(state: &State, mark: u64, count: usize) -> Vec<(SignedEntry, State)> {
    let mut all: Vec<(SignedEntry, State)> = Vec::new();
    for _ in 0..count {
        let before = all.last().map_or(state, |(_, state)| state);
        let one = next(before, mark);
        all.push(one);
    }
    all
}

fn entries(line: &[(SignedEntry, State)]) -> impl Iterator<Item = SignedEntry> {
    line.iter().map(|(entry, _)| entry.clone())
}

fn place(state: &State) -> Place {
    Place { version: state.version, id: state.tip }
}

/// Branches that hold these, pinned to the genesis at first.
fn holding(all: impl IntoIterator<Item = SignedEntry>) -> Branches {
    let network = network().network;
    let mut branches = Branches::new(Place::genesis(network), network);
    for entry in all {
        branches.insert(entry);
    }
    branches
}
