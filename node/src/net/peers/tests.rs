//! The address book in virtual time.

use proptest::prelude::*;

use super::*;
use crate::net::identity::any_peer;

const POLICY: AddressPolicy = AddressPolicy { allow_private: true, allow_loopback: false };

fn peer(n: u8) -> PeerId {
    any_peer(&[n; 32])
}

fn address(n: u8) -> Multiaddr {
    format!("/ip4/198.18.0.{n}/tcp/4001").parse().unwrap()
}

fn member(organisation: u8, addresses: Vec<Multiaddr>) -> Member {
    Member { organisation: [organisation; 32], addresses, authority_only: false }
}

/// `count` members, `per_organisation` of each organisation.
fn book(count: u8, per_organisation: u8, now: Instant) -> Peers {
    let mut peers = Peers::new(POLICY, Limits::default(), 7);
    let members = (0..count).map(|n| (peer(n), member(n / per_organisation, vec![address(n)]))).collect();
    assert_eq!(peers.set_members(members, now).len(), usize::from(count));
    peers
}

fn dialled(peers: &mut Peers, now: Instant) -> Vec<PeerId> {
    peers.due(now).into_iter().map(|dial| dial.peer).collect()
}

#[test]
fn pauses_double_from_three_seconds_to_an_hour() {
    let (mut peers, mut now) = (book(1, 1, Instant::now()), Instant::now());
    let mut pauses = Vec::new();
    for _ in 0..16 {
        assert_eq!(dialled(&mut peers, now), [peer(0)]);
        peers.dial_failed(&peer(0), DialFailure::TimedOut, now);
        let next = peers.contact(&peer(0)).unwrap().next_dial().unwrap();
        assert_eq!(dialled(&mut peers, next - Duration::from_millis(1)), []);
        pauses.push(next - now);
        now = next;
    }
    assert!(pauses.iter().all(|pause| (Duration::from_secs(3)..=Duration::from_secs(3600)).contains(pause)));
    assert!(pauses[0] < Duration::from_secs(4) && pauses[15] > Duration::from_secs(2000), "{pauses:?}");
}

#[test]
fn a_lost_peer_is_known_as_lost_until_it_is_back() {
    let now = Instant::now();
    let (mut peers, lost) = (book(1, 1, now), now + Duration::from_secs(90));
    let lost_at = |peers: &Peers| peers.contact(&peer(0)).unwrap().lost_at;
    assert_eq!(lost_at(&peers), None, "never met is not lost");
    peers.connected(&peer(0), Direction::Inbound, &address(0), now);
    assert_eq!(lost_at(&peers), None);
    peers.disconnected(&peer(0), CloseReason::ByPeer, lost);
    // Neither the pause, nor trying, nor failing changes since when.
    assert_eq!(lost_at(&peers), Some(lost));
    let next = peers.contact(&peer(0)).unwrap().next_dial().unwrap();
    assert_eq!(dialled(&mut peers, next), [peer(0)]);
    assert_eq!(lost_at(&peers), Some(lost));
    peers.dial_failed(&peer(0), DialFailure::Refused, next);
    assert_eq!(lost_at(&peers), Some(lost));
    peers.connected(&peer(0), Direction::Outbound, &address(0), next);
    assert_eq!(lost_at(&peers), None);
}

#[test]
fn a_connection_clears_the_record_only_if_it_lasted() {
    let now = Instant::now();
    let mut peers = book(1, 1, now);
    let mut at = now;
    for _ in 0..8 {
        at = peers.contact(&peer(0)).unwrap().next_dial().unwrap().max(at);
        assert_eq!(dialled(&mut peers, at).len(), 1);
        peers.connected(&peer(0), Direction::Outbound, &address(0), at);
        peers.disconnected(&peer(0), CloseReason::ByPeer, at + Duration::from_secs(1));
    }
    assert!(peers.contact(&peer(0)).unwrap().next_dial().unwrap() - at > Duration::from_secs(60));

    at = peers.contact(&peer(0)).unwrap().next_dial().unwrap();
    assert_eq!(dialled(&mut peers, at).len(), 1);
    peers.connected(&peer(0), Direction::Outbound, &address(0), at);
    at += STEADY_AFTER;
    peers.disconnected(&peer(0), CloseReason::ByPeer, at);
    assert!(peers.contact(&peer(0)).unwrap().next_dial().unwrap() - at < Duration::from_secs(4));
}

