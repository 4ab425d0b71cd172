//! What the values of closed lists mean: the concepts of the thesaurus that they name.
//!
//! Owns: `values.toml`. Refuses to know: labels, the index. Neighbours: `schema.rs` adds to a work's text what
//! its values are called, `concepts.rs` has the labels.
//!
//! A practice paid by the asylum fund says so in a field and perhaps nowhere in its text, and who asks for
//! "progetti FAMI" means it. So the name of each value is searched as if its author had written it out.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use protocol::vocabulary::{self, Vocabulary};

use super::concepts::{ConceptId, thesaurus};

/// Lists whose values say what a work is, for whom and by what means; the others say where and with whom.
const FOREMOST: [Vocabulary; 6] = [
    vocabulary::WORK_KIND,
    vocabulary::TARGET_GROUP,
    vocabulary::SOLUTION,
    vocabulary::FUNDING_SOURCE,
    vocabulary::SERVICE_TYPE,
    vocabulary::AGREEMENT_TYPE,
];

type Table = HashMap<(&'static str, u16), ConceptId>;

/// The concept that a value names, and whether it tells what the work is about.
pub(super) fn concept(list: &Vocabulary, code: u16) -> Option<(ConceptId, bool)> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let concept = TABLE.get_or_init(|| read(include_str!("values.toml"))).get(&(list.name, code))?;
    Some((*concept, FOREMOST.iter().any(|one| one.name == list.name)))
}

fn read(text: &str) -> Table {
    let written: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(text).expect("values.toml is tested");
    let mut table = Table::new();
    for list in vocabulary::ALL {
        for (key, name) in written.get(list.name).into_iter().flatten() {
            if let (Some(code), Some(concept)) = (list.code(key), thesaurus().named(name)) {
                table.insert((list.name, code), concept);
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_and_concept_of_the_table_exists() {
        let text = include_str!("values.toml");
        let written: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(text).unwrap();
        for (name, values) in &written {
            let list = vocabulary::ALL.iter().find(|list| list.name == name);
            let list = list.unwrap_or_else(|| panic!("there is no list `{name}`"));
            for (key, concept) in values {
                assert!(list.keys().any(|known| known == key), "{name} has no `{key}`");
                assert!(thesaurus().named(concept).is_some(), "there is no concept `{concept}`");
            }
        }
        assert_eq!(read(text).len(), written.values().map(BTreeMap::len).sum::<usize>());
    }

    #[test]
    fn a_value_says_what_a_work_is_about_or_where_it_was() {
        let named = |list: &Vocabulary, key| concept(list, list.code(key).unwrap());
        let of = |name| thesaurus().named(name).unwrap();
        assert_eq!(named(&vocabulary::FUNDING_SOURCE, "amif"), Some((of("amif"), true)));
        assert_eq!(named(&vocabulary::URBANISATION, "rural"), Some((of("rural-area"), false)));
        assert_eq!(named(&vocabulary::LICENCE, "CC0-1.0"), None);
    }
}
