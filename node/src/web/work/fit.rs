//! Why a work may fit a reader's town: what the two places have in common, and what not.

use super::super::language::Words;
use super::super::town::Town;
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

/// A fact of a place: its name, and the list its values are of.
type Fact<'a> = (&'a str, &'a Vocabulary);

/// Compares what is said of both places, a line and a count for each fact; what one of them does not say
/// counts for nothing.
pub(super) fn compare(w: Words, town: &Town, publication: &Publication) -> Fit {
    let mut fit = Fit::default();
    bands(w, &mut fit, town, publication);
    let context = &publication.context;
    let market = ("housing_market", &vocabulary::HOUSING_MARKET);
    set(w, &mut fit, market, &town.housing_market, &context.housing_market);
    let history = ("migration_history", &vocabulary::MIGRATION_HISTORY);
    set(w, &mut fit, history, &town.migration_history, &context.migration_history);
    country(w, &mut fit, &town.country, &publication.territory.country);
    let total = fit.alike.len() + fit.different.len();
    fit.sentence = w.nn("fit-sentence", fit.alike.len() as u64, total as u64);
    fit
}

/// What is measured on a scale: the next step is nearly the same.
fn bands(w: Words, fit: &mut Fit, town: &Town, publication: &Publication) {
    let (territory, context) = (&publication.territory, &publication.context);
    let bands: [(Fact<'_>, &str, u16); 4] = [
        (("population", &vocabulary::POPULATION), &town.population, territory.population),
        (("urbanisation", &vocabulary::URBANISATION), &town.urbanisation, territory.urbanisation),
        (("foreign_share", &vocabulary::FOREIGN_SHARE), &town.foreign_share, context.foreign_share),
        (("staffing", &vocabulary::STAFFING), &town.staffing, context.staffing),
    ];
    for (fact, ours, theirs) in bands {
        if let Some(ours) = fact.1.code(ours)
            && theirs != 0
        {
            band(w, fit, fact, ours, theirs);
        }
    }
}

fn band(w: Words, fit: &mut Fit, (field, list): Fact<'_>, ours: u16, theirs: u16) {
    let label = w.term(list, theirs);
    match ours.abs_diff(theirs) {
        0 => fit.alike.push(w.ss("reason-same", reason_name(w, field), label)),
        1 if field != "staffing" => fit.alike.push(w.ss("reason-nearly", reason_name(w, field), label)),
        _ => fit.different.push(w.ss("fit-different", reason_name(w, field), label)),
    }
}

/// What can be several at once: one in common is enough, and what is in common is what is shown.
fn set(w: Words, fit: &mut Fit, (field, list): Fact<'_>, ours: &[String], theirs: &[u16]) {
    if ours.is_empty() || theirs.is_empty() {
        return;
    }
    let shared = |code: &u16| list.key(*code).is_some_and(|key| ours.iter().any(|one| one == key));
    let common: Vec<u16> = theirs.iter().copied().filter(shared).collect();
    let labels = |codes: &[u16]| w.terms(list, codes).join(", ");
    if common.is_empty() {
        fit.different.push(w.ss("fit-different", reason_name(w, field), labels(theirs)));
    } else {
        fit.alike.push(w.ss("reason-same", reason_name(w, field), labels(&common)));
    }
}

fn country(w: Words, fit: &mut Fit, ours: &str, theirs: &str) {
    if ours.is_empty() || theirs.is_empty() {
        return;
    }
    let (lines, key) =
        if ours == theirs { (&mut fit.alike, "reason-same") } else { (&mut fit.different, "fit-different") };
    lines.push(w.ss(key, reason_name(w, "country"), w.country(theirs)));
}

fn reason_name(w: Words, field: &str) -> String {
    w.t(&format!("reason-{}", field.replace('_', "-")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::record::publication::{Context, Territory};

    fn compared(town: &Town, country: &str, market: &[&str]) -> Fit {
        let mut market: Vec<u16> =
            market.iter().map(|key| vocabulary::HOUSING_MARKET.code(key).expect("a key")).collect();
        market.sort_unstable();
        let publication = Publication {
            territory: Territory { country: country.into(), ..Territory::default() },
            context: Context { housing_market: market, ..Context::default() },
            ..Publication::default()
        };
        compare(Words::negotiate("en"), town, &publication)
    }

    #[test]
    fn each_fact_counts_once_and_none_vanishes() {
        let keys: Vec<&str> = vocabulary::HOUSING_MARKET.keys().take(3).collect();
        let town = Town {
            country: "IT".into(),
            housing_market: keys[..2].iter().map(|key| (*key).to_owned()).collect(),
            ..Town::default()
        };
        let near = compared(&town, "IT", &keys);
        assert_eq!((near.alike.len(), near.different.len()), (2, 0), "{near:?}");
        assert_eq!(near.alike[0].matches(", ").count(), 1, "both shared values in one line: {near:?}");
        assert_eq!(near.sentence, "Matches your town in 2 of 2 known respects.");
        let far = compared(&town, "GR", &keys[2..]);
        assert_eq!((far.alike.len(), far.different.len()), (0, 2), "{far:?}");
        assert!(far.different[1].contains("Greece"), "{far:?}");
        let silent = compared(&town, "", &[]);
        assert_eq!((silent.alike.len(), silent.different.len()), (0, 0));
        assert_eq!(compared(&town, "IT", &[]).sentence, "Matches your town in 1 of 1 known respect.");
        assert!(silent.sentence.contains("does not say enough"), "{silent:?}");
    }
}
