//! The page against the code: names, bounds, contexts, prefixes, closed lists.
//!
//! Owns: what can be compared without a single byte on the wire. Refuses to know encodings.

use super::{FORMAT, PARTS, RULES};
use protocol::key::Context;
use protocol::vocabulary;
use std::collections::BTreeSet;
use vicinia_tests::decoders;
use vicinia_tests::format::PAGE;

#[test]
fn bounds_are_those_of_the_code() {
    let page: Vec<(&str, usize)> = FORMAT.bounded().collect();
    let code: Vec<(&str, usize)> = decoders::ALL.iter().map(|one| (one.name, one.max_bytes)).collect();
    assert_eq!(page, code);
}

#[test]
fn every_decoder_has_a_vector() {
    let seen: BTreeSet<&str> = PARTS.iter().map(|(name, _)| name.as_str()).collect();
    let missing: Vec<_> =
        decoders::ALL.iter().map(|one| one.name).filter(|name| !seen.contains(name)).collect();
    let within = ["Envelope", "SignedCertificate", "SignedRevocation", "SignedRootWithdrawal"];
    assert_eq!(missing, within, "these stand unencoded within others; anything else needs a vector");
}

#[test]
fn every_decoder_has_a_fuzz_target() {
    let manifest: toml::Table = crate::source::read("tests/fuzz/Cargo.toml").parse().unwrap();
    let targets = manifest["bin"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap());
    let decoders = decoders::ALL.iter().map(|one| one.name);
    let all = ["invitation-line", "reconciliation", "beyond-the-shape"].into_iter().chain(decoders);
    assert_eq!(targets.collect::<Vec<_>>(), all.collect::<Vec<_>>());
}

#[test]
fn every_prefix_stands_in_the_page_and_begins_no_other() {
    for context in Context::ALL {
        let prefix = std::str::from_utf8(context.prefix()).unwrap();
        assert!(PAGE.contains(&format!("| `{}\\0` |", prefix.trim_end_matches('\0'))), "{prefix}");
        assert_eq!(prefix.find('\0'), Some(prefix.len() - 1), "{prefix}");
        let begun = Context::ALL.iter().filter(|other| other.prefix().starts_with(context.prefix()));
        assert_eq!(begun.count(), 1, "{prefix}");
    }
    assert_eq!(PAGE.matches("\\0` |").count(), Context::ALL.len());
}

#[test]
fn every_hash_context_stands_in_the_page_and_in_the_code_once() {
    let sources = crate::source::sources(&["protocol/src"]);
    let code: Vec<&str> = sources.iter().flat_map(|source| source.code()).map(|(_, line)| line).collect();
    let contexts = |text: &str| -> Vec<String> {
        let found = text.split("vicinia ").skip(1).filter_map(|rest| rest.split(['"', '`']).next());
        found.filter(|name| name.ends_with(" v1")).map(|name| format!("vicinia {name}")).collect()
    };
    let mut in_code: Vec<String> = code.iter().flat_map(|line| contexts(line)).collect();
    in_code.sort();
    let mut in_page = contexts(PAGE);
    in_page.sort();
    assert_eq!(in_code, in_page);
}

#[test]
fn every_rule_in_words_is_one_of_the_code() {
    let sources = crate::source::sources(&["protocol/src"]);
    for rule in RULES.iter() {
        let quoted = format!("\"{rule}\"");
        assert!(sources.iter().any(|source| source.text.contains(&quoted)), "{rule}");
    }
}

#[test]
fn closed_lists_are_printed_whole() {
    let line = |list: &vocabulary::Vocabulary| {
        let terms: Vec<String> =
            list.terms.iter().map(|term| format!("{} {}", term.code, term.key)).collect();
        format!("{}: {}\n", list.name, terms.join(", "))
    };
    let lists: String = vocabulary::ALL.iter().map(line).collect();
    let (before, rest) = PAGE.split_once("```vocabulary\n").unwrap();
    let (printed, after) = rest.split_once("```").unwrap();
    if super::golden::blessing() {
        let page = format!("{before}```vocabulary\n{lists}```{after}");
        std::fs::write(crate::source::root().join("protocol/FORMAT.md"), page).unwrap();
    } else {
        assert_eq!(printed, lists);
    }
}
