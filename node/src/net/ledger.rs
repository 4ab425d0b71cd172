//! Protocol offences and bans, by peer id and never by address.
//!
//! A value machine: time is an argument, memory is bounded. It counts bytes that are wrong under *every* authority
//! state; what an honest peer with an older roster may send never comes here. A restart forgives everything.

use std::{collections::HashMap, time::Duration};

use libp2p::PeerId;
use tokio::time::Instant;

use super::Limits;

/// Peers remembered at once. Only members and at most a handful of guests can offend, so this is never reached by
/// honest traffic; when it is, the mildest entry goes.
const PEERS_MAX: usize = 1024;

/// Who offended how often, and who is shut out until when.
pub(super) struct Ledger {
    offences_max: u32,
    decay: Duration,
    ban: Duration,
    entries: HashMap<PeerId, Entry>,
}

struct Entry {
    offences: u32,
    /// When the next offence is forgiven.
    forgiven_at: Instant,
    banned_until: Option<Instant>,
}

impl Ledger {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            offences_max: limits.offences,
            decay: limits.offence_decay,
            ban: limits.ban,
            entries: HashMap::new(),
        }
    }

    /// Notes an offence; true if the peer is banned by it, just now.
    pub(super) fn offence(&mut self, peer: PeerId, now: Instant) -> bool {
        self.make_room(&peer);
        let forgiven_at = now + self.decay;
        let entry =
            self.entries.entry(peer).or_insert(Entry { offences: 0, forgiven_at, banned_until: None });
        entry.offences = entry.offences.saturating_add(1);
        let banned = entry.offences >= self.offences_max && entry.banned_until.is_none();
        if banned {
            entry.banned_until = Some(now + self.ban);
        }
        banned
    }

    /// Forgives what is due; returns the peers whose ban has ended.
    pub(super) fn advance(&mut self, now: Instant) -> Vec<PeerId> {
        let mut freed = Vec::new();
        let decay = self.decay;
        self.entries.retain(|peer, entry| match entry.banned_until {
            Some(until) if now < until => true,
            Some(_) => {
                freed.push(*peer);
                false
            }
            None => {
                while entry.offences > 0 && entry.forgiven_at <= now {
                    entry.offences -= 1;
                    entry.forgiven_at += decay;
                }
                entry.offences > 0
            }
        });
        freed
    }

    /// Offences on record.
    pub(super) fn offences(&self, peer: &PeerId) -> u32 {
        self.entries.get(peer).map_or(0, |entry| entry.offences)
    }

    /// Until when the peer is shut out, if it is.
    pub(super) fn banned_until(&self, peer: &PeerId) -> Option<Instant> {
        self.entries.get(peer)?.banned_until
    }

    /// Who is shut out.
    pub(super) fn banned(&self) -> impl Iterator<Item = &PeerId> {
        self.entries.iter().filter(|(_, entry)| entry.banned_until.is_some()).map(|(peer, _)| peer)
    }

    fn make_room(&mut self, peer: &PeerId) {
        if self.entries.len() < PEERS_MAX || self.entries.contains_key(peer) {
            return;
        }
        let mildest = self.entries.iter().min_by_key(|(_, entry)| (entry.banned_until, entry.offences));
        if let Some(mildest) = mildest.map(|(peer, _)| *peer) {
            self.entries.remove(&mildest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::identity::any_peer;

    fn ledger() -> Ledger {
        Ledger::new(&Limits::default())
    }

    #[test]
    fn five_offences_ban_for_twelve_hours() {
        let (mut ledger, now, peer) = (ledger(), Instant::now(), any_peer(&[1; 32]));
        for _ in 0..4 {
            assert!(!ledger.offence(peer, now));
        }
        assert!(ledger.offence(peer, now));
        assert!(!ledger.offence(peer, now), "banned once, not again");
        assert_eq!(ledger.banned_until(&peer), Some(now + Duration::from_secs(12 * 3600)));

        assert!(ledger.advance(now + Duration::from_secs(12 * 3600 - 1)).is_empty());
        assert_eq!(ledger.advance(now + Duration::from_secs(12 * 3600)), [peer]);
        assert_eq!((ledger.offences(&peer), ledger.banned_until(&peer)), (0, None));
    }

    #[test]
    fn one_offence_in_a_while_is_forgiven() {
        let (mut ledger, mut now, peer) = (ledger(), Instant::now(), any_peer(&[1; 32]));
        for _ in 0..100 {
            assert!(!ledger.offence(peer, now));
            now += Duration::from_secs(10 * 60);
            assert!(ledger.advance(now).is_empty());
            assert_eq!(ledger.offences(&peer), 0);
        }
        assert!(ledger.entries.is_empty());
    }

    #[test]
    fn memory_is_bounded_and_the_banned_stay() {
        let (mut ledger, now) = (ledger(), Instant::now());
        let villain = any_peer(&[0xff; 32]);
        for _ in 0..5 {
            ledger.offence(villain, now);
        }
        for n in 0..3 * PEERS_MAX as u64 {
            let mut node = [0; 32];
            node[..8].copy_from_slice(&n.to_le_bytes());
            ledger.offence(any_peer(&node), now);
        }
        assert_eq!(ledger.entries.len(), PEERS_MAX);
        assert!(ledger.banned_until(&villain).is_some());
    }
}
