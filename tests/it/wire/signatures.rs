//! Signatures that look right and must not count.
//!
//! Owns: forgeries in the manner of Wycheproof, made here with the group's own arithmetic; signatures of one
//! type offered for another. Refuses to know what is signed. Neighbours: [`super::keys`].

use super::keys::weak;
use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::{EdwardsPoint, Scalar};
use ed25519_dalek::{SigningKey, Verifier as _, VerifyingKey};
use protocol::key::{Context, PublicKey, SecretKey, Signature};
use sha2::{Digest as _, Sha512};
use vicinia_tests::sample::{key, noise, seed};

const MESSAGE: &[u8] = b"what was really said";

/// The group's order, little endian.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

fn framed(context: Context) -> Vec<u8> {
    [context.prefix(), MESSAGE].concat()
}

/// k of RFC 8032: the hash of R, A and what is signed.
fn challenge(r: [u8; 32], a: [u8; 32]) -> Scalar {
    let hash = Sha512::new().chain_update(r).chain_update(a).chain_update(framed(Context::Record));
    Scalar::from_bytes_mod_order_wide(&hash.finalize().into())
}

fn signature(r: [u8; 32], s: [u8; 32]) -> Signature {
    Signature([r, s].concat().try_into().unwrap())
}

fn counts(key: &PublicKey, signature: &Signature) -> bool {
    key.verifies(Context::Record, MESSAGE, signature)
}

/// The lenient check that other programs make, to show that a forgery would have worked there.
fn lenient(key: [u8; 32], signature: &Signature) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
    VerifyingKey::from_bytes(&key).is_ok_and(|key| key.verify(&framed(Context::Record), &signature).is_ok())
}

fn good() -> (SecretKey, Signature) {
    let secret = key("prato node");
    let signature = secret.sign(Context::Record, MESSAGE);
    (secret, signature)
}

#[test]
fn a_signature_has_one_s() {
    let (secret, good) = good();
    assert!(counts(&secret.public(), &good));
    let (r, s) = (good.0[..32].try_into().unwrap(), &good.0[32..]);
    // S + L is the same number in the group; S with any of the three top bits set is another spelling.
    let mut carry = 0;
    let more: Vec<u8> = (0..32)
        .map(|at| {
            let sum = u16::from(s[at]) + u16::from(ORDER[at]) + carry;
            carry = sum >> 8;
            sum.to_le_bytes()[0]
        })
        .collect();
    let mut spellings: Vec<[u8; 32]> = vec![more.try_into().unwrap(), ORDER, [0xff; 32]];
    for bit in [0x20, 0x40, 0x80] {
        let mut high: [u8; 32] = s.try_into().unwrap();
        high[31] |= bit;
        spellings.push(high);
    }
    for s in spellings {
        assert!(!counts(&secret.public(), &signature(r, s)), "{s:?}");
    }
}

#[test]
fn every_bit_of_a_signature_counts() {
    let (secret, good) = good();
    for bit in 0..512 {
        let mut changed = good;
        changed.0[bit / 8] ^= 1 << (bit % 8);
        assert!(!counts(&secret.public(), &changed), "bit {bit}");
    }
    for empty in [[0; 64], [0xff; 64]] {
        assert!(!counts(&secret.public(), &Signature(empty)));
    }
}

#[test]
fn a_signature_without_a_nonce_is_refused() {
    // R is the identity, S = k·a: valid by the equation, and a giveaway of the secret. Strict checks refuse it.
    let seed = seed("prato node");
    let (signing, secret) = (SigningKey::from_bytes(&seed), SecretKey::from_seed(&seed));
    let r = EIGHT_TORSION[0].compress().to_bytes();
    let a = signing.verifying_key().to_bytes();
    let s = challenge(r, a) * signing.to_scalar();
    let forged = signature(r, s.to_bytes());
    assert!(lenient(a, &forged), "this forgery would show nothing");
    assert!(!counts(&secret.public(), &forged));
}

