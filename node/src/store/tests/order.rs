//! The law of the store: what is held decides, not how it came. Every store is compared with the rules
//! asked from scratch about everything.

use super::kit::{DAY, NOW, World, after, bare, id, options, publication, withdrawal, work};
use crate::store::library::{Derived, kept};
use crate::store::{AuthorityChange, Incoming, Store, View};
use protocol::authority::Authority;
use protocol::digest::SetDigest;
use protocol::id::{OrganisationId, RecordId, WorkId};
use protocol::key::PublicKey;
use protocol::record::{About, Confirmation, kind};
use protocol::roster::operation::{Head, NodeHead, Target};
use protocol::roster::state::Status;
use protocol::sign::{SaltedBody, Subject};
use protocol::standing::{Facts, Judge, Library, WithdrawalFacts};
use protocol::sync::Plane;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand::{RngExt as _, SeedableRng as _};
use std::collections::{BTreeMap, BTreeSet};

/// Everything at hand, asked the slow way.
#[derive(Default)]
struct Everything {
    facts: BTreeMap<RecordId, Facts>,
    withdrawals: Vec<WithdrawalFacts>,
    /// Filled once membership is known; revisions are asked only after that.
    set: BTreeSet<RecordId>,
}

impl Library for Everything {
    fn facts(&self, id: RecordId) -> Option<Facts> {
        self.facts.get(&id).cloned()
    }

    fn revisions(&self, work: WorkId) -> Vec<RecordId> {
        let in_set = self.facts.values().filter(|one| self.set.contains(&one.id));
        in_set.filter(|one| one.work() == work).map(|one| one.id).collect()
    }

    fn withdrawals(&self, work: WorkId) -> Vec<WithdrawalFacts> {
        let of_work = |one: &&WithdrawalFacts| one.facts.about.is_some_and(|about| about.work == work);
        self.withdrawals.iter().filter(of_work).cloned().collect()
    }

    fn with_sequence(&self, who: OrganisationId, node: PublicKey, sequence: u64) -> Vec<RecordId> {
        let same = |one: &&Facts| (one.organisation, one.node, one.sequence) == (who, node, sequence);
        self.facts.values().filter(same).map(|one| one.id).collect()
    }
}

impl Everything {
    fn new(records: &[Incoming], authority: &Authority) -> Self {
        let mut all = Self::default();
        for one in records {
            let facts = Facts::new(one.record.id, &one.record.header);
            let body = one.body.as_ref();
            let read = body.and_then(|body| body.read::<protocol::record::Withdrawal>().ok());
            if let Some(read) = read.filter(|_| facts.kind == kind::WITHDRAWAL) {
                all.withdrawals.push(WithdrawalFacts {
                    facts: facts.clone(),
                    whole_work: read.whole_work,
                    level: read.level,
                    reason: read.reason,
                });
            }
            all.facts.insert(facts.id, facts);
        }
        let judge = Judge::new(authority, &all, NOW);
        let set = all.facts.values().filter(|one| judge.in_set(one)).map(|one| one.id).collect();
        all.set = set;
        all
    }

    /// Compares a store with the rules.
    fn check(&self, view: &View<'_>, authority: &Authority) {
        let judge = Judge::new(authority, self, NOW);
        let mut digests = [SetDigest::new(), SetDigest::new(), SetDigest::new()];
        for (id, facts) in &self.facts {
            let derived = kept(view.conn, view.signers, *id).unwrap().unwrap().derived;
            assert_eq!(derived.standing, judge.standing(facts), "standing of {id} {facts:?}");
            assert_eq!(derived.in_set, self.set.contains(id), "membership of {id}");
            let taken = judge.withdrawn(facts).filter(|_| facts.kind != kind::WITHDRAWAL);
            assert_eq!(derived.taken, taken, "withdrawal of {id}");
            let erased = taken.is_some_and(|(level, _)| level > 1);
            assert_eq!(derived.purge_ms.is_some(), erased, "purge of {id}");
            if derived.in_set {
                let withdrawal = facts.kind == kind::WITHDRAWAL;
                digests[usize::from(!withdrawal)].insert(&id.0);
                if derived.is_live() && !withdrawal && body_is_here(view, &derived, *id) {
                    digests[2].insert(&id.0);
                }
            }
        }
        let summaries = view.summaries().unwrap();
        let planes = summaries.planes;
        let kept = [planes[Plane::Withdrawals.index()], planes[Plane::Headers.index()], summaries.bodies];
        assert_eq!(kept, digests.map(|digest| digest.summary()));
        for work in self.facts.values().filter(|one| one.kind == kind::PUBLICATION).map(Facts::work) {
            let newest = judge.newest(work).map(|(id, _)| id);
            // A withdrawal or a confirmation is no work, whoever claims to revise it.
            let newest = newest.filter(|id| !crate::store::library::acts(self.facts[id].kind));
            assert_eq!(view.newest(work).unwrap(), newest, "newest of {work}");
        }
    }
}

