//! A work's life in a network of three: published, revised, withdrawn, by processes that come and go.

use serde_json::Value;
use vicinia_tests::cluster::{PATIENCE, TestNode, holds, same, until};

/// A founder and two who joined by invitation.
fn three() -> [TestNode; 3] {
    let founder = TestNode::found("Comune di A");
    let second = TestNode::joined("Comune di B", &founder);
    let third = TestNode::joined("Comune di C", &founder);
    [founder, second, third]
}

fn names(members: &[Value]) -> Vec<&str> {
    let mut names: Vec<_> = members.iter().filter_map(|one| one["name"].as_str()).collect();
    names.sort_unstable();
    names
}

#[test]
fn everyone_lists_everyone() {
    for node in &three() {
        until(PATIENCE, &format!("{} lists three members", node.name), || {
            let members = node.members();
            holds(names(&members) == ["Comune di A", "Comune di B", "Comune di C"], &members)
        });
    }
}

#[test]
fn what_one_publishes_all_find_and_a_revision_replaces_it() {
    let nodes = three();
    for (node, word) in nodes.iter().zip(["xilofono", "zampogna", "fagotto"]) {
        let path = node.write("opera.md", "Un titolo", word);
        let (outcome, work) = node.publish(&path);
        assert_eq!(outcome, "published");
        assert_eq!(node.publish(&path), ("unchanged".to_owned(), work.clone()));
        nodes.iter().for_each(|other| other.finds(word, &[&work]));
    }
    let path = nodes[1].write("opera.md", "Un titolo", "ocarina");
    let (outcome, work) = nodes[1].publish(&path);
    assert_eq!(outcome, "revised");
    for node in &nodes {
        node.finds("ocarina", &[&work]);
        node.finds("zampogna", &[]);
    }
    same(&nodes.each_ref(), PATIENCE);
}

#[test]
fn a_withdrawal_reaches_those_who_were_away() {
    let mut nodes = three();
    let path = nodes[0].write("opera.md", "Un titolo", "ghironda");
    let (_, work) = nodes[0].publish(&path);
    nodes.iter().for_each(|node| node.finds("ghironda", &[&work]));
    nodes[2].stop();
    nodes[0].ask(&["withdraw", &work, "--reason", "outdated", "--yes"]).done();
    nodes[0].finds("ghironda", &[]);
    nodes[1].finds("ghironda", &[]);
    assert_eq!(nodes[2].search("ghironda"), [work], "a stopped node knows what it knew");
    nodes[2].up();
    nodes[2].finds("ghironda", &[]);
    same(&nodes.each_ref(), PATIENCE);
    assert_eq!(nodes[2].status()["library"]["withdrawn"], 1);
}

#[test]
fn everyone_is_connected_with_everyone() {
    for node in &three() {
        until(PATIENCE, &format!("{} is connected with both others", node.name), || {
            let peers = node.ask(&["peers"]).done();
            let lines = peers["peers"].as_array().into_iter().flatten();
            holds(lines.filter(|line| line["connected"] == true).count() == 2, &peers)
        });
    }
}
