//! What the rest of the node can ask of the network, and how it can fail.
//!
//! Owns the command channel and the error of each operation. A [`Handle`] is cheap to clone and holds no state of its
//! own; everything happens in [`super::event_loop`], which never waits for anybody, so no call here can deadlock.

use std::{collections::BTreeMap, time::Duration};

use libp2p::{Multiaddr, PeerId};
use tokio::sync::{mpsc, oneshot};

use super::{
    GOSSIP_BYTES_MAX, Member, NetStatus, Protocol, REQUEST_BYTES_MAX, Verdict,
    requests::Reply,
    translate::{MessageToken, ResponseToken},
};

/// The network is no longer running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the network has been shut down")]
pub struct Stopped;

/// Whose fault a failure is, and so what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The peer broke the protocol; it has been noted against it.
    Theirs,
    /// The caller, or this node, did something wrong; asking again does not help.
    Ours,
    /// Nobody's: ask again later, or ask somebody else.
    Later,
}

/// Why a request has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The answer was too long, or more followed it.
    #[error("the answer broke the framing rules")]
    BadAnswer,
    /// The request exceeds [`REQUEST_BYTES_MAX`]; nothing was sent.
    #[error("a request of {len} bytes is too large")]
    TooLarge {
        /// The length of the request, in bytes.
        len: usize,
    },
    /// The network is no longer running.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// No connection to the peer, or none over which this protocol is spoken.
    #[error("the peer is not connected")]
    NotConnected,
    /// The peer does not offer this protocol to us: it does not know this node as a member.
    #[error("the peer does not serve this protocol to us")]
    NotServed,
    /// Too many requests are under way, to this peer or in all; nothing was sent.
    #[error("too many requests are under way")]
    Busy,
    /// No complete answer in time. The peer may have seen the request.
    #[error("no answer in time")]
    TimedOut,
    /// The peer closed the stream without an answer: it has no time for us now.
    #[error("the peer gave no answer")]
    Declined,
    /// The connection broke. The peer may have seen the request.
    #[error("the connection broke")]
    Interrupted,
}

impl RequestError {
    /// Whose fault it is.
    #[must_use]
    pub const fn fault(self) -> Fault {
        match self {
            Self::BadAnswer => Fault::Theirs,
            Self::TooLarge { .. } | Self::Stopped(_) => Fault::Ours,
            Self::NotConnected
            | Self::NotServed
            | Self::Busy
            | Self::TimedOut
            | Self::Declined
            | Self::Interrupted => Fault::Later,
        }
    }
}

/// Why an answer was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RespondError {
    /// The answer exceeds [`Protocol::answer_bytes_max`]; the stream is closed.
    #[error("an answer of {len} bytes is too large")]
    TooLarge {
        /// The length of the answer, in bytes.
        len: usize,
    },
    /// The network is no longer running.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// Why a message was not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// The message exceeds [`GOSSIP_BYTES_MAX`].
    #[error("a message of {len} bytes is too large")]
    TooLarge {
        /// The length of the message, in bytes.
        len: usize,
    },
    /// The network is no longer running.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// This node gossips nothing while it is joining.
    #[error("gossip is off while joining")]
    Off,
    /// No connected member listens; reconciliation will carry the news.
    #[error("no member listens")]
    Nobody,
    /// Every listener's queue is full; reconciliation will carry the news.
    #[error("every queue is full")]
    Busy,
    /// The message could not be signed.
    #[error("the message could not be signed")]
    Unsigned,
}

/// What the event loop is asked to do.
pub(super) enum Command {
    Request {
        peer: PeerId,
        protocol: Protocol,
        bytes: Vec<u8>,
        timeout: Duration,
        reply: Reply,
    },
    Respond {
        token: ResponseToken,
        bytes: Vec<u8>,
    },
    Publish {
        bytes: Vec<u8>,
        reply: oneshot::Sender<Result<(), PublishError>>,
    },
    Verdict {
        token: MessageToken,
        verdict: Verdict,
    },
    SetMembers(BTreeMap<PeerId, Member>),
    AllowTemporarily(Vec<PeerId>),
    AddAddresses {
        peer: PeerId,
        addresses: Vec<Multiaddr>,
    },
    Dial(PeerId),
    Disconnect(PeerId),
    Report(PeerId),
    Snapshot(oneshot::Sender<NetStatus>),
    #[cfg(test)]
    BreakDown,
    Shutdown(oneshot::Sender<()>),
}

/// The way to the network. Clones share one network; when the last one is dropped, it stops.
///
/// Every method waits at most for room among the commands ([`super::Limits::commands`]) and, where it returns a
/// result, for that result. All are cancel safe: a dropped call has either not happened or goes on unobserved.
#[derive(Clone, Debug)]
pub struct Handle {
    commands: mpsc::Sender<Command>,
}

impl Handle {
    pub(super) fn new(commands: mpsc::Sender<Command>) -> Self {
        Self { commands }
    }

