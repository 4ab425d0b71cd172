//! What follows from each thing that happens on the network.

use std::time::Duration;

use libp2p::{Multiaddr, PeerId, swarm::ConnectionId};
use tokio::time::Instant;

use super::EventLoop;
use crate::net::{
    CloseReason, DialFailure, Direction, Event, GOSSIP_BYTES_MAX, RequestError, Verdict,
    codec::FrameError,
    links::{Link, Standing},
    peers::Access,
    translate::{Fact, MessageToken, ResponseToken},
};

impl EventLoop {
    pub(super) fn note(&mut self, fact: Fact, now: Instant) {
        match fact {
            Fact::Listening(address) => self.outbox.report(Event::Listening(address)),
            Fact::Opened { peer, connection, direction, transport, address, handshake } => {
                let member = self.swarm.behaviour().services.is_open(&peer, connection);
                let link = Link { connection, direction, transport, since: now, member, closing: None };
                self.opened(peer, link, &address, handshake);
            }
            Fact::Closed { peer, connection, why } => self.closed(peer, connection, why, now),
            Fact::DialFailed { peer, connection, why } => self.missed(peer, connection, why, now),
            Fact::Asked { peer, connection, request, token } => {
                self.asked((peer, connection), request, token, now)
            }
            Fact::Answered { peer, protocol, id, result } => {
                if result == Err(RequestError::BadAnswer) {
                    self.offence(peer, now);
                }
                self.requests.ended(protocol, id, result);
            }
            Fact::Heard { author, bytes, token } => self.heard(author, bytes, token, now),
            Fact::Measured { peer, rtt } => {
                if let Some(links) = self.links.of_mut(&peer) {
                    links.rtt_ms = Some(u32::try_from(rtt.as_millis()).unwrap_or(u32::MAX));
                }
            }
            Fact::Unresponsive { peer, connection } => {
                tracing::debug!(%peer, "no answer to a ping");
                self.close_connection(connection, CloseReason::Unresponsive);
            }
            Fact::Identified { peer, recognises_us, observed } => {
                self.identified(peer, recognises_us, observed)
            }
        }
    }

    fn opened(&mut self, peer: PeerId, link: Link, address: &Multiaddr, handshake: Duration) {
        let now = link.since;
        self.dials.remove(&link.connection);
        self.peers.connected(&peer, link.direction, address, now);
        self.swarm.behaviour_mut().doorman.guests().allow_for(link.connection, handshake);
        let before = self.links.standing(&peer);
        self.links.opened(peer, link);
        self.report_standing(peer, before);

        let is_member = self.peers.access(&peer) > Access::Guest;
        if link.member != is_member || (link.direction == Direction::Outbound && !is_member) {
            // The membership changed between the dial, or the handshake, and now.
            self.close_connection(link.connection, CloseReason::MembershipChanged);
        }
    }

    fn closed(&mut self, peer: PeerId, connection: ConnectionId, why: CloseReason, now: Instant) {
        let before = self.links.standing(&peer);
        let why = self.links.closed(&peer, connection).unwrap_or(why);
        if self.links.standing(&peer).is_some() {
            return self.report_standing(peer, before);
        }
        self.peers.disconnected(&peer, why, now);
        self.outbox.report(Event::Disconnected { peer, why });
        self.dial_due(now);
    }

    /// Tells whether a connected peer is a member, if that has changed.
    fn report_standing(&mut self, peer: PeerId, before: Option<Standing>) {
        let after = self.links.standing(&peer);
        if after != before
            && let Some(standing) = after
        {
            self.outbox.report(Event::Connected { peer, member: standing == Standing::Member });
        }
    }

    fn missed(&mut self, peer: PeerId, connection: ConnectionId, why: DialFailure, now: Instant) {
        if self.dials.remove(&connection).is_some() {
            self.dial_failed(peer, why, now);
        }
    }

    fn asked(
        &mut self,
        from: (PeerId, ConnectionId),
        request: Result<Vec<u8>, FrameError>,
        token: ResponseToken,
        now: Instant,
    ) {
        let (peer, connection) = from;
        let bytes = match request {
            Ok(bytes) => bytes,
            Err(error) => {
                tracing::debug!(%peer, %error, "bad request");
                return self.offence(peer, now);
            }
        };
        if !self.swarm.behaviour_mut().doorman.guests().spoke(connection, bytes.len()) {
            self.outbox.requests_dropped += 1;
            return self.close_connection(connection, CloseReason::GuestLeft);
        }
        if !self.outbox.has_room() {
            // Dropping the token closes the stream: the peer is to try again later.
            self.outbox.requests_dropped += 1;
            return;
        }
        let member = self.swarm.behaviour().services.is_open(&peer, connection);
        self.outbox.report(Event::Request { peer, member, protocol: token.protocol(), bytes, token });
    }

    fn heard(&mut self, author: Option<PeerId>, bytes: Vec<u8>, token: MessageToken, now: Instant) {
        let Some(author) = author.filter(|_| bytes.len() <= GOSSIP_BYTES_MAX) else {
            return self.judge(&token, Verdict::Reject, now);
        };
        if !self.outbox.has_room() {
            self.outbox.gossip_dropped += 1;
            return self.judge(&token, Verdict::Ignore, now);
        }
        self.outbox.report(Event::Gossip { peer: token.from, author, bytes, token });
    }

    fn identified(&mut self, peer: PeerId, recognises_us: bool, observed: Multiaddr) {
        if self.peers.access(&peer) == Access::Guest {
            return;
        }
        self.observed = Some(observed);
        let Some(links) = self.links.of_mut(&peer) else { return };
        let before = links.recognises_us.replace(recognises_us);
        if !recognises_us && before != Some(false) {
            self.outbox.report(Event::Unrecognised { peer });
        }
    }
}
