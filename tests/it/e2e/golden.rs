//! A data folder of an earlier version still opens, and everything in it still proves itself.
//!
//! `tests/golden/data-folder/README.md` says how it was made.

use std::path::Path;
use vicinia_tests::cluster::{TestNode, copy_folder};

#[test]
fn the_golden_data_folder_opens_and_proves_itself() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/data-folder/data");
    let mut node = TestNode::new("Comune di A");
    copy_folder(&golden, &node.data());
    let works = node.search("");
    assert_eq!(works.len(), 2, "read without the node running");
    node.up();
    let status = node.settled();
    assert_eq!(status["organisation"]["membership"], "member", "{status}");
    assert_eq!((node.search("ghironda").len(), node.search("ocarina").len()), (1, 1));
    for work in &works {
        assert_eq!(node.ask(&["verify", work]).done()["ok"], true);
    }
    // Its node's certificate ends one day; the steward's key does not.
    assert_eq!(node.signing(&["members", "renew"]).done()["in_force"], true, "its steward key still signs");
}
