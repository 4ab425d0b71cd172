//! Every operation: what it does and when it may not.

use crate::id::{DocumentHash, InvitationHash, NetworkId, OrganisationId, RecordId};
use crate::roster::draft::{DraftError, EntryDraft};
use crate::roster::fold::Refusal;
use crate::roster::kit::*;
use crate::roster::operation::*;
use crate::roster::state::{State, Status};
use std::collections::BTreeSet;

fn whom(n: u8) -> Suspension {
    Suspension { organisation: org(n), reason: 10 }
}

fn suspend(n: u8) -> Operation {
    Operation::Suspend(whom(n))
}

fn reinstate(n: u8) -> Operation {
    Operation::Reinstate(whom(n))
}

fn remove(n: u8) -> Operation {
    Operation::Remove(Remove { organisation: org(n), heads: vec![], reason: 9 })
}

fn rotate(state: &State, n: u8, new: u8, keep: &[u8]) -> RotateRoot {
    let acceptance = Acceptance::joining(state.network, root(new).public(), None);
    RotateRoot {
        organisation: org(n),
        root: root(new).public(),
        acceptance: acceptance.sign(&root(new)).unwrap(),
        keep: keep.iter().map(|id| [*id; 32]).collect(),
    }
}

fn succeed(old: u8, new: u8) -> Operation {
    Operation::Succeed(Succeed { old: org(old), new: org(new) })
}

fn status(state: &State, n: u8) -> &Status {
    &state.organisations[&org(n)].status
}

fn unknown() -> Refusal {
    Refusal::UnknownOrganisation(org(30))
}

#[test]
fn charter_is_replaced() {
    let state = after(&network(), &[Operation::Charter(charter("Renamed"))]);
    assert_eq!(state.charter, charter("Renamed"));
}

#[test]
fn addresses_are_replaced() {
    let addresses = vec!["/dns4/example.org/tcp/1".to_owned()];
    let set = Operation::SetAddresses(SetAddresses { addresses: addresses.clone() });
    assert_eq!(after(&network(), &[set]).addresses, addresses);
}

#[test]
fn admission_makes_a_member() {
    let state = network();
    let next = after(&state, &[admit(vec![admission(state.network, 7), admission(state.network, 8)])]);
    assert!(next.is_member(org(7)) && next.is_member(org(8)));
    let entered = &next.organisations[&org(7)];
    assert_eq!((entered.admitted_version, entered.budget, entered.node_slots), (2, 5_000, 16));
    assert_eq!(entered.root(), Some(&root(7).public()));
    assert!(next.invitations.contains(&invitation(7)) && next.roots.contains(&root(8).public()));
}

#[test]
fn organisation_enters_once() {
    let state = network();
    let again = Admission { invitation: Some(invitation(9)), ..admission(state.network, 4) };
    let refused = refusal_of(&state, &[admit(vec![again.clone()])]);
    assert_eq!(refused, Refusal::OrganisationAgain(org(4)));
    let removed = after(&state, &[remove(4)]);
    let refused = refusal_of(&removed, &[admit(vec![again])]);
    assert_eq!(refused, Refusal::OrganisationAgain(org(4)));
}

#[test]
fn organisation_enters_once_in_one_entry() {
    let state = network();
    let one = admit(vec![admission(state.network, 7)]);
    assert_eq!(refusal_of(&state, &[one.clone(), one]), Refusal::OrganisationAgain(org(7)));
}

#[test]
fn root_of_a_rotation_founds_no_organisation() {
    let state = network();
    let state = after(&state, &[Operation::RotateRoot(rotate(&state, 4, 41, &[]))]);
    let refused = refusal_of(&state, &[admit(vec![admission(state.network, 41)])]);
    assert_eq!(refused, Refusal::RootAgain(root(41).public()));
}

