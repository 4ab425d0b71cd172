//! Between SQL values and ours: numbers, ids, states of bodies. The dull part, in one place.

use super::error::StoreError;
use rusqlite::{Connection, OptionalExtension as _, Params, Row};

/// A number as SQLite keeps it. Every number of ours is below 2^53; a clock gone wild is cut off.
pub(super) fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A number that was stored by [`int`].
pub(super) fn nat(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}

/// A number that may be absent.
pub(super) fn maybe_nat(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<u64>> {
    match row.get::<_, Option<i64>>(column)? {
        Some(_) => nat(row, column).map(Some),
        None => Ok(None),
    }
}

/// At most one row.
pub(super) fn one<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_row(params, read).optional()?)
}

/// Exactly one row, such as an aggregate gives.
pub(super) fn only<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<T, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_row(params, read)?)
}

/// All rows.
pub(super) fn all<T, C: FromIterator<T>>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<C, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_map(params, read)?.collect::<Result<C, _>>()?)
}

/// Runs a statement and says how many rows it touched.
pub(super) fn run(conn: &Connection, sql: &str, params: impl Params) -> Result<usize, StoreError> {
    Ok(conn.prepare_cached(sql)?.execute(params)?)
}

/// Whether a body is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyMark {
    Missing = 0,
    Here = 1,
    Purged = 2,
    /// There was no room for it.
    Declined = 3,
}

impl BodyMark {
    /// As lists have it, where it is of no matter why a body is missing.
    pub(super) fn shown(self) -> Self {
        if self == Self::Declined { Self::Missing } else { self }
    }

    pub(super) fn read(row: &Row<'_>, column: usize) -> rusqlite::Result<Self> {
        match row.get::<_, i64>(column)? {
            0 => Ok(Self::Missing),
            1 => Ok(Self::Here),
            2 => Ok(Self::Purged),
            3 => Ok(Self::Declined),
            other => Err(rusqlite::Error::IntegralValueOutOfRange(column, other)),
        }
    }
}
