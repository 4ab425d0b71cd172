//! Node public key ↔ `PeerId`: the node key *is* the libp2p identity, so the one is written in the other.
//!
//! Refuses to know whether a key is weak, certified or revoked.

use libp2p::{
    Multiaddr, PeerId,
    identity::{PublicKey, ed25519},
    multiaddr::Protocol,
};

/// How a peer id of this kind begins: identity multihash (code 0, 36 bytes) of a protobuf public key (type 1 = ed25519,
/// 32 bytes of data).
const ED25519_PREFIX: [u8; 6] = [0x00, 0x24, 0x08, 0x01, 0x12, 0x20];

/// The peer id of a node; `None` if the bytes are no ed25519 public key.
#[must_use]
pub fn peer_of(node: &[u8; 32]) -> Option<PeerId> {
    let key = ed25519::PublicKey::try_from_bytes(node).ok()?;
    Some(PublicKey::from(key).to_peer_id())
}

/// The node key in a peer id; `None` if the peer uses another kind of key, which no member does.
#[must_use]
pub fn node_of(peer: &PeerId) -> Option<[u8; 32]> {
    let bytes = peer.to_bytes();
    bytes.strip_prefix(&ED25519_PREFIX)?.try_into().ok()
}

/// Splits `…/p2p/<peer>` into the peer and where it is; `None` if the address names no peer at its end.
#[must_use]
pub fn split_peer(mut address: Multiaddr) -> Option<(PeerId, Multiaddr)> {
    match address.pop()? {
        Protocol::P2p(peer) => Some((peer, address)),
        _ => None,
    }
}

/// Some peer, another one for other bytes; for tests that need no key.
#[cfg(test)]
pub(super) fn any_peer(bytes: &[u8; 32]) -> PeerId {
    PeerId::from_bytes(&[[0x12, 0x20].as_slice(), bytes].concat()).expect("a hash of 32 bytes is a peer id")
}

#[cfg(test)]
mod tests {
    use libp2p::identity::Keypair;

    use super::*;

    #[test]
    fn agrees_with_libp2p() {
        let keypair = Keypair::ed25519_from_bytes([7; 32]).unwrap();
        let peer = keypair.public().to_peer_id();
        let node = keypair.try_into_ed25519().unwrap().public().to_bytes();
        assert_eq!(peer_of(&node), Some(peer));
        assert_eq!(node_of(&peer), Some(node));
    }

    #[test]
    fn other_kinds_of_key_are_no_node() {
        let hashed = [[0x12, 0x20].as_slice(), &[9; 32]].concat();
        assert_eq!(node_of(&PeerId::from_bytes(&hashed).unwrap()), None);
    }

    #[test]
    fn bytes_off_the_curve_are_no_peer() {
        let off_the_curve =
            (0..=255).find(|n| ed25519::PublicKey::try_from_bytes(&[*n; 32]).is_err()).unwrap();
        assert_eq!(peer_of(&[off_the_curve; 32]), None);
    }

    #[test]
    fn addresses_are_split() {
        let peer = Keypair::ed25519_from_bytes([7; 32]).unwrap().public().to_peer_id();
        let bare: Multiaddr = "/dns/node.example.org/tcp/443".parse().unwrap();
        assert_eq!(split_peer(bare.clone().with(Protocol::P2p(peer))), Some((peer, bare.clone())));
        assert_eq!(split_peer(bare), None);
        assert_eq!(split_peer(Multiaddr::empty()), None);
    }
}
