//! Who is setting up a node: flags first, questions only where a person can answer them.
//!
//! Owns: the particulars that `init` and `join` share, and the answers `init --wait` leaves for `join`.
//! Refuses to know keys: `node::setup` makes those.

use crate::context::{Context, io};
use crate::prompt;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use protocol::api::{Problem, ProblemKind};
use protocol::country::exists;
use protocol::vocabulary::ORGANISATION_KIND;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Where `init --wait` leaves its answers.
const PREPARED: &str = "prepared.json";

/// An organisation's particulars, as far as they were given.
#[derive(Debug, Clone, Default, Serialize, Deserialize, clap::Args)]
#[command(next_help_heading = "Your organisation")]
pub(crate) struct Particulars {
    /// Its name, as others will see it
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// What it is
    #[arg(long, value_parser = kind_parser())]
    kind: Option<u16>,
    /// Its country, in two letters
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Option<String>,
    /// Its town or territory
    #[arg(long)]
    place: Option<String>,
    /// The language it writes in, such as `it`
    #[arg(long, value_name = "CODE", value_parser = language)]
    language: Option<String>,
}

/// An organisation's particulars, complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Organisation {
    pub(crate) name: String,
    pub(crate) kind: u16,
    pub(crate) country: String,
    pub(crate) place: String,
    pub(crate) language: String,
}

impl Particulars {
    /// Asks for what is missing, or says which flag it needs.
    pub(crate) fn complete(self, context: &Context) -> Result<Organisation, Problem> {
        let ask = prompt::Prompt::new(context);
        let (guess_language, guess_country) = locale();
        let given_all = self.organisation.is_some() && self.kind.is_some();
        Ok(Organisation {
            name: ask.text("Name of your organisation", "--organisation NAME", self.organisation)?,
            kind: match self.kind {
                Some(kind) => kind,
                None => ask_kind(&ask)?,
            },
            country: ask.checked(
                "Country, in two letters",
                "--country CODE",
                self.country,
                guess_country,
                country,
            )?,
            place: match self.place {
                Some(place) => place,
                None if given_all => String::new(),
                None => ask.optional("Town or territory (may stay empty)")?,
            },
            language: ask.checked(
                "Language you write in",
                "--language CODE",
                self.language,
                guess_language,
                language,
            )?,
        })
    }

    /// Leaves what was given in the folder for `join`.
    pub(crate) fn save(&self, data: &Path) -> Result<(), Problem> {
        let path = data.join(PREPARED);
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        std::fs::write(&path, text).map_err(|error| io("Writing", &path, &error))
    }

    /// Fills in what `init --wait` was told before.
    pub(crate) fn or_prepared(self, data: &Path) -> Self {
        let text = std::fs::read_to_string(data.join(PREPARED)).unwrap_or_default();
        let Ok(before) = serde_json::from_str::<Self>(&text) else { return self };
        Self {
            organisation: self.organisation.or(before.organisation),
            kind: self.kind.or(before.kind),
            country: self.country.or(before.country),
            place: self.place.or(before.place),
            language: self.language.or(before.language),
        }
    }
}

impl Organisation {
    /// Leaves the answers in the folder for `join`.
    pub(crate) fn prepare(self, data: &Path) -> Result<(), Problem> {
        let particulars = Particulars {
            organisation: Some(self.name),
            kind: Some(self.kind),
            country: Some(self.country),
            place: Some(self.place),
            language: Some(self.language),
        };
        particulars.save(data)
    }
}

/// Whether `init --wait` was here, and nothing after it.
pub(crate) fn is_prepared(data: &Path) -> bool {
    data.join(PREPARED).is_file()
}

/// Takes away what `init --wait` left, once it has served.
pub(crate) fn forget_prepared(data: &Path) {
    let _may_not_be_there = std::fs::remove_file(data.join(PREPARED));
}

/// Keys of the vocabulary, with suggestions on typos.
pub(crate) fn kind_parser() -> impl clap::builder::TypedValueParser<Value = u16> {
    PossibleValuesParser::new(ORGANISATION_KIND.keys())
        .map(|key| ORGANISATION_KIND.code(&key).unwrap_or_default())
}

fn ask_kind(ask: &prompt::Prompt<'_>) -> Result<u16, Problem> {
    let chosen = ask.choice("What it is", "--kind KIND", ORGANISATION_KIND.keys())?;
    ORGANISATION_KIND
        .code(&chosen)
        .ok_or_else(|| Problem::new(ProblemKind::Usage, format!("`{chosen}` is no kind of organisation.")))
}

/// Two letters that are a country's code.
pub(crate) fn country(text: &str) -> Result<String, String> {
    let code = text.to_ascii_uppercase();
    if exists(&code) {
        Ok(code)
    } else {
        Err("a country is its two letters in ISO 3166, such as IT".to_owned())
    }
}

/// A code such as `it`.
pub(crate) fn language(text: &str) -> Result<String, String> {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let fits = (2..=3).contains(&first.len())
        && first.chars().all(|letter| letter.is_ascii_alphabetic())
        && parts.all(|part| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_alphanumeric()));
    if fits { Ok(text.to_owned()) } else { Err("a language is a code such as it, el or pt-BR".to_owned()) }
}

/// Language and country of this computer's user, as a proposal: `it_IT.UTF-8`.
fn locale() -> (Option<String>, Option<String>) {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_default();
    let (first, rest) = set.split_once('_').unwrap_or((&set, ""));
    let second = rest.split(['.', '@']).next().unwrap_or_default();
    (language(first).ok(), country(second).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_checked_before_anything_is_made() {
        assert_eq!(country("it").as_deref(), Ok("IT"));
        assert!(country("Italy").is_err());
        assert!(country("ZZ").is_err() && country("EU").is_err());
        assert_eq!(language("pt-BR").as_deref(), Ok("pt-BR"));
        assert!(language("C").is_err());
        assert!(language("italiano").is_err());
    }

    #[test]
    fn flags_go_before_what_was_prepared() {
        let folder = tempfile::tempdir().expect("a folder");
        let before = Organisation {
            name: "Comune di B".into(),
            kind: 1,
            country: "IT".into(),
            place: "B".into(),
            language: "it".into(),
        };
        assert!(!is_prepared(folder.path()));
        before.prepare(folder.path()).expect("written");
        assert!(is_prepared(folder.path()));
        let given = Particulars { language: Some("de".into()), ..Particulars::default() };
        let merged = given.or_prepared(folder.path());
        assert_eq!(
            (merged.organisation.as_deref(), merged.language.as_deref()),
            (Some("Comune di B"), Some("de"))
        );
    }
}
