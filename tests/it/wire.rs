//! The wire format: `FORMAT.md`, the code and the golden bytes say the same.
//!
//! Owns: the list of what is compared. Refuses to know sockets and stores.
//! `VICINIA_BLESS=1` writes the golden files anew, which is only right before the format is in use.
//! Neighbours: `vicinia_tests::format` is the second implementation, `vicinia_tests::sample` makes the bytes.

mod damage;
mod derived;
mod edges;
mod golden;
mod invitation;
mod keys;
mod page;
mod signatures;

use protocol::codec::DecodeError;
use std::sync::LazyLock;
use vicinia_tests::decoders;
use vicinia_tests::format::{Format, PAGE};
use vicinia_tests::sample::{self, Vector};

static FORMAT: LazyLock<Format> = LazyLock::new(Format::default);
static VECTORS: LazyLock<Vec<Vector>> = LazyLock::new(sample::vectors);

/// The rules that the page gives in words: `- "reason": …`.
static RULES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let quoted = PAGE.lines().filter_map(|line| line.strip_prefix("- \""));
    quoted.map(|rest| rest.split('"').next().unwrap()).collect()
});

/// Every vector, and everything in it that is encoded by itself: (type, bytes), each once.
static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut parts = std::collections::BTreeSet::new();
    for vector in VECTORS.iter() {
        FORMAT.visit(vector.kind, &vector.bytes, &mut |(name, _, bytes)| {
            parts.extend(bytes.map(|bytes| (name.to_owned(), bytes.to_vec())));
        });
    }
    parts.into_iter().collect()
});

/// Lets the code and the page judge the same bytes, and panics unless they agree. Gives the code's verdict.
fn judge(name: &str, bytes: &[u8]) -> Result<(), DecodeError> {
    let ours = (decoders::of(name).read)(bytes);
    match (&ours, FORMAT.decode(name, bytes)) {
        (Ok(()), Ok(value)) => assert_eq!(FORMAT.encode(name, &value), bytes, "{name} by the page"),
        (Ok(()), Err(why)) => panic!("{name}: only the page refuses: {why}"),
        (Err(DecodeError::Rule { rule, .. }), Ok(_)) if RULES.contains(&rule.0) => {}
        (Err(error), Ok(_)) => panic!("{name}: only the code refuses: {error}"),
        (Err(_), Err(_)) => {}
    }
    ours
}
