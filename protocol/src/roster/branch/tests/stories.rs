//! One situation a test.

use super::*;
use crate::id::EntryId;
use crate::key::{Context, Signature};
use crate::limits;
use crate::roster::branch::{ChooseError, Inserted, ORPHANS, SIDE_ENTRIES, Standing};
use crate::roster::entry::{RawOperation, RosterEntry, StewardSignature};
use crate::roster::fold::{FoldError, Newer, NotNext, Refusal};

const TIP: Inserted = Inserted::New { tip_changed: true };
const ASIDE: Inserted = Inserted::New { tip_changed: false };

fn behind() -> usize {
    usize::try_from(limits::PIN_BEHIND).unwrap()
}

/// Two successors of a state, the one with the lower id first.
fn siblings(state: &State) -> [(SignedEntry, State); 2] {
    let mut both = [next(state, 1), next(state, 2)];
    both.sort_by_key(|(entry, _)| entry.id());
    both
}

fn newer_entry(state: &State) -> SignedEntry {
    let raw = RawOperation { code: 13, bytes: vec![] };
    let entry = RosterEntry { operations: vec![raw], ..plain(state) };
    signed(SignedEntry::unsigned(&entry).unwrap(), &[0, 1, 2])
}

#[test]
fn nothing_counts_before_the_genesis() {
    let (entries, state) = begin();
    let mut branches = holding([]);
    assert_eq!((branches.state(), branches.tip()), (None, None));
    assert_eq!(branches.insert(entries[1].clone()), Inserted::Orphan);
    assert_eq!(branches.tip(), None);
    assert_eq!(branches.insert(entries[0].clone()), TIP);
    assert_eq!(branches.state(), Some(&state));
    assert_eq!(branches.tip(), Some(place(&state)));
    assert_eq!(branches.branch().len(), 2);
}

#[test]
fn a_line_grows_and_the_pin_follows() {
    let (begin, state) = begin();
    let mut branches = holding(begin);
    for (entry, state) in line(&state, 1, 20) {
        assert_eq!(branches.insert(entry.clone()), TIP);
        assert_eq!(branches.insert(entry), Inserted::Known);
        assert_eq!(branches.state(), Some(&state));
        let behind = state.version.saturating_sub(limits::PIN_BEHIND).max(1);
        assert_eq!(branches.pin().version, behind);
    }
    assert!(branches.proofs().is_empty() && branches.stalled().is_none());
    let versions: Vec<u64> = branches.entries().map(|(version, ..)| version).collect();
    assert_eq!(versions, (0..22).collect::<Vec<_>>());
}

#[test]
fn the_pin_moves_to_new_stewards_with_their_first_successor() {
    let (begin, state) = begin();
    let mut branches = holding(begin);
    // The second entry sets stewards: pinned as soon as it has a successor, not before.
    assert_eq!(branches.pin(), Place::genesis(state.network));
    let (entry, after) = reseat(&state, 0);
    branches.insert(entry);
    assert_eq!(branches.pin(), place(&state));
    let (entry, _) = next(&after, 1);
    branches.insert(entry);
    assert_eq!(branches.pin(), place(&after));
}

#[test]
fn a_stranger_genesis_is_refused() {
    let mut branches = holding([]);
    let refused = Inserted::Refused(FoldError::NotNext(NotNext::Network));
    assert_eq!(branches.insert(founding("Twin")), refused);
    assert_eq!(branches.insert(growth(&founding("Twin"))), refused);
}

#[test]
fn lower_id_wins_a_tie_and_length_beats_it() {
    let (begin, state) = begin();
    let [low, high] = siblings(&state);
    let mut branches = holding(begin);
    assert_eq!(branches.insert(high.0.clone()), TIP);
    assert_eq!(branches.insert(low.0), TIP);
    assert_eq!(branches.tip(), Some(place(&low.1)));
    assert_eq!(branches.standing_of(&high.0.id()), Some(Standing::Aside));
    let (longer, after) = next(&high.1, 3);
    assert_eq!(branches.insert(longer), TIP);
    assert_eq!(branches.state(), Some(&after));
    assert_eq!(branches.standing_of(&low.1.tip), Some(Standing::Aside));
}

