//! What happens in a simulation: people publish and decide, things break, thieves try.
//!
//! Owns: the choice of acts. Every act is done over the view of one node, however old that is, so most
//! of them are honest mistakes in somebody's eyes. Refuses to know how anything travels.

mod records;
mod roster;

use super::people::Writer;
use super::rng::Rng;
use super::world::World;
use crate::authority::Authority;
use crate::key::SecretKey;
use crate::roster::operation::{Head, Target};
use crate::sync::set::Plane;

const YEAR_MS: u64 = 365 * 24 * 3_600_000;

/// What is remembered from one act to the next.
#[derive(Debug)]
pub(super) struct Acts {
    forks_left: usize,
    /// Roster entries that may still be written once it has forked: far fewer than settle a branch, for
    /// of two settled branches no rule can choose.
    decisions_left: usize,
}

impl Acts {
    pub(super) const fn new() -> Self {
        Self { forks_left: 2, decisions_left: usize::MAX }
    }

    /// One act. One that makes no sense in the view of the node it falls on is drawn again, a few times.
    pub(super) fn act(&mut self, world: &mut World) {
        let _: Option<()> = (0..8).find_map(|_| self.attempt(world));
    }

    fn attempt(&mut self, world: &mut World) -> Option<()> {
        match world.rng.below(100) {
            0..52 => records::publish(world),
            52..64 => records::steal(world),
            64..76 => certify(world),
            76..78 => revoke(world),
            78 => sign_twice(world),
            79..81 => take_back(world),
            81..90 => self.decide(world),
            90..92 => self.fork(world),
            92..94 => records::garbage(world),
            94..97 => restart(world),
            _ => {
                world.part();
                Some(())
            }
        }
    }

    fn decide(&mut self, world: &mut World) -> Option<()> {
        self.decisions_left = self.decisions_left.checked_sub(1)?;
        roster::decide(world)
    }

    fn fork(&mut self, world: &mut World) -> Option<()> {
        self.forks_left = self.forks_left.checked_sub(1)?;
        roster::fork(world)?;
        self.decisions_left = self.decisions_left.min(3);
        Some(())
    }
}

fn restart(world: &mut World) -> Option<()> {
    let node = world.rng.below(world.nodes.len());
    world.switch_off(node);
    Some(())
}

/// A node that is on, and the authority in its view.
fn anywhere(world: &mut World) -> Option<(usize, Authority)> {
    let node = world.rng.below(world.nodes.len());
    view(world, node)
}

fn view(world: &World, node: usize) -> Option<(usize, Authority)> {
    let authority = world.nodes[node].authority.clone().filter(|_| world.is_on(node))?;
    Some((node, authority))
}

/// A writer, and its home or any node.
fn writer_and_node(world: &mut World) -> Option<(usize, usize, Authority)> {
    let writer = world.rng.below(world.people.writers.len());
    let (node, authority) = match world.people.writers[writer].home {
        Some(home) => view(world, home)?,
        None => anywhere(world)?,
    };
    Some((writer, node, authority))
}

/// The root key that counts in this view; sometimes another one, stolen or not yet known.
fn root_key(world: &mut World, organisation: usize, authority: &Authority) -> Option<SecretKey> {
    let one = &world.people.organisations[organisation];
    if world.rng.chance(10) {
        return world.rng.pick(&one.roots).cloned();
    }
    let current = authority.organisation(one.id)?.root()?;
    one.roots.iter().find(|key| key.public() == *current).cloned()
}

fn hand_over_paper(world: &mut World, node: usize, paper: &crate::authority::Paper) -> Option<()> {
    let bytes = crate::codec::encode(paper).ok()?;
    world.hand_over(node, Plane::Papers, &bytes);
    Some(())
}

fn certify(world: &mut World) -> Option<()> {
    let (writer, node, authority) = writer_and_node(world)?;
    let organisation = world.people.writers[writer].organisation;
    let root = root_key(world, organisation, &authority)?;
    let signer = (world.people.organisations[organisation].id, world.people.writers[writer].key.public());
    let renewal = if authority.knows(signer) { world.rng.below(3) as u16 } else { 0 };
    let clock = world.clock(node);
    let period = match world.rng.below(10) {
        0 => (clock, clock + 60_000),
        1 => (clock + YEAR_MS, clock + 2 * YEAR_MS),
        _ => (clock.saturating_sub(3_600_000), clock + YEAR_MS),
    };
    let paper = world.people.certificate(writer, &root, renewal, period).ok()?;
    hand_over_paper(world, node, &paper)
}

fn revoke(world: &mut World) -> Option<()> {
    let (writer, node, authority) = writer_and_node(world)?;
    let root = root_key(world, world.people.writers[writer].organisation, &authority)?;
    let heads = heads(world, node, writer);
    let paper = world.people.revocation(writer, &root, heads).ok()?;
    hand_over_paper(world, node, &paper)
}

fn take_back(world: &mut World) -> Option<()> {
    let (node, authority) = anywhere(world)?;
    let organisation = world.rng.below(world.people.organisations.len());
    let root = root_key(world, organisation, &authority)?;
    let mut targets: Vec<Target> =
        (0..world.rng.between(1..=3)).filter_map(|_| target(world, node)).collect();
    targets.sort_unstable();
    targets.dedup();
    let (level, clock) = (1 + world.rng.below(3) as u16, world.clock(node));
    let paper = world.people.root_withdrawal(organisation, &root, targets, level, clock).ok()?;
    hand_over_paper(world, node, &paper)
}

/// The same revocation under two root keys of an organisation, at two nodes: a rotation did not keep it
/// and it is signed again, or the thief of the old key says the same.
fn sign_twice(world: &mut World) -> Option<()> {
    let writer = world.rng.below(world.people.writers.len());
    let roots = world.people.organisations[world.people.writers[writer].organisation].roots.clone();
    let (node, _) = anywhere(world)?;
    let heads = heads(world, node, writer);
    let [.., old, new] = roots.as_slice() else { return None };
    for root in [old, new] {
        let (node, _) = anywhere(world)?;
        let paper = world.people.revocation(writer, root, heads.clone()).ok()?;
        hand_over_paper(world, node, &paper)?;
    }
    Some(())
}

fn target(world: &mut World, node: usize) -> Option<Target> {
    let records: Vec<_> = world.nodes[node].library.records.values().collect();
    let one = &world.rng.pick(&records)?.facts;
    let (work, record) = (Target::Work(one.work()), Target::Record(one.id));
    Some(if world.rng.chance(50) { work } else { record })
}

/// Some of a writer's records as a node has them, to be kept when the writer is cut off.
fn heads(world: &mut World, node: usize, writer: usize) -> Vec<Head> {
    let Writer { key, history, .. } = &world.people.writers[writer];
    let key = key.public();
    let held = world.nodes[node].library.records.values().map(|one| &one.facts);
    let mine = held.filter(|facts| facts.node == key);
    let mut mine: Vec<Head> = mine.map(|facts| Head { sequence: facts.sequence, record: facts.id }).collect();
    // What the owner remembers of its thief may not have come to this node.
    mine.extend(some_of(&mut world.rng, history));
    let mut heads = match world.rng.below(4) {
        0 => Vec::new(),
        1 => mine.iter().max().copied().into_iter().collect(),
        _ => world.rng.some(mine, 40),
    };
    heads.sort_unstable();
    heads.dedup();
    heads.truncate(crate::limits::REVOCATION_HEADS);
    heads
}

fn some_of(rng: &mut Rng, history: &[Head]) -> Vec<Head> {
    rng.some(history.iter().copied(), 20)
}
