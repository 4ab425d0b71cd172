//! Whatever is wrong with a record is refused or barred with its own reason, counted, and stops nothing else.
//!
//! Owns: one small network in memory with a real store, governance and doorway. Neighbours: `wire` damages the
//! bytes of every type; this looks at what the node then does and says.

use node::governance::Governance;
use node::ingest::{Ingest, Outcome};
use node::store::{Options, Store};
use protocol::authority::certificate::ROLE_NODE;
use protocol::authority::{Certificate, Paper, SignedCertificate};
use protocol::envelope::Parcel;
use protocol::extension::Extensions;
use protocol::id::{InvitationHash, NetworkId, OrganisationId, RecordId, organisation_id};
use protocol::key::SecretKey;
use protocol::record::{Confirmation, kind};
use protocol::roster::operation::{
    Acceptance, Admission, Admit, Charter, Head, RevokeNode, Seat, SetStewards, Suspension,
};
use protocol::roster::{EntryDraft, Founder, Operation, Pin, genesis};
use protocol::sign::{self, Position, SaltedBody, Subject};
use protocol::standing::Bar;
use protocol::time::Day;
use std::collections::BTreeMap;

/// Records each organisation may publish.
const BUDGET: u64 = 8;
const HOUR_MS: u64 = 3_600_000;

fn key(name: &str) -> SecretKey {
    SecretKey::from_seed(&blake3::derive_key("vicinia tampering test v1", name.as_bytes()))
}

fn organisation(name: &str) -> OrganisationId {
    organisation_id(&key(&format!("{name} root")).public())
}

/// A founder, a second member, and a stranger with keys of the same kind.
struct World {
    _folder: tempfile::TempDir,
    store: Store,
    governance: Governance,
    ingest: Ingest,
    network: NetworkId,
    now: u64,
}

impl World {
    async fn new() -> Self {
        let now = node::clock::now_ms();
        let steward = key("steward");
        let founder =
            Founder { name: "Pieve".into(), kind: 1, territory: "IT".into(), budget: BUDGET, node_slots: 4 };
        let charter = Charter { name: "Rete".into(), purpose: String::new(), languages: vec!["it".into()] };
        let seat = Seat { organisation: organisation("pieve"), key: steward.public(), spare: None };
        let stewards = SetStewards { seats: vec![seat], threshold: 1 };
        let mut first = genesis(charter, &key("pieve root"), founder, stewards, None, now).unwrap();
        first.sign(organisation("pieve"), &steward);
        let network = NetworkId::from(first.id());
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), &Options::default()).unwrap();
        let governance =
            tokio::task::block_in_place(|| Governance::open(store.clone(), network, Pin::genesis(network)))
                .unwrap();
        governance.offer_entries(vec![first]).await.unwrap();
        let ingest = Ingest::new(store.clone(), governance.clone(), network);
        let world = Self { _folder: folder, store, governance, ingest, network, now };
        world.certify("pieve").await;
        world.admit("ponte").await;
        world.certify("ponte").await;
        world
    }

    async fn enact(&self, operation: Operation) {
        let authority = self.governance.authority().unwrap();
        let mut entry = EntryDraft::next(authority.roster(), self.now).operation(operation).build().unwrap();
        entry.sign(organisation("pieve"), &key("steward"));
        let offered = self.governance.offer_entries(vec![entry]).await.unwrap();
        assert_eq!(offered.added, 1, "{:?}", offered.refused);
    }

    async fn admit(&self, name: &str) {
        let root = key(&format!("{name} root"));
        let invitation = InvitationHash(blake3::derive_key("vicinia test invitation", name.as_bytes()));
        let acceptance = Acceptance::joining(self.network, root.public(), Some(invitation));
        let admission = Admission {
            organisation: organisation(name),
            root: root.public(),
            acceptance: acceptance.sign(&root).unwrap(),
            name: name.into(),
            kind: 4,
            territory: "IT".into(),
            budget: BUDGET,
            node_slots: 4,
            invitation: Some(invitation),
        };
        self.enact(Operation::Admit(Admit { admissions: vec![admission] })).await;
    }

    async fn certify(&self, name: &str) {
        let (root, node) = (key(&format!("{name} root")), key(&format!("{name} node")));
        let certificate = Certificate {
            format: 1,
            network: self.network,
            organisation: organisation(name),
            node: node.public(),
            slot: 0,
            renewal: 0,
            role: ROLE_NODE,
            scopes: Vec::new(),
            not_before_ms: self.now,
            expires_at_ms: self.now + 100 * HOUR_MS,
            label: "node 1".into(),
            extensions: Extensions::NONE,
        };
        let signed = SignedCertificate::sign(&certificate, &root, &node).unwrap();
        let offered = self.governance.offer_papers(vec![Paper::Certificate(signed)]).await.unwrap();
        assert_eq!(offered.added, 1, "{:?}", offered.refused);
    }

    /// A record of a kind that needs no other; its place in the sequence may be invented.
    fn record(&self, who: &str, sequence: u64, previous: Option<RecordId>, issued_at_ms: u64) -> Parcel {
        self.record_of(
            self.network,
            organisation(who),
            &format!("{who} node"),
            sequence,
            previous,
            issued_at_ms,
        )
    }

    fn record_of(
        &self,
        network: NetworkId,
        organisation: OrganisationId,
        node: &str,
        sequence: u64,
        previous: Option<RecordId>,
        issued_at_ms: u64,
    ) -> Parcel {
        let text = Confirmation { version: 1, review_by: Day(20_300_101), extensions: Extensions::NONE };
        let body = SaltedBody::new(&[7; 32], &text).unwrap();
        let previous = previous.or_else(|| (sequence > 0).then_some(RecordId([9; 32])));
        let position = Position { network, organisation, sequence, previous, issued_at_ms };
        let subject = Subject { kind: kind::PROFILE, ..Subject::default() };
        let (_, envelope) = sign::record(&key(node), position, subject, &body).unwrap();
        Parcel { envelope, body: Some(body.into_bytes()) }
    }

    async fn offer(&self, parcel: Parcel) -> Outcome {
        self.ingest.parcels(vec![parcel]).await.unwrap().remove(0)
    }

    async fn refused(&self, what: &str, parcel: Parcel, key: &str) {
        match self.offer(parcel).await {
            Outcome::Refused(refusal) => assert_eq!(refusal.key(), key, "{what}: {refusal}"),
            other => panic!("{what} was not refused: {other:?}"),
        }
    }

    async fn barred(&self) -> BTreeMap<Bar, u64> {
        self.store.read(|view| view.counts()).await.unwrap().barred
    }
}