#[test]
fn links_go_to_three_organisations_even_when_there_are_enough() {
    let now = Instant::now();
    let mut peers = book(20, 5, now);
    // Eight members, of two organisations, have dialled us: as many links as are wanted.
    for n in 0..8 {
        peers.connected(&peer(n), Direction::Inbound, &address(n), now);
    }
    let dialled = dialled(&mut peers, now);
    let organisations: BTreeSet<_> =
        dialled.iter().map(|peer| peers.contact(peer).unwrap().organisation).collect();
    assert_eq!((dialled.len(), organisations.len()), (3, 3));
}

#[test]
fn no_more_than_eight_are_dialled_or_linked() {
    let now = Instant::now();
    let mut peers = book(50, 1, now);
    let first = dialled(&mut peers, now);
    assert_eq!(first.len(), 8);
    assert_eq!(dialled(&mut peers, now), []);
    for peer in &first {
        peers.connected(peer, Direction::Outbound, &address(1), now);
    }
    assert_eq!(dialled(&mut peers, now), []);
    assert!(peers.want(&peer(0), now) && peers.want(&peer(1), now));
    assert!(dialled(&mut peers, now).iter().all(|dialled| [peer(0), peer(1)].contains(dialled)));
}

#[test]
fn strangers_and_the_banned_are_not_dialled() {
    let now = Instant::now();
    let mut peers = book(1, 1, now);
    peers.remember(vec![(peer(9), vec![address(9)])], now);
    assert!(!peers.want(&peer(9), now) && !peers.want(&peer(8), now));
    peers.banned(&peer(0), now + Duration::from_secs(100));
    assert_eq!(dialled(&mut peers, now + Duration::from_secs(99)), []);
    assert_eq!(dialled(&mut peers, now + Duration::from_secs(100)), [peer(0)]);
}

#[test]
fn anchors_come_first_once_they_are_members() {
    let now = Instant::now();
    let mut peers = Peers::new(POLICY, Limits { dials: 1, ..Limits::default() }, 7);
    peers.remember(vec![(peer(30), vec![address(30)])], now);
    assert_eq!(dialled(&mut peers, now), []);
    let members = (20..40).map(|n| (peer(n), member(n, vec![address(n)]))).collect();
    peers.set_members(members, now);
    assert_eq!(dialled(&mut peers, now), [peer(30)]);
}

#[test]
fn a_changed_membership_is_named_and_dialled_at_once() {
    let now = Instant::now();
    let mut peers = book(2, 1, now);
    peers.connected(&peer(0), Direction::Inbound, &address(0), now);
    let suspended = Member { authority_only: true, ..member(0, vec![]) };
    let members = BTreeMap::from([(peer(0), suspended), (peer(1), member(1, vec![]))]);
    assert_eq!(peers.set_members(members.clone(), now), BTreeSet::from([peer(0)]));
    assert_eq!((peers.access(&peer(0)), peers.access(&peer(1))), (Access::AuthorityOnly, Access::Full));
    assert!(peers.set_members(members, now).is_empty());
    peers.disconnected(&peer(0), CloseReason::MembershipChanged, now);
    assert!(dialled(&mut peers, now).contains(&peer(0)));

    assert_eq!(peers.set_members(BTreeMap::new(), now), BTreeSet::from([peer(0), peer(1)]));
    assert_eq!(peers.all().count(), 0);
}

#[test]
fn addresses_are_filtered_bounded_and_the_working_one_stays() {
    let now = Instant::now();
    let mut peers = book(1, 1, now);
    peers.add_addresses(&peer(0), &["/ip4/127.0.0.1/tcp/5432".parse().unwrap(), address(0)], now);
    peers.connected(&peer(0), Direction::Outbound, &address(0), now);
    peers.disconnected(&peer(0), CloseReason::ByPeer, now);
    for n in 0..5 {
        let flood: Vec<_> = (0..16).map(|m| address(n * 16 + m + 1)).collect();
        peers.add_addresses(&peer(0), &flood, now);
    }
    peers.want(&peer(0), now);
    let dial = peers.due(now).pop().unwrap();
    assert_eq!((dial.addresses.len(), &dial.addresses[0]), (16, &address(0)));
}

