//! Upkeep: after something arrived or the authority changed, exactly what depends on it is judged again.
//!
//! Owns: what depends on what, and the derived columns of `records`. The rules themselves are in
//! [`protocol::standing`]; judging everything anew would change no row, and a test does just that.
//! Neighbours: [`super::works`] for what follows for works, [`super::planes`] for the digests.
//!
//! What depends on the arrival of a record:
//! - revisions of the work it begins, and what acts on that work or on it (they waited in a gap);
//! - records at the same place of its signer's sequence (the third displaces one);
//! - records below it in a lineage that a revocation or removal names ([`super::loose`]).
//!
//! And on a withdrawal that begins or ceases to count: all revisions of its work.

use super::error::StoreError;
use super::library::{Derived, Kept, Shelf, acts, with_sequence};
use super::planes::{Membership, Planes};
use super::row::{BodyMark, all, int, only, run};
use super::works;
use super::writer::Hand;
use protocol::authority::Signer;
use protocol::id::{RecordId, WorkId};
use protocol::limits;
use protocol::record::kind;
use protocol::standing::{Facts, Judge, Standing};
use protocol::sync::Plane;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The level of withdrawal that hides without erasing: `correct`.
const HIDES_ONLY: u16 = 1;

/// What has to be looked at.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    /// New rows, never judged, as they were written.
    pub(super) arrived: BTreeMap<RecordId, Kept>,
    /// Rows to be judged again.
    pub(super) again: BTreeSet<RecordId>,
    /// Works to be described again, whatever the verdicts.
    pub(super) works: BTreeSet<WorkId>,
}

/// Judges what is on the agenda and all that depends on it; gives the new ones back as they stand.
/// Works are left on the agenda for [`describe`], since bodies may be put in between.
pub(super) fn judge(
    hand: &mut Hand<'_>,
    agenda: &mut Agenda,
    now_ms: u64,
) -> Result<BTreeMap<RecordId, Kept>, StoreError> {
    let authority = hand.authority()?;
    let mut again = std::mem::take(&mut agenda.again);
    dependents(hand, &agenda.arrived, &mut again)?;
    let mut arrived = std::mem::take(&mut agenda.arrived);
    let shelf = Shelf::new(hand.conn, hand.signers);
    arrived.values().for_each(|kept| shelf.remember(kept.facts.id, Some(kept.facts.clone())));
    let mut round = Round {
        conn: hand.conn,
        shelf: &shelf,
        judge: &Judge::new(&authority, &shelf, now_ms),
        planes: &mut hand.memory.planes,
        works: &mut agenda.works,
        stirred: BTreeSet::new(),
    };
    for kept in arrived.values_mut() {
        round.visit(kept, true)?;
    }
    for id in again.iter().filter(|id| !arrived.contains_key(*id)) {
        if let Some(mut kept) = shelf.kept(*id)? {
            round.visit(&mut kept, false)?;
        }
    }
    for id in round.revisions_of_stirred()? {
        match arrived.get_mut(&id) {
            Some(kept) => round.visit(kept, false)?,
            None => shelf.kept(id)?.map_or(Ok(()), |mut kept| round.visit(&mut kept, false))?,
        }
    }
    Ok(arrived)
}

/// Writes the rows of the works on the agenda, each a step of the change feed.
pub(super) fn describe(hand: &mut Hand<'_>, agenda: Agenda) -> Result<(), StoreError> {
    for work in agenda.works {
        works::describe(hand, work)?;
    }
    Ok(())
}

/// Both, where no body comes in.
pub(super) fn settle(hand: &mut Hand<'_>, mut agenda: Agenda, now_ms: u64) -> Result<(), StoreError> {
    judge(hand, &mut agenda, now_ms)?;
    describe(hand, agenda)
}

fn ids(conn: &Connection, sql: &str, id: [u8; 32]) -> Result<Vec<RecordId>, StoreError> {
    all(conn, sql, [id], |row| Ok(RecordId(row.get(0)?)))
}

/// Adds what depends on the arrivals.
fn dependents(
    hand: &mut Hand<'_>,
    arrived: &BTreeMap<RecordId, Kept>,
    again: &mut BTreeSet<RecordId>,
) -> Result<(), StoreError> {
    let (conn, signers) = (hand.conn, hand.signers);
    let mut below: HashMap<Signer, u64> = HashMap::new();
    for (id, Kept { facts, .. }) in arrived {
        let waiting = "SELECT id FROM records WHERE work = ?1
                       UNION ALL SELECT id FROM records WHERE about_work = ?1
                       UNION ALL SELECT id FROM records WHERE about_record = ?1";
        again.extend(ids(conn, waiting, id.0)?);
        let signer = (facts.organisation, facts.node);
        again.extend(with_sequence(conn, signers, signer, facts.sequence)?);
        if !hand.memory.loose.is_empty() {
            for (signer, sequence) in Arc::make_mut(&mut hand.memory.loose).arrived(conn, signers, *id)? {
                let most = below.entry(signer).or_default();
                *most = sequence.max(*most);
            }
        }
    }
    for (signer, sequence) in below {
        if let Some(number) = signers.number(conn, signer)? {
            let sql = "SELECT id FROM records WHERE signer = ?1 AND sequence <= ?2";
            let read = |row: &rusqlite::Row<'_>| Ok(RecordId(row.get(0)?));
            again.extend(all::<_, Vec<_>>(conn, sql, (number, int(sequence)), read)?);
        }
    }
    Ok(())
}