fn body_is_here(view: &View<'_>, derived: &Derived, id: RecordId) -> bool {
    let here = matches!(view.body(id).unwrap(), crate::store::BodyState::Here(_));
    assert_eq!(here, derived.body == crate::store::row::BodyMark::Here);
    here
}

/// A history with everything in it that the rules distinguish.
fn history(world: &World, rng: &mut StdRng) -> Vec<Incoming> {
    let mut made: Vec<Incoming> = Vec::new();
    let mut last: BTreeMap<(usize, usize), Incoming> = BTreeMap::new();
    for number in 0..rng.random_range(8..28) {
        let who = (rng.random_range(0..world.members.len()), rng.random_range(0..2));
        let mut position = world.position(who.0, after(last.get(&who)));
        if rng.random_ratio(1, 6) && position.sequence > 1 {
            // A second or third hand at the same key.
            position.sequence -= 1;
            let earlier = made.iter().filter(|one| one.record.header.sequence + 1 == position.sequence);
            let earlier: Vec<_> = earlier.collect();
            position.previous = earlier.choose(rng).map(|one| id(one));
        }
        if position.sequence > 0 && (position.previous.is_none() || rng.random_ratio(1, 12)) {
            // A chain that leaps.
            position.previous = made.choose(rng).map(id);
        }
        position.issued_at_ms = match rng.random_range(0..10) {
            0 => NOW + DAY,
            1 => NOW - 95 * DAY,
            _ => NOW - DAY + number,
        };
        let one = something(world, rng, who, position, &made, number);
        last.insert(who, one.clone());
        made.push(one);
    }
    made
}

fn something(
    world: &World,
    rng: &mut StdRng,
    who: (usize, usize),
    position: protocol::sign::Position,
    made: &[Incoming],
    number: u64,
) -> Incoming {
    let target = made.choose(rng);
    let about = target.map(|one| About { work: work(one), record: id(one) });
    let text = publication(&format!("Practice {number} {}", rng.random::<u64>()));
    let (subject, body) = match (rng.random_range(0..10), target, about) {
        (0..=3, Some(old), _) => {
            let more = made.choose(rng).map(id).filter(|_| rng.random_ratio(1, 3));
            let supersedes = [id(old)].into_iter().chain(more).collect();
            let subject =
                Subject { kind: kind::PUBLICATION, subject: Some(work(old)), about: None, supersedes };
            (subject, text)
        }
        (4..=5, Some(_), Some(about)) => {
            let mut about = about;
            if rng.random_ratio(1, 8) {
                about.record = made.choose(rng).map_or(about.record, id);
            }
            let subject = Subject { kind: kind::WITHDRAWAL, about: Some(about), ..Subject::default() };
            (subject, withdrawal(rng.random(), rng.random_range(1..=3)))
        }
        (6, Some(_), Some(about)) => {
            let subject = Subject { kind: kind::CONFIRMATION, about: Some(about), ..Subject::default() };
            let day = protocol::time::Day(20_280_101);
            let body = Confirmation {
                version: 1,
                review_by: day,
                extensions: protocol::extension::Extensions::NONE,
            };
            (subject, SaltedBody::new(&[number as u8; 32], &body).unwrap())
        }
        _ => (Subject { kind: kind::PUBLICATION, ..Subject::default() }, text),
    };
    world.sign(who, position, subject, &body)
}

