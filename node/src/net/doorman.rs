//! Turns connections away: too many from one corner, banned peers, keys anybody can sign for, one guest too many.
//!
//! A behaviour without a protocol of its own, and the first in line, so that nothing else spends on whom it refuses.
//! It has no clock: [`super::event_loop`] tells it the time on every tick. What a guest may do once inside is the
//! matter of [`super::guests`]; what a member reaches is that of [`super::gated`].

use std::{
    collections::HashSet,
    convert::Infallible,
    sync::Arc,
    task::{Context, Poll},
};

use libp2p::{
    Multiaddr, PeerId,
    core::{ConnectedPoint, Endpoint, transport::PortUse},
    swarm::{
        ConnectionDenied, ConnectionId, FromSwarm, NetworkBehaviour, THandler, THandlerInEvent,
        THandlerOutEvent, ToSwarm, dummy,
    },
};
use tokio::time::Instant;

use super::{Limits, guests::Guests, node_of, rate::Rate};

/// Why a connection was turned away; what the log says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("too many new connections from this network")]
    TooOften,
    #[error("the peer is banned")]
    Banned,
    #[error("the peer's key is weak or of another kind than ed25519")]
    WeakKey,
    #[error("enough guests are here already")]
    GuestsFull,
}

/// Decides who comes in at all.
pub(super) struct Doorman {
    is_weak: fn(&[u8; 32]) -> bool,
    members: Arc<HashSet<PeerId>>,
    banned: HashSet<PeerId>,
    rate: Rate,
    guests: Guests,
    now: Instant,
    refused: u64,
}

impl Doorman {
    pub(super) fn new(is_weak: fn(&[u8; 32]) -> bool, limits: &Limits, now: Instant) -> Self {
        Self {
            is_weak,
            members: Arc::default(),
            banned: HashSet::new(),
            rate: Rate::new(limits.inbound_per_minute),
            guests: Guests::new(limits),
            now,
            refused: 0,
        }
    }

    pub(super) fn advance(&mut self, now: Instant) {
        self.now = now;
    }

    pub(super) fn set_members(&mut self, members: Arc<HashSet<PeerId>>) {
        self.members = members;
    }

    pub(super) fn ban(&mut self, peer: PeerId) {
        self.banned.insert(peer);
    }

    pub(super) fn pardon(&mut self, peer: &PeerId) {
        self.banned.remove(peer);
    }

    pub(super) fn guests(&mut self) -> &mut Guests {
        &mut self.guests
    }

    /// Connections turned away since the start.
    pub(super) fn refused(&self) -> u64 {
        self.refused
    }

    /// Guests now connected.
    pub(super) fn guests_present(&self) -> usize {
        self.guests.len()
    }

    fn check(&self, peer: &PeerId) -> Result<(), Refusal> {
        if self.banned.contains(peer) {
            return Err(Refusal::Banned);
        }
        match node_of(peer) {
            Some(node) if !(self.is_weak)(&node) => Ok(()),
            _ => Err(Refusal::WeakKey),
        }
    }

    fn check_inbound(&self, peer: &PeerId) -> Result<(), Refusal> {
        self.check(peer)?;
        if self.guests.is_full() && !self.members.contains(peer) {
            return Err(Refusal::GuestsFull);
        }
        Ok(())
    }

    fn refuse(&mut self, refusal: Refusal) -> ConnectionDenied {
        self.refused += 1;
        tracing::debug!(%refusal, "connection turned away");
        ConnectionDenied::new(refusal)
    }
}

impl NetworkBehaviour for Doorman {
    type ConnectionHandler = dummy::ConnectionHandler;
    type ToSwarm = Infallible;

    fn handle_pending_inbound_connection(
        &mut self,
        _: ConnectionId,
        _: &Multiaddr,
        remote: &Multiaddr,
    ) -> Result<(), ConnectionDenied> {
        match self.rate.admits(remote, self.now) {
            true => Ok(()),
            false => Err(self.refuse(Refusal::TooOften)),
        }
    }

    fn handle_established_inbound_connection(
        &mut self,
        _: ConnectionId,
        peer: PeerId,
        _: &Multiaddr,
        _: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        self.check_inbound(&peer).map_err(|refusal| self.refuse(refusal))?;
        Ok(dummy::ConnectionHandler)
    }

    fn handle_established_outbound_connection(
        &mut self,
        _: ConnectionId,
        peer: PeerId,
        _: &Multiaddr,
        _: Endpoint,
        _: PortUse,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        self.check(&peer).map_err(|refusal| self.refuse(refusal))?;
        Ok(dummy::ConnectionHandler)
    }

    fn on_swarm_event(&mut self, event: FromSwarm<'_>) {
        match event {
            FromSwarm::ConnectionEstablished(opened)
                if matches!(opened.endpoint, ConnectedPoint::Listener { .. })
                    && !self.members.contains(&opened.peer_id) =>
            {
                self.guests.entered(opened.connection_id, self.now);
            }
            FromSwarm::ConnectionClosed(closed) => self.guests.left(closed.connection_id),
            _ => {}
        }
    }

    fn on_connection_handler_event(&mut self, _: PeerId, _: ConnectionId, event: THandlerOutEvent<Self>) {
        match event {}
    }

    fn poll(&mut self, _: &mut Context<'_>) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        Poll::Pending
    }
}
