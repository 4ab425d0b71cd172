//! What the sample network's nodes say to each other.
//!
//! Owns: a vector for each question and each answer. Refuses to know when they are said.
//! Neighbours: [`super::authority`] and [`super::works`] make what is carried here.

use super::authority::{certificate, extensions, founding, growth, network, no, request, state, tip};
use super::{NOW, Vector, key, noise, organisation, vector, works};
use protocol::authority::Paper;
use protocol::codec::encode;
use protocol::digest::{SetDigest, Summary};
use protocol::extension::Extensions;
use protocol::hint::Hint;
use protocol::id::{DocumentHash, RecordId};
use protocol::join::{DeskAnswer, DeskAsk, DeskItem, JoinAnswer, JoinAsk, Presented};
use protocol::limits;
use protocol::roster::operation::Head;
use protocol::statement::{Attestation, Matter, Statement, Word, state as word_state};
use protocol::sync::records::{Absent, Slice, absence};
use protocol::sync::{Hello, Item, Part, Plane, RecordsAnswer, RecordsAsk, SyncAnswer, SyncAsk, Want};

/// The summary of a set of so many made-up ids.
#[must_use]
pub fn summary(count: u64) -> Summary {
    let mut digest = SetDigest::new();
    for number in 0..count {
        digest.insert(&noise(&format!("element {number}")));
    }
    digest.summary()
}

fn statement() -> Word {
    let statement = Statement {
        format: limits::FORMAT,
        network: network(),
        organisation: organisation("prato"),
        node: key("prato node").public(),
        counter: 70_000,
        at_ms: NOW + 7,
        roster: tip(),
        head: Some(Head { sequence: 12, record: RecordId(noise("head")) }),
        withdrawals: summary(1),
        headers: summary(3),
        bodies: summary(0),
        addresses: vec!["/dns4/prato.example/tcp/4001".into()],
        extensions: extensions(),
    };
    Word::state(&statement, &key("prato node")).unwrap()
}

fn attestation(about: Matter, state: u16, summary: Summary) -> Word {
    let attestation = Attestation {
        format: limits::FORMAT,
        network: network(),
        node: key("prato node").public(),
        at_ms: NOW + 8,
        about,
        state,
        summary,
        extensions: Extensions::NONE,
    };
    Word::attest(&attestation, &key("prato node")).unwrap()
}

fn hello() -> Box<Hello> {
    let planes = [3, 1, 0, 2].map(summary);
    Box::new(Hello {
        format: limits::FORMAT,
        network: network(),
        roster: tip(),
        planes,
        extensions: Extensions::NONE,
    })
}

fn item(key: u64, name: &str) -> Item {
    Item { key, id: noise(name) }
}

fn words() -> Vec<Vector> {
    let organisation =
        attestation(Matter::Organisation(organisation("lucca")), word_state::PENDING, summary(2));
    let document =
        attestation(Matter::Document(DocumentHash(noise("document"))), word_state::ABSENT, summary(0));
    let record = attestation(Matter::Record(RecordId(noise("record"))), word_state::PURGED, summary(1));
    vec![
        vector("statement", "Word", "a node's word on all it holds", &statement()),
        vector("attestation-record", "Word", "the receipt of a purge", &record),
        vector("attestation-document", "Word", "a document is not here", &document),
        vector("attestation-organisation", "Word", "an organisation's records", &organisation),
    ]
}

