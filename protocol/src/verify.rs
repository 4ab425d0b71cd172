//! From bytes to [`Authentic`] values: the only way, and the word on whose fault it is when it fails.
//!
//! *Authentic* is for ever: the bytes decode, the node's key signed them, and a root key that the roster
//! ever gave the organisation certified that node. Whether the record is *live* is another question,
//! asked again whenever authority changes: see [`crate::standing`].
//!
//! A peer is punished only for a [`Fault`], bytes that are wrong under every authority. For everything
//! else an honest peer with an older or newer roster may have had its reasons.

use crate::authority::Authority;
use crate::codec::{self, DecodeError, Wire};
use crate::envelope::Envelope;
use crate::id::{NetworkId, OrganisationId, RecordId, WorkId, body_commitment};
use crate::key::{Context, PublicKey};
use crate::limits;
use crate::record::Header;
use crate::roster::state::Status;

/// A value whose origin was proven. Nothing but this module makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authentic<T>(T);

impl<T> Authentic<T> {
    /// The value.
    #[must_use]
    pub const fn get(&self) -> &T {
        &self.0
    }

    /// The value, giving up the proof.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> std::ops::Deref for Authentic<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// A record without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: RecordId,
    /// What the bytes say.
    pub header: Header,
    /// The bytes, as received.
    pub envelope: Envelope,
}

impl Record {
    /// The work it belongs to.
    #[must_use]
    pub fn work(&self) -> WorkId {
        self.header.work(self.id)
    }
}

/// A body that is the one its header committed to: salt and bytes, as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Whose.
    pub record: RecordId,
    /// Salt and encoded body.
    pub salted: Vec<u8>,
}

impl Body {
    /// The encoded body without its salt.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.salted.get(limits::SALT_BYTES..).unwrap_or_default()
    }

    /// Reads the body as the type its kind asks for.
    ///
    /// # Errors
    /// When it is not: such a record is kept and forwarded, and shown as unreadable.
    pub fn read<T: Wire>(&self) -> Result<T, DecodeError> {
        codec::decode(self.bytes())
    }
}

/// Bytes that are wrong under every authority: the sender's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not a header.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// Of another network.
    #[error("the record belongs to another network")]
    WrongNetwork,
    /// The named node did not sign these bytes.
    #[error("the signature is not the node's")]
    BadSignature,
    /// The body is shorter or longer than the header says.
    #[error("the body has {got} bytes, the header says {expected}")]
    BodyLength {
        /// By the header.
        expected: u32,
        /// Received.
        got: usize,
    },
    /// The body is not the one that was signed.
    #[error("the body is not the one the header commits to")]
    BodyCommitment,
}

/// Nobody's fault: the same bytes may be welcome under another authority.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// Its organisation is not in the roster.
    #[error("the organisation {0} is not in the roster")]
    UnknownOrganisation(OrganisationId),
    /// No certificate of the node is held.
    #[error("no certificate of the node {0} is known")]
    NoCertificate(PublicKey),
    /// Its sequence is beyond the organisation's budget.
    #[error("sequence {sequence} is beyond the organisation's budget of {budget}")]
    OverBudget {
        /// The record's.
        sequence: u64,
        /// The organisation's.
        budget: u64,
    },
    /// The organisation was removed, and its removal named no head that covers this.
    #[error("the organisation {0} was removed before this record")]
    Removed(OrganisationId),
}

/// Why a record is not authentic here and now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Their fault.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// Nobody's fault.
    #[error(transparent)]
    NotNow(#[from] NotNow),
}

impl Refusal {
    /// A short, stable key for counters and `--json`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Fault(Fault::Decode(error)) => error.key(),
            Self::Fault(Fault::WrongNetwork) => "wrong-network",
            Self::Fault(Fault::BadSignature) => "bad-signature",
            Self::Fault(Fault::BodyLength { .. } | Fault::BodyCommitment) => "wrong-body",
            Self::NotNow(NotNow::UnknownOrganisation(_)) => "unknown-organisation",
            Self::NotNow(NotNow::NoCertificate(_)) => "no-certificate",
            Self::NotNow(NotNow::OverBudget { .. }) => "over-budget",
            Self::NotNow(NotNow::Removed(_)) => "removed-organisation",
        }
    }

    /// Whether the sender is to blame.
    #[must_use]
    pub const fn is_fault(&self) -> bool {
        matches!(self, Self::Fault(_))
    }
}

/// Bytes whose signature holds: everything that can be known of a record without an authority.
/// Made on worker threads; [`authorise`] is the cheap second half.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Genuine(Record);

impl Genuine {
    /// The record, not yet known to be anybody's.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.0
    }
}

/// Decodes an envelope and checks the node's signature.
///
/// # Errors
/// A [`Fault`]: the bytes are wrong under every authority.
pub fn genuine(envelope: Envelope, network: NetworkId) -> Result<Genuine, Fault> {
    let header: Header = codec::decode(&envelope.header)?;
    if header.network != network {
        return Err(Fault::WrongNetwork);
    }
    if !header.node.verifies(Context::Record, &envelope.header, &envelope.signature) {
        return Err(Fault::BadSignature);
    }
    Ok(Genuine(Record { id: envelope.id(), header, envelope }))
}

/// Asks the authority whether a genuine record is authentic and within bounds.
///
/// # Errors
/// [`NotNow`]: the answer may be another one tomorrow.
pub fn authorise(genuine: Genuine, authority: &Authority) -> Result<Authentic<Record>, NotNow> {
    let Header { organisation, node, sequence, .. } = genuine.0.header;
    let withdrawal = genuine.0.header.is_withdrawal();
    let Some(member) = authority.organisation(organisation) else {
        return Err(NotNow::UnknownOrganisation(organisation));
    };
    if !authority.knows((organisation, node)) {
        return Err(NotNow::NoCertificate(node));
    }
    let budget = authority.budget(organisation, withdrawal);
    if sequence >= budget {
        return Err(NotNow::OverBudget { sequence, budget });
    }
    if let Status::Removed { heads } = &member.status {
        let covered = heads.iter().any(|head| head.node == node && sequence <= head.sequence);
        if !covered && !withdrawal {
            return Err(NotNow::Removed(organisation));
        }
    }
    Ok(Authentic(genuine.0))
}

/// Both halves: from an envelope to an authentic record.
///
/// # Errors
/// [`Refusal`], which says whose fault it is.
pub fn record(envelope: Envelope, authority: &Authority) -> Result<Authentic<Record>, Refusal> {
    let genuine = genuine(envelope, authority.roster().network)?;
    Ok(authorise(genuine, authority)?)
}

/// Checks that a body is the one a record committed to.
///
/// # Errors
/// A [`Fault`].
pub fn body(record: &Record, salted: Vec<u8>) -> Result<Authentic<Body>, Fault> {
    let expected = record.header.body_len;
    if salted.len() != expected as usize {
        return Err(Fault::BodyLength { expected, got: salted.len() });
    }
    if body_commitment(&salted) != record.header.body_commitment {
        return Err(Fault::BodyCommitment);
    }
    Ok(Authentic(Body { record: record.id, salted }))
}
