//! How many new connections one corner of the internet may open a minute.
//!
//! A value machine: time is an argument, memory is bounded. It is asked before the handshake, when only the address is
//! known. Loopback and addresses without an IP are exempt. It counts; it never bans (offices share one address).

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    time::Duration,
};

use libp2p::{Multiaddr, multiaddr::Protocol};
use tokio::time::Instant;

const WINDOW: Duration = Duration::from_secs(60);

/// Corners of the internet remembered at once; when more knock within one window, new ones wait.
const PREFIXES_MAX: usize = 4096;

/// Counts connections by IPv4 /24 and IPv6 /56 in windows of one minute.
pub(super) struct Rate {
    per_minute: u32,
    windows: HashMap<Ipv6Addr, Window>,
}

struct Window {
    start: Instant,
    count: u32,
}

impl Rate {
    pub(super) fn new(per_minute: u32) -> Self {
        Self { per_minute, windows: HashMap::new() }
    }

    /// Counts a connection from this address; false if it is one too many.
    pub(super) fn admits(&mut self, from: &Multiaddr, now: Instant) -> bool {
        let Some(prefix) = prefix(from) else { return true };
        if self.windows.len() >= PREFIXES_MAX && !self.windows.contains_key(&prefix) {
            self.windows.retain(|_, window| now.duration_since(window.start) < WINDOW);
            if self.windows.len() >= PREFIXES_MAX {
                return false;
            }
        }
        let window = self.windows.entry(prefix).or_insert(Window { start: now, count: 0 });
        if now.duration_since(window.start) >= WINDOW {
            *window = Window { start: now, count: 0 };
        }
        window.count = window.count.saturating_add(1);
        window.count <= self.per_minute
    }
}

/// The /24 or /56 of an address, both written as IPv6; `None` for loopback and for what is no IP.
fn prefix(address: &Multiaddr) -> Option<Ipv6Addr> {
    let ip = match address.iter().next()? {
        Protocol::Ip4(ip) => IpAddr::V4(ip),
        Protocol::Ip6(ip) => IpAddr::V6(ip).to_canonical(),
        _ => return None,
    };
    if ip.is_loopback() {
        return None;
    }
    let (bits, kept) = match ip {
        IpAddr::V4(ip) => (ip.to_ipv6_mapped().to_bits(), 96 + 24),
        IpAddr::V6(ip) => (ip.to_bits(), 56),
    };
    Some(Ipv6Addr::from_bits(bits & (u128::MAX << (128 - kept))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(ip: &str) -> Multiaddr {
        format!("{ip}/tcp/4001").parse().unwrap()
    }

    #[test]
    fn a_corner_waits_and_the_others_do_not() {
        let (mut rate, now) = (Rate::new(10), Instant::now());
        for host in 0..10 {
            assert!(rate.admits(&address(&format!("/ip4/198.18.7.{host}")), now));
        }
        assert!(!rate.admits(&address("/ip4/198.18.7.99"), now));
        assert!(!rate.admits(&address("/ip6/::ffff:198.18.7.99"), now), "the same corner, written as IPv6");
        assert!(rate.admits(&address("/ip4/198.18.8.1"), now));
        assert!(rate.admits(&address("/ip4/198.18.7.99"), now + WINDOW));
    }

    #[test]
    fn ipv6_is_counted_by_56_bits() {
        let (mut rate, now) = (Rate::new(1), Instant::now());
        assert!(rate.admits(&address("/ip6/2a00:1:2:aa00::1"), now));
        assert!(!rate.admits(&address("/ip6/2a00:1:2:aaff::2"), now));
        assert!(rate.admits(&address("/ip6/2a00:1:2:ab00::1"), now));
    }

    #[test]
    fn loopback_is_exempt() {
        let (mut rate, now) = (Rate::new(0), Instant::now());
        assert!(rate.admits(&address("/ip4/127.0.0.1"), now));
        assert!(rate.admits(&address("/ip6/::1"), now));
        assert!(!rate.admits(&address("/ip4/198.18.7.1"), now));
    }

    #[test]
    fn memory_is_bounded() {
        let (mut rate, now) = (Rate::new(10), Instant::now());
        let corner = |n: usize| address(&format!("/ip4/11.{}.{}.1", n / 256, n % 256));
        for n in 0..2 * PREFIXES_MAX {
            assert_eq!(rate.admits(&corner(n), now), n < PREFIXES_MAX);
        }
        assert_eq!(rate.windows.len(), PREFIXES_MAX);
        assert!(rate.admits(&corner(PREFIXES_MAX), now + WINDOW));
        assert_eq!(rate.windows.len(), 1);
    }
}
