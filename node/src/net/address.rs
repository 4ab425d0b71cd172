//! Which addresses are dialled: a pure question about a `Multiaddr`.
//!
//! A peer names its own addresses, so a dial is a request forged by a stranger unless it is filtered: without this a
//! peer could make the node knock at `127.0.0.1:5432` or at a cloud's metadata service. The same question is asked
//! twice, when an address enters the book and, below the resolver, when a name has become an IP ([`super::filtered`]).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use libp2p::{Multiaddr, PeerId, multiaddr::Protocol};

/// The longest address accepted, in bytes; a name of 253 and the rest fit.
const ADDRESS_BYTES_MAX: usize = 320;

/// Which ranges an operator allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AddressPolicy {
    pub(super) allow_private: bool,
    pub(super) allow_loopback: bool,
}

impl AddressPolicy {
    /// The address without a trailing `/p2p`, if it has one of the shapes we dial, names no other peer and its range
    /// is allowed.
    pub(super) fn dialable(self, address: &Multiaddr, peer: &PeerId) -> Option<Multiaddr> {
        if address.len() > ADDRESS_BYTES_MAX {
            return None;
        }
        let mut bare = address.clone();
        if let Some(Protocol::P2p(named)) = address.iter().last() {
            if named != *peer {
                return None;
            }
            bare.pop();
        }
        (has_known_shape(&bare) && self.allows(&bare)).then_some(bare)
    }

    /// Whether the host part may be dialled; a name may, and is asked about again once it is resolved.
    pub(super) fn allows(self, address: &Multiaddr) -> bool {
        match address.iter().next() {
            Some(Protocol::Ip4(ip)) => self.allows_ip(ip.into()),
            Some(Protocol::Ip6(ip)) => self.allows_ip(ip.into()),
            Some(Protocol::Dns(_) | Protocol::Dns4(_) | Protocol::Dns6(_)) => true,
            _ => false,
        }
    }

    fn allows_ip(self, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        if ip.is_loopback() {
            return self.allow_loopback;
        }
        match ip {
            IpAddr::V4(ip) if never_v4(ip) => false,
            IpAddr::V6(ip) if never_v6(ip) => false,
            IpAddr::V4(ip) if is_private_v4(ip) => self.allow_private,
            IpAddr::V6(ip) if ip.is_unique_local() => self.allow_private,
            _ => true,
        }
    }
}

/// `host/tcp/port` or `host/udp/port/quic-v1`, and nothing after it.
fn has_known_shape(address: &Multiaddr) -> bool {
    let mut parts = address.iter().skip(1);
    let known = match (parts.next(), parts.next()) {
        (Some(Protocol::Tcp(port)), None) | (Some(Protocol::Udp(port)), Some(Protocol::QuicV1)) => port != 0,
        _ => false,
    };
    known && parts.next().is_none()
}

fn never_v4(ip: Ipv4Addr) -> bool {
    ip.octets()[0] == 0
        || ip.octets()[0] >= 240
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    // 100.64.0.0/10 is what providers put behind their own address translation.
    ip.is_private() || (ip.octets()[0] == 100 && ip.octets()[1] & 0xc0 == 64)
}

fn never_v6(ip: Ipv6Addr) -> bool {
    // Besides the plain ranges, those that carry an IPv4 address inside (compatible, NAT64, 6to4, Teredo): behind
    // them any of the refused ranges above could hide.
    let [a, b, ..] = ip.segments();
    let embeds_v4 =
        ip.segments()[..6] == [0; 6] || (a, b) == (0x64, 0xff9b) || a == 0x2002 || (a, b) == (0x2001, 0);
    ip.is_unspecified()
        || ip.is_unicast_link_local()
        || ip.is_multicast()
        || embeds_v4
        || (a, b) == (0x2001, 0xdb8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::identity::any_peer;

    const PUBLIC_ONLY: AddressPolicy = AddressPolicy { allow_private: false, allow_loopback: false };
    const OFFICE: AddressPolicy = AddressPolicy { allow_private: true, allow_loopback: false };
    const DEMO: AddressPolicy = AddressPolicy { allow_private: true, allow_loopback: true };

    fn dialable(policy: AddressPolicy, address: &str) -> bool {
        policy.dialable(&address.parse().unwrap(), &any_peer(&[1; 32])).is_some()
    }

    #[test]
    fn ranges() {
        for (address, public_only, office, demo) in [
            ("/ip4/93.184.216.34/tcp/4001", true, true, true),
            ("/ip4/93.184.216.34/udp/4001/quic-v1", true, true, true),
            ("/dns/node.example.org/tcp/443", true, true, true),
            ("/ip4/192.168.1.5/tcp/4001", false, true, true),
            ("/ip4/100.64.0.1/tcp/4001", false, true, true),
            ("/ip6/fd00::1/tcp/4001", false, true, true),
            ("/ip4/127.0.0.1/tcp/5432", false, false, true),
            ("/ip6/::1/tcp/5432", false, false, true),
            ("/ip6/::ffff:127.0.0.1/tcp/5432", false, false, true),
            ("/ip4/169.254.169.254/tcp/80", false, false, false),
            ("/ip6/::ffff:169.254.169.254/tcp/80", false, false, false),
            ("/ip6/64:ff9b::a9fe:a9fe/tcp/80", false, false, false),
            ("/ip6/2002:7f00:1::/tcp/80", false, false, false),
            ("/ip6/::7f00:1/tcp/80", false, false, false),
            ("/ip6/fe80::1/tcp/4001", false, false, false),
            ("/ip4/0.0.0.0/tcp/4001", false, false, false),
            ("/ip6/::/tcp/4001", false, false, false),
            ("/ip4/224.0.0.1/udp/4001/quic-v1", false, false, false),
            ("/ip4/255.255.255.255/tcp/4001", false, false, false),
        ] {
            assert_eq!(dialable(PUBLIC_ONLY, address), public_only, "{address}");
            assert_eq!(dialable(OFFICE, address), office, "{address}");
            assert_eq!(dialable(DEMO, address), demo, "{address}");
        }
    }

    #[test]
    fn only_the_two_shapes() {
        for address in [
            "/dnsaddr/example.org",
            "/ip4/93.184.216.34",
            "/ip4/93.184.216.34/tcp/0",
            "/ip4/93.184.216.34/udp/4001",
            "/ip4/93.184.216.34/tcp/4001/ws",
            "/ip4/93.184.216.34/tcp/4001/p2p-circuit",
            "/unix/tmp",
            "/memory/1",
        ] {
            assert!(!dialable(DEMO, address), "{address}");
        }
    }

    #[test]
    fn a_named_peer_must_be_the_right_one() {
        let (us, them) = (any_peer(&[1; 32]), any_peer(&[2; 32]));
        let address = |peer| format!("/ip4/93.184.216.34/tcp/4001/p2p/{peer}").parse::<Multiaddr>().unwrap();
        assert_eq!(PUBLIC_ONLY.dialable(&address(us), &us), "/ip4/93.184.216.34/tcp/4001".parse().ok());
        assert_eq!(PUBLIC_ONLY.dialable(&address(them), &us), None);
    }
}
