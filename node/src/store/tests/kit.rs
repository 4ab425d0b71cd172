//! A small network made by hand: organisations, nodes, papers, records.

use crate::store::{AuthorityChange, Draft, Incoming, Options, OwnHead, Store};
use protocol::authority::certificate::ROLE_NODE;
use protocol::authority::{
    Authority, Certificate, Paper, Revocation, RootWithdrawal, SignedCertificate, SignedRevocation,
    SignedRootWithdrawal,
};
use protocol::extension::Extensions;
use protocol::id::{EntryId, NetworkId, OrganisationId, RecordId, WorkId, organisation_id};
use protocol::key::SecretKey;
use protocol::limits;
use protocol::record::publication::{NETWORK_ONLY, PUBLIC, Publication, Territory, work_kind};
use protocol::record::{About, Confirmation, Withdrawal, kind};
use protocol::roster::operation::{Charter, Head, Target};
use protocol::roster::state::{Organisation, Root, State, Status, Stewards};
use protocol::sign::{self, Position, SaltedBody, Subject};
use protocol::time::Day;
use protocol::verify::{self, Authentic, Body};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// 2026-11-22, a fine day.
pub(super) const NOW: u64 = 1_795_305_600_000;
pub(super) const DAY: u64 = 24 * 60 * 60 * 1000;

pub(super) struct Member {
    pub(super) id: OrganisationId,
    pub(super) root: SecretKey,
    pub(super) nodes: Vec<SecretKey>,
}

/// Organisations with two nodes each, and what their stewards and roots said.
pub(super) struct World {
    pub(super) members: Vec<Member>,
    pub(super) state: State,
    pub(super) papers: Vec<Paper>,
}

impl World {
    pub(super) fn new(members: u8) -> Self {
        let members: Vec<Member> = (0..members).map(member).collect();
        let organisations = members.iter().map(|one| (one.id, organisation(one))).collect();
        let state = State {
            network: NetworkId([7; 32]),
            version: 0,
            tip: EntryId([7; 32]),
            issued_at_ms: NOW - 100 * DAY,
            expires_at_ms: NOW + 100 * DAY,
            charter: Charter { name: "Test".into(), purpose: String::new(), languages: vec![] },
            stewards: Stewards { seats: vec![], threshold: 1 },
            organisations,
            roots: members.iter().map(|one| one.root.public()).collect(),
            invitations: BTreeSet::new(),
            revocations: vec![],
            withdrawals: BTreeMap::new(),
            addresses: vec![],
        };
        let mut world = Self { members, state, papers: vec![] };
        for member in 0..world.members.len() {
            for node in 0..2 {
                world.certify(member, node);
            }
        }
        world
    }

    pub(super) fn network(&self) -> NetworkId {
        self.state.network
    }

    fn certify(&mut self, member: usize, node: usize) {
        let one = &self.members[member];
        let certificate = Certificate {
            format: limits::FORMAT,
            network: self.network(),
            organisation: one.id,
            node: one.nodes[node].public(),
            slot: node as u16,
            renewal: 0,
            role: ROLE_NODE,
            scopes: vec![],
            not_before_ms: NOW - 90 * DAY,
            expires_at_ms: NOW + 90 * DAY,
            label: "node".into(),
            extensions: Extensions::NONE,
        };
        let signed = SignedCertificate::sign(&certificate, &one.root, &one.nodes[node]).unwrap();
        self.papers.push(Paper::Certificate(signed));
    }

    pub(super) fn revoke(&mut self, member: usize, node: usize, last_valid: Vec<Head>) {
        let one = &self.members[member];
        let revocation = Revocation {
            format: limits::FORMAT,
            network: self.network(),
            organisation: one.id,
            node: one.nodes[node].public(),
            last_valid,
            reason: 1,
            extensions: Extensions::NONE,
        };
        let signed = SignedRevocation::sign(&revocation, &one.root).unwrap();
        self.papers.push(Paper::Revocation(signed));
    }

    pub(super) fn take_back(&mut self, member: usize, target: Target, level: u16) {
        let one = &self.members[member];
        let withdrawal = RootWithdrawal {
            format: limits::FORMAT,
            network: self.network(),
            organisation: one.id,
            targets: vec![target],
            level,
            reason: 1,
            at_ms: NOW,
            extensions: Extensions::NONE,
        };
        let signed = SignedRootWithdrawal::sign(&withdrawal, &one.root).unwrap();
        self.papers.push(Paper::RootWithdrawal(signed));
    }

    pub(super) fn status(&mut self, member: usize, status: Status) {
        let id = self.members[member].id;
        self.state.version += 1;
        self.state.organisations.get_mut(&id).unwrap().status = status;
    }

    pub(super) fn authority(&self) -> Arc<Authority> {
        Arc::new(Authority::with_papers(self.state.clone(), self.papers.clone()))
    }

    pub(super) fn change(&self) -> AuthorityChange {
        AuthorityChange { authority: self.authority(), entries: vec![], pin: None }
    }

    /// A store under this world's authority.
    pub(super) fn store(&self, folder: &Path) -> Store {
        let store = Store::open(folder, &options()).unwrap();
        store.set_authority(self.change(), NOW).wait().unwrap();
        store
    }

    pub(super) fn position(&self, member: usize, head: OwnHead) -> Position {
        Position {
            network: self.network(),
            organisation: self.members[member].id,
            sequence: head.sequence,
            previous: head.previous,
            issued_at_ms: NOW - DAY,
        }
    }

