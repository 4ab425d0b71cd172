//! A node that was away while much was published.

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use std::time::Duration;
use vicinia_tests::cluster::{TestNode, holds, number, seed, until};

/// For thousands of works, in a build without optimisation.
const DEADLINE: Duration = Duration::from_secs(300);

#[test]
fn searches_are_answered_all_the_while_it_catches_up() {
    let works = number("VICINIA_CATCH_UP", 2_000);
    let founder = TestNode::found("Comune di A");
    let mut late = TestNode::joined("Comune di B", &founder);
    let before = late.write("prima.md", "Prima", "ghironda").clone();
    let (_, known) = late.publish(&before);
    late.stop();
    for at in 0..works {
        founder.write(&format!("{at}.md"), &format!("Opera {at}"), &format!("ocarina parola{at}"));
    }
    let report = founder.ask(&["publish", founder.texts().to_str().unwrap()]).done();
    assert_eq!(report["published"], works, "{}", report["refused"]);
    late.up();
    let mut choices = StdRng::seed_from_u64(seed());
    let words: Vec<_> = (0..works).map(|at| format!("parola{at}")).collect();
    until(DEADLINE, "both hold the same", || {
        assert_eq!(late.search("ghironda"), [known.as_str()], "what was known is found all the while");
        assert!(late.search(words.choose(&mut choices).unwrap()).len() <= 1);
        let (here, there) = (late.status()["library"].clone(), founder.status()["library"].clone());
        holds(here["fingerprint"] == there["fingerprint"], (&here, &there))
    });
    assert_eq!(late.settled()["library"]["works"], works + 1);
    for word in words.sample(&mut choices, 5) {
        assert_eq!(late.search(word).len(), 1, "{word}");
    }
}
