//! A root withdrawal: an organisation takes its works back without any node, even after it left.

use crate::codec::{self, Broken, DecodeError, EncodeError, Wire, ascending, ensure};
use crate::extension::Extensions;
use crate::id::{NetworkId, OrganisationId, RootWithdrawalId, root_withdrawal_id};
use crate::key::{Context, PublicKey, SecretKey, Signature};
use crate::limits;
use crate::roster::operation::Target;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What the root key signs. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootWithdrawal {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network it holds in.
    pub network: NetworkId,
    /// Whose works.
    pub organisation: OrganisationId,
    /// What; naming a withdrawal's target countersigns that withdrawal. Ascending.
    pub targets: Vec<Target>,
    /// Code of [`crate::vocabulary::WITHDRAWAL_LEVEL`].
    pub level: u16,
    /// Code of [`crate::vocabulary::REASON`].
    pub reason: u16,
    /// When it was signed.
    pub at_ms: Millis,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for RootWithdrawal {
    const NAME: &'static str = "root withdrawal";
    const MAX_BYTES: usize = limits::ROOT_WITHDRAWAL_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        let targets = self.targets.len();
        ensure((1..=limits::ROOT_WITHDRAWAL_TARGETS).contains(&targets), "number of targets out of range")?;
        ensure(ascending(&self.targets), "targets do not ascend")?;
        ensure((1..=3).contains(&self.level), "unknown level of withdrawal")?;
        ensure(self.at_ms < limits::SAFE_INTEGER, "time out of range")?;
        self.extensions.check()
    }
}

/// A root withdrawal as it travels. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedRootWithdrawal {
    /// Exact bytes of a [`RootWithdrawal`].
    #[serde(with = "serde_bytes")]
    pub content: Vec<u8>,
    /// Which root key signed: part of the id, so that a rotated key cannot take the place of the current.
    pub by: PublicKey,
    /// By the organisation's current root key.
    pub root: Signature,
}

impl Wire for SignedRootWithdrawal {
    const NAME: &'static str = "signed root withdrawal";
    const MAX_BYTES: usize = limits::ROOT_WITHDRAWAL_BYTES + 104;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.content.len() <= limits::ROOT_WITHDRAWAL_BYTES, "root withdrawal too long")
    }
}

impl SignedRootWithdrawal {
    /// Signs with the root key.
    ///
    /// # Errors
    /// When the withdrawal breaks its own bounds.
    pub fn sign(withdrawal: &RootWithdrawal, root: &SecretKey) -> Result<Self, EncodeError> {
        let content = codec::encode(withdrawal)?;
        Ok(Self { by: root.public(), root: root.sign(Context::RootWithdrawal, &content), content })
    }

    /// Its id, over the content and the root key that signed it.
    #[must_use]
    pub fn id(&self) -> RootWithdrawalId {
        root_withdrawal_id(&[self.by.as_bytes(), self.content.as_slice()].concat())
    }

    /// The content.
    ///
    /// # Errors
    /// When the bytes are no root withdrawal.
    pub fn root_withdrawal(&self) -> Result<RootWithdrawal, DecodeError> {
        codec::decode(&self.content)
    }

    /// Whether this root key signed it.
    #[must_use]
    pub fn is_signed_by(&self, root: &PublicKey) -> bool {
        *root == self.by && root.verifies(Context::RootWithdrawal, &self.content, &self.root)
    }
}
