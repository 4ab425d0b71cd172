//! Members only: a behaviour that a stranger's connection does not have.
//!
//! Whether the gate is open is decided once, when a connection opens, since libp2p fixes its handlers then: to a
//! stranger the protocols inside do not exist, neither in negotiation nor in identify. After a change of membership
//! the connection has to be closed and opened anew, which is [`super::event_loop`]'s part.
//! The gate knows a set of peers and nothing of why they are in it.

use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
    sync::Arc,
    task::{Context, Poll, ready},
};

// The `Either` for which libp2p implements `ConnectionHandler`; the derive macro names it by the same path.
use libp2p::swarm::derive_prelude::Either;
use libp2p::{
    Multiaddr, PeerId,
    core::{Endpoint, transport::PortUse},
    swarm::{
        ConnectionClosed, ConnectionDenied, ConnectionId, FromSwarm, NetworkBehaviour, NotifyHandler,
        THandler, THandlerInEvent, THandlerOutEvent, ToSwarm, behaviour::ConnectionEstablished, dummy,
    },
};

/// Wraps the behaviours `B` that only admitted peers reach.
///
/// In the list of behaviours it stands after all that can refuse a connection: request-response counts a connection
/// from the moment its handler is made, and is not told if somebody later in line refuses it.
pub(super) struct Gated<B> {
    inner: B,
    admitted: Arc<HashSet<PeerId>>,
    /// Connections that `inner` knows of. All it is told about a peer is counted over these alone, or a closing
    /// connection from before the peer's admission would hide that its first real one has come.
    open: HashMap<PeerId, Vec<ConnectionId>>,
}

impl<B> Gated<B> {
    pub(super) fn new(inner: B) -> Self {
        Self { inner, admitted: Arc::default(), open: HashMap::new() }
    }

    pub(super) fn inner_mut(&mut self) -> &mut B {
        &mut self.inner
    }

    /// Replaces the set of admitted peers; connections already open stay as they are.
    pub(super) fn set_admitted(&mut self, admitted: Arc<HashSet<PeerId>>) {
        self.admitted = admitted;
    }

    /// Whether this connection passed the gate.
    pub(super) fn is_open(&self, peer: &PeerId, connection: ConnectionId) -> bool {
        self.open.get(peer).is_some_and(|open| open.contains(&connection))
    }

    fn others(&self, peer: &PeerId) -> usize {
        self.open.get(peer).map_or(0, |open| open.len() - 1)
    }

    /// Forgets a connection; the number of those that remain, or `None` if it never passed.
    fn forget(&mut self, peer: &PeerId, connection: ConnectionId) -> Option<usize> {
        let open = self.open.get_mut(peer)?;
        let at = open.iter().position(|id| *id == connection)?;
        open.swap_remove(at);
        let remaining = open.len();
        if remaining == 0 {
            self.open.remove(peer);
        }
        Some(remaining)
    }

    /// A connection on which the peer has `inner`'s handler, if there is one.
    fn route(&self, peer: &PeerId, wanted: &NotifyHandler) -> Option<NotifyHandler> {
        let open = self.open.get(peer)?;
        let chosen = match wanted {
            NotifyHandler::One(id) => open.iter().find(|open| *open == id),
            NotifyHandler::Any => open.first(),
        };
        chosen.copied().map(NotifyHandler::One)
    }
}

impl<B: NetworkBehaviour> Gated<B> {
    fn established(&mut self, established: ConnectionEstablished<'_>) {
        if self.is_open(&established.peer_id, established.connection_id) {
            let other_established = self.others(&established.peer_id);
            let event = ConnectionEstablished { other_established, ..established };
            self.inner.on_swarm_event(FromSwarm::ConnectionEstablished(event));
        }
    }

    fn closed(&mut self, closed: ConnectionClosed<'_>) {
        if let Some(remaining_established) = self.forget(&closed.peer_id, closed.connection_id) {
            let event = ConnectionClosed { remaining_established, ..closed };
            self.inner.on_swarm_event(FromSwarm::ConnectionClosed(event));
        }
    }
}

impl<B: NetworkBehaviour> NetworkBehaviour for Gated<B> {
    type ConnectionHandler = Either<THandler<B>, dummy::ConnectionHandler>;
    type ToSwarm = B::ToSwarm;

    fn handle_established_inbound_connection(
        &mut self,
        connection: ConnectionId,
        peer: PeerId,
        local: &Multiaddr,
        remote: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        if !self.admitted.contains(&peer) {
            return Ok(Either::Right(dummy::ConnectionHandler));
        }
        let handler = self.inner.handle_established_inbound_connection(connection, peer, local, remote)?;
        self.open.entry(peer).or_default().push(connection);
        Ok(Either::Left(handler))
    }

    fn handle_established_outbound_connection(
        &mut self,
        connection: ConnectionId,
        peer: PeerId,
        address: &Multiaddr,
        role: Endpoint,
        port: PortUse,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        if !self.admitted.contains(&peer) {
            return Ok(Either::Right(dummy::ConnectionHandler));
        }
        let handler =
            self.inner.handle_established_outbound_connection(connection, peer, address, role, port)?;
        self.open.entry(peer).or_default().push(connection);
        Ok(Either::Left(handler))
    }

