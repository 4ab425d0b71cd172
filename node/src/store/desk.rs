//! The desk, the sources of our own records and the count of refusals: small tables of daily work.
//!
//! Owns: the tables `desk`, `sources` and `refusals`, all bounded. Refuses to read what lies on the desk.

use super::error::StoreError;
use super::reader::View;
use super::row::{all, int, nat, one, only, run};
use super::writer::Hand;
use protocol::codec;
use protocol::id::{RecordId, WorkId};
use protocol::join::DeskItem;
use protocol::join::message::{DESK_ITEMS, DeskAnswer};
use protocol::time::Millis;

/// Reasons of refusals told apart.
const REFUSALS: i64 = 256;
/// Letters kept of a refusal's detail.
const DETAIL: usize = 256;

/// What became of an item for the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desked {
    /// It lies there now.
    New,
    /// It lay there.
    Known,
    /// The desk is full.
    Full,
}

/// An item on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// Its hash.
    pub hash: [u8; 32],
    /// The item.
    pub item: DeskItem,
    /// When it came.
    pub received_ms: Millis,
}

/// Which record a source became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The record made of it last.
    pub record: RecordId,
    /// Its work.
    pub work: WorkId,
    /// Hash of the content that was published.
    pub content_hash: [u8; 32],
}

/// How often something was turned away for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusals {
    /// The reason's key.
    pub key: String,
    /// How often.
    pub count: u64,
    /// When last.
    pub last_ms: Millis,
    /// What was said then.
    pub last_detail: String,
}

pub(super) fn put(hand: &Hand<'_>, item: DeskItem, now_ms: u64) -> Result<Desked, StoreError> {
    let hash = item.hash();
    if hand.conn.prepare_cached("SELECT 1 FROM desk WHERE hash = ?1")?.exists([hash])? {
        return Ok(Desked::Known);
    }
    let count = only(hand.conn, "SELECT count(*) FROM desk", (), |row| nat(row, 0))?;
    if count >= DESK_ITEMS as u64 {
        return Ok(Desked::Full);
    }
    // An item has no frame of its own; it lies here as it travels, in an answer of one.
    let bytes = codec::encode(&DeskAnswer { items: vec![item] })
        .map_err(|error| StoreError::Damaged(format!("a desk item: {error}")))?;
    run(hand.conn, "INSERT INTO desk VALUES (?1, ?2, ?3)", (hash, bytes, int(now_ms)))?;
    Ok(Desked::New)
}

pub(super) fn clear(hand: &Hand<'_>, hashes: &[[u8; 32]]) -> Result<usize, StoreError> {
    let mut removed = 0;
    for hash in hashes {
        removed += run(hand.conn, "DELETE FROM desk WHERE hash = ?1", [hash])?;
    }
    Ok(removed)
}

pub(super) fn forget_source(hand: &Hand<'_>, key: &str) -> Result<(), StoreError> {
    run(hand.conn, "DELETE FROM sources WHERE key = ?1", [key])?;
    Ok(())
}

pub(super) fn refuse(hand: &Hand<'_>, key: &str, detail: &str, now_ms: u64) -> Result<(), StoreError> {
    let detail: String = detail.chars().take(DETAIL).collect();
    run(
        hand.conn,
        "INSERT INTO refusals SELECT ?1, 1, ?2, ?3
         WHERE (SELECT count(*) FROM refusals) < ?4 OR ?1 IN (SELECT key FROM refusals)
         ON CONFLICT DO UPDATE SET count = count + 1, last_ms = ?2, last_detail = ?3",
        (key, int(now_ms), detail, REFUSALS),
    )?;
    Ok(())
}

impl View<'_> {
    /// The desk, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn desk(&self) -> Result<Vec<DeskRow>, StoreError> {
        let rows: Vec<([u8; 32], Vec<u8>, u64)> = all(
            self.conn,
            "SELECT hash, bytes, received_ms FROM desk ORDER BY received_ms, hash",
            (),
            |row| Ok((row.get(0)?, row.get(1)?, nat(row, 2)?)),
        )?;
        let desk_row = |(hash, bytes, received_ms): ([u8; 32], Vec<u8>, u64)| {
            let lying = codec::decode::<DeskAnswer>(&bytes)
                .map_err(|error| StoreError::Damaged(format!("a desk item: {error}")))?;
            let item = lying.items.into_iter().next();
            let item = item.ok_or_else(|| StoreError::Damaged("an empty desk item".to_owned()))?;
            Ok(DeskRow { hash, item, received_ms })
        };
        rows.into_iter().map(desk_row).collect()
    }

    /// What became of a source.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn source(&self, key: &str) -> Result<Option<Source>, StoreError> {
        one(
            self.conn,
            "SELECT id, work, content_hash FROM sources JOIN records USING (record) WHERE key = ?1",
            [key],
            |row| {
                Ok(Source {
                    record: RecordId(row.get(0)?),
                    work: WorkId(row.get(1)?),
                    content_hash: row.get(2)?,
                })
            },
        )
    }

    /// What was turned away, the most frequent reason first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn refusals(&self) -> Result<Vec<Refusals>, StoreError> {
        let sql = "SELECT key, count, last_ms, last_detail FROM refusals ORDER BY count DESC, key";
        all(self.conn, sql, (), |row| {
            Ok(Refusals {
                key: row.get(0)?,
                count: nat(row, 1)?,
                last_ms: nat(row, 2)?,
                last_detail: row.get(3)?,
            })
        })
    }
}
