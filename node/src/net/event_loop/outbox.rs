//! The way out: events are offered, never waited for, and what is lost is counted.

use tokio::sync::mpsc;

use crate::net::Event;

/// Places of the queue that requests and gossip leave free for events about connections.
const RESERVED: usize = 64;

/// The queue to the rest of the node.
pub(super) struct Outbox {
    events: mpsc::Sender<Event>,
    reserved: usize,
    pub(super) requests_dropped: u64,
    pub(super) gossip_dropped: u64,
    pub(super) events_dropped: u64,
}

impl Outbox {
    pub(super) fn new(events: mpsc::Sender<Event>) -> Self {
        let reserved = RESERVED.min(events.max_capacity() / 2);
        Self { events, reserved, requests_dropped: 0, gossip_dropped: 0, events_dropped: 0 }
    }

    /// Whether there is room for a request or a gossip message.
    pub(super) fn has_room(&self) -> bool {
        self.events.capacity() > self.reserved && !self.events.is_closed()
    }

    /// Offers an event.
    pub(super) fn report(&mut self, event: Event) {
        if let Err(mpsc::error::TrySendError::Full(event)) = self.events.try_send(event) {
            self.events_dropped += 1;
            tracing::error!(?event, "the reader of network events is stuck: event lost");
        }
    }
}
