//! From what libp2p reports to the few facts this node acts on: pure, one event in, at most one fact out.
//!
//! Owns the reading of libp2p's events and errors. Refuses to decide anything.

use std::{io, time::Duration};

use libp2p::{
    Multiaddr, PeerId, TransportError,
    core::ConnectedPoint,
    gossipsub::{self, MessageId},
    identify,
    multiaddr::Protocol as Part,
    ping,
    request_response::{self, Message, OutboundFailure, OutboundRequestId, ResponseChannel},
    swarm::{ConnectionError, ConnectionId, DialError},
};

use super::{
    CloseReason, DialFailure, Direction, Protocol, RequestError, TransportKind,
    codec::FrameError,
    doorman::Refusal,
    swarm::{BehaviourEvent, ServicesEvent, SwarmEvent},
};

/// The right to answer one request.
#[derive(Debug)]
pub struct ResponseToken {
    protocol: Protocol,
    channel: ResponseChannel<Vec<u8>>,
}

impl ResponseToken {
    /// The protocol of the request, which bounds the answer.
    #[must_use]
    pub fn protocol(&self) -> Protocol {
        self.protocol
    }

    pub(super) fn into_channel(self) -> ResponseChannel<Vec<u8>> {
        self.channel
    }
}

/// One gossip message that waits for a verdict.
#[derive(Debug)]
pub struct MessageToken {
    pub(super) id: MessageId,
    pub(super) from: PeerId,
}

/// What happened, in our words.
#[derive(Debug)]
pub(super) enum Fact {
    Listening(Multiaddr),
    Opened {
        peer: PeerId,
        connection: ConnectionId,
        direction: Direction,
        transport: TransportKind,
        address: Multiaddr,
        handshake: Duration,
    },
    Closed {
        peer: PeerId,
        connection: ConnectionId,
        why: CloseReason,
    },
    DialFailed {
        peer: PeerId,
        connection: ConnectionId,
        why: DialFailure,
    },
    Asked {
        peer: PeerId,
        connection: ConnectionId,
        request: Result<Vec<u8>, FrameError>,
        token: ResponseToken,
    },
    Answered {
        peer: PeerId,
        protocol: Protocol,
        id: OutboundRequestId,
        result: Result<Vec<u8>, RequestError>,
    },
    Heard {
        author: Option<PeerId>,
        bytes: Vec<u8>,
        token: MessageToken,
    },
    Measured {
        peer: PeerId,
        rtt: Duration,
    },
    Unresponsive {
        peer: PeerId,
        connection: ConnectionId,
    },
    Identified {
        peer: PeerId,
        recognises_us: bool,
        observed: Multiaddr,
    },
}

/// Reads one event of the swarm.
pub(super) fn translate(event: SwarmEvent) -> Option<Fact> {
    match event {
        SwarmEvent::Behaviour(event) => behaviour(event),
        SwarmEvent::NewListenAddr { address, .. } => Some(Fact::Listening(address)),
        SwarmEvent::ConnectionEstablished { peer_id, connection_id, endpoint, established_in, .. } => {
            Some(opened(peer_id, connection_id, &endpoint, established_in))
        }
        SwarmEvent::ConnectionClosed { peer_id, connection_id, cause, .. } => {
            let why = match cause {
                Some(ConnectionError::KeepAliveTimeout) => CloseReason::Idle,
                Some(ConnectionError::IO(_)) | None => CloseReason::ByPeer,
            };
            Some(Fact::Closed { peer: peer_id, connection: connection_id, why })
        }
        SwarmEvent::OutgoingConnectionError { peer_id: Some(peer), connection_id, error } => {
            Some(Fact::DialFailed { peer, connection: connection_id, why: dial_failure(&error) })
        }
        SwarmEvent::ListenerError { error, .. } => {
            tracing::warn!(%error, "a listener reports an error");
            None
        }
        SwarmEvent::ListenerClosed { addresses, reason, .. } => {
            tracing::error!(?addresses, ?reason, "a listener has closed");
            None
        }
        // Refused and failed inbound connections are counted by the doorman; the rest is of no consequence.
        _ => None,
    }
}

