//! The node as a whole, where one of its parts fails.

mod acts;
mod alone;
mod disk;
mod expiry;

use super::*;
use crate::setup::{Founding, found};
use protocol::api::{PublishReport, SearchAnswer, SearchRequest, SourceFile, Status};
use serde::de::DeserializeOwned;

const PASSPHRASE: &str = "assembly of neighbours";

fn founding() -> Founding {
    Founding {
        network_name: "Test network".into(),
        organisation: "Comune di Pieve".into(),
        kind: 1,
        country: "IT".into(),
        language: "it".into(),
        budget_records: 10_000,
        ..Founding::default()
    }
}

/// A practice under this title, which `ghironda` finds.
fn practice(title: &str) -> SourceFile {
    let name = format!("{title}.md");
    let text = format!(
        "---\nkind: practice\ntitle: \"{title}\"\nsummary: \"Esempio.\"\nlanguage: it\n---\n\nghironda\n"
    );
    SourceFile { key: name.clone(), name, text }
}

fn publication(title: &str) -> Request {
    Request::Publish { files: vec![practice(title)], dry_run: false }
}

async fn ask<T: DeserializeOwned>(node: &Node, request: Request) -> T {
    serde_json::from_value(node.ask(request).await.expect("an answer")).expect("as described")
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_are_served_while_the_network_is_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let founding = founding();
    found(folder.path(), &founding, PASSPHRASE).expect("founded");
    let config = Config {
        listen: vec!["/ip4/127.0.0.1/tcp/0".into()],
        web: crate::config::Wish::None,
        ..Config::new(folder.path())
    };
    let node = Node::start(config).await.expect("started");
    let online = node.services().online.clone().expect("online");

    online.net.break_down().await;
    let report: PublishReport = ask(&node, publication("Fondo")).await;
    assert_eq!(report.files.len(), 1);
    let _: serde_json::Value = ask(&node, Request::AwaitIndex { timeout_ms: 30_000 }).await;
    let search = SearchRequest { query: "ghironda".into(), limit: 10, ..SearchRequest::default() };
    let found: SearchAnswer = ask(&node, Request::Search(search)).await;
    assert_eq!(found.hits.len(), 1);
    let status: Status = ask(&node, Request::Status).await;
    let told = status.warnings.iter().any(|warning| warning.contains("broke down 1 time "));
    assert!(told, "{:?}", status.warnings);
    node.shutdown().await;
}
