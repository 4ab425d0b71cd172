//! What a network can begin with.

use crate::extension::{Extension, Extensions};
use crate::id::NetworkId;
use crate::roster::draft::{Founder, genesis};
use crate::roster::entry::{RosterEntry, SignedEntry};
use crate::roster::fold::{FoldError, Newer, Refusal, fold, found};
use crate::roster::kit::*;
use crate::roster::operation::{Acceptance, Operation, SetAddresses};

/// The parts of a good genesis: charter, founder, stewards.
fn parts() -> [Operation; 3] {
    let entry = founding("Vicinia").entry().unwrap();
    let all: Vec<_> = entry.operations.iter().map(|raw| Operation::from_raw(raw).unwrap()).collect();
    all.try_into().unwrap()
}

fn with(operations: &[Operation]) -> SignedEntry {
    let operations = operations.iter().map(|operation| operation.to_raw().unwrap()).collect();
    let entry = RosterEntry { operations, ..founding("Vicinia").entry().unwrap() };
    signed(SignedEntry::unsigned(&entry).unwrap(), &[0, 1, 2])
}

#[test]
fn founds_a_network_named_by_its_id() {
    let genesis = founding("Vicinia");
    let state = found(&genesis).unwrap();
    assert_eq!(state.network, NetworkId::from(genesis.id()));
    assert_eq!((state.version, state.tip), (0, genesis.id()));
    assert_eq!(state.charter, charter("Vicinia"));
    assert!(state.is_member(org(0)) && state.seat(org(0)).is_some());
    assert_eq!(state.organisations[&org(0)].root(), Some(&root(0).public()));
    assert!(state.roots.contains(&root(0).public()) && state.invitations.is_empty());
}

#[test]
fn addresses_may_stand_last() {
    let set = SetAddresses { addresses: vec!["/ip4/192.0.2.1/tcp/1".into()] };
    let founder = Founder { name: "Prato".into(), kind: 1, territory: "IT".into(), budget: 1, node_slots: 1 };
    let seats = stewards(&[0], 1);
    let entry = genesis(charter("V"), &root(0), founder, seats, Some(set.clone()), NOW).unwrap();
    assert_eq!(found(&signed(entry, &[0])).unwrap().addresses, set.addresses);
}

#[test]
fn other_shapes_are_no_genesis() {
    let [charter, admit, stewards] = parts();
    let addresses = Operation::SetAddresses(SetAddresses { addresses: vec![] });
    let more = |last: &Operation| {
        vec![charter.clone(), admit.clone(), stewards.clone(), addresses.clone(), last.clone()]
    };
    for shape in [
        vec![],
        vec![charter.clone()],
        vec![charter.clone(), admit.clone()],
        vec![charter.clone(), stewards.clone(), admit.clone()],
        vec![admit.clone(), charter.clone(), stewards.clone()],
        vec![charter.clone(), addresses.clone(), admit.clone(), stewards.clone()],
        vec![charter.clone(), admit.clone(), stewards.clone(), charter.clone()],
        more(&addresses),
    ] {
        assert_eq!(refused(found(&with(&shape))), Refusal::NotGenesis, "{shape:?}");
    }
}

#[test]
fn two_founders_or_one_with_an_invitation_are_no_genesis() {
    let [charter, Operation::Admit(mut one), stewards] = parts() else {
        panic!("not the parts of a genesis")
    };
    let mut two = one.clone();
    two.admissions.push(admission(NetworkId([1; 32]), 1));
    two.admissions.sort_by_key(|one| one.organisation);
    one.admissions[0].invitation = Some(invitation(1));
    for admit in [one, two] {
        let shape = [charter.clone(), Operation::Admit(admit), stewards.clone()];
        assert_eq!(refused(found(&with(&shape))), Refusal::NotGenesis);
    }
}

#[test]
fn founder_accepts_this_charter_and_no_other() {
    let [_, admit, stewards] = parts();
    let shape = [Operation::Charter(charter("Other")), admit, stewards];
    assert_eq!(refused(found(&with(&shape))), Refusal::Acceptance(root(0).public()));
}

#[test]
fn acceptance_of_a_joiner_founds_nothing() {
    let [charter, Operation::Admit(mut admit), stewards] = parts() else {
        panic!("not the parts of a genesis")
    };
    let joining = Acceptance::joining(NetworkId([1; 32]), root(0).public(), None);
    admit.admissions[0].acceptance = joining.sign(&root(0)).unwrap();
    let shape = [charter, Operation::Admit(admit), stewards];
    assert_eq!(refused(found(&with(&shape))), Refusal::Acceptance(root(0).public()));
}

#[test]
fn stewards_of_a_genesis_sign_it_and_are_members() {
    let unsigned = SignedEntry { signatures: vec![], ..founding("Vicinia") };
    assert_eq!(refused(found(&unsigned)), Refusal::BelowNewThreshold { have: 0, need: 1 });
    let [charter, admit, _] = parts();
    let strangers = with(&[charter, admit, set_stewards(&[1], 1)]);
    assert_eq!(refused(found(&strangers)), Refusal::StewardNotMember(org(1)));
}

#[test]
fn steward_key_is_not_the_root_key() {
    let [charter, admit, _] = parts();
    let mut seats = stewards(&[0], 1);
    seats.seats[0].key = root(0).public();
    seats.seats[0].spare = Some(key(0).public());
    let entry = with(&[charter, admit, Operation::SetStewards(seats)]);
    assert_eq!(refused(found(&entry)), Refusal::StewardKeyIsRoot(org(0)));
}

#[test]
fn later_entry_founds_nothing_and_a_genesis_follows_nothing() {
    let genesis = founding("Vicinia");
    let later = growth(&genesis);
    assert_eq!(refused(found(&later)), Refusal::NotGenesis);
    assert!(fold(&network(), &genesis).is_err());
}

#[test]
fn genesis_of_a_newer_version_says_so() {
    let newer = RosterEntry { needs_format: 3, ..founding("Vicinia").entry().unwrap() };
    let newer = signed(SignedEntry::unsigned(&newer).unwrap(), &[0]);
    assert_eq!(found(&newer), Err(FoldError::NeedsNewer(Newer::Format(3))));
    let extensions = Extensions(vec![Extension { id: 3, bytes: vec![] }]);
    let newer = RosterEntry { extensions, ..founding("Vicinia").entry().unwrap() };
    let newer = signed(SignedEntry::unsigned(&newer).unwrap(), &[0]);
    assert_eq!(found(&newer), Err(FoldError::NeedsNewer(Newer::Extension)));
}
