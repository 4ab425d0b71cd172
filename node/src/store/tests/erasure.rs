//! Withdrawals: hidden at once, erased when their time has come, wanted again if they are undone.

use super::kit::{DAY, NOW, World, bare, body_of, id, work};
use crate::store::{Added, BodyState, Store, WorkStanding};
use protocol::limits::PURGE_DELAY_MS;
use protocol::roster::operation::{Head, Target};
use protocol::roster::state::Status;
use protocol::standing::{Bar, Standing};
use std::fs;
use std::path::Path;

const CANARY: &str = "Zebrafinkensecret";

fn body(store: &Store, one: &crate::store::Incoming) -> BodyState {
    let id = id(one);
    store.read_blocking(|view| view.body(id)).unwrap()
}

/// Whether any file of the store holds the text.
fn on_disk(folder: &Path) -> Vec<String> {
    let holds = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes())
    };
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| holds(path)).map(|path| path.display().to_string()).collect()
}

#[test]
fn a_purge_leaves_no_trace_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(2);
    let store = world.store(folder.path());
    let first = world.publish((0, 0), None, CANARY);
    let second = world.revise((0, 0), Some(&first), &first, &format!("{CANARY} again"));
    let other = world.publish((1, 0), None, "Stays");
    store.add_records(vec![first.clone(), second.clone(), other.clone()], NOW).wait().unwrap();
    fs::write(folder.path().join("library.before-0009.sqlite3"), CANARY).unwrap();
    assert!(on_disk(folder.path()).len() >= 2);

    let erase = world.withdraw((0, 0), Some(&second), &second, (true, 3));
    store.add_records(vec![erase], NOW).wait().unwrap();
    let row = store.read_blocking(|view| view.work(work(&first))).unwrap().unwrap();
    assert_eq!(row.standing, WorkStanding::Withdrawn { level: 3, at_once: false });
    assert_eq!(row.headline, None, "hidden at once");
    let due = store.purge_due(NOW + PURGE_DELAY_MS - 1).wait().unwrap();
    assert_eq!((due.records.len(), due.next_ms), (0, Some(NOW + PURGE_DELAY_MS)));
    assert!(matches!(body(&store, &first), BodyState::Here(_)));

    let due = store.purge_due(NOW + PURGE_DELAY_MS).wait().unwrap();
    assert_eq!((due.records.len(), due.next_ms), (2, None));
    assert_eq!(on_disk(folder.path()), Vec::<String>::new());
    assert_eq!(body(&store, &first), BodyState::Purged);
    assert!(matches!(body(&store, &other), BodyState::Here(_)));

    let late = store.add_bodies(vec![body_of(&first)], NOW).wait().unwrap();
    assert_eq!(late, [Added::RefusedPurged]);
    let again = store.add_records(vec![second.clone()], NOW).wait().unwrap();
    assert_eq!(again, [Added::RefusedPurged]);
    store.close_blocking();
    assert_eq!(on_disk(folder.path()), Vec::<String>::new());
}

#[test]
fn a_correction_hides_and_erases_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    let one = world.publish((0, 0), None, "Practice");
    let correct = world.withdraw((0, 0), Some(&one), &one, (true, 1));
    store.add_records(vec![one.clone(), correct], NOW).wait().unwrap();
    let due = store.purge_due(NOW + 100 * DAY).wait().unwrap();
    assert_eq!((due.records.len(), due.next_ms), (0, None));
    assert!(matches!(body(&store, &one), BodyState::Here(_)));
}

#[test]
fn a_root_key_purges_at_once_even_what_is_barred() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new(2);
    let store = world.store(folder.path());
    let one = world.publish((0, 0), None, CANARY);
    store.add_records(vec![one.clone()], NOW).wait().unwrap();
    // The organisation left long ago, and nothing of it stays live.
    world.status(0, Status::Removed { heads: vec![] });
    world.take_back(0, Target::Work(work(&one)), 3);
    store.set_authority(world.change(), NOW).wait().unwrap();
    let stored = store.read_blocking(|view| view.record(id(&one))).unwrap().unwrap();
    assert_eq!(stored.standing, Standing::Barred(Bar::Removed));
    assert_eq!((stored.withdrawn_level, stored.purge_ms), (Some(3), Some(0)));
    assert_eq!(store.purge_due(NOW).wait().unwrap().records, [id(&one)]);
    assert_eq!(on_disk(folder.path()), Vec::<String>::new());
}

#[test]
fn a_body_that_comes_after_an_order_is_never_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new(1);
    let one = world.publish((0, 0), None, CANARY);
    world.take_back(0, Target::Record(id(&one)), 2);
    let store = world.store(folder.path());
    let added = store.add_records(vec![one.clone()], NOW).wait().unwrap();
    assert_eq!(added, [Added::Stored { standing: Standing::Withdrawn { level: 2, at_once: true } }]);
    assert_eq!(body(&store, &one), BodyState::Purged);
    assert_eq!(on_disk(folder.path()), Vec::<String>::new());
}

#[test]
fn what_a_revoked_withdrawal_purged_is_wanted_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new(1);
    let store = world.store(folder.path());
    let one = world.publish((0, 0), None, "Practice");
    // A thief with the second node's key erases the first one's work.
    let before = world.publish((0, 1), None, "Honest");
    let theft = world.withdraw((0, 1), Some(&before), &one, (true, 3));
    store.add_records(vec![one.clone(), before.clone(), theft], NOW).wait().unwrap();
    store.purge_due(NOW + PURGE_DELAY_MS).wait().unwrap();
    assert_eq!(body(&store, &one), BodyState::Purged);
    assert_eq!(store.read_blocking(|view| view.wanted_bodies(9, None)).unwrap(), []);

    world.revoke(0, 1, vec![Head { sequence: 0, record: id(&before) }]);
    store.set_authority(world.change(), NOW).wait().unwrap();
    let wanted = store.read_blocking(|view| view.wanted_bodies(9, None)).unwrap();
    assert_eq!(wanted.iter().map(|one| one.record).collect::<Vec<_>>(), [id(&one)]);
    let back = store.add_bodies(vec![body_of(&one)], NOW).wait().unwrap();
    assert_eq!(back, [Added::BodyStored]);
    let row = store.read_blocking(|view| view.work(work(&one))).unwrap().unwrap();
    assert_eq!(row.headline.unwrap().title, "Practice");
}

#[test]
fn held_records_come_out_when_they_are_due() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    let subject = protocol::sign::Subject { kind: 1, ..Default::default() };
    let mut position = world.position(0, super::kit::after(None));
    position.issued_at_ms = NOW + DAY;
    let one = world.sign((0, 0), position, subject, &super::kit::publication("Tomorrow"));
    let due_ms = NOW + DAY - protocol::limits::FUTURE_TOLERANCE_MS;
    let added = store.add_records(vec![bare(&one)], NOW).wait().unwrap();
    assert_eq!(added, [Added::Stored { standing: Standing::Held { until_ms: due_ms } }]);
    assert_eq!(store.read_blocking(|view| view.newest(work(&one))).unwrap(), None);
    let early = store.release_due(due_ms - 1).wait().unwrap();
    assert_eq!((early.records.len(), early.next_ms), (0, Some(due_ms)));
    let due = store.release_due(due_ms).wait().unwrap();
    assert_eq!((due.records, due.next_ms), (vec![id(&one)], None));
    assert_eq!(store.read_blocking(|view| view.newest(work(&one))).unwrap(), Some(id(&one)));
}
