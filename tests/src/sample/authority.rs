//! The sample network's authority: its roster with every operation, its papers, its invitation.
//!
//! Owns: three roster entries that fold, a paper of each kind, a way in. Refuses to know records.
//! Neighbours: [`super::works`].

use super::{NOW, Vector, key, noise, organisation, vector};
use protocol::authority::certificate::ROLE_NODE;
use protocol::authority::{
    Certificate, Paper, Revocation, RootWithdrawal, SignedCertificate, SignedRevocation, SignedRootWithdrawal,
};
use protocol::extension::{Extension, Extensions};
use protocol::id::{DocumentHash, NetworkId, OrganisationId, RecordId, WorkId};
use protocol::join::invitation::Terms;
use protocol::join::{JoinRefusal, JoinRequest, SignedJoinRefusal, SignedJoinRequest, Ticket, refusal};
use protocol::limits;
use protocol::roster::operation::{
    Acceptance, Admission, Admit, Charter, Head, NodeHead, Operation, Remove, RevokeNode, RotateRoot, Seat,
    SetAddresses, SetBudget, SetStewards, Succeed, Suspension, Target, Withdraw,
};
use protocol::roster::{EntryDraft, Founder, SignedEntry, State, Tip, fold, found, genesis};

const CODE: [u8; 16] = *b"sixteen bytes ok";

fn seat(name: &str, spare: bool) -> Seat {
    let spare = spare.then(|| key(&format!("{name} spare")).public());
    Seat { organisation: organisation(name), key: key(&format!("{name} steward")).public(), spare }
}

fn stewards(names: &[&str], threshold: u16) -> SetStewards {
    let mut seats: Vec<Seat> = names.iter().map(|name| seat(name, *name == "prato")).collect();
    seats.sort_unstable();
    SetStewards { seats, threshold }
}

fn charter(purpose: &str) -> Charter {
    let languages = ["it", "en", "el"].map(str::to_owned).to_vec();
    Charter { name: "Vicinia Toscana".into(), purpose: purpose.into(), languages }
}

fn signed(mut entry: SignedEntry, by: &[&str]) -> SignedEntry {
    for name in by {
        entry.sign(organisation(name), &key(&format!("{name} steward")));
    }
    entry
}

/// Version 0: Prato founds the network.
#[must_use]
pub fn founding() -> SignedEntry {
    let founder = Founder {
        name: "Comune di Prato".into(),
        kind: 1,
        territory: "IT Prato".into(),
        budget: limits::BUDGET_RECORDS,
        node_slots: limits::NODE_SLOTS,
    };
    let addresses = SetAddresses { addresses: vec!["/dns4/prato.example/tcp/4001".into()] };
    let purpose = "Good practice in housing and integration, shared between neighbours.";
    let root = key("prato root");
    let entry =
        genesis(charter(purpose), &root, founder, stewards(&["prato"], 1), Some(addresses), NOW).unwrap();
    signed(entry, &["prato"])
}

/// The network's id.
#[must_use]
pub fn network() -> NetworkId {
    founding().id().into()
}

fn admission(name: &str, called: &str, kind: u16) -> Admission {
    let root = key(&format!("{name} root"));
    let invitation = Some(protocol::id::InvitationHash(noise(name)));
    Admission {
        organisation: organisation(name),
        root: root.public(),
        acceptance: Acceptance::joining(network(), root.public(), invitation).sign(&root).unwrap(),
        name: called.into(),
        kind,
        territory: "IT Lucca".into(),
        budget: 700,
        node_slots: 3,
        invitation,
    }
}

/// Version 1: two more members; three stewards, of whom two decide.
#[must_use]
pub fn growth() -> SignedEntry {
    let mut admissions =
        vec![admission("lucca", "Comune di Lucca", 1), admission("cortile", "Il Cortile", 4)];
    admissions.sort_by_key(|one| one.organisation);
    let state = found(&founding()).unwrap();
    let draft = EntryDraft::next(&state, NOW + 86_400_000)
        .operation(Operation::Admit(Admit { admissions }))
        .operation(Operation::SetStewards(stewards(&["prato", "lucca", "cortile"], 2)));
    signed(draft.build().unwrap(), &["prato", "lucca", "cortile"])
}

