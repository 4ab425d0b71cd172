//! What an attacker with some keys, all old entries and the wire can try.

use crate::extension::{Extension, Extensions};
use crate::id::{EntryId, NetworkId};
use crate::key::{Context, Signature};
use crate::limits;
use crate::roster::draft::{EntryDraft, SigningRefused, may_sign};
use crate::roster::entry::{RawOperation, RosterEntry, SignedEntry, StewardSignature};
use crate::roster::fold::{FoldError, Newer, NotNext, Refusal, fold, found};
use crate::roster::kit::*;
use crate::roster::operation::{Operation, Suspension};
use crate::roster::state::State;

fn signed_entry(entry: &RosterEntry) -> SignedEntry {
    signed(SignedEntry::unsigned(entry).unwrap(), &[0, 1, 2])
}

fn unsigned(state: &State) -> SignedEntry {
    EntryDraft::next(state, NOW).build().unwrap()
}

#[test]
fn renewal_with_a_threshold_applies() {
    let state = network();
    let next = fold(&state, &signed(unsigned(&state), &[0, 2])).unwrap();
    assert_eq!((next.version, next.expires_at_ms), (2, NOW + limits::ROSTER_LIFETIME_MS));
    assert_eq!(next.organisations, state.organisations);
}

#[test]
fn rollback_to_an_older_entry() {
    let genesis = founding("Vicinia");
    let old = growth(&genesis);
    let state = after(&network(), &[]);
    assert_eq!(fold(&state, &old), Err(NotNext::Previous.into()));
    assert_eq!(fold(&state, &genesis), Err(NotNext::Network.into()));
}

#[test]
fn replay_of_the_same_entry() {
    let state = network();
    let entry = entry_of(&state, &[]);
    let next = fold(&state, &entry).unwrap();
    assert_eq!(fold(&next, &entry), Err(NotNext::Previous.into()));
}

#[test]
fn freeze_shows_by_the_expiry_alone() {
    // Who withholds entries can stop the log but not prolong it: the expiry lies in signed bytes.
    let state = network();
    let mut entry = plain(&state);
    entry.expires_at_ms += limits::ROSTER_LIFETIME_MS;
    let mut frozen = entry_of(&state, &[]);
    frozen.content = SignedEntry::unsigned(&entry).unwrap().content;
    assert_eq!(refused(fold(&state, &frozen)), Refusal::BelowThreshold { have: 0, need: 2 });
}

#[test]
fn fast_forward_to_a_far_version() {
    let state = network();
    for version in [1, 3, 100, limits::SAFE_INTEGER - 1] {
        let entry = signed_entry(&RosterEntry { version, ..plain(&state) });
        let found = version;
        assert_eq!(refused(fold(&state, &entry)), Refusal::Version { found, expected: 2 });
    }
}

#[test]
fn version_beyond_the_safe_integers() {
    let entry = RosterEntry { version: limits::SAFE_INTEGER, ..plain(&network()) };
    assert!(SignedEntry::unsigned(&entry).is_err());
}

#[test]
fn wrong_predecessor() {
    let state = network();
    let entry = signed_entry(&RosterEntry { previous: EntryId([9; 32]), ..plain(&state) });
    assert_eq!(fold(&state, &entry), Err(NotNext::Previous.into()));
}

#[test]
fn wrong_network() {
    let state = network();
    let entry = signed_entry(&RosterEntry { network: NetworkId([9; 32]), ..plain(&state) });
    let error = fold(&state, &entry).unwrap_err();
    assert_eq!(error, NotNext::Network.into());
    assert!(!error.is_wrong_everywhere());
}

#[test]
fn entry_of_a_twin_network_with_the_same_stewards() {
    let genesis = founding("Twin");
    let twin = fold(&found(&genesis).unwrap(), &growth(&genesis)).unwrap();
    assert_eq!(fold(&network(), &entry_of(&twin, &[])), Err(NotNext::Network.into()));
}

#[test]
fn unsigned_and_below_threshold() {
    let state = network();
    for who in [&[][..], &[0], &[2]] {
        let (have, need) = (who.len(), 2);
        let outcome = fold(&state, &signed(unsigned(&state), who));
        assert_eq!(refused(outcome), Refusal::BelowThreshold { have, need });
    }
}

#[test]
fn members_who_are_no_stewards_do_not_count() {
    let state = network();
    let entry = signed(unsigned(&state), &[0, 3, 4, 5]);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowThreshold { have: 1, need: 2 });
}

