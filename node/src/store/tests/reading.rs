//! Questions and small tables.

use super::kit::{DAY, NOW, World, after, bare, id, options, publication, work};
use crate::store::{
    BodyHere, Desked, Incoming, KeptStatement, Page, Peer, SignMemory, Store, WorkFilter, WorkStanding,
};
use protocol::codec;
use protocol::envelope::Parcel;
use protocol::extension::Extensions;
use protocol::id::EntryId;
use protocol::join::DeskItem;
use protocol::roster::branch::Place;
use protocol::roster::{RosterEntry, SignedEntry};
use protocol::sign::Subject;
use protocol::sync::{Item, Plane};
use protocol::time::Day;

fn entry(world: &World, version: u64) -> SignedEntry {
    let entry = RosterEntry {
        format: 1,
        network: world.network(),
        version,
        previous: EntryId([9; 32]),
        issued_at_ms: NOW,
        expires_at_ms: NOW + DAY,
        needs_format: 1,
        state: None,
        operations: vec![],
        extensions: Extensions::NONE,
    };
    SignedEntry::unsigned(&entry).unwrap()
}

#[test]
fn lists_pages_and_the_feed() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(2);
    let store = world.store(folder.path());
    let mut made: Vec<Incoming> = Vec::new();
    for number in 0..5 {
        let mut position = world.position(0, after(made.last()));
        position.issued_at_ms += number;
        let title = if number == 3 { "A secret one".to_owned() } else { format!("Practice {number}") };
        let subject = Subject { kind: 1, ..Subject::default() };
        made.push(world.sign((0, 0), position, subject, &publication(&title)));
    }
    store.add_records(made.clone(), NOW).wait().unwrap();
    let elsewhere = world.publish((1, 0), None, "Elsewhere");
    store.add_records(vec![bare(&elsewhere)], NOW).wait().unwrap();
    store
        .read_blocking(|view| {
            let page = |after| Page { after, limit: 2 };
            let first = view.works(&WorkFilter::default(), page(None))?;
            let ids: Vec<_> = first.iter().map(|row| row.work).collect();
            assert_eq!(ids, [work(&made[4]), work(&made[3])]);
            let last = first.last().map(|row| (row.issued_at_ms, row.work));
            let second = view.works(&WorkFilter::default(), page(last))?;
            assert_eq!(second[0].work, work(&made[2]));
            let public = WorkFilter { public_only: true, ..WorkFilter::default() };
            assert_eq!(view.works(&public, Page { after: None, limit: 9 })?.len(), 4);
            let of = WorkFilter { organisation: Some(world.members[1].id), ..WorkFilter::default() };
            let of = view.works(&of, Page { after: None, limit: 9 })?;
            assert_eq!((of.len(), of[0].body, &of[0].headline), (1, BodyHere::Missing, &None));
            let feed = view.changes(0, 100)?;
            assert_eq!(feed.len(), 6);
            assert_eq!(view.head_seq()?, feed[5].0);
            assert_eq!(*store.changed().borrow(), feed[5].0);
            assert_eq!(view.changes(feed[3].0, 1)?, [feed[4]]);
            let counts = view.counts()?;
            assert_eq!((counts.works_live, counts.records, counts.bodies_missing), (6, 6, 1));
            assert_eq!(view.counts_by_organisation()?[&world.members[0].id].live, 5);
            Ok(())
        })
        .unwrap();
}

