//! Sample documents, and what people see of them (`golden/`). `VICINIA_GOLDEN=write` writes them anew.

use super::*;
use serde::de::DeserializeOwned;
use serde_json::json;

const PAGE: Page = Page { width: 80, now_ms: 1_800_000_000_000 };
const MINUTE: u64 = 60_000;
const DAY: u64 = 86_400_000;

fn document<T: DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("a sample document")
}

fn check(name: &str, text: &str) {
    let text = anstream::adapter::strip_str(text).to_string();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/show/golden").join(name);
    if std::env::var_os("VICINIA_GOLDEN").is_some() {
        std::fs::write(&path, &text).expect("written");
    }
    let golden = std::fs::read_to_string(&path).expect("a golden text");
    assert_eq!(text, golden, "{name}\n{text}");
    let long = text.lines().find(|line| style::columns(line) > PAGE.width);
    assert_eq!(long, None, "{name} has lines that are too long");
}

fn id(start: &str) -> String {
    format!("{start:0<64}")
}

#[test]
fn hits() {
    let answer = document(json!({
        "schema_version": 1, "query": "garanzia affitto", "total": 12, "took_us": 3_600,
        "hits": [{
            "id": id("8c03f1a2b7"), "record": id("77"), "publisher": "Unione dei Comuni di Valdoro (esempio)",
            "title": "Fondo di garanzia per l'affitto con un solo referente per i proprietari di tutto il territorio",
            "kind": "practice", "language": "it", "score": 12.5, "verified": true,
            "snippet": "cinque comuni mettono in comune un fondo di garanzia che copre fino a quattro mensilità … senza caparra",
            "highlights": [[43, 51]],
        }, {
            "id": id("51d0c2e9aa"), "record": id("78"), "publisher": "Δήμος Αστερούσας (παράδειγμα)",
            "title": "Ταμείο εγγύησης ενοικίου", "kind": "resource", "language": "el", "score": 3.0,
            "verified": true, "snippet": "", "highlights": [],
        }],
    }));
    check("search.txt", &search::search(&answer, &PAGE));
    let more = "search 'garanzia affitto' --offset 2";
    assert_eq!(search::next(&answer, 0), ["show 8c03f1a2b7", more]);
    assert_eq!(search::next(&answer, 10), ["show 8c03f1a2b7"]);
}

#[test]
fn nothing_found() {
    let answer =
        document(json!({"schema_version": 1, "query": "castelli", "total": 0, "took_us": 90, "hits": []}));
    check("search_nothing.txt", &search::search(&answer, &PAGE));
    assert!(search::next(&answer, 0).is_empty());
}

fn peer(name: &str, connected: bool, behind: u64, why: &str) -> serde_json::Value {
    json!({
        "organisation": name, "organisation_id": id("aa"), "node": id("bb"), "connected": connected,
        "transport": if connected { Some("quic") } else { None }, "behind": behind, "ahead": 0, "why": why,
        "last_sync_ms": PAGE.now_ms - 3 * MINUTE, "last_seen_ms": PAGE.now_ms - 2 * DAY,
    })
}

#[test]
fn state_of_a_node() {
    let answer = document(json!({
        "schema_version": 1, "version": "0.1.0", "roster_version": 3, "running": true,
        "organisation": {"id": id("b1b2b3"), "name": "Comune di A", "node": id("c1c2"), "membership": "member", "steward": true},
        "network": {"id": id("a1"), "name": "Rete casa"},
        "summary": "Up to date with 1 of 2 organisations; all 34 works are searchable.",
        "warnings": ["The roster runs out in 12 days: a steward should renew it with `vicinia members renew` before that, or nobody can join."],
        "library": {"works": 34, "records": 12_051, "searchable": 33, "withdrawn": 2, "held": 1, "barred": {"suspended": 4},
            "bodies_missing": 0, "forks": 0, "fingerprint": id("5f0e")},
        "index": {"lag": 1, "rebuilding": false, "set_aside": []},
        "refused": [{"reason": "bad signature", "count": 3, "last_ms": PAGE.now_ms - 5 * DAY, "detail": "record 12ab… of nobody we know"}],
        "peers": [peer("Comune di B", true, 0, "in step"), peer("Δήμος Αστερούσας", false, 7, "it does not answer at its last address")],
        "listening": ["/ip4/192.168.1.7/tcp/4811", "/ip4/192.168.1.7/udp/4811/quic-v1"],
        "last_checked_ms": PAGE.now_ms - 3 * MINUTE,
    }));
    check("status.txt", &status::status(&answer, &PAGE));
}

