//! The address book: who may be dialled, where, and when next.
//!
//! A value machine: time is an argument, randomness is seeded, and what it wants comes back as a list of [`Dial`]s.
//! It keeps links to several organisations, so that no single one decides what this node gets to see, and waits longer
//! after each failure. It never touches a socket; [`super::event_loop`] dials and reports back.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Duration,
};

use libp2p::{Multiaddr, PeerId};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use tokio::time::Instant;

use super::{CloseReason, DialFailure, Direction, Limits, Member, address::AddressPolicy};

/// A connection that held this long clears the record of failures; a shorter one counts as a failure, or a peer that
/// hangs up at once would be dialled every few seconds for ever.
const STEADY_AFTER: Duration = Duration::from_secs(60);

/// Peers of one invitation, at most.
const INVITED_MAX: usize = 16;

/// Remembered peers, at most.
const ANCHORS_MAX: usize = 64;

/// What a peer is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Access {
    /// Joining, ping and identify.
    Guest,
    /// The protocols, but not gossip.
    AuthorityOnly,
    /// Everything.
    Full,
}

/// A peer to dial now, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dial {
    pub(super) peer: PeerId,
    pub(super) addresses: Vec<Multiaddr>,
}

/// Everyone this node may want to reach.
pub(super) struct Peers {
    policy: AddressPolicy,
    limits: Limits,
    rng: StdRng,
    book: BTreeMap<PeerId, Contact>,
}

/// What is known of one peer.
pub(super) struct Contact {
    pub(super) organisation: Option<[u8; 32]>,
    authority_only: bool,
    invited: bool,
    anchor: bool,
    /// Asked for by name: it is dialled whatever links there are.
    wanted: bool,
    /// The one that worked last comes first.
    addresses: Vec<Multiaddr>,
    state: State,
    failures: u32,
    next_dial: Instant,
    banned_until: Option<Instant>,
    pub(super) last_failure: Option<DialFailure>,
    pub(super) last_address: Option<Multiaddr>,
    /// When its last connection ended, until the next one.
    pub(super) lost_at: Option<Instant>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    Dialling,
    Connected { outbound: bool, since: Instant },
}

impl Contact {
    fn new(now: Instant) -> Self {
        Self {
            organisation: None,
            authority_only: false,
            invited: false,
            anchor: false,
            wanted: false,
            addresses: Vec::new(),
            state: State::Idle,
            failures: 0,
            next_dial: now,
            banned_until: None,
            last_failure: None,
            last_address: None,
            lost_at: None,
        }
    }

    fn access(&self) -> Access {
        match (self.organisation, self.authority_only) {
            (Some(_), false) => Access::Full,
            _ if self.invited => Access::Full,
            (Some(_), true) => Access::AuthorityOnly,
            (None, _) => Access::Guest,
        }
    }

    /// Whether we are linked to it, or about to be, by our own dialling.
    fn is_outbound(&self) -> bool {
        matches!(self.state, State::Dialling | State::Connected { outbound: true, .. })
    }

    fn is_due(&self, now: Instant) -> bool {
        self.next_dial().is_some_and(|at| at <= now)
    }

    /// When it may be dialled again; `None` if it is connected, being dialled or nobody we dial.
    pub(super) fn next_dial(&self) -> Option<Instant> {
        let dialable = self.state == State::Idle && self.access() > Access::Guest;
        dialable.then_some(self.banned_until.map_or(self.next_dial, |until| until.max(self.next_dial)))
    }
}

impl Peers {
    pub(super) fn new(policy: AddressPolicy, limits: Limits, seed: u64) -> Self {
        Self { policy, limits, rng: StdRng::seed_from_u64(seed), book: BTreeMap::new() }
    }

    /// Adds peers remembered from earlier runs; further ones than the book remembers are ignored.
    pub(super) fn remember(&mut self, anchors: Vec<(PeerId, Vec<Multiaddr>)>, now: Instant) {
        for (peer, addresses) in anchors.into_iter().take(ANCHORS_MAX) {
            self.book.entry(peer).or_insert_with(|| Contact::new(now)).anchor = true;
            self.add_addresses(&peer, &addresses, now);
        }
    }

    /// Replaces the members; returns the peers whose access has changed.
    pub(super) fn set_members(
        &mut self,
        members: BTreeMap<PeerId, Member>,
        now: Instant,
    ) -> BTreeSet<PeerId> {
        let before = self.accesses();
        for contact in self.book.values_mut() {
            contact.organisation = None;
            contact.authority_only = false;
        }
        if members.len() > self.limits.members {
            tracing::error!(
                members = members.len(),
                "more members than the address book takes; the rest are strangers"
            );
        }
        for (peer, member) in members.into_iter().take(self.limits.members) {
            let contact = self.book.entry(peer).or_insert_with(|| Contact::new(now));
            contact.organisation = Some(member.organisation);
            contact.authority_only = member.authority_only;
            self.add_addresses(&peer, &member.addresses, now);
        }
        self.changed_since(&before, now)
    }

