//! What other nodes have signed about what they hold, and what there is to compare it with.
//!
//! Owns: the table `attestations`, bounded. Refuses to believe: signatures were checked by the caller,
//! who also says whether the same was held here.

use super::error::StoreError;
use super::reader::View;
use super::row::{all, int, nat, one, only, run};
use super::signers::key;
use super::writer::Hand;
use protocol::codec;
use protocol::digest::{SetDigest, Summary};
use protocol::id::OrganisationId;
use protocol::key::PublicKey;
use protocol::statement::Word;
use protocol::time::Millis;

/// Words kept at most; those that agreed longest ago go.
const WORDS: i64 = 16_384;

/// A node's last word about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAttestation {
    /// Who signed it.
    pub node: PublicKey,
    /// The organisation or the record that it is about.
    pub about: [u8; 32],
    /// When, by its own clock.
    pub at_ms: Millis,
    /// One of [`protocol::statement::state`].
    pub state: u16,
    /// When it came; of an organisation, the same was held here then.
    pub agreed_ms: Millis,
    /// As it travels.
    pub word: Word,
}

/// The live records of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// Those whose bodies are here.
    pub whole: Summary,
    /// How many have none.
    pub missing: u64,
}

/// Keeps words, each in the place of an earlier one of its node about the same thing.
pub(super) fn add(hand: &Hand<'_>, words: &[KeptAttestation]) -> Result<(), StoreError> {
    for kept in words {
        let bytes = codec::encode(&kept.word)
            .map_err(|error| StoreError::Damaged(format!("an attestation: {error}")))?;
        run(
            hand.conn,
            "INSERT INTO attestations VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE
             SET at_ms = ?3, state = ?4, agreed_ms = ?5, bytes = ?6 WHERE at_ms <= ?3",
            (kept.node.as_bytes(), kept.about, int(kept.at_ms), kept.state, int(kept.agreed_ms), bytes),
        )?;
    }
    let count = only(hand.conn, "SELECT count(*) FROM attestations", (), |row| row.get::<_, i64>(0))?;
    if count > WORDS {
        run(
            hand.conn,
            "DELETE FROM attestations WHERE (node, about) IN (
                 SELECT node, about FROM attestations ORDER BY agreed_ms, node, about LIMIT ?1)",
            [count - WORDS],
        )?;
    }
    Ok(())
}

impl View<'_> {
    /// What nodes have signed about an organisation or a record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn attestations(&self, about: [u8; 32]) -> Result<Vec<KeptAttestation>, StoreError> {
        let sql =
            "SELECT node, at_ms, state, agreed_ms, bytes FROM attestations WHERE about = ?1 ORDER BY node";
        let rows: Vec<_> = all(self.conn, sql, [about], |row| {
            Ok((
                row.get::<_, [u8; 32]>(0)?,
                nat(row, 1)?,
                row.get(2)?,
                nat(row, 3)?,
                row.get::<_, Vec<u8>>(4)?,
            ))
        })?;
        let kept = |(node, at_ms, state, agreed_ms, bytes): (_, _, _, _, Vec<u8>)| {
            let word = codec::decode(&bytes)
                .map_err(|error| StoreError::Damaged(format!("an attestation: {error}")))?;
            Ok(KeptAttestation { node: key(node)?, about, at_ms, state, agreed_ms, word })
        };
        rows.into_iter().map(kept).collect()
    }

    /// A node's last word about a thing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn attestation(&self, node: PublicKey, about: [u8; 32]) -> Result<Option<Word>, StoreError> {
        let sql = "SELECT bytes FROM attestations WHERE node = ?1 AND about = ?2";
        let bytes = one(self.conn, sql, (node.as_bytes(), about), |row| row.get::<_, Vec<u8>>(0))?;
        let decode = |bytes: Vec<u8>| {
            codec::decode(&bytes).map_err(|error| StoreError::Damaged(format!("an attestation: {error}")))
        };
        bytes.map(decode).transpose()
    }

    /// The live records of an organisation, counted and hashed: some milliseconds a thousand.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn holding(&self, organisation: OrganisationId) -> Result<Holding, StoreError> {
        let sql = "SELECT id, body FROM signers JOIN records USING (signer)
                   WHERE organisation = ?1 AND in_set = 1 AND standing = 0";
        let live: Vec<([u8; 32], i64)> =
            all(self.conn, sql, [organisation.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (mut whole, mut missing) = (SetDigest::new(), 0);
        for (id, body) in &live {
            if *body == super::row::BodyMark::Here as i64 {
                whole.insert(id);
            } else {
                missing += 1;
            }
        }
        Ok(Holding { whole: whole.summary(), missing })
    }
}