#[test]
fn one_organisation_signing_twice_is_malformed() {
    let state = network();
    let mut entry = signed(unsigned(&state), &[0]);
    entry.signatures.push(entry.signatures[0]);
    assert!(matches!(refused(fold(&state, &entry)), Refusal::Malformed(_)));
}

#[test]
fn key_and_spare_of_one_organisation_count_once() {
    let state = network();
    let mut entry = signed(unsigned(&state), &[0]);
    let signature = spare(0).sign(Context::RosterEntry, &entry.content);
    entry.unite([StewardSignature { organisation: org(0), signature }]);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowThreshold { have: 1, need: 2 });
}

#[test]
fn one_key_under_two_names() {
    let state = network();
    let mut entry = signed(unsigned(&state), &[0]);
    let signature = entry.signatures[0].signature;
    entry.unite([StewardSignature { organisation: org(1), signature }]);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowThreshold { have: 1, need: 2 });
}

#[test]
fn one_key_in_two_seats_cannot_be_written() {
    let mut twice = stewards(&[0, 1, 2], 2);
    twice.seats[1].key = twice.seats[0].key;
    assert!(Operation::SetStewards(twice).to_raw().is_err());
    let mut as_spare = stewards(&[0, 1, 2], 2);
    as_spare.seats[2].spare = Some(as_spare.seats[2].key);
    assert!(Operation::SetStewards(as_spare).to_raw().is_err());
}

#[test]
fn spare_key_signs() {
    let state = network();
    let mut entry = signed(unsigned(&state), &[0]);
    entry.sign(org(1), &spare(1));
    assert!(fold(&state, &entry).is_ok());
}

#[test]
fn root_key_does_not_sign_for_the_steward() {
    let state = network();
    let mut entry = signed(unsigned(&state), &[0]);
    entry.sign(org(1), &root(1));
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowThreshold { have: 1, need: 2 });
}

#[test]
fn signature_for_another_purpose_does_not_count() {
    let state = network();
    let mut entry = signed(unsigned(&state), &[0]);
    let signature = key(1).sign(Context::Certificate, &entry.content);
    entry.unite([StewardSignature { organisation: org(1), signature }]);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowThreshold { have: 1, need: 2 });
}

#[test]
fn signature_moved_from_another_entry_does_not_count() {
    let state = network();
    let other = entry_of(&state, &[Operation::Charter(charter("Other"))]);
    let mut entry = unsigned(&state);
    entry.unite(other.signatures);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowThreshold { have: 0, need: 2 });
}

#[test]
fn worthless_signatures_do_no_harm() {
    let state = network();
    let mut entry = signed(unsigned(&state), &[0, 2, 5]);
    let signature = Signature([7; 64]);
    entry.unite([StewardSignature { organisation: org(1), signature }]);
    assert!(fold(&state, &entry).is_ok());
}

#[test]
fn too_many_signatures_are_malformed() {
    let state = network();
    let mut entry = entry_of(&state, &[]);
    entry.signatures = (0..=limits::STEWARDS)
        .map(|n| {
            let mut id = [0; 32];
            id[0] = u8::try_from(n).unwrap();
            let organisation = crate::id::OrganisationId(id);
            StewardSignature { organisation, signature: Signature([0; 64]) }
        })
        .collect();
    assert!(matches!(refused(fold(&state, &entry)), Refusal::Malformed(_)));
}

#[test]
fn old_stewards_alone_cannot_seat_new_ones() {
    let state = network();
    let new = [set_stewards(&[3, 4, 5], 2)];
    let mut entry = entry_of(&state, &new);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowNewThreshold { have: 0, need: 2 });
    entry = signed(entry, &[3]);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowNewThreshold { have: 1, need: 2 });
    assert!(fold(&state, &signed(entry, &[4])).is_ok());
}

#[test]
fn new_stewards_alone_cannot_seat_themselves() {
    let state = network();
    let mut entry = entry_of(&state, &[set_stewards(&[3, 4, 5], 2)]);
    entry.signatures.clear();
    let entry = signed(entry, &[3, 4, 5]);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowThreshold { have: 0, need: 2 });
}

#[test]
fn stewards_out_of_office_do_not_sign() {
    let state = network();
    let entry = signed(entry_of(&state, &[set_stewards(&[3, 4, 5], 2)]), &[3, 4, 5]);
    let later = fold(&state, &entry).unwrap();
    let outcome = fold(&later, &entry_of(&later, &[]));
    assert_eq!(refused(outcome), Refusal::BelowThreshold { have: 0, need: 2 });
    assert!(fold(&later, &signed(unsigned(&later), &[3, 5])).is_ok());
}

