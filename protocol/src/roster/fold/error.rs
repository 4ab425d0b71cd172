//! Why an entry did not fold, split by whose fault that is.
//!
//! Owns: the three answers and their reasons. Refuses to know what a node does about them.
//! Neighbours: [`super::read`] and [`super::apply`] give them.

use crate::codec::DecodeError;
use crate::id::{InvitationHash, OrganisationId};
use crate::key::PublicKey;

/// Why an entry did not fold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// Our fault: the entry is authorised but this version does not understand it. The fold stops here;
    /// the node goes on reading and says "update".
    #[error("the roster needs a newer version of the program: {0}")]
    NeedsNewer(#[from] Newer),
    /// Nobody's fault: it does not stand next to this state, which says nothing about it.
    #[error("not the next roster entry: {0}")]
    NotNext(#[from] NotNext),
    /// Their fault: it is no entry, here or anywhere.
    #[error("not a roster entry: {0}")]
    Refused(#[from] Refusal),
}

impl FoldError {
    /// Whether whoever holds the entry's predecessor refuses it too, so that nobody should have sent it.
    #[must_use]
    pub const fn is_wrong_everywhere(&self) -> bool {
        matches!(self, Self::Refused(_))
    }
}

impl From<DecodeError> for FoldError {
    fn from(error: DecodeError) -> Self {
        Self::Refused(Refusal::Malformed(error))
    }
}

/// What this version lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Newer {
    /// The stewards ask for a newer format.
    #[error("format {0}")]
    Format(u16),
    /// An extension that must not be overlooked.
    #[error("a critical extension")]
    Extension,
    /// An operation with this code.
    #[error("operation {0}")]
    Operation(u16),
}

/// How an entry misses the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNext {
    /// It belongs to another network.
    #[error("another network")]
    Network,
    /// It follows another entry.
    #[error("another predecessor")]
    Previous,
}

/// Why something is no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The entry, its signatures or an operation cannot be read.
    #[error(transparent)]
    Malformed(DecodeError),
    /// Not what a network can begin with.
    #[error("a genesis is a charter, one founder without invitation, its stewards, its addresses")]
    NotGenesis,
    /// It skips or repeats a version.
    #[error("version {found} where {expected} was due")]
    Version {
        /// Its version.
        found: u64,
        /// One more than its predecessor's.
        expected: u64,
    },
    /// It expires before it is issued.
    #[error("expires before it is issued")]
    Times,
    /// The hash of the state is missing where it is due, or stands where it is not.
    #[error("state hash missing or out of place")]
    StateHashPlace,
    /// The hash is not that of the state before the entry.
    #[error("not the hash of the state before")]
    StateHash,
    /// Too few of the stewards before the entry have signed.
    #[error("{have} of {need} stewards' signatures")]
    BelowThreshold {
        /// Signatures that count.
        have: usize,
        /// Signatures needed.
        need: usize,
    },
    /// Too few of the stewards that the entry sets have signed.
    #[error("{have} of {need} new stewards' signatures")]
    BelowNewThreshold {
        /// Signatures that count.
        have: usize,
        /// Signatures needed.
        need: usize,
    },
    /// The stewards are set twice.
    #[error("sets the stewards twice")]
    StewardsTwice,
    /// A steward is no member once the entry is applied.
    #[error("steward {} is not a member", .0.short())]
    StewardNotMember(OrganisationId),
    /// A steward key is somebody's root key; the two are kept apart.
    #[error("a key of steward {} is a root key", .0.short())]
    StewardKeyIsRoot(OrganisationId),
    /// The organisation was never admitted.
    #[error("organisation {} is unknown", .0.short())]
    UnknownOrganisation(OrganisationId),
    /// The organisation was admitted before; it enters once, ever.
    #[error("organisation {} was admitted before", .0.short())]
    OrganisationAgain(OrganisationId),
    /// The root key was used before, by anyone; it enters once, ever.
    #[error("root key {} was used before", .0.short())]
    RootAgain(PublicKey),
    /// Only a founder comes without an invitation.
    #[error("organisation {} has no invitation", .0.short())]
    NoInvitation(OrganisationId),
    /// The invitation was used before; it enters once, ever.
    #[error("invitation {} was used before", .0.short())]
    InvitationAgain(InvitationHash),
    /// The root key did not accept this, in this network.
    #[error("root key {} did not accept", .0.short())]
    Acceptance(PublicKey),
    /// Only a member can be suspended.
    #[error("organisation {} is not a member", .0.short())]
    NotMember(OrganisationId),
    /// Only a suspended organisation can be reinstated.
    #[error("organisation {} is not suspended", .0.short())]
    NotSuspended(OrganisationId),
    /// A removal is for ever.
    #[error("organisation {} was removed before", .0.short())]
    RemovedAgain(OrganisationId),
    /// Somebody would succeed itself in the end.
    #[error("{} already answers for {}", .old.short(), .new.short())]
    Cycle {
        /// Whose works were to be taken over.
        old: OrganisationId,
        /// Who was to take them over.
        new: OrganisationId,
    },
}