#[test]
fn invitation_enters_once() {
    let state = network();
    let with = |n: u8, invitation: InvitationHash| {
        let acceptance = Acceptance::joining(state.network, root(n).public(), Some(invitation));
        let acceptance = acceptance.sign(&root(n)).unwrap();
        Admission { acceptance, invitation: Some(invitation), ..admission(state.network, n) }
    };
    let used = invitation(4);
    assert_eq!(refusal_of(&state, &[admit(vec![with(7, used)])]), Refusal::InvitationAgain(used));
    let new = invitation(9);
    let race = [admit(vec![with(7, new), with(8, new)])];
    assert_eq!(refusal_of(&state, &race), Refusal::InvitationAgain(new));
}

#[test]
fn only_a_founder_comes_without_invitation() {
    let state = network();
    let acceptance = Acceptance::joining(state.network, root(7).public(), None).sign(&root(7)).unwrap();
    let one = Admission { acceptance, invitation: None, ..admission(state.network, 7) };
    assert_eq!(refusal_of(&state, &[admit(vec![one])]), Refusal::NoInvitation(org(7)));
}

#[test]
fn acceptance_is_by_this_root_for_this_network_and_invitation() {
    let state = network();
    let key = root(7).public();
    let good = admission(state.network, 7);
    let sign = |acceptance: Acceptance, by: u8| acceptance.sign(&root(by)).unwrap();
    let joining = |network, invitation| Acceptance::joining(network, key, invitation);
    for acceptance in [
        sign(joining(NetworkId([9; 32]), good.invitation), 7),
        sign(joining(state.network, Some(invitation(8))), 7),
        sign(joining(state.network, None), 7),
        sign(joining(state.network, good.invitation), 8),
        admission(state.network, 8).acceptance,
        sign(Acceptance::founding(key, b"charter"), 7),
    ] {
        let one = Admission { acceptance, ..good.clone() };
        assert_eq!(refusal_of(&state, &[admit(vec![one])]), Refusal::Acceptance(key));
    }
}

#[test]
fn organisation_must_be_its_root_keys() {
    let state = network();
    let one = Admission { organisation: OrganisationId([1; 32]), ..admission(state.network, 7) };
    assert!(admit(vec![one]).to_raw().is_err());
}

#[test]
fn suspension_and_reinstatement() {
    let suspended = after(&network(), &[suspend(4)]);
    assert_eq!(status(&suspended, 4), &Status::Suspended);
    assert_eq!(refusal_of(&suspended, &[suspend(4)]), Refusal::NotMember(org(4)));
    let back = after(&suspended, &[reinstate(4)]);
    assert!(back.is_member(org(4)));
    assert_eq!(refusal_of(&back, &[reinstate(4)]), Refusal::NotSuspended(org(4)));
    assert_eq!(refusal_of(&back, &[suspend(30)]), unknown());
    assert_eq!(refusal_of(&back, &[reinstate(30)]), unknown());
}

#[test]
fn removal_is_for_ever() {
    let heads = vec![NodeHead { node: key(4).public(), sequence: 3, record: RecordId([3; 32]) }];
    let op = Remove { organisation: org(4), heads: heads.clone(), reason: 9 };
    let removed = after(&network(), &[Operation::Remove(op)]);
    assert_eq!(status(&removed, 4), &Status::Removed { heads });
    assert_eq!(refusal_of(&removed, &[remove(4)]), Refusal::RemovedAgain(org(4)));
    assert_eq!(refusal_of(&removed, &[suspend(4)]), Refusal::NotMember(org(4)));
    assert_eq!(refusal_of(&removed, &[reinstate(4)]), Refusal::NotSuspended(org(4)));
    assert_eq!(refusal_of(&removed, &[remove(30)]), unknown());
}

#[test]
fn suspended_organisation_can_be_removed() {
    let state = after(&network(), &[suspend(4)]);
    assert!(matches!(status(&after(&state, &[remove(4)]), 4), Status::Removed { .. }));
}