    fn on_swarm_event(&mut self, event: FromSwarm<'_>) {
        match event {
            FromSwarm::ConnectionEstablished(established) => self.established(established),
            FromSwarm::ConnectionClosed(closed) => self.closed(closed),
            FromSwarm::AddressChange(change) if !self.is_open(&change.peer_id, change.connection_id) => {}
            other => self.inner.on_swarm_event(other),
        }
    }

    fn on_connection_handler_event(
        &mut self,
        peer: PeerId,
        connection: ConnectionId,
        event: THandlerOutEvent<Self>,
    ) {
        match event {
            Either::Left(event) => self.inner.on_connection_handler_event(peer, connection, event),
            Either::Right(never) => match never {},
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        loop {
            match ready!(self.inner.poll(cx)) {
                ToSwarm::NotifyHandler { peer_id, handler, event } => {
                    // Nobody there any more: what libp2p does with an event for a closed connection, too.
                    let Some(handler) = self.route(&peer_id, &handler) else { continue };
                    let event = Either::<_, Infallible>::Left(event);
                    return Poll::Ready(ToSwarm::NotifyHandler { peer_id, handler, event });
                }
                other => return Poll::Ready(other.map_in(Either::Left)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use libp2p::core::ConnectedPoint;

    use super::*;
    use crate::net::identity::any_peer;

    /// Notes how many other connections it was told of each time one opened or closed.
    #[derive(Default)]
    struct Witness(Vec<(&'static str, usize)>);

    impl NetworkBehaviour for Witness {
        type ConnectionHandler = dummy::ConnectionHandler;
        type ToSwarm = Infallible;

        fn handle_established_inbound_connection(
            &mut self,
            _: ConnectionId,
            _: PeerId,
            _: &Multiaddr,
            _: &Multiaddr,
        ) -> Result<THandler<Self>, ConnectionDenied> {
            Ok(dummy::ConnectionHandler)
        }

        fn handle_established_outbound_connection(
            &mut self,
            _: ConnectionId,
            _: PeerId,
            _: &Multiaddr,
            _: Endpoint,
            _: PortUse,
        ) -> Result<THandler<Self>, ConnectionDenied> {
            Ok(dummy::ConnectionHandler)
        }

        fn on_swarm_event(&mut self, event: FromSwarm<'_>) {
            match event {
                FromSwarm::ConnectionEstablished(event) => self.0.push(("opened", event.other_established)),
                FromSwarm::ConnectionClosed(event) => self.0.push(("closed", event.remaining_established)),
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

    fn open(gate: &mut Gated<Witness>, peer_id: PeerId, id: usize, other_established: usize) -> bool {
        let connection_id = ConnectionId::new_unchecked(id);
        let address = Multiaddr::empty();
        let handler =
            gate.handle_established_inbound_connection(connection_id, peer_id, &address, &address).unwrap();
        let endpoint = ConnectedPoint::Listener { local_addr: address.clone(), send_back_addr: address };
        gate.on_swarm_event(FromSwarm::ConnectionEstablished(ConnectionEstablished {
            peer_id,
            connection_id,
            endpoint: &endpoint,
            failed_addresses: &[],
            other_established,
        }));
        handler.is_left()
    }

    fn close(gate: &mut Gated<Witness>, peer_id: PeerId, id: usize, remaining_established: usize) {
        let address = Multiaddr::empty();
        let endpoint = ConnectedPoint::Listener { local_addr: address.clone(), send_back_addr: address };
        gate.on_swarm_event(FromSwarm::ConnectionClosed(ConnectionClosed {
            peer_id,
            connection_id: ConnectionId::new_unchecked(id),
            endpoint: &endpoint,
            cause: None,
            remaining_established,
        }));
    }

    #[test]
    fn only_connections_that_passed_are_counted() {
        let (mut gate, peer) = (Gated::new(Witness::default()), any_peer(&[1; 32]));
        assert!(!open(&mut gate, peer, 0, 0), "a stranger");
        gate.set_admitted(Arc::new(HashSet::from([peer])));
        assert!(open(&mut gate, peer, 1, 1), "the stranger's connection is still closing");
        assert!(open(&mut gate, peer, 2, 2));
        close(&mut gate, peer, 0, 2);
        close(&mut gate, peer, 1, 1);
        gate.set_admitted(Arc::default());
        assert!(!open(&mut gate, peer, 3, 1));
        close(&mut gate, peer, 2, 1);
        close(&mut gate, peer, 3, 0);
        assert_eq!(gate.inner.0, [("opened", 0), ("opened", 1), ("closed", 1), ("closed", 0)]);
        assert!(gate.open.is_empty());
    }

    #[test]
    fn messages_go_to_connections_that_passed() {
        let (mut gate, peer) = (Gated::new(Witness::default()), any_peer(&[1; 32]));
        open(&mut gate, peer, 0, 0);
        assert!(gate.route(&peer, &NotifyHandler::Any).is_none());
        gate.set_admitted(Arc::new(HashSet::from([peer])));
        open(&mut gate, peer, 1, 1);
        let one = ConnectionId::new_unchecked(1);
        assert!(matches!(gate.route(&peer, &NotifyHandler::Any), Some(NotifyHandler::One(id)) if id == one));
        assert!(gate.route(&peer, &NotifyHandler::One(ConnectionId::new_unchecked(0))).is_none());
    }
}
