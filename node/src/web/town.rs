//! The reader's own town, said once and kept in his browser: what "like mine" means.

use super::App;
use super::frame::{Frame, Place, html};
use super::guard::cookie;
use super::language::Words;
use super::reader::Reader;
use super::search::HitView;
use super::shortlist::local;
use super::trouble::Trouble;
use crate::finding;
use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use protocol::api::TownsRequest;
use protocol::vocabulary::{self, Vocabulary};

/// Works shown from towns like this one.
const WORKS: usize = 30;

/// Fields of which one value is chosen, then those of which several can be.
const SINGLE: [(&str, &Vocabulary); 4] = [
    ("population", &vocabulary::POPULATION),
    ("urbanisation", &vocabulary::URBANISATION),
    ("foreign_share", &vocabulary::FOREIGN_SHARE),
    ("staffing", &vocabulary::STAFFING),
];
const SEVERAL: [(&str, &Vocabulary); 2] =
    [("housing_market", &vocabulary::HOUSING_MARKET), ("migration_history", &vocabulary::MIGRATION_HISTORY)];

/// What a reader said of his town. It has no name here: only what matters for comparing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Town {
    pub(super) country: String,
    pub(super) population: String,
    pub(super) urbanisation: String,
    pub(super) foreign_share: String,
    pub(super) staffing: String,
    pub(super) housing_market: Vec<String>,
    pub(super) migration_history: Vec<String>,
}

impl Town {
    /// From pairs; what no list has is left out.
    fn of(pairs: &[(String, String)]) -> Self {
        let one = |field: &str, list: &Vocabulary| {
            let value = pairs.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str());
            value
                .and_then(|value| list.code(value))
                .and_then(|code| list.key(code))
                .unwrap_or_default()
                .to_owned()
        };
        let several = |field: &str, list: &Vocabulary| {
            let values = pairs.iter().filter(|(name, _)| name == field);
            let codes = values.filter_map(|(_, value)| list.code(value));
            codes.filter_map(|code| list.key(code)).take(16).map(str::to_owned).collect()
        };
        let country = pairs.iter().find(|(name, _)| name == "country").map(|(_, value)| value.as_str());
        let country = country.filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()));
        Self {
            country: country.unwrap_or_default().to_owned(),
            population: one("population", &vocabulary::POPULATION),
            urbanisation: one("urbanisation", &vocabulary::URBANISATION),
            foreign_share: one("foreign_share", &vocabulary::FOREIGN_SHARE),
            staffing: one("staffing", &vocabulary::STAFFING),
            housing_market: several("housing_market", &vocabulary::HOUSING_MARKET),
            migration_history: several("migration_history", &vocabulary::MIGRATION_HISTORY),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, &str)> {
        let single = [
            ("country", &self.country),
            ("population", &self.population),
            ("urbanisation", &self.urbanisation),
            ("foreign_share", &self.foreign_share),
            ("staffing", &self.staffing),
        ];
        let mut pairs: Vec<(&'static str, &str)> = single
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.as_str()))
            .collect();
        pairs.extend(self.housing_market.iter().map(|value| ("housing_market", value.as_str())));
        pairs.extend(self.migration_history.iter().map(|value| ("migration_history", value.as_str())));
        pairs
    }

    /// What it is called: its size and country.
    pub(super) fn name(&self, w: Words) -> String {
        let mut parts = Vec::new();
        if !self.population.is_empty() {
            parts.push(w.key(&vocabulary::POPULATION, &self.population));
        }
        if !self.country.is_empty() {
            parts.push(w.country(&self.country));
        }
        parts.join(", ")
    }

    fn has(&self, field: &str, key: &str) -> bool {
        self.pairs().iter().any(|(name, value)| *name == field && *value == key)
    }

    fn request(&self, reader: &Reader) -> TownsRequest {
        TownsRequest {
            limit: WORKS,
            country: self.country.clone(),
            population: self.population.clone(),
            urbanisation: self.urbanisation.clone(),
            foreign_share: self.foreign_share.clone(),
            staffing: self.staffing.clone(),
            housing_market: self.housing_market.clone(),
            migration_history: self.migration_history.clone(),
            languages: reader.languages.clone(),
            ..TownsRequest::default()
        }
    }
}

