//! The arrows of the architecture, read off the sources: who may name whom.
//!
//! Owns: the tables below; a new module or crate must be placed in them. Refuses to know behaviour.
//! Neighbours: [`super::source`] finds the files.

use super::source::{Source, packages, read, sources};
use cargo_metadata::DependencyKind;
use std::collections::{BTreeMap, BTreeSet};

/// Which of our crates each may build on.
const CRATES: &[(&str, &str)] = &[
    ("vicinia-protocol", ""),
    ("vicinia-node", "vicinia-protocol"),
    ("vicinia", "vicinia-node vicinia-protocol"),
    ("vicinia-tests", "vicinia-node vicinia-protocol vicinia"),
];

/// Everything the protocol builds on: pure, so nothing that waits, listens, reads a disk or a clock.
const PROTOCOL: &str = "bech32 bincode blake3 ed25519-dalek negentropy serde serde_bytes thiserror zeroize";

/// Small modules that all may name but those that wrap a foreign library.
const LEAVES: &str = "clock folder prefix problem";

/// Which modules of the node each may name, besides itself and [`LEAVES`].
const MODULES: &[(&str, &str)] = &[
    ("clock", ""),
    ("folder", ""),
    ("prefix", ""),
    ("problem", "store"),
    ("config", ""),
    ("identity", ""),
    ("keys", ""),
    ("library", "store"),
    ("governance", "store"),
    ("ingest", "governance store"),
    ("projection", "governance library search store"),
    ("setup", "config identity keys store"),
    ("publish", "identity intake keys library store"),
    ("admission", "governance identity keys setup store"),
    ("papers", "governance identity keys setup store"),
    ("replicate", "governance ingest net store"),
    // These are driven by the node and hold its services.
    ("traffic", "net node replicate store"),
    ("joining", "admission identity net node traffic"),
    ("upkeep", "node store"),
    ("finding", "governance library node search store"),
    ("citation", ""),
    ("export", "citation"),
    ("watching", "finding governance node search store"),
    ("reading", "finding library store"),
    ("profiles", "library node store"),
    ("neighbours", "net node replicate store"),
    ("holders", "node store"),
    (
        "control",
        "admission export finding governance holders identity joining keys library neighbours net node papers profiles \
         publish replicate search setup store traffic watching",
    ),
    // `setup` is for its tests, which found a node of their own.
    (
        "web",
        "citation config export finding holders neighbours net node profiles reading search setup store watching",
    ),
    (
        "node",
        "admission config control finding governance identity ingest joining keys library net papers projection publish \
         replicate search setup store traffic upkeep web",
    ),
];

/// Each wraps one foreign library or one pure job, and names no other module, not even a leaf.
const ISLANDS: &str = "net store search intake";

const WEB: &[&str] = &["node/src/web.rs", "node/src/web/"];

/// Foreign libraries and the only files or folders that may name them.
const FOREIGN: &[(&str, &[&str])] = &[
    ("bincode", &["protocol/src/codec.rs"]),
    ("ed25519_dalek", &["protocol/src/key.rs"]),
    ("bech32", &["protocol/src/join/invitation.rs"]),
    ("negentropy", &["protocol/src/sync/set.rs"]),
    // The two files outside net/ read addresses (`Multiaddr`), never a swarm.
    ("libp2p", &["node/src/net.rs", "node/src/net/", "node/src/config.rs", "node/src/traffic.rs"]),
    ("rusqlite", &["node/src/store.rs", "node/src/store/"]),
    ("tantivy", &["node/src/search.rs", "node/src/search/"]),
    ("axum", WEB),
    ("hyper", WEB),
    ("hyper_util", WEB),
    ("askama", WEB),
    ("fluent_templates", &["node/src/web/language.rs", "node/src/web/language/"]),
    ("comrak", &["node/src/web/markdown.rs"]),
    ("ammonia", &["node/src/web/markdown.rs"]),
    ("atom_syndication", &["node/src/web/feed.rs"]),
    ("utoipa", &["node/src/web/api.rs", "node/src/web/api/"]),
];

/// The only files that may read the time of day.
const CLOCKS: &[&str] = &["node/src/clock.rs", "cli/src/moment.rs"];

#[test]
fn crates_point_downwards() {
    let metadata = packages();
    let ours: BTreeSet<&str> =
        metadata.workspace_packages().into_iter().map(|package| package.name.as_str()).collect();
    assert_eq!(ours, CRATES.iter().map(|(name, _)| *name).collect(), "every crate stands in the table");
    for package in metadata.workspace_packages() {
        let (_, allowed) = CRATES.iter().find(|(name, _)| *name == package.name.as_str()).unwrap();
        for dependency in package.dependencies.iter().filter(|one| ours.contains(one.name.as_str())) {
            let fine = lists(allowed, &dependency.name);
            assert!(fine, "{} must not build on {}", package.name, dependency.name);
        }
    }
}

