//! SQLite's full text, with SQLite as the store has it. It keeps no texts, as ours does not.

use super::{HITS, Rival, Texts};
use rusqlite::{Connection, params};
use std::fs;
use std::path::Path;

pub(crate) struct Fts5(Connection);

impl Rival for Fts5 {
    const NAME: &'static str = "SQLite FTS5";

    fn build(folder: &Path, texts: Texts<'_>) -> Self {
        fs::create_dir(folder).expect("a new folder");
        let Self(mut connection) = Self::open(folder);
        connection.execute_batch("CREATE VIRTUAL TABLE works USING fts5(text, content='')").expect("FTS5");
        let all = connection.transaction().expect("nobody else writes");
        {
            let mut add = all.prepare("INSERT INTO works (rowid, text) VALUES (?, ?)").expect("SQL");
            for (number, text) in texts {
                add.execute(params![number.cast_signed() + 1, text]).expect("room");
            }
        }
        all.commit().expect("room");
        Self(connection)
    }

    fn open(folder: &Path) -> Self {
        let connection = Connection::open(folder.join("works.db")).expect("a database");
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA cache_size = -65536").expect("SQL");
        Self(connection)
    }

    fn ask(&mut self, question: &str, all: bool) -> usize {
        let words: Vec<String> = question.split(' ').map(|word| format!("\"{word}\"")).collect();
        let query = words.join(if all { " AND " } else { " OR " });
        let mut best = self
            .0
            .prepare_cached("SELECT rowid FROM works WHERE works MATCH ? ORDER BY rank LIMIT ?")
            .expect("SQL");
        let best = best.query_map(params![query, HITS as u32], |row| row.get::<_, i64>(0)).expect("words");
        assert!(best.count() <= HITS);
        let mut count = self.0.prepare_cached("SELECT count(*) FROM works WHERE works MATCH ?").expect("SQL");
        let count: i64 = count.query_row([query], |row| row.get(0)).expect("words");
        usize::try_from(count).unwrap_or(0)
    }
}
