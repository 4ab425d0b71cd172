//! Room for texts: a node keeps as much as it was told to, says what it leaves out, and fetches it when there
//! is room.

use vicinia_tests::cluster::{PATIENCE, TestNode, holds, same, until};

fn settings(node: &mut TestNode, text: &str) {
    node.stop();
    std::fs::write(node.data().join("vicinia.toml"), text).unwrap();
    node.up();
}

#[test]
fn texts_without_room_are_left_out_and_fetched_once_there_is() {
    let founder = TestNode::found("Comune di A");
    let mut member = TestNode::joined("Comune di B", &founder);
    settings(&mut member, "texts_gib = 0\n");
    let (_, work) = founder.publish(&founder.write("opera.md", "Un titolo", "ghironda"));
    let status = until(PATIENCE, "the member has the record and not its text", || {
        let status = member.status();
        let library = &status["library"];
        let left_out = library["bodies_declined"].as_u64() > Some(0) && library["bodies_missing"] == 0;
        if left_out { Ok(status) } else { Err(library.to_string()) }
    });
    let warnings = status["warnings"].to_string();
    assert!(warnings.contains("Not kept here: ") && warnings.contains("of Comune di A; "), "{warnings}");
    assert!(warnings.contains("`texts_gib` in vicinia.toml"), "{warnings}");
    assert!(member.search("ghironda").is_empty());
    let (_, own) = member.publish(&member.write("propria.md", "Un altro", "ocarina"));
    member.finds("ocarina", &[&own]);
    founder.finds("ocarina", &[&own]);

    settings(&mut member, "texts_gib = 1\n");
    member.finds("ghironda", &[&work]);
    same(&[&founder, &member], PATIENCE);
    until(PATIENCE, "nothing is left out", || {
        let library = member.status()["library"].clone();
        holds(library["bodies_declined"] == 0 && library["bodies_missing"] == 0, &library)
    });
}
