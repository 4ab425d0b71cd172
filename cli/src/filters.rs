//! Filters as they are typed: `FACET=VALUE`, one flag each.
//!
//! Owns: the form. Refuses to know which facets and values there are.

use node::search::no_such_filter;
use protocol::api::Filter;

/// One flag's text.
pub(crate) fn filter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.is_empty() && !value.is_empty() => {
            no_such_filter(field, value).map_or_else(|| Ok((field.to_owned(), value.to_owned())), Err)
        }
        _ => {
            Err("a filter is written FACET=VALUE, such as kind=training; search --facets shows what there is"
                .to_owned())
        }
    }
}

/// All flags, as a request has them.
pub(crate) fn filters(typed: &[(String, String)]) -> Vec<Filter> {
    let one = |(field, key): &(String, String)| Filter { field: field.clone(), values: vec![key.clone()] };
    typed.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn a_filter_is_a_facet_and_a_value_that_works_may_have() {
        assert_eq!(filter("by=Comune=B"), Ok(("by".to_owned(), "Comune=B".to_owned())));
        assert!(filter("kind=foo").expect_err("no kind").contains("practice"));
        for wrong in ["kind", "=practice", "kind="] {
            assert!(filter(wrong).expect_err(wrong).contains("FACET=VALUE"));
        }
    }
}
