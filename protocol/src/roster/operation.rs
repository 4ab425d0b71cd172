//! What a roster entry can do: every operation with its code and bytes.
//!
//! Owns: the operations' shapes and bounds. Refuses to know whether one is allowed: the fold says that.

use super::entry::RawOperation;
use crate::codec::{self, Broken, DecodeError, EncodeError, Wire, ascending, ensure};
use crate::extension::Extensions;
use crate::id::{DocumentHash, InvitationHash, NetworkId, OrganisationId, RecordId, WorkId};
use crate::key::{Context, PublicKey, SecretKey, Signature};
use crate::limits;
use crate::text;
use serde::{Deserialize, Serialize};

/// What the network is for. Frozen wire type, code 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// The network's name.
    pub name: String,
    /// Its purpose, in a sentence or two.
    pub purpose: String,
    /// Its working languages (BCP 47), most important first.
    pub languages: Vec<String>,
}

/// One steward's seat. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seat {
    /// A member organisation; it counts once.
    pub organisation: OrganisationId,
    /// Its steward key.
    pub key: PublicKey,
    /// Its spare, for the day the first is lost.
    pub spare: Option<PublicKey>,
}

/// Who signs from now on. Frozen wire type, code 2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetStewards {
    /// Ascending by organisation; never two, since neither could act without the other.
    pub seats: Vec<Seat>,
    /// Signatures needed: more than half of the seats.
    pub threshold: u16,
}

/// One organisation's admission. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    /// Must be the id that the root key gives.
    pub organisation: OrganisationId,
    /// Its first root key.
    pub root: PublicKey,
    /// By the root key over [`Acceptance`]: the organisation itself wants in.
    pub acceptance: Signature,
    /// The organisation's name.
    pub name: String,
    /// Code of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: u16,
    /// ISO 3166-1 alpha-2 code, then optionally a place: `IT` or `IT Prato`.
    pub territory: String,
    /// Records it may publish.
    pub budget: u64,
    /// Installations it may run.
    pub node_slots: u16,
    /// The invitation it came by; absent for the founder alone.
    pub invitation: Option<InvitationHash>,
}

/// New members. Frozen wire type, code 3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admit {
    /// Ascending by organisation.
    pub admissions: Vec<Admission>,
}

/// Bars all records of an organisation until it is reinstated. Frozen wire type, codes 4 and 5.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Whom.
    pub organisation: OrganisationId,
    /// Code of [`crate::vocabulary::REASON`].
    pub reason: u16,
}

/// The last good record of a node: it and its ancestors stay valid. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NodeHead {
    /// Which node.
    pub node: PublicKey,
    /// The record's sequence.
    pub sequence: u64,
    /// The record.
    pub record: RecordId,
}

/// Ends a membership. Frozen wire type, code 6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remove {
    /// Whom.
    pub organisation: OrganisationId,
    /// What stays live: these records and their ancestors. Ascending.
    pub heads: Vec<NodeHead>,
    /// Code of [`crate::vocabulary::REASON`].
    pub reason: u16,
}

/// The last good record within one node's sequence. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Head {
    /// The record's sequence.
    pub sequence: u64,
    /// The record.
    pub record: RecordId,
}

/// A revocation by the stewards. Frozen wire type, code 7.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeNode {
    /// Whose node.
    pub organisation: OrganisationId,
    /// Which node.
    pub node: PublicKey,
    /// What stays valid: these and their ancestors; empty bars all. Ascending.
    pub last_valid: Vec<Head>,
    /// Code of [`crate::vocabulary::REASON`].
    pub reason: u16,
}

/// A new root key, after the old one was lost or stolen. Frozen wire type, code 8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RotateRoot {
    /// Whose.
    pub organisation: OrganisationId,
    /// The new key; it has never been a root of anyone.
    pub root: PublicKey,
    /// By the new key over [`Acceptance`] with no invitation.
    pub acceptance: Signature,
    /// Ids of certificates, revocations and root withdrawals that stay. Ascending. Nothing else that
    /// the old root signed counts, whenever it arrives.
    pub keep: Vec<[u8; 32]>,
}

/// A new budget. Frozen wire type, code 9.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetBudget {
    /// Whose.
    pub organisation: OrganisationId,
    /// Records it may publish.
    pub budget: u64,
    /// Installations it may run.
    pub node_slots: u16,
}

/// What a withdrawal is aimed at. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A work with all its revisions, later ones too.
    Work(WorkId),
    /// One revision.
    Record(RecordId),
    /// A document, wherever it is named.
    Document(DocumentHash),
}

/// A withdrawal by the stewards. Frozen wire type, code 10.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdraw {
    /// What.
    pub target: Target,
    /// Code of [`crate::vocabulary::WITHDRAWAL_LEVEL`].
    pub level: u16,
    /// Code of [`crate::vocabulary::REASON`].
    pub reason: u16,
}

