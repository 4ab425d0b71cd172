//! Records of our own: the only way they come into being.
//!
//! Owns: the node's place in its sequence. It is read and taken in one transaction, so that two records
//! never get the same place and nothing is signed for others that is not stored here.

use super::error::{AuthorError, StoreError};
use super::records::{Added, BATCH, Incoming, add};
use super::row::{nat, one, run};
use super::signers::Signers;
use super::writer::Hand;
use protocol::authority::Signer;
use protocol::id::{RecordId, WorkId};
use protocol::standing::Standing;
use rusqlite::Connection;

/// Where the node's sequence goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnHead {
    /// The sequence the next record gets.
    pub sequence: u64,
    /// The record before it.
    pub previous: Option<RecordId>,
}

/// A record of our own to be written: a function that signs it at the place it is given.
pub struct Draft<E> {
    write: Box<dyn FnOnce(OwnHead) -> Result<Incoming, E> + Send>,
    source: Option<(String, [u8; 32])>,
}

impl<E> Draft<E> {
    /// A draft. The function runs on the writer's thread: it signs, it does not wait.
    pub fn new(write: impl FnOnce(OwnHead) -> Result<Incoming, E> + Send + 'static) -> Self {
        Self { write: Box::new(write), source: None }
    }

    /// Remembers, in the same transaction, which source the record was made from, so that publishing
    /// the same again can be noticed: see [`super::View::source`].
    #[must_use]
    pub fn from_source(mut self, key: String, content_hash: [u8; 32]) -> Self {
        self.source = Some((key, content_hash));
        self
    }
}

/// A record of our own that is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authored {
    /// The record.
    pub id: RecordId,
    /// Its work.
    pub work: WorkId,
    /// Its place.
    pub sequence: u64,
    /// How it stands.
    pub standing: Standing,
}

/// Writes a draft at the next place.
pub(super) fn author<E>(
    hand: &mut Hand<'_>,
    draft: Draft<E>,
    now_ms: u64,
) -> Result<Authored, AuthorError<E>> {
    let identity = hand.memory.identity.ok_or(StoreError::NoIdentity)?;
    let head = own_head(hand.conn, hand.signers, identity)?;
    let incoming = (draft.write)(head).map_err(AuthorError::Writer)?;
    let (id, work) = (incoming.record.id, incoming.record.work());
    let header = &incoming.record.header;
    let in_place = (header.organisation, header.node) == identity
        && (header.sequence, header.previous) == (head.sequence, head.previous);
    if !in_place {
        return Err(StoreError::OutOfPlace(id).into());
    }
    let added = add(hand, &[incoming], now_ms)?;
    let [Added::Stored { standing }] = added[..] else {
        return Err(StoreError::OutOfPlace(id).into());
    };
    if let Some((key, content_hash)) = draft.source {
        remember_source(hand.conn, &key, id, content_hash)?;
    }
    Ok(Authored { id, work, sequence: head.sequence, standing })
}

/// Where a node's sequence goes on: after the highest that is stored; of two there, after the lower id.
pub(super) fn own_head(
    conn: &Connection,
    signers: &Signers,
    identity: Signer,
) -> Result<OwnHead, StoreError> {
    let last = match signers.number(conn, identity)? {
        None => None,
        Some(number) => one(
            conn,
            "SELECT sequence, id FROM records WHERE signer = ?1
             ORDER BY sequence DESC, id LIMIT 1",
            [number],
            |row| Ok((nat(row, 0)?, RecordId(row.get(1)?))),
        )?,
    };
    Ok(match last {
        None => OwnHead { sequence: 0, previous: None },
        Some((sequence, id)) => OwnHead { sequence: sequence + 1, previous: Some(id) },
    })
}

fn remember_source(
    conn: &Connection,
    key: &str,
    id: RecordId,
    content_hash: [u8; 32],
) -> Result<(), StoreError> {
    run(
        conn,
        "INSERT INTO sources SELECT ?1, record, ?3 FROM records WHERE id = ?2
         ON CONFLICT DO UPDATE SET record = excluded.record, content_hash = excluded.content_hash",
        (key, id.0, content_hash),
    )?;
    Ok(())
}

/// Writes drafts one after the other; an error undoes all.
pub(super) fn author_many<E>(
    hand: &mut Hand<'_>,
    drafts: Vec<Draft<E>>,
    now_ms: u64,
) -> Result<Vec<Authored>, AuthorError<E>> {
    if drafts.len() > BATCH {
        return Err(StoreError::TooMany { got: drafts.len(), most: BATCH }.into());
    }
    drafts.into_iter().map(|draft| author(hand, draft, now_ms)).collect()
}
