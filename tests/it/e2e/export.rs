//! A list of works taken along from the command line: every format, whole, and as the web gives it.

use serde_json::Value;
use std::path::Path;
use vicinia_tests::cluster::TestNode;

/// More works than an answer has hits.
const WORKS: usize = 120;

/// A stopped founder with many works, one of which tries to leave its cell.
fn stocked() -> TestNode {
    let node = TestNode::new("Comune di A");
    node.particulars(&["init", "--found", "Rete casa"]).done();
    for number in 1..WORKS {
        node.write(&format!("{number}.md"), &format!("Opera {number}"), "ghironda");
    }
    node.write("ultima.md", "=cmd(1), 100 % } ER  - ", "ghironda");
    node.ask(&["publish", node.texts().to_str().unwrap()]).done();
    node
}

/// What `--export` prints, which must be a whole file.
fn exported(node: &TestNode, format: &str) -> String {
    let ran = node.tell(&["search", "ghironda", "--export", format, "--quiet"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    ran.out
}

#[test]
fn every_format_has_every_work() {
    let node = stocked();
    let csv = exported(&node, "csv");
    assert_eq!(csv.lines().count(), WORKS + 1);
    assert!(csv.starts_with("id,title,kind,publisher,") && csv.contains("\"'=cmd(1), 100 % } ER"), "{csv}");
    let lines = exported(&node, "jsonl");
    let hits: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut ids: Vec<&str> = hits.iter().filter_map(|hit| hit["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), WORKS, "each once");
    let bibtex = exported(&node, "bibtex");
    assert_eq!(bibtex.matches("@misc{vicinia-").count(), WORKS);
    assert_eq!(bibtex.matches('{').count(), bibtex.matches('}').count());
    let ris = exported(&node, "ris");
    assert_eq!((ris.matches("TY  - GEN").count(), ris.matches("\nER  - ").count()), (WORKS, WORKS));

    // What narrows a search narrows its export, and a file holds what would be printed.
    let none = node.tell(&["search", "ghironda", "--filter", "country=FR", "--export", "csv", "--quiet"]);
    assert_eq!(none.out.lines().count(), 1, "{none:?}");
    let file = node.texts().join("lista.csv");
    let path = file.to_str().unwrap();
    let written = node.ask(&["search", "ghironda", "--export", "csv", "--output", path]).done();
    assert_eq!((&written["works"], &written["file"]), (&WORKS.into(), &path.into()));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), csv);
    let document = node.ask(&["search", "ghironda", "--export", "csv"]).done();
    assert_eq!((document["text"].as_str(), &document["total"]), (Some(csv.as_str()), &WORKS.into()));
}

#[test]
fn a_file_that_cannot_be_written_says_so() {
    let node = TestNode::new("Comune di A");
    node.particulars(&["init", "--found", "Rete casa"]).done();
    let file = "/nowhere/at/all.csv";
    let ran = node.tell(&["search", "--export", "csv", "--output", file]);
    assert!(ran.code == Some(3) && ran.err.contains(file) && !Path::new(file).exists(), "{ran:?}");
}
