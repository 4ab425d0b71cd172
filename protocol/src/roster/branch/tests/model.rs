//! Every order of arrival against a model that looks at the whole set at once.

use super::*;
use crate::id::EntryId;
use crate::limits;
use crate::roster::branch::DoubleSign;
use crate::roster::fold::found;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use std::cmp::Reverse;

/// A tree of valid entries with the state after each; parents come before children.
struct Tree {
    nodes: Vec<Node>,
}

struct Node {
    parent: Option<usize>,
    entry: SignedEntry,
    state: State,
    reseats: bool,
}

impl Tree {
    /// Grows a random tree. The lower `wander`, the more it is a line.
    fn random(seed: u64, size: usize, wander: f64) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let genesis = founding("Vicinia");
        let first = found(&genesis).unwrap();
        let second = (growth(&genesis), network());
        let node = |parent, entry, state, reseats| Node { parent, entry, state, reseats };
        let mut nodes = vec![node(None, genesis, first, true)];
        nodes.push(node(Some(0), second.0, second.1, true));
        while nodes.len() < size {
            let last = nodes.len() - 1;
            let parent = if random.random_bool(wander) { random.random_range(1..=last) } else { last };
            let reseats = random.random_bool(0.1);
            let mark = nodes.len() as u64;
            let grow = if reseats { reseat } else { next };
            let (entry, state) = grow(&nodes[parent].state, mark);
            nodes.push(node(Some(parent), entry, state, reseats));
        }
        Self { nodes }
    }

    /// From the genesis to a node.
    fn path(&self, node: usize) -> Vec<usize> {
        let mut path: Vec<_> = std::iter::successors(Some(node), |at| self.nodes[*at].parent).collect();
        path.reverse();
        path
    }

    fn place(&self, node: usize) -> Place {
        place(&self.nodes[node].state)
    }

    /// The rule word by word: the longest path through the pin, then the lower id where two first
    /// differ.
    fn tip(&self, pin: Place) -> Option<usize> {
        let ids = |path: &[usize]| -> Vec<EntryId> {
            path.iter().map(|node| self.nodes[*node].state.tip).collect()
        };
        let paths = (0..self.nodes.len()).map(|node| self.path(node));
        let through = paths.filter(|path| path.iter().any(|node| self.place(*node) == pin));
        let best = through.max_by_key(|path| (path.len(), Reverse(ids(path))));
        best.and_then(|path| path.last().copied())
    }

    /// Nodes above the genesis that something settles.
    fn settled(&self) -> Vec<usize> {
        let paths: Vec<Vec<usize>> = (0..self.nodes.len()).map(|node| self.path(node)).collect();
        let settles = |node: usize, path: &Vec<usize>| {
            let Some(at) = path.iter().position(|one| *one == node) else { return false };
            let above = (path.len() - 1 - at) as u64;
            above >= limits::PIN_BEHIND || above >= 1 && self.nodes[node].reseats
        };
        let nodes = 1..self.nodes.len();
        nodes.filter(|node| paths.iter().any(|path| settles(*node, path))).collect()
    }

    /// The highest settled node, if all of them lie on one branch.
    fn only_pin(&self) -> Option<usize> {
        let settled = self.settled();
        let highest = *settled.iter().max_by_key(|node| self.nodes[**node].state.version)?;
        let path = self.path(highest);
        settled.iter().all(|node| path.contains(node)).then_some(highest)
    }

    /// Pairs of siblings, by version.
    fn double_signs(&self) -> Vec<(u64, EntryId, EntryId)> {
        let mut pairs = Vec::new();
        for parent in 0..self.nodes.len() {
            let children = self.nodes.iter().filter(|node| node.parent == Some(parent));
            let mut ids: Vec<EntryId> = children.map(|child| child.state.tip).collect();
            ids.sort_unstable();
            let version = self.nodes[parent].state.version + 1;
            pairs.extend(ids.iter().skip(1).map(|id| (version, ids[0], *id)));
        }
        pairs.sort_unstable();
        pairs
    }

    /// Everything in a random order, some of it twice, some copies with fewer signatures.
    fn shuffled(&self, seed: u64) -> Vec<SignedEntry> {
        let mut random = StdRng::seed_from_u64(seed);
        let mut all: Vec<SignedEntry> = Vec::new();
        for node in &self.nodes {
            all.push(node.entry.clone());
            if random.random_bool(0.3) {
                let mut copy = node.entry.clone();
                copy.signatures.truncate(random.random_range(0..=2));
                all.push(copy);
            }
        }
        all.shuffle(&mut random);
        all
    }
}

