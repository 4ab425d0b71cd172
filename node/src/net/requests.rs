//! Requests of ours that wait for an answer.
//!
//! A value machine over libp2p's request ids: it bounds how many there are, ends those that take too long, and gives
//! every caller exactly one result. Time is an argument.

use std::collections::HashMap;

use libp2p::{PeerId, request_response::OutboundRequestId};
use tokio::{sync::oneshot, time::Instant};

use super::{Limits, Protocol, handle::RequestError};

/// Where an answer goes.
pub(super) type Reply = oneshot::Sender<Result<Vec<u8>, RequestError>>;

/// The requests under way.
pub(super) struct Requests {
    max: usize,
    max_per_peer: usize,
    /// Ids are counted by each protocol's behaviour on its own.
    pending: HashMap<(Protocol, OutboundRequestId), Pending>,
}

struct Pending {
    peer: PeerId,
    deadline: Instant,
    /// `None` once the caller has been told that its time is up. The entry stays until libp2p gives up the stream as
    /// well: until then it counts.
    reply: Option<Reply>,
}

impl Requests {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { max: limits.requests, max_per_peer: limits.requests_per_peer, pending: HashMap::new() }
    }

    pub(super) fn has_room(&self, peer: &PeerId, protocol: Protocol) -> bool {
        let same =
            |((other, _), pending): &(&(Protocol, _), &Pending)| *other == protocol && pending.peer == *peer;
        self.pending.len() < self.max && self.pending.iter().filter(same).count() < self.max_per_peer
    }

    pub(super) fn sent(
        &mut self,
        protocol: Protocol,
        id: OutboundRequestId,
        peer: PeerId,
        deadline: Instant,
        reply: Reply,
    ) {
        self.pending.insert((protocol, id), Pending { peer, deadline, reply: Some(reply) });
    }

    pub(super) fn ended(
        &mut self,
        protocol: Protocol,
        id: OutboundRequestId,
        result: Result<Vec<u8>, RequestError>,
    ) {
        if let Some(Pending { reply: Some(reply), .. }) = self.pending.remove(&(protocol, id)) {
            // Whoever stopped waiting does not need to know.
            let _ = reply.send(result);
        }
    }

    /// Ends them all: the connections they ran over are gone.
    pub(super) fn interrupt(&mut self) {
        for reply in self.pending.drain().filter_map(|(_, pending)| pending.reply) {
            let _ = reply.send(Err(RequestError::Interrupted));
        }
    }

    /// Tells those whose time is up.
    pub(super) fn expire(&mut self, now: Instant) {
        for pending in self.pending.values_mut().filter(|pending| pending.deadline <= now) {
            if let Some(reply) = pending.reply.take() {
                let _ = reply.send(Err(RequestError::TimedOut));
            }
        }
    }
}