#[test]
fn the_protocol_is_pure() {
    let metadata = packages();
    let protocol = metadata.packages.iter().find(|one| one.name.as_str() == "vicinia-protocol").unwrap();
    let normal = protocol.dependencies.iter().filter(|one| one.kind == DependencyKind::Normal);
    let found: BTreeSet<&str> = normal.map(|one| one.name.as_str()).collect();
    assert_eq!(found, PROTOCOL.split(' ').collect());
    let impure = ["std::fs", "std::net", "std::thread", "std::process", "std::time", "async fn", ".await"];
    forbid(&sources(&["protocol/src"]), &impure, |_| false);
}

#[test]
fn modules_of_the_node_point_downwards() {
    let arrows = arrows(&sources(&["node/src"]));
    let mut wrong = Vec::new();
    for (from, (to, place)) in arrows.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to))) {
        let (from, to) = (from.as_str(), to.as_str());
        let entry = MODULES.iter().find(|(name, _)| *name == from);
        let island = lists(ISLANDS, from);
        assert!(island || entry.is_some() || from == "lib", "{from}: place the new module in the table");
        let named = entry.is_some_and(|(_, allowed)| lists(allowed, to) || lists(LEAVES, to));
        if !(named || from == to || from == "lib") {
            wrong.push(format!("{place}: {from} must not name {to}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether the name is one of these, which stand in a row.
fn lists(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|one| one == name)
}

/// From each module of the node to those it names, with a place where it does.
fn arrows(sources: &[Source]) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut arrows: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for source in sources {
        let path = source.path.strip_prefix("node/src/").unwrap();
        let module = path.split(['/', '.']).next().unwrap();
        let known = arrows.entry(module.to_owned()).or_default();
        for (line, code) in source.code() {
            for named in code.split("crate::").skip(1).flat_map(first_names) {
                known.entry(named).or_insert_with(|| format!("{}:{line}", source.path));
            }
        }
    }
    arrows
}

/// What stands behind `crate::`: one name, or a list in braces. Macros and items of the root are no modules.
fn first_names(behind: &str) -> Vec<String> {
    let list = behind.strip_prefix('{').map_or(behind, |list| list.split('}').next().unwrap_or_default());
    let parts: Vec<&str> = if behind.starts_with('{') { list.split(',').collect() } else { vec![list] };
    let name =
        |part: &str| part.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned);
    let lower = |name: &String| name.starts_with(|c: char| c.is_ascii_lowercase());
    parts.into_iter().filter_map(name).filter(lower).collect()
}

#[test]
fn foreign_libraries_are_named_in_one_place() {
    let sources = sources(&["protocol/src", "node/src", "cli/src"]);
    for (library, places) in FOREIGN {
        let named = [format!("{library}::"), format!("use {library};"), format!("extern crate {library}")];
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        forbid(&sources, &named, |path| places.iter().any(|place| path.starts_with(place)));
    }
}

#[test]
fn the_time_of_day_is_read_in_one_place() {
    let reads = ["SystemTime::now", "Timestamp::now", "Zoned::now", "UNIX_EPOCH.elapsed"];
    forbid(&sources(&["protocol/src", "node/src", "cli/src"]), &reads, |path| CLOCKS.contains(&path));
}

/// No line of code has one of these words, unless its file is excepted.
fn forbid(sources: &[Source], words: &[&str], excepted: impl Fn(&str) -> bool) {
    for source in sources.iter().filter(|source| !excepted(&source.path)) {
        for (line, code) in source.code() {
            let found = words.iter().find(|word| has_word(code, word));
            assert!(found.is_none(), "{}:{line} must not say {}", source.path, found.unwrap());
        }
    }
}

/// Whether the word stands in the line and does not merely end a longer one.
fn has_word(code: &str, word: &str) -> bool {
    let starts = |at: usize| code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
    code.match_indices(word).any(|(at, _)| starts(at))
}

#[test]
fn every_file_says_what_it_is() {
    for source in sources(&["protocol", "node", "cli", "tests"]) {
        assert!(source.text.starts_with("//! "), "{} does not open with //!", source.path);
        assert!(!source.path.ends_with("/mod.rs"), "{}: write foo.rs beside foo/", source.path);
    }
}

#[test]
fn every_crate_obeys_the_lints_of_the_workspace() {
    for (folder, name) in [("protocol", 0), ("node", 1), ("cli", 2), ("tests", 3)] {
        let manifest: toml::Table = read(&format!("{folder}/Cargo.toml")).parse().unwrap();
        assert_eq!(manifest["package"]["name"].as_str(), Some(CRATES[name].0));
        assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true), "{folder} goes its own way");
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(table) = manifest.get(table).and_then(toml::Value::as_table) else { continue };
            for (dependency, how) in table {
                let shared = how.get("workspace").and_then(toml::Value::as_bool) == Some(true);
                assert!(shared, "{folder}: {dependency} is declared in the workspace, with its reason");
            }
        }
    }
}
