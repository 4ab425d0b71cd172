//! What time ends: certificates, invitations, the roster. Two nodes live through a year and more, in a
//! process whose clock is moved on.

use super::{PASSPHRASE, alone, ask, founding, publication};
use crate::clock;
use crate::ingest::Outcome;
use crate::keys;
use crate::setup::{Joining, found, join};
use crate::{Config, Node};
use protocol::api::{
    Done, Invitation, JoinRequests, NodeRequest, Problem, ProblemKind, PublishReport, Request, RosterChange,
    SearchAnswer, SearchRequest, Secret, Status,
};
use protocol::envelope::Parcel;
use protocol::record::{Publication, kind};
use protocol::sign::{self, Position, SaltedBody, Subject};
use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

const THIS: &str = "node::tests::expiry::what_time_ends_is_refused_and_can_be_renewed";
const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// How often a condition is looked at, and how long.
const LOOK: Duration = Duration::from_millis(100);
const LOOKS: u32 = 600;

#[test]
fn what_time_ends_is_refused_and_can_be_renewed() {
    if alone::purpose().is_none() {
        return alone::run(THIS, &[], OsStr::new("a clock of its own"));
    }
    tokio::runtime::Runtime::new().expect("a runtime").block_on(a_year_and_more());
}

async fn a_year_and_more() {
    let place = tempfile::tempdir().expect("a folder");
    let at = |name: &str| place.path().join(name);
    found(&at("founder"), &founding(), PASSPHRASE).expect("founded");
    let founder = up(&at("founder")).await;
    prepare(&at("member"), &invite(&founder).await).expect("prepared");
    let member = up(&at("member")).await;
    admit(&founder).await;
    until(&member, "the member is one", |status| {
        status.certificate.as_ref().is_some_and(|one| one.state == "valid")
    })
    .await;
    let _: PublishReport = ask(&member, publication("Prima")).await;
    finds(&founder, 1).await;

    let (typed_late, sent_late) = (invite(&founder).await, invite(&founder).await);
    prepare(&at("late"), &sent_late).expect("prepared in time");
    clock::move_on_by(4 * DAY_MS);
    an_invitation_has_ended(&founder, &typed_late, (&at("too late"), &at("late"))).await;

    clock::move_on_by(346 * DAY_MS);
    warns(&member, "ending", "49 days from now; renew it with: vicinia node renew").await;
    let _: PublishReport = ask(&member, publication("Seconda")).await;
    finds(&founder, 2).await;
    the_roster_has_ended(&founder, &at("newcomer")).await;

    clock::move_on_by(51 * DAY_MS);
    warns(&member, "expired", "may not sign since").await;
    // The newcomer is gone, so the member is the only one the founder hears.
    until(&founder, "the founder hears only one", |status| {
        status
            .warnings
            .iter()
            .any(|one| one.contains("only Ponte member of 2 other organisations has answered"))
    })
    .await;
    let refused = member.ask(publication("Terza")).await.expect_err("it may not sign");
    assert_eq!(refused.kind, ProblemKind::Refused);
    assert!(refused.message.contains("its certificate has expired"), "{refused:?}");
    finds(&member, 2).await;
    a_record_all_the_same_is_barred(&founder, &member, &at("member")).await;

    let done: Done = ask(&member, Request::Node(NodeRequest::Renew { passphrase: secret() })).await;
    assert!(done.message.starts_with("Renewed"), "{}", done.message);
    // The new certificate covers the day before it too, so what was barred for an hour is shown now.
    finds(&founder, 3).await;
    until(&member, "the member may sign", |status| {
        status.certificate.as_ref().is_some_and(|one| one.state == "valid")
    })
    .await;
    let _: PublishReport = ask(&member, publication("Quarta")).await;
    finds(&founder, 4).await;
    finds(&member, 4).await;
    member.shutdown().await;
    founder.shutdown().await;
}

/// Who types it is told at once, who sent it in time and was not answered is told by the members.
async fn an_invitation_has_ended(founder: &Node, line: &str, (typed, sent): (&Path, &Path)) {
    let refused = prepare(typed, line).expect_err("it has ended");
    assert_eq!(
        (refused.kind, refused.message.as_str()),
        (ProblemKind::Refused, "the invitation has expired")
    );
    assert!(refused.hint.as_deref().is_some_and(|hint| hint.contains("a new one")), "{refused:?}");
    assert!(!typed.exists(), "nothing was prepared");
    let late = up(sent).await;
    until(&late, "the late one is told", |status| {
        status.summary.contains("Not admitted: the invitation has expired; ask for a new one")
    })
    .await;
    late.shutdown().await;
    let waiting: JoinRequests = ask(founder, Request::JoinRequests).await;
    assert!(waiting.requests.is_empty(), "{waiting:?}");
}

