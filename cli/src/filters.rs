//! Filters as they are typed: `FACET=VALUE`, one flag each.
//!
//! Owns: refusing what no work can have, which would otherwise narrow nothing. Refuses to know which works
//! there are.

use node::search::Coded;
use protocol::api::Filter;

/// Facets whose values are lists.
const CODED: [Coded; 15] = [
    Coded::Kind,
    Coded::Area,
    Coded::Target,
    Coded::Solution,
    Coded::Population,
    Coded::Urbanisation,
    Coded::Market,
    Coded::Migration,
    Coded::Foreign,
    Coded::Share,
    Coded::Support,
    Coded::Staffing,
    Coded::Maturity,
    Coded::Licence,
    Coded::Documents,
];
/// Facets whose values are names and codes that anyone may write.
const OPEN: [&str; 4] = ["language", "country", "region", "by"];
const FRESHNESS: &str = "freshness";
const FRESH: [&str; 3] = ["current", "overdue", "unknown"];

/// One flag's text.
pub(crate) fn filter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.is_empty() && !value.is_empty() => {
            known(field, value).map(|()| (field.to_owned(), value.to_owned()))
        }
        _ => {
            Err("a filter is written FACET=VALUE, such as kind=training; search --facets shows what there is"
                .to_owned())
        }
    }
}

fn known(field: &str, value: &str) -> Result<(), String> {
    if let Some(list) = CODED.iter().find(|one| one.name() == field).map(|one| one.vocabulary()) {
        return match list.code(value) {
            Some(_) => Ok(()),
            None => Err(no_value(field, value, list.keys())),
        };
    }
    match field {
        "language" if !letters(value, 2, 8) => Err("a language is a code such as it".to_owned()),
        "country" if !letters(value, 2, 2) => Err("a country is two letters, such as IT".to_owned()),
        FRESHNESS if !FRESH.contains(&value) => Err(no_value(field, value, FRESH)),
        FRESHNESS => Ok(()),
        field if OPEN.contains(&field) => Ok(()),
        _ => {
            let all = CODED.iter().map(|one| one.name()).chain(OPEN).chain([FRESHNESS]);
            Err(format!("`{field}` is no facet; there are {}", all.collect::<Vec<_>>().join(", ")))
        }
    }
}

fn letters(value: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn no_value(field: &str, value: &str, known: impl IntoIterator<Item = &'static str>) -> String {
    let known: Vec<_> = known.into_iter().collect();
    format!("`{value}` is no {field}; there are {}", known.join(", "))
}

/// All flags, as a request has them.
pub(crate) fn filters(typed: &[(String, String)]) -> Vec<Filter> {
    let one = |(field, key): &(String, String)| Filter { field: field.clone(), values: vec![key.clone()] };
    typed.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_work_or_none_would_pass_is_refused_with_what_there_is() {
        let refused = |text: &str| filter(text).expect_err(text);
        assert!(refused("kind=foo").contains("practice"));
        assert!(refused("x=y").contains("kind, area") && refused("x=y").contains("freshness"));
        assert!(refused("freshness=old").contains("current, overdue, unknown"));
        assert!(refused("documents=no").contains("yes"));
        for wrong in ["country=Italy", "language=i", "kind", "=practice", "kind="] {
            refused(wrong);
        }
    }

    #[test]
    fn what_the_search_knows_is_let_through() {
        for right in [
            "kind=practice",
            "country=it",
            "language=it",
            "region=Valle d'Aosta",
            "by=Comune di B",
            "freshness=overdue",
            "documents=yes",
        ] {
            filter(right).expect(right);
        }
        for facet in CODED {
            let value = facet.vocabulary().keys().next().expect("a value");
            filter(&format!("{}={value}", facet.name())).expect(value);
        }
    }
}