/// The town a reader chose, if he did.
pub(super) fn chosen(reader: &Reader) -> Option<Town> {
    let kept = reader.cookie("town")?;
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(kept.as_bytes()).into_owned().take(64).collect();
    let town = Town::of(&pairs);
    (town != Town::default()).then_some(town)
}

/// A question of the form with its answers.
struct Group {
    name: &'static str,
    label: String,
    several: bool,
    options: Vec<ChoiceOption>,
}

struct ChoiceOption {
    key: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "town.html")]
struct Page {
    w: Words,
    frame: Frame,
    groups: Vec<Group>,
    countries: Vec<ChoiceOption>,
    back: String,
    /// A town was chosen.
    known: bool,
    hits: Vec<HitView>,
}

/// The form, and works from towns like the one chosen.
pub(super) async fn page(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let w = reader.w;
    let town = chosen(&reader);
    let mut hits = Vec::new();
    if let Some(town) = &town {
        let asked = finding::towns(&site.services, town.request(&reader), site.audience);
        let works = site.find(asked).await?.works.into_iter();
        hits = works.map(|one| HitView::new(w, one.hit, &[]).because(w, &one.reasons)).collect();
    }
    let known = town.is_some();
    let town = town.unwrap_or_default();
    let single = SINGLE.iter().map(|(name, list)| group(w, &town, name, list, false));
    let several = SEVERAL.iter().map(|(name, list)| group(w, &town, name, list, true));
    Ok(html(&Page {
        w,
        frame: Frame::new(&site, &reader, Place::Search).untracked(),
        groups: single.chain(several).collect(),
        countries: countries(w, &town),
        back: reader.get("return").unwrap_or("/town").to_owned(),
        known,
        hits,
    }))
}

fn group(w: Words, town: &Town, name: &'static str, list: &Vocabulary, several: bool) -> Group {
    let option = |key: &str| ChoiceOption {
        key: key.to_owned(),
        label: w.key(list, key),
        chosen: town.has(name, key),
    };
    let label = w.t(&format!("reason-{}", name.replace('_', "-")));
    Group { name, label, several, options: list.keys().map(option).collect() }
}

/// Countries of the continent, by name.
fn countries(w: Words, town: &Town) -> Vec<ChoiceOption> {
    let mut options: Vec<ChoiceOption> = super::map::COUNTRIES
        .iter()
        .map(|code| ChoiceOption {
            key: (*code).to_owned(),
            label: w.country(code),
            chosen: town.country == *code,
        })
        .collect();
    options.sort_by(|a, b| a.label.cmp(&b.label));
    options
}

/// Keeps what the reader said, or forgets it.
pub(super) async fn choose(form: Bytes) -> Response {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().take(64).collect();
    let forget = pairs.iter().any(|(name, _)| name == "forget");
    let town = if forget { Town::default() } else { Town::of(&pairs) };
    let mut kept = form_urlencoded::Serializer::new(String::new());
    kept.extend_pairs(town.pairs());
    let back = pairs.iter().find(|(name, _)| name == "return").map_or("/town", |(_, value)| value.as_str());
    let headers = [(header::SET_COOKIE, cookie("town", &kept.finish())), (header::LOCATION, local(back))];
    (StatusCode::SEE_OTHER, headers).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_lists_have_is_kept() {
        let said = [
            ("country", "IT"),
            ("population", "20-50k"),
            ("staffing", "<script>"),
            ("housing_market", "high-rents"),
            ("housing_market", "castles"),
        ];
        let pairs = said.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let town = Town::of(&pairs);
        assert_eq!(
            town.pairs(),
            [("country", "IT"), ("population", "20-50k"), ("housing_market", "high-rents")]
        );
    }
}
