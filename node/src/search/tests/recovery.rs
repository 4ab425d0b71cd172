//! The index follows the store through edits, crashes, damage and poison.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::POISON;
use super::kit::{
    Dice, Library, PATIENCE, TODAY, WORDS, found, id, open, opened, random_work, request, seeds, sentence,
    settle, work,
};
use crate::search::scribe::{Cursor, LIVE_BYTES, Scribe, Step};
use crate::search::{Facet, Request, Search, Source, shelf};

/// Filters under which a picture is taken, beside none.
const FILTERS: [(&str, &str); 3] = [("kind", "practice"), ("country", "IT"), ("freshness", "overdue")];

/// For each word, the works found by it and what is counted of them; then narrowed, and last for no word.
fn picture(search: &Search) -> Vec<(HashSet<[u8; 32]>, Vec<Facet>)> {
    let seen = |query: &str, filters: Vec<(String, Vec<String>)>| {
        let asked = Request { include_network: true, facets: true, today: TODAY, filters, ..request(query) };
        let answer = search.search(&asked);
        assert_eq!(answer.total, answer.hits.len());
        (answer.hits.iter().map(|hit| hit.work).collect(), answer.facets)
    };
    let filter = |(field, key): (&str, &str)| vec![(field.to_owned(), vec![key.to_owned()])];
    let plain = WORDS.iter().map(|word| seen(word, Vec::new()));
    let narrowed =
        FILTERS.into_iter().flat_map(|one| ["alloggio", "rete", ""].map(|word| seen(word, filter(one))));
    plain.chain(narrowed).chain([seen("", Vec::new())]).collect()
}

fn random_change(dice: &mut Dice, library: &Library) -> u64 {
    let number = u32::try_from(dice.roll(60)).unwrap();
    match dice.roll(6) {
        0 => library.remove(id(number)),
        1 => library.touch(id(number)),
        // Published or revised: whatever it was before, now it is this.
        _ => library.put(random_work(dice, number)),
    }
}

#[test]
fn following_gives_what_building_anew_gives() {
    for seed in seeds(4) {
        let mut dice = Dice::new(seed);
        let library = Library::new(1);
        let folder = tempfile::tempdir().unwrap();
        let mut search = opened(folder.path(), &library);
        for round in 0..12 {
            for _ in 0..dice.roll(40) {
                random_change(&mut dice, &library);
            }
            settle(&search, &library);
            if round % 4 == 3 {
                search.close();
                drop(search);
                search = opened(folder.path(), &library);
            }
        }
        let aside = tempfile::tempdir().unwrap();
        let rebuilt = opened(aside.path(), &library);
        assert_eq!(picture(&search), picture(&rebuilt), "seed {seed}");
        assert_eq!(picture(&search).pop().unwrap().0, library.works(), "seed {seed}");
        assert_eq!(search.status().works, library.works().len() as u64);
    }
}

#[test]
fn what_was_staged_but_not_committed_is_read_again() {
    let library = Library::new(1);
    let folder = tempfile::tempdir().unwrap();
    opened(folder.path(), &library).close();
    for number in 0..300 {
        library.put(work(number, "it", "Titolo", "casa"));
    }
    let path = folder.path().join("index");
    let index = shelf::open(&path).unwrap();
    let cursor = Cursor::of(&index).unwrap_or_else(|| Cursor::start(library.store_id()));
    let mut scribe = Scribe::open(&path, &index, cursor, LIVE_BYTES).unwrap();
    assert_eq!(scribe.step(library.as_ref()).unwrap(), Step::Staged);
    drop(scribe);

    let search = opened(folder.path(), &library);
    assert_eq!(search.search(&request("casa")).total, 300);
}

/// Every file of the index, largest first.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder.join("index")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| !path.to_string_lossy().ends_with(".lock")).collect();
    files.sort();
    files
}