fn opened(peer: PeerId, connection: ConnectionId, endpoint: &ConnectedPoint, handshake: Duration) -> Fact {
    let direction = match endpoint {
        ConnectedPoint::Dialer { .. } => Direction::Outbound,
        ConnectedPoint::Listener { .. } => Direction::Inbound,
    };
    let address = endpoint.get_remote_address().clone();
    let is_quic = address.iter().any(|part| part == Part::QuicV1);
    let transport = if is_quic { TransportKind::Quic } else { TransportKind::Tcp };
    Fact::Opened { peer, connection, direction, transport, address, handshake }
}

fn behaviour(event: BehaviourEvent) -> Option<Fact> {
    match event {
        BehaviourEvent::Doorman(never) | BehaviourEvent::Limits(never) | BehaviourEvent::Memory(never) => {
            match never {}
        }
        BehaviourEvent::Join(event) => rpc(Protocol::Join, event),
        BehaviourEvent::Services(ServicesEvent::Desk(event)) => rpc(Protocol::Desk, event),
        BehaviourEvent::Services(ServicesEvent::Sync(event)) => rpc(Protocol::Sync, event),
        BehaviourEvent::Services(ServicesEvent::Records(event)) => rpc(Protocol::Records, event),
        BehaviourEvent::Gossip(event) => gossip(event),
        BehaviourEvent::Identify(event) => identified(event),
        BehaviourEvent::Ping(event) => pinged(event),
    }
}

type RpcEvent = request_response::Event<Result<Vec<u8>, FrameError>, Vec<u8>>;

fn rpc(protocol: Protocol, event: RpcEvent) -> Option<Fact> {
    use request_response::Event;
    match event {
        Event::Message { peer, connection_id, message: Message::Request { request, channel, .. } } => {
            let token = ResponseToken { protocol, channel };
            Some(Fact::Asked { peer, connection: connection_id, request, token })
        }
        Event::Message { peer, message: Message::Response { request_id, response }, .. } => {
            Some(Fact::Answered { peer, protocol, id: request_id, result: Ok(response) })
        }
        Event::OutboundFailure { peer, request_id, error, .. } => {
            Some(Fact::Answered { peer, protocol, id: request_id, result: Err(request_error(&error)) })
        }
        // The asking side knows that it has no answer; there is nothing left for us to do about it.
        Event::InboundFailure { .. } | Event::ResponseSent { .. } => None,
    }
}

fn request_error(failure: &OutboundFailure) -> RequestError {
    match failure {
        OutboundFailure::DialFailure => RequestError::NotConnected,
        OutboundFailure::Timeout => RequestError::TimedOut,
        OutboundFailure::ConnectionClosed => RequestError::Interrupted,
        OutboundFailure::UnsupportedProtocols => RequestError::NotServed,
        OutboundFailure::Io(error) => match FrameError::inside(error) {
            Some(FrameError::TooLong { .. } | FrameError::Trailing) => RequestError::BadAnswer,
            Some(FrameError::Absent) => RequestError::Declined,
            Some(FrameError::Cut) | None => RequestError::Interrupted,
        },
    }
}

fn gossip(event: gossipsub::Event) -> Option<Fact> {
    match event {
        gossipsub::Event::Message { propagation_source, message_id, message } => Some(Fact::Heard {
            author: message.source,
            bytes: message.data,
            token: MessageToken { id: message_id, from: propagation_source },
        }),
        gossipsub::Event::Subscribed { .. }
        | gossipsub::Event::Unsubscribed { .. }
        | gossipsub::Event::GossipsubNotSupported { .. }
        | gossipsub::Event::SlowPeer { .. } => None,
    }
}

fn identified(event: identify::Event) -> Option<Fact> {
    let identify::Event::Received { peer_id, info, .. } = event else { return None };
    // A peer offers the members' protocols only over a connection of somebody it knows as a member.
    let recognises_us = info.protocols.iter().any(|name| name.as_ref() == Protocol::Sync.name());
    Some(Fact::Identified { peer: peer_id, recognises_us, observed: info.observed_addr })
}

fn pinged(ping::Event { peer, connection, result }: ping::Event) -> Option<Fact> {
    match result {
        Ok(rtt) => Some(Fact::Measured { peer, rtt }),
        Err(ping::Failure::Timeout) => Some(Fact::Unresponsive { peer, connection }),
        // A closing connection, or a peer without ping: neither says that the line is dead.
        Err(ping::Failure::Unsupported | ping::Failure::Other { .. }) => None,
    }
}

