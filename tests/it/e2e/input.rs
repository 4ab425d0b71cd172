//! Wrong input at the command line: one clear sentence, the right exit code, and nothing lost.

use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::Path;
use vicinia_tests::cluster::{Ran, TestNode, copy_folder, run, run_bound, write_private};

/// A refusal as a script sees it: code, kind, and words of its sentence.
fn refused(ran: &Ran, code: i32, kind: &str, words: &str) {
    let document = ran.json();
    assert_eq!((ran.code, document["error"]["kind"].as_str()), (Some(code), Some(kind)), "{ran:?}");
    let message = document["error"]["message"].as_str().unwrap();
    assert!(message.contains(words) && !message.contains('\n'), "{message}");
}

/// The same for people: nothing on standard output, a sentence on standard error.
fn told(ran: &Ran, code: i32, words: &str) {
    assert_eq!((ran.code, ran.out.as_str()), (Some(code), ""), "{ran:?}");
    assert!(ran.err.contains(words) && ran.err.contains("error: "), "{ran:?}");
}

/// A founder's folder without a running node.
fn stopped() -> TestNode {
    let node = TestNode::new("Comune di A");
    node.particulars(&["init", "--found", "Rete casa"]).done();
    node
}

#[test]
fn files_that_cannot_be_published_say_why_and_the_others_are_published() {
    let node = stopped();
    let good = node.write("buona.md", "Buona", "ghironda");
    let bad = [
        (node.write_bytes("latin.md", b"# Citt\xe0\n"), "UTF-8"),
        (node.write_bytes("rotta.md", b"---\nkind: [\ntitle: x\n---\nciao\n"), "line 2"),
        (node.write_bytes("lunga.md", &vec![b'a'; 300 * 1024]), "256000"),
    ];
    for (path, words) in &bad {
        let ran = node.ask(&["publish", path]);
        let reason = ran.json()["files"][0]["reason"].as_str().unwrap_or_default().to_owned();
        assert!(ran.code == Some(4) && reason.contains(words), "{path}: {ran:?}");
    }
    let ran = node.ask(&["publish", node.texts().to_str().unwrap()]);
    assert_eq!((ran.code, &ran.json()["published"], &ran.json()["refused"]), (Some(8), &1.into(), &3.into()));
    assert_eq!(node.search("ghironda"), [node.publish(&good).1]);
}

#[test]
fn what_is_no_text_of_the_folder_is_refused_and_not_waited_for() {
    let node = stopped();
    let (elsewhere, folder) = (node.write("altrove.md", "Altrove", "ghironda"), node.texts().join("in"));
    std::fs::create_dir(&folder).unwrap();
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mkfifoat(rustix::fs::CWD, folder.join("x.md"), mode).unwrap();
    std::os::unix::fs::symlink(&elsewhere, folder.join("y.md")).unwrap();
    let ran = node.ask(&["publish", folder.to_str().unwrap()]);
    let report = ran.json();
    let reason = |at: usize| report["files"][at]["reason"].as_str().unwrap_or_default().to_owned();
    assert_eq!(ran.code, Some(4), "{ran:?}");
    assert!(reason(0).contains("is not a file") && reason(1).contains("out of the folder"), "{report}");
    let ran = node.ask(&["publish", &node.write_bytes("ignored.pdf", b"plain words")]);
    let reason = ran.json()["files"][0]["reason"].as_str().unwrap_or_default().to_owned();
    assert!(ran.code == Some(4) && reason.contains(".md or .txt"), "{ran:?}");
}

#[test]
fn paths_that_are_not_there_say_so() {
    let node = stopped();
    refused(&node.ask(&["revise", "abcd", "/nowhere/at/all.md"]), 3, "not_found", "/nowhere/at/all.md");
    refused(&node.ask(&["profile", "set", "/nowhere/at/all.yaml"]), 3, "not_found", "/nowhere/at/all.yaml");
    refused(&node.ask(&["publish", "/nowhere/at/all.md"]), 3, "not_found", "/nowhere/at/all.md");
    told(&node.tell(&["publish", "/nowhere/at/all.md"]), 3, "/nowhere/at/all.md");
    let file = node.write("buona.md", "Buona", "ghironda");
    let inside = format!("{file}/inside");
    refused(&node.ask(&["publish", &inside]), 2, "usage", "Not a directory");
    for data in [&file, &inside] {
        let init = ["init", "--found", "Rete casa", "--organisation", "Comune di A"].as_slice();
        for verb in [init, &["status"], &["up"], &["search", "casa"], &["join", "vicinia1"]] {
            let ran = run([verb, &["--json", "--data", data]].concat());
            refused(&ran, 2, "usage", "a file is there");
        }
    }
    refused(&run(["status", "--json", "--data", "/nowhere/at/all"]), 3, "not_found", "no Vicinia node");
}

#[test]
fn a_folder_that_may_not_be_read_says_so() {
    let node = stopped();
    let mode = |mode| std::fs::set_permissions(node.data(), std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o000);
    for verb in ["status", "up", "search"] {
        let ran = run_bound([verb, "--json", "--data", node.data().to_str().unwrap()]);
        refused(&ran, 4, "refused", "may not be read by this user");
    }
    mode(0o700);
}

#[test]
fn root_leaves_nothing_in_the_folder_of_another_user() {
    let node = stopped();
    if !rustix::process::geteuid().is_root() {
        return println!("only root can give a folder away");
    }
    let entries = || std::fs::read_dir(node.data()).unwrap().count();
    let before = entries();
    chown(node.data(), Some(65_534), None).unwrap();
    chown(node.data().join("identity.json"), Some(65_534), None).unwrap();
    for verb in ["status", "up", "search"] {
        refused(&node.ask(&[verb]), 4, "refused", "belongs to another user");
    }
    assert_eq!(entries(), before, "nothing was made");
}

