//! What each command does.

use std::time::Duration;

use libp2p::{
    PeerId,
    gossipsub::{self, MessageAcceptance},
};
use tokio::time::Instant;

use super::EventLoop;
use crate::net::{
    CloseReason, LinkStatus, NetStatus, PeerStatus, Protocol, PublishError, RequestError, Verdict,
    handle::Command,
    links::Link,
    peers::Access,
    requests::Reply,
    translate::{MessageToken, ResponseToken},
};

impl EventLoop {
    pub(super) fn obey(&mut self, command: Command, now: Instant) {
        match command {
            Command::Request { peer, protocol, bytes, timeout, reply } => {
                self.request((peer, protocol), bytes, now + timeout.min(self.limits.request_timeout), reply);
            }
            Command::Respond { token, bytes } => self.respond(token, bytes),
            Command::Publish { bytes, reply } => {
                let _ = reply.send(self.publish(bytes));
            }
            Command::Verdict { token, verdict } => self.judge(&token, verdict, now),
            Command::SetMembers(members) => {
                let changed = self.peers.set_members(members, now);
                self.admit(changed, now);
            }
            Command::AllowTemporarily(invited) => {
                let changed = self.peers.set_invited(invited, now);
                self.admit(changed, now);
            }
            Command::AddAddresses { peer, addresses } => self.peers.add_addresses(&peer, &addresses, now),
            Command::Dial(peer) => {
                if self.peers.want(&peer, now) {
                    self.dial_due(now);
                }
            }
            Command::Disconnect(peer) => self.close_peer(&peer, CloseReason::Requested),
            Command::Report(peer) => self.offence(peer, now),
            Command::Snapshot(reply) => {
                let _ = reply.send(self.snapshot(now));
            }
            #[cfg(test)]
            Command::BreakDown => panic!("a test broke the network"),
            Command::Shutdown(_) => unreachable!("the loop ends on it before it gets here"),
        }
    }

    fn request(&mut self, to: (PeerId, Protocol), bytes: Vec<u8>, deadline: Instant, reply: Reply) {
        let (peer, protocol) = to;
        let rpc = self.swarm.behaviour_mut().rpc(protocol);
        let refusal = if !rpc.is_connected(&peer) {
            Some(RequestError::NotConnected)
        } else if !self.requests.has_room(&peer, protocol) {
            Some(RequestError::Busy)
        } else {
            None
        };
        if let Some(refusal) = refusal {
            let _ = reply.send(Err(refusal));
            return;
        }
        let id = rpc.send_request(&peer, Ok(bytes));
        self.requests.sent(protocol, id, peer, deadline, reply);
    }

    fn respond(&mut self, token: ResponseToken, bytes: Vec<u8>) {
        let rpc = self.swarm.behaviour_mut().rpc(token.protocol());
        // An error says that the peer has gone or has given up.
        let _ = rpc.send_response(token.into_channel(), bytes);
    }

    fn publish(&mut self, bytes: Vec<u8>) -> Result<(), PublishError> {
        let gossip = self.swarm.behaviour_mut().gossip.inner_mut().as_mut();
        let (Some(gossip), Some(topic)) = (gossip, &self.topic) else { return Err(PublishError::Off) };
        let len = bytes.len();
        match gossip.publish(topic.hash(), bytes) {
            Ok(_) | Err(gossipsub::PublishError::Duplicate) => Ok(()),
            Err(gossipsub::PublishError::NoPeersSubscribedToTopic) => Err(PublishError::Nobody),
            Err(gossipsub::PublishError::AllQueuesFull(_)) => Err(PublishError::Busy),
            Err(gossipsub::PublishError::MessageTooLarge) => Err(PublishError::TooLarge { len }),
            Err(gossipsub::PublishError::SigningError(_) | gossipsub::PublishError::TransformFailed(_)) => {
                Err(PublishError::Unsigned)
            }
        }
    }

    pub(super) fn judge(&mut self, token: &MessageToken, verdict: Verdict, now: Instant) {
        let acceptance = match verdict {
            Verdict::Accept => MessageAcceptance::Accept,
            Verdict::Reject => MessageAcceptance::Reject,
            Verdict::Ignore => MessageAcceptance::Ignore,
        };
        if let Some(gossip) = self.swarm.behaviour_mut().gossip.inner_mut().as_mut() {
            // False if the verdict came too late for gossip to matter.
            gossip.report_message_validation_result(&token.id, &token.from, acceptance);
        }
        if verdict == Verdict::Reject {
            self.offence(token.from, now);
        }
    }

    fn snapshot(&mut self, now: Instant) -> NetStatus {
        let strangers = self.links.peers().filter(|peer| self.peers.contact(peer).is_none());
        let mut peers: Vec<_> =
            self.peers.all().chain(strangers).map(|peer| self.peer_status(peer, now)).collect();
        peers.sort_unstable_by_key(|status| status.peer);
        let doorman = &self.swarm.behaviour().doorman;
        NetStatus {
            local: *self.swarm.local_peer_id(),
            listening: self.swarm.listeners().cloned().collect(),
            observed: self.observed.clone(),
            peers,
            guests: doorman.guests_present(),
            connections_refused: doorman.refused(),
            requests_dropped: self.outbox.requests_dropped,
            gossip_dropped: self.outbox.gossip_dropped,
            events_dropped: self.outbox.events_dropped,
            restarts: self.restarts,
        }
    }

    fn peer_status(&self, peer: &PeerId, now: Instant) -> PeerStatus {
        let (contact, links) = (self.peers.contact(peer), self.links.of(peer));
        let until = |at: Instant| at.duration_since(now);
        PeerStatus {
            peer: *peer,
            organisation: contact.and_then(|contact| contact.organisation),
            member: self.peers.access(peer) > Access::Guest,
            link: links.and_then(|links| links.oldest()).map(|link| link_status(link, now)),
            recognises_us: links.and_then(|links| links.recognises_us),
            rtt_ms: links.and_then(|links| links.rtt_ms),
            last_address: contact.and_then(|contact| contact.last_address.clone()),
            last_failure: contact.and_then(|contact| contact.last_failure),
            lost_for: contact.and_then(|contact| contact.lost_at).map(|at| now.duration_since(at)),
            next_dial_in: contact.and_then(|contact| contact.next_dial()).map(until),
            offences: self.ledger.offences(peer),
            banned_for: self.ledger.banned_until(peer).map(until).filter(|left| *left > Duration::ZERO),
        }
    }
}

fn link_status(link: &Link, now: Instant) -> LinkStatus {
    LinkStatus {
        connected_for: now.duration_since(link.since),
        direction: link.direction,
        transport: link.transport,
    }
}
