//! A small network for the tests of the fold and of branches: numbered organisations with fixed keys.
//!
//! Owns: fixed keys and shortcuts. Refuses to know what is tested.
//! Neighbours: [`super::fold`] and [`super::branch`] keep their tests beside themselves.

use super::draft::{EntryDraft, Founder, genesis};
use super::entry::{RosterEntry, SignedEntry};
use super::fold::{FoldError, Refusal, found, preview};
use super::operation::{Acceptance, Admission, Admit, Charter, Operation, Seat, SetStewards};
use super::state::State;
use crate::id::{InvitationHash, NetworkId, OrganisationId, organisation_id};
use crate::key::SecretKey;

/// When everything happens.
pub(crate) const NOW: u64 = 1_760_000_000_000;

fn secret(role: u8, n: u8) -> SecretKey {
    SecretKey::from_seed(&[role.wrapping_mul(64).wrapping_add(n); 32])
}

/// The root key of an organisation; 40 and above are for rotations.
pub(crate) fn root(n: u8) -> SecretKey {
    secret(0, n)
}

/// The steward key of an organisation.
pub(crate) fn key(n: u8) -> SecretKey {
    secret(1, n)
}

/// Its spare steward key.
pub(crate) fn spare(n: u8) -> SecretKey {
    secret(2, n)
}

/// Its id.
pub(crate) fn org(n: u8) -> OrganisationId {
    organisation_id(&root(n).public())
}

/// Stewards with key and spare.
pub(crate) fn stewards(who: &[u8], threshold: u16) -> SetStewards {
    let seat =
        |n: &u8| Seat { organisation: org(*n), key: key(*n).public(), spare: Some(spare(*n).public()) };
    let mut seats: Vec<Seat> = who.iter().map(seat).collect();
    seats.sort_unstable();
    SetStewards { seats, threshold }
}

pub(crate) fn set_stewards(who: &[u8], threshold: u16) -> Operation {
    Operation::SetStewards(stewards(who, threshold))
}

pub(crate) fn invitation(n: u8) -> InvitationHash {
    InvitationHash([n; 32])
}

/// Organisation `n`, come by invitation `n`.
pub(crate) fn admission(network: NetworkId, n: u8) -> Admission {
    let invitation = Some(invitation(n));
    let acceptance = Acceptance::joining(network, root(n).public(), invitation);
    Admission {
        organisation: org(n),
        root: root(n).public(),
        acceptance: acceptance.sign(&root(n)).unwrap(),
        name: format!("Organisation {n}"),
        kind: 1,
        territory: "IT Prato".into(),
        budget: 5_000,
        node_slots: 16,
        invitation,
    }
}

pub(crate) fn admit(mut admissions: Vec<Admission>) -> Operation {
    admissions.sort_by_key(|one| one.organisation);
    Operation::Admit(Admit { admissions })
}

pub(crate) fn charter(name: &str) -> Charter {
    Charter { name: name.into(), purpose: "Good neighbours".into(), languages: vec!["it".into()] }
}

/// Signed by these with their first keys.
pub(crate) fn signed(mut entry: SignedEntry, who: &[u8]) -> SignedEntry {
    for n in who {
        entry.sign(org(*n), &key(*n));
    }
    entry
}

/// A genesis founded by organisation 0, its only steward.
pub(crate) fn founding(name: &str) -> SignedEntry {
    let founder = Founder {
        name: "Organisation 0".into(),
        kind: 1,
        territory: "IT".into(),
        budget: 5_000,
        node_slots: 16,
    };
    let entry = genesis(charter(name), &root(0), founder, stewards(&[0], 1), None, NOW).unwrap();
    signed(entry, &[0])
}

/// The second entry: five more members, and three stewards of whom two decide.
pub(crate) fn growth(genesis: &SignedEntry) -> SignedEntry {
    let state = found(genesis).unwrap();
    let admissions = (1..=5).map(|n| admission(state.network, n)).collect();
    let draft = EntryDraft::next(&state, NOW).operation(admit(admissions));
    signed(draft.operation(set_stewards(&[0, 1, 2], 2)).build().unwrap(), &[0, 1, 2])
}

/// The state after both: members 0 to 5, stewards 0 to 2, two decide.
pub(crate) fn network() -> State {
    let genesis = founding("Vicinia");
    super::fold(&found(&genesis).unwrap(), &growth(&genesis)).unwrap()
}

/// The next entry as it should be, to be spoilt.
pub(crate) fn plain(state: &State) -> RosterEntry {
    EntryDraft::next(state, NOW).build().unwrap().entry().unwrap()
}

/// An entry with these operations, built without asking the fold, signed by stewards 0 to 2.
pub(crate) fn entry_of(state: &State, operations: &[Operation]) -> SignedEntry {
    let operations = operations.iter().map(|operation| operation.to_raw().unwrap()).collect();
    let entry = RosterEntry { operations, ..plain(state) };
    signed(SignedEntry::unsigned(&entry).unwrap(), &[0, 1, 2])
}

/// The state after these operations.
pub(crate) fn after(state: &State, operations: &[Operation]) -> State {
    super::fold(state, &entry_of(state, operations)).unwrap()
}

/// Why these operations do not apply. The builder must come to the same answer as the fold.
pub(crate) fn refusal_of(state: &State, operations: &[Operation]) -> Refusal {
    let entry = entry_of(state, operations);
    let built = preview(state, &entry).unwrap_err();
    let folded = super::fold(state, &entry).unwrap_err();
    assert_eq!(built, folded);
    refused(Err(folded))
}

pub(crate) fn refused(outcome: Result<State, FoldError>) -> Refusal {
    match outcome {
        Err(error @ FoldError::Refused(_)) if !error.is_wrong_everywhere() => unreachable!(),
        Err(FoldError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
