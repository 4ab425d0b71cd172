//! Sessions between two sets in memory: what they cost, how they end, what a hostile peer can do.

use super::*;
use crate::codec::encode;
use crate::digest::SetDigest;
use crate::extension::Extensions;
use crate::id::{EntryId, NetworkId};
use crate::roster::Tip;
use crate::sync::{SealedSet, answer, set};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A node that stores whatever it wants.
#[derive(Clone, Default)]
struct Holder {
    planes: [BTreeSet<Item>; 4],
    digests: [SetDigest; 4],
    /// Ids that verification would refuse.
    refuses: BTreeSet<[u8; 32]>,
}

impl Holder {
    fn with(plane: Plane, items: impl IntoIterator<Item = Item>) -> Self {
        let mut holder = Self::default();
        for item in items {
            holder.store(plane, item);
        }
        holder
    }

    fn store(&mut self, plane: Plane, item: Item) {
        if !self.refuses.contains(&item.id) && self.planes[plane.index()].insert(item) {
            self.digests[plane.index()].insert(&item.id);
        }
    }
}

impl Snapshot for Holder {
    fn hello(&self) -> Hello {
        let planes = std::array::from_fn(|plane| self.digests[plane].summary());
        let (network, roster) = (NetworkId([7; 32]), Tip { version: 0, id: EntryId([8; 32]) });
        Hello { format: limits::FORMAT, network, roster, planes, extensions: Extensions::NONE }
    }

    fn set(&self, plane: Plane) -> Arc<SealedSet> {
        Arc::new(self.planes[plane.index()].iter().copied().collect())
    }
}

/// What crossed the line.
#[derive(Debug, Default)]
struct Meter {
    sync_bytes: usize,
    wants: usize,
    planes: Vec<Plane>,
}

/// Runs a session to its end, or until `most` answers were given.
fn pull(ours: &mut Holder, theirs: &Holder, resume: Resume, most: usize) -> (Session, Meter, Option<Output>) {
    let mut session = Session::new(resume);
    let mut meter = Meter::default();
    let mut todo = VecDeque::from([session.start(ours)]);
    let mut answers = 0;
    while let Some(output) = todo.pop_front() {
        let input = match output {
            Output::Ask(_) if answers == most => return (session, meter, None),
            Output::Ask(ask) => {
                let reply = answer(&ask, theirs);
                answers += 1;
                meter.sync_bytes += encode(&ask).unwrap().len() + encode(&reply).unwrap().len();
                Input::Answer(reply)
            }
            Output::Want { plane, ids } => {
                assert!(!ids.is_empty() && ids.len() <= 2_048);
                meter.wants += ids.len();
                meter.planes.push(plane);
                let ids: BTreeSet<_> = ids.into_iter().collect();
                for item in theirs.planes[plane.index()].iter().filter(|item| ids.contains(&item.id)) {
                    ours.store(plane, *item);
                }
                Input::Settled
            }
            end => return (session, meter, Some(end)),
        };
        todo.extend(session.handle(input, ours));
    }
    panic!("the session stands still");
}

fn done(ours: &mut Holder, theirs: &Holder) -> (Report, Meter) {
    match pull(ours, theirs, Resume::default(), usize::MAX) {
        (session, meter, Some(Output::Done(report))) => {
            assert!(session.is_over());
            (report, meter)
        }
        (_, _, end) => panic!("{end:?}"),
    }
}

fn item(number: u64) -> Item {
    Item { key: 1_700_000_000_000 + number * 977, id: blake3::derive_key("test", &number.to_le_bytes()) }
}

fn items(numbers: std::ops::Range<u64>) -> impl Iterator<Item = Item> {
    numbers.map(item)
}

#[test]
fn equals_part_after_one_round_and_a_kibibyte() {
    let mut one = Holder::with(Plane::Headers, items(0..20_000));
    let other = one.clone();
    let (report, meter) = done(&mut one, &other);
    assert_eq!((report.rounds, report.all_equal(), meter.wants), (1, true, 0));
    assert!(meter.sync_bytes < 1024, "{} bytes", meter.sync_bytes);
}

