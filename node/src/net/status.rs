//! What the network says of itself: plain values for the status page, the logs and the tests.
//!
//! Owns the words in which failures are told to people; refuses to hold anything that libp2p defines.

use std::{fmt, time::Duration};

use libp2p::{Multiaddr, PeerId};

/// The state of the network at one moment.
#[derive(Clone, Debug)]
pub struct NetStatus {
    /// This node.
    pub local: PeerId,
    /// Addresses it listens on, with their real ports.
    pub listening: Vec<Multiaddr>,
    /// Where a member last saw this node from; behind an address translation it differs from `listening`.
    pub observed: Option<Multiaddr>,
    /// Every member, invited peer and anchor, and whoever else is connected, in the order of their ids.
    pub peers: Vec<PeerStatus>,
    /// Strangers connected now.
    pub guests: usize,
    /// Connections turned away since the start: too many from one corner, a banned peer, a weak key, one guest too many.
    pub connections_refused: u64,
    /// Requests dropped since the start because their reader was slow or their sender talkative.
    pub requests_dropped: u64,
    /// Gossip messages ignored since the start because their reader was slow.
    pub gossip_dropped: u64,
    /// Other events lost since the start because their reader was slow; anything but 0 is a fault of ours.
    pub events_dropped: u64,
    /// How often the network broke down since the start and was started again; anything but 0 is a fault of ours.
    pub restarts: u32,
}

/// The state of one peer.
#[derive(Clone, Debug)]
pub struct PeerStatus {
    /// The peer in question.
    pub peer: PeerId,
    /// Its organisation, if it is a member.
    pub organisation: Option<[u8; 32]>,
    /// Whether it is treated as a member, be it as one or as an invited peer.
    pub member: bool,
    /// Its connection; the oldest, where there are two.
    pub link: Option<LinkStatus>,
    /// Whether it treats this node as a member; `None` until it has said so.
    pub recognises_us: Option<bool>,
    /// The last measured round trip, in milliseconds.
    pub rtt_ms: Option<u32>,
    /// The address at which it was last reached; what is worth remembering across a restart.
    pub last_address: Option<Multiaddr>,
    /// Why the last dial failed; cleared by a connection.
    pub last_failure: Option<DialFailure>,
    /// How long ago its last connection ended, if it had one since the start and has none now.
    pub lost_for: Option<Duration>,
    /// When it may be dialled again, if it is neither connected nor being dialled.
    pub next_dial_in: Option<Duration>,
    /// Protocol offences on record.
    pub offences: u32,
    /// How long it remains shut out.
    pub banned_for: Option<Duration>,
}

/// One established connection.
#[derive(Clone, Debug)]
pub struct LinkStatus {
    /// Its age.
    pub connected_for: Duration,
    /// Who dialled.
    pub direction: Direction,
    /// Over what it runs.
    pub transport: TransportKind,
}

/// Who dialled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The peer dialled us.
    Inbound,
    /// We dialled the peer.
    Outbound,
}

/// Over what a connection runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportKind {
    /// TCP with Noise and Yamux.
    Tcp,
    /// QUIC, version 1.
    Quic,
}

/// Why a peer could not be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialFailure {
    /// No address of the peer is known, or none that may be dialled.
    NoAddress,
    /// The address filter or the transports do not allow what a name resolved to.
    Forbidden,
    /// A name was not found.
    NameNotFound,
    /// No route leads there.
    NoRoute,
    /// A computer answered, but no program listens.
    Refused,
    /// Nobody answered in time.
    TimedOut,
    /// Another node answered than the one expected.
    WrongIdentity,
    /// Somebody answered who does not speak this protocol, or hung up during the handshake.
    HandshakeFailed,
    /// The peer is banned, or has a key that is refused.
    Unwelcome,
    /// A limit of this node's own.
    OwnLimit,
}

impl fmt::Display for DialFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoAddress => "no usable address is known",
            Self::Forbidden => "the address is not allowed",
            Self::NameNotFound => "the name was not found",
            Self::NoRoute => "no route leads there",
            Self::Refused => "nothing listens there",
            Self::TimedOut => "nobody answered in time",
            Self::WrongIdentity => "another node answered",
            Self::HandshakeFailed => "the handshake failed",
            Self::Unwelcome => "the peer is not welcome here",
            Self::OwnLimit => "too many connections here",
        })
    }
}

/// Why a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseReason {
    /// The rest of this node asked for it.
    Requested,
    /// The peer became a member, or ceased to be one.
    MembershipChanged,
    /// A stranger's time was up, or it had nothing to ask.
    GuestLeft,
    /// The peer is banned.
    Banned,
    /// Nobody used the connection.
    Idle,
    /// The peer stopped answering pings.
    Unresponsive,
    /// The network of this node broke down and is started again.
    BrokeDown,
    /// The peer, or the line, closed it.
    ByPeer,
}

impl fmt::Display for CloseReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Requested => "closed on request",
            Self::MembershipChanged => "closed to open anew after a change of membership",
            Self::GuestLeft => "a guest's time was up",
            Self::Banned => "the peer is banned",
            Self::Idle => "nobody used it",
            Self::Unresponsive => "the peer stopped answering",
            Self::BrokeDown => "the network here broke down and is started again",
            Self::ByPeer => "closed by the peer or lost on the way",
        })
    }
}
