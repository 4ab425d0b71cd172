//! Small single values under a name.

use super::error::StoreError;
use super::row::{one, run};
use rusqlite::Connection;

/// Sixteen random bytes that tell this store from every other.
pub(super) const STORE_ID: &str = "store-id";
/// The roster's pin: version and entry id.
pub(super) const PIN: &str = "pin";
/// The mark of the authority that all standings were computed under.
pub(super) const AUTHORITY: &str = "authority";
/// The entry that was signed last as a steward, with the signature.
pub(super) const SIGNING: &str = "signing";

pub(super) fn get(conn: &Connection, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
    one(conn, "SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0))
}

pub(super) fn set(conn: &Connection, key: &str, value: &[u8]) -> Result<(), StoreError> {
    run(conn, "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", (key, value))?;
    Ok(())
}
