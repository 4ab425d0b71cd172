//! The invitation's line of text, read by hand: Bech32m, the signed invitation, the code.
//!
//! Owns: a Bech32m reader of its own, and wrong lines. Refuses to know who may invite.

use super::FORMAT;
use super::golden::compare;
use ed25519_dalek::SigningKey;
use protocol::join::{InvitationError, Ticket};
use vicinia_tests::decoders::invitation_line;
use vicinia_tests::sample::authority::ticket;

const LETTERS: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const BECH32M: u32 = 0x2bc8_30a3;

fn polymod(values: impl IntoIterator<Item = u8>) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    values.into_iter().fold(1, |sum, value| {
        let (top, shifted) = (sum >> 25, ((sum & 0x01ff_ffff) << 5) ^ u32::from(value));
        (0..5).filter(|bit| top >> bit & 1 == 1).fold(shifted, |sum, bit| sum ^ GENERATOR[bit])
    })
}

fn expanded(part: &str) -> Vec<u8> {
    let high = part.bytes().map(|byte| byte >> 5);
    high.chain([0]).chain(part.bytes().map(|byte| byte & 31)).collect()
}

/// A line for any part and any groups of five bits, with a right checksum.
fn line(part: &str, groups: &[u8]) -> String {
    let sum = polymod(expanded(part).into_iter().chain(groups.iter().copied()).chain([0; 6])) ^ BECH32M;
    let check = (0..6).map(|at| (sum >> (5 * (5 - at)) & 31) as u8);
    let letters =
        groups.iter().copied().chain(check).map(|group| char::from(LETTERS.as_bytes()[usize::from(group)]));
    format!("{part}1{}", letters.collect::<String>())
}

/// The groups of five bits of a line with a right checksum.
fn groups(line: &str) -> Vec<u8> {
    let data = line.strip_prefix("vicinia1").unwrap();
    let groups: Vec<u8> = data.chars().map(|letter| LETTERS.find(letter).unwrap() as u8).collect();
    assert_eq!(polymod(expanded("vicinia").into_iter().chain(groups.iter().copied())), BECH32M);
    groups[..groups.len() - 6].to_vec()
}

fn bytes(groups: &[u8]) -> Vec<u8> {
    let bits: Vec<u8> =
        groups.iter().flat_map(|group| (0..5).rev().map(move |bit| group >> bit & 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit)).collect()
}

#[test]
fn the_line_is_read_by_the_page() {
    let line = ticket().to_line().unwrap();
    compare("invitation-line.txt", &format!("{line}\n"));
    assert!(line.len() <= 1023);
    let bytes = bytes(&groups(&line));
    let (signed, code) = bytes.split_at(bytes.len() - 16);
    assert_eq!(code, b"sixteen bytes ok");
    let signed = FORMAT.decode("SignedInvitation", signed).unwrap();
    let invitation =
        FORMAT.decode("Invitation", FORMAT.bytes("SignedInvitation", &signed, "content")).unwrap();
    let network = FORMAT.bytes("Invitation", &invitation, "network");
    let seed = blake3::derive_key("vicinia invitation key v1", &[network, code].concat());
    let key = SigningKey::from_bytes(&seed).verifying_key().to_bytes();
    assert_eq!(FORMAT.bytes("Invitation", &invitation, "key"), key);
    assert_eq!(ticket().hash().0, blake3::derive_key("vicinia invitation v1", &key));
}

#[test]
fn the_line_survives_people() {
    let plain = ticket().to_line().unwrap();
    let wrapped: String = plain
        .chars()
        .enumerate()
        .flat_map(|(at, c)| [Some(c), (at % 60 == 59).then_some('\n')])
        .flatten()
        .collect();
    for friendly in [format!("  {plain}\n"), wrapped, plain.to_uppercase()] {
        assert_eq!(Ticket::parse(&friendly).unwrap().to_line().unwrap(), plain);
    }
}

#[test]
fn the_line_has_no_other_spelling() {
    let plain = ticket().to_line().unwrap();
    let groups = groups(&plain);
    // The bits after the last whole byte are zero.
    let spare = groups.len() * 5 % 8;
    assert!((1..5).contains(&spare), "choose a sample whose line has padding: {spare}");
    let mut padded = groups.clone();
    *padded.last_mut().unwrap() |= 1;
    let empty_group = [groups.as_slice(), &[0]].concat();
    let mut mixed = plain.clone();
    mixed.replace_range(9..10, &plain[9..10].to_uppercase());
    let wrong = [
        line("vicinia", &padded),
        line("vicinia", &empty_group),
        line("vicinia1a", &groups),
        line("vicini", &groups),
    ];
    for (at, wrong) in wrong.into_iter().chain([mixed, plain[..plain.len() - 1].to_owned()]).enumerate() {
        assert!(Ticket::parse(&wrong).is_err(), "{at}: {wrong}");
        invitation_line(&wrong);
    }
    assert_eq!(line("vicinia", &groups), plain);
}

#[test]
fn one_wrong_letter_is_noticed() {
    let plain = ticket().to_line().unwrap();
    for at in 8..plain.len() {
        let mut wrong = plain.clone().into_bytes();
        wrong[at] = if wrong[at] == b'q' { b'p' } else { b'q' };
        let wrong = String::from_utf8(wrong).unwrap();
        assert_eq!(Ticket::parse(&wrong).unwrap_err(), InvitationError::Damaged, "letter {at}");
    }
    assert_eq!(Ticket::parse("vicenza1qqq").unwrap_err(), InvitationError::NotOne);
}

#[test]
fn another_code_is_noticed() {
    let mut bytes = bytes(&groups(&ticket().to_line().unwrap()));
    *bytes.last_mut().unwrap() ^= 1;
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let group = |bits: &[u8]| (0..5).fold(0, |sum, at| sum << 1 | bits.get(at).copied().unwrap_or(0));
    let groups: Vec<u8> = bits.chunks(5).map(group).collect();
    assert_eq!(Ticket::parse(&line("vicinia", &groups)).unwrap_err(), InvitationError::WrongCode);
}
