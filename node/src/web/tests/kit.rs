//! One node for all tests, with the sample library in it, and questions to its pages.

use super::super::site::Site;
use super::super::{App, router};
use crate::Node;
use crate::config::{Access, Config};
use crate::setup::{Founding, found};
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;
use protocol::api::{PublishReport, Request as Ask, SourceFile};
use protocol::codec::Wire;
use protocol::id::RecordId;
use protocol::record::Publication;
use protocol::record::kind;
use protocol::sign::Subject;
use scraper::Html;
use std::path::Path;
use std::sync::LazyLock;
use tokio::runtime::Runtime;

pub(super) const HOST: &str = "127.0.0.1:8423";
const PASSPHRASE: &str = "assembly of neighbours";

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));
static NODE: LazyLock<Kit> = LazyLock::new(|| RUNTIME.block_on(Kit::new()));

struct Kit {
    node: Node,
    everyone: App,
    office: App,
    _folder: tempfile::TempDir,
}

impl Kit {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        let founding = Founding {
            network_name: "Test network".into(),
            purpose: "Testing".into(),
            organisation: "Comune di Pieve".into(),
            kind: 1,
            country: "IT".into(),
            place: "Pieve".into(),
            language: "it".into(),
            budget_records: 5_000,
        };
        found(&data, &founding, PASSPHRASE).expect("founded");
        let node = Node::start(Config { offline: true, ..Config::new(&data) }).await.expect("started");
        publish_samples(&node).await;
        let site = |office: bool| {
            let access = Access { office, ..Access::default() };
            App::new(Site::new(node.services().clone(), &access, HOST.parse().expect("an address")))
        };
        Self { everyone: site(false), office: site(true), node, _folder: folder }
    }
}

async fn publish_samples(node: &Node) {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/library");
    for folder in ["valdoro", "asterousa", "zavetje"] {
        let mut waiting: Vec<SourceFile> = std::fs::read_dir(library.join(folder))
            .expect("the samples")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|one| one == "md"))
            .map(|path| SourceFile {
                key: path.display().to_string(),
                name: path.file_name().expect("a name").to_string_lossy().into_owned(),
                text: std::fs::read_to_string(&path).expect("a text"),
            })
            .collect();
        // What needs another file first is sent again after it.
        while !waiting.is_empty() {
            let asked = Ask::Publish { files: waiting.clone(), dry_run: false };
            let report: PublishReport =
                serde_json::from_value(node.ask(asked).await.expect("published")).expect("a report");
            let deferred = |name: &str| {
                report.files.iter().any(|one| {
                    one.name == name && matches!(one.outcome, protocol::api::FileOutcome::Deferred { .. })
                })
            };
            let before = waiting.len();
            waiting.retain(|file| deferred(&file.name));
            assert!(waiting.len() < before, "the samples need each other in a circle");
        }
    }
    settle(node).await;
}

async fn settle(node: &Node) {
    node.ask(Ask::AwaitIndex { timeout_ms: 60_000 }).await.expect("indexed");
}

/// An answer.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn page(&self) -> Html {
        Html::parse_document(&self.text)
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("plain"))
    }
}

/// Asks the site that anybody may read.
pub(super) fn ask(request: Request<Body>) -> Answer {
    send(NODE.everyone.clone(), request)
}

fn send(site: App, request: Request<Body>) -> Answer {
    RUNTIME.block_on(async move {
        let service = TowerToHyperService::new(router(site));
        let response = service.call(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("whole");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    })
}

/// A GET in English, as a browser sends it.
pub(super) fn get(path: &str) -> Answer {
    ask(request(path).body(Body::empty()).expect("a request"))
}

/// The same at a node that was opened to its office network.
pub(super) fn get_in_office(path: &str) -> Answer {
    send(NODE.office.clone(), request(path).body(Body::empty()).expect("a request"))
}

/// The same at a node that is reached under a name, perhaps by everybody.
pub(super) fn get_by_name(path: &str) -> Answer {
    let access = Access { names: vec!["vicinia.example".into()], ..Access::default() };
    let site = Site::new(NODE.node.services().clone(), &access, HOST.parse().expect("an address"));
    send(App::new(site), request(path).body(Body::empty()).expect("a request"))
}

/// The beginning of a GET.
pub(super) fn request(path: &str) -> axum::http::request::Builder {
    Request::get(path).header("host", HOST).header("accept-language", "en")
}

/// Publishes a work as it is, past all advice to authors; its id.
pub(super) fn publish(publication: &Publication) -> String {
    say(Subject { kind: kind::PUBLICATION, ..Subject::default() }, publication).to_string()
}

/// Signs and stores a record of any kind.
pub(super) fn say<T: Wire>(subject: Subject, body: &T) -> RecordId {
    RUNTIME.block_on(async {
        let services = NODE.node.services();
        let authority = services.governance.authority().expect("founded");
        let (record, _) = services.publisher.say(&authority, subject, body).await.expect("published");
        record
    })
}

/// Asks the node itself.
pub(super) fn node(ask: Ask) -> serde_json::Value {
    RUNTIME.block_on(NODE.node.ask(ask)).expect("done")
}

/// Everything published so far can be found.
pub(super) fn indexed() {
    RUNTIME.block_on(settle(&NODE.node));
}

/// The oldest work of a kind: a sample, whatever other tests publish and withdraw meanwhile.
pub(super) fn work(kind: &str) -> String {
    let found = get(&format!("/api/v1/search?q=kind:{kind}&limit=5&sort=oldest"));
    let document: serde_json::Value = serde_json::from_str(&found.text).expect("JSON");
    document["hits"][0]["id"].as_str().unwrap_or_else(|| panic!("no {kind}: {document}")).to_owned()
}