    /// Asks a connected peer and waits for the whole answer, at most [`Protocol::answer_bytes_max`] bytes.
    ///
    /// `timeout` counts from the moment the request is handed to libp2p and is cut to
    /// [`super::Limits::request_timeout`].
    ///
    /// # Errors
    /// See [`RequestError`]; [`RequestError::fault`] says what to do about it.
    pub async fn request(
        &self,
        peer: PeerId,
        protocol: Protocol,
        bytes: Vec<u8>,
        timeout: Duration,
    ) -> Result<Vec<u8>, RequestError> {
        let len = bytes.len();
        if len > REQUEST_BYTES_MAX {
            return Err(RequestError::TooLarge { len });
        }
        let (reply, answer) = oneshot::channel();
        self.send(Command::Request { peer, protocol, bytes, timeout, reply }).await?;
        answer.await.map_err(|_| Stopped)?
    }

    /// Answers a request. Dropping the token instead closes the stream without an answer, which the peer sees as
    /// [`RequestError::Declined`].
    ///
    /// # Errors
    /// If the answer is larger than its protocol allows, or the network has stopped. That the peer has gone meanwhile
    /// is no error.
    pub async fn respond(&self, token: ResponseToken, bytes: Vec<u8>) -> Result<(), RespondError> {
        let len = bytes.len();
        if len > token.protocol().answer_bytes_max() {
            return Err(RespondError::TooLarge { len });
        }
        Ok(self.send(Command::Respond { token, bytes }).await?)
    }

    /// Publishes to all connected members, signed by this node. Publishing the same bytes twice within a minute
    /// succeeds and sends nothing.
    ///
    /// # Errors
    /// See [`PublishError`]. Gossip is a hint: no error here endangers the message itself.
    pub async fn publish(&self, bytes: Vec<u8>) -> Result<(), PublishError> {
        let len = bytes.len();
        if len > GOSSIP_BYTES_MAX {
            return Err(PublishError::TooLarge { len });
        }
        let (reply, done) = oneshot::channel();
        self.send(Command::Publish { bytes, reply }).await?;
        done.await.map_err(|_| Stopped)?
    }

    /// Says what became of a gossip message. Only accepted ones travel on; a verdict that comes after about 5 s has no
    /// effect but the penalty for [`Verdict::Reject`].
    ///
    /// # Errors
    /// If the network has stopped.
    pub async fn verdict(&self, token: MessageToken, verdict: Verdict) -> Result<(), Stopped> {
        self.send(Command::Verdict { token, verdict }).await
    }

    /// Replaces the members. Connections of peers whose access changes are closed and opened anew.
    ///
    /// # Errors
    /// If the network has stopped.
    pub async fn set_members(&self, members: BTreeMap<PeerId, Member>) -> Result<(), Stopped> {
        self.send(Command::SetMembers(members)).await
    }

    /// Replaces the peers (at most 16) that are treated as members though they are none yet: those an invitation names.
    ///
    /// # Errors
    /// If the network has stopped.
    pub async fn allow_temporarily(&self, peers: Vec<PeerId>) -> Result<(), Stopped> {
        self.send(Command::AllowTemporarily(peers)).await
    }

    /// Adds addresses of a member, an invited peer or an anchor. Those that may not be dialled are ignored, and so are
    /// those of anybody else.
    ///
    /// # Errors
    /// If the network has stopped.
    pub async fn add_addresses(&self, peer: PeerId, addresses: Vec<Multiaddr>) -> Result<(), Stopped> {
        self.send(Command::AddAddresses { peer, addresses }).await
    }

    /// Dials a member or an invited peer now, whatever pause it was in. The outcome is an event. Others are ignored.
    ///
    /// # Errors
    /// If the network has stopped.
    pub async fn dial(&self, peer: PeerId) -> Result<(), Stopped> {
        self.send(Command::Dial(peer)).await
    }

    /// Closes all connections to a peer. A member is dialled again later if links are needed.
    ///
    /// # Errors
    /// If the network has stopped.
    pub async fn disconnect(&self, peer: PeerId) -> Result<(), Stopped> {
        self.send(Command::Disconnect(peer)).await
    }

    /// Notes a protocol offence: bytes in a request or an answer that are wrong under every authority state. Rejected
    /// gossip and bad frames are noted without it. [`super::Limits::offences`] of them ban the peer.
    ///
    /// # Errors
    /// If the network has stopped.
    pub async fn report(&self, peer: PeerId) -> Result<(), Stopped> {
        self.send(Command::Report(peer)).await
    }

    /// The state of the network at one moment.
    ///
    /// # Errors
    /// If the network has stopped.
    pub async fn snapshot(&self) -> Result<NetStatus, Stopped> {
        let (reply, status) = oneshot::channel();
        self.send(Command::Snapshot(reply)).await?;
        status.await.map_err(|_| Stopped)
    }

    /// Closes every connection and ends the task; returns when nothing of it is left. Stopping twice is fine.
    pub async fn shutdown(self) {
        let (reply, done) = oneshot::channel();
        if self.send(Command::Shutdown(reply)).await.is_ok() {
            // An error says that the task ended before it came to this command.
            let _ = done.await;
        }
    }

    /// Lets the task panic. Compiled into this crate's own tests, never into a program.
    #[cfg(test)]
    pub(crate) async fn break_down(&self) {
        self.send(Command::BreakDown).await.expect("the network runs");
    }

    async fn send(&self, command: Command) -> Result<(), Stopped> {
        self.commands.send(command).await.map_err(|_| Stopped)
    }
}