#[test]
fn who_is_connected() {
    let answer = document(json!({
        "schema_version": 1, "summary": "1 of 2 organisations is connected.",
        "peers": [peer("Comune di B", true, 12, "sending"), peer("Comune di C", false, 0, "")],
    }));
    check("peers.txt", &status::peers(&answer, &PAGE));
}

#[test]
fn who_belongs() {
    let member = |name: &str, status: &str, steward: bool| {
        json!({
            "id": id("d00d"), "name": name, "kind": "municipality", "territory": "IT Valdoro", "status": status,
            "steward": steward, "nodes": [id("c1")], "records": 120, "budget": 10_000, "since_version": 2,
        })
    };
    let answer = document(json!({
        "schema_version": 1, "network": {"id": id("a1"), "name": "Rete casa"}, "roster_version": 3,
        "expires_at_ms": PAGE.now_ms + 40 * DAY, "threshold": 2,
        "members": [member("Comune di A", "member", true), member("Zavetje, zavod za vključujoče bivanje", "suspended", false)],
        "proposals": [[id("e1e2"), "Admit Comune di C", 1, 2]],
    }));
    check("members.txt", &members::members(&answer, &PAGE));
}

#[test]
fn who_asks() {
    let answer = document(json!({"schema_version": 1, "requests": [{
        "id": id("3f9a"), "name": "Comune di B", "kind": "municipality", "territory": "IT Valdoro", "invited_by": "Comune di A",
        "fingerprint": "3f9a 22d1 0c4b 88e7 51d0", "message": "Ci siamo sentiti martedì.", "at_ms": PAGE.now_ms - 10 * MINUTE,
    }]}));
    check("requests.txt", &members::requests(&answer, &PAGE));
    let nobody = document(json!({"schema_version": 1, "requests": []}));
    assert!(members::requests(&nobody, &PAGE).contains("Nobody asks to join."));
}

#[test]
fn a_work_to_read() {
    let answer = document(json!({
        "schema_version": 1, "id": id("8c03f1a2b7"), "record": id("77"), "state": "withdrawn",
        "state_sentence": "Withdrawn on 2026-12-01: outdated.", "title": "Rental guarantee fund with a single contact",
        "summary": "Five municipalities pool a guarantee fund that covers up to four months of unpaid rent and damage to the flat.",
        "kind": "practice", "language": "en", "licence": "CC-BY-4.0", "visibility": "public",
        "publisher": "Unione dei Comuni di Valdoro (esempio)", "publisher_id": id("aa"), "issued_at_ms": PAGE.now_ms - 30 * DAY,
        "review_by": "2028-06", "facts": [["start", "2021-03"], ["target groups", "employed-without-network, left-reception, families, landlords, and others"]],
        "sections": [["Problem", "Owners **do not let** to people\nwithout a guarantor.\n\n- one reason that takes more than one line to be told to the reader\n- another"], ["", "The end."]],
        "documents": [["rules.pdf", 1_240_000, id("f1")]],
        "revisions": [[id("77"), PAGE.now_ms - 30 * DAY, "withdrawn"], [id("76"), PAGE.now_ms - 300 * DAY, "replaced"]],
        "translation_of": [id("9a"), "Fondo di garanzia per l'affitto", 2],
        "translations": [[id("9b"), "fr", "Fonds de garantie locative"]], "replacement": id("51d0c2e9aa"),
    }));
    check("work.txt", &work::work(&answer, &PAGE));
}