    /// Replaces the peers that are treated as members while joining; returns those whose access has changed.
    pub(super) fn set_invited(&mut self, invited: Vec<PeerId>, now: Instant) -> BTreeSet<PeerId> {
        let before = self.accesses();
        for contact in self.book.values_mut() {
            contact.invited = false;
        }
        for peer in invited.into_iter().take(INVITED_MAX) {
            self.book.entry(peer).or_insert_with(|| Contact::new(now)).invited = true;
        }
        self.changed_since(&before, now)
    }

    /// Adds addresses of a peer in the book, new ones first, and drops the oldest beyond the bound. Addresses that may
    /// not be dialled, and those of strangers, are ignored. Who had no address before is dialled without a pause.
    pub(super) fn add_addresses(&mut self, peer: &PeerId, addresses: &[Multiaddr], now: Instant) {
        let Some(contact) = self.book.get_mut(peer) else { return };
        let max = self.limits.addresses_per_peer;
        if contact.addresses.is_empty() {
            contact.next_dial = now;
            contact.failures = 0;
        }
        // One is put before the other, so the first comes last.
        for address in addresses.iter().take(max).rev() {
            let Some(address) = self.policy.dialable(address, peer) else { continue };
            if !contact.addresses.contains(&address) {
                // Behind the one that works, if one does.
                let at = usize::from(contact.last_address.is_some() && !contact.addresses.is_empty());
                contact.addresses.insert(at, address);
            }
        }
        contact.addresses.truncate(max);
    }

    /// Asks for a link to a peer, now; false if it is no member and not invited.
    pub(super) fn want(&mut self, peer: &PeerId, now: Instant) -> bool {
        let Some(contact) = self.book.get_mut(peer) else { return false };
        contact.wanted = true;
        contact.next_dial = now;
        contact.access() > Access::Guest
    }

    pub(super) fn access(&self, peer: &PeerId) -> Access {
        self.book.get(peer).map_or(Access::Guest, Contact::access)
    }

    /// The peers with at least this access.
    pub(super) fn with_access(&self, least: Access) -> HashSet<PeerId> {
        self.book.iter().filter(|(_, contact)| contact.access() >= least).map(|(peer, _)| *peer).collect()
    }

