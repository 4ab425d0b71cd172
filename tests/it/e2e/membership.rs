//! What stewards decide about members, and what becomes of their works.

use vicinia_tests::cluster::{PATIENCE, TestNode, holds, until};

fn decide(steward: &TestNode, decision: &str, name: &str) {
    let change = steward.signing(&["members", decision, name, "--yes"]).done();
    assert_eq!(change["in_force"], true, "{change}");
}

/// Waits until the node knows how it stands.
fn stands(node: &TestNode, membership: &str) {
    until(PATIENCE, &format!("{} knows it is {membership}", node.name), || {
        let status = node.status();
        holds(status["organisation"]["membership"] == membership, &status)
    });
}

#[test]
fn works_of_a_suspended_member_vanish_and_come_back() {
    let founder = TestNode::found("Comune di A");
    let member = TestNode::joined("Comune di B", &founder);
    let (_, work) = member.publish(&member.write("opera.md", "Un titolo", "ghironda"));
    founder.finds("ghironda", &[&work]);
    decide(&founder, "suspend", "Comune di B");
    founder.finds("ghironda", &[]);
    stands(&member, "suspended");
    for verb in ["status", "peers"] {
        let summary = member.ask(&[verb]).done()["summary"].clone();
        assert!(summary.as_str().unwrap().starts_with("Suspended by the stewards"), "{verb}: {summary}");
    }
    decide(&founder, "reinstate", "Comune di B");
    founder.finds("ghironda", &[&work]);
    stands(&member, "member");
    let (_, later) = member.publish(&member.write("altra.md", "Un altro", "ocarina"));
    founder.finds("ocarina", &[&later]);
}

#[test]
fn who_waits_is_told_what_to_read_out() {
    let founder = TestNode::found("Comune di A");
    let mut node = TestNode::new("Comune di B");
    let asked = node.particulars(&["join", &founder.invite()]).done();
    let fingerprint = asked["fingerprint"].as_str().unwrap();
    node.up();
    for verb in ["status", "peers"] {
        let summary = node.ask(&[verb]).done()["summary"].clone();
        let summary = summary.as_str().unwrap();
        assert!(summary.starts_with("Waiting to join") && summary.contains(fingerprint), "{verb}: {summary}");
    }
}

#[test]
fn what_a_removed_member_signs_later_is_not_taken() {
    let founder = TestNode::found("Comune di A");
    let mut member = TestNode::joined("Comune di B", &founder);
    let (_, work) = member.publish(&member.write("opera.md", "Un titolo", "ghironda"));
    founder.finds("ghironda", &[&work]);
    member.stop();
    decide(&founder, "remove", "Comune di B");
    // Its node has not heard of it, so it still signs.
    let (outcome, _) = member.publish(&member.write("altra.md", "Un altro", "ocarina"));
    assert_eq!(outcome, "published");
    member.up();
    until(PATIENCE, "the removed node is told so", || {
        let status = member.status();
        holds(status["organisation"]["membership"] == "removed", &status)
    });
    founder.finds("ocarina", &[]);
    founder.finds("ghironda", &[&work]);
}

#[test]
fn nobody_unknown_is_decided_about() {
    let founder = TestNode::found("Comune di A");
    for verb in [["members", "suspend", "nessuno", "--yes"].as_slice(), &["members", "admit", "abcd"]] {
        let ran = founder.signing(verb);
        assert_eq!((ran.code, ran.json()["error"]["kind"].as_str()), (Some(3), Some("not_found")), "{ran:?}");
    }
    for verb in ["show", "inspect", "verify"] {
        assert_eq!(founder.ask(&[verb, &"ab".repeat(32)]).code, Some(3), "{verb}");
    }
}
