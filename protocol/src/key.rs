//! Keys and signatures: ed25519, strict, one at a time.
//!
//! Owns: which signatures count. Refuses to know where secrets are kept (see `node::keys`).
//! `verify_strict` only, never a batch (its verdict can differ), never a weak key: the plain check of
//! ed25519 accepts any message under a key of small order.

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize, de::Error as _};
use std::fmt;
use zeroize::Zeroizing;

/// A public key that is on the curve and not weak: no other value of this type exists.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

/// Bytes that are not an acceptable public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not a point of the curve.
    #[error("not a public key")]
    NotAKey,
    /// A point of small order, under which anything verifies.
    #[error("a weak public key")]
    Weak,
}

impl PublicKey {
    /// Accepts 32 bytes as a key.
    ///
    /// # Errors
    /// [`KeyError`] when they are no point of the curve, not in canonical form, or weak.
    pub fn new(bytes: [u8; 32]) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| KeyError::NotAKey)?;
        if key.is_weak() {
            return Err(KeyError::Weak);
        }
        // Decompression accepts y ≥ p; such a second spelling of a key must not pass for another key.
        if !is_canonical(&bytes) {
            return Err(KeyError::NotAKey);
        }
        Ok(Self(bytes))
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first ten hexadecimal digits, for screens.
    #[must_use]
    pub fn short(&self) -> String {
        crate::id::to_hex(&self.0[..5])
    }

    /// Checks a signature over `context ‖ message`, strictly.
    #[must_use]
    pub fn verifies(&self, context: Context, message: &[u8], signature: &Signature) -> bool {
        let Ok(key) = VerifyingKey::from_bytes(&self.0) else { return false };
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(&context.frame(message), &signature).is_ok()
    }
}

/// Whether the y coordinate is below the field's prime 2^255 − 19.
fn is_canonical(bytes: &[u8; 32]) -> bool {
    let all_ones = bytes[1..31].iter().all(|byte| *byte == 0xff) && bytes[31] & 0x7f == 0x7f;
    !(all_ones && bytes[0] >= 0xed)
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::id::to_hex(&self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.short())
    }
}

impl std::str::FromStr for PublicKey {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::new(crate::id::from_hex(text).map_err(|_| KeyError::NotAKey)?)
    }
}

impl Serialize for PublicKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(<[u8; 32]>::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Sixty-four bytes that claim to be a signature.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Signature(pub [u8; 64]);

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({})", crate::id::to_hex(&self.0[..5]))
    }
}

// Two halves, since serde stops at arrays of 32; the bytes are the same 64 in a row.
impl Serialize for Signature {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (r, s) = self.0.split_at(32);
        let halves: ([u8; 32], [u8; 32]) =
            (r.try_into().expect("half of 64 bytes is 32"), s.try_into().expect("half of 64 bytes is 32"));
        halves.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Signature {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (r, s) = <([u8; 32], [u8; 32])>::deserialize(deserializer)?;
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(&r);
        bytes[32..].copy_from_slice(&s);
        Ok(Self(bytes))
    }
}

/// What a signature is for. The context stands in front of what is signed, so that a signature of one
/// type is worthless for every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A record header, by a node key.
    Record,
    /// A roster entry, by a steward key.
    RosterEntry,
    /// The acceptance of an admission, by a root key.
    Acceptance,
    /// A certificate, by a root key and the node key.
    Certificate,
    /// A revocation, by a root key.
    Revocation,
    /// A root withdrawal, by a root key.
    RootWithdrawal,
    /// An invitation, by the inviter's node key.
    Invitation,
    /// A join request, by the invitation key.
    JoinRequest,
    /// A steward's refusal of a join request, by a node key.
    JoinRefusal,
    /// A statement, by a node key.
    Statement,
    /// An attestation, by a node key.
    Attestation,
}

impl Context {
    /// Every context, for `FORMAT.md` and its test.
    pub const ALL: [Self; 11] = [
        Self::Record,
        Self::RosterEntry,
        Self::Acceptance,
        Self::Certificate,
        Self::Revocation,
        Self::RootWithdrawal,
        Self::Invitation,
        Self::JoinRequest,
        Self::JoinRefusal,
        Self::Statement,
        Self::Attestation,
    ];

    /// The bytes in front of what is signed.
    #[must_use]
    pub const fn prefix(self) -> &'static [u8] {
        match self {
            Self::Record => b"vicinia/record/1\0",
            Self::RosterEntry => b"vicinia/roster-entry/1\0",
            Self::Acceptance => b"vicinia/acceptance/1\0",
            Self::Certificate => b"vicinia/certificate/1\0",
            Self::Revocation => b"vicinia/revocation/1\0",
            Self::RootWithdrawal => b"vicinia/root-withdrawal/1\0",
            Self::Invitation => b"vicinia/invitation/1\0",
            Self::JoinRequest => b"vicinia/join-request/1\0",
            Self::JoinRefusal => b"vicinia/join-refusal/1\0",
            Self::Statement => b"vicinia/statement/1\0",
            Self::Attestation => b"vicinia/attestation/1\0",
        }
    }

    fn frame(self, message: &[u8]) -> Vec<u8> {
        [self.prefix(), message].concat()
    }
}

/// A secret key. It has no text form, and it is wiped when dropped.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// A key from 32 random bytes, which the caller draws.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The seed, to be stored encrypted or with mode 0600.
    #[must_use]
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs `context ‖ message`.
    #[must_use]
    pub fn sign(&self, context: Context, message: &[u8]) -> Signature {
        Signature(self.0.sign(&context.frame(message)).to_bytes())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey(of {})", self.public().short())
    }
}
