//! Decisions of the stewards.

use super::{anywhere, heads, target};
use crate::codec;
use crate::roster::operation::{
    Acceptance, Admit, NodeHead, Remove, RevokeNode, RotateRoot, SetBudget, Succeed, Suspension, Withdraw,
};
use crate::roster::{EntryDraft, Operation, SignedEntry, State, Status};
use crate::sync::set::Plane;
use crate::sync::sim::people::STEWARDS;
use crate::sync::sim::world::World;

/// The stewards write one entry over the view of a node, preferably one that is not behind.
pub(super) fn decide(world: &mut World) -> Option<()> {
    let version = |world: &World, node: usize| world.nodes[node].state().map(|state| state.version);
    let (mut node, _) = anywhere(world)?;
    if world.rng.chance(80) {
        let on = (0..world.nodes.len()).filter(|one| world.is_on(*one));
        node = on.max_by_key(|one| version(world, *one))?;
    }
    let operation = operation(world, node)?;
    let mut entry = draft(world, node, operation)?;
    world.people.sign_entry(&mut entry);
    hand_over(world, node, &entry)
}

/// A dishonest steward lets two entries of one version come about, each with an honest one.
pub(super) fn fork(world: &mut World) -> Option<()> {
    if !world.people.dishonest_steward {
        return None;
    }
    let (node, _) = anywhere(world)?;
    for honest in [0, 2] {
        let operation = operation(world, node)?;
        let mut entry = draft(world, node, operation)?;
        world.people.sign_entry_as(honest, &mut entry);
        let (to, _) = anywhere(world)?;
        hand_over(world, to, &entry)?;
    }
    Some(())
}

fn draft(world: &World, node: usize, operation: Operation) -> Option<SignedEntry> {
    let state = world.nodes[node].state()?;
    EntryDraft::next(state, world.clock(node)).operation(operation).build().ok()
}

fn hand_over(world: &mut World, node: usize, entry: &SignedEntry) -> Option<()> {
    let bytes = codec::encode(entry).ok()?;
    world.hand_over(node, Plane::Roster, &bytes);
    Some(())
}

fn operation(world: &mut World, node: usize) -> Option<Operation> {
    let state = world.nodes[node].state()?.clone();
    let count = world.people.organisations.len();
    let one = world.rng.below(count);
    let id = world.people.organisations[one].id;
    let Some(organisation) = state.organisations.get(&id) else {
        let admissions = vec![world.people.admission(one, &mut world.rng).ok()?];
        return Some(Operation::Admit(Admit { admissions }));
    };
    let steward = one < STEWARDS;
    if organisation.status == Status::Suspended && world.rng.chance(60) {
        return Some(Operation::Reinstate(Suspension { organisation: id, reason: 10 }));
    }
    Some(match world.rng.below(20) {
        0 | 1 if !steward => Operation::Suspend(Suspension { organisation: id, reason: 10 }),
        2 if !steward => Operation::Remove(removal(world, node, one)),
        3 | 4 => revoke_node(world, node)?,
        5 | 6 => rotate(world, node, one)?,
        7 | 8 => {
            let (target, level) = (target(world, node)?, 1 + world.rng.below(3) as u16);
            Operation::Withdraw(Withdraw { target, level, reason: 3 })
        }
        9 | 10 => Operation::Succeed(Succeed {
            old: id,
            new: world.people.organisations[world.rng.below(count)].id,
        }),
        _ => set_budget(world, &state, one)?,
    })
}

fn set_budget(world: &mut World, state: &State, one: usize) -> Option<Operation> {
    let organisation = world.people.organisations[one].id;
    let before = state.organisations.get(&organisation)?;
    let node_slots = if world.rng.chance(20) { 1 } else { 8 };
    let budget = (before.budget + 3).saturating_sub(world.rng.below(8) as u64);
    Some(Operation::SetBudget(SetBudget { organisation, budget, node_slots }))
}

fn removal(world: &mut World, node: usize, one: usize) -> Remove {
    let mut named = Vec::new();
    for writer in 0..world.people.writers.len() {
        if world.people.writers[writer].organisation == one {
            let key = world.people.writers[writer].key.public();
            let heads = heads(world, node, writer).into_iter();
            named.extend(heads.map(|head| NodeHead {
                node: key,
                sequence: head.sequence,
                record: head.record,
            }));
        }
    }
    named.sort_unstable();
    Remove { organisation: world.people.organisations[one].id, heads: named, reason: 9 }
}

fn revoke_node(world: &mut World, node: usize) -> Option<Operation> {
    let writer = world.rng.below(world.people.writers.len());
    let last_valid = heads(world, node, writer);
    let one = world.people.writers.get(writer)?;
    let organisation = world.people.organisations[one.organisation].id;
    Some(Operation::RevokeNode(RevokeNode { organisation, node: one.key.public(), last_valid, reason: 7 }))
}

/// A new root key, which keeps some of what the old one signed.
fn rotate(world: &mut World, node: usize, one: usize) -> Option<Operation> {
    let key = crate::key::SecretKey::from_seed(&world.rng.bytes());
    let acceptance = Acceptance::joining(world.people.network, key.public(), None).sign(&key).ok()?;
    let organisation = world.people.organisations[one].id;
    let papers = world.nodes[node].papers();
    let mine =
        papers.filter(|(_, paper)| paper.content().is_ok_and(|content| content.origin().1 == organisation));
    let ids: Vec<[u8; 32]> = mine.map(|(id, _)| id).collect();
    let keep = world.rng.some(ids, 85);
    let root = key.public();
    world.people.organisations[one].roots.push(key);
    Some(Operation::RotateRoot(RotateRoot { organisation, root, acceptance, keep }))
}
