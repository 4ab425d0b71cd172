//! What we build on: versions with known holes stay out, and so do licences that bind others.
//!
//! Owns: the lowest version of each crate that once had a hole. Several of these holes are in no
//! advisory list that tools read, so the floors stand here. Refuses to know our own code.
//! Neighbours: `.config/deny.toml` has the licences, the bans and the one exception.

use super::source::{packages, read};
use std::collections::BTreeSet;

/// Crate, lowest version allowed, what was wrong before.
const FLOORS: &[(&str, &str, &str)] = &[
    ("libp2p", "0.57.1", "no resource limits (RUSTSEC-2022-0084), and the line that has the crates below"),
    ("libp2p-core", "0.31.1", "any signature was valid (RUSTSEC-2019-0004), RUSTSEC-2022-0009"),
    ("libp2p-gossipsub", "0.50.1", "remote panics and growth, the last of them GHSA-vrx6-jcp8-vm7m"),
    ("libp2p-quic", "0.13.1", "panic on a certificate (GHSA-5hq8-qhww-jm7q)"),
    ("libp2p-relay", "0.22.0", "panic when the destination has no reservation"),
    ("yamux", "0.14.1", "window overflow and remote panics (GHSA-4w32-2493-32g7, GHSA-vxx9-2994-q338)"),
    ("quinn-proto", "0.11.15", "remote panics and memory (RUSTSEC-2026-0037, RUSTSEC-2026-0185)"),
    ("rustls", "0.23.45", "RUSTSEC-2026-0285"),
    ("rustls-webpki", "0.103.13", "RUSTSEC-2026-0104"),
    ("hickory-proto", "0.26.1", "endless loop in a parser (RUSTSEC-2026-0118, -0119, -0120)"),
    ("hickory-resolver", "0.26.1", "as hickory-proto"),
    ("hickory-net", "0.26.1", "as hickory-proto"),
    ("snow", "0.9.5", "RUSTSEC-2024-0011"),
    ("ed25519-dalek", "2.0.0", "double public key oracle (RUSTSEC-2022-0093)"),
    ("curve25519-dalek", "4.1.3", "timing (RUSTSEC-2024-0344)"),
    ("h2", "0.4.16", "floods (RUSTSEC-2024-0332, RUSTSEC-2026-0258)"),
    ("axum-core", "0.3.0", "no limit of bodies (RUSTSEC-2022-0055)"),
    ("tower-http", "0.2.1", "path traversal (RUSTSEC-2022-0043)"),
    ("ammonia", "4.1.4", "scripts through SVG and MathML (RUSTSEC-2026-0193, -0213)"),
    ("comrak", "0.10.1", "scripts (RUSTSEC-2021-0026, -0063)"),
    ("quick-xml", "0.41.0", "quadratic time (RUSTSEC-2026-0194, -0195)"),
    ("lopdf", "0.47.0", "aborts on nested brackets (RUSTSEC-2026-0187)"),
    ("zip", "2.3.0", "writes through links (RUSTSEC-2025-0168)"),
    ("zlib-rs", "0.4.1", "stack overflow (RUSTSEC-2024-0401)"),
    ("prost", "0.6.1", "stack overflow (RUSTSEC-2020-0002)"),
    ("protobuf", "3.7.2", "stack overflow (RUSTSEC-2024-0437)"),
    ("libsqlite3-sys", "0.39.0", "bundles SQLite before 3.51.3, which could lose a write-ahead log"),
    ("rusqlite", "0.41.0", "as libsqlite3-sys"),
    (
        "tantivy",
        "0.27.0",
        "panics and endless loops on malformed queries, out-of-bounds write on a corrupt index",
    ),
];

/// Crates that must not come in by any road: those of `.config/deny.toml`, and `serde_cbor`, which is
/// unmaintained and overflows the stack.
const ABSENT: &[&str] = &["serde_cbor"];

/// Name and version of everything in the lock file.
fn locked() -> Vec<(String, String)> {
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    let text = |package: &toml::Value, key: &str| package[key].as_str().unwrap().to_owned();
    let packages = lock["package"].as_array().unwrap();
    packages.iter().map(|package| (text(package, "name"), text(package, "version"))).collect()
}

fn deny() -> toml::Table {
    read(".config/deny.toml").parse().unwrap()
}