fn after_growth() -> State {
    fold(&found(&founding()).unwrap(), &growth()).unwrap()
}

fn rotation(organisation: OrganisationId) -> Operation {
    let root = key("lucca new root");
    let acceptance = Acceptance::joining(network(), root.public(), None).sign(&root).unwrap();
    Operation::RotateRoot(RotateRoot {
        organisation,
        root: root.public(),
        acceptance,
        keep: vec![[1; 32], [2; 32]],
    })
}

/// Version 2: every operation that has not been seen yet; Il Cortile leaves, Lucca takes over its works.
#[must_use]
pub fn changes() -> SignedEntry {
    let (lucca, cortile) = (organisation("lucca"), organisation("cortile"));
    let head = |name: &str, sequence| Head { sequence, record: RecordId(noise(name)) };
    let suspension = || Suspension { organisation: cortile, reason: 8 };
    let withdraw = |target, level| Operation::Withdraw(Withdraw { target, level, reason: 5 });
    let node = key("cortile node").public();
    let operations = [
        Operation::Charter(charter("The same, in more words.")),
        Operation::Suspend(suspension()),
        Operation::Reinstate(suspension()),
        Operation::RevokeNode(RevokeNode {
            organisation: cortile,
            node,
            last_valid: vec![head("first head", 3), head("second head", 300)],
            reason: 7,
        }),
        rotation(lucca),
        Operation::SetBudget(SetBudget { organisation: lucca, budget: 70_000, node_slots: 256 }),
        withdraw(Target::Work(WorkId(noise("work"))), 1),
        withdraw(Target::Record(RecordId(noise("record"))), 2),
        withdraw(Target::Document(DocumentHash(noise("document"))), 3),
        Operation::Succeed(Succeed { old: cortile, new: lucca }),
        Operation::SetAddresses(SetAddresses {
            addresses: vec![
                "/dns4/lucca.example/tcp/443/tls/ws".into(),
                "/ip6/2001:db8::1/udp/4001/quic-v1".into(),
            ],
        }),
        Operation::Remove(Remove {
            organisation: cortile,
            heads: vec![NodeHead { node, sequence: 3, record: RecordId(noise("first head")) }],
            reason: 9,
        }),
        Operation::SetStewards(stewards(&["prato"], 1)),
    ];
    let state = after_growth();
    let draft =
        operations.into_iter().fold(EntryDraft::next(&state, NOW + 172_800_000), EntryDraft::operation);
    signed(draft.build().unwrap(), &["prato", "lucca"])
}

/// The roster at its end.
#[must_use]
pub fn state() -> State {
    fold(&after_growth(), &changes()).unwrap()
}

/// Where the roster ends.
#[must_use]
pub fn tip() -> Tip {
    Tip { version: 2, id: changes().id() }
}

/// Additions that no version knows yet, none of them critical.
#[must_use]
pub fn extensions() -> Extensions {
    let one = |id, text: &str| Extension { id, bytes: text.as_bytes().to_vec() };
    Extensions(vec![one(2, ""), one(300, "later")])
}

/// The certificate of an organisation's node.
#[must_use]
pub fn certificate(name: &str) -> SignedCertificate {
    let (root, node) = (key(&format!("{name} root")), key(&format!("{name} node")));
    let certificate = Certificate {
        format: limits::FORMAT,
        network: network(),
        organisation: organisation(name),
        node: node.public(),
        slot: 0,
        renewal: 1,
        role: ROLE_NODE,
        scopes: vec![1, 500],
        not_before_ms: NOW,
        expires_at_ms: NOW + limits::CERTIFICATE_LIFETIME_MS,
        label: "node 1".into(),
        extensions: extensions(),
    };
    SignedCertificate::sign(&certificate, &root, &node).unwrap()
}

fn revocation() -> SignedRevocation {
    let revocation = Revocation {
        format: limits::FORMAT,
        network: network(),
        organisation: organisation("prato"),
        node: key("prato node").public(),
        last_valid: vec![Head { sequence: 41, record: RecordId(noise("last good")) }],
        reason: 6,
        extensions: Extensions::NONE,
    };
    SignedRevocation::sign(&revocation, &key("prato root")).unwrap()
}

