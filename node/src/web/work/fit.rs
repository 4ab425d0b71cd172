//! Why a work may fit a reader's town: what the two places have in common, and what not.

use super::super::language::Words;
use super::super::search::reason_words;
use super::super::town::Town;
use protocol::api::Reason;
use protocol::record::Publication;
use protocol::vocabulary::{self, Vocabulary};

/// A comparison with the reader's town, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::web) struct Fit {
    /// What is alike.
    pub(in crate::web) alike: Vec<String>,
    /// What is not.
    pub(in crate::web) different: Vec<String>,
    /// How much is alike of what both say, in words.
    pub(in crate::web) sentence: String,
}

/// Compares what is said of both places; what one of them does not say counts for nothing.
pub(super) fn compare(w: Words, town: &Town, publication: &Publication) -> Fit {
    let mut fit = Fit::default();
    bands(w, &mut fit, town, publication);
    let context = &publication.context;
    let market = ("housing_market", &vocabulary::HOUSING_MARKET);
    set(w, &mut fit, market, &town.housing_market, &context.housing_market);
    let history = ("migration_history", &vocabulary::MIGRATION_HISTORY);
    set(w, &mut fit, history, &town.migration_history, &context.migration_history);
    if !town.country.is_empty() && town.country == publication.territory.country {
        fit.alike.push(said(w, "country", &town.country, false));
    }
    let total = fit.alike.len() + fit.different.len();
    fit.sentence = w.nn("fit-sentence", fit.alike.len() as u64, total as u64);
    fit
}

/// What is measured on a scale: the next step is nearly the same.
fn bands(w: Words, fit: &mut Fit, town: &Town, publication: &Publication) {
    let (territory, context) = (&publication.territory, &publication.context);
    let bands: [(&str, &Vocabulary, &str, u16); 4] = [
        ("population", &vocabulary::POPULATION, &town.population, territory.population),
        ("urbanisation", &vocabulary::URBANISATION, &town.urbanisation, territory.urbanisation),
        ("foreign_share", &vocabulary::FOREIGN_SHARE, &town.foreign_share, context.foreign_share),
        ("staffing", &vocabulary::STAFFING, &town.staffing, context.staffing),
    ];
    for (field, list, ours, theirs) in bands {
        if let Some(ours) = list.code(ours)
            && theirs != 0
        {
            band(w, fit, (field, list), ours, theirs);
        }
    }
}

/// What can be several at once: each in common counts, and none in common counts once.
fn set(w: Words, fit: &mut Fit, (field, list): (&str, &Vocabulary), ours: &[String], theirs: &[u16]) {
    let keys = theirs.iter().filter_map(|code| list.key(*code));
    let common: Vec<&str> = keys.filter(|key| ours.iter().any(|one| one == key)).collect();
    fit.alike.extend(common.iter().map(|key| said(w, field, key, false)));
    if common.is_empty() && !ours.is_empty() && !theirs.is_empty() {
        let labels = w.terms(list, theirs).join(", ");
        fit.different.push(w.ss("fit-different", reason_name(w, field), labels));
    }
}

fn band(w: Words, fit: &mut Fit, (field, list): (&str, &Vocabulary), ours: u16, theirs: u16) {
    let key = list.key(theirs).unwrap_or_default();
    match ours.abs_diff(theirs) {
        0 => fit.alike.push(said(w, field, key, false)),
        1 if field != "staffing" => fit.alike.push(said(w, field, key, true)),
        _ => fit.different.push(w.ss("fit-different", reason_name(w, field), w.key(list, key))),
    }
}

fn reason_name(w: Words, field: &str) -> String {
    w.t(&format!("reason-{}", field.replace('_', "-")))
}

fn said(w: Words, field: &str, value: &str, nearly: bool) -> String {
    reason_words(w, &Reason { field: field.into(), value: value.into(), nearly })
}
