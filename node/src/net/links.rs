//! The connections that are open now, by peer.
//!
//! A value: from it follows as what a peer is connected, which is what the rest of the node hears of. Its size is bounded
//! by the connection limits of the swarm.

use std::collections::BTreeMap;

use libp2p::{PeerId, swarm::ConnectionId};
use tokio::time::Instant;

use super::{CloseReason, Direction, TransportKind};

/// One open connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) connection: ConnectionId,
    pub(super) direction: Direction,
    pub(super) transport: TransportKind,
    pub(super) since: Instant,
    /// Whether it passed the gate.
    pub(super) member: bool,
    /// Why we are closing it, if we are.
    pub(super) closing: Option<CloseReason>,
}

/// As what a peer is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Over connections on which only joining is spoken.
    Guest,
    /// Over at least one connection on which everything is spoken that it may.
    Member,
}

/// What is open to one peer, and what was learned over it.
#[derive(Default)]
pub(super) struct PeerLinks {
    links: Vec<Link>,
    pub(super) rtt_ms: Option<u32>,
    pub(super) recognises_us: Option<bool>,
}

impl PeerLinks {
    pub(super) fn oldest(&self) -> Option<&Link> {
        self.links.first()
    }
}

/// All open connections.
#[derive(Default)]
pub(super) struct Links {
    by_peer: BTreeMap<PeerId, PeerLinks>,
}

impl Links {
    pub(super) fn opened(&mut self, peer: PeerId, link: Link) {
        self.by_peer.entry(peer).or_default().links.push(link);
    }

    /// Removes a connection; says why we closed it, if we did.
    pub(super) fn closed(&mut self, peer: &PeerId, connection: ConnectionId) -> Option<CloseReason> {
        let known = self.by_peer.get_mut(peer)?;
        let at = known.links.iter().position(|link| link.connection == connection)?;
        let link = known.links.remove(at);
        if known.links.is_empty() {
            self.by_peer.remove(peer);
        }
        link.closing
    }

    /// As what the peer is connected, if it is.
    pub(super) fn standing(&self, peer: &PeerId) -> Option<Standing> {
        let links = &self.by_peer.get(peer)?.links;
        let is_member = links.iter().any(|link| link.member);
        Some(if is_member { Standing::Member } else { Standing::Guest })
    }

    /// Notes why we are closing a connection; the first reason stands.
    pub(super) fn closing(&mut self, connection: ConnectionId, why: CloseReason) {
        let mut links = self.by_peer.values_mut().flat_map(|known| &mut known.links);
        if let Some(link) = links.find(|link| link.connection == connection) {
            link.closing.get_or_insert(why);
        }
    }

    pub(super) fn of(&self, peer: &PeerId) -> Option<&PeerLinks> {
        self.by_peer.get(peer)
    }

    pub(super) fn of_mut(&mut self, peer: &PeerId) -> Option<&mut PeerLinks> {
        self.by_peer.get_mut(peer)
    }

    /// The peer's connections, the oldest first.
    pub(super) fn connections(&self, peer: &PeerId) -> Vec<ConnectionId> {
        let links = self.by_peer.get(peer).map_or(&[][..], |known| &known.links);
        links.iter().map(|link| link.connection).collect()
    }

    pub(super) fn peers(&self) -> impl Iterator<Item = &PeerId> {
        self.by_peer.keys()
    }
}
