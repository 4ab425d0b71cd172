//! Those who have no valid invitation stay outside, and are told why.

use vicinia_tests::cluster::{PATIENCE, TestNode, holds, until};

/// Waits until the stranger's own status says why it stays outside; it holds nothing then.
fn told(stranger: &TestNode, words: &str) {
    until(PATIENCE, &format!("{} is told `{words}`", stranger.name), || {
        let status = stranger.status();
        holds(status["summary"].as_str().is_some_and(|summary| summary.contains(words)), &status)
    });
    let status = stranger.status();
    assert_eq!(status["library"]["records"], 0, "{status}");
    assert_ne!(status["organisation"]["membership"], "member", "{status}");
}

/// Waits until the member has counted a refused request.
fn counted(member: &TestNode) {
    until(PATIENCE, &format!("{} counts the refused request", member.name), || {
        let refused = member.status()["refused"].clone();
        let lines = refused.as_array().into_iter().flatten();
        holds(lines.into_iter().any(|line| line["reason"] == "join-request"), &refused)
    });
}

/// The line with one letter of its middle changed.
fn mangled(line: &str) -> String {
    let middle = line.len() / 2;
    let other = if line[middle..].starts_with('q') { "p" } else { "q" };
    format!("{}{other}{}", &line[..middle], &line[middle + 1..])
}

#[test]
fn a_mangled_invitation_is_refused_before_anything_is_made() {
    let founder = TestNode::found("Comune di A");
    let stranger = TestNode::new("Comune di B");
    let ran = stranger.particulars(&["join", &mangled(&founder.invite())]);
    assert_eq!((ran.code, ran.json()["error"]["kind"].as_str()), (Some(2), Some("usage")), "{ran:?}");
    assert!(
        ran.json()["error"]["message"].as_str().is_some_and(|words| words.contains("invitation")),
        "{ran:?}"
    );
    assert!(!stranger.data().join("library.sqlite3").exists());
}

#[test]
fn an_invitation_is_good_for_one() {
    let founder = TestNode::found("Comune di A");
    founder.ask(&["publish", &founder.write("opera.md", "Un titolo", "ghironda")]).done();
    let line = founder.invite();
    let _admitted = TestNode::join("Comune di B", &line);
    founder.admit("Comune di B");
    let late = TestNode::join("Comune di C", &line);
    told(&late, "used");
    assert!(late.log().contains("used"), "{}", late.log());
    counted(&founder);
    assert!(late.search("ghironda").is_empty());
}

/// An invitation with which this organisation has prepared its request, long before it is sent.
fn soon_to_expire(founder: &TestNode, stranger: &TestNode) -> (String, u64) {
    for seconds in [5, 25, 125] {
        let made = founder.ask(&["invite", "--valid-for", &format!("{seconds}s")]).done();
        let line = made["invitation"].as_str().unwrap().to_owned();
        let ran = stranger.particulars(&["join", &line]);
        if ran.code == Some(0) {
            return (line, made["expires_at_ms"].as_u64().unwrap());
        }
        assert!(
            ran.json()["error"]["message"].as_str().is_some_and(|words| words.contains("expired")),
            "{ran:?}"
        );
    }
    panic!("two minutes were not enough to prepare a request");
}

#[test]
fn an_expired_invitation_opens_nothing() {
    let founder = TestNode::found("Comune di A");
    founder.ask(&["publish", &founder.write("opera.md", "Un titolo", "ghironda")]).done();
    let mut late = TestNode::new("Comune di B");
    let (line, expires_at_ms) = soon_to_expire(&founder, &late);
    until(2 * PATIENCE, "the invitation has expired", || {
        let now = node::clock::now_ms();
        holds(now > expires_at_ms, now)
    });
    late.up();
    told(&late, "expired");
    assert!(late.log().contains("expired"), "{}", late.log());
    counted(&founder);
    assert!(late.search("ghironda").is_empty());
    let later = TestNode::new("Comune di C");
    let ran = later.particulars(&["join", &line]);
    assert_eq!((ran.code, ran.json()["error"]["kind"].as_str()), (Some(4), Some("refused")), "{ran:?}");
    assert!(!later.data().join("library.sqlite3").exists());
}

#[test]
fn an_invitation_of_another_network_opens_nothing_here() {
    let here = TestNode::found("Comune di A");
    let there = TestNode::found("Comune di Z");
    let path = here.write("opera.md", "Un titolo", "ghironda");
    here.publish(&path);
    let mut stranger = TestNode::new("Comune di B");
    stranger.particulars(&["join", &there.invite()]).done();
    stranger.up();
    there.admit("Comune di B");
    until(PATIENCE, "Comune di B is a member there", || {
        let status = stranger.status();
        holds(status["organisation"]["membership"] == "member", &status)
    });
    assert_eq!(here.members().len(), 1);
    assert!(stranger.search("ghironda").is_empty());
}
