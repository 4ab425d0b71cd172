//! Builds the swarm: transports, protocols and every number of libp2p's that we do not leave to a default.
//!
//! Owns what is spoken and how much of it at once; refuses to know what happens on it, which is
//! [`super::event_loop`]'s matter. The order of [`Behaviour`]'s fields is an order of trust: whoever refuses comes first.

use std::{io, iter, net::TcpListener, num::NonZeroUsize, time::Duration};

use libp2p::{
    Multiaddr, PeerId, Swarm, Transport, TransportError,
    connection_limits::{self, ConnectionLimits},
    core::{
        muxing::StreamMuxerBox,
        transport::{Boxed, timeout::TransportTimeoutError},
        upgrade::Version,
    },
    dns, identify,
    identity::Keypair,
    memory_connection_limits,
    multiaddr::Protocol as Part,
    noise, ping, quic,
    request_response::{self, ProtocolSupport},
    swarm::{NetworkBehaviour, behaviour::toggle::Toggle, derive_prelude::Either},
    tcp, yamux,
};
use tokio::time::Instant;

use super::{
    Config, Limits, Protocol,
    address::AddressPolicy,
    codec::FrameCodec,
    doorman::Doorman,
    farewell::BriefFarewell,
    filtered::Filtered,
    gated::Gated,
    gossip::{self, Gossip},
    translate::innermost,
};

/// Streams of one connection, over either transport.
const STREAMS_MAX: usize = 64;

/// Streams of one connection that are still being agreed upon.
const STREAMS_NEGOTIATING_MAX: usize = 16;

/// Streams of one connection over one protocol, both directions together.
const STREAMS_PER_PROTOCOL_MAX: usize = 8;

/// Bytes under way on one QUIC stream, and on one QUIC connection.
const QUIC_STREAM_BYTES: u32 = 1024 * 1024;
const QUIC_CONNECTION_BYTES: u32 = 4 * 1024 * 1024;

/// Connections that wait to be accepted by a TCP socket.
const TCP_BACKLOG: u32 = 128;

/// Events between a connection's task and the swarm, each way. Small: behind them peers feel back-pressure.
const EVENTS_TO_HANDLER: NonZeroUsize = NonZeroUsize::new(32).expect("32 is not zero");
const EVENTS_FROM_HANDLER: usize = 8;

/// Anchors that come in even when all places are taken.
const ANCHORS_BYPASSING: usize = 8;

/// A request-response behaviour over our frames.
pub(super) type Rpc = request_response::Behaviour<FrameCodec>;

/// Everything that is spoken, and everything that refuses to.
#[derive(NetworkBehaviour)]
pub(super) struct Behaviour {
    pub(super) doorman: Doorman,
    limits: connection_limits::Behaviour,
    memory: memory_connection_limits::Behaviour,
    pub(super) gossip: Gated<Toggle<Gossip>>,
    pub(super) services: Gated<Services>,
    pub(super) join: Rpc,
    identify: identify::Behaviour,
    ping: ping::Behaviour,
}

/// What members ask each other. One behaviour a protocol: request-response offers a request under every name it has.
#[derive(NetworkBehaviour)]
pub(super) struct Services {
    desk: Rpc,
    sync: Rpc,
    records: Rpc,
}

impl Behaviour {
    /// The behaviour that speaks a protocol.
    pub(super) fn rpc(&mut self, protocol: Protocol) -> &mut Rpc {
        match protocol {
            Protocol::Join => &mut self.join,
            Protocol::Desk => &mut self.services.inner_mut().desk,
            Protocol::Sync => &mut self.services.inner_mut().sync,
            Protocol::Records => &mut self.services.inner_mut().records,
        }
    }
}

/// What this swarm reports.
pub(super) type SwarmEvent = libp2p::swarm::SwarmEvent<BehaviourEvent>;

/// Why the network does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program, or another node, listens on this address.
    #[error("port taken: {address}")]
    PortTaken {
        /// The address that was to be listened on.
        address: Multiaddr,
    },
    /// The address cannot be listened on: it has another shape than TCP or QUIC, or it is no address of this machine.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address that was to be listened on.
        address: Multiaddr,
        /// What the operating system says.
        source: io::Error,
    },
    /// The node key makes no identity.
    #[error("the node key is unusable: {0}")]
    Key(String),
    /// The settings of gossip or of encryption contradict themselves.
    #[error("the network cannot be set up: {0}")]
    Setup(String),
}