#[test]
fn raising_the_threshold_needs_the_raised_one() {
    let state = network();
    let draft = EntryDraft::next(&state, NOW).operation(set_stewards(&[0, 1, 2], 3));
    let entry = signed(draft.build().unwrap(), &[0, 1]);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowNewThreshold { have: 2, need: 3 });
    assert!(fold(&state, &signed(entry, &[2])).is_ok());
}

#[test]
fn lowering_the_threshold_needs_the_old_one() {
    let state = after(&network(), &[set_stewards(&[0, 1, 2], 3)]);
    let draft = EntryDraft::next(&state, NOW).operation(set_stewards(&[0, 1, 2], 2));
    let entry = signed(draft.build().unwrap(), &[0, 1]);
    assert_eq!(refused(fold(&state, &entry)), Refusal::BelowThreshold { have: 2, need: 3 });
    assert!(fold(&state, &signed(entry, &[2])).is_ok());
}

#[test]
fn two_stewards_cannot_be_written() {
    assert!(set_stewards(&[0, 1], 2).to_raw().is_err());
}

#[test]
fn threshold_must_be_a_majority() {
    for (who, threshold) in [(&[0, 1, 2][..], 1), (&[0, 1, 2, 3], 2), (&[0], 0), (&[0], 2), (&[], 0)] {
        assert!(set_stewards(who, threshold).to_raw().is_err(), "{who:?} {threshold}");
    }
}

#[test]
fn minority_of_stolen_keys_changes_nothing() {
    let state = after(&network(), &[]);
    let five = signed(entry_of(&state, &[set_stewards(&[0, 1, 2, 3, 4], 3)]), &[3, 4]);
    let state = fold(&state, &five).unwrap();
    let seats = EntryDraft::next(&state, NOW).operation(set_stewards(&[3], 1)).build().unwrap();
    let outcome = fold(&state, &signed(seats, &[3, 4]));
    assert_eq!(refused(outcome), Refusal::BelowThreshold { have: 2, need: 3 });
    // The others replace the two.
    let rescue = entry_of(&state, &[set_stewards(&[0, 1, 2], 2)]);
    assert!(fold(&state, &rescue).is_ok());
}

#[test]
fn stewards_set_twice() {
    let twice = [set_stewards(&[0], 1), set_stewards(&[0, 1, 2], 2)];
    assert_eq!(refusal_of(&network(), &twice), Refusal::StewardsTwice);
}

#[test]
fn unknown_operation_stops_the_fold() {
    let state = network();
    let raw = RawOperation { code: 13, bytes: vec![1, 2, 3] };
    let entry = RosterEntry { operations: vec![raw], ..plain(&state) };
    let stops = FoldError::NeedsNewer(Newer::Operation(13));
    assert!(!stops.is_wrong_everywhere());
    assert_eq!(fold(&state, &signed_entry(&entry)), Err(stops));
}

#[test]
fn nobody_but_the_stewards_stops_the_fold() {
    let state = network();
    let raw = RawOperation { code: 999, bytes: vec![] };
    let odd = Extensions(vec![Extension { id: 1, bytes: vec![] }]);
    for entry in [
        RosterEntry { operations: vec![raw], ..plain(&state) },
        RosterEntry { needs_format: 2, ..plain(&state) },
        RosterEntry { extensions: odd, ..plain(&state) },
    ] {
        let entry = signed(SignedEntry::unsigned(&entry).unwrap(), &[0, 4, 5]);
        assert_eq!(refused(fold(&state, &entry)), Refusal::BelowThreshold { have: 1, need: 2 });
    }
}

#[test]
fn malformed_operation_beside_an_unknown_one_is_refused() {
    let state = network();
    let unknown = RawOperation { code: 999, bytes: vec![] };
    let broken = RawOperation { code: 11, bytes: vec![1] };
    let entry = RosterEntry { operations: vec![unknown, broken], ..plain(&state) };
    assert!(matches!(refused(fold(&state, &signed_entry(&entry))), Refusal::Malformed(_)));
}

#[test]
fn newer_format_stops_the_fold() {
    let state = network();
    let entry = signed_entry(&RosterEntry { needs_format: 2, ..plain(&state) });
    assert_eq!(fold(&state, &entry), Err(Newer::Format(2).into()));
}