#[test]
fn a_prepared_folder_says_what_comes_next() {
    let node = TestNode::new("Comune di A");
    node.particulars(&["init", "--wait"]).done();
    for verb in ["status", "up"] {
        let ran = node.ask(&[verb]);
        refused(&ran, 3, "not_found", "is prepared");
        assert!(ran.json()["error"]["hint"].as_str().unwrap().contains("vicinia join INVITATION"), "{ran:?}");
    }
}

#[test]
fn a_taken_port_is_named() {
    let node = stopped();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let ran = node.ask(&["up", "--until-stdin-closes", "--listen", &format!("/ip4/127.0.0.1/tcp/{port}")]);
    refused(&ran, 1, "failure", &format!("Port taken: /ip4/127.0.0.1/tcp/{port}"));
    let pages = format!("127.0.0.1:{port}");
    let ran = node.ask(&["up", "--until-stdin-closes", "--listen", "/ip4/127.0.0.1/tcp/0", "--web", &pages]);
    refused(&ran, 1, "failure", &format!("The web pages cannot be served at {pages}"));
    assert!(!ran.err.contains("the node is up"), "{ran:?}");
    assert!(!node.data().join("control.sock").exists(), "nothing is left of the node that did not start");
}

#[test]
fn an_address_that_nobody_can_listen_on_is_answered_with_those_one_can() {
    let node = stopped();
    let address = "/ip4/127.0.0.1/udp/0";
    let ran = node.ask(&["up", "--until-stdin-closes", "--listen", address]);
    refused(&ran, 2, "usage", address);
    assert!(ran.json()["error"]["hint"].as_str().unwrap().contains("quic-v1"), "{ran:?}");
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let node = TestNode::found("Comune di A");
    refused(&node.ask(&["up", "--until-stdin-closes"]), 4, "refused", "in use by another process");
    refused(&node.particulars(&["init", "--found", "Un'altra"]), 4, "refused", "");
    assert_eq!(node.status()["running"], true);
}

/// Raises the version number in the library's header (`user_version`, bytes 60 to 64).
fn from_the_future(library: &Path) {
    let mut bytes = std::fs::read(library).unwrap();
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    std::fs::write(library, bytes).unwrap();
}

#[test]
fn newer_data_are_not_touched() {
    let node = stopped();
    let library = node.data().join("library.sqlite3");
    from_the_future(&library);
    let before = std::fs::read(&library).unwrap();
    for verb in ["up", "status", "search"] {
        refused(&node.ask(&[verb]), 78, "newer_data", "newer");
    }
    assert!(std::fs::read(&library).unwrap() == before);
    let copy = TestNode::new("Comune di A");
    copy_folder(&node.data(), &copy.data());
    told(&copy.tell(&["up"]), 78, "newer");
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let node = TestNode::found("Comune di A");
    let wrong = node.texts().join("wrong");
    write_private(&wrong, "not the right one");
    let ran = node.ask(&["members", "renew", "--passphrase-file", wrong.to_str().unwrap()]);
    refused(&ran, 4, "refused", "passphrase");
    refused(&node.ask(&["members", "renew"]), 2, "usage", "passphrase");
}

#[test]
fn filters_that_nothing_knows_are_refused() {
    let node = stopped();
    refused(&node.ask(&["search", "--filter", "kind=foo", "casa"]), 2, "usage", "practice");
    refused(&node.ask(&["search", "--filter", "x=y", "casa"]), 2, "usage", "freshness");
    refused(&node.ask(&["watch", "add", "casa", "casa", "--filter", "kind=foo"]), 2, "usage", "practice");
}

#[test]
fn a_name_is_one_line() {
    let node = TestNode::new("Comune di D\n   fingerprint 1111 2222");
    let ran = node.particulars(&["init", "--found", "Rete casa"]);
    refused(&ran, 2, "usage", "the name has a line break");
    let long = TestNode::new(&"a".repeat(257));
    refused(&long.particulars(&["init", "--found", "Rete casa"]), 2, "usage", "too long");
    assert!(!node.data().join("identity.json").exists() && !long.data().join("identity.json").exists());
    let founder = TestNode::found("Comune di A");
    let invitation = founder.invite();
    refused(&node.particulars(&["join", &invitation]), 2, "usage", "the name has a line break");
    let stranger = TestNode::new("Comune di B");
    let forged = ["join", &invitation, "--message", "Ciao\n   fingerprint 1111"];
    refused(&stranger.particulars(&forged), 2, "usage", "the message has a line break");
}

#[test]
fn unknown_commands_are_answered_with_known_ones() {
    let ran = run(["serach", "--json"]);
    refused(&ran, 2, "usage", "serach");
    assert!(ran.json()["error"]["hint"].as_str().unwrap().contains("'search'"), "{ran:?}");
    told(&run(["serach"]), 2, "search");
}

#[test]
fn idle_connections_do_not_keep_commands_out() {
    let node = TestNode::found("Comune di A");
    let socket = node.data().join("control.sock");
    let idle: Vec<_> =
        (0..300).map(|_| std::os::unix::net::UnixStream::connect(&socket).expect("a connection")).collect();
    assert_eq!(node.status()["running"], true, "while {} say nothing", idle.len());
}

#[test]
fn what_needs_a_running_node_says_so() {
    let node = stopped();
    for verb in [["peers"].as_slice(), &["invite"], &["sync"]] {
        refused(&node.ask(verb), 5, "not_running", "not running");
    }
}
