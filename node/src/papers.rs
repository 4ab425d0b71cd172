//! Papers: what the organisation signs with its root key — certificates and revocations of its nodes,
//! root withdrawals — and the key's own succession.
//!
//! Owns: opening the root key for one act, and that only the key the roster names is used. Refuses to
//! know how papers travel. Neighbours: [`crate::keys`] for files, [`crate::governance`] takes papers in,
//! [`crate::admission`] signs what stewards decide.

mod certify;
mod revoke;
mod succeed;
mod validity;

pub use succeed::Successor;
pub use validity::{Validity, certificates, validity};

use crate::clock;
use crate::folder::Folder;
use crate::governance::Governance;
use crate::identity::Who;
use crate::keys;
use crate::problem::store_problem;
use crate::store::Store;
use protocol::api::{Problem, ProblemKind};
use protocol::authority::{Authority, Paper, RootWithdrawal, SignedRootWithdrawal};
use protocol::codec::EncodeError;
use protocol::extension::Extensions;
use protocol::key::{PublicKey, SecretKey};
use protocol::limits;
use protocol::roster::Organisation;
use protocol::roster::operation::Target;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A cheap handle.
#[derive(Clone)]
pub struct Papers {
    folder: Folder,
    governance: Governance,
    store: Store,
    who: Who,
    node: Arc<SecretKey>,
}

impl Papers {
    /// For one node.
    #[must_use]
    pub fn new(folder: Folder, governance: Governance, store: Store, who: Who, node: Arc<SecretKey>) -> Self {
        Self { folder, governance, store, who, node }
    }

    fn authority(&self) -> Result<Arc<Authority>, Problem> {
        self.governance.authority().ok_or_else(|| {
            Problem::new(ProblemKind::Refused, "this node has not been admitted to its network yet")
                .hint("vicinia status says what it waits for")
        })
    }

    /// Signs with the root key that a work or a revision is taken back. It counts once it is [put in
    /// force](Self::put_in_force).
    ///
    /// # Errors
    /// When the key is elsewhere or the passphrase is wrong.
    pub async fn withdrawal(
        &self,
        target: Target,
        level: u16,
        reason: u16,
        passphrase: &str,
    ) -> Result<Paper, Problem> {
        let root = self.root(passphrase).await?;
        let withdrawal = RootWithdrawal {
            format: limits::FORMAT,
            network: self.who.network,
            organisation: self.who.organisation,
            targets: vec![target],
            level,
            reason,
            at_ms: clock::now_ms(),
            extensions: Extensions::NONE,
        };
        let signed = SignedRootWithdrawal::sign(&withdrawal, &root).map_err(|error| unsigned(&error))?;
        Ok(Paper::RootWithdrawal(signed))
    }

    /// The organisation's root key, if it is the one in force. A successor that has come into force takes
    /// its predecessor's place on the disk.
    async fn root(&self, passphrase: &str) -> Result<SecretKey, Problem> {
        let authority = self.authority()?;
        let current = authority.organisation(self.who.organisation).and_then(Organisation::root).copied();
        let (root, next) = (self.folder.root_key(), self.folder.next_root_key());
        let passphrase = Zeroizing::new(passphrase.to_owned());
        tokio::task::spawn_blocking(move || open(&root, &next, current, &passphrase))
            .await
            .map_err(|_| Problem::new(ProblemKind::Failure, "opening the key failed"))?
    }

    /// Makes a paper count here; how it reaches others is for the caller.
    ///
    /// # Errors
    /// When it is held already, there is no room for it or the store fails.
    pub async fn put_in_force(&self, paper: Paper) -> Result<Paper, Problem> {
        let offered = self.governance.offer_papers(vec![paper.clone()]).await;
        let offered = offered.map_err(|error| store_problem(&error))?;
        match offered.refused.into_iter().next() {
            None if offered.added > 0 => Ok(paper),
            None => Err(Problem::new(
                ProblemKind::Refused,
                "this is signed already, or there is no room for more of it",
            )),
            Some((_, words, _)) => Err(Problem::new(ProblemKind::Refused, words)),
        }
    }
}

fn open(
    root: &Path,
    next: &Path,
    current: Option<PublicKey>,
    passphrase: &str,
) -> Result<SecretKey, Problem> {
    let first = keys::load_encrypted(root, passphrase);
    if let Ok(key) = &first
        && Some(key.public()) == current
    {
        return first;
    }
    if next.exists() {
        let key = keys::load_encrypted(next, passphrase)?;
        if Some(key.public()) == current {
            let moved = std::fs::rename(next, root);
            moved.map_err(|error| Problem::new(ProblemKind::Failure, crate::folder::plain(&error)))?;
            return Ok(key);
        }
    }
    first?;
    let message = "keys/root.age is not the root key that the roster names for this organisation";
    Err(Problem::new(ProblemKind::Refused, message).hint("put the current one in its place for this act"))
}

fn unsigned(error: &EncodeError) -> Problem {
    Problem::new(ProblemKind::Failure, error.to_string())
}
