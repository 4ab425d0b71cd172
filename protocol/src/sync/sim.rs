//! The seeded simulator: many nodes, one thread, virtual time, and no mercy.
//!
//! Owns: the plan of a run, its report, its failure. Everything that is tested here is the real thing:
//! [`crate::roster::Branches`], [`crate::authority::Authority`], [`crate::verify`],
//! [`crate::standing::Judge`], [`crate::sync::Session`] and [`crate::sync::answer()`]; only the network,
//! the disk and the clock are played. Refuses to know real ones.
//!
//! A run has two halves. In the first, people admit, certify, publish, revise, withdraw, revoke, suspend,
//! remove and rotate keys, each over the view of some node, while frames are lost, repeated, delayed and
//! bent, nodes restart, groups are cut off, clocks are wrong by days and years, thieves with stolen node
//! keys fork and flood, and a steward may sign two entries of one version. Then the network heals, and
//! every node must hold the same sets, stand by the same verdicts, and agree with the oracle.

mod acts;
mod check;
mod driver;
mod library;
mod node;
mod oracle;
mod people;
mod rng;
mod world;

use crate::codec::{self, EncodeError};
use crate::roster::operation::Admit;
use crate::roster::{Branches, EntryDraft, Operation, Pin, Place, SignedEntry};
use crate::sync::set::Plane;
use acts::Acts;
use node::Node;
use people::{People, STEWARDS};
use rng::Rng;
use std::ops::RangeInclusive;
use world::{Weather, World};

/// When simulated time begins: some day in September 2026.
const BEGIN_MS: u64 = 1_790_000_000_000;
const DAY_MS: i64 = 86_400_000;

/// How large a run is. What happens in it is up to the seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Nodes, at least 2.
    pub nodes: RangeInclusive<usize>,
    /// Organisations, at least 3, for three are stewards.
    pub organisations: RangeInclusive<usize>,
    /// Things that happen.
    pub acts: RangeInclusive<usize>,
    /// In how much time, in milliseconds.
    pub busy_ms: u64,
    /// How long the healed network may take to become equal everywhere, in milliseconds.
    pub quiet_ms: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            nodes: 5..=20,
            organisations: 3..=7,
            acts: 60..=200,
            busy_ms: 20 * 60_000,
            quiet_ms: 15 * 60_000,
        }
    }
}

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Nodes.
    pub nodes: usize,
    /// Items of each plane, on every node.
    pub items: [usize; 4],
    /// Records that are live, held, withdrawn and barred in the end.
    pub standings: [usize; 4],
    /// Versions of the roster that were signed twice.
    pub double_signs: usize,
    /// How long after healing all nodes were equal, in milliseconds, to the next half minute.
    pub equal_after_ms: u64,
    /// Frames sent by sessions.
    pub frames: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Things that a session brought to a node that lacked them.
    pub copies: u64,
    /// Things that a session brought for nothing.
    pub idle_copies: u64,
    /// A mixture of all events: the same seed gives the same.
    pub trace: u64,
}

/// A seed under which something does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "seed {seed}: {what}\nreplay: VICINIA_SEED={seed} cargo test -p vicinia-tests --test it sim::one_seed"
)]
pub struct Failure {
    /// The seed.
    pub seed: u64,
    /// What does not hold.
    pub what: String,
}

/// Runs one seed.
///
/// # Errors
/// [`Failure`] with what does not hold once the network is quiet.
pub fn run(seed: u64, plan: &Plan) -> Result<Report, Failure> {
    let fail = |what: String| Failure { seed, what };
    let mut world = found(seed, plan).map_err(|error| fail(error.to_string()))?;
    let acts = world.rng.between(plan.acts.clone());
    world.plan_acts(acts, plan.busy_ms as usize);
    let mut people = Acts::new();
    world.run_until(BEGIN_MS + plan.busy_ms, |world| people.act(world));
    world.heal();
    let healed_ms = world.now_ms;
    while !world.is_quiet() {
        if world.now_ms >= healed_ms + plan.quiet_ms {
            return Err(fail(format!(
                "not equal after {} s: {}",
                plan.quiet_ms / 1_000,
                differences(&world)
            )));
        }
        let until_ms = world.now_ms + 30_000;
        world.run_until(until_ms, |_| ());
    }
    let equal_after_ms = world.now_ms - healed_ms;
    check::check(&mut world).map_err(fail)?;
    Ok(report(&world, equal_after_ms))
}