#[test]
fn steward_is_not_suspended_or_removed_alone() {
    let state = network();
    for op in [suspend(1), remove(1)] {
        assert_eq!(refusal_of(&state, &[op]), Refusal::StewardNotMember(org(1)));
    }
}

#[test]
fn steward_leaves_office_in_the_same_entry_in_either_order() {
    let state = network();
    for op in [suspend(1), remove(1)] {
        let keeps = [op.clone(), set_stewards(&[0, 1, 2], 3)];
        assert_eq!(refusal_of(&state, &keeps), Refusal::StewardNotMember(org(1)));
        let without = set_stewards(&[0], 1);
        for order in [[op.clone(), without.clone()], [without, op]] {
            let next = after(&state, &order);
            assert!(!next.is_member(org(1)) && next.seat(org(1)).is_none());
        }
    }
}

#[test]
fn stewards_are_members() {
    let strangers = [set_stewards(&[0, 1, 30], 2)];
    assert_eq!(refusal_of_new(&network(), &strangers, &[30]), Refusal::StewardNotMember(org(30)));
    let state = after(&network(), &[suspend(4)]);
    let suspended = [set_stewards(&[0, 1, 4], 2)];
    assert_eq!(refusal_of(&state, &suspended), Refusal::StewardNotMember(org(4)));
}

/// As [`refusal_of`], with further signatures.
fn refusal_of_new(state: &State, operations: &[Operation], more: &[u8]) -> Refusal {
    let entry = signed(entry_of(state, operations), more);
    refused(crate::roster::fold(state, &entry))
}

#[test]
fn member_can_become_steward_in_the_entry_that_admits_it() {
    let state = network();
    let both = [admit(vec![admission(state.network, 7)]), set_stewards(&[0, 1, 7], 2)];
    assert!(after(&state, &both).seat(org(7)).is_some());
}

#[test]
fn steward_key_is_nobodys_root() {
    let state = network();
    let mut set = stewards(&[0, 1, 2], 2);
    set.seats[2].spare = Some(root(5).public());
    let culprit = set.seats[2].organisation;
    let refused = refusal_of(&state, &[Operation::SetStewards(set)]);
    assert_eq!(refused, Refusal::StewardKeyIsRoot(culprit));
}

#[test]
fn revocations_are_kept_in_order() {
    let revoke = |n: u8| RevokeNode {
        organisation: org(n),
        node: key(n).public(),
        last_valid: vec![Head { sequence: 1, record: RecordId([1; 32]) }],
        reason: 7,
    };
    let both = [Operation::RevokeNode(revoke(4)), Operation::RevokeNode(revoke(3))];
    assert_eq!(after(&network(), &both).revocations, [revoke(4), revoke(3)]);
    assert_eq!(refusal_of(&network(), &[Operation::RevokeNode(revoke(30))]), unknown());
}

#[test]
fn rotation_keeps_what_it_names_and_no_more_of_older_roots() {
    let state = network();
    let first = after(&state, &[Operation::RotateRoot(rotate(&state, 4, 41, &[1, 2, 3]))]);
    let second = after(&first, &[Operation::RotateRoot(rotate(&first, 4, 42, &[2, 3, 4]))]);
    let organisation = &second.organisations[&org(4)];
    let kept = |ids: &[u8]| Some(ids.iter().map(|id| [*id; 32]).collect::<BTreeSet<_>>());
    let keeps: Vec<_> = organisation.roots.iter().map(|root| root.keep.clone()).collect();
    assert_eq!(keeps, [kept(&[2, 3]), kept(&[2, 3, 4]), None]);
    assert_eq!(organisation.root(), Some(&root(42).public()));
    assert!(organisation.counts(&root(4).public(), &[2; 32]));
    assert!(!organisation.counts(&root(4).public(), &[1; 32]));
    assert!(organisation.counts(&root(42).public(), &[9; 32]));
    assert!([41, 42].iter().all(|n| second.roots.contains(&root(*n).public())));
}