/// What stewards and roots may do to it later.
fn turn_of_events(world: &mut World, rng: &mut StdRng, made: &[Incoming]) {
    for _ in 0..rng.random_range(0..4) {
        let member = rng.random_range(0..world.members.len());
        let node = rng.random_range(0..2);
        let key = world.members[member].nodes[node].public();
        let own = made.iter().filter(|one| one.record.header.node == key);
        let mut heads: Vec<Head> = own
            .filter(|_| rng.random_ratio(1, 3))
            .map(|one| Head { sequence: one.record.header.sequence, record: id(one) })
            .take(8)
            .collect();
        heads.sort_unstable();
        let target = made.choose(rng).unwrap();
        match rng.random_range(0..8) {
            0..=2 => world.revoke(member, node, heads),
            3 => world.status(member, Status::Suspended),
            4 => {
                let node_head =
                    |head: Head| NodeHead { node: key, sequence: head.sequence, record: head.record };
                world.status(member, Status::Removed { heads: heads.into_iter().map(node_head).collect() });
            }
            5 => world.take_back(member, Target::Work(work(target)), rng.random_range(1..=3)),
            6 => world.take_back(member, Target::Record(id(target)), rng.random_range(1..=3)),
            _ => {
                let to = world.members[(member + 1) % world.members.len()].id;
                let from = world.members[member].id;
                let organisation = world.state.organisations.get_mut(&from).unwrap();
                match rng.random_range(0..3) {
                    0 => organisation.budget = 3,
                    1 => organisation.node_slots = 1,
                    _ if from < to => organisation.successor = Some(to),
                    _ => {}
                }
                world.state.version += 1;
            }
        }
    }
}

/// One way for it all to arrive: shuffled, split, doubled, bodies before or after, authority in between.
fn arrive(store: &Store, rng: &mut StdRng, made: &[Incoming], changes: [&AuthorityChange; 2]) {
    store.set_authority(changes[0].clone(), NOW).wait().unwrap();
    let mut order: Vec<&Incoming> = made.iter().collect();
    order.extend(made.choose_multiple_of(rng, made.len() / 4));
    order.shuffle(rng);
    let turn = rng.random_range(0..=order.len());
    let mut position = 0;
    let mut late = Vec::new();
    while position < order.len() {
        let next = (position + rng.random_range(1..=order.len())).min(order.len());
        if (position..next).contains(&turn) {
            store.set_authority(changes[1].clone(), NOW).wait().unwrap();
        }
        let batch = order[position..next].iter().map(|one| {
            let withdrawal = one.record.header.is_withdrawal();
            if withdrawal || rng.random_ratio(2, 3) { (*one).clone() } else { bare(one) }
        });
        store.add_records(batch.collect(), NOW).wait().unwrap();
        late.extend(order[position..next].iter().filter_map(|one| one.body.clone()));
        if rng.random_ratio(1, 2) {
            store.add_bodies(std::mem::take(&mut late), NOW).wait().unwrap();
        }
        if rng.random_ratio(1, 6) {
            store.purge_due(NOW).wait().unwrap();
        }
        position = next;
    }
    store.set_authority(changes[1].clone(), NOW).wait().unwrap();
}

trait ChooseOf {
    fn choose_multiple_of(&self, rng: &mut StdRng, count: usize) -> Vec<&Incoming>;
}

impl ChooseOf for [Incoming] {
    fn choose_multiple_of(&self, rng: &mut StdRng, count: usize) -> Vec<&Incoming> {
        (0..count).filter_map(|_| self.choose(rng)).collect()
    }
}

fn case(seed: u64) {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut world = World::new(3);
    let made = history(&world, &mut rng);
    let first = world.change();
    turn_of_events(&mut world, &mut rng, &made);
    let second = world.change();
    let everything = Everything::new(&made, &second.authority);
    for _ in 0..2 {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), &options()).unwrap();
        arrive(&store, &mut rng, &made, [&first, &second]);
        store
            .read_blocking(|view| {
                everything.check(view, &second.authority);
                assert_eq!(view.integrity_check()?, Vec::<String>::new());
                Ok(())
            })
            .unwrap();
        // Again, all of it: nothing may change, not even the change feed.
        let before = store.read_blocking(|view| view.head_seq()).unwrap();
        store.add_records(made.iter().map(bare_unless_withdrawal).collect(), NOW).wait().unwrap();
        assert_eq!(store.read_blocking(|view| view.head_seq()).unwrap(), before, "seed {seed}");
    }
}

fn bare_unless_withdrawal(one: &Incoming) -> Incoming {
    if one.record.header.is_withdrawal() { one.clone() } else { bare(one) }
}

#[test]
fn any_order_duplication_or_split_gives_the_same_state() {
    let cases = std::env::var("STORE_CASES").ok().and_then(|text| text.parse().ok());
    let start: u64 = std::env::var("STORE_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    for seed in start..start + cases.unwrap_or(60) {
        let failed = std::panic::catch_unwind(|| case(seed));
        assert!(failed.is_ok(), "failing seed {seed}");
    }
}
