//! Bytes to values and back: the only file that names bincode.
//!
//! Owns: the encoding (`config::standard()`: little endian, variable-length integers), its limits and
//! the canonical check. Refuses to know what the values mean, except through [`Wire::check`].
//!
//! bincode 2 is no longer maintained (RUSTSEC-2025-0141), so its version is pinned exactly and the bytes
//! are written out in `FORMAT.md`: another implementation needs neither this file nor that crate.

use serde::{Serialize, de::DeserializeOwned};

/// A type that travels: it has a maximal encoded size and rules beyond its shape.
pub trait Wire: Serialize + DeserializeOwned {
    /// The name used in errors and in `FORMAT.md`.
    const NAME: &'static str;
    /// The largest encoding in bytes; longer input is refused before it is read.
    const MAX_BYTES: usize;

    /// Rules that the shape alone does not say: sorted sets, bounds of lists, weak keys.
    ///
    /// # Errors
    /// The first rule that is broken.
    fn check(&self) -> Result<(), Broken>;
}

/// A rule of [`Wire::check`] that does not hold, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Broken(pub &'static str);

/// Why bytes are not a value. Every variant means: wrong under every authority, so the sender's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// More bytes than the type may have.
    #[error("{what}: {len} bytes, at most {max} allowed")]
    TooLong {
        /// The type.
        what: &'static str,
        /// Bytes received.
        len: usize,
        /// Bytes allowed.
        max: usize,
    },
    /// The bytes do not have the type's shape.
    #[error("{what}: not decodable ({reason})")]
    Malformed {
        /// The type.
        what: &'static str,
        /// What the decoder said.
        reason: String,
    },
    /// Bytes are left over.
    #[error("{what}: {extra} bytes after the end")]
    Trailing {
        /// The type.
        what: &'static str,
        /// How many.
        extra: usize,
    },
    /// The value has a shorter or other encoding than the one received.
    #[error("{what}: not the canonical encoding")]
    NotCanonical {
        /// The type.
        what: &'static str,
    },
    /// A rule beyond the shape is broken.
    #[error("{what}: {rule}")]
    Rule {
        /// The type.
        what: &'static str,
        /// The rule.
        rule: Broken,
    },
}

impl DecodeError {
    /// A short, stable key for counters.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "oversize",
            Self::Malformed { .. } => "malformed",
            Self::Trailing { .. } => "trailing-bytes",
            Self::NotCanonical { .. } => "not-canonical",
            Self::Rule { .. } => "rule-broken",
        }
    }
}

/// Why a value cannot be written: it would be refused by every reader.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// The encoding is larger than the type may have.
    #[error("{what}: {len} bytes, at most {max} allowed")]
    TooLong {
        /// The type.
        what: &'static str,
        /// Bytes it would take.
        len: usize,
        /// Bytes allowed.
        max: usize,
    },
    /// A rule beyond the shape is broken.
    #[error("{what}: {rule}")]
    Rule {
        /// The type.
        what: &'static str,
        /// The rule.
        rule: Broken,
    },
    /// The encoder itself refused.
    #[error("{what}: {reason}")]
    Encoder {
        /// The type.
        what: &'static str,
        /// What it said.
        reason: String,
    },
}

/// No wire type may be longer than this, whatever it says of itself.
const CEILING_BYTES: usize = 2 * 1024 * 1024;

fn config() -> bincode::config::Configuration<
    bincode::config::LittleEndian,
    bincode::config::Varint,
    bincode::config::Limit<CEILING_BYTES>,
> {
    bincode::config::standard().with_limit::<CEILING_BYTES>()
}

/// Writes a value.
///
/// # Errors
/// When the value breaks its own rules or its size: nothing is written that a reader would refuse.
pub fn encode<T: Wire>(value: &T) -> Result<Vec<u8>, EncodeError> {
    value.check().map_err(|rule| EncodeError::Rule { what: T::NAME, rule })?;
    let bytes = bincode::serde::encode_to_vec(value, config())
        .map_err(|error| EncodeError::Encoder { what: T::NAME, reason: error.to_string() })?;
    if bytes.len() > T::MAX_BYTES {
        return Err(EncodeError::TooLong { what: T::NAME, len: bytes.len(), max: T::MAX_BYTES });
    }
    Ok(bytes)
}

/// Reads a value: the whole input, nothing but the input, in its only encoding.
///
/// # Errors
/// [`DecodeError`], without having allocated more than a small multiple of the input.
pub fn decode<T: Wire>(bytes: &[u8]) -> Result<T, DecodeError> {
    let what = T::NAME;
    if bytes.len() > T::MAX_BYTES {
        return Err(DecodeError::TooLong { what, len: bytes.len(), max: T::MAX_BYTES });
    }
    let (value, read) = bincode::serde::decode_from_slice::<T, _>(bytes, config())
        .map_err(|error| DecodeError::Malformed { what, reason: error.to_string() })?;
    if read != bytes.len() {
        return Err(DecodeError::Trailing { what, extra: bytes.len() - read });
    }
    value.check().map_err(|rule| DecodeError::Rule { what, rule })?;
    let again = bincode::serde::encode_to_vec(&value, config())
        .map_err(|error| DecodeError::Malformed { what, reason: error.to_string() })?;
    if again != bytes {
        return Err(DecodeError::NotCanonical { what });
    }
    Ok(value)
}

/// Asks for a rule: `ensure(a < b, "a is not below b")?`.
///
/// # Errors
/// [`Broken`] with the given words when the rule does not hold.
pub const fn ensure(holds: bool, rule: &'static str) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken(rule)) }
}

/// Whether a list is strictly ascending, the only form in which a set travels.
pub fn ascending<T: Ord>(items: &[T]) -> bool {
    items.windows(2).all(|pair| pair[0] < pair[1])
}

/// The hash of a derived value's encoding. The value need not be readable again, so it has no limit.
pub(crate) fn digest<T: Serialize>(context: &str, value: &T) -> [u8; 32] {
    let bytes = bincode::serde::encode_to_vec(value, bincode::config::standard())
        .expect("a value in memory can be written to memory");
    blake3::derive_key(context, &bytes)
}
