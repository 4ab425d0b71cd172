//! Certifying: this node for another period, or a place for a further node.

use super::{Papers, unsigned};
use crate::clock;
use protocol::api::{Problem, ProblemKind};
use protocol::authority::certificate::ROLE_NODE;
use protocol::authority::{Authority, Certificate, Paper, SignedCertificate};
use protocol::extension::Extensions;
use protocol::id::OrganisationId;
use protocol::limits;
use protocol::time::Millis;

impl Papers {
    /// Certifies this node anew, from now on. Says until when.
    ///
    /// # Errors
    /// When the node was revoked, its slot has no renewal left, the key is elsewhere, the passphrase is
    /// wrong or the store fails.
    pub async fn renew(&self, passphrase: &str) -> Result<(Paper, Millis), Problem> {
        let authority = self.authority()?;
        let signer = (self.who.organisation, self.who.node);
        if !authority.cuts(signer).is_empty() {
            let message = "this node was revoked, which no renewal undoes";
            return Err(Problem::new(ProblemKind::Refused, message)
                .hint("set a new node up in another folder: vicinia node add, on a node that is valid"));
        }
        let (slot, renewal) =
            authority.next_certificate(signer).ok_or_else(|| no_place(&authority, signer.0))?;
        let root = self.root(passphrase).await?;
        let now = clock::now_ms();
        let certificate = Certificate {
            format: limits::FORMAT,
            network: self.who.network,
            organisation: self.who.organisation,
            node: self.who.node,
            slot,
            renewal,
            role: ROLE_NODE,
            scopes: Vec::new(),
            not_before_ms: now,
            expires_at_ms: now + limits::CERTIFICATE_LIFETIME_MS,
            label: format!("node {}", slot + 1),
            extensions: Extensions::NONE,
        };
        let signed =
            SignedCertificate::sign(&certificate, &root, &self.node).map_err(|error| unsigned(&error))?;
        let paper = self.put_in_force(Paper::Certificate(signed)).await?;
        Ok((paper, certificate.expires_at_ms))
    }

    /// The lowest slot that no node of an organisation has or had.
    ///
    /// # Errors
    /// When all are taken.
    pub fn free_slot(&self, organisation: OrganisationId) -> Result<u16, Problem> {
        let authority = self.authority()?;
        // A key that nobody has is certified for no slot yet.
        let nobody = crate::keys::generate().public();
        let place = authority.next_certificate((organisation, nobody));
        place.map(|(slot, _)| slot).ok_or_else(|| no_place(&authority, organisation))
    }
}

fn no_place(authority: &Authority, organisation: OrganisationId) -> Problem {
    let slots = authority.organisation(organisation).map_or(0, |one| one.node_slots);
    let message = format!("all {slots} places for nodes of this organisation are used up");
    Problem::new(ProblemKind::Refused, message).hint("ask the stewards for more")
}