fn pairs(proofs: &[DoubleSign]) -> Vec<(u64, EntryId, EntryId)> {
    let mut pairs: Vec<_> = proofs.iter().map(|one| (one.version, one.a, one.b)).collect();
    pairs.sort_unstable();
    pairs
}

/// What holds for every set and every history: the model's tip for the pin reached, and the same again
/// from what is held.
fn check_function_of_set_and_pin(tree: &Tree, branches: &Branches) {
    let tip = tree.tip(branches.pin()).map(|node| &tree.nodes[node].state);
    assert_eq!(branches.state(), tip);
    assert_eq!(branches.tip(), tip.map(place));
    assert_eq!(pairs(&branches.proofs()), tree.double_signs());
    assert!(branches.proofs().iter().all(|proof| proof.signers.len() == 3));
    let held: Vec<_> = branches.entries().map(|(_, _, entry)| entry.clone()).collect();
    assert_eq!(held.len(), tree.nodes.len());
    let again = Branches::restore(branches.network(), branches.pin(), held);
    assert_eq!((again.tip(), again.pin()), (branches.tip(), branches.pin()));
    assert!(again.entries().eq(branches.entries()));
}

fn check(tree: &Tree, seed: u64) {
    let branches = holding(tree.shuffled(seed));
    check_function_of_set_and_pin(tree, &branches);
    let genesis = Place::genesis(branches.network());
    match tree.only_pin() {
        Some(pin) => assert_eq!(branches.pin(), tree.place(pin)),
        None if tree.settled().is_empty() => assert_eq!(branches.pin(), genesis),
        None => {
            let settled: Vec<Place> = tree.settled().iter().map(|one| tree.place(*one)).collect();
            assert!(settled.contains(&branches.pin()));
        }
    }
}

#[test]
fn the_trees_are_of_every_sort() {
    let trees: Vec<Tree> = (0..60).map(|seed| Tree::random(seed, 24, 0.3)).collect();
    let one_branch = |tree: &&Tree| tree.only_pin().is_some();
    let two_branches = |tree: &&Tree| tree.only_pin().is_none() && !tree.settled().is_empty();
    let forked = |tree: &&Tree| !tree.double_signs().is_empty();
    assert!(trees.iter().filter(one_branch).filter(forked).count() > 9);
    assert!(trees.iter().filter(two_branches).count() > 9);
}

fn fixed(cases: u32) -> ProptestConfig {
    let (rng_seed, failure_persistence) = (RngSeed::Fixed(7), None);
    ProptestConfig { cases, rng_seed, failure_persistence, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(fixed(64))]

    /// Any order, duplication and split of copies.
    #[test]
    fn any_order_gives_the_same(seed: u64, size in 3_usize..26, wander in 0.0..0.6_f64) {
        let tree = Tree::random(seed, size, wander);
        for order in 0..3 {
            check(&tree, seed ^ order);
        }
    }

    /// The same with a checkpoint as the first pin.
    #[test]
    fn any_order_gives_the_same_for_a_checkpoint(seed: u64, size in 4_usize..20, at in 1_usize..19) {
        let tree = Tree::random(seed, size, 0.3);
        let checkpoint = tree.place(at % size);
        let network = tree.nodes[0].state.network;
        for order in 0..2 {
            let mut branches = Branches::new(checkpoint, network);
            tree.shuffled(seed ^ order).into_iter().for_each(|entry| drop(branches.insert(entry)));
            check_function_of_set_and_pin(&tree, &branches);
            let way = branches.branch();
            prop_assert!(way.contains(&checkpoint) && way.contains(&branches.pin()));
        }
    }

    /// A choice is a function of the set too.
    #[test]
    fn any_order_gives_the_same_choice(seed: u64, size in 4_usize..20, at in 1_usize..19) {
        let tree = Tree::random(seed, size, 0.4);
        let chosen = tree.nodes[at % size].state.tip;
        let outcomes: Vec<_> = (0..3)
            .map(|order| {
                let mut branches = holding(tree.shuffled(seed ^ order));
                let tip = branches.choose(chosen);
                check_function_of_set_and_pin(&tree, &branches);
                (tip, branches.pin())
            })
            .collect();
        prop_assert!(outcomes.windows(2).all(|pair| pair[0] == pair[1]));
    }

    /// The pin only ever moves up the branch that counts.
    #[test]
    fn the_pin_never_goes_back(seed: u64, size in 3_usize..26) {
        let tree = Tree::random(seed, size, 0.4);
        let mut branches = holding([]);
        for entry in tree.shuffled(seed) {
            let before = branches.pin();
            branches.insert(entry);
            prop_assert!(branches.pin().version >= before.version);
            prop_assert!(branches.tip().is_none() || branches.branch().contains(&before));
        }
    }
}
