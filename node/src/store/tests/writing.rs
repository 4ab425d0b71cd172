//! The writer: group commit, savepoints, own records, full disks.

use super::kit::{NOW, World, body_of, id, options};
use crate::store::command::Command;
use crate::store::{Added, AuthorError, BATCH, Draft, FILE, Incoming, Options, Store, StoreError};
use rusqlite::Connection;
use std::sync::Arc;

/// What another process would see: only what was committed.
fn committed(folder: &std::path::Path) -> i64 {
    let conn = Connection::open(folder.join(FILE)).unwrap();
    conn.query_row("SELECT coalesce(sum(count), 0) FROM refusals", (), |row| row.get(0)).unwrap()
}

#[test]
fn every_answer_comes_after_its_commit() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), &options()).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (store, folder) = (store.clone(), folder.path());
            scope.spawn(move || {
                for number in 1..=10 {
                    let key = format!("key {thread}");
                    store.note_refusal(key.clone(), String::new(), NOW).wait().unwrap();
                    let conn = Connection::open(folder.join(FILE)).unwrap();
                    let sql = "SELECT count FROM refusals WHERE key = ?1";
                    let count: i64 = conn.query_row(sql, [key], |row| row.get(0)).unwrap();
                    assert_eq!(count, number);
                }
            });
        }
    });
    assert_eq!(committed(folder.path()), 80);
}

#[test]
fn a_command_that_fails_or_panics_takes_nothing_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), &options()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let broken = |panics: bool| {
        Command::<()>::new(&store.line, move |hand| {
            crate::store::desk::refuse(hand, "broken", "half done", NOW)?;
            hand.memory.head += 100;
            assert!(!panics, "this panic is part of the test");
            Err(StoreError::NoIdentity)
        })
    };
    let (first, failed, panicked, last) = runtime.block_on(async {
        let note = |key: &str| store.note_refusal(key.into(), String::new(), NOW).into_future();
        // Queued together, so they share a transaction.
        let first = tokio::task::spawn_blocking({
            let store = store.clone();
            move || {
                let busy = Command::<()>::new(&store.line, |_| {
                    std::thread::sleep(std::time::Duration::from_millis(100));
                    Ok(())
                });
                busy.wait()
            }
        });
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        let (a, b, c, d) = tokio::join!(
            note("first"),
            broken(false).into_future(),
            broken(true).into_future(),
            note("last")
        );
        first.await.unwrap().unwrap();
        (a, b, c, d)
    });
    first.unwrap();
    last.unwrap();
    assert!(matches!(failed, Err(StoreError::NoIdentity)), "{failed:?}");
    assert!(matches!(panicked, Err(StoreError::Stopped(_))), "{panicked:?}");
    assert_eq!(committed(folder.path()), 2);
    assert_eq!(store.stopped(), None, "the writer goes on");
    assert_eq!(*store.changed().borrow(), 0, "what was rolled back is forgotten");
}

#[test]
fn after_a_failed_disk_nothing_is_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), &options()).unwrap();
    store.note_refusal("before".into(), String::new(), NOW).wait().unwrap();
    let failing = Command::<()>::new(&store.line, |hand| {
        crate::store::desk::refuse(hand, "half", "", NOW)?;
        Err(StoreError::Damaged("the disk said no".into()))
    });
    assert!(matches!(failing.wait(), Err(StoreError::Damaged(_))));
    let later = store.note_refusal("later".into(), String::new(), NOW).wait();
    assert!(matches!(&later, Err(StoreError::Stopped(why)) if why.contains("the disk said no")), "{later:?}");
    assert!(store.stopped().is_some());
    assert_eq!(store.read_blocking(|view| view.refusals()).unwrap().len(), 1, "reading goes on");
    store.close_blocking();
    Store::open(folder.path(), &options()).unwrap();
}

#[test]
fn own_records_follow_one_another_or_do_not_happen() {
    let folder = tempfile::tempdir().unwrap();
    let world = Arc::new(World::new(2));
    let store = world.store(folder.path());
    let nobody = store.author(world.draft(0, "A"), NOW).wait();
    assert!(matches!(nobody, Err(AuthorError::Store(StoreError::NoIdentity))));
    let signer = (world.members[0].id, world.members[0].nodes[0].public());
    store.set_identity(signer).wait().unwrap();
    let first = store.author(world.draft(0, "A"), NOW).wait().unwrap();
    assert_eq!(first.sequence, 0);
    let more = vec![world.draft(0, "B"), world.draft(0, "C")];
    let more = store.author_many(more, NOW).wait().unwrap();
    assert_eq!(more.iter().map(|one| one.sequence).collect::<Vec<_>>(), [1, 2]);

    let no = || Draft::new(|_| Err("no key".to_owned()));
    let none = store.author_many(vec![world.draft(0, "D"), no()], NOW).wait();
    assert!(matches!(none, Err(AuthorError::Writer(why)) if why == "no key"));
    let astray = store.author(world.draft(1, "E"), NOW).wait();
    assert!(matches!(astray, Err(AuthorError::Store(StoreError::OutOfPlace(_)))));
    let head = store.read_blocking(|view| view.own_head(signer)).unwrap();
    assert_eq!((head.sequence, head.previous), (3, Some(more[1].id)));

    let draft = world.draft(0, "F").from_source("f.md".into(), [1; 32]);
    let from_file = store.author(draft, NOW).wait().unwrap();
    let source = store.read_blocking(|view| view.source("f.md")).unwrap().unwrap();
    assert_eq!((source.record, source.content_hash), (from_file.id, [1; 32]));
    store.forget_source("f.md".into()).wait().unwrap();
    assert_eq!(store.read_blocking(|view| view.source("f.md")).unwrap(), None);
}

