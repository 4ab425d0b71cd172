//! Saved searches, and when each work came to be shown as it is.
//!
//! Owns: the tables `watches` and `arrivals`. Time is counted in numbers of the change feed: a clock that is
//! set back hides nothing and shows nothing twice. Refuses to know what is searched for and what matches.
//! Neighbour: [`super::works`] notes arrivals in the transaction that shows a work.

use super::error::StoreError;
use super::reader::View;
use super::row::{all, int, maybe_nat, nat, one, only, run};
use super::writer::Hand;
use protocol::id::{RecordId, WorkId};

/// Saved searches at most.
pub const WATCHES: u64 = 200;

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Its name.
    pub name: String,
    /// What is asked, as it was given.
    pub question: String,
    /// The last change of which all hits were looked at.
    pub seen: u64,
}

/// What became of a search to be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, from this change on.
    From(u64),
    /// There is one of this name.
    Taken,
    /// There are [`WATCHES`].
    Full,
}

/// When a work came to be shown as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// The work.
    pub work: WorkId,
    /// The change that showed the revision it is shown by.
    pub change: u64,
    /// The change that first showed the work.
    pub first: u64,
}

/// Notes that a work is shown by this revision.
pub(super) fn arrived(
    hand: &Hand<'_>,
    work: WorkId,
    newest: RecordId,
    change: u64,
) -> Result<(), StoreError> {
    run(
        hand.conn,
        "INSERT INTO arrivals VALUES (?1, ?2, ?3, ?3)
         ON CONFLICT DO UPDATE SET record = ?2, change = ?3 WHERE record <> ?2",
        (work.0, newest.0, int(change)),
    )?;
    Ok(())
}

/// Saves a search: what came up to `seen` (all there is, if not said) counts as looked at.
pub(super) fn save(
    hand: &Hand<'_>,
    name: &str,
    question: &str,
    seen: Option<u64>,
) -> Result<Saved, StoreError> {
    if hand.conn.prepare_cached("SELECT 1 FROM watches WHERE name = ?1")?.exists([name])? {
        return Ok(Saved::Taken);
    }
    if only(hand.conn, "SELECT count(*) FROM watches", (), |row| nat(row, 0))? >= WATCHES {
        return Ok(Saved::Full);
    }
    let seen = seen.unwrap_or(u64::MAX).min(hand.memory.head);
    run(hand.conn, "INSERT INTO watches VALUES (?1, ?2, ?3)", (name, question, int(seen)))?;
    Ok(Saved::From(seen))
}

/// Notes what was looked at; it never becomes less.
pub(super) fn see(hand: &Hand<'_>, name: &str, seen: u64) -> Result<(), StoreError> {
    run(hand.conn, "UPDATE watches SET seen = max(seen, ?2) WHERE name = ?1", (name, int(seen)))?;
    Ok(())
}

pub(super) fn forget(hand: &Hand<'_>, name: &str) -> Result<bool, StoreError> {
    Ok(run(hand.conn, "DELETE FROM watches WHERE name = ?1", [name])? > 0)
}

impl View<'_> {
    /// Saved searches, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn watches(&self) -> Result<Vec<Watch>, StoreError> {
        all(self.conn, "SELECT name, question, seen FROM watches ORDER BY name", (), |row| {
            Ok(Watch { name: row.get(0)?, question: row.get(1)?, seen: nat(row, 2)? })
        })
    }

    /// A saved search.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn watch(&self, name: &str) -> Result<Option<Watch>, StoreError> {
        one(self.conn, "SELECT name, question, seen FROM watches WHERE name = ?1", [name], |row| {
            Ok(Watch { name: row.get(0)?, question: row.get(1)?, seen: nat(row, 2)? })
        })
    }

    /// Works that came to be shown as they are after one change and up to another, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn arrivals(&self, after: u64, up_to: u64, limit: u32) -> Result<Vec<Arrival>, StoreError> {
        let sql = "SELECT work, change, first FROM arrivals WHERE change > ?1 AND change <= ?2
                   ORDER BY change LIMIT ?3";
        all(self.conn, sql, (int(after), int(up_to), limit), |row| {
            Ok(Arrival { work: WorkId(row.get(0)?), change: nat(row, 1)?, first: nat(row, 2)? })
        })
    }

    /// The last change up to which all arrivals are known to whoever followed the feed up to `followed`: a
    /// work that changed again meanwhile stands further behind in the feed, its arrival does not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn arrivals_followed(&self, followed: u64) -> Result<u64, StoreError> {
        let sql = "SELECT min(arrivals.change) FROM works JOIN arrivals USING (work) WHERE works.change > ?1";
        let waiting = only(self.conn, sql, [int(followed)], |row| maybe_nat(row, 0))?;
        Ok(waiting.map_or(followed, |first| followed.min(first.saturating_sub(1))))
    }
}