fn number(version: &str) -> [u64; 3] {
    let core = version.split(['-', '+']).next().unwrap();
    let mut parts = core.split('.').map(|part| part.parse().unwrap());
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

#[test]
fn nothing_is_older_than_its_last_known_hole() {
    let locked = locked();
    for (name, floor, hole) in FLOORS {
        for (_, version) in locked.iter().filter(|(found, _)| found == name) {
            assert!(number(version) >= number(floor), "{name} {version} is below {floor}: {hole}");
        }
    }
    let core = ["bincode", "ed25519-dalek", "libp2p-gossipsub", "yamux", "tantivy", "rusqlite"];
    let missing = core.iter().find(|name| locked.iter().all(|(found, _)| found != *name));
    assert_eq!(missing, None, "the lock file is not the one of this program");
}

#[test]
fn the_encoder_is_pinned() {
    let all: Vec<_> = locked().into_iter().filter(|(name, _)| name == "bincode").collect();
    assert_eq!(
        all,
        [("bincode".to_owned(), "2.0.1".to_owned())],
        "2.x may change bytes, 3.0.0 is a tombstone"
    );
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let pin = manifest["workspace"]["dependencies"]["bincode"]["version"].as_str();
    assert_eq!(pin, Some("=2.0.1"));
}

#[test]
fn banned_crates_are_absent() {
    let deny = deny();
    let banned = deny["bans"]["deny"].as_array().unwrap().iter().map(|one| one["crate"].as_str().unwrap());
    let banned: BTreeSet<&str> = banned.chain(ABSENT.iter().copied()).collect();
    let found: Vec<_> = locked().into_iter().filter(|(name, _)| banned.contains(name.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn everything_comes_from_one_registry() {
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    let packages = lock["package"].as_array().unwrap().iter();
    let sources: BTreeSet<&str> = packages.filter_map(|one| one.get("source")?.as_str()).collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert!(sources.iter().all(|source| source.ends_with("crates.io-index")), "{sources:?}");
}

#[test]
fn licences_are_on_the_list() {
    let deny = deny();
    let allowed = deny["licenses"]["allow"].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
    let allowed: BTreeSet<&str> = allowed.collect();
    let wrong = packages().packages.into_iter().filter_map(|package| {
        let licence = package.license.unwrap_or_else(|| "none".to_owned());
        (!Expression::new(&licence).holds(&allowed))
            .then(|| format!("{} {}: {licence}", package.name, package.version))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
}

/// An SPDX expression, read from left to right; `/` is an old way to write OR.
struct Expression(Vec<String>);

impl Expression {
    fn new(text: &str) -> Self {
        let spaced = text.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
        let mut words: Vec<String> = spaced.split_whitespace().rev().map(str::to_owned).collect();
        // `A WITH B` is one name.
        while let Some(at) = words.iter().position(|word| word == "WITH") {
            let name = format!("{} WITH {}", words[at + 1], words[at - 1]);
            words.splice(at - 1..=at + 1, [name]);
        }
        Self(words)
    }

    fn holds(mut self, allowed: &BTreeSet<&str>) -> bool {
        self.either(allowed) && self.0.is_empty()
    }

    fn either(&mut self, allowed: &BTreeSet<&str>) -> bool {
        let mut holds = self.both(allowed);
        while self.next_is("OR") {
            holds |= self.both(allowed);
        }
        holds
    }

    fn both(&mut self, allowed: &BTreeSet<&str>) -> bool {
        let mut holds = self.one(allowed);
        while self.next_is("AND") {
            holds &= self.one(allowed);
        }
        holds
    }

    fn one(&mut self, allowed: &BTreeSet<&str>) -> bool {
        if self.next_is("(") {
            let holds = self.either(allowed);
            return self.next_is(")") && holds;
        }
        self.0.pop().is_some_and(|name| allowed.contains(name.as_str()))
    }

    fn next_is(&mut self, word: &str) -> bool {
        let found = self.0.last().is_some_and(|next| next == word);
        if found {
            self.0.pop();
        }
        found
    }
}

#[test]
fn licence_expressions_are_understood() {
    let allowed = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].into_iter().collect();
    for fine in ["MIT", "GPL-3.0/MIT", "(MIT OR X) AND ISC", "X OR Apache-2.0 WITH LLVM-exception"] {
        assert!(Expression::new(fine).holds(&allowed), "{fine}");
    }
    for wrong in ["X", "MIT AND X", "(MIT OR X) AND Y", "Apache-2.0", "MIT ISC", "", "(MIT", "none"] {
        assert!(!Expression::new(wrong).holds(&allowed), "{wrong}");
    }
}