#[test]
fn checks_of_a_work() {
    let answer = document(json!({
        "schema_version": 1, "work": id("8c03f1a2b7"), "ok": false,
        "checks": [["signature", true, "by node c1c2 of Comune di A"], ["authority", false,
            "the certificate of this node had been revoked before this record was made, as the roster says since version 3"]],
    }));
    check("verify.txt", &check::verification(&answer, &PAGE));
}

#[test]
fn everything_about_an_id() {
    let answer = document(json!({
        "schema_version": 1, "id": id("8c03f1a2b7"), "what": "record", "fields": [["sequence", "12"], ["kind", "publication"]],
        "authority": ["Comune di A founded the network.", "Comune di A admitted Comune di B by roster entry 2."],
        "standing": "Live: it is the newest revision of its work.", "bytes": "00ff".repeat(40), "signatures": ["ab".repeat(64)],
        "held_by": [{"organisation": "Comune di A", "node": id("0a1b"), "state": "held", "at_ms": PAGE.now_ms,
            "sentence": "Comune di A has signed that it holds it: 2027-01-15 08:00:00 UTC"}],
    }));
    check("inspect.txt", &check::inspection(&answer, true, &PAGE));
}

#[test]
fn nodes_of_an_organisation() {
    let node = |slot: u64, state: &str, days: u64, sentence: &str| {
        json!({"node": id(&format!("{slot}f9a22d10c")), "label": format!("node {}", slot + 1), "slot": slot,
            "this": slot == 0, "state": state, "sentence": sentence, "records": 12 * slot + 3,
            "expires_at_ms": if state == "revoked" { None } else { Some(PAGE.now_ms + days * DAY) }})
    };
    let answer = document(json!({
        "schema_version": 1, "organisation": "Comune di B", "slots": 16, "root": "3f9a 22d1 0c4b 88e7 51d0",
        "nodes": [
            node(0, "valid", 300, "it may sign until 2027-11-11"),
            node(1, "ending", 9, "it may sign until 2027-01-24, 9 days from now; renew it with: vicinia node renew"),
            node(2, "revoked", 0, "it was revoked: what it signs now is shown nowhere"),
        ],
    }));
    check("nodes.txt", &nodes::nodes(&answer, &PAGE));
}

#[test]
fn what_became_of_files() {
    let files = document::<protocol::api::PublishReport>(json!({"schema_version": 1, "files": [
        {"name": "a.md", "outcome": "published", "work": id("8c03f1a2b7"), "title": "Fondo di garanzia", "warnings": []},
        {"name": "b.md", "outcome": "revised", "work": id("51d0c2e9aa"), "record": id("77"), "title": "Ταμείο εγγύησης",
            "warnings": ["line 3: a telephone number of a person?"]},
        {"name": "c.md", "outcome": "unchanged", "work": id("99"), "warnings": []},
        {"name": "practices/2026/sub/bad.md", "outcome": "refused", "warnings": [],
            "reason": "is not UTF-8 text from line 2 on; save it as UTF-8 and try again"},
    ]}));
    let answer = crate::publishing::Report::new(files.files, 2, false, Some(2.0));
    check("publish.txt", &report::report(&answer, &PAGE));
    let dry = crate::publishing::Report { dry_run: true, ..answer };
    let text = report::report(&dry, &PAGE);
    assert!(text.contains("would be published") && text.contains("would be revised"), "{text}");
}

#[test]
fn words_to_keep() {
    let words: Vec<String> = (1..=24).map(|number| format!("word{number}")).collect();
    let shown = kit::Kit {
        headline: "Comune di B is ready to join, invited by 0a1b2c3d4e.",
        fingerprint: Some("3f9a 22d1 0c4b 88e7 51d0"),
        words: &words.join(" "),
        file: std::path::Path::new("/var/lib/vicinia/keys/root.age"),
    };
    check("kit.txt", &kit::kit(&shown, &PAGE));
}
