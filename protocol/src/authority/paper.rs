//! A paper: anything an organisation signs with its root key. One plane of the synchronisation.

use super::{Certificate, Revocation, RootWithdrawal, Signer};
use super::{SignedCertificate, SignedRevocation, SignedRootWithdrawal};
use crate::codec::{Broken, DecodeError, Wire};
use crate::id::{NetworkId, OrganisationId};
use crate::key::PublicKey;
use crate::limits;
use crate::roster::state::State;
use serde::{Deserialize, Serialize};

/// A paper as it travels. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// A root key and a node key vouch for each other.
    Certificate(SignedCertificate),
    /// A root key cuts a node off.
    Revocation(SignedRevocation),
    /// A root key takes works back.
    RootWithdrawal(SignedRootWithdrawal),
}

impl Wire for Paper {
    const NAME: &'static str = "paper";
    const MAX_BYTES: usize = limits::ROOT_WITHDRAWAL_BYTES + 160;

    fn check(&self) -> Result<(), Broken> {
        match self {
            Self::Certificate(one) => one.check(),
            Self::Revocation(one) => one.check(),
            Self::RootWithdrawal(one) => one.check(),
        }
    }
}

/// The content of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperContent {
    /// Of a certificate.
    Certificate(Certificate),
    /// Of a revocation.
    Revocation(Revocation),
    /// Of a root withdrawal.
    RootWithdrawal(RootWithdrawal),
}

impl Paper {
    /// Its id, over the content and the root key that signed it.
    #[must_use]
    pub fn id(&self) -> [u8; 32] {
        match self {
            Self::Certificate(one) => one.id().0,
            Self::Revocation(one) => one.id().0,
            Self::RootWithdrawal(one) => one.id().0,
        }
    }

    /// What it says.
    ///
    /// # Errors
    /// When the bytes are not what they claim to be.
    pub fn content(&self) -> Result<PaperContent, DecodeError> {
        Ok(match self {
            Self::Certificate(one) => PaperContent::Certificate(one.certificate()?),
            Self::Revocation(one) => PaperContent::Revocation(one.revocation()?),
            Self::RootWithdrawal(one) => PaperContent::RootWithdrawal(one.root_withdrawal()?),
        })
    }

    fn is_signed_by(&self, root: &PublicKey, content: &PaperContent) -> bool {
        match (self, content) {
            (Self::Certificate(one), PaperContent::Certificate(content)) => {
                one.is_signed_by(root, &content.node)
            }
            (Self::Revocation(one), _) => one.is_signed_by(root),
            (Self::RootWithdrawal(one), _) => one.is_signed_by(root),
            (Self::Certificate(_), _) => false,
        }
    }
}

impl PaperContent {
    /// In which network and by which organisation.
    #[must_use]
    pub const fn origin(&self) -> (NetworkId, OrganisationId) {
        match self {
            Self::Certificate(one) => (one.network, one.organisation),
            Self::Revocation(one) => (one.network, one.organisation),
            Self::RootWithdrawal(one) => (one.network, one.organisation),
        }
    }
}

/// Bytes that are wrong under every state of the roster.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// Not a paper.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// Of another network.
    #[error("the paper belongs to another network")]
    WrongNetwork,
}

/// Why a paper is not held.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperRefusal {
    /// The sender's fault.
    #[error(transparent)]
    Fault(#[from] PaperFault),
    /// Nobody's fault: the roster may say otherwise tomorrow.
    #[error("the organisation {0} is not in the roster")]
    UnknownOrganisation(OrganisationId),
    /// Nobody's fault that we know: the root may be one the roster will name.
    #[error("no root key of the organisation {0} signed it")]
    NotSigned(OrganisationId),
}

/// A paper whose signature by a root key that the organisation has or had was checked.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) paper: Paper,
    pub(super) content: PaperContent,
    pub(super) root: PublicKey,
}

impl Checked {
    pub(super) fn new(paper: Paper, state: &State) -> Result<Self, PaperRefusal> {
        paper.check().map_err(|rule| PaperFault::Decode(DecodeError::Rule { what: Paper::NAME, rule }))?;
        let content = paper.content().map_err(PaperFault::Decode)?;
        let (network, who) = content.origin();
        if network != state.network {
            return Err(PaperFault::WrongNetwork.into());
        }
        let organisation = state.organisations.get(&who).ok_or(PaperRefusal::UnknownOrganisation(who))?;
        let signed = organisation.roots.iter().find(|root| paper.is_signed_by(&root.key, &content));
        let root = signed.ok_or(PaperRefusal::NotSigned(who))?.key;
        Ok(Self { paper, content, root })
    }

    pub(super) fn id(&self) -> [u8; 32] {
        self.paper.id()
    }

    /// Whether the root behind it is one that the organisation has or had in this state.
    pub(super) fn is_admitted(&self, state: &State) -> bool {
        let organisation = state.organisations.get(&self.content.origin().1);
        organisation.is_some_and(|one| one.roots.iter().any(|root| root.key == self.root))
    }

    /// Whether the root behind it still stands for it.
    pub(super) fn counts(&self, state: &State) -> bool {
        let organisation = state.organisations.get(&self.content.origin().1);
        organisation.is_some_and(|one| one.counts(&self.root, &self.id()))
    }

    pub(super) fn certified(&self) -> Option<Signer> {
        match &self.content {
            PaperContent::Certificate(one) => Some((one.organisation, one.node)),
            PaperContent::Revocation(_) | PaperContent::RootWithdrawal(_) => None,
        }
    }

    pub(super) fn certificate_of(&self, organisation: OrganisationId) -> Option<&Certificate> {
        match &self.content {
            PaperContent::Certificate(one) if one.organisation == organisation => Some(one),
            _ => None,
        }
    }
}