#[test]
fn the_first_difference_decides_a_tie_not_the_tips() {
    let (begin, state) = begin();
    let [low, high] = siblings(&state);
    // Whatever the ids of their successors, the branch over the lower sibling counts.
    for mark in 0..8 {
        let (a, b) = (next(&low.1, mark), next(&high.1, mark));
        let all = [low.0.clone(), high.0.clone(), a.0, b.0];
        assert_eq!(holding(begin.iter().cloned().chain(all)).tip(), Some(place(&a.1)));
    }
}

#[test]
fn double_signing_is_proved_with_its_signers() {
    let (begin, state) = begin();
    let [(mut low, _), (mut high, _)] = siblings(&state);
    low.signatures.retain(|one| one.organisation != org(0));
    high.signatures.retain(|one| one.organisation != org(1));
    let mut branches = holding(begin);
    branches.insert(low.clone());
    assert!(branches.proofs().is_empty());
    branches.insert(high.clone());
    let proofs = branches.proofs();
    assert_eq!(proofs.len(), 1);
    assert_eq!((proofs[0].version, proofs[0].a, proofs[0].b), (2, low.id(), high.id()));
    assert_eq!(proofs[0].signers, [org(2)]);
}

#[test]
fn an_entry_that_does_not_fold_proves_nothing() {
    let (begin, state) = begin();
    let mut branches = holding(begin);
    branches.insert(next(&state, 1).0);
    let invalid = entry_of(
        &state,
        &[Operation::SetBudget(SetBudget { organisation: org(30), budget: 1, node_slots: 1 })],
    );
    let refused = Inserted::Refused(Refusal::UnknownOrganisation(org(30)).into());
    assert_eq!(branches.insert(invalid), refused);
    assert!(branches.proofs().is_empty());
}

#[test]
fn below_the_pin_is_evidence_however_long() {
    let (begin, state) = begin();
    let main = line(&state, 1, behind() + 2);
    let mut branches = holding(begin.into_iter().chain(entries(&main)));
    let tip = branches.tip();
    let side = line(&state, 2, behind() + 9);
    for (entry, _) in &side {
        assert_eq!(branches.insert(entry.clone()), Inserted::BelowPin);
        assert_eq!(branches.standing_of(&entry.id()), Some(Standing::Evidence));
    }
    assert_eq!(branches.tip(), tip);
    assert_eq!(branches.state(), main.last().map(|(_, state)| state));
    assert_eq!(branches.proofs().len(), 1);
    assert_eq!(branches.entries().count(), 2 + main.len() + side.len());
}

#[test]
fn a_fork_above_the_pin_may_still_win() {
    let (begin, state) = begin();
    let main = line(&state, 1, behind() - 1);
    let side = line(&state, 2, behind());
    let mut branches = holding(begin.into_iter().chain(entries(&main)));
    entries(&side).for_each(|entry| drop(branches.insert(entry)));
    assert_eq!(branches.state(), side.last().map(|(_, state)| state));
}

#[test]
fn a_person_chooses_a_branch() {
    let (begin, state) = begin();
    let main = line(&state, 1, behind() + 2);
    let side = line(&state, 2, 3);
    let mut branches = holding(begin.into_iter().chain(entries(&main)).chain(entries(&side)));
    let chosen = &side[1];
    let last = &side[2].1;
    assert_eq!(branches.choose(chosen.0.id()), Ok(place(last)));
    assert_eq!((branches.pin(), branches.state()), (place(&chosen.1), Some(last)));
    assert_eq!(branches.standing_of(&main[4].0.id()), Some(Standing::Evidence));
    assert_eq!(branches.standing_of(&chosen.0.id()), Some(Standing::Settled));
    assert_eq!(branches.standing_of(&last.tip), Some(Standing::Counts));
    // And back again, with the pin where it had been.
    branches.choose(main[0].0.id()).unwrap();
    assert_eq!(branches.state(), main.last().map(|(_, state)| state));
    assert_eq!(branches.pin(), place(&main[1].1));
}

#[test]
fn what_is_not_held_cannot_be_chosen() {
    let (begin, state) = begin();
    let mut branches = holding(begin);
    let before = branches.pin();
    assert_eq!(branches.choose(EntryId([7; 32])), Err(ChooseError::Unknown));
    let newer = newer_entry(&state);
    branches.insert(newer.clone());
    let error = ChooseError::NeedsNewer(Newer::Operation(13));
    assert_eq!(branches.choose(newer.id()), Err(error));
    assert_eq!(branches.pin(), before);
}

