//! A record as received: bytes that claim to be something.

use crate::codec::{Broken, Wire, ensure};
use crate::id::{RecordId, record_id};
use crate::key::Signature;
use crate::limits;
use serde::{Deserialize, Serialize};

/// A header's exact bytes and the signature over them. Frozen wire type.
///
/// Stored and forwarded exactly like this, never encoded anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Exact bytes of a [`crate::record::Header`].
    #[serde(with = "serde_bytes")]
    pub header: Vec<u8>,
    /// By the node's key.
    pub signature: Signature,
}

impl Wire for Envelope {
    const NAME: &'static str = "envelope";
    const MAX_BYTES: usize = limits::HEADER_BYTES + 72;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.header.len() <= limits::HEADER_BYTES, "header too long")
    }
}

impl Envelope {
    /// The id that the header's bytes have, whatever they say.
    #[must_use]
    pub fn id(&self) -> RecordId {
        record_id(&self.header)
    }
}

/// An envelope that may carry its body: what gossip and the records protocol hand over. Withdrawals
/// always carry theirs. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// The record.
    pub envelope: Envelope,
    /// Salt and body.
    #[serde(with = "serde_bytes")]
    pub body: Option<Vec<u8>>,
}

impl Wire for Parcel {
    const NAME: &'static str = "parcel";
    const MAX_BYTES: usize = Envelope::MAX_BYTES + limits::BODY_BYTES + 16;

    fn check(&self) -> Result<(), Broken> {
        self.envelope.check()?;
        let fits = self.body.as_ref().is_none_or(|body| body.len() <= limits::BODY_BYTES);
        ensure(fits, "body too long")
    }
}
