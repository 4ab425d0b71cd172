//! Saved searches over two nodes: what comes is told once, whoever published it and whenever it is dated.

use serde_json::Value;
use vicinia_tests::cluster::{PATIENCE, TestNode, holds, until};

/// Works told by a look, each with whether only its revision is new.
fn told(news: &Value) -> Vec<(String, bool)> {
    let news = news["news"].as_array().unwrap_or_else(|| panic!("{news}")).iter();
    news.map(|one| (one["hit"]["id"].as_str().unwrap().to_owned(), one["revision"] == true)).collect()
}

fn look(node: &TestNode, name: &str) -> Vec<(String, bool)> {
    told(&node.ask(&["watch", "show", name]).done())
}

fn keeping(node: &TestNode, name: &str) -> Vec<(String, bool)> {
    told(&node.ask(&["watch", "show", name, "--keep"]).done())
}

#[test]
fn what_matches_and_came_since_is_told_once() {
    let node = TestNode::found("Comune di A");
    let other = TestNode::joined("Comune di B", &node);
    let (_, old) = node.publish(&node.write("vecchia.md", "Prima", "ghironda ocarina"));
    node.finds("ghironda", &[&old]);
    node.ask(&["watch", "add", "strumenti", "ghironda ocarina", "--filter", "kind=practice"]).done();
    assert_eq!(look(&node, "strumenti"), [], "what was there is not new");

    // One that matches, from elsewhere; one with one word of two; one that is something else.
    let file = other.write("nuova.md", "Seconda", "una ghironda e un'ocarina");
    let (_, new) = other.publish(&file);
    other.publish(&other.write("mezza.md", "Terza", "soltanto la ghironda"));
    other.publish(&other.write("altra.md", "Quarta", "fagotto"));
    until(PATIENCE, "all of it has come", || {
        let status = node.status();
        holds(status["library"]["searchable"] == 4 && status["index"]["lag"] == 0, &status)
    });
    assert_eq!(keeping(&node, "strumenti"), [(new.clone(), false)]);
    assert_eq!(look(&node, "strumenti"), [(new.clone(), false)], "it was kept");
    assert_eq!(look(&node, "strumenti"), [], "it was told");

    // A revision is told as one; a confirmation says nothing new; a withdrawn work disappears.
    other.write("nuova.md", "Seconda", "una ghironda, un'ocarina e uno xilofono");
    assert_eq!(other.publish(&file), ("revised".to_owned(), new.clone()));
    node.finds("xilofono", &[&new]);
    assert_eq!(keeping(&node, "strumenti"), [(new.clone(), true)]);
    other.ask(&["withdraw", &new, "--reason", "outdated", "--yes"]).done();
    node.finds("xilofono", &[]);
    node.ask(&["confirm", &old]).done();
    assert_eq!(look(&node, "strumenti"), []);
}

#[test]
fn saved_searches_outlive_the_process_and_can_be_had_back() {
    let node = TestNode::new("Comune di A");
    node.particulars(&["init", "--found", "Rete casa"]).done();
    node.ask(&["watch", "add", "tutto"]).done();
    let (_, first) = node.publish(&node.write("prima.md", "Prima", "ghironda"));
    let list = node.ask(&["watch", "list"]).done();
    assert_eq!(list["watches"][0]["name"], "tutto", "{list}");

    // Removed before anybody looked, and added again by the words it says.
    let ran = node.tell(&["watch", "remove", "tutto"]);
    let again = ran.err.lines().find_map(|line| line.split_once("vicinia watch add tutto ")).unwrap().1;
    let again: Vec<&str> = again.split(" --data").next().unwrap().split(' ').collect();
    let gone = node.ask(&["watch", "show", "tutto"]);
    assert_eq!((gone.code, &gone.json()["error"]["kind"]), (Some(3), &"not_found".into()));
    node.ask(&[&["watch", "add", "tutto"], again.as_slice()].concat()).done();
    assert_eq!(look(&node, "tutto"), [(first, false)]);
    assert_eq!(look(&node, "tutto"), []);

    let taken = node.ask(&["watch", "add", "tutto", "altro"]);
    assert_eq!((taken.code, &taken.json()["error"]["kind"]), (Some(4), &"refused".into()));
    for name in ["", " ", &"a".repeat(65), "a\nb"] {
        assert_eq!(node.ask(&["watch", "add", name]).code, Some(2), "{name:?}");
    }
}