fn report(world: &World, equal_after_ms: u64) -> Report {
    let counts = world.counts;
    Report {
        nodes: world.nodes.len(),
        items: std::array::from_fn(|plane| world.nodes[0].sets[plane].len()),
        standings: check::standings(&world.nodes[0], world.now_ms),
        double_signs: world.nodes[0].branches.proofs().len(),
        equal_after_ms,
        frames: counts.frames,
        bytes: counts.bytes,
        copies: counts.copies,
        idle_copies: counts.idle_copies,
        trace: counts.trace,
    }
}

/// The first thing that one node has and another has not, and what the other says to it.
fn differences(world: &World) -> String {
    for (one, here) in world.nodes.iter().enumerate() {
        for (other, there) in world.nodes.iter().enumerate() {
            for plane in Plane::ALL {
                let mut lacking = here.sets[plane.index()].difference(&there.sets[plane.index()]);
                let Some(item) = lacking.next() else { continue };
                let bytes = here.bytes(plane, &item.id).unwrap_or_default();
                let taken = there.clone().take(plane, &bytes);
                return format!(
                    "{plane:?}: node {other} lacks {item:?} of node {one}, to which it says {taken:?}"
                );
            }
        }
    }
    "the sets are equal, the rosters are not".to_owned()
}

/// A founded network: three stewards, most nodes with nothing but the network's id.
fn found(seed: u64, plan: &Plan) -> Result<World, EncodeError> {
    let mut rng = Rng::new(seed);
    let (nodes, organisations) = (rng.between(plan.nodes.clone()), rng.between(plan.organisations.clone()));
    let (mut people, genesis) = People::found(&mut rng, nodes, organisations, BEGIN_MS)?;
    let first = Pin::genesis(people.network);
    let Some(second) = seat_stewards(&mut rng, &mut people, &genesis)? else {
        return Err(EncodeError::Encoder {
            what: "simulation",
            reason: "the stewards found no seats".to_owned(),
        });
    };
    let checkpoint = Place { version: 1, id: second.id() };
    let pins: Vec<Pin> = (0..nodes).map(|_| if rng.chance(30) { checkpoint } else { first }).collect();
    let nodes = pins.into_iter().map(|pin| Node::new(people.network, pin)).collect();
    let weather = weather(&mut rng);
    let mut world = World::new(rng, BEGIN_MS, people, nodes, weather);
    for node in 0..world.nodes.len() {
        world.clocks_ms[node] = clock(&mut world.rng);
    }
    for entry in [genesis, second] {
        let bytes = codec::encode(&entry)?;
        for node in 0..2 {
            world.hand_over(node, Plane::Roster, &bytes);
        }
    }
    Ok(world)
}

/// The second entry: two more organisations, and the three as stewards.
fn seat_stewards(
    rng: &mut Rng,
    people: &mut People,
    genesis: &SignedEntry,
) -> Result<Option<SignedEntry>, EncodeError> {
    let mut branches = Branches::new(Pin::genesis(people.network), people.network);
    branches.insert(genesis.clone());
    let mut admissions = vec![people.admission(1, rng)?, people.admission(2, rng)?];
    admissions.sort_by_key(|one| one.organisation);
    let draft = branches.state().and_then(|state| {
        let draft = EntryDraft::next(state, BEGIN_MS).operation(Operation::Admit(Admit { admissions }));
        draft.operation(Operation::SetStewards(people.seats(STEWARDS))).build().ok()
    });
    Ok(draft.map(|mut entry| {
        people.sign_entry(&mut entry);
        entry
    }))
}

fn weather(rng: &mut Rng) -> Weather {
    Weather {
        loss: rng.below(25) as u8,
        duplicate: rng.below(15) as u8,
        garble: rng.below(4) as u8,
        hint_loss: [0, 20, 60, 100][rng.below(4)],
        delay_ms: [20, 300, 4_000][rng.below(3)],
    }
}

/// Most clocks are right to a few seconds, some to a day, a few to ten years.
fn clock(rng: &mut Rng) -> i64 {
    let most = match rng.below(10) {
        0..7 => 5_000,
        7..9 => DAY_MS,
        _ => 10 * 365 * DAY_MS,
    };
    rng.below(2 * most as usize) as i64 - most
}
