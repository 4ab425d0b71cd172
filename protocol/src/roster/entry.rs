//! One entry of the log and the signatures beside it.

use crate::codec::{self, Broken, DecodeError, EncodeError, Wire, ascending, ensure};
use crate::extension::Extensions;
use crate::id::{EntryId, NetworkId, OrganisationId, entry_id};
use crate::key::{Context, SecretKey, Signature};
use crate::limits;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What the stewards sign. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network; zero in the genesis, which names it.
    pub network: NetworkId,
    /// 0 for the genesis, then one more than the predecessor's.
    pub version: u64,
    /// The predecessor; zero in the genesis.
    pub previous: EntryId,
    /// When it was written.
    pub issued_at_ms: Millis,
    /// After this, stewards' nodes sign no admission until the roster is renewed.
    pub expires_at_ms: Millis,
    /// A node that speaks an older format goes on reading, but must update to follow the roster.
    pub needs_format: u16,
    /// Every [`limits::STATE_HASH_EVERY`]th entry: the hash of the state *before* it.
    pub state: Option<[u8; 32]>,
    /// What it does, in this order.
    pub operations: Vec<RawOperation>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

/// An operation before it is understood: a code and its bytes. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawOperation {
    /// See [`super::operation`].
    pub code: u16,
    /// The operation's own encoding.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

impl Wire for RosterEntry {
    const NAME: &'static str = "roster entry";
    const MAX_BYTES: usize = limits::ROSTER_ENTRY_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        ensure(self.version < limits::SAFE_INTEGER, "version out of range")?;
        ensure(self.issued_at_ms < limits::SAFE_INTEGER, "time out of range")?;
        ensure(self.expires_at_ms < limits::SAFE_INTEGER, "expiry out of range")?;
        ensure(self.operations.len() <= limits::OPERATIONS, "too many operations")?;
        let genesis = self.version == 0;
        ensure(genesis == (self.previous == EntryId::ZERO), "predecessor and version disagree")?;
        ensure(genesis == (self.network == NetworkId::ZERO), "network and version disagree")?;
        self.extensions.check()
    }
}

/// A steward's signature over an entry. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StewardSignature {
    /// On behalf of which steward organisation; its key or its spare key signed.
    pub organisation: OrganisationId,
    /// Over the entry's exact bytes.
    pub signature: Signature,
}

/// An entry as it travels: exact content bytes and signatures, one an organisation, ascending.
/// Two with equal content are one entry and their signatures unite. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedEntry {
    /// Exact bytes of a [`RosterEntry`].
    #[serde(with = "serde_bytes")]
    pub content: Vec<u8>,
    /// Ascending by organisation.
    pub signatures: Vec<StewardSignature>,
}

impl Wire for SignedEntry {
    const NAME: &'static str = "signed roster entry";
    const MAX_BYTES: usize = limits::ROSTER_ENTRY_BYTES + limits::STEWARDS * 96 + 16;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.content.len() <= limits::ROSTER_ENTRY_BYTES, "entry too long")?;
        ensure(self.signatures.len() <= limits::STEWARDS, "too many signatures")?;
        let who: Vec<_> = self.signatures.iter().map(|one| one.organisation).collect();
        ensure(ascending(&who), "signatures do not ascend by organisation")
    }
}

impl SignedEntry {
    /// An entry nobody has signed yet.
    ///
    /// # Errors
    /// When the entry breaks its own bounds.
    pub fn unsigned(entry: &RosterEntry) -> Result<Self, EncodeError> {
        Ok(Self { content: codec::encode(entry)?, signatures: Vec::new() })
    }

    /// Its id, which does not depend on who signed.
    #[must_use]
    pub fn id(&self) -> EntryId {
        entry_id(&self.content)
    }

    /// The content.
    ///
    /// # Errors
    /// When the bytes are no entry.
    pub fn entry(&self) -> Result<RosterEntry, DecodeError> {
        codec::decode(&self.content)
    }

    /// Adds a steward's signature, replacing an earlier one of the same organisation.
    pub fn sign(&mut self, organisation: OrganisationId, key: &SecretKey) {
        let signature = key.sign(Context::RosterEntry, &self.content);
        self.signatures.retain(|earlier| earlier.organisation != organisation);
        self.unite([StewardSignature { organisation, signature }]);
    }

    /// Adds signatures that another copy of the same entry carries, as long as there is room; ours win
    /// where both have one.
    pub fn unite(&mut self, others: impl IntoIterator<Item = StewardSignature>) {
        for other in others {
            let new = self.signatures.iter().all(|mine| mine.organisation != other.organisation);
            if new && self.signatures.len() < limits::STEWARDS {
                self.signatures.push(other);
            }
        }
        self.signatures.sort_unstable();
    }
}