#[test]
fn a_damaged_index_is_built_anew() {
    let library = Library::new(1);
    for number in 0..50 {
        library.put(work(number, "it", "Casa", &sentence(&mut Dice::new(number.into()), 40)));
    }
    let folder = tempfile::tempdir().unwrap();
    opened(folder.path(), &library).close();
    let whole = picture(&opened(folder.path(), &library));
    let damages: [fn(&Path); 3] = [
        |file| fs::remove_file(file).unwrap(),
        |file| {
            fs::write(file, &fs::read(file).unwrap()[..fs::metadata(file).unwrap().len() as usize / 2])
                .unwrap()
        },
        |file| {
            let mut bytes = fs::read(file).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x55;
            fs::write(file, bytes).unwrap();
        },
    ];
    for at in 0..files(folder.path()).len() {
        for (kind, damage) in damages.iter().enumerate() {
            let Some(file) = files(folder.path()).get(at).cloned() else { continue };
            damage(&file);
            let search = open(folder.path(), &library);
            let path = folder.path().join("index");
            // Damage that no query meets is found by its checksum, some time after the start.
            let healed = search.wait_until(PATIENCE, |status| {
                status.searchable && status.indexed_seq == 50 && status.examined && !status.rebuilding
            });
            assert!(healed, "{kind} {file:?} {:?}", search.status());
            search.close();
            drop(search);
            let search = opened(folder.path(), &library);
            search.close();
            assert_eq!(shelf::damage(&path), None, "{kind} {file:?}");
            assert_eq!(picture(&search), whole, "{kind} {file:?}");
        }
    }
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    assert_eq!(picture(&opened(folder.path(), &library)), whole);
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    fs::write(folder.path().join("index"), "a file in its place").unwrap();
    assert_eq!(picture(&opened(folder.path(), &library)), whole);
}

#[test]
fn an_index_damaged_while_it_answers_is_built_anew() {
    let library = Library::new(1);
    for number in 0..50 {
        library.put(work(number, "it", "Casa", &sentence(&mut Dice::new(number.into()), 40)));
    }
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    let whole = picture(&search);
    let write = |file: &Path, bytes: &[u8]| {
        // In place, so that what is mapped changes; clocks of file systems may be slow to show it.
        let file = fs::OpenOptions::new().write(true).truncate(false).open(file).unwrap();
        file.set_len(bytes.len() as u64).unwrap();
        (&file).write_all(bytes).unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    };
    let damages: [&dyn Fn(&Path); 4] = [
        &|file| write(file, &[]),
        &|file| write(file, &fs::read(file).unwrap()[..fs::metadata(file).unwrap().len() as usize / 2]),
        &|file| {
            let bytes: Vec<u8> = fs::read(file).unwrap().into_iter().map(|byte| byte ^ 0x55).collect();
            write(file, &bytes);
        },
        &|file| fs::remove_file(file).unwrap(),
    ];
    for (kind, damage) in damages.into_iter().enumerate() {
        files(folder.path()).iter().for_each(|file| damage(file));
        // Nobody who asks is told less than there is: at most that there is no answer yet.
        let answer = search.search(&request("casa"));
        assert!(answer.failed || answer.total == 50, "{kind} {}", answer.total);
        let healed = || shelf::damage(&folder.path().join("index")).is_none();
        assert!(
            search.wait_until(PATIENCE, |status| status.searchable && !status.rebuilding && healed()),
            "{kind}"
        );
        assert_eq!(picture(&search), whole, "{kind}");
    }
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    assert!(search.wait_until(PATIENCE, |_| folder.path().join("index/meta.json").exists()), "nobody asked");
    settle(&search, &library);
    assert_eq!(picture(&search), whole);
}

