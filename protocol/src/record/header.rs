//! The header: what is signed, kept for ever and reconciled. It holds no personal data.

use crate::codec::{Broken, Wire, ascending, ensure};
use crate::extension::Extensions;
use crate::id::{BodyCommitment, NetworkId, OrganisationId, RecordId, WorkId};
use crate::key::PublicKey;
use crate::limits;
use crate::record::kind;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// The work and revision that a record speaks of: a translation's source, a withdrawn or confirmed
/// target, a question's subject. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct About {
    /// The work.
    pub work: WorkId,
    /// The revision.
    pub record: RecordId,
}

/// A record's header. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network it is published in.
    pub network: NetworkId,
    /// Who publishes.
    pub organisation: OrganisationId,
    /// Which node signs.
    pub node: PublicKey,
    /// Counts the node's records from 0. Evidence of gaps and forks, never a gate; the budget's measure.
    pub sequence: u64,
    /// The node's record before this one.
    pub previous: Option<RecordId>,
    /// Number of the body's kind, see [`crate::record::kind`].
    pub kind: u16,
    /// When the signer says it was issued. Never decides which revision is newest.
    pub issued_at_ms: Millis,
    /// The record's own work: its first revision; absent in a first revision.
    pub subject: Option<WorkId>,
    /// The work and revision spoken of.
    pub about: Option<About>,
    /// Revisions of the same work that this one replaces. Ascending.
    pub supersedes: Vec<RecordId>,
    /// Hash over salt and body.
    pub body_commitment: BodyCommitment,
    /// Bytes of salt and body together.
    pub body_len: u32,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Header {
    const NAME: &'static str = "header";
    const MAX_BYTES: usize = limits::HEADER_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        ensure(self.sequence < limits::SAFE_INTEGER, "sequence out of range")?;
        ensure((self.sequence == 0) == self.previous.is_none(), "first record and predecessor disagree")?;
        ensure(self.issued_at_ms < limits::SAFE_INTEGER, "time out of range")?;
        ensure(self.supersedes.len() <= limits::SUPERSEDES, "supersedes too many")?;
        ensure(ascending(&self.supersedes), "superseded ids do not ascend")?;
        ensure(self.subject.is_some() || self.supersedes.is_empty(), "a first revision supersedes nothing")?;
        let body = self.body_len as usize;
        ensure((limits::SALT_BYTES..=limits::BODY_BYTES).contains(&body), "body length out of range")?;
        ensure(self.kind != kind::WITHDRAWAL || self.about.is_some(), "a withdrawal names its target")?;
        ensure(self.kind != kind::WITHDRAWAL || self.subject.is_none(), "a withdrawal has no revisions")?;
        ensure(self.kind != kind::CONFIRMATION || self.about.is_some(), "a confirmation names its target")?;
        self.extensions.check()
    }
}

impl Header {
    /// The work that this record belongs to: its subject, or itself.
    #[must_use]
    pub fn work(&self, own_id: RecordId) -> WorkId {
        self.subject.unwrap_or_else(|| own_id.into())
    }

    /// Whether this is a withdrawal: those travel in a plane of their own and before all others.
    #[must_use]
    pub const fn is_withdrawal(&self) -> bool {
        self.kind == kind::WITHDRAWAL
    }
}