/// The swarm for a configuration, not listening yet.
pub(super) fn build(config: &Config, now: Instant) -> Result<Swarm<Behaviour>, StartError> {
    let mut seed = config.seed.clone();
    // libp2p zeroes the bytes it is given, and so does our copy when it is dropped.
    let keypair =
        Keypair::ed25519_from_bytes(&mut *seed).map_err(|error| StartError::Key(error.to_string()))?;
    let behaviour = behaviour(config, &keypair, now)?;
    let policy = AddressPolicy { allow_private: config.allow_private, allow_loopback: config.allow_loopback };
    let transport = transport(&keypair, policy, &config.limits)?;
    let swarm = libp2p::swarm::Config::with_tokio_executor()
        .with_idle_connection_timeout(config.limits.idle)
        .with_max_negotiating_inbound_streams(STREAMS_NEGOTIATING_MAX)
        .with_notify_handler_buffer_size(EVENTS_TO_HANDLER)
        .with_per_connection_event_buffer_size(EVENTS_FROM_HANDLER)
        .with_smart_dial();
    Ok(Swarm::new(transport, behaviour, keypair.public().to_peer_id(), swarm))
}

/// Listens on one address.
pub(super) fn listen(swarm: &mut Swarm<Behaviour>, address: &Multiaddr) -> Result<(), StartError> {
    let failed = |source: io::Error| match innermost(&source).kind() {
        io::ErrorKind::AddrInUse => StartError::PortTaken { address: address.clone() },
        _ => StartError::Listen { address: address.clone(), source },
    };
    probe(address).map_err(failed)?;
    match swarm.listen_on(address.clone()) {
        Ok(_) => Ok(()),
        Err(TransportError::MultiaddrNotSupported(_)) => Err(failed(io::ErrorKind::Unsupported.into())),
        Err(TransportError::Other(error)) => Err(failed(error)),
    }
}

/// Binds the TCP port once without `SO_REUSEPORT`. libp2p sets it on its listeners, so that two nodes of one user would
/// share a port in silence, each with half of the connections.
fn probe(address: &Multiaddr) -> io::Result<()> {
    let mut parts = address.iter();
    let ip = match parts.next() {
        Some(Part::Ip4(ip)) => ip.into(),
        Some(Part::Ip6(ip)) => std::net::IpAddr::V6(ip),
        _ => return Ok(()),
    };
    match parts.next() {
        Some(Part::Tcp(port)) if port != 0 => TcpListener::bind((ip, port)).map(drop),
        _ => Ok(()),
    }
}

fn behaviour(config: &Config, keypair: &Keypair, now: Instant) -> Result<Behaviour, StartError> {
    let limits = &config.limits;
    let gossip = config.network.map(|network| gossip::behaviour(keypair, &network)).transpose();
    let gossip = gossip.map_err(|error| StartError::Setup(error.to_string()))?;
    Ok(Behaviour {
        doorman: Doorman::new(config.is_weak, limits, now),
        limits: connection_limits(limits, config.anchors.iter().map(|(peer, _)| peer)),
        memory: memory_connection_limits::Behaviour::with_max_bytes(limits.memory_bytes),
        gossip: Gated::new(gossip.into()),
        services: Gated::new(Services {
            desk: rpc(Protocol::Desk, limits),
            sync: rpc(Protocol::Sync, limits),
            records: rpc(Protocol::Records, limits),
        }),
        join: rpc(Protocol::Join, limits),
        identify: identify::Behaviour::new(
            identify::Config::new("/vicinia/1".to_owned(), keypair.public())
                .with_agent_version(config.agent.clone())
                .with_interval(Duration::from_secs(5 * 60))
                .with_push_listen_addr_updates(false)
                .with_cache_size(0)
                .with_hide_listen_addrs(true),
        ),
        ping: ping::Behaviour::new(
            ping::Config::new().with_interval(limits.ping_interval).with_timeout(limits.ping_timeout),
        ),
    })
}

fn rpc(protocol: Protocol, limits: &Limits) -> Rpc {
    let config = request_response::Config::default()
        .with_request_timeout(limits.request_timeout)
        .with_max_concurrent_streams(STREAMS_PER_PROTOCOL_MAX);
    Rpc::new(iter::once((protocol, ProtocolSupport::Full)), config)
}

