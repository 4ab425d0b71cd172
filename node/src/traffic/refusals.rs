//! Which refusals of requests to join were logged lately: who asks again and again fills no log.
//!
//! Owns: whom it has told of, for how long, and how many. Refuses to know the clock: moments are arguments.

use crate::net::PeerId;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One line a peer and reason within this time.
const PAUSE: Duration = Duration::from_secs(60 * 60);
/// Peers and reasons remembered; what comes on top is counted, and not logged.
const MOST: usize = 256;

/// What was logged lately.
#[derive(Debug, Default)]
pub struct Refusals(Mutex<HashMap<(PeerId, u16), Instant>>);

impl Refusals {
    /// Whether a refusal of this peer for this reason is worth a line; it counts as written then.
    pub(super) fn is_news(&self, peer: PeerId, code: u16, now: Instant) -> bool {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, at| now.saturating_duration_since(*at) < PAUSE);
        if told.contains_key(&(peer, code)) || told.len() >= MOST {
            return false;
        }
        told.insert((peer, code), now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_a_peer_and_reason_within_an_hour() {
        let (refusals, now) = (Refusals::default(), Instant::now());
        let (one, other) = (PeerId::random(), PeerId::random());
        assert!(refusals.is_news(one, 2, now));
        assert!(!refusals.is_news(one, 2, now + PAUSE / 2));
        assert!(refusals.is_news(one, 7, now) && refusals.is_news(other, 2, now));
        assert!(refusals.is_news(one, 2, now + PAUSE));
    }

    #[test]
    fn a_crowd_cannot_fill_the_log() {
        let (refusals, now) = (Refusals::default(), Instant::now());
        let lines = (0..2 * MOST).filter(|_| refusals.is_news(PeerId::random(), 2, now)).count();
        assert_eq!(lines, MOST);
    }
}
