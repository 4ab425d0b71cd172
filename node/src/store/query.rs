//! Questions about records: one by one, and counted.
//!
//! Owns: reads of `records`, `bodies` and `documents` for the rest of the node. Refuses to write.

use super::author::{OwnHead, own_head};
use super::error::StoreError;
use super::library::{BARRED, HELD, LIVE, WITHDRAWN, bar, kept};
use super::reader::View;
use super::row::{BodyMark, all, int, maybe_nat, nat, one, only};
use super::works::BodyHere;
use protocol::authority::Signer;
use protocol::envelope::Envelope;
use protocol::id::{DocumentHash, OrganisationId, RecordId, WorkId};
use protocol::key::Signature;
use protocol::record::kind;
use protocol::standing::{Bar, Facts, Standing};
use protocol::time::Millis;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Rows that a list without pages gives at most.
const LIST: u32 = 1024;

/// A record as it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecord {
    /// What its header says.
    pub facts: Facts,
    /// Header and signature, as received.
    pub envelope: Envelope,
    /// How it stands.
    pub standing: Standing,
    /// Level of the strongest withdrawal aimed at it, even if it is barred for another reason.
    pub withdrawn_level: Option<u16>,
    /// Whether it belongs to the reconciled set.
    pub in_set: bool,
    /// When it came here.
    pub first_stored_ms: Millis,
    /// Whether its body is here.
    pub body: BodyHere,
    /// When the body has to go; 0 at once.
    pub purge_ms: Option<Millis>,
}

/// A body, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyState {
    /// Salt and encoded body.
    Here(Vec<u8>),
    /// It was erased.
    Purged,
    /// It has not come, or the record is not known.
    Missing,
}

/// A body that should be here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Whose.
    pub record: RecordId,
    /// Its length, as the header says.
    pub bytes: u32,
}

/// How much is held. Records displaced from the reconciled set are not counted, except as such.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Works whose newest revision is live.
    pub works_live: u64,
    /// Works taken back.
    pub works_withdrawn: u64,
    /// Records in the set.
    pub records: u64,
    /// Withdrawals among them.
    pub withdrawals: u64,
    /// Live records.
    pub live: u64,
    /// Live records whose bodies have yet to come.
    pub bodies_missing: u64,
    /// Live records whose bodies were declined: there is no room for them.
    pub bodies_declined: u64,
    /// Records dated too far ahead.
    pub held: u64,
    /// Records that were taken back.
    pub withdrawn: u64,
    /// Records that are not shown, by reason.
    pub barred: BTreeMap<Bar, u64>,
    /// Records outside the set.
    pub displaced: u64,
}

/// How much is held of one organisation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OrganisationCounts {
    /// Its records in the set.
    pub records: u64,
    /// Live ones.
    pub live: u64,
    /// Live ones without their bodies.
    pub bodies_missing: u64,
}

/// Several records at one place of a node's sequence: two hands at one key, or a restored copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// Whose.
    pub signer: Signer,
    /// Where.
    pub sequence: u64,
    /// Which, ascending.
    pub records: Vec<RecordId>,
}

/// What ids begin with some digits, at most [`FOUND`] of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Works.
    pub works: Vec<[u8; 32]>,
    /// Records.
    pub records: Vec<[u8; 32]>,
    /// Roster entries.
    pub entries: Vec<[u8; 32]>,
    /// Papers.
    pub papers: Vec<[u8; 32]>,
}

/// Ids of one sort that [`View::find_ids`] gives at most.
pub const FOUND: u32 = 16;