fn connection_limits<'a>(
    limits: &Limits,
    anchors: impl Iterator<Item = &'a PeerId>,
) -> connection_limits::Behaviour {
    let mut behaviour = connection_limits::Behaviour::new(
        ConnectionLimits::default()
            .with_max_pending_incoming(Some(limits.pending_inbound))
            .with_max_pending_outgoing(Some(limits.established_outbound))
            .with_max_established_incoming(Some(limits.established_inbound))
            .with_max_established_outgoing(Some(limits.established_outbound))
            .with_max_established(Some(limits.established_inbound + limits.established_outbound))
            .with_max_established_per_peer(Some(limits.established_per_peer)),
    );
    for anchor in anchors.take(ANCHORS_BYPASSING) {
        behaviour.bypass_peer_id(anchor);
    }
    behaviour
}

type Connections = Boxed<(PeerId, StreamMuxerBox)>;

/// TCP and QUIC, by name where the machine can resolve names.
///
/// Each layer's error is reduced to an `io::Error` whose kind says what happened, while its type is still known.
fn transport(keypair: &Keypair, policy: AddressPolicy, limits: &Limits) -> Result<Connections, StartError> {
    match dns::tokio::Transport::system(by_ip(keypair, policy, limits)?) {
        Ok(by_name) => Ok(by_name.map_err(name_error).boxed()),
        Err(error) => {
            tracing::warn!(%error, "this machine resolves no names: only addresses with an IP are dialled");
            by_ip(keypair, policy, limits)
        }
    }
}

fn by_ip(keypair: &Keypair, policy: AddressPolicy, limits: &Limits) -> Result<Connections, StartError> {
    let either = tcp(keypair, policy, limits)?.or_transport(quic(keypair, policy, limits));
    Ok(either.map(|connection, _| connection.into_inner()).map_err(Either::into_inner).boxed())
}

fn tcp(keypair: &Keypair, policy: AddressPolicy, limits: &Limits) -> Result<Connections, StartError> {
    let farewell = limits.farewell;
    let noise = noise::Config::new(keypair).map_err(|error| StartError::Setup(error.to_string()))?;
    let mut yamux = yamux::Config::default();
    yamux.set_max_num_streams(STREAMS_MAX);
    let tcp = tcp::tokio::Transport::new(tcp::Config::new().nodelay(true).listen_backlog(TCP_BACKLOG));
    Ok(Filtered::new(tcp, policy)
        .upgrade(Version::V1)
        .authenticate(noise)
        .multiplex(yamux)
        .timeout(limits.handshake)
        .map_err(|error| match error {
            TransportTimeoutError::Timeout => io::ErrorKind::TimedOut.into(),
            TransportTimeoutError::Other(Either::Left(Either::Left(socket))) => socket,
            handshake => io::Error::other(handshake),
        })
        .map(move |(peer, connection), _| {
            (peer, StreamMuxerBox::new(BriefFarewell::new(connection, farewell)))
        })
        .boxed())
}

fn quic(keypair: &Keypair, policy: AddressPolicy, limits: &Limits) -> Connections {
    let farewell = limits.farewell;
    let mut config = quic::Config::new(keypair);
    config.handshake_timeout = limits.handshake;
    config.max_idle_timeout = 30_000;
    config.keep_alive_interval = Duration::from_secs(10);
    config.max_concurrent_stream_limit = u32::try_from(STREAMS_MAX).expect("64 fits");
    config.max_stream_data = QUIC_STREAM_BYTES;
    config.max_connection_data = QUIC_CONNECTION_BYTES;
    Filtered::new(quic::tokio::Transport::new(config), policy)
        .map_err(|error| match error {
            quic::Error::HandshakeTimedOut => io::ErrorKind::TimedOut.into(),
            quic::Error::Io(socket) => socket,
            handshake => io::Error::other(handshake),
        })
        .map(move |(peer, connection), _| {
            (peer, StreamMuxerBox::new(BriefFarewell::new(connection, farewell)))
        })
        .boxed()
}

fn name_error(error: dns::Error<io::Error>) -> io::Error {
    match error {
        dns::Error::Transport(error) => error,
        dns::Error::ResolveError(error) => io::Error::new(io::ErrorKind::NotFound, error),
        dns::Error::MultiaddrNotSupported(_) => io::ErrorKind::Unsupported.into(),
        // A name may stand for several addresses; what went wrong with one of them will do.
        dns::Error::Dial(mut errors) => errors.pop().map_or(io::ErrorKind::NotFound.into(), name_error),
        dns::Error::TooManyLookups => io::Error::other(error),
    }
}
