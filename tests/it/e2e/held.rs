//! Where a work lives: nodes sign what they hold, and what they have purged.

use serde_json::Value;
use std::time::Duration;
use vicinia_tests::cluster::{PATIENCE, TestNode, holds, same, until};

/// What the other nodes have signed about a work, by name and state.
fn words(at: &TestNode, work: &str) -> Vec<(String, String)> {
    let shown = at.ask(&["inspect", work]).done();
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let lines = shown["held_by"].as_array().cloned().unwrap_or_default();
    lines.iter().map(|line| (text(line, "organisation"), text(line, "state"))).collect()
}

fn said(at: &TestNode, work: &str, expected: &[(&str, &str)]) {
    until(PATIENCE, &format!("{} knows {expected:?} of {work}", at.name), || {
        let words = words(at, work);
        let same = words.iter().map(|(who, what)| (who.as_str(), what.as_str())).eq(expected.iter().copied());
        holds(same, &words)
    });
}

#[test]
fn others_sign_that_they_hold_a_work_and_that_they_have_purged_it() {
    let founder = TestNode::found("Comune di A");
    let mut second = TestNode::joined("Comune di B", &founder);
    let third = TestNode::joined("Comune di C", &founder);
    let (_, work) = founder.publish(&founder.write("opera.md", "Un titolo", "ghironda"));
    let (_, other) = founder.publish(&founder.write("altra.md", "Un altro", "ocarina"));
    same(&[&founder, &second, &third], PATIENCE);
    said(&founder, &work, &[("Comune di B", "held"), ("Comune di C", "held")]);
    said(&second, &work, &[("Comune di A", "held"), ("Comune di C", "held")]);

    // Nobody was asked about this one, and nobody answers now: one word covers all works of A.
    until(PATIENCE, "a word about everything has been signed and outlives its node", || {
        founder.ask(&["sync"]).done();
        std::thread::sleep(Duration::from_secs(2));
        second.stop();
        let words = words(&founder, &other);
        second.up();
        holds(words.contains(&("Comune di B".to_owned(), "held".to_owned())), &words)
    });

    let withdraw =
        ["withdraw", &work, "--reason", "personal-data", "--level", "erase", "--root-key", "--yes"];
    founder.signing(&withdraw).done();
    said(&founder, &work, &[("Comune di B", "purged"), ("Comune di C", "purged")]);
    said(&founder, &other, &[("Comune di B", "held"), ("Comune di C", "held")]);
}
