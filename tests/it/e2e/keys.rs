//! Keys of an organisation by the command line: certificates renewed, nodes added and cut off, the root
//! key succeeded.

use serde_json::Value;
use vicinia_tests::cluster::{PATIENCE, TestNode, holds, same, until};

/// The lines of `vicinia node`.
fn nodes(node: &TestNode) -> Vec<Value> {
    node.ask(&["node"]).done()["nodes"].as_array().cloned().unwrap_or_default()
}

fn key(node: &TestNode) -> String {
    node.status()["organisation"]["node"].as_str().unwrap().to_owned()
}

/// How a record stands at a node, in words.
fn standing(at: &TestNode, record: &str) -> String {
    let ran = at.ask(&["inspect", record]);
    if ran.code == Some(0) {
        ran.json()["standing"].as_str().unwrap_or_default().to_owned()
    } else {
        String::new()
    }
}

fn stands(at: &TestNode, record: &str, words: &str) {
    until(PATIENCE, &format!("{} says `{words}` of {record}", at.name), || {
        let standing = standing(at, record);
        holds(standing.contains(words), &standing)
    });
}

/// A second computer of the organisation, by what `node add` printed on `by`, with a copy of `of`'s key.
fn further(name: &str, by: &TestNode, of: &TestNode, extra: &[&str]) -> TestNode {
    let place = by.ask(&[&["node", "add"], extra].concat()).done();
    let text = |key: &str| place[key].as_str().unwrap_or_else(|| panic!("{place}")).to_owned();
    let (invitation, at) = (text("invitation"), text("place"));
    let root = of.data().join("keys/root.age");
    let mut node = TestNode::new(name);
    let verb = ["node", "join", &invitation, &at, "--root-key", root.to_str().unwrap(), "--language", "it"];
    node.signing(&verb).done();
    node.up();
    certified(&node);
    node
}

/// Waits until the node may sign; what it says of that.
fn certified(node: &TestNode) -> Value {
    until(PATIENCE, &format!("{} speaks for its organisation", node.name), || {
        let status = node.status();
        let certificate = status["certificate"].clone();
        if certificate["state"] == "valid" { Ok(certificate) } else { Err(status.to_string()) }
    })
}

#[test]
fn a_renewed_certificate_is_accepted_and_publishing_goes_on() {
    let founder = TestNode::found("Comune di A");
    let member = TestNode::joined("Comune di B", &founder);
    let key = key(&member);
    let vouched = |node: &TestNode| node.ask(&["inspect", &key]).done()["authority"].clone();
    let known = until(PATIENCE, "the founder knows the member's node", || {
        let shown = vouched(&founder);
        if shown.to_string().contains("certified the node") { Ok(shown) } else { Err(shown.to_string()) }
    });
    let before = certified(&member);
    let wrong = member.ask(&["node", "renew"]);
    assert_eq!((wrong.code, wrong.json()["error"]["kind"].as_str()), (Some(2), Some("usage")), "{wrong:?}");

    let done = member.signing(&["node", "renew"]).done();
    assert!(done["message"].as_str().unwrap().starts_with("Renewed: this node may sign until "), "{done}");
    let after = member.status()["certificate"].clone();
    assert!(after["expires_at_ms"].as_u64() > before["expires_at_ms"].as_u64(), "{before} {after}");
    until(PATIENCE, "the founder has the new certificate", || {
        let shown = vouched(&founder);
        holds(shown != known, &shown)
    });
    let (_, work) = member.publish(&member.write("opera.md", "Un titolo", "ghironda"));
    founder.finds("ghironda", &[&work]);
    same(&[&founder, &member], PATIENCE);
}

#[test]
fn a_stopped_node_is_renewed_too() {
    let mut founder = TestNode::found("Comune di A");
    founder.stop();
    founder.signing(&["node", "renew"]).done();
    founder.up();
    founder.publish(&founder.write("opera.md", "Un titolo", "ghironda"));
    assert_eq!(nodes(&founder)[0]["state"], "valid");
}