#[test]
fn small_order_r_is_refused_in_every_spelling() {
    let seed = seed("prato node");
    let (signing, secret) = (SigningKey::from_bytes(&seed), SecretKey::from_seed(&seed));
    for r in weak() {
        let s = challenge(r, signing.verifying_key().to_bytes()) * signing.to_scalar();
        assert!(!counts(&secret.public(), &signature(r, s.to_bytes())), "{r:?}");
    }
}

#[test]
fn r_is_compared_byte_by_byte() {
    // R′ = R + T with T of small order: valid with the cofactor, another signature without.
    let seed = seed("prato node");
    let (signing, secret) = (SigningKey::from_bytes(&seed), SecretKey::from_seed(&seed));
    let nonce = Scalar::from_bytes_mod_order(noise("nonce"));
    let honest: EdwardsPoint = ED25519_BASEPOINT_POINT * nonce;
    for torsion in EIGHT_TORSION {
        let r = (honest + torsion).compress().to_bytes();
        let k = challenge(r, signing.verifying_key().to_bytes());
        let forged = signature(r, (nonce + k * signing.to_scalar()).to_bytes());
        assert_eq!(counts(&secret.public(), &forged), torsion == EIGHT_TORSION[0]);
    }
}

#[test]
fn under_a_weak_key_anything_would_verify() {
    // A is the identity: R = B·n, S = n holds for every message, were the key let in.
    let a = EIGHT_TORSION[0].compress().to_bytes();
    let nonce = Scalar::from_bytes_mod_order(noise("nonce"));
    let forged = signature((ED25519_BASEPOINT_POINT * nonce).compress().to_bytes(), nonce.to_bytes());
    assert!(lenient(a, &forged), "this forgery would show nothing");
    assert!(PublicKey::new(a).is_err());
}

#[test]
fn a_key_of_mixed_order_gains_nothing() {
    // A′ = A + T passes as a key, but its owner's signatures fail unless k happens to cancel T: with the page's
    // check all readers agree on which do.
    let signing = SigningKey::from_bytes(&seed("prato node"));
    let honest = ED25519_BASEPOINT_POINT * signing.to_scalar();
    for torsion in &EIGHT_TORSION[1..] {
        let a = (honest + torsion).compress().to_bytes();
        let mixed = PublicKey::new(a).unwrap();
        for number in 0..16_u8 {
            let nonce = Scalar::from_bytes_mod_order([number + 1; 32]);
            let r = (ED25519_BASEPOINT_POINT * nonce).compress().to_bytes();
            let k = challenge(r, a);
            let made = signature(r, (nonce + k * signing.to_scalar()).to_bytes());
            let cancels = torsion * k == EIGHT_TORSION[0];
            assert_eq!(counts(&mixed, &made), cancels);
        }
    }
}

#[test]
fn a_signature_is_for_one_type_only() {
    let secret = key("prato node");
    let public = secret.public();
    for mine in Context::ALL {
        let signature = secret.sign(mine, MESSAGE);
        for other in Context::ALL {
            assert_eq!(public.verifies(other, MESSAGE, &signature), mine == other, "{mine:?} as {other:?}");
        }
        assert!(!public.verifies(mine, &MESSAGE[1..], &signature));
        assert!(!key("lucca node").public().verifies(mine, MESSAGE, &signature));
    }
}

#[test]
fn no_message_can_be_read_as_another_types() {
    // A message that begins with what ends a prefix still stands behind another prefix.
    let secret = key("prato node");
    for mine in Context::ALL {
        for other in Context::ALL.into_iter().filter(|other| *other != mine) {
            let smuggled = [other.prefix(), MESSAGE].concat();
            let signature = secret.sign(mine, &smuggled);
            assert!(!secret.public().verifies(other, MESSAGE, &signature));
            assert!(!secret.public().verifies(other, &smuggled, &signature));
        }
    }
}
