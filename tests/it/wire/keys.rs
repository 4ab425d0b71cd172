//! Keys that are none, wherever they could enter.
//!
//! Owns: the points of small order in every spelling, points beyond the field, bytes off the curve.
//! Refuses to know signatures: see [`super::signatures`].

use super::{FORMAT, PARTS, judge};
use curve25519_dalek::constants::EIGHT_TORSION;
use protocol::codec::DecodeError;
use protocol::key::{KeyError, PublicKey};
use vicinia_tests::decoders;
use vicinia_tests::format::{Shape, Type, Value};

/// p = 2^255 − 19 and the small numbers above it, little endian.
fn beyond_the_field(above: u8) -> [u8; 32] {
    let mut bytes = [0xff; 32];
    (bytes[0], bytes[31]) = (0xed + above, 0x7f);
    bytes
}

fn with_sign(mut bytes: [u8; 32]) -> [u8; 32] {
    bytes[31] |= 0x80;
    bytes
}

/// Every spelling of the eight points of small order: canonical, with the sign of x = 0 set, with y + p.
pub(super) fn weak() -> Vec<[u8; 32]> {
    let mut all: Vec<[u8; 32]> = EIGHT_TORSION.iter().map(|point| point.compress().to_bytes()).collect();
    // y = 1 and y = −1 have x = 0, so that a set sign says nothing; y = 0 has both signs.
    let mut minus_one = beyond_the_field(0);
    minus_one[0] -= 1;
    let mut one = [0; 32];
    one[0] = 1;
    all.extend([with_sign(one), with_sign(minus_one)]);
    // y = p and y = p + 1 are spellings of 0 and 1.
    for above in [0, 1] {
        all.extend([beyond_the_field(above), with_sign(beyond_the_field(above))]);
    }
    all
}

#[test]
fn weak_keys_are_refused_in_every_spelling() {
    assert_eq!(EIGHT_TORSION.len(), 8);
    let verdicts: Vec<_> = weak().into_iter().map(PublicKey::new).collect();
    assert!(verdicts.iter().all(Result::is_err), "{verdicts:?}");
    assert!(verdicts[..8].iter().all(|one| *one == Err(KeyError::Weak)), "{verdicts:?}");
}

#[test]
fn a_key_has_one_spelling() {
    // y = p + 2 … p + 18 spell 2 … 18; those on the curve are full keys under another name.
    let mut on_the_curve = 0;
    for above in 2..=18 {
        for bytes in [beyond_the_field(above), with_sign(beyond_the_field(above))] {
            assert_eq!(PublicKey::new(bytes), Err(KeyError::NotAKey));
            let mut canonical = [0; 32];
            canonical[0] = above;
            on_the_curve += u32::from(PublicKey::new(canonical).is_ok());
        }
    }
    assert!(on_the_curve > 0, "none of them would have been a key anyway");
    let off_the_curve = [2_u8; 32];
    assert_eq!(PublicKey::new(off_the_curve), Err(KeyError::NotAKey));
}

#[test]
fn no_type_takes_a_weak_key() {
    let mut places = 0;
    for (name, bytes) in PARTS.iter().filter(|(name, _)| decoders::ALL.iter().any(|one| one.name == name)) {
        let value = FORMAT.decode(name, bytes).unwrap();
        let Value::Fields(values) = &value else { continue };
        let Shape::Fields(fields) = &FORMAT.block(name).shape else { continue };
        for at in (0..fields.len()).filter(|at| fields[*at].1 == Type::Key) {
            for key in weak() {
                let mut values = values.clone();
                values[at] = Value::Bytes(key.to_vec());
                let spoilt = FORMAT.encode(name, &Value::Fields(values));
                let refused = judge(name, &spoilt).expect_err("a weak key");
                let why = matches!(&refused, DecodeError::Malformed { reason, .. } if reason.contains("key"));
                assert!(why, "{name}.{}: {refused}", fields[at].0);
            }
            places += 1;
        }
    }
    assert!(places > 10, "{places}");
}