fn root_withdrawal() -> SignedRootWithdrawal {
    let withdrawal = RootWithdrawal {
        format: limits::FORMAT,
        network: network(),
        organisation: organisation("prato"),
        targets: vec![
            Target::Work(WorkId(noise("work"))),
            Target::Record(RecordId(noise("record"))),
            Target::Document(DocumentHash(noise("document"))),
        ],
        level: 3,
        reason: 3,
        at_ms: NOW + 1,
        extensions: Extensions::NONE,
    };
    SignedRootWithdrawal::sign(&withdrawal, &key("prato root")).unwrap()
}

/// Prato invites.
#[must_use]
pub fn ticket() -> Ticket {
    let terms = Terms {
        network: network(),
        checkpoint: tip(),
        addresses: vec!["/dns4/prato.example/tcp/4001".into(), "/ip4/203.0.113.7/udp/4001/quic-v1".into()],
        organisation: organisation("prato"),
        expires_at_ms: NOW + limits::INVITATION_LIFETIME_MS,
    };
    Ticket::issue(terms, CODE, &key("prato node")).unwrap()
}

/// Lucca asks to join by that invitation.
#[must_use]
pub fn request() -> SignedJoinRequest {
    let (root, ticket) = (key("lucca root"), ticket());
    let acceptance = Acceptance::joining(network(), root.public(), Some(ticket.hash()));
    let request = JoinRequest {
        format: limits::FORMAT,
        network: network(),
        invitation: ticket.signed().clone(),
        root: root.public(),
        acceptance: acceptance.sign(&root).unwrap(),
        certificate: certificate("lucca"),
        name: "Comune di Lucca".into(),
        kind: 1,
        territory: "IT Lucca".into(),
        language: "it".into(),
        message: "Ci conosce l’ufficio casa di Prato.".into(),
        at_ms: NOW + 5,
        extensions: Extensions::NONE,
    };
    SignedJoinRequest::sign(&request, &ticket.key()).unwrap()
}

/// A steward says no.
#[must_use]
pub fn no() -> SignedJoinRefusal {
    let refusal = JoinRefusal {
        format: limits::FORMAT,
        network: network(),
        request: ticket().hash(),
        organisation: organisation("prato"),
        node: key("prato node").public(),
        reason: refusal::STEWARD,
        at_ms: NOW + 6,
        extensions: Extensions::NONE,
    };
    SignedJoinRefusal::sign(&refusal, &key("prato node")).unwrap()
}

pub(super) fn vectors() -> Vec<Vector> {
    let entries = vec![
        vector(
            "roster-0-genesis",
            "SignedEntry",
            "the genesis: charter, founder, steward, addresses",
            &founding(),
        ),
        vector(
            "roster-1-growth",
            "SignedEntry",
            "two admissions, three stewards, three signatures",
            &growth(),
        ),
        vector("roster-2-changes", "SignedEntry", "every other operation", &changes()),
    ];
    [entries, acceptances(), papers(), joining()].concat()
}

fn acceptances() -> Vec<Vector> {
    let root = key("prato root").public();
    let founding = Acceptance::founding(root, &Operation::Charter(charter("x")).to_raw().unwrap().bytes);
    let rotation = Acceptance::joining(network(), root, None);
    vec![
        vector("acceptance-founding", "Acceptance", "what a founder's root key signs; never sent", &founding),
        vector("acceptance-rotation", "Acceptance", "what a rotated root key signs; never sent", &rotation),
    ]
}

fn papers() -> Vec<Vector> {
    let certificate = Paper::Certificate(certificate("prato"));
    let withdrawal = Paper::RootWithdrawal(root_withdrawal());
    vec![
        vector("certificate", "Paper", "a certificate with scopes and extensions", &certificate),
        vector("revocation", "Paper", "a revocation with one head", &Paper::Revocation(revocation())),
        vector("root-withdrawal", "Paper", "a root withdrawal of each target", &withdrawal),
    ]
}

fn joining() -> Vec<Vector> {
    vec![
        vector("invitation", "SignedInvitation", "an invitation without its code", ticket().signed()),
        vector("join-request", "SignedJoinRequest", "a request by that invitation", &request()),
        vector("join-refusal", "SignedJoinRefusal", "a steward's no to it", &no()),
    ]
}