#[test]
fn rotation_to_a_root_that_was_used() {
    let state = network();
    for used in [4, 5] {
        let refused = refusal_of(&state, &[Operation::RotateRoot(rotate(&state, 4, used, &[]))]);
        assert_eq!(refused, Refusal::RootAgain(root(used).public()));
    }
}

#[test]
fn rotation_is_accepted_by_the_new_root_without_invitation() {
    let state = network();
    let good = rotate(&state, 4, 41, &[]);
    let new = root(41).public();
    for (acceptance, by) in [
        (Acceptance::joining(state.network, new, Some(invitation(9))), 41),
        (Acceptance::joining(NetworkId([9; 32]), new, None), 41),
        (Acceptance::joining(state.network, new, None), 4),
    ] {
        let op = RotateRoot { acceptance: acceptance.sign(&root(by)).unwrap(), ..good.clone() };
        assert_eq!(refusal_of(&state, &[Operation::RotateRoot(op)]), Refusal::Acceptance(new));
    }
    let stranger = RotateRoot { organisation: org(30), ..good };
    assert_eq!(refusal_of(&state, &[Operation::RotateRoot(stranger)]), unknown());
}

#[test]
fn removed_organisation_can_rotate() {
    let state = after(&network(), &[remove(4)]);
    let state = after(&state, &[Operation::RotateRoot(rotate(&state, 4, 41, &[]))]);
    assert_eq!(state.organisations[&org(4)].root(), Some(&root(41).public()));
}

#[test]
fn budget_is_replaced() {
    let set = |n| Operation::SetBudget(SetBudget { organisation: org(n), budget: 7, node_slots: 2 });
    let state = after(&network(), &[set(4)]);
    let organisation = &state.organisations[&org(4)];
    assert_eq!((organisation.budget, organisation.node_slots), (7, 2));
    assert_eq!(refusal_of(&state, &[set(30)]), unknown());
}

#[test]
fn withdrawal_grows_stronger_never_weaker() {
    let target = Target::Document(DocumentHash([1; 32]));
    let level = |level| Operation::Withdraw(Withdraw { target, level, reason: 5 });
    let withdrawn = |levels: &[u16]| {
        let operations: Vec<_> = levels.iter().map(|one| level(*one)).collect();
        after(&network(), &operations).withdrawals[&target].level
    };
    assert_eq!(withdrawn(&[2]), 2);
    assert_eq!(withdrawn(&[1, 3]), 3);
    assert_eq!(withdrawn(&[3, 1]), 3);
    assert!(level(4).to_raw().is_err());
}

#[test]
fn succession_leads_on() {
    let state = after(&network(), &[succeed(3, 4), succeed(4, 5)]);
    assert!(state.answers_for(org(5), org(3)));
    assert!(!state.answers_for(org(3), org(5)));
    let corrected = after(&state, &[succeed(3, 2)]);
    assert!(corrected.answers_for(org(2), org(3)) && !corrected.answers_for(org(5), org(3)));
}

#[test]
fn succession_has_no_cycles() {
    let state = after(&network(), &[succeed(3, 4), succeed(4, 5)]);
    for (old, new) in [(4, 3), (5, 3), (5, 4)] {
        let cycle = Refusal::Cycle { old: org(old), new: org(new) };
        assert_eq!(refusal_of(&state, &[succeed(old, new)]), cycle);
    }
    assert_eq!(refusal_of(&state, &[succeed(3, 30)]), unknown());
    assert_eq!(refusal_of(&state, &[succeed(30, 3)]), unknown());
    assert!(succeed(3, 3).to_raw().is_err());
}

#[test]
fn draft_builds_only_what_folds() {
    let state = network();
    let draft = EntryDraft::next(&state, NOW).operation(suspend(30));
    assert_eq!(draft.build(), Err(DraftError::Fold(unknown().into())));
    let good = EntryDraft::next(&state, NOW).operation(suspend(4)).build().unwrap();
    assert!(good.signatures.is_empty());
}