#[test]
fn signatures_of_copies_unite() {
    let (begin, state) = begin();
    let (full, _) = next(&state, 1);
    let without = |n: u8| {
        let mut copy = full.clone();
        copy.signatures.retain(|one| one.organisation != org(n));
        copy
    };
    let mut branches = holding(begin);
    assert_eq!(branches.insert(without(0)), TIP);
    assert_eq!(branches.insert(without(0)), Inserted::Known);
    assert_eq!(branches.insert(without(1)), Inserted::United);
    assert_eq!(branches.get(&full.id()), Some(&full));
    // A copy stands by itself.
    let mut alone = full.clone();
    alone.signatures.truncate(1);
    let refused = Refusal::BelowThreshold { have: 1, need: 2 };
    assert_eq!(branches.insert(alone), Inserted::Refused(refused.into()));
}

#[test]
fn worthless_signatures_are_not_kept_and_block_nothing() {
    let (begin, state) = begin();
    let (full, _) = next(&state, 1);
    let mut poisoned = full.clone();
    poisoned.signatures.retain(|one| one.organisation != org(1));
    let signature = Signature([7; 64]);
    poisoned.unite([1, 4].map(|n| StewardSignature { organisation: org(n), signature }));
    let mut branches = holding(begin);
    assert_eq!(branches.insert(poisoned), TIP);
    assert_eq!(branches.get(&full.id()).map(|one| one.signatures.len()), Some(2));
    assert_eq!(branches.insert(full.clone()), Inserted::United);
    assert_eq!(branches.get(&full.id()), Some(&full));
}

#[test]
fn key_and_spare_of_one_steward_leave_the_same_signature_in_any_order() {
    let (begin, state) = begin();
    let (first, _) = next(&state, 1);
    let mut second = first.clone();
    second.sign(org(1), &spare(1));
    let forth = holding(begin.iter().cloned().chain([first.clone(), second.clone()]));
    let back = holding(begin.iter().cloned().chain([second, first.clone()]));
    assert_eq!(forth.get(&first.id()), back.get(&first.id()));
    let kept = forth.get(&first.id()).unwrap();
    assert!(kept.signatures.iter().all(|one| {
        let n = (0..3).find(|n| org(*n) == one.organisation).unwrap();
        let keys = [key(n).public(), spare(n).public()];
        keys.iter().any(|key| key.verifies(Context::RosterEntry, &kept.content, &one.signature))
    }));
}

#[test]
fn an_orphan_with_too_few_signatures_does_not_stand_in_for_a_good_copy() {
    let (begin, state) = begin();
    let (good, after) = next(&state, 1);
    let unsigned = SignedEntry { signatures: vec![], ..good.clone() };
    let mut branches = holding([]);
    for copy in [unsigned.clone(), good, unsigned] {
        assert_eq!(branches.insert(copy), Inserted::Orphan);
    }
    begin.into_iter().rev().for_each(|entry| drop(branches.insert(entry)));
    assert_eq!(branches.state(), Some(&after));
}

#[test]
fn orphans_are_bounded_and_the_lowest_stay() {
    let (begin, state) = begin();
    let all = line(&state, 1, ORPHANS + 10);
    let mut branches = holding([]);
    for entry in entries(&all).collect::<Vec<_>>().into_iter().rev() {
        branches.insert(entry);
    }
    assert_eq!(branches.insert(all[ORPHANS].0.clone()), Inserted::Full);
    begin.into_iter().for_each(|entry| drop(branches.insert(entry)));
    assert_eq!(branches.tip(), Some(place(&all[ORPHANS - 1].1)));
}

#[test]
fn a_version_that_does_not_follow_its_predecessor() {
    let (begin, state) = begin();
    let entry = RosterEntry { version: 5, ..plain(&state) };
    let entry = signed(SignedEntry::unsigned(&entry).unwrap(), &[0, 1]);
    let refused = Inserted::Refused(Refusal::Version { found: 5, expected: 2 }.into());
    assert_eq!(holding(begin).insert(entry), refused);
}

