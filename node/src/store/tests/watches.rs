//! Saved searches: when a work counts as new, and how many are kept.

use super::kit::{NOW, World, bare, body_of, options, work};
use crate::store::migrate::{self, MIGRATIONS};
use crate::store::{Arrival, FILE, Saved, Store, WATCHES};
use protocol::time::Day;
use rusqlite::Connection;

fn arrivals(store: &Store) -> Vec<Arrival> {
    store.read_blocking(|view| view.arrivals(0, u64::MAX, 100)).unwrap()
}

#[test]
fn a_work_arrives_with_its_text_and_again_with_each_revision_only() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    let first = world.publish((0, 0), None, "First");
    store.add_records(vec![bare(&first)], NOW).wait().unwrap();
    assert_eq!(arrivals(&store), [], "its text has not come");
    store.add_bodies(vec![body_of(&first)], NOW).wait().unwrap();
    let [came] = arrivals(&store)[..] else { panic!("{:?}", arrivals(&store)) };
    assert_eq!((came.work, came.change), (work(&first), came.first));

    // Described anew: later in the feed, and no later here.
    let confirmed = world.confirm((0, 0), Some(&first), &first, Day(20_300_101));
    store.add_records(vec![confirmed.clone()], NOW).wait().unwrap();
    let head = store.read_blocking(|view| view.head_seq()).unwrap();
    assert!(head > came.change);
    assert_eq!(arrivals(&store), [came]);
    // Who has followed the feed to the arrival, but not the confirmation, may not have met the work.
    let followed = |seq: u64| store.read_blocking(|view| view.arrivals_followed(seq)).unwrap();
    assert_eq!((followed(came.change), followed(head)), (came.change - 1, head));

    let revised = world.revise((0, 0), Some(&confirmed), &first, "Second");
    store.add_records(vec![revised.clone()], NOW).wait().unwrap();
    let [again] = arrivals(&store)[..] else { panic!("one work") };
    assert!(again.change > head && again.first == came.first, "{again:?}");

    let gone = world.withdraw((0, 0), Some(&revised), &revised, (true, 2));
    store.add_records(vec![gone], NOW).wait().unwrap();
    assert_eq!(arrivals(&store), [again], "whether it is still shown is asked elsewhere");
}

#[test]
fn saved_searches_are_bounded_and_look_only_forward() {
    let folder = tempfile::tempdir().unwrap();
    let store = World::new(1).store(folder.path());
    let save = |name: &str, seen| store.save_watch(name.to_owned(), "{}".to_owned(), seen).wait().unwrap();
    assert_eq!(save("one", Some(77)), Saved::From(0), "nothing has happened yet");
    assert_eq!(save("one", None), Saved::Taken);
    for seen in [9, 4] {
        store.see_watch("one".to_owned(), seen).wait().unwrap();
        assert_eq!(store.read_blocking(|view| view.watch("one")).unwrap().unwrap().seen, 9);
    }
    for number in 1..WATCHES {
        assert_eq!(save(&number.to_string(), None), Saved::From(0));
    }
    assert_eq!(save("one more", None), Saved::Full);
    assert!(store.forget_watch("7".to_owned()).wait().unwrap());
    assert!(!store.forget_watch("7".to_owned()).wait().unwrap());
    assert_eq!(save("one more", None), Saved::From(0));
    assert_eq!(store.read_blocking(|view| view.watches()).unwrap().len() as u64, WATCHES);
}

#[test]
fn works_of_an_older_library_have_arrived() {
    let folder = tempfile::tempdir().unwrap();
    let mut conn = Connection::open(folder.path().join(FILE)).unwrap();
    migrate::migrate(&mut conn, folder.path(), &MIGRATIONS[..1]).unwrap();
    let insert = "INSERT INTO works VALUES (?1, ?2, 1, ?3, ?4, 0, 0, zeroblob(32), 5, 1, 1, 'it', ?5, '', 1, 1, '', NULL)";
    conn.execute(insert, ([1; 32], 3, [4; 32], 0, "Shown")).unwrap();
    conn.execute(insert, ([2; 32], 4, [5; 32], 2, None::<&str>)).unwrap();
    conn.close().unwrap();
    let store = Store::open(folder.path(), &options()).unwrap();
    let shown = Arrival { work: protocol::id::WorkId([1; 32]), change: 3, first: 3 };
    assert_eq!(arrivals(&store), [shown]);
}