#[test]
fn few_differences_cost_at_most_twice_the_bare_reconciliation() {
    let theirs = Holder::with(Plane::Headers, items(0..50_000));
    for differences in [1, 10, 100, 1_000] {
        let gap = 50_000 / differences;
        let ours = items(0..50_000).enumerate().filter(|(place, _)| *place as u64 % gap != 3);
        let mut ours = Holder::with(Plane::Headers, ours.map(|(_, item)| item));
        let bare = bare_bytes(&ours.set(Plane::Headers), &theirs.set(Plane::Headers));
        let (report, meter) = done(&mut ours, &theirs);
        assert!(report.all_equal());
        assert_eq!(report.wanted, [0, 0, 0, differences]);
        let most = 2 * bare + 600;
        assert!(meter.sync_bytes <= most, "{differences}: {} bytes, bare {bare}", meter.sync_bytes);
    }
}

fn bare_bytes(ours: &SealedSet, theirs: &SealedSet) -> usize {
    let (mut message, mut bytes) = (ours.open().unwrap(), 0);
    loop {
        let reply = theirs.reply(&message).unwrap();
        bytes += message.len() + reply.len();
        match ours.step(&reply).unwrap().next {
            Some(next) => message = next,
            None => return bytes,
        }
    }
}

#[test]
fn whoever_is_far_behind_turns_pages() {
    let theirs = Holder::with(Plane::Headers, items(0..20_000));
    for held in [0, 5_000] {
        let mut ours = Holder::with(Plane::Headers, items(0..held));
        let (report, meter) = done(&mut ours, &theirs);
        assert!(report.all_equal());
        assert_eq!(report.wanted[3], 20_000 - held);
        assert_eq!(report.rounds, 1 + 20_000_u32.div_ceil(set::PAGE_ITEMS as u32));
        assert!(meter.sync_bytes < 20_000 * 42);
    }
}

#[test]
fn planes_come_in_order_and_only_those_that_differ() {
    let mut theirs = Holder::default();
    for (plane, number) in Plane::ALL.into_iter().zip(0..) {
        theirs.store(plane, item(number));
    }
    let mut ours = Holder::with(Plane::Papers, [item(1)]);
    let (report, meter) = done(&mut ours, &theirs);
    assert!(report.all_equal());
    assert_eq!(meter.planes, [Plane::Roster, Plane::Withdrawals, Plane::Headers]);
    // Nothing to pull from somebody who has less.
    let (report, meter) = done(&mut ours, &Holder::default());
    assert_eq!((report.rounds, report.equal, meter.wants), (1, [false; 4], 0));
}

#[test]
fn what_is_refused_does_not_keep_a_session_alive() {
    let theirs = Holder::with(Plane::Headers, items(0..3_000));
    let refuses: BTreeSet<_> = items(0..100).map(|item| item.id).collect();
    let mut ours = Holder { refuses, ..Holder::with(Plane::Headers, items(100..2_900)) };
    for _ in 0..2 {
        let (report, _) = done(&mut ours, &theirs);
        assert_eq!(report.equal, [true, true, true, false]);
    }
    assert_eq!(ours.planes[3].len(), 2_900);
    let mut empty = Holder { refuses: ours.refuses, ..Holder::default() };
    assert!(!done(&mut empty, &theirs).0.all_equal());
}

#[test]
fn a_cut_session_keeps_what_it_learned() {
    let theirs = Holder::with(Plane::Headers, items(0..20_000));
    let mut ours = Holder::default();
    let (session, _, end) = pull(&mut ours, &theirs, Resume::default(), 4);
    assert_eq!(end, None);
    let resume = session.resume();
    assert_eq!(resume[3], ours.planes[3].last().copied());
    assert_eq!(ours.planes[3].len(), 3 * set::PAGE_ITEMS);
    let (session, meter, end) = pull(&mut ours, &theirs, resume, usize::MAX);
    assert!(matches!(end, Some(Output::Done(report)) if report.all_equal()));
    assert_eq!(meter.wants, 20_000 - 3 * set::PAGE_ITEMS);
    assert_eq!(session.resume(), Resume::default());
}

