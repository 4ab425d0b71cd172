//! The people of a simulation: organisations with their keys, and what they can sign with them.
//!
//! Owns: every secret key, the stewards' memory of what they signed. Refuses to know what any node holds:
//! what is signed here is only as well informed as the view it is signed over.

use super::rng::Rng;
use crate::authority::{Certificate, Paper, Revocation, RootWithdrawal, certificate};
use crate::authority::{SignedCertificate, SignedRevocation, SignedRootWithdrawal};
use crate::codec::EncodeError;
use crate::envelope::Parcel;
use crate::extension::Extensions;
use crate::id::{EntryId, InvitationHash, NetworkId, OrganisationId, RecordId, organisation_id};
use crate::key::SecretKey;
use crate::limits;
use crate::record::kind;
use crate::roster::operation::{Acceptance, Admission, Charter, Head, Seat, SetStewards, Target};
use crate::roster::{Founder, SignedEntry, draft};
use crate::sign::{self, Position, SaltedBody, Subject};

/// Organisations that are stewards, from the second entry on; two of the three sign an entry.
pub(super) const STEWARDS: usize = 3;
const THRESHOLD: u16 = 2;

pub(super) struct Organisation {
    pub(super) id: OrganisationId,
    /// Oldest first. More than the roster ever accepts, when a rotation failed.
    pub(super) roots: Vec<SecretKey>,
    steward: SecretKey,
    /// What its steward signed: one entry a version, unless it is dishonest.
    signed: Vec<(u64, EntryId)>,
}

/// Somebody with a node key: an honest installation, or a thief.
pub(super) struct Writer {
    pub(super) key: SecretKey,
    pub(super) organisation: usize,
    pub(super) slot: u16,
    /// The simulated node it writes at; a thief has none.
    pub(super) home: Option<usize>,
    /// What a thief signed so far.
    pub(super) history: Vec<Head>,
}

pub(super) struct People {
    pub(super) organisations: Vec<Organisation>,
    pub(super) writers: Vec<Writer>,
    pub(super) network: NetworkId,
    /// One steward signs whatever it is shown.
    pub(super) dishonest_steward: bool,
}

impl People {
    /// Organisations, an honest writer for every node, a thief for some of the organisations; and the
    /// genesis that the first of them signs.
    pub(super) fn found(
        rng: &mut Rng,
        nodes: usize,
        organisations: usize,
        now_ms: u64,
    ) -> Result<(Self, SignedEntry), EncodeError> {
        let organisations: Vec<Organisation> = (0..organisations)
            .map(|_| {
                let root = SecretKey::from_seed(&rng.bytes());
                let id = organisation_id(&root.public());
                let steward = SecretKey::from_seed(&rng.bytes());
                Organisation { id, roots: vec![root], steward, signed: Vec::new() }
            })
            .collect();
        let count = organisations.len();
        let thieves = count.div_ceil(2);
        let honest = (0..nodes).map(|node| (node % count, node / count, Some(node)));
        // A thief shares the first node's slot, or has one that nobody else has.
        let stolen: Vec<_> = (0..thieves).map(|one| (one, [0, 7][rng.below(2)], None)).collect();
        let writers = honest.chain(stolen).map(|(organisation, slot, home)| Writer {
            key: SecretKey::from_seed(&rng.bytes()),
            organisation,
            slot: slot as u16,
            home,
            history: Vec::new(),
        });
        let writers = writers.collect();
        let mut people =
            Self { organisations, writers, network: NetworkId::ZERO, dishonest_steward: rng.chance(30) };
        let genesis = people.genesis(now_ms)?;
        people.network = NetworkId::from(genesis.id());
        Ok((people, genesis))
    }

    fn genesis(&self, now_ms: u64) -> Result<SignedEntry, EncodeError> {
        let founder = Founder {
            name: "Founder".to_owned(),
            kind: 1,
            territory: "IT".to_owned(),
            budget: 20,
            node_slots: 8,
        };
        let charter = Charter { name: "Simulated".to_owned(), purpose: String::new(), languages: Vec::new() };
        let root = &self.organisations[0].roots[0];
        let mut genesis = draft::genesis(charter, root, founder, self.seats(1), None, now_ms)?;
        genesis.sign(self.organisations[0].id, &self.organisations[0].steward);
        Ok(genesis)
    }

    /// The first so many organisations as stewards.
    pub(super) fn seats(&self, count: usize) -> SetStewards {
        let stewards = self.organisations.iter().take(count);
        let mut seats: Vec<Seat> = stewards
            .map(|one| Seat { organisation: one.id, key: one.steward.public(), spare: None })
            .collect();
        seats.sort_unstable();
        SetStewards { seats, threshold: if count > 1 { THRESHOLD } else { 1 } }
    }

