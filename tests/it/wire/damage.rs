//! Golden bytes, damaged at random and on purpose: nothing panics, nothing has two spellings, and the code
//! and the page refuse the same.
//!
//! Owns: the damage. `VICINIA_SEED` repeats a run, `VICINIA_CASES` lengthens it.
//! Neighbours: [`super::judge`] compares; `fuzz/` goes on where this stops.

use super::{FORMAT, PARTS, judge};
use protocol::codec::DecodeError;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use vicinia_tests::decoders;
use vicinia_tests::format::Type;

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |value| value.parse().unwrap())
}

#[test]
fn damaged_bytes_are_refused_or_are_other_bytes() {
    let seed = number("VICINIA_SEED", 20_260_101);
    let cases = number("VICINIA_CASES", 300);
    let (mut accepted, mut refused) = (0_u64, 0_u64);
    for (at, (name, bytes)) in PARTS.iter().enumerate().filter(|(_, (name, _))| is_decoder(name)) {
        for case in 0..cases {
            let mut dice = StdRng::seed_from_u64(seed ^ ((at as u64) << 32) ^ case);
            let mut damaged = bytes.clone();
            for _ in 0..dice.random_range(1..4_u32) {
                damage(&mut damaged, &mut dice);
            }
            let verdict = std::panic::catch_unwind(|| judge(name, &damaged));
            match verdict.unwrap_or_else(|_| panic!("{name}, part {at}, case {case}, VICINIA_SEED={seed}")) {
                Ok(()) => accepted += 1,
                Err(_) => refused += 1,
            }
            decoders::beyond_the_shape(&damaged);
        }
    }
    println!("seed {seed}: {accepted} accepted as other values, {refused} refused");
    assert!(accepted > refused / 100, "damage that is always refused tests little");
}

fn is_decoder(name: &str) -> bool {
    decoders::ALL.iter().any(|one| one.name == name)
}

/// Flips, writes, inserts, deletes, cuts off or adds.
fn damage(bytes: &mut Vec<u8>, dice: &mut StdRng) {
    const TELLING: [u8; 9] = [0, 1, 2, 250, 251, 252, 253, 254, 255];
    let at = dice.random_range(0..=bytes.len());
    let telling = TELLING[dice.random_range(0..TELLING.len())];
    match (dice.random_range(0..7_u32), bytes.get_mut(at)) {
        (0 | 1, Some(byte)) => *byte ^= 1 << dice.random_range(0..8_u32),
        (2, Some(byte)) => *byte = telling,
        (3, Some(_)) => drop(bytes.remove(at)),
        (4, _) => bytes.truncate(at),
        (5, _) => bytes.extend(std::iter::repeat_n(telling, dice.random_range(1..40))),
        _ => bytes.insert(at, telling),
    }
}

#[test]
fn every_cut_and_every_extra_byte_is_refused() {
    for (name, bytes) in PARTS.iter().filter(|(name, _)| is_decoder(name)) {
        for cut in 0..bytes.len() {
            assert!(judge(name, &bytes[..cut]).is_err(), "{name} cut to {cut}");
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        match judge(name, &longer) {
            Err(DecodeError::Trailing { extra: 1, .. } | DecodeError::TooLong { .. }) => {}
            other => panic!("{name} with a byte more: {other:?}"),
        }
    }
}

#[test]
fn no_integer_may_be_longer_than_needed() {
    let mut count = 0;
    for (name, bytes) in PARTS.iter().filter(|(name, _)| is_decoder(name)) {
        let value = FORMAT.decode(name, bytes).unwrap();
        for longer in (0..).map_while(|which| FORMAT.encode_longer(name, &value, which)) {
            if longer == *bytes {
                continue; // A full u64 has no longer form.
            }
            let refused = judge(name, &longer).expect_err("a longer integer");
            let why = matches!(refused, DecodeError::NotCanonical { .. } | DecodeError::Malformed { .. });
            assert!(why || matches!(refused, DecodeError::TooLong { .. }), "{name}: {refused}");
            count += 1;
        }
    }
    assert!(count > 800, "{count} integers");
}

#[test]
fn the_bound_of_each_type_is_exact() {
    for decoder in decoders::ALL {
        let longest = vec![0; decoder.max_bytes];
        let verdict = (decoder.read)(&longest);
        assert!(!matches!(verdict, Err(DecodeError::TooLong { .. })), "{}: {verdict:?}", decoder.name);
        let verdict = (decoder.read)(&vec![0; decoder.max_bytes + 1]);
        let len = decoder.max_bytes + 1;
        assert!(matches!(verdict, Err(DecodeError::TooLong { len: l, .. }) if l == len), "{}", decoder.name);
    }
}

#[test]
fn a_claimed_length_is_not_believed() {
    // Every list, text and string of bytes claims 2^63 elements, and nothing follows.
    let claim = [253, 0, 0, 0, 0, 0, 0, 0, 0x80];
    for (name, bytes) in PARTS.iter().filter(|(name, _)| is_decoder(name)) {
        for cut in 0..bytes.len() {
            let bomb = [&bytes[..cut], claim.as_slice()].concat();
            let _ = judge(name, &bomb);
        }
    }
}

#[test]
fn integers_are_written_as_the_examples_say() {
    let page = FORMAT.block("Tip");
    assert!(matches!(&page.shape, vicinia_tests::format::Shape::Fields(fields) if fields[0].1 == whole()));
    let tip = |version: &[u8]| [&[2], version, &[7; 32]].concat();
    for (version, bytes) in [
        (250_u64, &[0xfa][..]),
        (251, &[0xfb, 0xfb, 0]),
        (65_535, &[0xfb, 0xff, 0xff]),
        (65_536, &[0xfc, 0, 0, 1, 0]),
        (1 << 32, &[0xfd, 0, 0, 0, 0, 1, 0, 0, 0]),
    ] {
        let tip = tip(bytes);
        judge("Hint", &tip).unwrap();
        assert!(FORMAT.listing("Hint", &tip).contains(&format!("version: {version}\n")));
    }
    for wrong in [&[0xfb, 0xfa, 0][..], &[0xfc, 0xff, 0xff, 0, 0], &[0xfd, 1, 0, 0, 0, 0, 0, 0, 0]] {
        let refused = judge("Hint", &tip(wrong)).unwrap_err();
        assert_eq!(refused, DecodeError::NotCanonical { what: "hint" });
    }
    assert!(judge("Hint", &tip(&[0xfe])).is_err() && judge("Hint", &tip(&[0xff])).is_err());
}

fn whole() -> Type {
    Type::Int { bits: 64, signed: false, min: 0, max: i128::from(u64::MAX) }
}

#[test]
fn hostile_reconciliation_messages_are_answered_or_refused() {
    let mut dice = StdRng::seed_from_u64(number("VICINIA_SEED", 20_260_101));
    // A whole range by fingerprint, by ids, by nothing; then damage.
    let starts =
        [&[0x61, 0, 0, 1][..], &[0x61, 0, 0, 2, 1], &[0x61, 0, 0, 0], &[0x61], &[], &[0x62, 0, 0, 2, 0]];
    for case in 0..number("VICINIA_CASES", 300) * 10 {
        let mut message = starts[usize::try_from(case).unwrap() % starts.len()].to_vec();
        message.extend((0..dice.random_range(0..80)).map(|_| dice.random::<u8>()));
        damage(&mut message, &mut dice);
        decoders::reconciliation(&message);
    }
}
