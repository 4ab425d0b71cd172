//! Room for bodies: how much is kept of each organisation, and of all together.
//!
//! Headers are always whole. Of the bodies each organisation has its part, so that one which publishes without
//! measure uses up its own and nobody else's. A body for which there is no room is declined: its record is
//! live and shown without its text, which is not fetched again before there is room.
//!
//! Owns: the table `weights`, and who is let in again. Refuses to know how bodies come and go; what this node's
//! own organisation says and what withdraws is never declined.

use super::error::StoreError;
use super::reader::View;
use super::row::{BodyMark, all, int, nat, only, run};
use super::writer::Hand;
use protocol::id::OrganisationId;
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};

/// How many bytes of bodies are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Of an organisation, whatever its budget.
    pub organisation_bytes: u64,
    /// Of an organisation for each record of its budget, if that is more.
    pub record_bytes: u64,
    /// Of all together.
    pub all_bytes: u64,
}

impl Default for Bounds {
    /// Every body of the usual budget at its largest; long texts of a larger one.
    fn default() -> Self {
        Self { organisation_bytes: 5 << 28, record_bytes: 16 << 10, all_bytes: 32 << 30 }
    }
}

impl Bounds {
    fn of(&self, budget: u64) -> u64 {
        self.organisation_bytes.max(self.record_bytes.saturating_mul(budget))
    }
}

/// What is left of it, while one command runs.
#[derive(Default)]
pub(super) struct Room {
    left: HashMap<OrganisationId, u64>,
    /// Taken by bodies that this command has yet to write.
    taken: u64,
}

impl Room {
    /// Whether a body fits; if so, it is counted in when it `comes` with this command.
    pub(super) fn fits(
        &mut self,
        hand: &Hand<'_>,
        organisation: OrganisationId,
        bytes: u32,
        comes: bool,
    ) -> Result<bool, StoreError> {
        let bytes = u64::from(bytes);
        if hand.memory.identity.is_some_and(|(own, _)| own == organisation) {
            return Ok(true);
        }
        let left = match self.left.get(&organisation) {
            Some(left) => *left,
            None => self.look(hand, organisation)?,
        };
        let all = hand.bounds.all_bytes.saturating_sub(hand.memory.weight + self.taken);
        let fits = bytes <= left.min(all);
        if fits && comes {
            self.left.insert(organisation, left - bytes);
            self.taken += bytes;
        }
        Ok(fits)
    }

    fn look(&mut self, hand: &Hand<'_>, organisation: OrganisationId) -> Result<u64, StoreError> {
        let budget = hand.authority()?.organisation(organisation).map_or(0, |one| one.budget);
        let sql =
            "SELECT coalesce(sum(bytes), 0) FROM signers JOIN weights USING (signer) WHERE organisation = ?1";
        let held = only(hand.conn, sql, [organisation.0], |row| nat(row, 0))?;
        let left = hand.bounds.of(budget).saturating_sub(held);
        self.left.insert(organisation, left);
        Ok(left)
    }

    /// A body that was counted in has been written.
    pub(super) fn wrote(&mut self, bytes: u64) {
        self.taken = self.taken.saturating_sub(bytes);
    }
}

/// Bytes of all bodies that are here.
pub(super) fn weight(conn: &Connection) -> Result<u64, StoreError> {
    only(conn, "SELECT coalesce(sum(bytes), 0) FROM weights", (), |row| nat(row, 0))
}

/// A record's body has come.
pub(super) fn add(hand: &mut Hand<'_>, record: i64, bytes: u64) -> Result<(), StoreError> {
    run(
        hand.conn,
        "INSERT INTO weights SELECT signer, ?2 FROM records WHERE record = ?1
         ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes",
        (record, int(bytes)),
    )?;
    hand.memory.weight += bytes;
    Ok(())
}

/// A record's body is about to go, if it is here.
pub(super) fn take_off(hand: &mut Hand<'_>, record: i64) -> Result<(), StoreError> {
    let sql = "SELECT coalesce(sum(length(salted)), 0) FROM bodies WHERE record = ?1";
    let bytes = only(hand.conn, sql, [record], |row| nat(row, 0))?;
    let sql =
        "UPDATE weights SET bytes = bytes - ?2 WHERE signer = (SELECT signer FROM records WHERE record = ?1)";
    run(hand.conn, sql, (record, int(bytes)))?;
    hand.memory.weight = hand.memory.weight.saturating_sub(bytes);
    Ok(())
}

/// Lets declined bodies be fetched that fit by now, each organisation's first ones first.
pub(super) fn readmit(hand: &mut Hand<'_>) -> Result<(), StoreError> {
    let signers: Vec<i64> =
        all(hand.conn, "SELECT DISTINCT signer FROM records WHERE body = 3", (), |row| row.get(0))?;
    let mut room = Room::default();
    for number in signers {
        let (organisation, _) = hand.signers.get(hand.conn, number)?;
        let mut declined = hand
            .conn
            .prepare_cached("SELECT record, body_bytes FROM records WHERE body = 3 AND signer = ?1")?;
        let mut rows = declined.query([number])?;
        let mut fitting = Vec::new();
        while let Some(row) = rows.next()? {
            if !room.fits(hand, organisation, row.get(1)?, true)? {
                break;
            }
            fitting.push(row.get::<_, i64>(0)?);
        }
        drop(rows);
        for record in fitting {
            run(
                hand.conn,
                "UPDATE records SET body = ?2 WHERE record = ?1",
                (record, BodyMark::Missing as i64),
            )?;
        }
    }
    Ok(())
}

impl View<'_> {
    /// Bytes of all bodies that are here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn bodies_bytes(&self) -> Result<u64, StoreError> {
        weight(self.conn)
    }

    /// Live records whose bodies were declined because there was no room, by organisation.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn declined(&self) -> Result<BTreeMap<OrganisationId, u64>, StoreError> {
        let sql = "SELECT organisation, count(*) FROM records JOIN signers USING (signer)
                   WHERE body = 3 AND in_set = 1 AND standing = 0 GROUP BY organisation";
        let rows: Vec<_> = all(self.conn, sql, (), |row| Ok((OrganisationId(row.get(0)?), nat(row, 1)?)))?;
        Ok(rows.into_iter().collect())
    }
}