/// Nobody is admitted until it is renewed; everything else goes on.
async fn the_roster_has_ended(founder: &Node, newcomer: &Path) {
    prepare(newcomer, &invite(founder).await).expect("prepared");
    let newcomer = up(newcomer).await;
    let request = requested(founder).await;
    let refused = founder.ask(admission(&request)).await.expect_err("it has ended");
    assert!(refused.message.contains("the roster has expired"), "{refused:?}");
    let hint = refused.hint.as_deref().unwrap_or_default();
    assert!(hint.contains("vicinia members renew"), "{refused:?}");
    let change: RosterChange = ask(founder, Request::Renew { passphrase: secret() }).await;
    assert!(change.in_force, "{change:?}");
    admit(founder).await;
    until(&newcomer, "the newcomer is a member", |status| {
        status.certificate.as_ref().is_some_and(|one| one.state == "valid")
    })
    .await;
    finds(&newcomer, 2).await;
    newcomer.shutdown().await;
}

/// A program that does not ask whether it may: its record is kept and passed on, and shown nowhere.
async fn a_record_all_the_same_is_barred(founder: &Node, member: &Node, folder: &Path) {
    let key = keys::load_plain(&folder.join("keys/node.key")).expect("a key");
    let who = member.services().who.clone();
    let head = member.services().store.read_blocking(|view| view.own_head((who.organisation, who.node)));
    let head = head.expect("read");
    let position = Position {
        network: who.network,
        organisation: who.organisation,
        sequence: head.sequence,
        previous: head.previous,
        issued_at_ms: clock::now_ms(),
    };
    let subject = Subject { kind: kind::PUBLICATION, ..Subject::default() };
    let body = SaltedBody::new(&[1; 32], &publication_body(founder)).expect("a body");
    let (_, envelope) = sign::record(&key, position, subject, &body).expect("signed");
    let parcel = Parcel { envelope, body: Some(body.into_bytes()) };
    let outcomes = member.services().ingest.parcels(vec![parcel]).await.expect("taken in");
    assert!(matches!(outcomes[..], [Outcome::Stored(_)]), "{outcomes:?}");
    for node in [member, founder] {
        until(node, "the record is barred", |status| {
            status.library.barred.get("outside-certificate") == Some(&1) && status.library.works == 2
        })
        .await;
    }
}

/// The text of a work that is there, for another one.
fn publication_body(node: &Node) -> Publication {
    let works = node.services().store.read_blocking(|view| view.changes(0, 1)).expect("read");
    let read = node.services().store.read_blocking(|view| {
        let record = view.newest(works[0].1)?.expect("a revision");
        crate::library::publication(view, record)
    });
    Publication { title: "Terza".into(), ..read.expect("read").expect("a publication") }
}

async fn up(data: &Path) -> Node {
    let listen = vec!["/ip4/127.0.0.1/tcp/0".into()];
    Node::start(Config { listen, ..Config::new(data) }).await.expect("started")
}

fn prepare(data: &Path, line: &str) -> Result<(), Problem> {
    let joining = Joining {
        ticket_line: line.into(),
        organisation: format!("Ponte {}", data.file_name().unwrap_or_default().display()),
        kind: 2,
        country: "IT".into(),
        language: "it".into(),
        ..Joining::default()
    };
    join(data, &joining, PASSPHRASE).map(drop)
}

async fn invite(node: &Node) -> String {
    until(node, "it listens", |status| !status.listening.is_empty()).await;
    let invitation: Invitation = ask(node, Request::Invite { valid_for_ms: None }).await;
    invitation.invitation
}

fn secret() -> Secret {
    Secret(PASSPHRASE.into())
}

fn admission(request: &str) -> Request {
    Request::Admit { request: request.into(), passphrase: secret(), budget: None }
}

/// The one request that waits.
async fn requested(founder: &Node) -> String {
    for _ in 0..LOOKS {
        let waiting: JoinRequests = ask(founder, Request::JoinRequests).await;
        if let [one] = &waiting.requests[..] {
            return one.id.clone();
        }
        tokio::time::sleep(LOOK).await;
    }
    panic!("nobody asked to join");
}

async fn admit(founder: &Node) {
    let request = requested(founder).await;
    let change: RosterChange = ask(founder, admission(&request)).await;
    assert!(change.in_force, "{change:?}");
}

async fn until(node: &Node, what: &str, holds: impl Fn(&Status) -> bool) {
    let mut status: Status = ask(node, Request::Status).await;
    for _ in 0..LOOKS {
        if holds(&status) {
            return;
        }
        tokio::time::sleep(LOOK).await;
        status = ask(node, Request::Status).await;
    }
    panic!("waited in vain until {what}: {status:?}");
}

async fn warns(node: &Node, state: &str, words: &str) {
    let status: Status = ask(node, Request::Status).await;
    assert_eq!(status.certificate.as_ref().map(|one| one.state.as_str()), Some(state));
    assert!(status.warnings.iter().any(|warning| warning.contains(words)), "{:?}", status.warnings);
}

/// Waits until so many works are found.
async fn finds(node: &Node, works: u64) {
    let search = SearchRequest { query: "ghironda".into(), limit: 10, ..SearchRequest::default() };
    let mut total = 0;
    for _ in 0..LOOKS {
        let answer: SearchAnswer = ask(node, Request::Search(search.clone())).await;
        total = answer.total;
        if total == works {
            return;
        }
        tokio::time::sleep(LOOK).await;
    }
    let status: Status = ask(node, Request::Status).await;
    panic!("{total} works are found instead of {works}: {status:?}");
}
