//! What an organisation signs about a work of another: refused where it is honest, and no word against the
//! work where it is not.

use node::{Config, Node};
use protocol::id::WorkId;
use protocol::record::kind;
use protocol::sign::Subject;
use std::path::Path;
use vicinia_tests::cluster::{PATIENCE, TestNode, holds, until};

/// Signs the text of a work once more, as this folder's node, without asking whether it may.
async fn intrude(folder: &Path, work: WorkId) {
    let node = Node::start(Config { offline: true, ..Config::new(folder) }).await.unwrap();
    let services = node.services();
    let read = services.store.read_blocking(|view| {
        let newest = view.newest(work)?.unwrap();
        Ok((newest, node::library::publication(view, newest)?.unwrap()))
    });
    let (newest, body) = read.unwrap();
    let authority = services.governance.authority().unwrap();
    let subject = Subject {
        kind: kind::PUBLICATION,
        subject: Some(work),
        supersedes: vec![newest],
        ..Subject::default()
    };
    services.publisher.say(&authority, subject, &body).await.unwrap();
    node.shutdown().await;
}

#[test]
fn a_foreign_revision_says_nothing_against_a_work() {
    let founder = TestNode::found("Comune di A");
    let mut member = TestNode::joined("Comune di B", &founder);
    let (_, work) = founder.publish(&founder.write("opera.md", "Un titolo", "ghironda"));
    member.finds("ghironda", &[&work]);
    let other = member.write("altra.md", "Un altro", "ocarina");
    let ran = member.ask(&["revise", &work, &other]);
    let message = ran.json()["error"]["message"].as_str().unwrap_or_default().to_owned();
    assert!(ran.code == Some(4) && message.contains("Comune di A"), "{ran:?}");

    member.stop();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(intrude(&member.data(), work.parse().unwrap()));
    member.up();
    until(PATIENCE, "the foreign record is held and barred", || {
        let status = founder.status();
        holds(status["library"]["barred"]["not-yours"] == 1, &status["library"])
    });
    for node in [&founder, &member] {
        let verified = node.ask(&["verify", &work]).done();
        assert_eq!(verified["ok"], true, "{verified}");
        assert!(
            verified.to_string().contains("Comune di B, which does not answer for this work"),
            "{verified}"
        );
        let shown = node.ask(&["show", &work]).done();
        assert_eq!(shown["revisions"].as_array().map(Vec::len), Some(1), "{shown}");
        assert_eq!(shown["publisher"], "Comune di A", "{shown}");
    }
}