#[test]
fn a_newer_entry_is_kept_and_stops_only_what_stands_on_it() {
    let (begin, state) = begin();
    let mut branches = holding(begin);
    let newer = newer_entry(&state);
    let stops = Newer::Operation(13);
    assert_eq!(branches.insert(newer.clone()), Inserted::NeedsNewer(stops));
    assert_eq!(branches.insert(newer.clone()), Inserted::Known);
    assert_eq!((branches.state(), branches.get(&newer.id())), (Some(&state), Some(&newer)));
    let stalled = branches.stalled().unwrap();
    assert_eq!((stalled.place.version, stalled.place.id, stalled.newer), (2, newer.id(), stops));
    assert_eq!(branches.standing_of(&newer.id()), Some(Standing::NeedsNewer));
    let on_it = RosterEntry { version: 3, previous: newer.id(), ..plain(&state) };
    let on_it = signed(SignedEntry::unsigned(&on_it).unwrap(), &[0, 1, 2]);
    assert_eq!(branches.insert(on_it), Inserted::Orphan);
    assert_eq!(branches.insert(next(&state, 1).0), TIP);
    assert!(branches.proofs().is_empty());
}

#[test]
fn a_newer_entry_below_the_pin_does_not_stall() {
    let (begin, state) = begin();
    let main = line(&state, 1, behind() + 3);
    let mut branches = holding(begin.into_iter().chain(entries(&main)));
    assert_eq!(branches.insert(newer_entry(&state)), Inserted::BelowPin);
    assert_eq!(branches.stalled(), None);
}

#[test]
fn nothing_counts_before_the_checkpoint_is_here() {
    let (begin, state) = begin();
    let main = line(&state, 1, 6);
    let false_line = line(&state, 2, 9);
    let checkpoint = place(&main[3].1);
    let mut branches = Branches::new(checkpoint, state.network);
    for entry in begin.into_iter().chain(entries(&main[..3])).chain(entries(&false_line)) {
        assert_eq!(branches.insert(entry.clone()), ASIDE);
        assert_eq!((branches.tip(), branches.state()), (None, None));
        assert_eq!(branches.standing_of(&entry.id()), Some(Standing::Waiting));
    }
    assert_eq!(branches.insert(main[3].0.clone()), TIP);
    assert_eq!(branches.tip(), Some(checkpoint));
    assert_eq!(branches.standing_of(&false_line[0].0.id()), Some(Standing::Evidence));
    assert_eq!(branches.insert(main[4].0.clone()), TIP);
    assert_eq!(branches.state(), Some(&main[4].1));
}

#[test]
fn restoring_gives_the_same_again() {
    let (begin, state) = begin();
    let main = line(&state, 1, behind() + 3);
    let side = line(&main[4].1, 2, 2);
    let old = line(&state, 3, 2);
    let all = begin.into_iter().chain(entries(&main)).chain(entries(&side)).chain(entries(&old));
    let branches = holding(all);
    let mut kept: Vec<_> = branches.entries().map(|(_, _, entry)| entry.clone()).collect();
    kept.reverse();
    let again = Branches::restore(state.network, branches.pin(), kept);
    assert_eq!((again.tip(), again.pin()), (branches.tip(), branches.pin()));
    assert_eq!((again.state(), again.proofs()), (branches.state(), branches.proofs()));
    assert!(again.entries().eq(branches.entries()));
}

#[test]
fn side_entries_are_bounded_and_the_lowest_stay() {
    let (begin, state) = begin();
    let main = line(&state, 1, behind() + 2);
    let mut branches = holding(begin.into_iter().chain(entries(&main)));
    let tip = branches.tip();
    let mut side: Vec<SignedEntry> =
        (0..SIDE_ENTRIES as u64 + 3).map(|mark| next(&state, 100 + mark).0).collect();
    let full = side.iter().filter(|entry| branches.insert((*entry).clone()) == Inserted::Full);
    assert!(full.count() <= 3);
    side.sort_by_key(SignedEntry::id);
    let (stay, go) = side.split_at(SIDE_ENTRIES);
    assert!(stay.iter().all(|entry| branches.get(&entry.id()).is_some()));
    assert!(go.iter().all(|entry| branches.get(&entry.id()).is_none()));
    // Something above the pin has precedence over mere evidence.
    let (above, _) = next(&main[behind() - 1].1, 2);
    assert_eq!(branches.insert(above), ASIDE);
    assert_eq!(branches.tip(), tip);
    assert_eq!(branches.entries().count(), 2 + main.len() + SIDE_ENTRIES);
}
