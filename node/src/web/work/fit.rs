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
    let (territory, context) = (&publication.territory, &publication.context);
    let mut fit = Fit::default();
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
            band(w, &mut fit, (field, list), ours, theirs);
        }
    }
    let sets = [
        ("housing_market", &vocabulary::HOUSING_MARKET, &town.housing_market, &context.housing_market),
        (
            "migration_history",
            &vocabulary::MIGRATION_HISTORY,
            &town.migration_history,
            &context.migration_history,
        ),
    ];
    for (field, list, ours, theirs) in sets {
        for code in theirs {
            let key = list.key(*code).unwrap_or_default();
            if ours.iter().any(|one| one == key) {
                fit.alike.push(said(w, field, key, false));
            }
        }
        let common = theirs.iter().any(|code| ours.iter().any(|one| list.key(*code) == Some(one)));
        if !common && !ours.is_empty() && !theirs.is_empty() {
            let labels = w.terms(list, theirs).join(", ");
            fit.different.push(w.ss("fit-different", reason_name(w, field), labels));
        }
    }
    if !town.country.is_empty() && town.country == territory.country {
        fit.alike.push(said(w, "country", &town.country, false));
    }
    let total = fit.alike.len() + fit.different.len();
    fit.sentence = w.nn("fit-sentence", fit.alike.len() as u64, total as u64);
    fit
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
