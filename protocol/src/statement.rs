//! What a node says it holds: statements, of which only the newest counts, and attestations on request.
//!
//! Neither is a record: nothing is decided by them. They make an honest line about the network
//! possible ("14 of 17 organisations are complete here") and the receipt of a purge.

use crate::codec::{self, Broken, DecodeError, EncodeError, Wire, ensure};
use crate::digest::Summary;
use crate::extension::Extensions;
use crate::id::{DocumentHash, NetworkId, OrganisationId, RecordId};
use crate::key::{Context, PublicKey, SecretKey, Signature};
use crate::limits;
use crate::roster::Tip;
use crate::roster::operation::Head;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// A node's word on what it holds. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network.
    pub network: NetworkId,
    /// The node's organisation.
    pub organisation: OrganisationId,
    /// The node.
    pub node: PublicKey,
    /// Counts the node's statements: the highest is the newest.
    pub counter: u64,
    /// When it was made.
    pub at_ms: Millis,
    /// The roster it knows.
    pub roster: Tip,
    /// Its own last record.
    pub head: Option<Head>,
    /// Withdrawals it holds.
    pub withdrawals: Summary,
    /// Headers it holds.
    pub headers: Summary,
    /// Bodies it holds.
    pub bodies: Summary,
    /// Multiaddresses without peer id under which it says it can be reached, best first.
    pub addresses: Vec<String>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Statement {
    const NAME: &'static str = "statement";
    const MAX_BYTES: usize = limits::STATEMENT_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        ensure(self.counter < limits::SAFE_INTEGER, "counter out of range")?;
        ensure(self.at_ms < limits::SAFE_INTEGER, "time out of range")?;
        ensure(self.addresses.len() <= limits::STATED_ADDRESSES, "too many addresses")?;
        let short = self.addresses.iter().all(|one| one.len() <= limits::STATED_ADDRESS_BYTES);
        ensure(short, "an address is too long")?;
        self.extensions.check()
    }
}

/// What an attestation is about. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Matter {
    /// A record and its body.
    Record(RecordId),
    /// A document.
    Document(DocumentHash),
    /// All records of an organisation.
    Organisation(OrganisationId),
}

/// State codes of an attestation.
pub mod state {
    /// It is here, whole.
    pub const HELD: u16 = 1;
    /// It was withdrawn and will be purged when its time has come.
    pub const PENDING: u16 = 2;
    /// It was withdrawn and is gone.
    pub const PURGED: u16 = 3;
    /// It is not here.
    pub const ABSENT: u16 = 4;
}

/// A node's word on one thing. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network.
    pub network: NetworkId,
    /// The node.
    pub node: PublicKey,
    /// When.
    pub at_ms: Millis,
    /// About what.
    pub about: Matter,
    /// One of [`state`].
    pub state: u16,
    /// How many records are meant (1 for a record).
    pub summary: Summary,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Attestation {
    const NAME: &'static str = "attestation";
    const MAX_BYTES: usize = limits::ATTESTATION_BYTES - 72;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        ensure(self.at_ms < limits::SAFE_INTEGER, "time out of range")?;
        ensure((1..=4).contains(&self.state), "unknown state")?;
        self.extensions.check()
    }
}

/// Something a node signed: exact bytes and the signature. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Exact bytes of a [`Statement`] or an [`Attestation`].
    #[serde(with = "serde_bytes")]
    pub content: Vec<u8>,
    /// By the node named in the content.
    pub signature: Signature,
}

impl Wire for Word {
    const NAME: &'static str = "word";
    const MAX_BYTES: usize = limits::STATEMENT_BYTES + 72;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.content.len() <= limits::STATEMENT_BYTES, "too long")
    }
}

/// Why a word does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    /// Not what it claims to be.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The named node did not sign it.
    #[error("the signature is not the node's")]
    BadSignature,
}

impl Word {
    /// Signs a statement.
    ///
    /// # Errors
    /// When it breaks its own bounds.
    pub fn state(statement: &Statement, node: &SecretKey) -> Result<Self, EncodeError> {
        let content = codec::encode(statement)?;
        Ok(Self { signature: node.sign(Context::Statement, &content), content })
    }

    /// Signs an attestation.
    ///
    /// # Errors
    /// When it breaks its own bounds.
    pub fn attest(attestation: &Attestation, node: &SecretKey) -> Result<Self, EncodeError> {
        let content = codec::encode(attestation)?;
        Ok(Self { signature: node.sign(Context::Attestation, &content), content })
    }

    /// The statement, if its node signed it.
    ///
    /// # Errors
    /// [`WordError`].
    pub fn statement(&self) -> Result<Statement, WordError> {
        let statement: Statement = codec::decode(&self.content)?;
        let signed = statement.node.verifies(Context::Statement, &self.content, &self.signature);
        if signed { Ok(statement) } else { Err(WordError::BadSignature) }
    }

    /// The statement of a word whose signature was checked when it came: from this node's own store.
    ///
    /// # Errors
    /// [`WordError::Decode`].
    pub fn kept_statement(&self) -> Result<Statement, WordError> {
        Ok(codec::decode(&self.content)?)
    }

    /// The attestation, if its node signed it.
    ///
    /// # Errors
    /// [`WordError`].
    pub fn attestation(&self) -> Result<Attestation, WordError> {
        let attestation: Attestation = codec::decode(&self.content)?;
        let signed = attestation.node.verifies(Context::Attestation, &self.content, &self.signature);
        if signed { Ok(attestation) } else { Err(WordError::BadSignature) }
    }
}