    pub(super) fn contact(&self, peer: &PeerId) -> Option<&Contact> {
        self.book.get(peer)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &PeerId> {
        self.book.keys()
    }

    /// Whom to dial now. They count as being dialled until [`Self::connected`], [`Self::dial_failed`] or
    /// [`Self::disconnected`] says otherwise.
    pub(super) fn due(&mut self, now: Instant) -> Vec<Dial> {
        let mut dials = Vec::new();
        let mut tally = self.tally();
        for peer in self.candidates(now, tally.is_enough(&self.limits)) {
            if tally.dialling >= self.limits.dials {
                break;
            }
            let contact = self.book.get_mut(&peer).expect("candidates are in the book");
            if !contact.wanted && !tally.needs(contact, &self.limits) {
                continue;
            }
            contact.wanted = false;
            if contact.addresses.is_empty() {
                self.dial_failed(&peer, DialFailure::NoAddress, now);
                continue;
            }
            contact.state = State::Dialling;
            tally.count(contact);
            dials.push(Dial { peer, addresses: contact.addresses.clone() });
        }
        dials
    }

    pub(super) fn connected(
        &mut self,
        peer: &PeerId,
        direction: Direction,
        address: &Multiaddr,
        now: Instant,
    ) {
        let Some(contact) = self.book.get_mut(peer) else { return };
        let outbound = direction == Direction::Outbound;
        contact.state = match contact.state {
            State::Connected { outbound: already, since } => {
                State::Connected { outbound: already || outbound, since }
            }
            State::Idle | State::Dialling => State::Connected { outbound, since: now },
        };
        contact.last_failure = None;
        contact.lost_at = None;
        if outbound && let Some(address) = self.policy.dialable(address, peer) {
            contact.addresses.retain(|known| *known != address);
            contact.addresses.insert(0, address.clone());
            contact.addresses.truncate(self.limits.addresses_per_peer);
            contact.last_address = Some(address);
        }
    }

    /// A dial was not begun, since libp2p has one, or a connection, under way that the book does not know of.
    pub(super) fn put_off(&mut self, peer: &PeerId, now: Instant) {
        if let Some(contact) = self.book.get_mut(peer) {
            contact.state = State::Idle;
            self.postpone(peer, now);
        }
    }

    pub(super) fn dial_failed(&mut self, peer: &PeerId, why: DialFailure, now: Instant) {
        let Some(contact) = self.book.get_mut(peer) else { return };
        if matches!(contact.state, State::Connected { .. }) {
            return;
        }
        contact.state = State::Idle;
        contact.last_failure = Some(why);
        self.postpone(peer, now);
    }

    /// The last connection to a peer is gone.
    pub(super) fn disconnected(&mut self, peer: &PeerId, why: CloseReason, now: Instant) {
        let Some(contact) = self.book.get_mut(peer) else { return };
        let steady = match contact.state {
            State::Connected { since, .. } => now.duration_since(since) >= STEADY_AFTER,
            State::Idle | State::Dialling => false,
        };
        contact.state = State::Idle;
        contact.lost_at = Some(now);
        if matches!(why, CloseReason::MembershipChanged | CloseReason::BrokeDown) {
            contact.failures = 0;
            contact.next_dial = now;
            contact.wanted = true;
            return;
        }
        if steady {
            contact.failures = 0;
        }
        self.postpone(peer, now);
    }

    /// Keeps a banned peer from being dialled.
    pub(super) fn banned(&mut self, peer: &PeerId, until: Instant) {
        if let Some(contact) = self.book.get_mut(peer) {
            contact.banned_until = Some(until);
        }
    }

    fn postpone(&mut self, peer: &PeerId, now: Instant) {
        let contact = self.book.get_mut(peer).expect("the caller found it");
        contact.failures = contact.failures.saturating_add(1);
        let bounds = (self.limits.redial_min, self.limits.redial_max);
        let pause = backoff(contact.failures, bounds, self.rng.random());
        contact.next_dial = contact.next_dial.max(now + pause);
    }

    /// Due peers, the most promising first: asked for by name, few failures, known from before, then by lot.
    fn candidates(&mut self, now: Instant, only_wanted: bool) -> Vec<PeerId> {
        let rng = &mut self.rng;
        let mut due: Vec<_> = self
            .book
            .iter()
            .filter(|(_, contact)| contact.is_due(now) && (contact.wanted || !only_wanted))
            .map(|(peer, contact)| {
                ((!contact.wanted, contact.failures, !contact.anchor, rng.random::<u32>()), *peer)
            })
            .collect();
        due.sort_unstable();
        due.into_iter().map(|(_, peer)| peer).collect()
    }

    fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.book.values().for_each(|contact| tally.count(contact));
        tally
    }

    fn accesses(&self) -> BTreeMap<PeerId, Access> {
        self.book.iter().map(|(peer, contact)| (*peer, contact.access())).collect()
    }

    /// Compares, and drops who is now neither member, invited nor remembered.
    fn changed_since(&mut self, before: &BTreeMap<PeerId, Access>, now: Instant) -> BTreeSet<PeerId> {
        let mut changed = BTreeSet::new();
        for (peer, contact) in &mut self.book {
            if before.get(peer).copied().unwrap_or(Access::Guest) != contact.access() {
                contact.next_dial = now;
                contact.failures = 0;
                changed.insert(*peer);
            }
        }
        self.book.retain(|_, contact| contact.anchor || contact.access() > Access::Guest);
        changed
    }
}

/// The links there are, or soon will be.
#[derive(Default)]
struct Tally {
    links: usize,
    dialling: usize,
    /// Organisations reached by our own dialling: whoever dials us chose itself.
    organisations: BTreeSet<Option<[u8; 32]>>,
}

impl Tally {
    fn count(&mut self, contact: &Contact) {
        self.links += usize::from(contact.state != State::Idle);
        self.dialling += usize::from(contact.state == State::Dialling);
        if contact.is_outbound() {
            self.organisations.insert(contact.organisation);
        }
    }

    /// Whether a link to this peer would add to too few links, or to too few organisations.
    fn needs(&self, contact: &Contact, limits: &Limits) -> bool {
        let is_new = !self.organisations.contains(&contact.organisation);
        self.links < limits.links_wanted
            || (is_new && self.organisations.len() < limits.outbound_organisations)
    }

    fn is_enough(&self, limits: &Limits) -> bool {
        self.links >= limits.links_wanted && self.organisations.len() >= limits.outbound_organisations
    }
}

/// Doubling from the shortest pause to the longest, ± 25 % by lot so that nodes cut off together do not return together.
pub(crate) fn backoff(failures: u32, (shortest, longest): (Duration, Duration), lot: f64) -> Duration {
    let doublings = failures.saturating_sub(1).min(31);
    let pause = shortest.saturating_mul(1 << doublings).min(longest);
    pause.mul_f64(0.75 + lot / 2.0).clamp(shortest, longest)
}

#[cfg(test)]
mod tests;