#[test]
fn one_poisonous_work_is_set_aside_and_the_rest_goes_on() {
    let library = Library::new(1);
    for number in 0..200 {
        let text = if number == 77 { POISON } else { "casa" };
        library.put(work(number, "it", "Titolo", text));
    }
    library.make_unreadable(id(33), true);
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    assert_eq!(search.search(&request("casa")).total, 198);
    let set_aside = search.status().set_aside;
    let works: HashSet<_> = set_aside.iter().map(|one| one.work).collect();
    assert_eq!(works, HashSet::from([id(33), id(77)]));
    assert!(set_aside.iter().any(|one| one.reason == "the row cannot be read"), "{set_aside:?}");

    // Remembered over a restart, forgiven when the work changes.
    search.close();
    drop(search);
    library.make_unreadable(id(33), false);
    let search = opened(folder.path(), &library);
    assert_eq!(search.status().set_aside, set_aside);
    library.put(work(77, "it", "Titolo", "casa"));
    library.touch(id(33));
    settle(&search, &library);
    assert_eq!(search.status().set_aside, []);
    assert_eq!(search.search(&request("casa")).total, 200);
}

#[test]
fn a_store_out_of_order_sets_nothing_aside() {
    let library = Library::new(1);
    library.put(work(1, "it", "Prima", "casa"));
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    library.put(work(2, "it", "Terza", "casa"));
    library.broken.store(true, Ordering::SeqCst);
    search.notify();
    assert!(search.wait_until(PATIENCE, |status| status.last_error.is_some()));
    assert_eq!(found(&search, "casa"), [1]);
    library.broken.store(false, Ordering::SeqCst);
    settle(&search, &library);
    assert_eq!(found(&search, "casa"), [2, 1]);
    assert_eq!(search.status().set_aside, []);
}

#[test]
fn the_old_index_answers_until_the_new_one_is_built() {
    let library = Library::new(1);
    library.put(work(1, "it", "Prima", "casa"));
    let folder = tempfile::tempdir().unwrap();
    opened(folder.path(), &library).close();
    // As an older version would have left it.
    let index = shelf::open(&folder.path().join("index")).unwrap();
    let mut writer: tantivy::IndexWriter = index.writer(20_000_000).unwrap();
    let old = Cursor { index_version: "0".to_owned(), ..Cursor::of(&index).unwrap() };
    let mut prepared = writer.prepare_commit().unwrap();
    prepared.set_payload(&serde_json::to_string(&old).unwrap());
    prepared.commit().unwrap();
    drop(writer);

    library.put(work(2, "it", "Terza", "casa"));
    library.shut(true);
    let search = open(folder.path(), &library);
    assert!(search.wait_until(PATIENCE, |status| status.rebuilding));
    assert_eq!(found(&search, "casa"), [1]);
    library.shut(false);
    settle(&search, &library);
    assert_eq!(found(&search, "casa"), [2, 1]);
    assert!(!folder.path().join("index.new").exists() && !folder.path().join("index.old").exists());
}

#[test]
fn a_rebuild_on_request_and_another_store() {
    let library = Library::new(1);
    library.put(work(1, "it", "Prima", "casa"));
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    search.request_rebuild();
    library.put(work(2, "it", "Terza", "casa"));
    settle(&search, &library);
    assert_eq!(found(&search, "casa"), [2, 1]);
    search.close();
    drop(search);

    let other = Library::new(2);
    other.put(work(3, "it", "Terza", "casa"));
    assert_eq!(found(&opened(folder.path(), &other), "casa"), [3]);
}

#[test]
fn an_exchange_cut_short_is_completed() {
    let library = Library::new(1);
    library.put(work(1, "it", "Prima", "casa"));
    let folder = tempfile::tempdir().unwrap();
    opened(folder.path(), &library).close();
    fs::rename(folder.path().join("index"), folder.path().join("index.new")).unwrap();
    fs::create_dir(folder.path().join("index.old")).unwrap();
    let search = open(folder.path(), &library);
    assert_eq!(found(&search, "casa"), [1]);
    assert!(!folder.path().join("index.old").exists());
}

#[test]
fn close_joins_and_answers_remain() {
    let library = Library::new(1);
    library.put(work(1, "it", "Prima", "casa"));
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    search.close();
    search.close();
    assert_eq!(found(&search, "casa"), [1]);
    assert!(!search.wait_for(99, Duration::from_secs(3_600)), "a closed index is not waited for");
    assert_eq!(Arc::strong_count(&library), 1);
}
