//! Power cuts: the process is killed at any moment, and nothing that was acknowledged is lost.

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use vicinia_tests::cluster::{PATIENCE, TestNode, number, run, same, seed};

/// Files of one command, and commands of one load: more than are done until the kill.
const FILES: usize = 8;
const COMMANDS: usize = 12;
/// Works that are checked on both nodes at the end.
const SAMPLE: usize = 5;

/// Works that were acknowledged, by the path of their file.
type Acknowledged = BTreeMap<String, String>;

/// Writes a load of small files, in one batch for each command.
fn load(node: &TestNode, round: u64) -> Vec<Vec<String>> {
    let write = |at| {
        node.write(
            &format!("{round}-{at}.md"),
            &format!("Opera {round} {at}"),
            &format!("parola{round}x{at}"),
        )
    };
    let paths: Vec<_> = (0..FILES * COMMANDS).map(write).collect();
    paths.chunks(FILES).map(<[_]>::to_vec).collect()
}

/// Publishes batch after batch until the node is killed; what was acknowledged.
fn publish(node: &TestNode, batches: &[Vec<String>], killed: &AtomicBool) -> Acknowledged {
    let mut acknowledged = Acknowledged::new();
    let data = node.data();
    for batch in batches {
        if killed.load(Ordering::SeqCst) {
            break;
        }
        let rest = ["--json", "--data", data.to_str().unwrap()].map(str::to_owned);
        let ran = run(["publish".to_owned()].into_iter().chain(batch.iter().cloned()).chain(rest));
        note(&ran.json(), &mut acknowledged);
    }
    acknowledged
}

fn note(report: &Value, acknowledged: &mut Acknowledged) {
    for file in report["files"].as_array().into_iter().flatten() {
        if let (Some("published"), Some(path), Some(work)) =
            (file["outcome"].as_str(), file["name"].as_str(), file["work"].as_str())
        {
            acknowledged.insert(path.to_owned(), work.to_owned());
        }
    }
}

/// One load, a kill after this time, and the start after it.
fn round(node: &mut TestNode, batches: &[Vec<String>], wait: Duration) -> Acknowledged {
    let killed = AtomicBool::new(false);
    let process = node.process();
    let acknowledged = thread::scope(|scope| {
        let publishing = scope.spawn(|| publish(node, batches, &killed));
        thread::sleep(wait);
        killed.store(true, Ordering::SeqCst);
        process.kill();
        publishing.join().unwrap()
    });
    node.kill();
    node.up();
    acknowledged
}

/// Every acknowledged file is known as its work, by publishing all of it again.
fn all_there(node: &TestNode, acknowledged: &Acknowledged) {
    let report = node.ask(&["publish", node.texts().to_str().unwrap()]).done();
    let mut seen = 0;
    for file in report["files"].as_array().unwrap() {
        let Some(work) = acknowledged.get(file["name"].as_str().unwrap()) else { continue };
        assert_eq!(
            (file["outcome"].as_str(), file["work"].as_str()),
            (Some("unchanged"), Some(work.as_str())),
            "{file}"
        );
        seen += 1;
    }
    assert_eq!(seen, acknowledged.len());
}

#[test]
fn kills_lose_nothing_that_was_acknowledged() {
    let (mut choices, kills) = (StdRng::seed_from_u64(seed()), number("VICINIA_KILLS", 50));
    let mut victim = TestNode::found("Comune di A");
    let other = TestNode::joined("Comune di B", &victim);
    let mut acknowledged = Acknowledged::new();
    for at in 0..kills {
        let batches = load(&victim, at);
        let new = round(&mut victim, &batches, Duration::from_millis(choices.random_range(5..500)));
        acknowledged.extend(new);
        let works = victim.status()["library"]["works"].as_u64().unwrap();
        assert!(works >= acknowledged.len() as u64, "kill {at}: {works} of {}", acknowledged.len());
    }
    println!("{kills} kills, {} works acknowledged before them", acknowledged.len());
    assert!(!acknowledged.is_empty());
    all_there(&victim, &acknowledged);
    same(&[&victim, &other], 4 * PATIENCE);
    assert_eq!(
        victim.status()["library"]["works"],
        kills * (FILES * COMMANDS) as u64,
        "every file is one work"
    );
    for work in acknowledged.values().rev().take(SAMPLE) {
        assert_eq!(victim.ask(&["verify", work]).done()["ok"], true);
        assert_eq!(other.ask(&["verify", work]).done()["ok"], true);
    }
}
