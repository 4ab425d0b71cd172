//! Acts on one node without a network: what is refused leaves nothing behind, and what is done is done once.

use super::{PASSPHRASE, ask, founding, practice, publication};
use crate::setup::found;
use crate::{Config, Node, clock, keys};
use protocol::api::{
    FileOutcome, Problem, ProblemKind, PublishReport, Request, RosterChange, Secret, Signed, SourceFile,
};
use protocol::roster::EntryDraft;
use std::path::Path;

async fn start(folder: &Path) -> Result<Node, Problem> {
    Node::start(Config { offline: true, ..Config::new(folder) }).await
}

async fn founded(folder: &Path) -> Node {
    found(folder, &founding(), PASSPHRASE).expect("founded");
    start(folder).await.expect("started")
}

fn secret(words: &str) -> Secret {
    Secret(words.into())
}

/// How many records the node has signed.
fn signed(node: &Node) -> u64 {
    let who = &node.services().who;
    let signer = (who.organisation, who.node);
    node.services().store.read_blocking(|view| view.own_head(signer)).expect("read").sequence
}

async fn outcome(node: &Node, request: Request) -> (FileOutcome, Vec<String>) {
    let mut report: PublishReport = ask(node, request).await;
    let file = report.files.pop().expect("one file");
    (file.outcome, file.warnings)
}

/// Publishes a new work; its id.
async fn published(node: &Node, title: &str) -> String {
    match outcome(node, publication(title)).await.0 {
        FileOutcome::Published { work, .. } => work,
        other => panic!("{other:?}"),
    }
}

fn withdrawal(work: &str, level: &str, passphrase: Option<&str>) -> Request {
    Request::Withdraw {
        id: work.into(),
        level: level.into(),
        reason: "outdated".into(),
        citation: String::new(),
        replacement: None,
        passphrase: passphrase.map(secret),
    }
}

fn revision(work: &str, file: SourceFile) -> Request {
    Request::Revise { work: work.into(), file }
}

/// The same practice with a word more.
fn changed(title: &str) -> SourceFile {
    let mut file = practice(title);
    file.text += "\nocarina\n";
    file
}

