//! Records as the rules of standing see them.
//!
//! Owns: reading [`Facts`] and what was derived from them; the [`Library`] that [`protocol::standing`]
//! asks. Refuses to judge. Neighbour: [`super::standing`].

use super::error::StoreError;
use super::row::{BodyMark, all, int, maybe_nat, nat, one};
use super::signers::Signers;
use protocol::id::{OrganisationId, RecordId, WorkId};
use protocol::key::PublicKey;
use protocol::record::{About, kind};
use protocol::standing::{Bar, Facts, Library, Standing, WithdrawalFacts};
use rusqlite::{Connection, Row};
use std::cell::RefCell;
use std::collections::HashMap;

/// Facts remembered at most during one round of judging.
const REMEMBERED: usize = 16_384;

/// What follows from a record, all other records and the authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Derived {
    pub(super) in_set: bool,
    pub(super) standing: Standing,
    /// Level of the strongest withdrawal and whether it purges at once; also of a barred record.
    pub(super) taken: Option<(u16, bool)>,
    /// When the body has to go.
    pub(super) purge_ms: Option<u64>,
    pub(super) body: BodyMark,
}

/// A record that is held.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// Its row.
    pub(super) record: i64,
    pub(super) facts: Facts,
    pub(super) derived: Derived,
}

impl Derived {
    /// What a row says before it was judged: the most likely, so that most rows are written once. A
    /// withdrawal does not count before.
    pub(super) const fn unjudged(withdrawal: bool, body: BodyMark) -> Self {
        let standing = if withdrawal { Standing::Barred(Bar::Gap) } else { Standing::Live };
        Self { in_set: true, standing, taken: None, purge_ms: None, body }
    }

    pub(super) fn is_live(&self) -> bool {
        self.standing == Standing::Live
    }

    /// Whether a body must not be kept any more.
    pub(super) fn refuses_body(&self, now_ms: u64) -> bool {
        self.body == BodyMark::Purged || self.purge_ms.is_some_and(|at_ms| at_ms <= now_ms)
    }

    /// Standing, bar and due time as columns.
    pub(super) fn columns(&self) -> (i64, i64, Option<i64>) {
        match self.standing {
            Standing::Live => (LIVE, 0, None),
            Standing::Held { until_ms } => (HELD, 0, Some(int(until_ms))),
            Standing::Withdrawn { .. } => (WITHDRAWN, 0, None),
            Standing::Barred(bar) => (BARRED, bar_code(bar), None),
        }
    }
}

/// Codes of the column `standing`.
pub(super) const LIVE: i64 = 0;
pub(super) const HELD: i64 = 1;
pub(super) const WITHDRAWN: i64 = 2;
pub(super) const BARRED: i64 = 3;

/// The code of a bar: its place in [`Bar::ALL`], from 1.
pub(super) fn bar_code(bar: Bar) -> i64 {
    (1..).zip(Bar::ALL).find(|(_, one)| *one == bar).map_or(0, |(code, _)| code)
}

/// The bar with this code.
pub(super) fn bar(code: i64) -> Option<Bar> {
    (1..).zip(Bar::ALL).find(|(one, _)| *one == code).map(|(_, bar)| bar)
}

/// A standing from the columns `standing, bar, due_ms, level, at_once`, which stand side by side.
pub(super) fn standing(row: &Row<'_>, first: usize) -> rusqlite::Result<Standing> {
    let (code, why): (i64, i64) = (row.get(first)?, row.get(first + 1)?);
    Ok(match (code, bar(why)) {
        (LIVE, None) => Standing::Live,
        (HELD, None) => Standing::Held { until_ms: nat(row, first + 2)? },
        (WITHDRAWN, None) => Standing::Withdrawn { level: row.get(first + 3)?, at_once: row.get(first + 4)? },
        (BARRED, Some(bar)) => Standing::Barred(bar),
        _ => return Err(rusqlite::Error::IntegralValueOutOfRange(first, code)),
    })
}

/// Reads a record.
pub(super) fn kept(conn: &Connection, signers: &Signers, id: RecordId) -> Result<Option<Kept>, StoreError> {
    let found = one(
        conn,
        "SELECT record, signer, sequence, previous, kind, issued_at_ms, work, about_work,
                about_record, supersedes, in_set, standing, bar, due_ms, level, at_once, purge_ms, body
         FROM records WHERE id = ?1",
        [id.0],
        |row| {
            let (about_work, about_record): (Option<[u8; 32]>, Option<[u8; 32]>) = (row.get(7)?, row.get(8)?);
            let about = about_work
                .zip(about_record)
                .map(|(work, record)| About { work: WorkId(work), record: RecordId(record) });
            let work: [u8; 32] = row.get(6)?;
            let level: u16 = row.get(14)?;
            let taken = if level == 0 { None } else { Some((level, row.get(15)?)) };
            let derived = Derived {
                in_set: row.get(10)?,
                standing: standing(row, 11)?,
                taken,
                purge_ms: maybe_nat(row, 16)?,
                body: BodyMark::read(row, 17)?,
            };
            Ok(Found {
                record: row.get(0)?,
                signer: row.get(1)?,
                sequence: nat(row, 2)?,
                previous: row.get::<_, Option<_>>(3)?.map(RecordId),
                kind: row.get(4)?,
                issued_at_ms: nat(row, 5)?,
                subject: (work != id.0).then_some(WorkId(work)),
                about,
                replaces: row.get::<_, i64>(9)? > 0,
                derived,
            })
        },
    )?;
    found.map(|found| found.complete(conn, signers, id)).transpose()
}