fn id(parcel: &Parcel) -> RecordId {
    parcel.envelope.id()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tampering_has_its_own_reason_is_counted_and_stops_nothing() {
    let world = World::new().await;
    let good = || world.record("pieve", 0, None, world.now);
    // One flipped byte at every place of the header: never stored, whatever the decoder thinks of it.
    for place in 0..good().envelope.header.len() {
        let mut bad = good();
        bad.envelope.header[place] ^= 1;
        assert!(matches!(world.offer(bad).await, Outcome::Refused(_)), "byte {place}");
    }
    let changed = |change: fn(&mut Parcel)| {
        let mut parcel = good();
        change(&mut parcel);
        parcel
    };
    world.refused("signature", changed(|it| it.envelope.signature.0[5] ^= 1), "bad-signature").await;
    world.refused("body", changed(|it| it.body.as_mut().unwrap()[35] ^= 1), "wrong-body").await;
    world.refused("shorter body", changed(|it| _ = it.body.as_mut().unwrap().pop()), "wrong-body").await;
    world.refused("trailing byte", changed(|it| it.envelope.header.push(0)), "trailing-bytes").await;
    let long = |it: &mut Parcel| _ = it.envelope.header.splice(0..1, [251, 1, 0]);
    world.refused("over-long integer", changed(long), "not-canonical").await;
    world.refused("oversize", changed(|it| it.envelope.header.resize(1025, 0)), "oversize").await;
    let mut weak = good();
    let node = *key("pieve node").public().as_bytes();
    let at = weak.envelope.header.windows(32).position(|part| part == node).unwrap();
    weak.envelope.header[at..at + 32].fill(0);
    weak.envelope.header[at] = 1;
    world.refused("weak key", weak, "malformed").await;

    let (now, mine) = (world.now, organisation("pieve"));
    let other = world.record_of(NetworkId([5; 32]), mine, "pieve node", 0, None, now);
    world.refused("another network", other, "wrong-network").await;
    let stranger = world.record("stranger", 0, None, now);
    world.refused("unknown organisation", stranger, "unknown-organisation").await;
    let borrowed = world.record_of(world.network, mine, "ponte node", 0, None, now);
    world.refused("another organisation's node", borrowed, "no-certificate").await;
    let beyond = world.record("pieve", BUDGET, None, now);
    world.refused("over budget", beyond, "over-budget").await;

    let outcome = world.offer(good()).await;
    assert!(matches!(outcome, Outcome::Stored(_)), "{outcome:?}");
    let counted = world.store.read(|view| view.refusals()).await.unwrap();
    for reason in
        ["bad-signature", "wrong-body", "trailing-bytes", "not-canonical", "oversize", "over-budget"]
    {
        let line = counted.iter().find(|one| one.key == reason);
        assert!(line.is_some_and(|one| one.count > 0 && !one.last_detail.is_empty()), "{reason}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_node_keeps_what_was_good_and_a_suspended_member_comes_back() {
    let world = World::new().await;
    let first = world.record("ponte", 0, None, world.now);
    let second = world.record("ponte", 1, Some(id(&first)), world.now);
    let forged = world.record("ponte", 2, Some(id(&second)), world.now - HOUR_MS);
    let cut = Head { sequence: 1, record: id(&second) };
    for parcel in [first, second, forged] {
        assert!(matches!(world.offer(parcel).await, Outcome::Stored(_)));
    }
    assert!(world.barred().await.is_empty());
    let node = key("ponte node").public();
    let revoke = RevokeNode { organisation: organisation("ponte"), node, last_valid: vec![cut], reason: 7 };
    world.enact(Operation::RevokeNode(revoke)).await;
    assert_eq!(world.barred().await, BTreeMap::from([(Bar::Revoked, 1)]));

    let suspension = || Suspension { organisation: organisation("ponte"), reason: 10 };
    world.enact(Operation::Suspend(suspension())).await;
    assert_eq!(world.barred().await, BTreeMap::from([(Bar::Suspended, 3)]));
    world.enact(Operation::Reinstate(suspension())).await;
    assert_eq!(world.barred().await, BTreeMap::from([(Bar::Revoked, 1)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_from_the_future_waits_until_it_is_due() {
    let world = World::new().await;
    let due = world.now + HOUR_MS;
    let early = world.record("pieve", 0, None, due);
    assert!(matches!(world.offer(early).await, Outcome::Stored(_)));
    let held = |store: Store| async move { store.read(|view| view.counts()).await.unwrap().held };
    let tolerance = protocol::limits::FUTURE_TOLERANCE_MS;
    world.store.release_due(due - tolerance - 1).await.unwrap();
    assert_eq!(held(world.store.clone()).await, 1);
    world.store.release_due(due - tolerance).await.unwrap();
    assert_eq!(held(world.store.clone()).await, 0);
}