    pub(super) fn admission(&self, organisation: usize, rng: &mut Rng) -> Result<Admission, EncodeError> {
        let one = &self.organisations[organisation];
        let root = &one.roots[0];
        let invitation = Some(InvitationHash(rng.bytes()));
        Ok(Admission {
            organisation: one.id,
            root: root.public(),
            acceptance: Acceptance::joining(self.network, root.public(), invitation).sign(root)?,
            name: format!("Organisation {organisation}"),
            kind: 1,
            territory: "IT".to_owned(),
            budget: 4 + rng.below(24) as u64,
            node_slots: 8,
            invitation,
        })
    }

    /// Every steward that may sign does; the first alone for the entry that seats the others.
    pub(super) fn sign_entry(&mut self, entry: &mut SignedEntry) {
        let dishonest = self.dishonest_steward;
        for (number, one) in self.organisations.iter_mut().take(STEWARDS).enumerate() {
            let Ok(place) = draft::may_sign(&one.signed, entry) else {
                if dishonest && number == 1 {
                    entry.sign(one.id, &one.steward);
                }
                continue;
            };
            one.signed.push(place);
            entry.sign(one.id, &one.steward);
        }
    }

    /// One honest steward and the dishonest one.
    pub(super) fn sign_entry_as(&mut self, honest: usize, entry: &mut SignedEntry) {
        for number in [honest, 1] {
            let one = &mut self.organisations[number];
            if let Ok(place) = draft::may_sign(&one.signed, entry) {
                one.signed.push(place);
                entry.sign(one.id, &one.steward);
            } else if number == 1 {
                entry.sign(one.id, &one.steward);
            }
        }
    }

    pub(super) fn certificate(
        &self,
        writer: usize,
        root: &SecretKey,
        renewal: u16,
        period: (u64, u64),
    ) -> Result<Paper, EncodeError> {
        let writer = &self.writers[writer];
        let certificate = Certificate {
            format: limits::FORMAT,
            network: self.network,
            organisation: self.organisations[writer.organisation].id,
            node: writer.key.public(),
            slot: writer.slot,
            renewal,
            role: certificate::ROLE_NODE,
            scopes: Vec::new(),
            not_before_ms: period.0,
            expires_at_ms: period.1,
            label: String::new(),
            extensions: Extensions::NONE,
        };
        Ok(Paper::Certificate(SignedCertificate::sign(&certificate, root, &writer.key)?))
    }

    pub(super) fn revocation(
        &self,
        writer: usize,
        root: &SecretKey,
        last_valid: Vec<Head>,
    ) -> Result<Paper, EncodeError> {
        let writer = &self.writers[writer];
        let revocation = Revocation {
            format: limits::FORMAT,
            network: self.network,
            organisation: self.organisations[writer.organisation].id,
            node: writer.key.public(),
            last_valid,
            reason: 7,
            extensions: Extensions::NONE,
        };
        Ok(Paper::Revocation(SignedRevocation::sign(&revocation, root)?))
    }

    pub(super) fn root_withdrawal(
        &self,
        organisation: usize,
        root: &SecretKey,
        targets: Vec<Target>,
        level: u16,
        at_ms: u64,
    ) -> Result<Paper, EncodeError> {
        let withdrawal = RootWithdrawal {
            format: limits::FORMAT,
            network: self.network,
            organisation: self.organisations[organisation].id,
            targets,
            level,
            reason: 3,
            at_ms,
            extensions: Extensions::NONE,
        };
        Ok(Paper::RootWithdrawal(SignedRootWithdrawal::sign(&withdrawal, root)?))
    }

    /// A record, with its body if that is a withdrawal's.
    pub(super) fn record(
        &self,
        writer: usize,
        place: (u64, Option<RecordId>),
        issued_at_ms: u64,
        subject: Subject,
        body: &SaltedBody,
    ) -> Result<Parcel, EncodeError> {
        let writer = &self.writers[writer];
        let position = Position {
            network: self.network,
            organisation: self.organisations[writer.organisation].id,
            sequence: place.0,
            previous: place.1,
            issued_at_ms,
        };
        let withdrawal = subject.kind == kind::WITHDRAWAL;
        let (_, envelope) = sign::record(&writer.key, position, subject, body)?;
        Ok(Parcel { envelope, body: withdrawal.then(|| body.as_bytes().to_vec()) })
    }
}