fn joining() -> Vec<Vector> {
    let entry = JoinAsk::Present(Presented::Entry(growth()));
    let paper = JoinAsk::Present(Presented::Paper(Paper::Certificate(certificate("lucca"))));
    let mut have = vec![noise("desk item"), [0; 32]];
    have.sort_unstable();
    let items = vec![DeskItem::Request(request()), DeskItem::Refusal(no()), DeskItem::Proposal(growth())];
    vec![
        vector("join-ask-request", "JoinAsk", "a stranger asks", &JoinAsk::Request(request())),
        vector("join-ask-entry", "JoinAsk", "a member shows an entry", &entry),
        vector("join-ask-paper", "JoinAsk", "a member shows its certificate", &paper),
        vector("join-answer-pending", "JoinAnswer", "the stewards have it", &JoinAnswer::Pending),
        vector("join-answer-admitted", "JoinAnswer", "admitted", &JoinAnswer::Admitted(tip())),
        vector("join-answer-refused", "JoinAnswer", "refused", &JoinAnswer::Refused(7)),
        vector("join-answer-noted", "JoinAnswer", "known now", &JoinAnswer::Noted),
        vector("join-answer-unfounded", "JoinAnswer", "pieces are missing", &JoinAnswer::Unfounded(None)),
        vector("desk-ask", "DeskAsk", "what a desk has", &DeskAsk { have }),
        vector(
            "desk-answer",
            "DeskAnswer",
            "what it lacks: a request, a refusal, a proposal",
            &DeskAnswer { items },
        ),
    ]
}

fn synchronisation() -> Vec<Vector> {
    // The first message of a reconciliation of an empty set: one range that lists no id.
    let message = vec![0x61, 0, 0, 2, 0];
    let step = SyncAsk::Reconcile { plane: Plane::Withdrawals, message: message.clone() };
    let page = SyncAsk::Page { plane: Plane::Headers, after: Some(item(NOW, "seen")) };
    let items = vec![item(0, "one"), item(NOW, "two"), item(limits::SAFE_INTEGER - 1, "three")];
    vec![
        vector("sync-ask-hello", "SyncAsk", "hello", &SyncAsk::Hello(hello())),
        vector("sync-ask-reconcile", "SyncAsk", "a step of reconciliation", &step),
        vector("sync-ask-page", "SyncAsk", "the next page", &page),
        vector("sync-answer-hello", "SyncAnswer", "hello back", &SyncAnswer::Hello(hello())),
        vector("sync-answer-reconcile", "SyncAnswer", "a step back", &SyncAnswer::Reconcile { message }),
        vector("sync-answer-page", "SyncAnswer", "a last page", &SyncAnswer::Page { items, more: false }),
        vector("sync-answer-busy", "SyncAnswer", "later", &SyncAnswer::Busy),
        vector("sync-answer-refused", "SyncAnswer", "another network", &SyncAnswer::Refused(1)),
    ]
}

fn records() -> Vec<Vector> {
    let want = |name: &str, part, offset| Want { id: noise(name), part, offset };
    let wants =
        vec![want("one", Part::Item, 0), want("two", Part::Body, 16_384), want("three", Part::Item, 0)];
    let ask = RecordsAsk { plane: Plane::Headers, wants, max_bytes: 65_536 };
    let bytes = encode(&works::first().envelope).unwrap();
    let total = u32::try_from(bytes.len()).unwrap();
    let answer = RecordsAnswer {
        slices: vec![Slice { want: 0, total, bytes }, Slice { want: 2, total: 70_000, bytes: vec![9; 3] }],
        absent: vec![Absent { want: 1, state: absence::PURGED }],
    };
    vec![
        vector("records-ask", "RecordsAsk", "three wants", &ask),
        vector("records-answer", "RecordsAnswer", "a whole thing, an absence, a slice", &answer),
    ]
}

pub(super) fn vectors() -> Vec<Vector> {
    let record = Hint::Record(works::first());
    let hints = vec![
        vector("hint-record", "Hint", "a new record with its body", &record),
        vector("hint-statement", "Hint", "a statement", &Hint::Statement(statement())),
        vector("hint-roster", "Hint", "a newer roster", &Hint::Roster(tip())),
    ];
    [words(), joining(), synchronisation(), records(), hints].concat()
}

/// Hash of the folded roster and of a desk item, which travel only as hashes.
#[must_use]
pub fn derived() -> [(&'static str, [u8; 32]); 2] {
    [("state", state().hash()), ("desk item", DeskItem::Proposal(founding()).hash())]
}