/// A row before what other tables add to it.
struct Found {
    record: i64,
    signer: i64,
    sequence: u64,
    previous: Option<RecordId>,
    kind: u16,
    issued_at_ms: u64,
    subject: Option<WorkId>,
    about: Option<About>,
    replaces: bool,
    derived: Derived,
}

impl Found {
    fn complete(self, conn: &Connection, signers: &Signers, id: RecordId) -> Result<Kept, StoreError> {
        let (organisation, node) = signers.get(conn, self.signer)?;
        let supersedes = if self.replaces { superseded(conn, self.record)? } else { Vec::new() };
        let facts = Facts {
            id,
            organisation,
            node,
            sequence: self.sequence,
            previous: self.previous,
            kind: self.kind,
            issued_at_ms: self.issued_at_ms,
            subject: self.subject,
            about: self.about,
            supersedes,
        };
        Ok(Kept { record: self.record, facts, derived: self.derived })
    }
}

fn superseded(conn: &Connection, record: i64) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT old FROM supersedes WHERE record = ?1 ORDER BY old";
    all(conn, sql, [record], |row| Ok(RecordId(row.get(0)?)))
}

/// All records, for one round of judging in which none arrives.
///
/// The rules ask questions that cannot fail; a question the database fails is answered with "nothing"
/// and remembered, and [`Shelf::check`] must be asked before an answer is believed.
pub(super) struct Shelf<'a> {
    conn: &'a Connection,
    signers: &'a Signers,
    facts: RefCell<HashMap<RecordId, Option<Facts>>>,
    failure: RefCell<Option<StoreError>>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(conn: &'a Connection, signers: &'a Signers) -> Self {
        Self { conn, signers, facts: RefCell::default(), failure: RefCell::default() }
    }

    /// Whether all answers since the last check can be believed.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        self.failure.borrow_mut().take().map_or(Ok(()), Err)
    }

    /// A record as it is now.
    pub(super) fn kept(&self, id: RecordId) -> Result<Option<Kept>, StoreError> {
        let kept = kept(self.conn, self.signers, id)?;
        self.remember(id, kept.as_ref().map(|kept| kept.facts.clone()));
        Ok(kept)
    }

    /// Spares a question about a record that is at hand.
    pub(super) fn remember(&self, id: RecordId, facts: Option<Facts>) {
        let mut remembered = self.facts.borrow_mut();
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(id, facts);
    }

    fn believe<T: Default>(&self, answer: Result<T, StoreError>) -> T {
        answer.unwrap_or_else(|error| {
            self.failure.borrow_mut().get_or_insert(error);
            T::default()
        })
    }

    fn withdrawals_of(&self, work: WorkId) -> Result<Vec<WithdrawalFacts>, StoreError> {
        let rows: Vec<(RecordId, bool, u16, u16)> = all(
            self.conn,
            "SELECT id, whole_work, withdrawals.level, reason FROM withdrawals JOIN records USING (record)
             WHERE withdrawals.about_work = ?1",
            [work.0],
            |row| Ok((RecordId(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let named = rows.into_iter().filter_map(|(id, whole_work, level, reason)| {
            let facts = self.facts(id)?;
            Some(WithdrawalFacts { facts, whole_work, level, reason })
        });
        Ok(named.collect())
    }
}

impl Library for Shelf<'_> {
    fn facts(&self, id: RecordId) -> Option<Facts> {
        if let Some(facts) = self.facts.borrow().get(&id) {
            return facts.clone();
        }
        self.believe(self.kept(id)).map(|kept| kept.facts)
    }

    /// Those of the reconciled set: a record that was displaced from it may be missing on other nodes,
    /// and all are to show the same.
    fn revisions(&self, work: WorkId) -> Vec<RecordId> {
        let sql = "SELECT id FROM records WHERE work = ?1 AND in_set = 1 ORDER BY id";
        self.believe(all(self.conn, sql, [work.0], |row| Ok(RecordId(row.get(0)?))))
    }

    /// All of them, displaced or not: what was taken back here stays taken back.
    fn withdrawals(&self, work: WorkId) -> Vec<WithdrawalFacts> {
        self.believe(self.withdrawals_of(work))
    }

    fn with_sequence(&self, organisation: OrganisationId, node: PublicKey, sequence: u64) -> Vec<RecordId> {
        self.believe(with_sequence(self.conn, self.signers, (organisation, node), sequence))
    }
}

/// Records of one place in a node's sequence, ascending by id.
pub(super) fn with_sequence(
    conn: &Connection,
    signers: &Signers,
    signer: (OrganisationId, PublicKey),
    sequence: u64,
) -> Result<Vec<RecordId>, StoreError> {
    let Some(number) = signers.number(conn, signer)? else { return Ok(Vec::new()) };
    let sql = "SELECT id FROM records WHERE signer = ?1 AND sequence = ?2 ORDER BY id";
    all(conn, sql, (number, int(sequence)), |row| Ok(RecordId(row.get(0)?)))
}

/// Whether records of this kind act on another work instead of being one.
pub(super) const fn acts(number: u16) -> bool {
    matches!(number, kind::WITHDRAWAL | kind::CONFIRMATION)
}
