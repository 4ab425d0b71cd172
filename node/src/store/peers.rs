//! Other nodes: where they were seen and what they say they hold.
//!
//! Owns: the tables `peers` and `statements`, both bounded. Refuses to believe: statements were checked
//! by the caller, and who is a member is for the authority to say.

use super::error::StoreError;
use super::reader::View;
use super::row::{all, int, nat, one, run};
use super::signers::key;
use super::writer::Hand;
use protocol::codec;
use protocol::key::PublicKey;
use protocol::limits;
use protocol::statement::Word;
use protocol::time::Millis;

/// Peers remembered at most; those not seen for longest go.
const PEERS: i64 = 4096;

/// A node that was met or named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// The node.
    pub node: PublicKey,
    /// Multiaddresses, the best first; at most [`limits::ADDRESSES`] are kept.
    pub addresses: Vec<String>,
    /// When it was last connected; 0 never.
    pub last_seen_ms: Millis,
    /// When a session with it last came to its end; 0 never.
    pub last_sync_ms: Millis,
}

/// A node's newest statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptStatement {
    /// The node.
    pub node: PublicKey,
    /// Its counter.
    pub counter: u64,
    /// The statement as it travels.
    pub word: Word,
    /// When it came.
    pub received_ms: Millis,
}

/// Remembers a peer. Times never go back.
pub(super) fn set_peer(hand: &Hand<'_>, peer: &Peer) -> Result<(), StoreError> {
    let addresses: Vec<&str> = peer
        .addresses
        .iter()
        .map(String::as_str)
        .filter(|address| address.len() <= limits::ADDRESS_BYTES)
        .take(limits::ADDRESSES)
        .collect();
    let addresses = serde_json::to_string(&addresses).expect("a list of strings is JSON");
    run(
        hand.conn,
        "INSERT INTO peers VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET addresses = ?2,
             last_seen_ms = max(last_seen_ms, ?3), last_sync_ms = max(last_sync_ms, ?4)",
        (peer.node.as_bytes(), addresses, int(peer.last_seen_ms), int(peer.last_sync_ms)),
    )?;
    run(
        hand.conn,
        "DELETE FROM peers WHERE node IN (
             SELECT node FROM peers ORDER BY last_seen_ms DESC, node LIMIT -1 OFFSET ?1)",
        [PEERS],
    )?;
    Ok(())
}

pub(super) fn forget_peer(hand: &Hand<'_>, node: PublicKey) -> Result<(), StoreError> {
    run(hand.conn, "DELETE FROM peers WHERE node = ?1", [node.as_bytes()])?;
    Ok(())
}

/// Keeps a statement if it is newer than the one held of its node. One a node: the roster is the bound.
pub(super) fn add_statement(hand: &Hand<'_>, kept: &KeptStatement) -> Result<bool, StoreError> {
    let bytes =
        codec::encode(&kept.word).map_err(|error| StoreError::Damaged(format!("a statement: {error}")))?;
    let changed = run(
        hand.conn,
        "INSERT INTO statements VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE
         SET counter = ?2, bytes = ?3, at_ms = ?4 WHERE counter < ?2",
        (kept.node.as_bytes(), int(kept.counter), bytes, int(kept.received_ms)),
    )?;
    Ok(changed > 0)
}

impl View<'_> {
    /// All peers, the last seen first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn peers(&self) -> Result<Vec<Peer>, StoreError> {
        let rows: Vec<([u8; 32], String, u64, u64)> = all(
            self.conn,
            "SELECT node, addresses, last_seen_ms, last_sync_ms FROM peers
             ORDER BY last_seen_ms DESC, node",
            (),
            |row| Ok((row.get(0)?, row.get(1)?, nat(row, 2)?, nat(row, 3)?)),
        )?;
        let peer = |(node, addresses, last_seen_ms, last_sync_ms): ([u8; 32], String, u64, u64)| {
            let addresses = serde_json::from_str(&addresses)
                .map_err(|error| StoreError::Damaged(format!("a peer's addresses: {error}")))?;
            Ok(Peer { node: key(node)?, addresses, last_seen_ms, last_sync_ms })
        };
        rows.into_iter().map(peer).collect()
    }

    /// The newest statement of every node.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn statements(&self) -> Result<Vec<KeptStatement>, StoreError> {
        let rows: Vec<([u8; 32], u64, Vec<u8>, u64)> =
            all(self.conn, "SELECT node, counter, bytes, at_ms FROM statements ORDER BY node", (), |row| {
                Ok((row.get(0)?, nat(row, 1)?, row.get(2)?, nat(row, 3)?))
            })?;
        let kept = |(node, counter, bytes, received_ms): ([u8; 32], u64, Vec<u8>, u64)| {
            let word = codec::decode(&bytes)
                .map_err(|error| StoreError::Damaged(format!("a statement: {error}")))?;
            Ok(KeptStatement { node: key(node)?, counter, word, received_ms })
        };
        rows.into_iter().map(kept).collect()
    }

    /// The counter of a node's newest statement, so that our own goes on from it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn statement_counter(&self, node: PublicKey) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT counter FROM statements WHERE node = ?1";
        one(self.conn, sql, [node.as_bytes()], |row| nat(row, 0))
    }
}
