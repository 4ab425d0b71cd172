//! What the roster says once its entries are folded.
//!
//! Everything here is derived; nothing of it is signed by itself. Its hash is carried by every
//! [`crate::limits::STATE_HASH_EVERY`]th entry, so its encoding is frozen too.

use super::operation::{Charter, NodeHead, RevokeNode, Seat, Target, Withdraw};
use crate::id::{EntryId, InvitationHash, NetworkId, OrganisationId};
use crate::key::PublicKey;
use crate::time::Millis;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The folded roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    /// The network.
    pub network: NetworkId,
    /// Version of the last entry folded.
    pub version: u64,
    /// The last entry folded.
    pub tip: EntryId,
    /// When it was issued.
    pub issued_at_ms: Millis,
    /// When it expires; only admissions wait for a renewal.
    pub expires_at_ms: Millis,
    /// What the network is for.
    pub charter: Charter,
    /// Who signs.
    pub stewards: Stewards,
    /// Every organisation that was ever a member.
    pub organisations: BTreeMap<OrganisationId, Organisation>,
    /// Every root key that was ever used, by anyone: none enters twice.
    pub roots: BTreeSet<PublicKey>,
    /// Every invitation that was ever used.
    pub invitations: BTreeSet<InvitationHash>,
    /// Revocations by the stewards, in order.
    pub revocations: Vec<RevokeNode>,
    /// Withdrawals by the stewards.
    pub withdrawals: BTreeMap<Target, Withdraw>,
    /// Where the network can be reached.
    pub addresses: Vec<String>,
}

/// Who signs roster entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stewards {
    /// Ascending by organisation.
    pub seats: Vec<Seat>,
    /// Signatures needed.
    pub threshold: u16,
}

/// Whether an organisation takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Status {
    /// It does.
    Member,
    /// Not now: all its records but withdrawals are barred.
    Suspended,
    /// No more: what these heads and their ancestors say stays live.
    Removed {
        /// Ascending.
        heads: Vec<NodeHead>,
    },
}

/// A root key and what of its signatures counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Root {
    /// The key.
    pub key: PublicKey,
    /// `None` for the current root: everything it signed counts. For a rotated one: only these ids.
    pub keep: Option<BTreeSet<[u8; 32]>>,
}

/// One organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// Its name as admitted.
    pub name: String,
    /// Code of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: u16,
    /// Country and place as admitted.
    pub territory: String,
    /// Its root keys, oldest first; the last is the current one.
    pub roots: Vec<Root>,
    /// Records it may publish.
    pub budget: u64,
    /// Installations it may run.
    pub node_slots: u16,
    /// Whether it takes part.
    pub status: Status,
    /// Who answers for its works now.
    pub successor: Option<OrganisationId>,
    /// Roster version that admitted it.
    pub admitted_version: u64,
}

impl Organisation {
    /// The current root key.
    #[must_use]
    pub fn root(&self) -> Option<&PublicKey> {
        self.roots.last().map(|root| &root.key)
    }

    /// Whether a signature of this id by this root counts today.
    #[must_use]
    pub fn counts(&self, root: &PublicKey, id: &[u8; 32]) -> bool {
        self.roots
            .iter()
            .any(|one| one.key == *root && one.keep.as_ref().is_none_or(|kept| kept.contains(id)))
    }
}

impl State {
    /// Whether `actor` may act on works first published by `owner`: itself, or its successor by any
    /// number of steps.
    #[must_use]
    pub fn answers_for(&self, actor: OrganisationId, owner: OrganisationId) -> bool {
        let mut current = owner;
        // `Succeed` refuses cycles; the bound is a second lock on that door.
        for _ in 0..=self.organisations.len() {
            if current == actor {
                return true;
            }
            match self.organisations.get(&current).and_then(|one| one.successor) {
                Some(next) => current = next,
                None => return false,
            }
        }
        false
    }

    /// Whether the organisation takes part today.
    #[must_use]
    pub fn is_member(&self, organisation: OrganisationId) -> bool {
        let found = self.organisations.get(&organisation);
        found.is_some_and(|one| one.status == Status::Member)
    }

    /// The organisation's seat, if it is a steward.
    #[must_use]
    pub fn seat(&self, organisation: OrganisationId) -> Option<&Seat> {
        self.stewards.seats.iter().find(|seat| seat.organisation == organisation)
    }

    /// The hash that every 256th entry carries.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        crate::codec::digest("vicinia roster state v1", self)
    }
}