/// The plainest reason among those of all addresses: what came closest to success says most.
pub(super) fn dial_failure(error: &DialError) -> DialFailure {
    match error {
        DialError::LocalPeerId { .. } | DialError::WrongPeerId { .. } => DialFailure::WrongIdentity,
        DialError::NoAddresses => DialFailure::NoAddress,
        DialError::DialPeerConditionFalse(_) | DialError::Aborted => DialFailure::OwnLimit,
        DialError::Denied { cause } => match cause.downcast_ref::<Refusal>() {
            Some(_) => DialFailure::Unwelcome,
            None => DialFailure::OwnLimit,
        },
        DialError::Transport(errors) => {
            let reasons = errors.iter().map(|(_, error)| transport_failure(error));
            reasons.max_by_key(|reason| closeness(*reason)).unwrap_or(DialFailure::NoAddress)
        }
    }
}

fn closeness(failure: DialFailure) -> u8 {
    match failure {
        DialFailure::HandshakeFailed => 6,
        DialFailure::Refused => 5,
        DialFailure::TimedOut => 4,
        DialFailure::NoRoute => 3,
        DialFailure::NameNotFound => 2,
        DialFailure::Forbidden => 1,
        _ => 0,
    }
}

fn transport_failure(error: &TransportError<io::Error>) -> DialFailure {
    let TransportError::Other(error) = error else { return DialFailure::Forbidden };
    match innermost(error).kind() {
        io::ErrorKind::ConnectionRefused => DialFailure::Refused,
        io::ErrorKind::TimedOut => DialFailure::TimedOut,
        io::ErrorKind::NotFound => DialFailure::NameNotFound,
        io::ErrorKind::Unsupported => DialFailure::Forbidden,
        io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::AddrNotAvailable => DialFailure::NoRoute,
        _ => DialFailure::HandshakeFailed,
    }
}

/// Each boxing of a transport wraps its `io::Error` in another one of no particular kind.
pub(super) fn innermost(error: &io::Error) -> &io::Error {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<io::Error>()) {
        Some(inner) => innermost(inner),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    fn failed(kinds: &[ErrorKind]) -> DialError {
        let boxed = |kind: &ErrorKind| io::Error::other(io::Error::other(io::Error::from(*kind)));
        let error = |kind| ("/memory/1".parse().unwrap(), TransportError::Other(boxed(kind)));
        DialError::Transport(kinds.iter().map(error).collect())
    }

    #[test]
    fn a_reason_is_found_inside_its_wrappings() {
        for (kind, reason) in [
            (ErrorKind::ConnectionRefused, DialFailure::Refused),
            (ErrorKind::TimedOut, DialFailure::TimedOut),
            (ErrorKind::HostUnreachable, DialFailure::NoRoute),
            (ErrorKind::NotFound, DialFailure::NameNotFound),
            (ErrorKind::InvalidData, DialFailure::HandshakeFailed),
        ] {
            assert_eq!(dial_failure(&failed(&[kind])), reason);
        }
    }

    #[test]
    fn of_several_reasons_the_one_nearest_to_success_is_told() {
        let error = failed(&[ErrorKind::NotFound, ErrorKind::ConnectionRefused, ErrorKind::TimedOut]);
        assert_eq!(dial_failure(&error), DialFailure::Refused);
        assert_eq!(dial_failure(&DialError::Transport(Vec::new())), DialFailure::NoAddress);
    }

    #[test]
    fn who_refused_is_told_apart() {
        use libp2p::swarm::ConnectionDenied;
        let by_doorman = DialError::Denied { cause: ConnectionDenied::new(Refusal::Banned) };
        let by_limit = DialError::Denied { cause: ConnectionDenied::new("a limit") };
        assert_eq!(dial_failure(&by_doorman), DialFailure::Unwelcome);
        assert_eq!(dial_failure(&by_limit), DialFailure::OwnLimit);
    }

    #[test]
    fn a_broken_answer_is_told_from_a_missing_one() {
        let error = |frame: FrameError| request_error(&OutboundFailure::Io(frame.into()));
        assert_eq!(error(FrameError::Trailing), RequestError::BadAnswer);
        assert_eq!(error(FrameError::TooLong { len: 2, max: 1 }), RequestError::BadAnswer);
        assert_eq!(error(FrameError::Absent), RequestError::Declined);
        assert_eq!(error(FrameError::Cut), RequestError::Interrupted);
    }
}