#[test]
fn a_resumed_session_finds_what_came_before_its_place() {
    let theirs = Holder::with(Plane::Headers, items(0..20_000));
    let mut ours = Holder::with(Plane::Headers, items(1..5_000));
    let resume = [None, None, None, Some(item(4_999))];
    let (_, _, end) = pull(&mut ours, &theirs, resume, usize::MAX);
    assert!(matches!(end, Some(Output::Done(report)) if report.all_equal()));
}

#[test]
fn too_many_differences_for_the_rounds_end_in_pages() {
    // Every second item of ours is unknown to the peer and the other way round.
    let theirs = Holder::with(Plane::Headers, items(0..180_000).step_by(2));
    let mut ours = Holder::with(Plane::Headers, items(0..180_000).skip(1).step_by(2));
    let (report, _) = done(&mut ours, &theirs);
    assert_eq!(ours.planes[3].len(), 180_000);
    assert!(report.rounds > limits::RECONCILIATION_ROUNDS + 30, "{}", report.rounds);
}

#[test]
fn wants_under_way_are_bounded() {
    let theirs = Holder::with(Plane::Headers, items(0..20_000));
    let ours = Holder::default();
    let mut session = Session::new(Resume::default());
    let mut todo = VecDeque::from([session.start(&ours)]);
    let mut wants = 0;
    while let Some(output) = todo.pop_front() {
        match output {
            Output::Ask(ask) => todo.extend(session.handle(Input::Answer(answer(&ask, &theirs)), &ours)),
            Output::Want { .. } => wants += 1,
            end => panic!("{end:?}"),
        }
    }
    assert_eq!(wants, WANTS_UNDER_WAY);
    assert!(matches!(session.handle(Input::Settled, &ours)[..], [Output::Ask(_)]));
}

#[test]
fn answers_that_do_not_fit_end_the_session() {
    let ours = Holder::default();
    let theirs = Holder::with(Plane::Headers, items(0..10));
    let page =
        |numbers: std::ops::Range<u64>| SyncAnswer::Page { items: items(numbers).collect(), more: false };
    let greeted = || {
        let mut session = Session::new([None, None, None, Some(item(5))]);
        session.start(&ours);
        session.handle(Input::Answer(SyncAnswer::Hello(Box::new(theirs.hello()))), &ours);
        session
    };
    for (answer, fault) in [
        (SyncAnswer::Busy, Fault::Busy),
        (SyncAnswer::Refused(3), Fault::Refused(3)),
        (SyncAnswer::Hello(Box::new(theirs.hello())), Fault::Unexpected),
        (SyncAnswer::Reconcile { message: vec![] }, Fault::Unexpected),
        (page(5..9), Fault::Unordered),
    ] {
        let mut session = greeted();
        assert_eq!(session.handle(Input::Answer(answer), &ours), [Output::Abort(fault)]);
        assert_eq!(session.handle(Input::Answer(page(6..9)), &ours), []);
    }
    let stranger = Hello { network: NetworkId([1; 32]), ..theirs.hello() };
    let mut session = Session::new(Resume::default());
    session.start(&ours);
    let outputs = session.handle(Input::Answer(SyncAnswer::Hello(Box::new(stranger.clone()))), &ours);
    assert_eq!(outputs, [Output::Abort(Fault::Network)]);
    assert_eq!(answer(&SyncAsk::Hello(Box::new(stranger)), &ours), SyncAnswer::Refused(1));
}

