//! Filters as they are typed: `FACET=VALUE`, one flag each.

use protocol::api::Filter;

/// One flag's text.
pub(crate) fn filter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.is_empty() && !value.is_empty() => {
            Ok((field.to_owned(), value.to_owned()))
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
