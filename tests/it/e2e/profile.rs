//! What an organisation says of itself: signed at home, read everywhere, said anew.

use vicinia_tests::cluster::{PATIENCE, TestNode, holds, run, until};

#[test]
fn a_profile_is_signed_at_home_and_read_by_others() {
    let node = TestNode::found("Comune di A");
    let other = TestNode::joined("Comune di B", &node);
    let before = node.ask(&["profile", "show", "Comune di B"]).done();
    assert!(before["issued_at_ms"].is_null(), "{before}");

    let example = run(["profile", "set", "--example"]);
    let file = other.write_bytes("profile.yaml", example.out.as_bytes());
    let dry = other.ask(&["profile", "set", &file, "--dry-run"]).done();
    assert!(dry["record"].is_null() && dry["warnings"] == serde_json::json!([]), "{dry}");
    let first = other.ask(&["profile", "set", &file]).done();
    assert!(first["record"].is_string(), "{first}");
    let again = other.ask(&["profile", "set", &file]).done();
    assert!(again["record"].is_null(), "nothing new is not signed: {again}");
    until(PATIENCE, "the profile has come", || {
        let seen = node.ask(&["profile", "show", "Comune di B"]).done();
        holds(seen["knows"].as_array().is_some_and(|list| list.len() == 4), &seen)
    });

    // The new word takes the place of the old one.
    let file = other.write_bytes("profile.yaml", b"about: Un comune di montagna\nknows: [Case vuote]\n");
    other.ask(&["profile", "set", &file]).done();
    until(PATIENCE, "the new profile has come", || {
        let seen = node.ask(&["profile", "show", "Comune di B"]).done();
        let about = &seen["about"][0]["text"];
        holds(about == "Un comune di montagna" && seen["seeks"] == serde_json::json!([]), &seen)
    });
    assert_eq!(node.status()["library"]["works"], 0, "a profile is no work");

    let wrong = other.write_bytes("wrong.yaml", b"- a list");
    let refused = other.ask(&["profile", "set", &wrong]);
    assert_eq!((refused.code, &refused.json()["error"]["kind"]), (Some(4), &"refused".into()));
}
