//! The simulated network: virtual time, unreliable links, nodes that stop, clocks that are wrong.
//!
//! Owns: the queue of events, the weather, who can reach whom. Refuses to know what is published and
//! signed: that is [`super::acts`].

use super::driver::{Driver, Protocol, Question, serve};
use super::node::{Node, Taken};
use super::people::People;
use super::rng::Rng;
use crate::sync::set::Plane;
use crate::sync::{Resume, Snapshot as _};
use std::collections::BTreeMap;

/// Between two sessions of a node.
const SYNC_EVERY_MS: u64 = 30_000;
/// After this without an answer, a session is given up.
const ANSWER_WITHIN_MS: u64 = 20_000;
/// Peers that a hint is passed on to.
const FAN_OUT: usize = 3;

/// How unreliable the network is, in percent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weather {
    pub(super) loss: u8,
    pub(super) duplicate: u8,
    pub(super) garble: u8,
    pub(super) hint_loss: u8,
    pub(super) delay_ms: usize,
}

impl Weather {
    pub(super) const CALM: Self = Self { loss: 0, duplicate: 0, garble: 0, hint_loss: 100, delay_ms: 200 };
}

/// Numbers that a run counts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) frames: u64,
    pub(super) bytes: u64,
    /// Things that came by a session and were new there.
    pub(super) copies: u64,
    /// Things that came by a session for nothing.
    pub(super) idle_copies: u64,
    /// Mixes every event: equal for equal seeds.
    pub(super) trace: u64,
}

#[derive(Debug, Clone)]
enum Packet {
    Ask { protocol: Protocol, request: u64, frame: Vec<u8> },
    Answer { protocol: Protocol, request: u64, frame: Vec<u8> },
    Hint { plane: Plane, bytes: Vec<u8> },
}

#[derive(Debug)]
enum Event {
    Deliver { from: usize, to: usize, packet: Packet },
    Sync(usize),
    Timeout { node: usize, request: u64 },
    Act,
}

/// A node's machine: what is lost when it is switched off.
#[derive(Default)]
struct Machine {
    driver: Option<Driver>,
    asked: Vec<(Protocol, u64)>,
    resumes: BTreeMap<usize, Resume>,
    /// Off until then.
    off_until_ms: u64,
    /// Only machines of one group reach each other.
    group: usize,
    /// The peer it asks next.
    turn: usize,
}

pub(super) struct World {
    pub(super) rng: Rng,
    pub(super) now_ms: u64,
    pub(super) nodes: Vec<Node>,
    /// How wrong each node's clock is.
    pub(super) clocks_ms: Vec<i64>,
    pub(super) people: People,
    pub(super) weather: Weather,
    pub(super) counts: Counts,
    machines: Vec<Machine>,
    events: BTreeMap<(u64, u64), Event>,
    numbers: u64,
}

impl World {
    pub(super) fn new(rng: Rng, now_ms: u64, people: People, nodes: Vec<Node>, weather: Weather) -> Self {
        let machines = nodes.iter().map(|_| Machine::default()).collect();
        let clocks_ms = nodes.iter().map(|_| 0).collect();
        let (events, counts) = Default::default();
        let mut world =
            Self { rng, now_ms, nodes, clocks_ms, people, weather, counts, machines, events, numbers: 0 };
        for node in 0..world.nodes.len() {
            world.machines[node].turn = node;
            let after = world.rng.below(SYNC_EVERY_MS as usize) as u64;
            world.schedule(after, Event::Sync(node));
        }
        world
    }

    /// The time that a node's clock shows.
    pub(super) fn clock(&self, node: usize) -> u64 {
        self.now_ms.saturating_add_signed(self.clocks_ms[node])
    }

    /// Plans a number of acts over a time.
    pub(super) fn plan_acts(&mut self, count: usize, over_ms: usize) {
        for _ in 0..count {
            let after = self.rng.below(over_ms) as u64;
            self.schedule(after, Event::Act);
        }
    }

