//! Records and bodies: how they come in, and what can be asked about them one by one.
//!
//! Owns: the tables `records`, `supersedes`, `bodies`, `withdrawals` and `documents`, the commands that
//! add to them. Refuses to judge: [`super::standing`] does. Neighbour: [`super::purge`] takes bodies away.

use super::error::StoreError;
use super::library::{self, Derived, Kept};
use super::room::{self, Room};
use super::row::{BodyMark, int, run};
use super::standing::{self, Agenda, membership};
use super::writer::Hand;
use protocol::record::{Header, Publication, Withdrawal, kind};
use protocol::standing::{Facts, Standing};
use protocol::verify::{Authentic, Body, Record};

/// Records or bodies of one command: more would keep others waiting.
pub const BATCH: usize = 512;

/// A record on its way in. A withdrawal's body is inseparable from it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The record.
    pub record: Authentic<Record>,
    /// Its body, if it came along.
    pub body: Option<Authentic<Body>>,
}

/// What became of a record or a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// The record is new.
    Stored {
        /// How it stands. If it is withdrawn or barred because of an erasure, or there is no room, its body was
        /// not kept.
        standing: Standing,
    },
    /// The record was known, its body is new.
    BodyStored,
    /// Nothing is new; nothing was written.
    Duplicate,
    /// There is no room for the body; nothing was written of it.
    Declined,
    /// The body was purged here, or would have to be at once; nothing was written.
    RefusedPurged,
    /// A body of a record that is not held; nothing was written.
    UnknownRecord,
}

/// Stores records with what bodies they bring. In the same transaction all standings that depend on
/// them, the digests and the change feed follow.
pub(super) fn add(hand: &mut Hand<'_>, batch: &[Incoming], now_ms: u64) -> Result<Vec<Added>, StoreError> {
    bounded(batch.len())?;
    let mut agenda = Agenda::default();
    let mut room = Room::default();
    let mut outcomes = Vec::with_capacity(batch.len());
    for incoming in batch {
        let new = enter(hand, &mut room, incoming, now_ms)?;
        outcomes.push(new.as_ref().map(|kept| kept.facts.id));
        agenda.arrived.extend(new.map(|kept| (kept.facts.id, kept)));
    }
    let judged = standing::judge(hand, &mut agenda, now_ms)?;
    let mut added = Vec::with_capacity(batch.len());
    for (incoming, new) in batch.iter().zip(outcomes) {
        let new = new.and_then(|id| judged.get(&id));
        added.push(match (new, &incoming.body) {
            (Some(kept), body) => keep_new(hand, &mut room, kept, body.as_ref(), now_ms)?,
            (None, Some(body)) => keep_late(hand, &mut room, body, &mut agenda, now_ms)?,
            (None, None) => Added::Duplicate,
        });
    }
    standing::describe(hand, agenda)?;
    Ok(added)
}

/// Stores bodies of records that are held.
pub(super) fn add_bodies(
    hand: &mut Hand<'_>,
    bodies: &[Authentic<Body>],
    now_ms: u64,
) -> Result<Vec<Added>, StoreError> {
    bounded(bodies.len())?;
    let mut agenda = Agenda::default();
    let mut room = Room::default();
    let mut added = Vec::with_capacity(bodies.len());
    for body in bodies {
        added.push(keep_late(hand, &mut room, body, &mut agenda, now_ms)?);
    }
    standing::describe(hand, agenda)?;
    Ok(added)
}

fn bounded(got: usize) -> Result<(), StoreError> {
    if got > BATCH { Err(StoreError::TooMany { got, most: BATCH }) } else { Ok(()) }
}

/// Writes a record's row, and a withdrawal's body. `None`: it is known.
fn enter(
    hand: &mut Hand<'_>,
    room: &mut Room,
    incoming: &Incoming,
    now_ms: u64,
) -> Result<Option<Kept>, StoreError> {
    let record = incoming.record.get();
    if let Some(body) = incoming.body.as_ref().filter(|body| body.record != record.id) {
        return Err(StoreError::BodyOfAnother { record: record.id, body: body.record });
    }
    let known = hand.conn.prepare_cached("SELECT 1 FROM records WHERE id = ?1")?.exists([record.id.0])?;
    if known {
        return Ok(None);
    }
    let withdrawal = record.header.is_withdrawal();
    if hand.low_space && !withdrawal {
        return Err(StoreError::DiskFull);
    }
    let (header, comes) = (&record.header, incoming.body.is_some());
    let fits = withdrawal || room.fits(hand, header.organisation, header.body_len, comes)?;
    let mark = match (fits, comes) {
        (true, true) => BodyMark::Here,
        (true, false) => BodyMark::Missing,
        (false, _) => BodyMark::Declined,
    };
    let derived = Derived::unjudged(withdrawal, mark);
    let row = insert(hand, record, &derived, now_ms)?;
    let replaces = "INSERT INTO supersedes VALUES (?1, ?2)";
    for old in &record.header.supersedes {
        run(hand.conn, replaces, (row, old.0))?;
    }
    if withdrawal {
        let body = incoming.body.as_ref().ok_or(StoreError::WithdrawalWithoutBody(record.id))?;
        write_body(hand, row, kind::WITHDRAWAL, body)?;
        note_withdrawal(hand, row, &record.header, body)?;
    }
    Ok(Some(Kept { record: row, facts: Facts::new(record.id, &record.header), derived }))
}

