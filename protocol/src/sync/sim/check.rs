//! What must hold once a simulated network is quiet.
//!
//! Owns: the comparison of every node with the others, with itself, with a node that was told
//! everything in another order, and with the oracle.

use super::node::Node;
use super::oracle::Oracle;
use super::rng::Rng;
use super::world::World;
use crate::authority::Paper;
use crate::codec;
use crate::digest::SetDigest;
use crate::envelope::Parcel;
use crate::roster::SignedEntry;
use crate::standing::{Judge, Standing};
use crate::sync::Snapshot as _;
use crate::sync::set::Plane;
use std::collections::BTreeSet;

type Verdict = Result<(), String>;

/// Checks everything; says what does not hold.
pub(super) fn check(world: &mut World) -> Verdict {
    let everything: BTreeSet<(Plane, Vec<u8>)> = world.nodes.iter().flat_map(Node::everything).collect();
    let everything: Vec<_> = everything.into_iter().collect();
    for number in 0..world.nodes.len() {
        digests_are_kept(&world.nodes[number]).map_err(|what| format!("node {number}: {what}"))?;
        // All nodes hold the same: two of them answer for all where it takes long.
        if number < 2 {
            a_restart_changes_nothing(&world.nodes[number])
                .map_err(|what| format!("node {number}: {what}"))?;
            agrees_with_oracle(&world.nodes[number], &everything, world.now_ms)
                .map_err(|what| format!("node {number}: {what}"))?;
        }
        same_standing(&world.nodes[0], &world.nodes[number], world.now_ms)
            .map_err(|what| format!("nodes 0 and {number}: {what}"))?;
    }
    order_does_not_matter(&mut world.rng, &world.nodes[0], everything)
}

/// How many records are live, held, withdrawn and barred.
pub(super) fn standings(node: &Node, now_ms: u64) -> [usize; 4] {
    let mut counts = [0; 4];
    let view = node.library.view();
    if let Some(authority) = &node.authority {
        let judge = Judge::new(authority, &view, now_ms);
        for one in node.library.members.iter().filter_map(|id| node.library.records.get(id)) {
            counts[match judge.standing(&one.facts) {
                Standing::Live => 0,
                Standing::Held { .. } => 1,
                Standing::Withdrawn { .. } => 2,
                Standing::Barred(_) => 3,
            }] += 1;
        }
    }
    counts
}

fn digests_are_kept(node: &Node) -> Verdict {
    for plane in Plane::ALL {
        let mut anew = SetDigest::new();
        anew.extend(node.sets[plane.index()].iter().map(|item| &item.id));
        if anew != node.digests[plane.index()] {
            return Err(format!("the digest of {plane:?} is not that of its set"));
        }
    }
    Ok(())
}

fn a_restart_changes_nothing(node: &Node) -> Verdict {
    let mut again = node.clone();
    again.restart();
    if again.hello() == node.hello() { Ok(()) } else { Err("a restart changes what it holds".to_owned()) }
}

fn same_standing(one: &Node, other: &Node, now_ms: u64) -> Verdict {
    let (Some(mine), Some(theirs)) = (&one.authority, &other.authority) else {
        return Err("no roster".to_owned());
    };
    let (my_view, their_view) = (one.library.view(), other.library.view());
    let (mine, theirs) = (Judge::new(mine, &my_view, now_ms), Judge::new(theirs, &their_view, now_ms));
    for id in &one.library.members {
        let (Some(here), Some(there)) = (one.library.records.get(id), other.library.records.get(id)) else {
            return Err(format!("{id:?} is missing"));
        };
        let standings = (mine.standing(&here.facts), theirs.standing(&there.facts));
        if standings.0 != standings.1 {
            return Err(format!("{id:?} stands differently: {standings:?}"));
        }
    }
    Ok(())
}

fn agrees_with_oracle(node: &Node, everything: &[(Plane, Vec<u8>)], now_ms: u64) -> Verdict {
    let of = |wanted: &[Plane]| {
        let wanted = wanted.to_vec();
        everything.iter().filter(move |(plane, _)| wanted.contains(plane)).map(|(_, bytes)| bytes)
    };
    let entries: Vec<SignedEntry> =
        of(&[Plane::Roster]).filter_map(|bytes| codec::decode(bytes).ok()).collect();
    let papers: Vec<Paper> = of(&[Plane::Papers]).filter_map(|bytes| codec::decode(bytes).ok()).collect();
    let parcels = of(&[Plane::Withdrawals, Plane::Headers]).filter_map(|bytes| codec::decode(bytes).ok());
    let parcels: Vec<Parcel> = parcels.collect();
    let oracle = Oracle::new(&entries, &papers, &parcels, node.branches.pin(), now_ms)
        .ok_or("the oracle finds no branch through the pin")?;
    let papers = node.sets[1].iter().map(|item| item.id).collect::<BTreeSet<_>>();
    let agreed = [
        (node.branches.tip().map(|tip| tip.id) == Some(oracle.tip), "the tip"),
        (node.sets[0] == oracle.roster, "the roster"),
        (papers == oracle.papers, "the papers"),
        (node.sets[2] == oracle.items(true), "the withdrawals"),
        (node.sets[3] == oracle.items(false), "the headers"),
    ];
    if let Some((_, what)) = agreed.iter().find(|(agreed, _)| !agreed) {
        return Err(format!("the oracle disagrees about {what}"));
    }
    standings_agree(node, &oracle, now_ms)
}

fn standings_agree(node: &Node, oracle: &Oracle, now_ms: u64) -> Verdict {
    let authority = node.authority.as_ref().ok_or("no roster")?;
    let view = node.library.view();
    let judge = Judge::new(authority, &view, now_ms);
    for (id, verdict) in oracle.verdicts() {
        let stored = node.library.records.get(&id).ok_or("a record is missing")?;
        let standing = judge.standing(&stored.facts);
        if !verdict.allows(standing) {
            return Err(format!("{id:?} is {standing:?}, the oracle says {verdict:?}"));
        }
    }
    for (work, newest) in oracle.newest() {
        let found = judge.newest(work).map(|(id, _)| id);
        if found != newest {
            return Err(format!("newest of {work:?} is {found:?}, the oracle says {newest:?}"));
        }
    }
    Ok(())
}

/// A fresh node that is told everything, in any order and again and again, ends the same; and whoever
/// holds everything is not moved by hearing it once more.
fn order_does_not_matter(rng: &mut Rng, node: &Node, mut everything: Vec<(Plane, Vec<u8>)>) -> Verdict {
    let mut fresh = Node::new(node.branches.network(), node.branches.pin());
    let mut told = node.clone();
    // What cannot be judged yet is refused and told again, as peers would.
    for _ in 0..everything.len() {
        for last in (1..everything.len()).rev() {
            everything.swap(last, rng.below(last + 1));
        }
        let before = fresh.hello();
        for (plane, bytes) in &everything {
            fresh.take(*plane, bytes);
            told.take(*plane, bytes);
        }
        fresh.refresh();
        told.refresh();
        if told.hello() != node.hello() {
            return Err("hearing everything again changes what a node holds".to_owned());
        }
        if fresh.hello() == before {
            break;
        }
    }
    if fresh.hello() != node.hello() {
        return Err("another order of arrival ends elsewhere".to_owned());
    }
    Ok(())
}
