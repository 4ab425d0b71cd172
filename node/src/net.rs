//! The network: moves opaque bytes between members, and between a guest and the joining desk.
//!
//! Owns the libp2p swarm, who is connected, whom to dial and when, and every bound on what a peer may cost us.
//! Refuses to know records, rosters, certificates or the store: it is *told* who is a member ([`Handle::set_members`])
//! and hands every request and every gossip message up unread. libp2p is named here and nowhere else.
//!
//! ```text
//!  Handle ──commands──▶ event_loop ──▶ swarm ──▶ gated (members) · doorman (strangers, bans, rate)
//!  Event  ◀──try_send── event_loop ◀── translate ◀── swarm
//!                           │
//!                 peers · links · guests · ledger · rate        pure, time is an argument
//! ```
//!
//! Neighbours: `node` starts it and holds the [`Handle`]; `replicate` and the joining code read [`Event`]s.

mod address;
mod codec;
mod doorman;
mod event_loop;
mod farewell;
mod filtered;
mod gated;
mod gossip;
mod guests;
mod handle;
mod identity;
mod ledger;
mod limits;
mod links;
mod peers;
mod rate;
mod requests;
mod status;
mod swarm;
mod translate;

#[cfg(test)]
mod tests;

use std::fmt;

use protocol::codec::Wire;
use protocol::sync::RecordsAnswer;
use tokio::sync::mpsc;
use zeroize::Zeroizing;

pub use libp2p::{Multiaddr, PeerId};

pub(crate) use self::peers::backoff;
pub use self::{
    handle::{Fault, Handle, PublishError, RequestError, RespondError, Stopped},
    identity::{node_of, peer_of, split_peer},
    limits::Limits,
    status::{CloseReason, DialFailure, Direction, LinkStatus, NetStatus, PeerStatus, TransportKind},
    swarm::StartError,
    translate::{MessageToken, ResponseToken},
};

/// The largest request on any protocol, in bytes.
pub const REQUEST_BYTES_MAX: usize = 64 * 1024;

/// The largest gossip message, in bytes.
pub const GOSSIP_BYTES_MAX: usize = 8 * 1024;

/// The request-response protocols two nodes speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Protocol {
    /// Asking to be admitted, or presenting the proof that one is; the only protocol a stranger reaches.
    Join,
    /// Store-and-forward for stewards.
    Desk,
    /// Reconciliation of the authority plane and of headers.
    Sync,
    /// Records and attestations by id.
    Records,
}

impl Protocol {
    /// Every protocol, in the order in which they are declared.
    pub const ALL: [Self; 4] = [Self::Join, Self::Desk, Self::Sync, Self::Records];

    /// The name negotiated on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Join => "/vicinia/1/join",
            Self::Desk => "/vicinia/1/desk",
            Self::Sync => "/vicinia/1/sync",
            Self::Records => "/vicinia/1/records",
        }
    }

    /// The largest answer, in bytes: one frame, or for records as much as the protocol lets one answer carry.
    #[must_use]
    pub const fn answer_bytes_max(self) -> usize {
        match self {
            Self::Join | Self::Desk | Self::Sync => 64 * 1024,
            Self::Records => <RecordsAnswer as Wire>::MAX_BYTES,
        }
    }
}

impl AsRef<str> for Protocol {
    fn as_ref(&self) -> &str {
        self.name()
    }
}

/// What the network needs to start. It is checked by [`start`], not before.
pub struct Config {
    /// Seed of the ed25519 node key, which is the libp2p identity.
    pub seed: Zeroizing<[u8; 32]>,
    /// The network to gossip in; `None` while joining, and then nothing is gossiped.
    pub network: Option<[u8; 32]>,
    /// Addresses to listen on, `/ip4/…/tcp/…` or `/ip4/…/udp/…/quic-v1`; may be empty.
    pub listen: Vec<Multiaddr>,
    /// Whether addresses of private ranges (RFC 1918, `fc00::/7`, `100.64.0.0/10`) are dialled.
    pub allow_private: bool,
    /// Whether loopback addresses are dialled; for tests and demonstrations on one machine.
    pub allow_loopback: bool,
    /// Peers remembered from earlier runs. An address and a preference, not a permission: they are dialled once
    /// they are members. The first eight bypass the cap on established connections.
    pub anchors: Vec<(PeerId, Vec<Multiaddr>)>,
    /// What identify says of this program, for example `vicinia/0.1.0`.
    pub agent: String,
    /// Says whether an ed25519 public key is of small order; peers with such a key are refused, since anybody can
    /// sign for it.
    pub is_weak: fn(&[u8; 32]) -> bool,
    /// Every bound that an operator or a test may want to change.
    pub limits: Limits,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("network", &self.network)
            .field("listen", &self.listen)
            .field("agent", &self.agent)
            .finish_non_exhaustive()
    }
}