fn insert(hand: &Hand<'_>, record: &Record, derived: &Derived, now_ms: u64) -> Result<i64, StoreError> {
    let header = &record.header;
    let signer = hand.signers.enter(hand.conn, (header.organisation, header.node))?;
    let (standing, bar, _) = derived.columns();
    let mut insert = hand.conn.prepare_cached(
        "INSERT INTO records (id, header, signature, signer, sequence, previous, kind, withdrawal,
             issued_at_ms, work, about_work, about_record, supersedes, body_bytes, first_stored_ms,
             standing, bar, body, in_set, level, at_once)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
             1, 0, 0)",
    )?;
    insert.execute(rusqlite::params![
        record.id.0,
        record.envelope.header,
        record.envelope.signature.0,
        signer,
        int(header.sequence),
        header.previous.map(|id| id.0),
        header.kind,
        header.is_withdrawal(),
        int(header.issued_at_ms),
        record.work().0,
        header.about.map(|about| about.work.0),
        header.about.map(|about| about.record.0),
        int(header.supersedes.len() as u64),
        header.body_len,
        int(now_ms),
        standing,
        bar,
        derived.body as i64,
    ])?;
    Ok(hand.conn.last_insert_rowid())
}

/// What a withdrawal says, if this version can read it; else it is kept, passed on and without effect.
fn note_withdrawal(hand: &Hand<'_>, record: i64, header: &Header, body: &Body) -> Result<(), StoreError> {
    let (Ok(withdrawal), Some(about)) = (body.read::<Withdrawal>(), header.about) else {
        tracing::warn!(record = %body.record, "a withdrawal is not readable by this version");
        return Ok(());
    };
    run(
        hand.conn,
        "INSERT INTO withdrawals VALUES (?1, ?2, ?3, ?4, ?5)",
        (record, about.work.0, withdrawal.whole_work, withdrawal.level, withdrawal.reason),
    )?;
    Ok(())
}

/// Keeps the body of a record that was new, unless it would have to be purged at once.
fn keep_new(
    hand: &mut Hand<'_>,
    room: &mut Room,
    kept: &Kept,
    body: Option<&Authentic<Body>>,
    now_ms: u64,
) -> Result<Added, StoreError> {
    if let Some(body) = body {
        if kept.derived.refuses_body(now_ms) {
            mark(hand, kept.record, BodyMark::Purged)?;
        } else if kept.derived.body == BodyMark::Here && kept.facts.kind != kind::WITHDRAWAL {
            write_body(hand, kept.record, kept.facts.kind, body)?;
            room.wrote(body.salted.len() as u64);
        }
    }
    Ok(Added::Stored { standing: kept.derived.standing })
}

/// Keeps a body that came after its record.
fn keep_late(
    hand: &mut Hand<'_>,
    room: &mut Room,
    body: &Authentic<Body>,
    agenda: &mut Agenda,
    now_ms: u64,
) -> Result<Added, StoreError> {
    let Some(Kept { record, facts, derived }) = library::kept(hand.conn, hand.signers, body.record)? else {
        return Ok(Added::UnknownRecord);
    };
    if derived.body == BodyMark::Here {
        return Ok(Added::Duplicate);
    }
    if derived.refuses_body(now_ms) {
        return Ok(Added::RefusedPurged);
    }
    if hand.low_space {
        return Err(StoreError::DiskFull);
    }
    let bytes = body.salted.len();
    if !room.fits(hand, facts.organisation, u32::try_from(bytes).unwrap_or(u32::MAX), true)? {
        mark(hand, record, BodyMark::Declined)?;
        return Ok(Added::Declined);
    }
    write_body(hand, record, facts.kind, body)?;
    room.wrote(bytes as u64);
    mark(hand, record, BodyMark::Here)?;
    let after = Derived { body: BodyMark::Here, ..derived };
    let (was, is) = (membership(&facts, &derived), membership(&facts, &after));
    hand.memory.planes.shift(&facts.id.0, was, is);
    agenda.works.extend(standing::work_shown(&facts));
    Ok(Added::BodyStored)
}

fn write_body(hand: &mut Hand<'_>, record: i64, number: u16, body: &Body) -> Result<(), StoreError> {
    run(hand.conn, "INSERT INTO bodies VALUES (?1, ?2)", (record, &body.salted))?;
    room::add(hand, record, body.salted.len() as u64)?;
    if number != kind::PUBLICATION {
        return Ok(());
    }
    let Ok(publication) = body.read::<Publication>() else { return Ok(()) };
    let sql = "INSERT OR IGNORE INTO documents VALUES (?1, ?2, ?3)";
    for document in publication.documents {
        run(hand.conn, sql, (record, document.hash.0, int(document.bytes)))?;
    }
    Ok(())
}

fn mark(hand: &Hand<'_>, record: i64, body: BodyMark) -> Result<(), StoreError> {
    run(hand.conn, "UPDATE records SET body = ?2 WHERE record = ?1", (record, body as i64))?;
    Ok(())
}
