//! A revocation: an organisation cuts off one of its nodes, keeping what was good.

use crate::codec::{self, Broken, DecodeError, EncodeError, Wire, ascending, ensure};
use crate::extension::Extensions;
use crate::id::{NetworkId, OrganisationId, RevocationId, revocation_id};
use crate::key::{Context, PublicKey, SecretKey, Signature};
use crate::limits;
use crate::roster::operation::Head;
use serde::{Deserialize, Serialize};

/// What the root key signs. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network it holds in.
    pub network: NetworkId,
    /// Whose node.
    pub organisation: OrganisationId,
    /// Which node.
    pub node: PublicKey,
    /// These records and their ancestors stay valid, whatever dates others claim; empty bars all.
    /// Ascending.
    pub last_valid: Vec<Head>,
    /// Code of [`crate::vocabulary::REASON`].
    pub reason: u16,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Revocation {
    const NAME: &'static str = "revocation";
    const MAX_BYTES: usize = limits::CERTIFICATE_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        ensure(self.last_valid.len() <= limits::REVOCATION_HEADS, "too many heads")?;
        ensure(ascending(&self.last_valid), "heads do not ascend")?;
        let safe = self.last_valid.iter().all(|head| head.sequence < limits::SAFE_INTEGER);
        ensure(safe, "sequence out of range")?;
        self.extensions.check()
    }
}

/// A revocation as it travels. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedRevocation {
    /// Exact bytes of a [`Revocation`].
    #[serde(with = "serde_bytes")]
    pub content: Vec<u8>,
    /// Which root key signed: part of the id, so that a rotated key cannot take the place of the current.
    pub by: PublicKey,
    /// By a root key of the organisation.
    pub root: Signature,
}

impl Wire for SignedRevocation {
    const NAME: &'static str = "signed revocation";
    const MAX_BYTES: usize = limits::CERTIFICATE_BYTES + 104;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.content.len() <= limits::CERTIFICATE_BYTES, "revocation too long")
    }
}

impl SignedRevocation {
    /// Signs with the root key.
    ///
    /// # Errors
    /// When the revocation breaks its own bounds.
    pub fn sign(revocation: &Revocation, root: &SecretKey) -> Result<Self, EncodeError> {
        let content = codec::encode(revocation)?;
        Ok(Self { by: root.public(), root: root.sign(Context::Revocation, &content), content })
    }

    /// Its id, over the content and the root key that signed it.
    #[must_use]
    pub fn id(&self) -> RevocationId {
        revocation_id(&[self.by.as_bytes(), self.content.as_slice()].concat())
    }

    /// The content.
    ///
    /// # Errors
    /// When the bytes are no revocation.
    pub fn revocation(&self) -> Result<Revocation, DecodeError> {
        codec::decode(&self.content)
    }

    /// Whether this root key signed it.
    #[must_use]
    pub fn is_signed_by(&self, root: &PublicKey) -> bool {
        *root == self.by && root.verifies(Context::Revocation, &self.content, &self.root)
    }
}
