//! A certificate: an organisation's root key and a node's key vouch for each other.

use crate::codec::{self, Broken, DecodeError, EncodeError, Wire, ascending, ensure};
use crate::extension::Extensions;
use crate::id::{CertificateId, NetworkId, OrganisationId, certificate_id};
use crate::key::{Context, PublicKey, SecretKey, Signature};
use crate::limits;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// The role of an ordinary installation.
pub const ROLE_NODE: u16 = 1;

/// What both keys sign. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network it holds in.
    pub network: NetworkId,
    /// For whom the node speaks.
    pub organisation: OrganisationId,
    /// The node's key, which is also its address in the network.
    pub node: PublicKey,
    /// Which of the organisation's installations.
    pub slot: u16,
    /// Counts the certificates of one slot.
    pub renewal: u16,
    /// [`ROLE_NODE`]; 2 (delegate) is reserved.
    pub role: u16,
    /// What the node may do, ascending; empty means all. Reserved.
    pub scopes: Vec<u16>,
    /// Records issued more than a day before this are barred.
    pub not_before_ms: Millis,
    /// Records issued after this are barred; older ones stay.
    pub expires_at_ms: Millis,
    /// A generated name for people, such as `node 1`; never a person's.
    pub label: String,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Certificate {
    const NAME: &'static str = "certificate";
    const MAX_BYTES: usize = limits::CERTIFICATE_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        ensure(self.renewal < limits::RENEWALS, "too many renewals")?;
        ensure(self.scopes.len() <= 32, "too many scopes")?;
        ensure(ascending(&self.scopes), "scopes do not ascend")?;
        ensure(self.not_before_ms <= self.expires_at_ms, "ends before it begins")?;
        ensure(self.expires_at_ms < limits::SAFE_INTEGER, "time out of range")?;
        ensure(self.label.len() <= 64, "label too long")?;
        self.extensions.check()
    }
}

/// A certificate as it travels. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedCertificate {
    /// Exact bytes of a [`Certificate`].
    #[serde(with = "serde_bytes")]
    pub content: Vec<u8>,
    /// Which root key signed: part of the id, so that a rotated key cannot take the place of the current.
    pub by: PublicKey,
    /// By a root key of the organisation.
    pub root: Signature,
    /// By the node's key: nobody certifies a key that is not theirs.
    pub node: Signature,
}

impl Wire for SignedCertificate {
    const NAME: &'static str = "signed certificate";
    const MAX_BYTES: usize = limits::CERTIFICATE_BYTES + 168;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.content.len() <= limits::CERTIFICATE_BYTES, "certificate too long")
    }
}

impl SignedCertificate {
    /// Signs with both keys.
    ///
    /// # Errors
    /// When the certificate breaks its own bounds.
    pub fn sign(certificate: &Certificate, root: &SecretKey, node: &SecretKey) -> Result<Self, EncodeError> {
        let content = codec::encode(certificate)?;
        Ok(Self {
            by: root.public(),
            root: root.sign(Context::Certificate, &content),
            node: node.sign(Context::Certificate, &content),
            content,
        })
    }

    /// Its id, over the content and the root key that signed it.
    #[must_use]
    pub fn id(&self) -> CertificateId {
        certificate_id(&[self.by.as_bytes(), self.content.as_slice()].concat())
    }

    /// The content.
    ///
    /// # Errors
    /// When the bytes are no certificate.
    pub fn certificate(&self) -> Result<Certificate, DecodeError> {
        codec::decode(&self.content)
    }

    /// Whether this root key and the named node's key signed it.
    #[must_use]
    pub fn is_signed_by(&self, root: &PublicKey, node: &PublicKey) -> bool {
        *root == self.by
            && root.verifies(Context::Certificate, &self.content, &self.root)
            && node.verifies(Context::Certificate, &self.content, &self.node)
    }
}