/// Asks for what must be refused, and nothing signed.
async fn refused(node: &Node, request: Request, kind: ProblemKind, words: &str) {
    let before = signed(node);
    let problem = node.ask(request).await.expect_err("refused");
    assert!(problem.kind == kind && problem.message.contains(words), "{problem:?}");
    assert_eq!(signed(node), before, "something was signed: {problem:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_is_signed_with_both_keys_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = founded(folder.path()).await;
    let work = published(&node, "Fondo").await;
    refused(&node, withdrawal(&work, "erase", Some("not the right one")), ProblemKind::Refused, "passphrase")
        .await;
    let _: Signed = ask(&node, withdrawal(&work, "withdraw", None)).await;
    refused(&node, withdrawal(&work, "withdraw", None), ProblemKind::Refused, "withdrawn already").await;
    refused(&node, withdrawal(&work, "correct", None), ProblemKind::Refused, "withdrawn already").await;
    let _: Signed = ask(&node, withdrawal(&work, "withdraw", Some(PASSPHRASE))).await;
    let again = withdrawal(&work, "withdraw", Some(PASSPHRASE));
    refused(&node, again, ProblemKind::Refused, "withdrawn already").await;
    let _: Signed = ask(&node, withdrawal(&work, "erase", None)).await;
    let inspection: protocol::api::Inspection = ask(&node, Request::Inspect { id: work }).await;
    assert_eq!(inspection.standing.as_deref(), Some("withdrawn (level: erase)"));
    node.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_withdrawn_comes_back_on_purpose_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = founded(folder.path()).await;
    let work = published(&node, "Fondo").await;
    let _: Signed = ask(&node, withdrawal(&work, "withdraw", None)).await;
    refused(&node, revision(&work, changed("Altro")), ProblemKind::Refused, "was withdrawn").await;
    let before = signed(&node);
    let (left_out, warnings) = outcome(&node, publication("Fondo")).await;
    assert_eq!(left_out, FileOutcome::Withdrawn { work: work.clone() });
    assert!(warnings.iter().any(|words| words.contains("change its text")), "{warnings:?}");
    assert_eq!(signed(&node), before);
    let anew = Request::Publish { files: vec![changed("Fondo")], dry_run: false };
    let (outcome, _) = outcome(&node, anew).await;
    assert!(matches!(&outcome, FileOutcome::Published { work: new, .. } if *new != work), "{outcome:?}");
    node.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revision_says_something_new() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = founded(folder.path()).await;
    let work = published(&node, "Fondo").await;
    let unchanged = FileOutcome::Unchanged { work: work.clone() };
    let elsewhere = SourceFile { key: "elsewhere/Fondo.md".into(), ..practice("Fondo") };
    for same in [practice("Fondo"), elsewhere] {
        assert_eq!(outcome(&node, revision(&work, same)).await.0, unchanged);
    }
    assert_eq!(signed(&node), 1);
    let new = outcome(&node, revision(&work, changed("Fondo"))).await.0;
    assert!(matches!(&new, FileOutcome::Revised { work: same, .. } if *same == work), "{new:?}");
    assert_eq!(outcome(&node, revision(&work, changed("Fondo"))).await.0, unchanged);
    let back = outcome(&node, revision(&work, practice("Fondo"))).await.0;
    assert!(matches!(back, FileOutcome::Revised { .. }), "{back:?}");
    node.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_published_twice_at_once_is_one_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = founded(folder.path()).await;
    let all = (0..8).map(|_| outcome(&node, publication("Fondo")));
    let outcomes = futures::future::join_all(all).await;
    let new = outcomes.iter().filter(|(one, _)| matches!(one, FileOutcome::Published { .. })).count();
    assert_eq!((new, signed(&node)), (1, 1), "{outcomes:?}");
    node.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_given_twice_is_one_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = founded(folder.path()).await;
    let twice = Request::Publish { files: vec![practice("Fondo"), practice("Fondo")], dry_run: false };
    let report: PublishReport = ask(&node, twice).await;
    let [first, second] = &report.files[..] else { panic!("{report:?}") };
    assert!(matches!(first.outcome, FileOutcome::Published { .. }), "{report:?}");
    // It is to be sent again, and is unchanged then.
    assert!(matches!(second.outcome, FileOutcome::Deferred { .. }), "{report:?}");
    assert_eq!(signed(&node), 1);
    assert!(matches!(outcome(&node, publication("Fondo")).await.0, FileOutcome::Unchanged { .. }));
    node.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_on_a_day_that_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = founded(folder.path()).await;
    let work = published(&node, "Fondo").await;
    let confirmation = |day: &str| Request::Confirm { work: work.clone(), review_by: Some(day.into()) };
    refused(&node, confirmation("2127-02-30"), ProblemKind::Usage, "no such day").await;
    refused(&node, confirmation("2020-01-01"), ProblemKind::Usage, "is over").await;
    refused(&node, confirmation("soon"), ProblemKind::Usage, "YYYY").await;
    let _: Signed = ask(&node, confirmation("2127-02-28")).await;
    node.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_typed_is_no_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = founded(folder.path()).await;
    for typed in ["", "3f9"] {
        let (request, passphrase) = (typed.to_owned(), secret(PASSPHRASE));
        refused(&node, Request::Refuse { request: request.clone() }, ProblemKind::Usage, "id").await;
        let admit = Request::Admit { request: request.clone(), passphrase: secret(PASSPHRASE), budget: None };
        refused(&node, admit, ProblemKind::Usage, "id").await;
        let co_sign = Request::CoSign { proposal: request, passphrase };
        refused(&node, co_sign, ProblemKind::Usage, "id").await;
    }
    node.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_that_is_gone_is_not_begun_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = founded(folder.path()).await;
    published(&node, "Fondo").await;
    node.shutdown().await;
    let library = folder.path().join(crate::store::FILE);
    let kept = std::fs::read(&library).expect("a library");
    std::fs::remove_file(&library).expect("removed");
    let gone = start(folder.path()).await.err().expect("no start");
    assert!(gone.kind == ProblemKind::Integrity && gone.message.contains("missing"), "{gone:?}");
    assert!(!library.exists(), "none was made");
    std::fs::write(&library, []).expect("emptied");
    let gone = start(folder.path()).await.err().expect("no start");
    assert!(gone.kind == ProblemKind::Integrity && gone.message.contains("empty"), "{gone:?}");
    std::fs::write(&library, kept).expect("put back");
    let node = start(folder.path()).await.expect("started");
    assert_eq!(signed(&node), 1);
    node.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_was_signed_before_a_crash_comes_into_force() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = founded(folder.path()).await;
    let services = node.services();
    let authority = services.governance.authority().expect("in force");
    let version = authority.roster().version;
    // All that the disk holds if the power fails between the note and what follows from it.
    let mut entry = EntryDraft::next(authority.roster(), clock::now_ms()).build().expect("an entry");
    let key = keys::load_encrypted(&services.folder.steward_key(), PASSPHRASE).expect("a key");
    entry.sign(services.who.organisation, &key);
    services.store.note_signing(entry).await.expect("noted");
    let stuck = Request::Renew { passphrase: secret(PASSPHRASE) };
    refused(&node, stuck, ProblemKind::Refused, "was signed already").await;
    node.shutdown().await;

    let node = start(folder.path()).await.expect("started");
    let authority = node.services().governance.authority().expect("in force");
    assert_eq!(authority.roster().version, version + 1);
    let change: RosterChange = ask(&node, Request::Renew { passphrase: secret(PASSPHRASE) }).await;
    assert_eq!((change.in_force, change.version), (true, version + 2));
    node.shutdown().await;
}