#[test]
fn a_further_node_publishes_and_its_organisation_cuts_it_off() {
    let founder = TestNode::found("Comune di A");
    let mut first = TestNode::joined("Comune di B", &founder);
    let mut second = further("Comune di B, 2", &first, &first, &[]);
    let stolen = key(&second);
    let (_, good) = second.publish(&second.write("opera.md", "Un titolo", "ghironda"));
    founder.finds("ghironda", &[&good]);
    first.finds("ghironda", &[&good]);
    assert_eq!(nodes(&first).len(), 2);
    first.stop();
    let (_, bad) = second.publish(&second.write("altra.md", "Un altro", "ocarina"));
    founder.finds("ocarina", &[&bad]);

    second.stop();
    first.up();
    let revoke = ["node", "revoke", &stolen, "--reason", "stolen-device", "--last-good", &good, "--yes"];
    first.signing(&revoke).done();
    for node in [&founder, &first] {
        stands(node, &bad, "revoked");
        node.finds("ocarina", &[]);
        node.finds("ghironda", &[&good]);
    }
    assert!(nodes(&first).iter().any(|one| one["state"] == "revoked" && one["node"] == stolen));
    let again = first.signing(&revoke);
    assert_eq!(again.code, Some(4), "{again:?}");
}

#[test]
fn stewards_cut_off_a_node_that_its_organisation_cannot() {
    let mut founder = TestNode::found("Comune di A");
    let mut second = TestNode::joined("Comune di B", &founder);
    let third = TestNode::joined("Comune di C", &founder);
    let (_, good) = second.publish(&second.write("opera.md", "Un titolo", "ghironda"));
    founder.finds("ghironda", &[&good]);
    third.finds("ghironda", &[&good]);
    until(PATIENCE, "the two can do without the founder", || {
        let peers = third.ask(&["peers"]).done();
        let lines = peers["peers"].as_array().into_iter().flatten();
        holds(lines.filter(|line| line["connected"] == true).count() == 2, &peers)
    });
    let key = key(&second);
    // The founder decides alone, offline, what it knows of; the others go on meanwhile.
    founder.stop();
    let theirs = founder.signing(&["node", "revoke", &key, "--yes"]);
    assert_eq!(theirs.code, Some(4), "our root key says nothing about their nodes: {theirs:?}");
    let change =
        founder.signing(&["node", "revoke", &key, "--as-steward", "--reason", "lost-device", "--yes"]);
    assert_eq!(change.done()["in_force"], true);
    let (_, bad) = second.publish(&second.write("altra.md", "Un altro", "ocarina"));
    third.finds("ocarina", &[&bad]);
    second.stop();
    founder.up();
    for node in [&founder, &third] {
        stands(node, &bad, "revoked");
        node.finds("ocarina", &[]);
        node.finds("ghironda", &[&good]);
    }
    // Its organisation goes on with a new computer: another member knows the free place.
    let again = further("Comune di B", &third, &second, &["--of", "Comune di B"]);
    let (_, later) = again.publish(&again.write("terza.md", "Un terzo", "fagotto"));
    third.finds("fagotto", &[&later]);
}

#[test]
fn a_new_root_key_takes_over_and_the_old_one_is_worthless() {
    let founder = TestNode::found("Comune di A");
    let member = TestNode::joined("Comune di B", &founder);
    let kept = member.texts().join("root-before.age");
    std::fs::copy(member.data().join("keys/root.age"), &kept).unwrap();
    let request = member.texts().join("request.hex");
    let made = member.signing(&["node", "new-root", request.to_str().unwrap()]).done();
    assert_eq!(made["kept"].as_array().unwrap().len(), 1, "{made}");
    let change = founder.signing(&["members", "new-root", request.to_str().unwrap(), "--yes"]).done();
    assert_eq!(change["in_force"], true, "{change}");
    let new = made["fingerprint"].as_str().unwrap();
    until(PATIENCE, "the member knows its new root key", || {
        let shown = member.ask(&["node"]).done();
        holds(shown["root"] == new, &shown)
    });

    member.signing(&["node", "renew"]).done();
    let (_, work) = member.publish(&member.write("opera.md", "Un titolo", "ghironda"));
    founder.finds("ghironda", &[&work]);
    assert!(!member.data().join("keys/root-next.age").exists(), "the successor has taken its place");
    std::fs::copy(&kept, member.data().join("keys/root.age")).unwrap();
    let old = member.signing(&["node", "renew"]);
    assert_eq!((old.code, old.json()["error"]["kind"].as_str()), (Some(4), Some("refused")), "{old:?}");
}

#[test]
fn a_folder_without_its_root_key_says_what_is_missing() {
    let founder = TestNode::found("Comune di A");
    std::fs::remove_file(founder.data().join("keys/root.age")).unwrap();
    let ran = founder.signing(&["node", "renew"]);
    let words = ran.json()["error"].to_string();
    assert!(words.contains("root.age") && words.contains("put it back"), "{words}");
}