#[test]
fn a_dial_that_was_not_begun_is_tried_again() {
    let now = Instant::now();
    let mut peers = book(1, 1, now);
    assert_eq!(dialled(&mut peers, now), [peer(0)]);
    peers.put_off(&peer(0), now);
    assert_eq!(dialled(&mut peers, now), []);
    assert_eq!(dialled(&mut peers, now + Duration::from_secs(4)), [peer(0)]);
}

#[test]
fn addresses_are_dialled_in_the_order_given() {
    let now = Instant::now();
    let mut peers = Peers::new(POLICY, Limits::default(), 7);
    let given = vec![address(1), address(2), address(3)];
    peers.set_members(BTreeMap::from([(peer(0), member(0, given.clone()))]), now);
    assert_eq!(peers.due(now), [Dial { peer: peer(0), addresses: given }]);
}

#[derive(Clone, Debug)]
enum Step {
    Wait(u64),
    Members(Vec<(u8, u8)>),
    Invite(Vec<u8>),
    Connect(u8, bool),
    Fail(u8),
    Lose(u8),
    Want(u8),
    Due,
}

fn step() -> impl Strategy<Value = Step> {
    let n = 0..24_u8;
    prop_oneof![
        (0..4000_u64).prop_map(Step::Wait),
        proptest::collection::vec((n.clone(), 0..4_u8), 0..24).prop_map(Step::Members),
        proptest::collection::vec(n.clone(), 0..24).prop_map(Step::Invite),
        (n.clone(), any::<bool>()).prop_map(|(n, outbound)| Step::Connect(n, outbound)),
        n.clone().prop_map(Step::Fail),
        n.clone().prop_map(Step::Lose),
        n.prop_map(Step::Want),
        Just(Step::Due),
    ]
}

proptest! {
    /// Whatever happens: only members and invited peers are dialled, each at most once at a time, never more than the
    /// bounds, never one that is connected.
    #[test]
    fn dials_keep_to_the_rules(seed: u64, steps in proptest::collection::vec(step(), 1..80)) {
        let mut now = Instant::now();
        let mut peers = Peers::new(POLICY, Limits::default(), seed);
        let mut connected = BTreeSet::new();
        for step in steps {
            match step {
                Step::Wait(seconds) => now += Duration::from_secs(seconds),
                Step::Members(list) => {
                    let members = list.into_iter().map(|(n, org)| (peer(n), member(org, vec![address(n)]))).collect();
                    peers.set_members(members, now);
                    connected.retain(|peer| peers.contact(peer).is_some());
                }
                Step::Invite(list) => {
                    peers.set_invited(list.into_iter().map(peer).collect(), now);
                    connected.retain(|peer| peers.contact(peer).is_some());
                }
                Step::Connect(n, outbound) => {
                    let direction = if outbound { Direction::Outbound } else { Direction::Inbound };
                    peers.connected(&peer(n), direction, &address(n), now);
                    if peers.contact(&peer(n)).is_some() {
                        connected.insert(peer(n));
                    }
                }
                Step::Fail(n) => peers.dial_failed(&peer(n), DialFailure::Refused, now),
                Step::Lose(n) => {
                    connected.remove(&peer(n));
                    peers.disconnected(&peer(n), CloseReason::ByPeer, now);
                }
                Step::Want(n) => {
                    peers.want(&peer(n), now);
                }
                Step::Due => {}
            }
            let before = peers.book.values().filter(|contact| contact.state == State::Dialling).count();
            let dials = peers.due(now);
            prop_assert!(before + dials.len() <= Limits::default().dials);
            for dial in &dials {
                prop_assert!(peers.access(&dial.peer) > Access::Guest);
                prop_assert!(!connected.contains(&dial.peer));
                prop_assert!((1..=16).contains(&dial.addresses.len()));
            }
            prop_assert!(dialled(&mut peers, now).is_empty(), "what is due is dialled once");
        }
    }
}
