//! Opening: lock, versions, damage, settings, migrations.

use super::kit::{NOW, World, options};
use crate::store::migrate::{self, MIGRATIONS};
use crate::store::{FILE, OpenError, Options, Store};
use rusqlite::Connection;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn a_new_library_gets_an_id_that_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/down");
    let first = Store::open(&path, &options()).unwrap();
    let id = first.store_id();
    assert_ne!(id, [0; 16]);
    first.close_blocking();
    drop(first);
    let second = Store::open(&path, &options()).unwrap();
    assert_eq!(second.store_id(), id);
    let mode = fs::metadata(path.join(FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn one_process_a_library() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), &options()).unwrap();
    let second = Store::open(folder.path(), &options()).err();
    assert!(
        matches!(second, Some(OpenError::InUse { pid: Some(pid) }) if pid == std::process::id()),
        "{second:?}"
    );
    store.close_blocking();
    // The writer released the lock when it ended, though the handle is still there.
    Store::open(folder.path(), &options()).unwrap();
}

#[test]
fn newer_data_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    Store::open(folder.path(), &options()).unwrap().close_blocking();
    let path = folder.path().join(FILE);
    let conn = Connection::open(&path).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
    conn.close().unwrap();
    let before = fs::read(&path).unwrap();
    let error = Store::open(folder.path(), &options()).err().unwrap();
    assert!(matches!(error, OpenError::Newer { found: 99, .. }), "{error:?}");
    assert_eq!(error.exit_code(), 78);
    assert!(error.to_string().contains("please update"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn damage_and_foreign_files_are_told_apart_from_ours() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    fs::write(&path, b"this is no database at all, only some text in a file").unwrap();
    assert!(matches!(Store::open(folder.path(), &options()), Err(OpenError::Damaged(_))));
    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE other (x)").unwrap();
    assert!(matches!(Store::open(folder.path(), &options()), Err(OpenError::Damaged(_))));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(!matches!(Store::open(folder.path(), &options()), Ok(_) | Err(OpenError::Damaged(_))));
}

#[test]
fn a_library_that_has_to_be_there_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let existing = Options { must_exist: true, ..options() };
    let gone = || Store::open(folder.path(), &existing).err();
    assert!(matches!(gone(), Some(OpenError::Gone { empty: false, .. })), "{:?}", gone());
    assert!(!path.exists(), "nothing was made");
    fs::write(&path, b"").unwrap();
    assert!(matches!(gone(), Some(OpenError::Gone { empty: true, .. })), "{:?}", gone());
    assert_eq!(fs::metadata(&path).unwrap().len(), 0, "nothing was written");
    fs::remove_file(&path).unwrap();
    Store::open(folder.path(), &options()).unwrap().close_blocking();
    Store::open(folder.path(), &existing).unwrap().close_blocking();
}

#[test]
fn damaged_pages_are_found_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(1);
    let store = world.store(folder.path());
    let mut last = None;
    for number in 0..40 {
        let one = world.publish((0, 0), last.as_ref(), &format!("Practice {number}"));
        store.add_records(vec![one.clone()], NOW).wait().unwrap();
        last = Some(one);
    }
    store.close_blocking();
    drop(store);
    let path = folder.path().join(FILE);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 64].fill(0xAA);
    fs::write(&path, bytes).unwrap();
    assert!(matches!(Store::open(folder.path(), &options()), Err(OpenError::Damaged(_))));
}

#[test]
fn every_setting_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), &options()).unwrap();
    store
        .read_blocking(|view| {
            for (pragma, wanted) in [("synchronous", 2), ("secure_delete", 1), ("query_only", 1)] {
                let got: i64 = view.conn.pragma_query_value(None, pragma, |row| row.get(0))?;
                assert_eq!(got, wanted, "{pragma}");
            }
            assert!(view.conn.execute("DELETE FROM meta", ()).is_err());
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_migration_is_one_transaction_after_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let mut conn = Connection::open(folder.path().join(FILE)).unwrap();
    let copy = folder.path().join("library.before-0002.sqlite3");
    migrate::migrate(&mut conn, folder.path(), &MIGRATIONS[..1]).unwrap();
    assert_eq!(migrate::version(&conn).unwrap(), 1);
    assert!(!copy.exists(), "there was nothing to copy");
    conn.execute("INSERT INTO meta VALUES ('kept', x'01')", ()).unwrap();

    let broken = [MIGRATIONS[0], "CREATE TABLE half (x); CREATE TABLE half (x);"];
    migrate::migrate(&mut conn, folder.path(), &broken).unwrap_err();
    assert_eq!(migrate::version(&conn).unwrap(), 1);
    let half: i64 = conn
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'half'", (), |row| row.get(0))
        .unwrap();
    assert_eq!(half, 0, "a failed step leaves nothing");

    let fine = [MIGRATIONS[0], "CREATE TABLE second (x)", "CREATE TABLE third (x)"];
    migrate::migrate(&mut conn, folder.path(), &fine).unwrap();
    assert_eq!(migrate::version(&conn).unwrap(), 3);
    let copied = Connection::open(&copy).unwrap();
    assert_eq!(migrate::version(&copied).unwrap(), 1);
    let kept: i64 = copied.query_row("SELECT count(*) FROM meta", (), |row| row.get(0)).unwrap();
    assert_eq!(kept, 1);
    migrate::remove_copies(folder.path()).unwrap();
    assert!(!copy.exists());
}
