//! Revoking: a node is cut off, and what it had said by then stays.

use super::{Papers, unsigned};
use crate::prefix::Prefix;
use crate::problem::store_problem;
use protocol::api::{Problem, ProblemKind};
use protocol::authority::{Paper, Revocation, SignedRevocation, Signer};
use protocol::extension::Extensions;
use protocol::id::RecordId;
use protocol::limits;
use protocol::roster::operation::Head;

impl Papers {
    /// Signs with the root key that one of our nodes is cut off: of what it signed, these heads and what
    /// they build on stay. It counts once it is [put in force](Papers::put_in_force).
    ///
    /// # Errors
    /// When the key is elsewhere or the passphrase is wrong.
    pub async fn revocation(
        &self,
        signer: Signer,
        last_valid: Vec<Head>,
        reason: u16,
        passphrase: &str,
    ) -> Result<Paper, Problem> {
        let root = self.root(passphrase).await?;
        let revocation = Revocation {
            format: limits::FORMAT,
            network: self.who.network,
            organisation: signer.0,
            node: signer.1,
            last_valid,
            reason,
            extensions: Extensions::NONE,
        };
        let signed = SignedRevocation::sign(&revocation, &root).map_err(|error| unsigned(&error))?;
        Ok(Paper::Revocation(signed))
    }

    /// A node by its key or the beginning of it, in any organisation.
    ///
    /// # Errors
    /// When none or several fit.
    pub fn node(&self, named: &str) -> Result<Signer, Problem> {
        let authority = self.authority()?;
        let wanted = Prefix::new(named)?;
        let fitting = authority.signers().filter(|signer| wanted.fits(&signer.1));
        wanted.only(fitting, "nodes")?.ok_or_else(|| {
            Problem::new(ProblemKind::NotFound, format!("no node has the key {named}"))
                .hint("vicinia node lists ours, vicinia peers --json those of others")
        })
    }

    /// The last record of a node that is held here: as a cut, it keeps all that is held.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn head_of(&self, signer: Signer) -> Result<Vec<Head>, Problem> {
        let head = self.store.read(move |view| view.own_head(signer)).await;
        let head = head.map_err(|error| store_problem(&error))?;
        let last = head.sequence.checked_sub(1).zip(head.previous);
        Ok(last.map(|(sequence, record)| Head { sequence, record }).into_iter().collect())
    }

    /// Records of a node as heads of a cut.
    ///
    /// # Errors
    /// When one is not here or not the node's, or they are too many.
    pub async fn heads(&self, signer: Signer, records: Vec<RecordId>) -> Result<Vec<Head>, Problem> {
        if records.len() > limits::REVOCATION_HEADS {
            let message = format!("at most {} records can be named", limits::REVOCATION_HEADS);
            return Err(Problem::new(ProblemKind::Usage, message));
        }
        let found = self.store.read(move |view| {
            records.into_iter().map(|id| Ok((id, view.record(id)?))).collect::<Result<Vec<_>, _>>()
        });
        let mut heads = Vec::new();
        for (id, record) in found.await.map_err(|error| store_problem(&error))? {
            let facts = record.map(|record| record.facts);
            let facts =
                facts.filter(|facts| (facts.organisation, facts.node) == signer).ok_or_else(|| {
                    Problem::new(ProblemKind::NotFound, format!("{} is no record of this node", id.short()))
                })?;
            heads.push(Head { sequence: facts.sequence, record: id });
        }
        heads.sort_unstable();
        heads.dedup();
        Ok(heads)
    }
}
