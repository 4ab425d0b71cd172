//! Signers and their short numbers, remembered: turning 32 bytes into a checked key costs more than
//! reading the row they stand in.

use super::error::StoreError;
use super::row::{one, run};
use protocol::authority::Signer;
use protocol::id::OrganisationId;
use protocol::key::PublicKey;
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;

/// Signers remembered at most; beyond that all are forgotten and asked for again.
const REMEMBERED: usize = 8192;

/// A memory of one connection.
#[derive(Default)]
pub(super) struct Signers {
    by_number: RefCell<HashMap<i64, Signer>>,
    by_signer: RefCell<HashMap<Signer, i64>>,
}

impl Signers {
    /// The signer with this number.
    pub(super) fn get(&self, conn: &Connection, number: i64) -> Result<Signer, StoreError> {
        if let Some(signer) = self.by_number.borrow().get(&number) {
            return Ok(*signer);
        }
        let found = one(conn, "SELECT organisation, node FROM signers WHERE signer = ?1", [number], |row| {
            Ok((OrganisationId(row.get(0)?), row.get::<_, [u8; 32]>(1)?))
        })?;
        let (organisation, node) =
            found.ok_or_else(|| StoreError::Damaged(format!("no signer has the number {number}")))?;
        let signer = (organisation, key(node)?);
        self.remember(number, signer);
        Ok(signer)
    }

    /// The number of a signer, if a record of it is held.
    pub(super) fn number(&self, conn: &Connection, signer: Signer) -> Result<Option<i64>, StoreError> {
        if let Some(number) = self.by_signer.borrow().get(&signer) {
            return Ok(Some(*number));
        }
        let found = one(
            conn,
            "SELECT signer FROM signers WHERE organisation = ?1 AND node = ?2",
            (signer.0.0, signer.1.as_bytes()),
            |row| row.get(0),
        )?;
        if let Some(number) = found {
            self.remember(number, signer);
        }
        Ok(found)
    }

    /// The number of a signer, given now if it has none.
    pub(super) fn enter(&self, conn: &Connection, signer: Signer) -> Result<i64, StoreError> {
        if let Some(number) = self.number(conn, signer)? {
            return Ok(number);
        }
        run(
            conn,
            "INSERT INTO signers (organisation, node) VALUES (?1, ?2)",
            (signer.0.0, signer.1.as_bytes()),
        )?;
        let number = conn.last_insert_rowid();
        self.remember(number, signer);
        Ok(number)
    }

    /// Forgets all, since a number may have been rolled back.
    pub(super) fn clear(&self) {
        self.by_number.borrow_mut().clear();
        self.by_signer.borrow_mut().clear();
    }

    fn remember(&self, number: i64, signer: Signer) {
        if self.by_number.borrow().len() >= REMEMBERED {
            self.clear();
        }
        self.by_number.borrow_mut().insert(number, signer);
        self.by_signer.borrow_mut().insert(signer, number);
    }
}

/// A key as it was stored.
pub(super) fn key(bytes: [u8; 32]) -> Result<PublicKey, StoreError> {
    PublicKey::new(bytes).map_err(|error| StoreError::Damaged(format!("a stored key: {error}")))
}
