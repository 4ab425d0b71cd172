//! Names of things: 32-byte hashes and keys that cannot be mistaken for one another.
//!
//! Owns: the hash contexts and the text forms. Refuses to know what is hashed.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// BLAKE3 in derive-key mode: the context keeps one kind of hash from passing for another.
pub(crate) fn derive(context: &str, bytes: &[u8]) -> [u8; 32] {
    blake3::derive_key(context, bytes)
}

/// A text that is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: 64 hexadecimal digits expected")]
pub struct ParseIdError;

/// Lower-case hexadecimal digits of some bytes.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// Thirty-two bytes from 64 hexadecimal digits, lower case only: an id has one text form.
///
/// # Errors
/// [`ParseIdError`] for any other text.
pub fn from_hex(text: &str) -> Result<[u8; 32], ParseIdError> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return Err(ParseIdError);
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = (digit(pair[0])? << 4) | digit(pair[1])?;
    }
    Ok(bytes)
}

const fn digit(letter: u8) -> Result<u8, ParseIdError> {
    match letter {
        b'0'..=b'9' => Ok(letter - b'0'),
        b'a'..=b'f' => Ok(letter - b'a' + 10),
        _ => Err(ParseIdError),
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub [u8; 32]);

        impl $name {
            /// The bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 32] { &self.0 }

            /// The first ten digits: enough to tell things apart on a screen, never to name them for good.
            #[must_use]
            pub fn short(&self) -> String { to_hex(&self.0[..5]) }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&to_hex(&self.0)) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.short())
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;
            fn from_str(text: &str) -> Result<Self, ParseIdError> { from_hex(text).map(Self) }
        }
    )+};
}

ids! {
    /// One federation: the [`EntryId`] of its genesis.
    NetworkId
    /// One organisation, for ever: derived from its first root key.
    OrganisationId
    /// One record: the hash of its header.
    RecordId
    /// One work: the [`RecordId`] of its first revision.
    WorkId
    /// One roster entry: the hash of its content without signatures.
    EntryId
    /// One certificate.
    CertificateId
    /// One revocation.
    RevocationId
    /// One root withdrawal.
    RootWithdrawalId
    /// One invitation: the hash of its public key.
    InvitationHash
    /// The commitment to a body that can be erased: a hash over salt and text.
    BodyCommitment
    /// The BLAKE3 hash of a document's bytes.
    DocumentHash
}

impl NetworkId {
    /// The network that a genesis entry names, since it cannot name itself.
    pub const ZERO: Self = Self([0; 32]);
}

impl EntryId {
    /// What a genesis entry names as its predecessor.
    pub const ZERO: Self = Self([0; 32]);
}

impl From<EntryId> for NetworkId {
    fn from(genesis: EntryId) -> Self {
        Self(genesis.0)
    }
}

impl From<RecordId> for WorkId {
    fn from(first_revision: RecordId) -> Self {
        Self(first_revision.0)
    }
}

impl From<WorkId> for RecordId {
    fn from(work: WorkId) -> Self {
        Self(work.0)
    }
}

/// `RecordId` of exact header bytes.
#[must_use]
pub fn record_id(header: &[u8]) -> RecordId {
    RecordId(derive("vicinia record v1", header))
}

/// `EntryId` of exact roster entry bytes.
#[must_use]
pub fn entry_id(content: &[u8]) -> EntryId {
    EntryId(derive("vicinia roster entry v1", content))
}

/// `CertificateId` of the root key that signed and the exact certificate bytes behind it.
#[must_use]
pub fn certificate_id(content: &[u8]) -> CertificateId {
    CertificateId(derive("vicinia certificate v1", content))
}

/// `RevocationId` of the root key that signed and the exact revocation bytes behind it.
#[must_use]
pub fn revocation_id(content: &[u8]) -> RevocationId {
    RevocationId(derive("vicinia revocation v1", content))
}

/// `RootWithdrawalId` of the root key that signed and the exact root withdrawal bytes behind it.
#[must_use]
pub fn root_withdrawal_id(content: &[u8]) -> RootWithdrawalId {
    RootWithdrawalId(derive("vicinia root withdrawal v1", content))
}

/// `OrganisationId` of an organisation's first root key.
#[must_use]
pub fn organisation_id(first_root: &crate::key::PublicKey) -> OrganisationId {
    OrganisationId(derive("vicinia organisation v1", first_root.as_bytes()))
}

/// `InvitationHash` of an invitation's public key.
#[must_use]
pub fn invitation_hash(key: &crate::key::PublicKey) -> InvitationHash {
    InvitationHash(derive("vicinia invitation v1", key.as_bytes()))
}

/// The commitment to `salt ‖ bytes`.
#[must_use]
pub fn body_commitment(salted: &[u8]) -> BodyCommitment {
    BodyCommitment(derive("vicinia body v1", salted))
}
