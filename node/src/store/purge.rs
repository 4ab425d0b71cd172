//! What time does: held records become live, withdrawn bodies are erased.
//!
//! Owns: the two commands that a timer calls. Refuses to know what time it is.
//! The file is wiped too: after COMMIT [`super::writer`] empties the log and removes old copies.

use super::error::StoreError;
use super::room;
use super::row::{all, int, maybe_nat, only, run};
use super::standing::{self, Agenda, work_shown};
use super::writer::Hand;
use protocol::id::RecordId;
use protocol::time::Millis;

/// Records that one command releases or purges.
const AT_ONCE: i64 = 512;

/// What a timer's command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Records that were released, or whose bodies were purged.
    pub records: Vec<RecordId>,
    /// When there is more to do; in the past if this command did not get to the end.
    pub next_ms: Option<Millis>,
}

/// Makes held records live whose time has come.
pub(super) fn release(hand: &mut Hand<'_>, now_ms: u64) -> Result<Due, StoreError> {
    let records: Vec<RecordId> = all(
        hand.conn,
        "SELECT id FROM records WHERE due_ms IS NOT NULL AND due_ms <= ?1 ORDER BY due_ms LIMIT ?2",
        (int(now_ms), AT_ONCE),
        |row| Ok(RecordId(row.get(0)?)),
    )?;
    if !records.is_empty() {
        let agenda = Agenda { again: records.iter().copied().collect(), ..Agenda::default() };
        standing::settle(hand, agenda, now_ms)?;
    }
    let next = "SELECT min(due_ms) FROM records WHERE due_ms IS NOT NULL";
    let next_ms = only(hand.conn, next, (), |row| maybe_nat(row, 0))?;
    Ok(Due { records, next_ms })
}

/// Erases bodies whose time has come: text, salt and everything derived from them.
pub(super) fn purge(hand: &mut Hand<'_>, now_ms: u64) -> Result<Due, StoreError> {
    let due: Vec<(i64, RecordId)> = all(
        hand.conn,
        "SELECT record, id FROM records
         WHERE purge_ms IS NOT NULL AND body <> 2 AND purge_ms <= ?1 ORDER BY purge_ms LIMIT ?2",
        (int(now_ms), AT_ONCE),
        |row| Ok((row.get(0)?, RecordId(row.get(1)?))),
    )?;
    let mut agenda = Agenda::default();
    let mut records = Vec::with_capacity(due.len());
    for (record, id) in due {
        hand.memory.wiped |= erase(hand, record)?;
        let kept = super::library::kept(hand.conn, hand.signers, id)?;
        agenda.works.extend(kept.and_then(|kept| work_shown(&kept.facts)));
        records.push(id);
    }
    standing::describe(hand, agenda)?;
    if !records.is_empty() {
        room::readmit(hand)?;
    }
    let next = "SELECT min(purge_ms) FROM records WHERE purge_ms IS NOT NULL AND body <> 2";
    let next_ms = only(hand.conn, next, (), |row| maybe_nat(row, 0))?;
    Ok(Due { records, next_ms })
}

/// Whether there was anything to erase.
fn erase(hand: &mut Hand<'_>, record: i64) -> Result<bool, StoreError> {
    room::take_off(hand, record)?;
    let was_here = run(hand.conn, "DELETE FROM bodies WHERE record = ?1", [record])? > 0;
    run(hand.conn, "DELETE FROM documents WHERE record = ?1", [record])?;
    run(hand.conn, "DELETE FROM sources WHERE record = ?1", [record])?;
    run(hand.conn, "UPDATE records SET body = 2 WHERE record = ?1", [record])?;
    Ok(was_here)
}