    /// Signs anything; it must be authentic under this world's authority.
    pub(super) fn sign(
        &self,
        (member, node): (usize, usize),
        position: Position,
        subject: Subject,
        body: &SaltedBody,
    ) -> Incoming {
        let key = &self.members[member].nodes[node];
        let (_, envelope) = sign::record(key, position, subject, body).unwrap();
        let record = verify::record(envelope, &self.authority()).unwrap();
        let body = verify::body(&record, body.as_bytes().to_vec()).unwrap();
        Incoming { record, body: Some(body) }
    }

    /// A publication as the next record of a node that follows `last`.
    pub(super) fn publish(&self, who: (usize, usize), last: Option<&Incoming>, title: &str) -> Incoming {
        let subject = Subject { kind: kind::PUBLICATION, ..Subject::default() };
        self.sign(who, self.position(who.0, after(last)), subject, &publication(title))
    }

    pub(super) fn revise(
        &self,
        who: (usize, usize),
        last: Option<&Incoming>,
        old: &Incoming,
        title: &str,
    ) -> Incoming {
        let subject = Subject {
            kind: kind::PUBLICATION,
            subject: Some(old.record.work()),
            supersedes: vec![old.record.id],
            about: None,
        };
        self.sign(who, self.position(who.0, after(last)), subject, &publication(title))
    }

    pub(super) fn withdraw(
        &self,
        who: (usize, usize),
        last: Option<&Incoming>,
        old: &Incoming,
        (whole_work, level): (bool, u16),
    ) -> Incoming {
        let subject = Subject {
            kind: kind::WITHDRAWAL,
            about: Some(About { work: old.record.work(), record: old.record.id }),
            ..Subject::default()
        };
        let body = withdrawal(whole_work, level);
        self.sign(who, self.position(who.0, after(last)), subject, &body)
    }

    pub(super) fn confirm(
        &self,
        who: (usize, usize),
        last: Option<&Incoming>,
        old: &Incoming,
        review_by: Day,
    ) -> Incoming {
        let subject = Subject {
            kind: kind::CONFIRMATION,
            about: Some(About { work: old.record.work(), record: old.record.id }),
            ..Subject::default()
        };
        let body = Confirmation { version: 1, review_by, extensions: Extensions::NONE };
        let body = SaltedBody::new(&[3; 32], &body).unwrap();
        self.sign(who, self.position(who.0, after(last)), subject, &body)
    }

    /// A draft of a publication by a member's first node.
    pub(super) fn draft(self: &Arc<Self>, member: usize, title: &str) -> Draft<String> {
        let (world, title) = (self.clone(), title.to_owned());
        Draft::new(move |head| {
            let subject = Subject { kind: kind::PUBLICATION, ..Subject::default() };
            let position = world.position(member, head);
            Ok(world.sign((member, 0), position, subject, &publication(&title)))
        })
    }
}

pub(super) fn options() -> Options {
    Options { reserve_bytes: 0, ..Options::default() }
}

/// Where a node goes on after a record.
pub(super) fn after(last: Option<&Incoming>) -> OwnHead {
    match last {
        None => OwnHead { sequence: 0, previous: None },
        Some(last) => OwnHead { sequence: last.record.header.sequence + 1, previous: Some(last.record.id) },
    }
}

pub(super) fn bare(incoming: &Incoming) -> Incoming {
    Incoming { record: incoming.record.clone(), body: None }
}

pub(super) fn body_of(incoming: &Incoming) -> Authentic<Body> {
    incoming.body.clone().unwrap()
}

pub(super) fn id(incoming: &Incoming) -> RecordId {
    incoming.record.id
}

pub(super) fn work(incoming: &Incoming) -> WorkId {
    incoming.record.work()
}

pub(super) fn publication(title: &str) -> SaltedBody {
    let body = Publication {
        version: 1,
        kind: work_kind::PRACTICE,
        language: "it".into(),
        visibility: if title.contains("secret") { NETWORK_ONLY } else { PUBLIC },
        title: title.into(),
        summary: format!("What {title} is about."),
        areas: vec![1],
        keywords: vec!["housing".into()],
        territory: Territory { country: "IT".into(), ..Territory::default() },
        licence: 1,
        review_by: Day::new(2027, 1, 1),
        ..Publication::default()
    };
    // The salt says which body it is, so that two bodies with one title are two.
    SaltedBody::new(blake3::hash(title.as_bytes()).as_bytes(), &body).unwrap()
}

pub(super) fn withdrawal(whole_work: bool, level: u16) -> SaltedBody {
    let body = Withdrawal {
        version: 1,
        whole_work,
        level,
        reason: 1,
        citation: String::new(),
        replacement: None,
        extensions: Extensions::NONE,
    };
    SaltedBody::new(&[2; 32], &body).unwrap()
}

fn member(number: u8) -> Member {
    let root = SecretKey::from_seed(&[number + 1; 32]);
    let nodes = (0..2).map(|node| SecretKey::from_seed(&[100 + 2 * number + node; 32])).collect();
    Member { id: organisation_id(&root.public()), root, nodes }
}

fn organisation(member: &Member) -> Organisation {
    Organisation {
        name: "Comune".into(),
        kind: 1,
        territory: "IT".into(),
        roots: vec![Root { key: member.root.public(), keep: None }],
        budget: limits::BUDGET_RECORDS,
        node_slots: limits::NODE_SLOTS,
        status: Status::Member,
        successor: None,
        admitted_version: 0,
    }
}