#[test]
fn critical_extension_stops_the_fold_and_others_do_not() {
    let state = network();
    let with = |id| {
        let extensions = Extensions(vec![Extension { id, bytes: vec![5] }]);
        fold(&state, &signed_entry(&RosterEntry { extensions, ..plain(&state) }))
    };
    assert_eq!(with(7), Err(Newer::Extension.into()));
    assert!(with(8).is_ok());
}

#[test]
fn trailing_bytes_in_an_operation() {
    let state = network();
    let mut raw = Operation::Charter(charter("Vicinia")).to_raw().unwrap();
    raw.bytes.push(0);
    let entry = signed_entry(&RosterEntry { operations: vec![raw], ..plain(&state) });
    assert!(matches!(refused(fold(&state, &entry)), Refusal::Malformed(_)));
}

#[test]
fn trailing_bytes_after_the_entry() {
    let state = network();
    let mut entry = entry_of(&state, &[]);
    entry.content.push(0);
    assert!(matches!(refused(fold(&state, &signed(entry, &[0, 1]))), Refusal::Malformed(_)));
}

#[test]
fn expiry_before_issue() {
    let state = network();
    let entry = RosterEntry { expires_at_ms: NOW - 1, ..plain(&state) };
    assert_eq!(refused(fold(&state, &signed_entry(&entry))), Refusal::Times);
    let entry = RosterEntry { expires_at_ms: NOW, ..plain(&state) };
    assert!(fold(&state, &signed_entry(&entry)).is_ok());
}

#[test]
fn state_hash_where_none_is_due() {
    let state = network();
    let entry = signed_entry(&RosterEntry { state: Some(state.hash()), ..plain(&state) });
    assert_eq!(refused(fold(&state, &entry)), Refusal::StateHashPlace);
}

#[test]
fn state_hash_missing_wrong_and_right() {
    let mut state = network();
    state.version = limits::STATE_HASH_EVERY - 1;
    let right = plain(&state);
    assert_eq!(right.state, Some(state.hash()));
    assert!(fold(&state, &signed_entry(&right)).is_ok());
    let missing = signed_entry(&RosterEntry { state: None, ..right.clone() });
    assert_eq!(refused(fold(&state, &missing)), Refusal::StateHashPlace);
    let wrong = signed_entry(&RosterEntry { state: Some([0; 32]), ..right });
    assert_eq!(refused(fold(&state, &wrong)), Refusal::StateHash);
}

#[test]
fn every_256th_entry_carries_the_hash() {
    let mut state = network();
    for _ in 0..600 {
        let entry = plain(&state);
        assert_eq!(entry.state.is_some(), entry.version.is_multiple_of(256));
        state = crate::roster::preview(&state, &SignedEntry::unsigned(&entry).unwrap()).unwrap();
    }
}

#[test]
fn half_an_entry_does_not_apply() {
    let state = network();
    let before = state.clone();
    let first = Operation::Suspend(Suspension { organisation: org(4), reason: 10 });
    let second = Operation::Suspend(Suspension { organisation: org(30), reason: 10 });
    assert_eq!(refusal_of(&state, &[first, second]), Refusal::UnknownOrganisation(org(30)));
    assert_eq!(state, before);
}

#[test]
fn a_steward_signs_one_entry_a_version() {
    let state = network();
    let (a, b) = (entry_of(&state, &[]), entry_of(&state, &[Operation::Charter(charter("B"))]));
    let first = may_sign(&[], &a).unwrap();
    assert_eq!(first, (2, a.id()));
    assert_eq!(may_sign(&[first], &a), Ok(first));
    let twice = SigningRefused::Signed { version: 2, other: a.id() };
    assert_eq!(may_sign(&[first], &b), Err(twice));
    let later = entry_of(&after(&state, &[]), &[]);
    assert_eq!(may_sign(&[first], &later).unwrap().0, 3);
    assert!(may_sign(&[], &SignedEntry { content: vec![1], signatures: vec![] }).is_err());
}

#[test]
fn signing_again_replaces_the_earlier_signature() {
    let state = network();
    let mut entry = unsigned(&state);
    entry.unite([StewardSignature { organisation: org(1), signature: Signature([9; 64]) }]);
    let entry = signed(entry, &[0, 1]);
    assert_eq!(entry.signatures.len(), 2);
    assert!(fold(&state, &entry).is_ok());
}
