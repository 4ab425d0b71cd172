//! Loose ends: headers that are awaited because the ancestry of a named head breaks off at them.
//!
//! A revocation or a removal keeps a head and its ancestors. While a header between is missing, what
//! lies below it cannot be judged; when it comes, exactly those records are to be judged again.
//! Owns: which missing header concerns whom. Refuses to judge.

use super::error::StoreError;
use super::library::kept;
use super::signers::Signers;
use protocol::authority::{Authority, Signer};
use protocol::id::RecordId;
use protocol::roster::operation::Head;
use protocol::roster::state::Status;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Awaited headers, each with whose records wait for it and at which place of their sequence.
#[derive(Debug, Clone, Default)]
pub(super) struct LooseEnds(BTreeMap<RecordId, BTreeSet<(Signer, u64)>>);

impl LooseEnds {
    /// Follows every head that the authority names.
    pub(super) fn find(
        conn: &Connection,
        signers: &Signers,
        authority: &Authority,
    ) -> Result<Self, StoreError> {
        let mut ends = Self::default();
        for (signer, head) in heads(authority) {
            ends.follow(conn, signers, signer, head)?;
        }
        Ok(ends)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A header arrived. Whose records have to be judged again: those up to the sequence given.
    pub(super) fn arrived(
        &mut self,
        conn: &Connection,
        signers: &Signers,
        id: RecordId,
    ) -> Result<Vec<(Signer, u64)>, StoreError> {
        let Some(waiting) = self.0.remove(&id) else { return Ok(Vec::new()) };
        for (signer, sequence) in &waiting {
            self.follow(conn, signers, *signer, Head { sequence: *sequence, record: id })?;
        }
        Ok(waiting.into_iter().collect())
    }

    /// Walks down exactly like the rules do, until something is missing or the chain ends.
    fn follow(
        &mut self,
        conn: &Connection,
        signers: &Signers,
        signer: Signer,
        head: Head,
    ) -> Result<(), StoreError> {
        let (mut id, mut sequence) = (head.record, head.sequence);
        loop {
            let Some(kept) = kept(conn, signers, id)? else {
                self.0.entry(id).or_default().insert((signer, sequence));
                return Ok(());
            };
            let facts = kept.facts;
            let fits = (facts.organisation, facts.node) == signer && facts.sequence == sequence;
            match facts.previous {
                Some(previous) if fits && sequence > 0 => (id, sequence) = (previous, sequence - 1),
                _ => return Ok(()),
            }
        }
    }
}

/// Every head named by a revocation that counts or by a removal.
fn heads(authority: &Authority) -> BTreeSet<(Signer, Head)> {
    let mut heads = BTreeSet::new();
    for signer in authority.signers() {
        let cuts = authority.cuts(signer).iter().flatten();
        heads.extend(cuts.map(|head| (signer, *head)));
    }
    for (id, organisation) in &authority.roster().organisations {
        if let Status::Removed { heads: named } = &organisation.status {
            heads.extend(
                named
                    .iter()
                    .map(|head| ((*id, head.node), Head { sequence: head.sequence, record: head.record })),
            );
        }
    }
    heads
}
