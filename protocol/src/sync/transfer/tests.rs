//! Slices through every size of answer, and answers that break the rules.

use super::super::records::{Absent, Slice, absence};
use super::*;
use crate::codec::{Wire as _, decode, encode};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Library = BTreeMap<[u8; 32], Vec<u8>>;

fn serve(ask: &RecordsAsk, library: &Library) -> RecordsAnswer {
    ask.answer(|want| library.get(&want.id).map(|whole| whole.as_slice().into()).ok_or(absence::PURGED))
}

fn id(number: u16) -> [u8; 32] {
    blake3::derive_key("test", &number.to_le_bytes())
}

fn wanting(count: u16) -> Reassembly {
    Reassembly::new(Plane::Headers, (0..count).map(|number| (id(number), Part::Body)))
}

fn slice(want: u16, total: u32, len: usize) -> Slice {
    Slice { want, total, bytes: vec![1; len] }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_item_arrives_whole_at_any_answer_size(
        sizes in proptest::collection::vec(proptest::option::of(1_usize..60_000), 1..40),
        max_bytes in 1_usize..100_000,
    ) {
        let wants: Vec<_> = (0..sizes.len() as u16).map(|number| (id(number), Part::Body)).collect();
        let library: Library = (0_u16..).zip(&sizes)
            .filter_map(|(number, size)| Some((id(number), vec![number as u8; (*size)?])))
            .collect();
        let mut reassembly = Reassembly::new(Plane::Headers, wants.clone());
        let mut arrived = Vec::new();
        while let Some(ask) = reassembly.ask(max_bytes) {
            let ask = decode::<RecordsAsk>(&encode(&ask).unwrap()).unwrap();
            let answer = serve(&ask, &library);
            let bytes: usize = answer.slices.iter().map(|slice| slice.bytes.len()).sum();
            prop_assert!(answer.check().is_ok() && bytes <= ask.max_bytes as usize);
            arrived.extend(reassembly.accept(answer).unwrap());
        }
        let expected: Vec<_> = wants.into_iter()
            .map(|(id, part)| Arrival { id, part, outcome: library.get(&id).cloned().ok_or(absence::PURGED) })
            .collect();
        prop_assert_eq!(arrived, expected);
    }

    #[test]
    fn no_answer_makes_it_hold_more_than_one_item(
        answers in proptest::collection::vec(
            proptest::collection::vec((any::<bool>(), 0_u32..3, 0_usize..200_000), 0..6), 0..12),
    ) {
        let mut reassembly = wanting(5);
        for answer in answers {
            let mut crooked = RecordsAnswer::default();
            for (want, (has, total, len)) in (0..).zip(answer) {
                match has {
                    true => crooked.slices.push(slice(want, total * 150_000, len)),
                    false => crooked.absent.push(Absent { want, state: absence::MISSING }),
                }
            }
            let outcome = reassembly.accept(crooked);
            prop_assert!(reassembly.begun.len() <= limits::BODY_BYTES);
            if outcome.is_err() {
                break;
            }
        }
    }
}

#[test]
fn more_wants_than_a_question_holds_are_asked_in_turn() {
    let library: Library = (0..2_500).map(|number| (id(number), vec![1; 5])).collect();
    let mut reassembly = wanting(2_500);
    let mut questions = 0;
    while let Some(ask) = reassembly.ask(limits::RECORDS_ANSWER_MAX_BYTES) {
        questions += 1;
        reassembly.accept(serve(&ask, &library)).unwrap();
    }
    assert_eq!((questions, reassembly.unsettled().count()), (3, 0));
}

#[test]
fn answers_that_break_the_rules_are_faults() {
    let only = |slices: Vec<Slice>| RecordsAnswer { slices, absent: vec![] };
    let too_much = limits::BODY_BYTES as u32 + 1;
    for (answer, error) in [
        (only(vec![]), TransferError::NoProgress),
        (only(vec![slice(0, 9, 0)]), TransferError::NoProgress),
        (only(vec![slice(0, 9, 10)]), TransferError::Resized),
        (only(vec![slice(0, 9, 8), slice(1, 9, 9)]), TransferError::Cut),
        (only((0..4).map(|want| slice(want, 1, 1)).collect()), TransferError::NotAsked),
        (only(vec![slice(1, 9, 9)]), TransferError::NotAsked),
        (
            only(vec![slice(0, too_much, 1)]),
            TransferError::TooLarge { total: too_much, max: limits::BODY_BYTES },
        ),
    ] {
        assert_eq!(wanting(3).accept(answer), Err(error));
    }
    let mut reassembly = wanting(3);
    assert_eq!(reassembly.accept(only(vec![slice(0, 9, 5)])), Ok(vec![]));
    assert_eq!(reassembly.ask(0).unwrap().wants[0].offset, 5);
    assert_eq!(reassembly.accept(only(vec![slice(0, 8, 3)])), Err(TransferError::Resized));
}

#[test]
fn answers_grow_on_a_fast_line_and_shrink_on_a_slow_one() {
    let mut size = AnswerSize::default();
    assert_eq!(size.bytes(), 16 * 1024);
    size.answered(100, 10);
    size.answered(16 * 1024, AnswerSize::QUICK_MS);
    assert_eq!(size.bytes(), 16 * 1024);
    for _ in 0..20 {
        size.answered(size.bytes(), 500);
    }
    assert_eq!(size.bytes(), limits::RECORDS_ANSWER_MAX_BYTES);
    for _ in 0..20 {
        size.timed_out();
    }
    assert_eq!(size.bytes(), limits::RECORDS_ANSWER_MIN_BYTES);
}
