//! Room for bodies: who is declined, who is let in again, and that the weights are right.

use super::kit::{DAY, NOW, World, body_of, id, options, work};
use crate::store::{Added, BodyHere, BodyState, Bounds, Incoming, Options, Store};
use protocol::limits::PURGE_DELAY_MS;
use protocol::standing::Standing;

const STORED: Added = Added::Stored { standing: Standing::Live };

/// Works of a node in a row, their bodies all of one length.
fn works(world: &World, who: (usize, usize), count: usize) -> Vec<Incoming> {
    let mut made: Vec<Incoming> = Vec::new();
    for number in 0..count {
        made.push(world.publish(who, made.last(), &format!("Practice {number:03}")));
    }
    made
}

fn bytes(incoming: &Incoming) -> u64 {
    u64::from(incoming.record.header.body_len)
}

fn open(world: &World, folder: &tempfile::TempDir, bounds: Bounds) -> Store {
    let store = Store::open(folder.path(), &Options { bounds, ..options() }).unwrap();
    store.set_authority(world.change(), NOW).wait().unwrap();
    store
}

fn add(store: &Store, records: &[Incoming]) {
    let added = store.add_records(records.to_vec(), NOW).wait().unwrap();
    assert!(added.iter().all(|one| *one == STORED), "{added:?}");
}

/// Which of them are here. The weights are checked against the bodies that are.
fn here(store: &Store, records: &[Incoming]) -> Vec<bool> {
    store
        .read_blocking(|view| {
            let sum = "SELECT coalesce(sum(length(salted)), 0) FROM bodies";
            let lie: i64 = view.conn.query_row(sum, (), |row| row.get(0))?;
            assert_eq!(view.bodies_bytes()?, lie as u64);
            let state = |one: &Incoming| Ok(matches!(view.body(id(one))?, BodyState::Here(_)));
            records.iter().map(state).collect()
        })
        .unwrap()
}

fn wanted(store: &Store) -> usize {
    store.read_blocking(|view| view.wanted_bodies(100, None)).unwrap().len()
}

#[test]
fn each_organisation_has_its_part_and_an_erasure_makes_room() {
    let (world, folder) = (World::new(2), tempfile::tempdir().unwrap());
    let (own, others) = (works(&world, (0, 0), 6), works(&world, (1, 0), 3));
    let bounds = Bounds { organisation_bytes: 3 * bytes(&own[0]), record_bytes: 0, ..Bounds::default() };
    let store = open(&world, &folder, bounds);
    add(&store, &own[..2]);
    add(&store, &own[2..5]);
    // Its header alone: the body is not even asked for.
    add(&store, &[Incoming { record: own[5].record.clone(), body: None }]);
    add(&store, &others);
    assert_eq!(here(&store, &own), [true, true, true, false, false, false]);
    assert_eq!(here(&store, &others), [true; 3]);
    assert_eq!(wanted(&store), 0);
    let (counts, declined, shown) = store
        .read_blocking(|view| Ok((view.counts()?, view.declined()?, view.work(work(&own[3]))?)))
        .unwrap();
    assert_eq!((counts.live, counts.bodies_missing, counts.bodies_declined), (9, 0, 3));
    assert_eq!(declined.into_iter().collect::<Vec<_>>(), [(world.members[0].id, 3)]);
    assert_eq!(shown.unwrap().body, BodyHere::Missing);
    assert_eq!(store.add_bodies(vec![body_of(&own[3])], NOW).wait().unwrap(), [Added::Declined]);

    let withdrawal = world.withdraw((0, 0), own.last(), &own[0], (true, 2));
    add(&store, &[withdrawal]);
    store.purge_due(NOW + PURGE_DELAY_MS).wait().unwrap();
    // The withdrawal's own body takes a little of the room.
    assert_eq!(wanted(&store), 0);
    let second = world.withdraw((0, 1), None, &own[1], (true, 2));
    store.add_records(vec![second], NOW + DAY).wait().unwrap();
    store.purge_due(NOW + DAY + PURGE_DELAY_MS).wait().unwrap();
    assert_eq!(wanted(&store), 1);
    let late = vec![body_of(&own[3]), body_of(&own[4])];
    assert_eq!(store.add_bodies(late, NOW).wait().unwrap(), [Added::BodyStored, Added::Declined]);
    assert_eq!(here(&store, &own), [false, false, true, true, false, false]);
    assert_eq!(wanted(&store), 0);
}

#[test]
fn all_together_have_a_bound_and_our_own_is_never_declined() {
    let (world, folder) = (World::new(3), tempfile::tempdir().unwrap());
    let [own, first, second] = [0, 1, 2].map(|member| works(&world, (member, 0), 4));
    let bounds = Bounds { all_bytes: 5 * bytes(&own[0]), ..Bounds::default() };
    let store = open(&world, &folder, bounds);
    store.set_identity((world.members[0].id, world.members[0].nodes[0].public())).wait().unwrap();
    add(&store, &first);
    add(&store, &second);
    add(&store, &own);
    assert_eq!(here(&store, &first), [true; 4]);
    assert_eq!(here(&store, &second), [true, false, false, false]);
    assert_eq!(here(&store, &own), [true; 4]);
    store.close_blocking();
    drop(store);

    // More room: what was declined is wanted, and comes.
    let store = open(&world, &folder, Bounds::default());
    assert_eq!(wanted(&store), 3);
    store.add_bodies(second.iter().map(body_of).collect(), NOW).wait().unwrap();
    assert_eq!(here(&store, &second), [true; 4]);
}

#[test]
fn a_larger_budget_is_a_larger_part() {
    let (mut world, folder) = (World::new(1), tempfile::tempdir().unwrap());
    let made = works(&world, (0, 0), 4);
    let id = world.members[0].id;
    world.state.organisations.get_mut(&id).unwrap().budget = 4;
    let bounds =
        Bounds { organisation_bytes: 0, record_bytes: bytes(&made[0]).div_ceil(2), ..Bounds::default() };
    let store = open(&world, &folder, bounds);
    add(&store, &made);
    assert_eq!(here(&store, &made), [true, true, false, false]);
    world.state.organisations.get_mut(&id).unwrap().budget = 8;
    world.state.version += 1;
    store.set_authority(world.change(), NOW).wait().unwrap();
    assert_eq!(wanted(&store), 2);
}
