//! Words of a query that name a filter, to be offered as that filter.
//!
//! Owns: finding them, writing the query with the filter instead. Refuses to know: the index. Neighbours:
//! `names.rs` knows the names, `query.rs` what was typed.

use super::names::{folded, names};
use super::query::{self, Atom, Parsed};

/// Offers of one query, at most.
const MAX_OFFERS: usize = 4;
/// Words of a filter value's name, at most.
const MAX_NAME_WORDS: usize = 3;

/// Words that would make a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The words as typed.
    pub words: String,
    /// The filter.
    pub field: String,
    /// Its value's key.
    pub key: String,
    /// The query with the filter in place of the words.
    pub query: String,
}

/// The filters that words of a query name, longest names first.
pub(super) fn offers(query: &str, parsed: &Parsed) -> Vec<Offer> {
    let words: Vec<&str> = parsed
        .clauses
        .iter()
        .filter_map(|clause| match clause.as_slice() {
            [Atom::Word(word)] => Some(word.as_str()),
            _ => None,
        })
        .collect();
    let mut offers: Vec<Offer> = Vec::new();
    for length in (1..=MAX_NAME_WORDS).rev() {
        for window in words.windows(length) {
            let named = window.join(" ");
            let taken = offers.iter().any(|offer| window.iter().any(|word| offer.words.contains(word)));
            if taken || named.chars().count() < 3 {
                continue;
            }
            for value in names().values(&folded(&named)) {
                let narrowed =
                    parsed.filters.iter().any(|filter| filter.condition.facet() == Some(&value.field));
                if !narrowed && offers.len() < MAX_OFFERS {
                    let query = instead(query, window, &value.field, &value.key);
                    let (field, key) = (value.field.clone(), value.key.clone());
                    offers.push(Offer { words: named.clone(), field, key, query });
                }
            }
        }
    }
    offers
}

/// The query without these words and with the filter.
fn instead(query: &str, words: &[&str], field: &str, key: &str) -> String {
    let mut rest = query.to_owned();
    if let Some(place) = query::place(query, words) {
        rest.replace_range(place, " ");
    }
    // Of brackets and quotes around them nothing is left.
    let is_word = |piece: &&str| piece.contains(char::is_alphanumeric);
    let words: Vec<&str> = rest.split_whitespace().filter(is_word).collect();
    format!("{} {field}:{key}", words.join(" ")).trim_start().to_owned()
}
