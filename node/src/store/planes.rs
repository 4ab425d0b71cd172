//! The sets that peers compare, as digests kept up to date, and their items in order.
//!
//! Owns: one [`SetDigest`] a plane and one for bodies, written in the transaction that changes them.
//! Refuses to know why something belongs to a set: [`super::standing`] says so.

use super::error::StoreError;
use super::meta;
use super::reader::View;
use super::row::{all, int, nat, one};
use protocol::codec::{self, Wire as _};
use protocol::digest::{SetDigest, Summary};
use protocol::envelope::{Envelope, Parcel};
use protocol::key::Signature;
use protocol::sync::{Item, Plane};
use rusqlite::Connection;

/// One more set than there are planes: the bodies of live records.
const SETS: [&str; 5] =
    ["digest-roster", "digest-papers", "digest-withdrawals", "digest-headers", "digest-bodies"];
/// Place of the bodies in [`SETS`].
const BODIES: usize = 4;

/// The digests as of the current transaction.
#[derive(Clone)]
pub(super) struct Planes {
    digests: [SetDigest; SETS.len()],
    changed: [bool; SETS.len()],
}

/// Which digests a record takes part in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Membership {
    /// Its plane, if it is in the reconciled set.
    pub(super) plane: Option<Plane>,
    /// Whether its body counts among those of live records.
    pub(super) body: bool,
}

impl Planes {
    pub(super) fn load(conn: &Connection) -> Result<Self, StoreError> {
        let mut planes = Self { digests: Default::default(), changed: [false; SETS.len()] };
        for (digest, key) in planes.digests.iter_mut().zip(SETS) {
            *digest = load(conn, key)?;
        }
        Ok(planes)
    }

    pub(super) fn save(&mut self, conn: &Connection) -> Result<(), StoreError> {
        for ((digest, changed), key) in self.digests.iter().zip(&mut self.changed).zip(SETS) {
            if std::mem::take(changed) {
                meta::set(conn, key, &digest.to_bytes())?;
            }
        }
        Ok(())
    }

    /// A record moves between sets.
    pub(super) fn shift(&mut self, id: &[u8; 32], before: Membership, after: Membership) {
        if before.plane != after.plane {
            before.plane.iter().for_each(|plane| self.remove(*plane, id));
            after.plane.iter().for_each(|plane| self.insert(*plane, id));
        }
        if before.body != after.body {
            self.change(BODIES, id, after.body);
        }
    }

    pub(super) fn insert(&mut self, plane: Plane, id: &[u8; 32]) {
        self.change(plane.index(), id, true);
    }

    pub(super) fn remove(&mut self, plane: Plane, id: &[u8; 32]) {
        self.change(plane.index(), id, false);
    }

    fn change(&mut self, set: usize, id: &[u8; 32], insert: bool) {
        let digest = &mut self.digests[set];
        if insert {
            digest.insert(id)
        } else {
            digest.remove(id)
        }
        self.changed[set] = true;
    }
}

fn load(conn: &Connection, key: &str) -> Result<SetDigest, StoreError> {
    match meta::get(conn, key)? {
        None => Ok(SetDigest::new()),
        Some(bytes) => SetDigest::from_bytes(&bytes)
            .ok_or_else(|| StoreError::Damaged(format!("{key} has {} bytes", bytes.len()))),
    }
}

/// What is told to peers about the sets that are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summaries {
    /// One a plane, in the order of [`Plane::ALL`].
    pub planes: [Summary; 4],
    /// Bodies of live records.
    pub bodies: Summary,
}

impl View<'_> {
    /// Count and digest of every set.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn summaries(&self) -> Result<Summaries, StoreError> {
        let mut read = [Summary { count: 0, digest: [0; 32] }; SETS.len()];
        for (summary, key) in read.iter_mut().zip(SETS) {
            *summary = load(self.conn, key)?.summary();
        }
        let [roster, papers, withdrawals, headers, bodies] = read;
        Ok(Summaries { planes: [roster, papers, withdrawals, headers], bodies })
    }

    /// All items of a plane in order, for sealing: about 40 bytes each.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn all_items(&self, plane: Plane) -> Result<Vec<Item>, StoreError> {
        self.plane_items(plane, None, usize::MAX)
    }

    /// At most `limit` items of a plane after the given one, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn plane_items(
        &self,
        plane: Plane,
        after: Option<Item>,
        limit: usize,
    ) -> Result<Vec<Item>, StoreError> {
        let sql = match plane {
            Plane::Roster => {
                "SELECT version, id FROM entries WHERE (version, id) > (?1, ?2)
                 ORDER BY version, id LIMIT ?3"
            }
            Plane::Papers => "SELECT 0, id FROM papers WHERE (0, id) > (?1, ?2) ORDER BY id LIMIT ?3",
            Plane::Withdrawals => {
                "SELECT issued_at_ms, id FROM records INDEXED BY records_by_plane
                 WHERE in_set = 1 AND withdrawal = 1 AND (issued_at_ms, id) > (?1, ?2)
                 ORDER BY issued_at_ms, id LIMIT ?3"
            }
            Plane::Headers => {
                "SELECT issued_at_ms, id FROM records INDEXED BY records_by_plane
                 WHERE in_set = 1 AND withdrawal = 0 AND (issued_at_ms, id) > (?1, ?2)
                 ORDER BY issued_at_ms, id LIMIT ?3"
            }
        };
        let (key, id) = after.map_or((-1, [0; 32]), |item| (int(item.key), item.id));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        all(self.conn, sql, (key, id, limit), |row| Ok(Item { key: nat(row, 0)?, id: row.get(1)? }))
    }

    /// Which of these ids are not held, in their order. A record that is held but displaced from the
    /// set counts as held: there is no use in fetching it again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn missing(&self, plane: Plane, ids: &[[u8; 32]]) -> Result<Vec<[u8; 32]>, StoreError> {
        let sql = match plane {
            Plane::Roster => "SELECT 1 FROM entries WHERE id = ?1",
            Plane::Papers => "SELECT 1 FROM papers WHERE id = ?1",
            Plane::Withdrawals | Plane::Headers => "SELECT 1 FROM records WHERE id = ?1",
        };
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut missing = Vec::new();
        for id in ids {
            if !statement.exists([id])? {
                missing.push(*id);
            }
        }
        Ok(missing)
    }

    /// An item as it travels: a signed entry, a paper, a parcel (with its body for a withdrawal,
    /// without it for another record).
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn item(&self, plane: Plane, id: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        match plane {
            Plane::Roster => {
                one(self.conn, "SELECT bytes FROM entries WHERE id = ?1", [id], |row| row.get(0))
            }
            Plane::Papers => one(self.conn, "SELECT bytes FROM papers WHERE id = ?1", [id], |row| row.get(0)),
            Plane::Withdrawals | Plane::Headers => self.parcel(id),
        }
    }

    fn parcel(&self, id: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        let parcel = one(
            self.conn,
            "SELECT header, signature, salted FROM records
             LEFT JOIN bodies ON bodies.record = records.record AND withdrawal = 1 WHERE id = ?1",
            [id],
            |row| {
                let envelope = Envelope { header: row.get(0)?, signature: Signature(row.get(1)?) };
                Ok(Parcel { envelope, body: row.get(2)? })
            },
        )?;
        let encode = |parcel| {
            codec::encode(&parcel)
                .map_err(|error| StoreError::Damaged(format!("a stored {}: {error}", Parcel::NAME)))
        };
        parcel.map(encode).transpose()
    }
}
