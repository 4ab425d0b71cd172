//! Strangers at the door: how many, how long, how silent, how talkative.
//!
//! A value machine over connection ids: time is an argument. It decides when a guest has to go; [`super::doorman`]
//! turns further ones away and [`super::event_loop`] shows out those whose time is up.

use std::{collections::HashMap, time::Duration};

use libp2p::swarm::ConnectionId;
use tokio::time::Instant;

use super::Limits;

/// What a request counts at least, in bytes: an answer costs us something even when the question was short.
const REQUEST_COST_MIN: usize = 4 * 1024;

/// The strangers now connected.
pub(super) struct Guests {
    max: usize,
    bytes: usize,
    stay: Duration,
    silence: Duration,
    present: HashMap<ConnectionId, Guest>,
}

struct Guest {
    leaves_at: Instant,
    /// Until when it must have asked something; `None` once it has.
    speaks_by: Option<Instant>,
    bytes_left: usize,
}

impl Guests {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            max: limits.guests,
            bytes: limits.guest_bytes,
            stay: limits.guest_stay,
            silence: limits.guest_silence,
            present: HashMap::new(),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.present.len() >= self.max
    }

    pub(super) fn len(&self) -> usize {
        self.present.len()
    }

    pub(super) fn entered(&mut self, connection: ConnectionId, now: Instant) {
        let guest =
            Guest { leaves_at: now + self.stay, speaks_by: Some(now + self.silence), bytes_left: self.bytes };
        self.present.insert(connection, guest);
    }

    /// Gives a guest as much more time to speak as its handshake took: so slow is its line.
    pub(super) fn allow_for(&mut self, connection: ConnectionId, handshake: Duration) {
        if let Some(guest) = self.present.get_mut(&connection) {
            guest.speaks_by = guest.speaks_by.map(|by| by + handshake);
        }
    }

    /// Notes a request; false if the guest has used up its bytes. True for whoever is no guest.
    pub(super) fn spoke(&mut self, connection: ConnectionId, bytes: usize) -> bool {
        let Some(guest) = self.present.get_mut(&connection) else { return true };
        guest.speaks_by = None;
        match guest.bytes_left.checked_sub(bytes.max(REQUEST_COST_MIN)) {
            Some(left) => guest.bytes_left = left,
            None => return false,
        }
        true
    }

    pub(super) fn left(&mut self, connection: ConnectionId) {
        self.present.remove(&connection);
    }

    /// Guests whose time is up, or who have said nothing. They stay on the list until they have really left.
    pub(super) fn overdue(&self, now: Instant) -> Vec<ConnectionId> {
        let is_overdue =
            |guest: &Guest| guest.leaves_at <= now || guest.speaks_by.is_some_and(|by| by <= now);
        self.present.iter().filter(|(_, guest)| is_overdue(guest)).map(|(id, _)| *id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(n: usize) -> ConnectionId {
        ConnectionId::new_unchecked(n)
    }

    #[test]
    fn the_silent_leave_early_and_everyone_in_the_end() {
        let (mut guests, now) = (Guests::new(&Limits::default()), Instant::now());
        for n in 0..3 {
            guests.entered(guest(n), now);
        }
        guests.allow_for(guest(1), Duration::from_secs(2));
        assert!(guests.spoke(guest(2), 100));

        assert_eq!(guests.overdue(now), []);
        assert_eq!(guests.overdue(now + Duration::from_secs(1)), [guest(0)]);
        assert_eq!(guests.overdue(now + Duration::from_secs(3)).len(), 2);
        assert_eq!(guests.overdue(now + Duration::from_secs(60)).len(), 3);
    }

    #[test]
    fn bytes_are_counted_over_all_requests() {
        let (mut guests, now) = (Guests::new(&Limits::default()), Instant::now());
        guests.entered(guest(0), now);
        assert!(guests.spoke(guest(0), 60 * 1024));
        assert!(!guests.spoke(guest(0), 5 * 1024));
        assert!(guests.spoke(guest(9), 1 << 20), "a member is not counted here");
    }

    #[test]
    fn short_requests_are_not_for_free() {
        let (mut guests, now) = (Guests::new(&Limits::default()), Instant::now());
        guests.entered(guest(0), now);
        assert_eq!((0..100).filter(|_| guests.spoke(guest(0), 0)).count(), 16);
    }

    #[test]
    fn eight_at_once() {
        let (mut guests, now) = (Guests::new(&Limits::default()), Instant::now());
        for n in 0..8 {
            assert!(!guests.is_full());
            guests.entered(guest(n), now);
        }
        assert!(guests.is_full());
        guests.left(guest(3));
        assert!(!guests.is_full());
    }
}