impl View<'_> {
    /// A record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn record(&self, id: RecordId) -> Result<Option<StoredRecord>, StoreError> {
        let Some(kept) = kept(self.conn, self.signers, id)? else { return Ok(None) };
        let sql = "SELECT header, signature, first_stored_ms FROM records WHERE record = ?1";
        let (envelope, first_stored_ms) = only(self.conn, sql, [kept.record], |row| {
            let envelope = Envelope { header: row.get(0)?, signature: Signature(row.get(1)?) };
            Ok((envelope, nat(row, 2)?))
        })?;
        Ok(Some(StoredRecord {
            facts: kept.facts,
            envelope,
            standing: kept.derived.standing,
            withdrawn_level: kept.derived.taken.map(|(level, _)| level),
            in_set: kept.derived.in_set,
            first_stored_ms,
            body: kept.derived.body.into(),
            purge_ms: kept.derived.purge_ms,
        }))
    }

    /// A body.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn body(&self, id: RecordId) -> Result<BodyState, StoreError> {
        let sql = "SELECT body, salted FROM records LEFT JOIN bodies USING (record) WHERE id = ?1";
        let found = one(self.conn, sql, [id.0], |row| Ok((BodyMark::read(row, 0)?, row.get(1)?)))?;
        Ok(match found {
            Some((BodyMark::Here, Some(salted))) => BodyState::Here(salted),
            Some((BodyMark::Purged, _)) => BodyState::Purged,
            _ => BodyState::Missing,
        })
    }

    /// Live records without their bodies, by id after the given one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn wanted_bodies(&self, limit: u32, after: Option<RecordId>) -> Result<Vec<Wanted>, StoreError> {
        let sql = "SELECT id, body_bytes FROM records INDEXED BY records_wanted
                   WHERE in_set = 1 AND standing = 0 AND body = 0 AND id > ?1 ORDER BY id LIMIT ?2";
        let after = after.map_or_else(Vec::new, |id| id.0.to_vec());
        all(self.conn, sql, (after, limit), |row| {
            Ok(Wanted { record: RecordId(row.get(0)?), bytes: row.get(1)? })
        })
    }

    /// The revisions of a work that are held, by id; at most 1,024.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn revisions(&self, work: WorkId) -> Result<Vec<StoredRecord>, StoreError> {
        self.records_where("SELECT id FROM records WHERE work = ?1 ORDER BY id LIMIT ?2", work.0)
    }

    /// Records that speak of a work (translations, withdrawals, confirmations …), by id; at most 1,024.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn about(&self, work: WorkId) -> Result<Vec<StoredRecord>, StoreError> {
        let sql = "SELECT id FROM records WHERE about_work = ?1 ORDER BY id LIMIT ?2";
        self.records_where(sql, work.0)
    }

    /// Live records that name a document, by id; at most 1,024. None: the document may go.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn naming(&self, document: DocumentHash) -> Result<Vec<StoredRecord>, StoreError> {
        let sql = "SELECT id FROM documents JOIN records USING (record)
                   WHERE hash = ?1 AND in_set = 1 AND standing = 0 ORDER BY id LIMIT ?2";
        self.records_where(sql, document.0)
    }

    /// Documents that live records name, by hash after the given one, with the largest length claimed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn named_documents(
        &self,
        limit: u32,
        after: Option<DocumentHash>,
    ) -> Result<Vec<(DocumentHash, u64)>, StoreError> {
        let sql = "SELECT hash, max(bytes) FROM documents JOIN records USING (record)
                   WHERE hash > ?1 AND in_set = 1 AND standing = 0
                   GROUP BY hash ORDER BY hash LIMIT ?2";
        let after = after.map_or_else(Vec::new, |hash| hash.0.to_vec());
        let read = |row: &rusqlite::Row<'_>| Ok((DocumentHash(row.get(0)?), nat(row, 1)?));
        all(self.conn, sql, (after, limit), read)
    }

    fn records_where(&self, sql: &str, key: [u8; 32]) -> Result<Vec<StoredRecord>, StoreError> {
        let ids: Vec<RecordId> = all(self.conn, sql, (key, LIST), |row| Ok(RecordId(row.get(0)?)))?;
        ids.into_iter().filter_map(|id| self.record(id).transpose()).collect()
    }

    /// Ids that begin with these hexadecimal digits, at least four; fewer find nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn find_ids(&self, prefix: &str) -> Result<Found, StoreError> {
        let Some((low, high)) = range(prefix) else { return Ok(Found::default()) };
        let find = |sql: &str| all(self.conn, sql, (low, high, FOUND), |row| row.get(0));
        Ok(Found {
            works: find("SELECT work FROM works WHERE work BETWEEN ?1 AND ?2 ORDER BY work LIMIT ?3")?,
            records: find("SELECT id FROM records WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3")?,
            entries: find("SELECT id FROM entries WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3")?,
            papers: find("SELECT id FROM papers WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3")?,
        })
    }

    /// How much is held.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let mut counts = Counts::default();
        let rows: Vec<([i64; 5], u64)> = all(
            self.conn,
            "SELECT in_set, withdrawal, standing, bar, body, count(*)
             FROM records INDEXED BY records_by_signer GROUP BY 1, 2, 3, 4, 5",
            (),
            |row| {
                let group = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
                Ok((group, nat(row, 5)?))
            },
        )?;
        for ([in_set, withdrawal, standing, why, body], count) in rows {
            if in_set == 0 {
                counts.displaced += count;
                continue;
            }
            counts.records += count;
            counts.withdrawals += if withdrawal == 1 { count } else { 0 };
            match standing {
                LIVE => counts.live += count,
                HELD => counts.held += count,
                WITHDRAWN => counts.withdrawn += count,
                BARRED => *bar(why).map_or(&mut 0, |bar| counts.barred.entry(bar).or_default()) += count,
                _ => {}
            }
            if (standing, body) == (LIVE, BodyMark::Missing as i64) {
                counts.bodies_missing += count;
            } else if (standing, body) == (LIVE, BodyMark::Declined as i64) {
                counts.bodies_declined += count;
            }
        }
        let works = |standing: i64| {
            // A profile has a row there, too, but is no work.
            let sql = "SELECT count(*) FROM works WHERE standing = ?1 AND record_kind = ?2";
            only(self.conn, sql, (standing, kind::PUBLICATION), |row| nat(row, 0))
        };
        (counts.works_live, counts.works_withdrawn) = (works(LIVE)?, works(WITHDRAWN)?);
        Ok(counts)
    }

    /// How much is held, by organisation.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn counts_by_organisation(&self) -> Result<BTreeMap<OrganisationId, OrganisationCounts>, StoreError> {
        let rows: Vec<(OrganisationId, OrganisationCounts)> = all(
            self.conn,
            "SELECT organisation, count(*), total(standing = 0), total(standing = 0 AND body IN (0, 3))
             FROM records INDEXED BY records_by_signer JOIN signers USING (signer)
             WHERE in_set = 1 GROUP BY signer",
            (),
            |row| {
                let total = |column| row.get::<_, f64>(column).map(|sum| sum as u64);
                let counts =
                    OrganisationCounts { records: nat(row, 1)?, live: total(2)?, bodies_missing: total(3)? };
                Ok((OrganisationId(row.get(0)?), counts))
            },
        )?;
        let mut counts: BTreeMap<OrganisationId, OrganisationCounts> = BTreeMap::new();
        for (organisation, of_signer) in rows {
            let sum = counts.entry(organisation).or_default();
            sum.records += of_signer.records;
            sum.live += of_signer.live;
            sum.bodies_missing += of_signer.bodies_missing;
        }
        Ok(counts)
    }

    /// Places of a sequence that hold several records; at most 1,024.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn forks(&self) -> Result<Vec<Fork>, StoreError> {
        let places: Vec<(i64, u64)> = all(
            self.conn,
            "SELECT signer, sequence FROM records INDEXED BY records_by_signer
             GROUP BY signer, sequence HAVING count(*) > 1 LIMIT ?1",
            [LIST],
            |row| Ok((row.get(0)?, nat(row, 1)?)),
        )?;
        let fork = |(number, sequence): (i64, u64)| {
            let sql = "SELECT id FROM records WHERE signer = ?1 AND sequence = ?2 ORDER BY id LIMIT ?3";
            let read = |row: &rusqlite::Row<'_>| Ok(RecordId(row.get(0)?));
            let records = all(self.conn, sql, (number, int(sequence), LIST), read)?;
            Ok(Fork { signer: self.signers.get(self.conn, number)?, sequence, records })
        };
        places.into_iter().map(fork).collect()
    }

    /// Where a node's sequence goes on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn own_head(&self, signer: Signer) -> Result<OwnHead, StoreError> {
        own_head(self.conn, self.signers, signer)
    }

    /// Sequences of a node that are missing below its highest, as ranges; at most 1,024.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn gaps(&self, signer: Signer) -> Result<Vec<RangeInclusive<u64>>, StoreError> {
        let Some(number) = self.signers.number(self.conn, signer)? else { return Ok(Vec::new()) };
        all(
            self.conn,
            "SELECT before + 1, sequence - 1 FROM (
                 SELECT sequence, lag(sequence, 1, -1) OVER (ORDER BY sequence) AS before
                 FROM records WHERE signer = ?1)
             WHERE before + 1 < sequence ORDER BY sequence LIMIT ?2",
            (number, LIST),
            |row| Ok(nat(row, 0)?..=nat(row, 1)?),
        )
    }

    /// Every node of which records are held.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn signers(&self) -> Result<Vec<Signer>, StoreError> {
        let numbers: Vec<i64> =
            all(self.conn, "SELECT signer FROM signers ORDER BY signer", (), |row| row.get(0))?;
        numbers.into_iter().map(|number| self.signers.get(self.conn, number)).collect()
    }

    /// When the next held record becomes live, and when the next body has to go.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn next_due(&self) -> Result<(Option<Millis>, Option<Millis>), StoreError> {
        let held = "SELECT min(due_ms) FROM records WHERE due_ms IS NOT NULL";
        let purge = "SELECT min(purge_ms) FROM records WHERE purge_ms IS NOT NULL AND body <> 2";
        let first = |sql| only(self.conn, sql, (), |row| maybe_nat(row, 0));
        Ok((first(held)?, first(purge)?))
    }

    /// Looks through every page and index. Takes about a second a gigabyte; the answer lists what is
    /// wrong, at most 100 findings, and is empty for a sound store.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn integrity_check(&self) -> Result<Vec<String>, StoreError> {
        let mut findings: Vec<String> = all(self.conn, "PRAGMA integrity_check(100)", (), |row| row.get(0))?;
        findings.retain(|finding| finding != "ok");
        let strays: Vec<String> = all(self.conn, "PRAGMA foreign_key_check", (), |row| row.get(0))?;
        let strays = strays.into_iter().take(100);
        findings.extend(strays.map(|table| format!("a row of {table} belongs to nothing")));
        Ok(findings)
    }
}

/// The least and the greatest id that begins with these digits.
fn range(prefix: &str) -> Option<([u8; 32], [u8; 32])> {
    let digits = prefix.len();
    if !(4..=64).contains(&digits) || !prefix.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let filled = |digit: char| {
        let text: String =
            prefix.to_ascii_lowercase().chars().chain(std::iter::repeat(digit)).take(64).collect();
        protocol::id::from_hex(&text).ok()
    };
    filled('0').zip(filled('f'))
}