/// One organisation takes over another's works. Frozen wire type, code 11.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succeed {
    /// Whose works.
    pub old: OrganisationId,
    /// Who answers for them now.
    pub new: OrganisationId,
}

/// Where the network can be reached. Frozen wire type, code 12.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAddresses {
    /// Multiaddresses with peer ids, ascending.
    pub addresses: Vec<String>,
}

/// An operation that this version understands. Code 13 (`SetRegistrars`) is reserved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Code 1.
    Charter(Charter),
    /// Code 2.
    SetStewards(SetStewards),
    /// Code 3.
    Admit(Admit),
    /// Code 4.
    Suspend(Suspension),
    /// Code 5.
    Reinstate(Suspension),
    /// Code 6.
    Remove(Remove),
    /// Code 7.
    RevokeNode(RevokeNode),
    /// Code 8.
    RotateRoot(RotateRoot),
    /// Code 9.
    SetBudget(SetBudget),
    /// Code 10.
    Withdraw(Withdraw),
    /// Code 11.
    Succeed(Succeed),
    /// Code 12.
    SetAddresses(SetAddresses),
}

/// Why an operation's bytes could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OperationError {
    /// A newer version's operation: the fold stops here and the node says "update".
    #[error("operation {0} is from a newer version")]
    Unknown(u16),
    /// Bytes that are wrong in every version.
    #[error(transparent)]
    Decode(#[from] DecodeError),
}

impl Operation {
    /// Its bytes for an entry.
    ///
    /// # Errors
    /// When it breaks its own bounds.
    pub fn to_raw(&self) -> Result<RawOperation, EncodeError> {
        let (code, bytes) = match self {
            Self::Charter(op) => (1, codec::encode(op)?),
            Self::SetStewards(op) => (2, codec::encode(op)?),
            Self::Admit(op) => (3, codec::encode(op)?),
            Self::Suspend(op) => (4, codec::encode(op)?),
            Self::Reinstate(op) => (5, codec::encode(op)?),
            Self::Remove(op) => (6, codec::encode(op)?),
            Self::RevokeNode(op) => (7, codec::encode(op)?),
            Self::RotateRoot(op) => (8, codec::encode(op)?),
            Self::SetBudget(op) => (9, codec::encode(op)?),
            Self::Withdraw(op) => (10, codec::encode(op)?),
            Self::Succeed(op) => (11, codec::encode(op)?),
            Self::SetAddresses(op) => (12, codec::encode(op)?),
        };
        Ok(RawOperation { code, bytes })
    }

    /// Reads one operation.
    ///
    /// # Errors
    /// [`OperationError::Unknown`] for a code of a newer version, else the decoder's complaint.
    pub fn from_raw(raw: &RawOperation) -> Result<Self, OperationError> {
        let bytes = &raw.bytes;
        Ok(match raw.code {
            1 => Self::Charter(codec::decode(bytes)?),
            2 => Self::SetStewards(codec::decode(bytes)?),
            3 => Self::Admit(codec::decode(bytes)?),
            4 => Self::Suspend(codec::decode(bytes)?),
            5 => Self::Reinstate(codec::decode(bytes)?),
            6 => Self::Remove(codec::decode(bytes)?),
            7 => Self::RevokeNode(codec::decode(bytes)?),
            8 => Self::RotateRoot(codec::decode(bytes)?),
            9 => Self::SetBudget(codec::decode(bytes)?),
            10 => Self::Withdraw(codec::decode(bytes)?),
            11 => Self::Succeed(codec::decode(bytes)?),
            12 => Self::SetAddresses(codec::decode(bytes)?),
            code => return Err(OperationError::Unknown(code)),
        })
    }
}

/// What a root key signs to accept an admission or its own succession. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// [`limits::FORMAT`].
    pub format: u16,
    /// The network; zero at its founding.
    pub network: NetworkId,
    /// The root key that accepts.
    pub root: PublicKey,
    /// The invitation; absent for the founder and for a rotation.
    pub invitation: Option<InvitationHash>,
    /// The hash of the charter's bytes, at the founding alone: the founder accepts what it founds.
    pub charter: Option<[u8; 32]>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Acceptance {
    const NAME: &'static str = "acceptance";
    const MAX_BYTES: usize = limits::CERTIFICATE_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.format == limits::FORMAT, "unknown format")?;
        let founding = self.network == NetworkId::ZERO;
        ensure(founding == self.charter.is_some(), "a charter is accepted at the founding alone")?;
        ensure(!(founding && self.invitation.is_some()), "a founder has no invitation")?;
        self.extensions.check()
    }
}

impl Acceptance {
    /// The founder's: over the charter's exact bytes.
    #[must_use]
    pub fn founding(root: PublicKey, charter: &[u8]) -> Self {
        let charter = Some(blake3::derive_key("vicinia charter v1", charter));
        let (format, network) = (limits::FORMAT, NetworkId::ZERO);
        Self { format, network, root, invitation: None, charter, extensions: Extensions::NONE }
    }

