//! Labels of codes: vocabularies, countries, languages and the values of facets.

use super::Words;
use crate::search;
use protocol::vocabulary::{self, Vocabulary};

/// A text, and whether it is in its own language rather than the reader's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Labelled {
    /// What to show.
    pub(crate) text: String,
    /// It is a name in its own language.
    pub(crate) own: bool,
}

/// Languages written from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "fa", "he", "ur", "ps", "ckb", "dv", "sd", "ug", "yi"];

/// Whether a language is written from right to left.
pub(crate) fn is_right_to_left(language: &str) -> bool {
    let primary = language.split('-').next().unwrap_or_default();
    RIGHT_TO_LEFT.contains(&primary.to_ascii_lowercase().as_str())
}

/// A vocabulary's key as a message's: lower case, letters, digits and hyphens.
pub(crate) fn message_key(list: &str, key: &str) -> String {
    let mut message = String::with_capacity(list.len() + key.len() + 8);
    for letter in list.chars().chain(['-']).chain(key.chars()) {
        match letter {
            '<' => message.push_str("under-"),
            '>' => message.push_str("over-"),
            '%' => {}
            ' ' | '_' | '.' => message.push('-'),
            other => message.extend(other.to_lowercase()),
        }
    }
    message
}

impl Words {
    /// The label of a code; empty for 0, "other" for one from a newer list.
    pub(crate) fn term(self, list: &Vocabulary, code: u16) -> String {
        match (code, list.key(code)) {
            (0, _) => String::new(),
            (_, Some(key)) => self.key(list, key),
            (_, None) => self.t("other"),
        }
    }

    /// The label of a vocabulary's key.
    pub(crate) fn key(self, list: &Vocabulary, key: &str) -> String {
        self.maybe(&message_key(list.name, key)).unwrap_or_else(|| key.to_owned())
    }

    /// Labels of codes, in their order.
    pub(crate) fn terms(self, list: &Vocabulary, codes: &[u16]) -> Vec<String> {
        codes.iter().map(|code| self.term(list, *code)).filter(|label| !label.is_empty()).collect()
    }

    /// A country's name; the code itself if it is none we know.
    pub(crate) fn country(self, code: &str) -> String {
        let known = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let name = known.then(|| self.maybe(&format!("country-{}", code.to_ascii_lowercase()))).flatten();
        name.unwrap_or_else(|| code.to_owned())
    }

    /// A language's name; the tag itself if it is none we know.
    pub(crate) fn language(self, tag: &str) -> String {
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let known = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
        let name = known.then(|| self.maybe(&format!("language-{primary}"))).flatten();
        name.unwrap_or_else(|| tag.to_owned())
    }

    /// The label of a facet's value.
    pub(crate) fn facet_value(self, field: &str, key: &str) -> Labelled {
        if let Some(list) = list_of(field) {
            return Labelled { text: self.key(list, key), own: false };
        }
        let text = match field {
            "language" => self.language(key),
            "country" => self.country(key),
            "concept" => search::concept_label(key, self.code()).unwrap_or(key).to_owned(),
            "documents" | "freshness" => {
                self.maybe(&message_key(field, key)).unwrap_or_else(|| key.to_owned())
            }
            // Names of regions and organisations are their own.
            _ => return Labelled { text: key.to_owned(), own: true },
        };
        Labelled { text, own: false }
    }
}

/// The vocabulary behind a facet or a reason for likeness.
fn list_of(field: &str) -> Option<&'static Vocabulary> {
    Some(match field {
        "kind" => &vocabulary::WORK_KIND,
        "area" => &vocabulary::AREA,
        "target" => &vocabulary::TARGET_GROUP,
        "solution" => &vocabulary::SOLUTION,
        "population" => &vocabulary::POPULATION,
        "urbanisation" => &vocabulary::URBANISATION,
        "market" | "housing_market" => &vocabulary::HOUSING_MARKET,
        "migration" | "migration_history" => &vocabulary::MIGRATION_HISTORY,
        "foreign" | "foreign_population" => &vocabulary::FOREIGN_POPULATION,
        "share" | "foreign_share" => &vocabulary::FOREIGN_SHARE,
        "support" => &vocabulary::POLITICAL_SUPPORT,
        "staffing" => &vocabulary::STAFFING,
        "maturity" => &vocabulary::MATURITY,
        "licence" => &vocabulary::LICENCE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_message_keys() {
        assert_eq!(message_key("population", "<5k"), "population-under-5k");
        assert_eq!(message_key("foreign_share", ">15%"), "foreign-share-over-15");
        assert_eq!(message_key("licence", "CC-BY-4.0"), "licence-cc-by-4-0");
    }

    #[test]
    fn writing_directions() {
        assert!(is_right_to_left("ar") && is_right_to_left("fa-AF") && !is_right_to_left("el"));
    }
}
