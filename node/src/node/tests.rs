//! The node as a whole, where one of its parts fails.

use super::*;
use crate::setup::{Founding, found};
use protocol::api::{PublishReport, SearchAnswer, SearchRequest, SourceFile, Status};
use serde::de::DeserializeOwned;

async fn ask<T: DeserializeOwned>(node: &Node, request: Request) -> T {
    serde_json::from_value(node.ask(request).await.expect("an answer")).expect("as described")
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_are_served_while_the_network_is_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let founding = Founding {
        network_name: "Test network".into(),
        organisation: "Comune di Pieve".into(),
        kind: 1,
        country: "IT".into(),
        language: "it".into(),
        budget_records: 100,
        ..Founding::default()
    };
    found(folder.path(), &founding, "assembly of neighbours").expect("founded");
    let config = Config {
        listen: vec!["/ip4/127.0.0.1/tcp/0".into()],
        web: crate::config::Wish::None,
        ..Config::new(folder.path())
    };
    let node = Node::start(config).await.expect("started");
    let online = node.services().online.clone().expect("online");

    online.net.break_down().await;
    let text =
        "---\nkind: practice\ntitle: \"Fondo\"\nsummary: \"Esempio.\"\nlanguage: it\n---\n\nghironda\n";
    let file = SourceFile { key: "fondo.md".into(), name: "fondo.md".into(), text: text.into() };
    let report: PublishReport = ask(&node, Request::Publish { files: vec![file], dry_run: false }).await;
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
