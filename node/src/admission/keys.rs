//! What stewards decide about keys of members: a node is cut off, a root key succeeded.

use super::Admission;
use crate::folder::Folder;
use protocol::api::{Problem, ProblemKind, RosterChange};
use protocol::authority::{Authority, Signer};
use protocol::id::OrganisationId;
use protocol::roster::Operation;
use protocol::roster::operation::{Head, RevokeNode, RotateRoot};

impl Admission {
    /// Cuts a node off: of what it signed, these heads and what they build on stay.
    ///
    /// # Errors
    /// As for [`Admission::admit`].
    pub async fn revoke(
        &self,
        folder: &Folder,
        (organisation, node): Signer,
        last_valid: Vec<Head>,
        reason: u16,
        passphrase: &str,
    ) -> Result<RosterChange, Problem> {
        let operation = Operation::RevokeNode(RevokeNode { organisation, node, last_valid, reason });
        let change = self.enact(folder, passphrase, Some(operation)).await?;
        let words = format!("the node {} is revoked", node.short());
        Ok(worded(change, &words))
    }

    /// Puts the root key in force that a member has made.
    ///
    /// # Errors
    /// As for [`Admission::admit`], and when the request is damaged.
    pub async fn rotate(
        &self,
        folder: &Folder,
        request: &str,
        passphrase: &str,
    ) -> Result<RosterChange, Problem> {
        let rotation = rotation(request)?;
        let authority = self.authority()?;
        let name = name(&authority, rotation.organisation);
        let change = self.enact(folder, passphrase, Some(Operation::RotateRoot(rotation))).await?;
        Ok(worded(change, &format!("{name} has a new root key")))
    }
}

/// Reads what `vicinia node new-root` printed.
///
/// # Errors
/// When it is something else or damaged.
pub fn rotation(request: &str) -> Result<RotateRoot, Problem> {
    let text: String = request.split_whitespace().collect();
    super::decode_hex(&text).map_err(|_| {
        Problem::new(ProblemKind::Usage, "this is no request for a new root key, or it is damaged")
            .hint("hand over the whole text that vicinia node new-root printed")
    })
}

fn name(authority: &Authority, organisation: OrganisationId) -> String {
    authority.organisation(organisation).map_or_else(|| organisation.short(), |one| one.name.clone())
}

fn worded(change: RosterChange, words: &str) -> RosterChange {
    let message = if change.in_force {
        format!("in force: {words}")
    } else {
        format!("proposed that {words}: more stewards have to sign")
    };
    RosterChange { message, ..change }
}