    /// Lets the network run until a time; `act` is called for every act that falls due.
    pub(super) fn run_until(&mut self, until_ms: u64, mut act: impl FnMut(&mut Self)) {
        while let Some(entry) = self.events.first_entry() {
            if entry.key().0 > until_ms {
                break;
            }
            let ((at_ms, number), event) = entry.remove_entry();
            self.now_ms = at_ms;
            self.counts.trace =
                (self.counts.trace.rotate_left(7) ^ at_ms ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            match event {
                Event::Deliver { from, to, packet } => self.deliver(from, to, packet),
                Event::Sync(node) => self.sync(node),
                Event::Timeout { node, request } => self.time_out(node, request),
                Event::Act => act(self),
            }
        }
        self.now_ms = until_ms;
    }

    /// Everybody reaches everybody again, and nothing is lost.
    pub(super) fn heal(&mut self) {
        self.weather = Weather::CALM;
        for machine in &mut self.machines {
            machine.group = 0;
            machine.off_until_ms = 0;
        }
    }

    pub(super) fn part(&mut self) {
        let groups = 1 + self.rng.below(3);
        for machine in &mut self.machines {
            machine.group = self.rng.below(groups);
        }
    }

    /// Switches a node off for a while.
    pub(super) fn switch_off(&mut self, node: usize) {
        let off_until_ms = self.now_ms + self.rng.below(120_000) as u64;
        let group = self.machines[node].group;
        self.machines[node] = Machine { off_until_ms, group, turn: node, ..Machine::default() };
        self.nodes[node].restart();
    }

    pub(super) fn is_on(&self, node: usize) -> bool {
        self.machines[node].off_until_ms <= self.now_ms
    }

    /// Bytes come to a node from outside the network: its own user, a file, a thief.
    pub(super) fn hand_over(&mut self, node: usize, plane: Plane, bytes: &[u8]) -> Taken {
        let taken = self.nodes[node].take(plane, bytes);
        self.nodes[node].refresh();
        if taken == Taken::New {
            self.gossip(node, plane, bytes);
        }
        taken
    }

    fn gossip(&mut self, from: usize, plane: Plane, bytes: &[u8]) {
        for _ in 0..FAN_OUT {
            let to = self.rng.below(self.nodes.len());
            if to != from && !self.rng.chance(self.weather.hint_loss) {
                self.send(from, to, Packet::Hint { plane, bytes: bytes.to_vec() });
            }
        }
    }

    fn schedule(&mut self, after_ms: u64, event: Event) {
        self.numbers += 1;
        self.events.insert((self.now_ms + after_ms, self.numbers), event);
    }

    fn send(&mut self, from: usize, to: usize, mut packet: Packet) {
        if let Packet::Answer { frame, .. } | Packet::Ask { frame, .. } = &mut packet {
            self.counts.frames += 1;
            self.counts.bytes += frame.len() as u64;
            if !frame.is_empty() && self.rng.chance(self.weather.garble) {
                let place = self.rng.below(frame.len());
                frame[place] ^= 1 << self.rng.below(8);
            }
        }
        if self.rng.chance(self.weather.loss) {
            return;
        }
        let copies = if self.rng.chance(self.weather.duplicate) { 2 } else { 1 };
        for _ in 0..copies {
            let after = 1 + self.rng.below(self.weather.delay_ms) as u64;
            self.schedule(after, Event::Deliver { from, to, packet: packet.clone() });
        }
    }

    fn deliver(&mut self, from: usize, to: usize, packet: Packet) {
        if self.machines[from].group != self.machines[to].group || !self.is_on(to) {
            return;
        }
        match packet {
            Packet::Ask { protocol, request, frame } => {
                self.nodes[to].refresh();
                if let Some(frame) = serve(&self.nodes[to], protocol, &frame) {
                    self.send(to, from, Packet::Answer { protocol, request, frame });
                }
            }
            Packet::Answer { protocol, request, frame } => self.answer(to, protocol, request, &frame),
            Packet::Hint { plane, bytes } => {
                if self.nodes[to].take(plane, &bytes) == Taken::New {
                    self.gossip(to, plane, &bytes);
                }
            }
        }
    }

    fn sync(&mut self, node: usize) {
        let jitter = self.rng.below(2_000) as u64;
        self.schedule(SYNC_EVERY_MS - 1_000 + jitter, Event::Sync(node));
        if !self.is_on(node) || self.machines[node].driver.is_some() {
            return;
        }
        let count = self.nodes.len();
        let machine = &mut self.machines[node];
        machine.turn += 1;
        let peer = (node + 1 + machine.turn % (count - 1)) % count;
        let resume = machine.resumes.get(&peer).copied().unwrap_or_default();
        self.nodes[node].refresh();
        if let Ok((driver, questions)) = Driver::start(peer, resume, &self.nodes[node]) {
            self.machines[node].driver = Some(driver);
            self.ask(node, peer, questions);
        }
    }

    fn ask(&mut self, node: usize, peer: usize, questions: Vec<Question>) {
        for (protocol, frame) in questions {
            self.numbers += 1;
            let request = self.numbers;
            self.machines[node].asked.push((protocol, request));
            self.schedule(ANSWER_WITHIN_MS, Event::Timeout { node, request });
            self.send(node, peer, Packet::Ask { protocol, request, frame });
        }
    }

    fn answer(&mut self, node: usize, protocol: Protocol, request: u64, frame: &[u8]) {
        let machine = &mut self.machines[node];
        let before = machine.asked.len();
        machine.asked.retain(|asked| *asked != (protocol, request));
        let (Some(driver), true) = (&mut machine.driver, machine.asked.len() < before) else { return };
        let peer = driver.peer;
        self.nodes[node].refresh();
        match driver.answered(protocol, frame, &mut self.nodes[node]) {
            Ok(questions) => self.ask(node, peer, questions),
            Err(_) => self.hang_up(node),
        }
    }

    fn time_out(&mut self, node: usize, request: u64) {
        if self.machines[node].asked.iter().any(|(_, asked)| *asked == request) {
            self.hang_up(node);
        }
    }

    /// The session is over; what it learned stays.
    fn hang_up(&mut self, node: usize) {
        let machine = &mut self.machines[node];
        machine.asked.clear();
        if let Some(driver) = machine.driver.take() {
            machine.resumes.insert(driver.peer, driver.resume());
            self.counts.copies += driver.news.len() as u64;
            self.counts.idle_copies += driver.idle as u64;
        }
    }

    /// Whether all nodes hold the same sets and follow the same roster.
    pub(super) fn is_quiet(&mut self) -> bool {
        self.nodes.iter_mut().for_each(Node::refresh);
        let mut hellos = self.nodes.iter().map(|node| node.hello());
        let first = hellos.next();
        hellos.all(|hello| Some(hello) == first)
    }
}