/// One round of judging.
struct Round<'a> {
    conn: &'a Connection,
    shelf: &'a Shelf<'a>,
    judge: &'a Judge<'a>,
    planes: &'a mut Planes,
    /// Works that say something else now.
    works: &'a mut BTreeSet<WorkId>,
    /// Works with a withdrawal that began or ceased to count.
    stirred: BTreeSet<WorkId>,
}

impl Round<'_> {
    /// Judges one record and writes what changed.
    fn visit(&mut self, kept: &mut Kept, arrived: bool) -> Result<(), StoreError> {
        let facts = &kept.facts;
        let before = kept.derived;
        let after = self.derive(facts, before.body)?;
        if after != before {
            write(self.conn, kept.record, &after)?;
        }
        let was = if arrived { Membership::default() } else { membership(facts, &before) };
        self.planes.shift(&facts.id.0, was, membership(facts, &after));
        if arrived || after != before {
            self.works.extend(work_shown(facts));
        }
        let counted = !arrived && before.is_live();
        if facts.kind == kind::WITHDRAWAL && counted != after.is_live() {
            self.stirred.extend(facts.about.map(|about| about.work));
        }
        kept.derived = after;
        Ok(())
    }

    fn derive(&self, facts: &Facts, body: BodyMark) -> Result<Derived, StoreError> {
        let in_set = self.judge.in_set(facts);
        let standing = self.judge.standing(facts);
        let taken = match standing {
            Standing::Withdrawn { level, at_once } => Some((level, at_once)),
            // What is barred may be erased all the same: its organisation may have left long ago.
            Standing::Barred(_) if facts.kind != kind::WITHDRAWAL => self.judge.withdrawn(facts),
            Standing::Live | Standing::Held { .. } | Standing::Barred(_) => None,
        };
        self.shelf.check()?;
        let purge_ms = match taken {
            None | Some((..=HIDES_ONLY, _)) => None,
            Some((_, true)) => Some(0),
            Some((_, false)) => Some(purge_time(self.conn, facts)?),
        };
        // A withdrawal that does not count any more leaves a body that is wanted again.
        let forgiven = body == BodyMark::Purged && purge_ms.is_none();
        let body = if forgiven { BodyMark::Missing } else { body };
        Ok(Derived { in_set, standing, taken, purge_ms, body })
    }

    fn revisions_of_stirred(&mut self) -> Result<BTreeSet<RecordId>, StoreError> {
        let mut revisions = BTreeSet::new();
        for work in std::mem::take(&mut self.stirred) {
            revisions.extend(ids(self.conn, "SELECT id FROM records WHERE work = ?1", work.0)?);
        }
        Ok(revisions)
    }
}

/// The work whose page says something else when this record comes or goes.
pub(super) fn work_shown(facts: &Facts) -> Option<WorkId> {
    if acts(facts.kind) { facts.about.map(|about| about.work) } else { Some(facts.work()) }
}

/// The digests a record takes part in.
pub(super) fn membership(facts: &Facts, derived: &Derived) -> Membership {
    let withdrawal = facts.kind == kind::WITHDRAWAL;
    let plane = if withdrawal { Plane::Withdrawals } else { Plane::Headers };
    let here = derived.body == BodyMark::Here;
    let body = derived.in_set && derived.is_live() && here && !withdrawal;
    Membership { plane: derived.in_set.then_some(plane), body }
}

/// When the body goes: a while after the first withdrawal that counts was stored here.
fn purge_time(conn: &Connection, facts: &Facts) -> Result<u64, StoreError> {
    let first: Option<i64> = only(
        conn,
        "SELECT min(first_stored_ms) FROM withdrawals JOIN records USING (record)
         WHERE withdrawals.about_work = ?1 AND (whole_work OR about_record = ?2)
           AND withdrawals.level > ?3 AND standing = 0",
        (facts.work().0, facts.id.0, HIDES_ONLY),
        |row| row.get(0),
    )?;
    // None while the withdrawal itself is not judged yet; it will stir this work in the same round.
    let first = first.and_then(|first| u64::try_from(first).ok());
    Ok(first.unwrap_or(limits::SAFE_INTEGER).saturating_add(limits::PURGE_DELAY_MS))
}

fn write(conn: &Connection, record: i64, derived: &Derived) -> Result<(), StoreError> {
    let (standing, bar, due_ms) = derived.columns();
    let (level, at_once) = derived.taken.unwrap_or((0, false));
    run(
        conn,
        "UPDATE records SET in_set = ?2, standing = ?3, bar = ?4, due_ms = ?5, level = ?6,
                at_once = ?7, purge_ms = ?8, body = ?9 WHERE record = ?1",
        (
            record,
            derived.in_set,
            standing,
            bar,
            due_ms,
            level,
            at_once,
            derived.purge_ms.map(int),
            derived.body as i64,
        ),
    )?;
    Ok(())
}
