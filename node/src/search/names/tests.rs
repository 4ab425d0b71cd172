//! Every filter and value has a name in every language of the interface.

use super::*;
use crate::search::facets::{Coded, Freshness, Named};

const LANGUAGES: [&str; 8] = ["de", "el", "en", "es", "fr", "it", "pl", "sl"];

fn written() -> Written {
    toml::from_str(include_str!("../names.toml")).unwrap()
}

#[test]
fn every_filter_and_value_is_named_in_every_language() {
    let written = written();
    let fields = Coded::ALL.map(Coded::name).into_iter().chain(Named::ALL.map(Named::name));
    for field in fields.chain([Freshness::FACET, "after", "before"]) {
        assert!(written.fields.contains_key(field), "{field}");
    }
    for facet in Coded::ALL {
        for key in facet.vocabulary().keys() {
            let names = written.values.get(facet.name()).and_then(|values| values.get(key));
            assert!(names.is_some(), "{}:{key}", facet.name());
        }
    }
    let values = written.values.values().flat_map(BTreeMap::values);
    for by_language in written.fields.values().chain(values) {
        assert!(by_language.keys().map(String::as_str).eq(LANGUAGES), "{by_language:?}");
        assert!(
            by_language
                .values()
                .all(|names| !names.is_empty() && names.iter().all(|name| !name.trim().is_empty()))
        );
    }
}

#[test]
fn a_name_typed_before_a_colon_means_one_filter() {
    let mut known: HashMap<String, String> = HashMap::new();
    for (field, by_language) in &written().fields {
        for name in by_language.values().flatten() {
            let before = known.insert(folded(name), field.clone());
            assert!(before.as_ref().is_none_or(|before| before == field), "{name}: {field} and {before:?}");
        }
    }
}
