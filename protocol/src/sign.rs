//! Writing records: the counterpart of [`crate::verify`].

use crate::codec::{self, EncodeError, Wire};
use crate::envelope::Envelope;
use crate::extension::Extensions;
use crate::id::{BodyCommitment, NetworkId, OrganisationId, RecordId, WorkId, body_commitment};
use crate::key::{Context, SecretKey};
use crate::limits;
use crate::record::{About, Header};
use crate::time::Millis;

/// A body ready to be committed to: a random salt and the encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaltedBody(Vec<u8>);

impl SaltedBody {
    /// Encodes a body behind 32 random bytes, which the caller draws.
    ///
    /// # Errors
    /// When the body breaks its own bounds.
    pub fn new<T: Wire>(salt: &[u8; 32], body: &T) -> Result<Self, EncodeError> {
        Ok(Self([salt.as_slice(), &codec::encode(body)?].concat()))
    }

    /// Puts salt before bytes that are encoded already, for kinds this version does not know.
    #[must_use]
    pub fn from_bytes(salt: &[u8; 32], bytes: &[u8]) -> Self {
        Self([salt.as_slice(), bytes].concat())
    }

    /// What the header commits to.
    #[must_use]
    pub fn commitment(&self) -> BodyCommitment {
        body_commitment(&self.0)
    }

    /// Salt and body.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Salt and body.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Who signs, and where in its own sequence it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The network.
    pub network: NetworkId,
    /// The signer's organisation.
    pub organisation: OrganisationId,
    /// The node's next sequence.
    pub sequence: u64,
    /// The node's last record.
    pub previous: Option<RecordId>,
    /// Now, by the signer's clock.
    pub issued_at_ms: Millis,
}

/// What a record is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// Number of the kind, see [`crate::record::kind`].
    pub kind: u16,
    /// The record's own work; `None` starts a new one.
    pub subject: Option<WorkId>,
    /// The work and revision spoken of.
    pub about: Option<About>,
    /// Revisions it replaces, in any order.
    pub supersedes: Vec<RecordId>,
}

/// Signs a record with the node's key.
///
/// # Errors
/// When the header breaks its own bounds, among them the length of the body.
pub fn record(
    node: &SecretKey,
    position: Position,
    mut subject: Subject,
    body: &SaltedBody,
) -> Result<(Header, Envelope), EncodeError> {
    subject.supersedes.sort_unstable();
    subject.supersedes.dedup();
    let header = Header {
        format: limits::FORMAT,
        network: position.network,
        organisation: position.organisation,
        node: node.public(),
        sequence: position.sequence,
        previous: position.previous,
        kind: subject.kind,
        issued_at_ms: position.issued_at_ms,
        subject: subject.subject,
        about: subject.about,
        supersedes: subject.supersedes,
        body_commitment: body.commitment(),
        body_len: u32::try_from(body.0.len()).unwrap_or(u32::MAX),
        extensions: Extensions::NONE,
    };
    let bytes = codec::encode(&header)?;
    let signature = node.sign(Context::Record, &bytes);
    Ok((header, Envelope { header: bytes, signature }))
}