#[test]
fn a_lying_peer_cannot_hold_a_session_for_ever() {
    // Claims endless new items, page after page, and endless differences, step after step.
    let ours = Holder::with(Plane::Headers, items(0..100));
    let mut hello = ours.hello();
    hello.planes[3].digest = [1; 32];
    let mut session = Session::new(Resume::default());
    let mut todo = VecDeque::from([session.start(&ours)]);
    let mut invented = 0;
    while let Some(output) = todo.pop_front() {
        let input = match output {
            Output::Ask(SyncAsk::Hello(_)) => Input::Answer(SyncAnswer::Hello(Box::new(hello.clone()))),
            Output::Ask(SyncAsk::Reconcile { .. }) => {
                // Version, then one range without end: a fingerprint that matches nothing.
                let message = [&[0x61, 0, 0, 1][..], &[9; 16]].concat();
                Input::Answer(SyncAnswer::Reconcile { message })
            }
            Output::Ask(SyncAsk::Page { .. }) => {
                invented += 1;
                let first = 1_000_000 + invented * set::PAGE_ITEMS as u64;
                let page = items(first..first + set::PAGE_ITEMS as u64).collect();
                Input::Answer(SyncAnswer::Page { items: page, more: true })
            }
            Output::Want { .. } => Input::Settled,
            Output::Done(report) => {
                assert!(!report.all_equal() && report.rounds < 1_100, "{report:?}");
                assert!(session.resume()[3].is_some());
                return;
            }
            Output::Abort(fault) => panic!("{fault}"),
        };
        todo.extend(session.handle(input, &ours));
    }
    panic!("the session stands still");
}

/// Messages that open ranges in every way the shape allows.
fn crooked_message() -> impl Strategy<Value = Vec<u8>> {
    let bound = (0_u8..4, prop_oneof![Just(0_usize), 0_usize..40])
        .prop_map(|(time, len)| [vec![time, len as u8], vec![0x5a; len]].concat());
    let mode = prop_oneof![
        Just(vec![0]),
        any::<[u8; 16]>().prop_map(|print| [&[1][..], &print].concat()),
        (0_u8..3, 0_usize..3).prop_map(|(says, has)| [vec![2, says], vec![0x77; has * 32]].concat()),
        proptest::collection::vec(any::<u8>(), 0..8),
    ];
    let ranges = proptest::collection::vec((bound, mode), 0..40);
    (prop_oneof![9 => Just(0x61_u8), 1 => any::<u8>()], ranges).prop_map(|(version, ranges)| {
        let ranges = ranges.into_iter().map(|(bound, mode)| [bound, mode].concat());
        std::iter::once(vec![version]).chain(ranges).collect::<Vec<_>>().concat()
    })
}

proptest! {
    #[test]
    fn crooked_messages_neither_panic_nor_amplify(message in crooked_message(), held in 0_u64..4_000) {
        let theirs = Holder::with(Plane::Headers, items(0..held));
        let ask = SyncAsk::Reconcile { plane: Plane::Headers, message: message.clone() };
        let reply = answer(&ask, &theirs);
        prop_assert!(encode(&reply).unwrap().len() <= limits::FRAME_BYTES);
        if let Ok(step) = theirs.set(Plane::Headers).step(&message) {
            prop_assert!(step.next.is_none_or(|next| next.len() <= set::RECONCILE_BYTES));
            prop_assert!(step.lacking.len() <= message.len() / 32);
        }
    }

    #[test]
    fn any_two_sets_become_the_union(
        ours in proptest::collection::btree_set(0_u64..3_000, 0..400),
        theirs in proptest::collection::btree_set(0_u64..3_000, 0..400),
        plane in 0_u8..4,
    ) {
        let plane = Plane::try_from(plane).unwrap();
        let mut ours = Holder::with(plane, ours.into_iter().map(item));
        let mut theirs = Holder::with(plane, theirs.into_iter().map(item));
        done(&mut ours, &theirs);
        let (report, _) = done(&mut theirs, &ours);
        prop_assert!(report.all_equal());
        prop_assert_eq!(ours.planes, theirs.planes);
    }
}

#[test]
fn a_fully_hostile_frame_is_answered_within_one_frame() {
    // 2,700 ranges with wrong fingerprints over a large set: each one asks to be split.
    let theirs: SealedSet = items(0..200_000).collect();
    let range = [&[0xb9, 0x17, 0, 1][..], &[9; 16]].concat();
    let message = std::iter::once(vec![0x61]).chain(vec![range; 2_700]).collect::<Vec<_>>().concat();
    let reply = theirs.reply(&message).unwrap();
    assert!(message.len() > 50_000 && reply.len() <= set::RECONCILE_BYTES);
}