/// What the network is told of one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Whose node it is; outbound links are spread over organisations.
    pub organisation: [u8; 32],
    /// Where it said it can be reached; at most [`Limits::addresses_per_peer`] are kept.
    pub addresses: Vec<Multiaddr>,
    /// Suspended or removed: it reaches the protocols, not gossip.
    pub authority_only: bool,
}

/// What the rest of the node learns from the network.
///
/// Requests and gossip are dropped when the reader is slow (and counted in [`NetStatus`]); the last places of the
/// queue are kept for the other events. A reader that fell behind even so finds the truth in [`Handle::snapshot`].
#[derive(Debug)]
pub enum Event {
    /// The node accepts connections at this address; the port is the real one.
    Listening(Multiaddr),
    /// The first connection to a peer, or its first one as a member.
    Connected {
        /// The peer at the other end.
        peer: PeerId,
        /// Whether it may use more than [`Protocol::Join`].
        member: bool,
    },
    /// The last connection to a peer is gone.
    Disconnected {
        /// The peer that was at the other end.
        peer: PeerId,
        /// Why, as far as this side can tell.
        why: CloseReason,
    },
    /// A member of ours treats this node as a stranger: its roster is behind, or this node is not admitted.
    Unrecognised {
        /// The peer to which proof of membership can be presented over [`Protocol::Join`].
        peer: PeerId,
    },
    /// A peer asks; answer with [`Handle::respond`], or drop the token to close the stream without an answer.
    Request {
        /// Who asks.
        peer: PeerId,
        /// Whether it is a member; a stranger can only ask over [`Protocol::Join`].
        member: bool,
        /// Over which protocol.
        protocol: Protocol,
        /// At most [`REQUEST_BYTES_MAX`] bytes.
        bytes: Vec<u8>,
        /// The way back.
        token: ResponseToken,
    },
    /// A gossip message; it is forwarded only after [`Handle::verdict`], which must come within about 5 s.
    Gossip {
        /// Who handed it to us, and who pays for it if it is rejected.
        peer: PeerId,
        /// Who signed and published it.
        author: PeerId,
        /// At most [`GOSSIP_BYTES_MAX`] bytes.
        bytes: Vec<u8>,
        /// What the verdict is about.
        token: MessageToken,
    },
    /// A peer could not be reached; it is tried again with growing pauses.
    DialFailed {
        /// The peer that was dialled.
        peer: PeerId,
        /// The plainest reason found.
        why: DialFailure,
    },
    /// A peer sent too many bytes that are wrong under every authority state and is shut out for a while.
    Banned {
        /// The peer in question.
        peer: PeerId,
    },
}

/// What became of a gossip message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Good: it is forwarded.
    Accept,
    /// Wrong under every authority state (bad encoding, bad signature): the sender is penalised.
    Reject,
    /// Anything else: it is neither forwarded nor held against the sender.
    Ignore,
}

/// Starts the network in the current tokio runtime.
///
/// The task ends, and the receiver closes, on [`Handle::shutdown`] or when every [`Handle`] is gone.
///
/// # Errors
/// [`StartError::PortTaken`] if another program listens on one of the addresses, and otherwise what is wrong with the
/// configuration.
///
/// # Panics
/// Outside of a tokio runtime.
pub fn start(config: Config) -> Result<(Handle, mpsc::Receiver<Event>), StartError> {
    event_loop::start(config)
}