#[test]
fn callers_mistakes_are_told_and_store_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let one = world.publish((0, 0), None, "One");
    let two = world.publish((0, 0), Some(&one), "Two");
    let withdrawal = world.withdraw((0, 0), Some(&two), &one, (true, 2));
    let store = Store::open(folder.path(), &options()).unwrap();
    let early = store.add_records(vec![one.clone()], NOW).wait();
    assert!(matches!(early, Err(StoreError::NoAuthority)));
    store.set_authority(world.change(), NOW).wait().unwrap();
    let bare = Incoming { record: withdrawal.record.clone(), body: None };
    let without = store.add_records(vec![one.clone(), bare], NOW).wait();
    assert!(matches!(without, Err(StoreError::WithdrawalWithoutBody(at)) if at == id(&withdrawal)));
    let mixed = Incoming { record: one.record.clone(), body: two.body.clone() };
    let mixed = store.add_records(vec![mixed], NOW).wait();
    assert!(matches!(mixed, Err(StoreError::BodyOfAnother { .. })));
    let many = store.add_records(vec![one.clone(); BATCH + 1], NOW).wait();
    assert!(matches!(many, Err(StoreError::TooMany { .. })));
    assert_eq!(store.read_blocking(|view| view.counts()).unwrap().records, 0);
    let stray = store.add_bodies(vec![body_of(&one)], NOW).wait().unwrap();
    assert_eq!(stray, [Added::UnknownRecord]);
    assert_eq!(store.read_blocking(|view| view.summaries()).unwrap().planes[3].count, 0);
}

#[test]
fn a_full_disk_refuses_and_recovers() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let cramped = Options { max_pages: Some(90), ..options() };
    let store = Store::open(folder.path(), &cramped).unwrap();
    store.set_authority(world.change(), NOW).wait().unwrap();
    let mut made: Vec<Incoming> = Vec::new();
    let refused = loop {
        let one = world.publish((0, 0), made.last(), &format!("Practice {}", made.len()));
        match store.add_records(vec![one.clone()], NOW).wait() {
            Ok(_) => made.push(one),
            Err(error) => break (one, error),
        }
        assert!(made.len() < 2000, "90 pages are never full");
    };
    assert!(refused.1.is_try_later(), "{:?}", refused.1);
    assert_eq!(store.stopped(), None);
    let counts = store.read_blocking(|view| view.counts()).unwrap();
    assert_eq!(counts.records, made.len() as u64);
    assert_eq!(store.read_blocking(|view| view.summaries()).unwrap().planes[3].count, counts.records);
    assert_eq!(store.read_blocking(|view| view.integrity_check()).unwrap(), Vec::<String>::new());
    store.close_blocking();
    drop(store);
    // Space again.
    let store = Store::open(folder.path(), &options()).unwrap();
    store.set_authority(world.change(), NOW).wait().unwrap();
    store.add_records(vec![refused.0], NOW).wait().unwrap();
}

#[test]
fn the_reserve_is_kept_for_withdrawing_and_erasing() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    let one = world.publish((0, 0), None, "One");
    let two = world.publish((0, 0), Some(&one), "Two");
    let withdrawal = world.withdraw((0, 0), Some(&one), &one, (true, 2));
    store.add_records(vec![one.clone()], NOW).wait().unwrap();
    store.close_blocking();
    drop(store);
    let low = Options { reserve_bytes: u64::MAX, ..options() };
    let store = Store::open(folder.path(), &low).unwrap();
    store.set_authority(world.change(), NOW).wait().unwrap();
    let refused = store.add_records(vec![two], NOW).wait();
    assert!(matches!(refused, Err(StoreError::DiskFull)));
    store.add_records(vec![withdrawal], NOW).wait().unwrap();
    let due = store.purge_due(NOW + protocol::limits::PURGE_DELAY_MS).wait().unwrap();
    assert_eq!(due.records, [id(&one)]);
}

#[test]
fn a_closed_store_reads_and_writes_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), &options()).unwrap();
    let mut changed = store.changed();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        store.close().await;
        assert!(changed.changed().await.is_err(), "followers see the end");
        let late = store.note_refusal("late".into(), String::new(), NOW).await;
        assert!(matches!(late, Err(StoreError::Stopped(_))));
        assert_eq!(store.read(|view| view.refusals()).await.unwrap(), []);
    });
    assert_eq!(store.stopped().as_deref(), Some("it was closed"));
}
