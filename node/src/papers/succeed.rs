//! Succession of the root key: a new one is made here; the stewards put it in force.
//!
//! The old key is not needed: it may be lost, or in the wrong hands. What it signed counts only as far as
//! the successor keeps it.

use super::{Papers, unsigned};
use crate::keys;
use crate::setup::fingerprint;
use protocol::api::{Problem, ProblemKind};
use protocol::authority::{Authority, Paper, PaperContent};
use protocol::codec;
use protocol::id::{OrganisationId, to_hex};
use protocol::key::PublicKey;
use protocol::limits;
use protocol::roster::operation::{Acceptance, RotateRoot};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// A new root key that waits for the stewards.
#[derive(Debug)]
pub struct Successor {
    /// The operation to hand to a steward, as text.
    pub request: String,
    /// Of the new key, to be read out by telephone.
    pub fingerprint: String,
    /// The new key as 24 words, to be written down.
    pub words: Zeroizing<String>,
    /// The new key, encrypted.
    pub file: PathBuf,
    /// Nodes that stay certified.
    pub kept: Vec<PublicKey>,
}

impl Papers {
    /// Makes a new root key beside the old one. All papers that count stay, but for the certificates of
    /// the nodes to be dropped.
    ///
    /// # Errors
    /// When the passphrase is too short, too much is to be kept or the file cannot be written.
    pub async fn new_root(&self, drop: &[PublicKey], passphrase: &str) -> Result<Successor, Problem> {
        keys::check_passphrase(passphrase)?;
        let authority = self.authority()?;
        let (keep, kept) = kept(&authority, self.who.organisation, drop);
        if keep.len() > limits::ROTATION_KEEPS {
            return Err(Problem::new(
                ProblemKind::Refused,
                "this organisation has more papers than can be kept",
            ));
        }
        let root = keys::generate();
        let acceptance = Acceptance::joining(self.who.network, root.public(), None)
            .sign(&root)
            .map_err(|error| unsigned(&error))?;
        let rotation =
            RotateRoot { organisation: self.who.organisation, root: root.public(), acceptance, keep };
        let request = to_hex(&codec::encode(&rotation).map_err(|error| unsigned(&error))?);
        let (file, words, public) = (self.folder.next_root_key(), keys::words(&root), root.public());
        let (path, passphrase) = (file.clone(), Zeroizing::new(passphrase.to_owned()));
        tokio::task::spawn_blocking(move || keys::save_encrypted(&path, &root, &passphrase))
            .await
            .map_err(|_| Problem::new(ProblemKind::Failure, "writing the key failed"))??;
        Ok(Successor { request, fingerprint: fingerprint(public.as_bytes()), words, file, kept })
    }
}

/// Ids of the papers that count now, ascending, and the nodes whose certificates are among them.
fn kept(
    authority: &Authority,
    organisation: OrganisationId,
    drop: &[PublicKey],
) -> (Vec<[u8; 32]>, Vec<PublicKey>) {
    let mut nodes = Vec::new();
    let mut keeps = |id: &[u8; 32], paper: &Paper| {
        let counts =
            authority.organisation(organisation).is_some_and(|one| one.counts(&signed_by(paper), id));
        match paper.content() {
            Ok(PaperContent::Certificate(one)) if one.organisation == organisation && counts => {
                let stays = !drop.contains(&one.node);
                if stays && !nodes.contains(&one.node) {
                    nodes.push(one.node);
                }
                stays
            }
            Ok(content) => counts && content.origin().1 == organisation,
            Err(_) => false,
        }
    };
    let ids = authority.papers().filter(|(id, paper)| keeps(id, paper)).map(|(id, _)| id).collect();
    (ids, nodes)
}

const fn signed_by(paper: &Paper) -> PublicKey {
    match paper {
        Paper::Certificate(one) => one.by,
        Paper::Revocation(one) => one.by,
        Paper::RootWithdrawal(one) => one.by,
    }
}