    /// A joiner's, or with no invitation a rotated root's.
    #[must_use]
    pub const fn joining(network: NetworkId, root: PublicKey, invitation: Option<InvitationHash>) -> Self {
        let format = limits::FORMAT;
        Self { format, network, root, invitation, charter: None, extensions: Extensions::NONE }
    }

    /// Signs it with the root key.
    ///
    /// # Errors
    /// When it breaks its own bounds.
    pub fn sign(&self, root: &SecretKey) -> Result<Signature, EncodeError> {
        Ok(root.sign(Context::Acceptance, &codec::encode(self)?))
    }

    /// Whether the root key signed exactly this.
    #[must_use]
    pub fn is_signed(&self, signature: &Signature) -> bool {
        codec::encode(self).is_ok_and(|bytes| self.root.verifies(Context::Acceptance, &bytes, signature))
    }
}

fn named(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.len() <= most
}

macro_rules! operation_wire {
    ($($type:ident $name:literal |$op:ident| $check:block)+) => {$(
        impl Wire for $type {
            const NAME: &'static str = $name;
            const MAX_BYTES: usize = limits::ROSTER_ENTRY_BYTES;
            fn check(&self) -> Result<(), Broken> { let $op = self; $check }
        }
    )+};
}

operation_wire! {
    Charter "charter" |op| {
        text::check_name(&op.name, "the network needs a name")?;
        ensure(op.purpose.len() <= limits::SUMMARY_BYTES, "purpose too long")?;
        ensure(op.languages.len() <= 32, "too many languages")?;
        let short = op.languages.iter().all(|tag| named(tag, limits::LANGUAGE_BYTES));
        ensure(short, "a language tag is empty or too long")
    }
    SetStewards "set-stewards" |op| {
        let seats = op.seats.len();
        ensure((1..=limits::STEWARDS).contains(&seats), "number of stewards out of range")?;
        ensure(seats != 2, "two stewards cannot decide without each other")?;
        let threshold = usize::from(op.threshold);
        ensure(threshold * 2 > seats && threshold <= seats, "threshold is not a majority")?;
        let who: Vec<_> = op.seats.iter().map(|seat| seat.organisation).collect();
        ensure(ascending(&who), "stewards do not ascend by organisation")?;
        let mut keys: Vec<_> = op.seats.iter().flat_map(|seat| [Some(seat.key), seat.spare]).flatten().collect();
        keys.sort_unstable();
        ensure(ascending(&keys), "a steward key appears twice")
    }
    Admit "admit" |op| {
        ensure((1..=limits::ADMISSIONS).contains(&op.admissions.len()), "number of admissions out of range")?;
        let who: Vec<_> = op.admissions.iter().map(|one| one.organisation).collect();
        ensure(ascending(&who), "admissions do not ascend by organisation")?;
        for one in &op.admissions {
            ensure(one.organisation == crate::id::organisation_id(&one.root), "organisation is not its root key's")?;
            text::check_name(&one.name, "an organisation needs a name")?;
            text::check_territory(&one.territory)?;
            ensure(one.budget < limits::SAFE_INTEGER / 2, "budget out of range")?;
            ensure((1..=256).contains(&one.node_slots), "node slots out of range")?;
        }
        Ok(())
    }
    Suspension "suspension" |_op| { Ok(()) }
    Remove "remove" |op| {
        ensure(op.heads.len() <= limits::REMOVAL_HEADS, "too many heads")?;
        ensure(ascending(&op.heads), "heads do not ascend")?;
        ensure(op.heads.iter().all(|head| head.sequence < limits::SAFE_INTEGER), "sequence out of range")
    }
    RevokeNode "revoke-node" |op| {
        ensure(op.last_valid.len() <= limits::REVOCATION_HEADS, "too many heads")?;
        ensure(ascending(&op.last_valid), "heads do not ascend")?;
        ensure(op.last_valid.iter().all(|head| head.sequence < limits::SAFE_INTEGER), "sequence out of range")
    }
    RotateRoot "rotate-root" |op| {
        ensure(op.keep.len() <= limits::ROTATION_KEEPS, "too many kept ids")?;
        ensure(ascending(&op.keep), "kept ids do not ascend")
    }
    SetBudget "set-budget" |op| {
        ensure(op.budget < limits::SAFE_INTEGER / 2, "budget out of range")?;
        ensure((1..=256).contains(&op.node_slots), "node slots out of range")
    }
    Withdraw "roster withdrawal" |op| { ensure((1..=3).contains(&op.level), "unknown level of withdrawal") }
    Succeed "succeed" |op| { ensure(op.old != op.new, "an organisation cannot succeed itself") }
    SetAddresses "set-addresses" |op| {
        ensure(op.addresses.len() <= limits::ADDRESSES, "too many addresses")?;
        ensure(ascending(&op.addresses), "addresses do not ascend")?;
        ensure(op.addresses.iter().all(|one| named(one, limits::ADDRESS_BYTES)), "an address is empty or too long")
    }
}