#[test]
fn revisions_confirmations_and_what_speaks_of_a_work() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    let first = world.publish((0, 0), None, "First");
    let second = world.revise((0, 0), Some(&first), &first, "Second");
    let still = world.confirm((0, 0), Some(&second), &second, Day::new(2028, 2, 3).unwrap());
    store.add_records(vec![still.clone(), second.clone()], NOW).wait().unwrap();
    let waiting = store.read_blocking(|view| view.work(work(&first))).unwrap().unwrap();
    assert_eq!((waiting.standing, waiting.newest), (WorkStanding::Hidden, None));
    store.add_records(vec![first.clone()], NOW).wait().unwrap();
    store
        .read_blocking(|view| {
            let row = view.work(work(&first))?.unwrap();
            assert_eq!((row.standing, row.newest), (WorkStanding::Live, Some(id(&second))));
            let headline = row.headline.unwrap();
            assert_eq!((headline.title.as_str(), headline.review_by), ("Second", Day::new(2028, 2, 3)));
            assert_eq!(view.revisions(work(&first))?.len(), 2);
            let about = view.about(work(&first))?;
            assert_eq!(about[0].facts.id, id(&still));
            let record = view.record(id(&second))?.unwrap();
            assert_eq!(record.envelope, second.record.envelope);
            assert_eq!(record.facts.supersedes, [id(&first)]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn planes_in_order_and_as_they_travel() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    let one = world.publish((0, 0), None, "One");
    let two = world.publish((0, 0), Some(&one), "Two");
    let gone = world.withdraw((0, 0), Some(&two), &one, (true, 2));
    store.add_records(vec![one.clone(), two.clone(), gone.clone()], NOW).wait().unwrap();
    store.add_entry(entry(&world, 3)).wait().unwrap();
    store
        .read_blocking(|view| {
            let headers = view.all_items(Plane::Headers)?;
            assert_eq!(headers.len(), 2);
            assert!(headers.is_sorted());
            assert_eq!(view.plane_items(Plane::Headers, Some(headers[0]), 9)?, headers[1..]);
            let unknown = [1; 32];
            assert_eq!(view.missing(Plane::Headers, &[id(&one).0, unknown])?, [unknown]);
            let parcel: Parcel = codec::decode(&view.item(Plane::Headers, &id(&one).0)?.unwrap()).unwrap();
            assert_eq!(parcel, Parcel { envelope: one.record.envelope.clone(), body: None });
            let parcel: Parcel =
                codec::decode(&view.item(Plane::Withdrawals, &id(&gone).0)?.unwrap()).unwrap();
            assert_eq!(parcel.body.as_ref(), gone.body.as_ref().map(|body| &body.salted));
            let roster = view.all_items(Plane::Roster)?;
            assert_eq!(roster, [Item { key: 3, id: entry(&world, 3).id().0 }]);
            assert_eq!(view.all_items(Plane::Papers)?.len(), 2);
            let counts = view.summaries()?.planes.map(|summary| summary.count);
            assert_eq!(counts, [1, 2, 1, 2]);
            assert_eq!(view.item(Plane::Papers, &unknown)?, None);
            let digits = id(&one).to_string();
            assert_eq!(view.find_ids(&digits[..7])?.records, [id(&one).0]);
            assert_eq!(view.find_ids(&digits[..3])?.records.len(), 0);
            assert_eq!(view.find_ids(&digits)?.works, [id(&one).0]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn forks_gaps_and_heads_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    let signer = (world.members[0].id, world.members[0].nodes[0].public());
    let zero = world.publish((0, 0), None, "Zero");
    let one = world.publish((0, 0), Some(&zero), "One");
    let other = world.publish((0, 0), Some(&zero), "Another one");
    let two = world.publish((0, 0), Some(&one), "Two");
    let three = world.publish((0, 0), Some(&two), "Three");
    store.add_records(vec![one.clone(), other.clone(), three.clone()], NOW).wait().unwrap();
    store
        .read_blocking(|view| {
            assert_eq!(view.gaps(signer)?, [0..=0, 2..=2]);
            let forks = view.forks()?;
            let mut both = vec![id(&one), id(&other)];
            both.sort_unstable();
            assert_eq!((forks.len(), forks[0].sequence, &forks[0].records), (1, 1, &both));
            let head = view.own_head(signer)?;
            assert_eq!((head.sequence, head.previous), (4, Some(id(&three))));
            assert_eq!(view.signers()?, [signer]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_authority_is_kept_and_not_judged_twice() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    let pin = Place { version: 3, id: entry(&world, 3).id() };
    let mut change = world.change();
    change.entries = vec![entry(&world, 3), entry(&world, 2)];
    change.pin = Some(pin);
    store.set_authority(change.clone(), NOW).wait().unwrap();
    store.add_records(vec![world.publish((0, 0), None, "One")], NOW).wait().unwrap();
    let mut next = entry(&world, 4);
    next.sign(world.members[0].id, &world.members[0].root);
    let first = store.note_signing(next.clone()).wait().unwrap();
    assert_eq!(first, SignMemory::Noted);
    store.close_blocking();
    drop(store);
    let store = Store::open(folder.path(), &options()).unwrap();
    let (entries, papers, kept, head) = store
        .read_blocking(|view| Ok((view.entries()?, view.papers()?, view.pin()?, view.head_seq()?)))
        .unwrap();
    assert_eq!(entries, [entry(&world, 2), entry(&world, 3)]);
    assert_eq!((papers.len(), kept), (2, Some(pin)));
    store.set_authority(change, NOW).wait().unwrap();
    assert_eq!(store.read_blocking(|view| view.head_seq()).unwrap(), head);
    assert_eq!(store.read_blocking(|view| view.signing()).unwrap(), Some(next.clone()), "kept with its note");
    assert_eq!(store.note_signing(next.clone()).wait().unwrap(), SignMemory::Same);
    let other = RosterEntry { expires_at_ms: NOW + 2 * DAY, ..next.entry().unwrap() };
    let double = store.note_signing(SignedEntry::unsigned(&other).unwrap()).wait().unwrap();
    assert_eq!(double, SignMemory::Other(next.id()));
    assert_eq!(
        store.read_blocking(|view| view.signing()).unwrap(),
        Some(next),
        "what was refused is not kept"
    );

    let mut signed = entry(&world, 3);
    signed.sign(world.members[0].id, &world.members[0].root);
    assert!(store.add_entry(signed.clone()).wait().unwrap());
    assert!(!store.add_entry(entry(&world, 3)).wait().unwrap(), "fewer signatures are no news");
    assert_eq!(store.read_blocking(|view| view.entries()).unwrap()[1], signed);
}

#[test]
fn small_tables_remember_and_stay_small() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = Store::open(folder.path(), &options()).unwrap();
    let node = world.members[0].nodes[0].public();
    let peer = Peer {
        node,
        addresses: (0..20).map(|n| format!("/ip4/192.0.2.{n}/tcp/4001")).collect(),
        last_seen_ms: 5,
        last_sync_ms: 0,
    };
    store.set_peer(peer.clone()).wait().unwrap();
    store.set_peer(Peer { last_seen_ms: 3, ..peer }).wait().unwrap();
    let peers = store.read_blocking(|view| view.peers()).unwrap();
    assert_eq!((peers.len(), peers[0].last_seen_ms, peers[0].addresses.len()), (1, 5, 16));
    store.forget_peer(node).wait().unwrap();
    assert_eq!(store.read_blocking(|view| view.peers()).unwrap(), []);

    let word =
        protocol::statement::Word { content: vec![1, 2, 3], signature: protocol::key::Signature([0; 64]) };
    let said = |counter| KeptStatement { node, counter, word: word.clone(), received_ms: NOW };
    assert!(store.add_statement(said(2)).wait().unwrap());
    assert!(!store.add_statement(said(1)).wait().unwrap());
    assert_eq!(store.read_blocking(|view| view.statements()).unwrap(), [said(2)]);
    assert_eq!(store.read_blocking(|view| view.statement_counter(node)).unwrap(), Some(2));

    let item = DeskItem::Proposal(entry(&world, 8));
    assert_eq!(store.put_on_desk(item.clone(), NOW).wait().unwrap(), Desked::New);
    assert_eq!(store.put_on_desk(item.clone(), NOW).wait().unwrap(), Desked::Known);
    let desk = store.read_blocking(|view| view.desk()).unwrap();
    assert_eq!((&desk[0].item, desk[0].hash), (&item, item.hash()));
    assert_eq!(store.clear_desk(vec![item.hash()]).wait().unwrap(), 1);

    for number in 0..300 {
        store.note_refusal(format!("key {number}"), "x".repeat(999), NOW).wait().unwrap();
    }
    store.note_refusal("key 7".into(), "last".into(), NOW + 1).wait().unwrap();
    let refusals = store.read_blocking(|view| view.refusals()).unwrap();
    assert_eq!((refusals.len(), refusals[0].count), (256, 2));
    assert_eq!((refusals[0].key.as_str(), refusals[0].last_detail.as_str()), ("key 7", "last"));
}

#[test]
fn a_view_is_one_moment() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    store
        .read_blocking(|view| {
            assert_eq!(view.head_seq()?, 0);
            store.add_records(vec![world.publish((0, 0), None, "One")], NOW).wait()?;
            assert_eq!(view.head_seq()?, 0);
            Ok(())
        })
        .unwrap();
    assert_eq!(store.read_blocking(|view| view.head_seq()).unwrap(), 1);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.read_blocking::<()>(|_| panic!("this panic is part of the test"))
    }));
    assert!(panicked.is_err());
    // More often than there are connections: each came back.
    for _ in 0..9 {
        store.read_blocking(|view| view.head_seq()).unwrap();
    }
}
