//! What people call filters and their values, in the languages of the interface.
//!
//! Owns: `names.toml`, looking names up. Refuses to know: queries and the index. Neighbours: `query.rs` reads
//! `tipo:formazione` with it, `offers.rs` sees that a word names a filter.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use super::analyse;

/// Names by language, the usual one first.
type ByLanguage = BTreeMap<String, Vec<String>>;

#[derive(Debug, Deserialize)]
struct Written {
    fields: BTreeMap<String, ByLanguage>,
    #[serde(flatten)]
    values: BTreeMap<String, BTreeMap<String, ByLanguage>>,
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) field: String,
    pub(super) key: String,
}

/// All names, folded.
pub(super) struct Names {
    fields: HashMap<String, String>,
    values: HashMap<String, Vec<Value>>,
}

/// The one table.
pub(super) fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| Names::read(include_str!("names.toml")))
}

/// A name as it is compared.
pub(super) fn folded(name: &str) -> String {
    let words: Vec<String> =
        analyse::words(name).map(|word| analyse::normal(word.raw).exact.into_owned()).collect();
    words.join(" ")
}

impl Names {
    fn read(text: &str) -> Self {
        let written: Written = toml::from_str(text).expect("names.toml is tested");
        let mut names = Self { fields: HashMap::new(), values: HashMap::new() };
        for (field, by_language) in &written.fields {
            names.fields.insert(folded(field), field.clone());
            for name in by_language.values().flatten() {
                names.fields.entry(folded(name)).or_insert_with(|| field.clone());
            }
        }
        for (field, values) in &written.values {
            for (key, by_language) in values {
                let value = Value { field: field.clone(), key: key.clone() };
                for name in by_language.values().flatten() {
                    let known = names.values.entry(folded(name)).or_default();
                    if !known.contains(&value) {
                        known.push(value.clone());
                    }
                }
            }
        }
        names
    }

    /// The filter of this name.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(&folded(name)).map(String::as_str)
    }

    /// The key of a filter's value with this name.
    pub(super) fn key(&self, field: &str, name: &str) -> Option<&str> {
        let values = self.values.get(&folded(name))?;
        values.iter().find(|value| value.field == field).map(|value| value.key.as_str())
    }

    /// Whether a filter has a value of this key.
    pub(super) fn has(&self, field: &str, key: &str) -> bool {
        self.values.values().flatten().any(|value| value.field == field && value.key == key)
    }

    /// Every filter value of this (folded) name.
    pub(super) fn values(&self, folded: &str) -> &[Value] {
        self.values.get(folded).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests;
