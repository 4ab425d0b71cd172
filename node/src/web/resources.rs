//! The directory of social resources: who offers what where, how fresh that is, and where nothing is.

use super::App;
use super::contact::ContactView;
use super::frame::{Frame, Place, html};
use super::language::{Words, is_right_to_left};
use super::map::{self, Dot, Thing};
use super::reader::Reader;
use super::trouble::Trouble;
use super::work;
use crate::clock;
use crate::reading::{self, Reading};
use crate::store::WorkFilter;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use protocol::id::WorkId;
use protocol::record::publication::{Details, ResourceDetails, Territory, work_kind};
use protocol::vocabulary;
use std::collections::{BTreeMap, BTreeSet};

/// Months after which an entry that nobody checked again is old.
const FRESH_MONTHS: u32 = 6;

/// Entries of the directory on one page.
const ENTRIES: usize = 1_000;

/// One entry.
struct Entry {
    address: String,
    title: String,
    language: String,
    rtl: bool,
    service: String,
    provider: String,
    /// As its author names it.
    place: String,
    country: String,
    schedule: String,
    price: String,
    spoken: String,
    contact: Option<ContactView>,
    checked: String,
    fresh: bool,
    /// For filters and the matrix.
    service_code: u16,
    languages: Vec<String>,
    /// What its place is known by.
    marks: Vec<String>,
    /// Its town, as a position among those of all entries.
    town: Option<usize>,
    /// For the map, unless the place is kept back.
    position_milli: Option<(i32, i32)>,
}

/// A place: entries that share its code, its position or its name are there, in whatever language they name it.
struct Town {
    marks: BTreeSet<String>,
    /// With the language of the entry that says it.
    name: (String, String),
    country: String,
}

impl Town {
    /// For addresses: two places of one name are in different countries.
    fn key(&self) -> String {
        format!("{} ({})", self.name.1, self.country)
    }

    /// In any language, with the country or without.
    fn answers_to(&self, wished: &str) -> bool {
        let name = wished.strip_suffix(&format!(" ({})", self.country)).unwrap_or(wished);
        self.marks.contains(&format!("{} named {}", self.country, name.to_lowercase()))
    }
}

/// A value to filter by.
struct Choice {
    key: String,
    label: String,
    chosen: bool,
}

/// A row of the matrix: a place, and what there is for each service.
struct Row {
    place: String,
    cells: Vec<Cell>,
}

/// How many entries, how many of them are fresh, and where they are listed.
struct Cell {
    count: u64,
    fresh: u64,
    address: String,
}

#[derive(Template)]
#[template(path = "resources.html")]
struct Page {
    w: Words,
    frame: Frame,
    count: String,
    /// That there are more than the page has.
    most: Option<String>,
    services: Vec<Choice>,
    places: Vec<Choice>,
    languages: Vec<Choice>,
    only_fresh: bool,
    filtered: bool,
    entries: Vec<Entry>,
    dots: Vec<Dot>,
    heads: Vec<String>,
    rows: Vec<Row>,
}

/// The directory, filtered as the address says, and the matrix of all of it.
pub(super) async fn page(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let w = reader.w;
    let (mut all, cut) = entries(&site, w).await?;
    let towns = settle(w, &mut all);
    let (heads, rows) = matrix(w, &towns, &all);
    let (services, places, languages) = choices(w, &reader, &towns, &all);
    let wished = Wished::of(&reader, &towns);
    let entries: Vec<Entry> = all.into_iter().filter(|one| wished.fits(one)).collect();
    Ok(html(&Page {
        w,
        frame: Frame::new(&site, &reader, Place::Resources),
        count: w.n("resources-count", entries.len() as u64),
        most: cut.then(|| w.n("resources-most", ENTRIES as u64)),
        services,
        places,
        languages,
        only_fresh: wished.fresh,
        filtered: wished.any(),
        dots: dots(w, &towns, &entries),
        entries,
        heads,
        rows,
    }))
}

/// The newest entries, by place, and whether there are more.
async fn entries(site: &App, w: Words) -> Result<(Vec<Entry>, bool), Trouble> {
    let filter = WorkFilter { kind: Some(work_kind::RESOURCE), ..WorkFilter::default() };
    let audience = site.audience;
    let rows = site.read(move |view| reading::list(view, &filter, audience, ENTRIES + 1)).await?;
    let cut = rows.len() > ENTRIES;
    let works: Vec<WorkId> = rows.into_iter().take(ENTRIES).map(|row| row.work).collect();
    let readings = work::readings(site, works).await?;
    let mut entries: Vec<Entry> = readings.iter().filter_map(|one| entry(w, one)).collect();
    entries.sort_by(|a, b| (&a.place, &a.service, &a.title).cmp(&(&b.place, &b.service, &b.title)));
    Ok((entries, cut))
}

fn entry(w: Words, reading: &Reading) -> Option<Entry> {
    let publication = reading.publication.as_ref()?;
    let details = publication.details();
    let Ok(Details::Resource(it)) = &details else { return None };
    let territory = &publication.territory;
    let kept_back = vocabulary::LOCATION_PRECISION.key(it.location_precision) == Some("hidden");
    let position = territory.place.filter(|_| !kept_back);
    Some(Entry {
        address: format!("/w/{}", reading.work),
        title: if it.service.is_empty() { publication.title.clone() } else { it.service.clone() },
        rtl: is_right_to_left(&publication.language),
        language: publication.language.clone(),
        service: w.term(&vocabulary::SERVICE_TYPE, it.service_type),
        provider: it.provider.clone(),
        schedule: it.schedule.clone(),
        price: it.cost.clone(),
        spoken: it.languages_offered.iter().map(|tag| w.language(tag)).collect::<Vec<_>>().join(", "),
        contact: work::contact(publication, details.as_ref().ok()),
        checked: it.last_verified.map(|day| w.s("checked-on", w.day(day))).unwrap_or_default(),
        fresh: fresh(it),
        service_code: it.service_type,
        languages: it.languages_offered.clone(),
        marks: marks(territory),
        town: None,
        position_milli: position.map(|at| (at.latitude_milli, at.longitude_milli)),
        place: territory.name.clone(),
        country: if kept_back { String::new() } else { territory.country.clone() },
    })
}

/// What a place is known by; nothing if it has no name. A NUTS code is left out: it is of a whole province.
fn marks(territory: &Territory) -> Vec<String> {
    if territory.name.is_empty() {
        return Vec::new();
    }
    let country = &territory.country;
    let code = Some(&territory.lau).filter(|lau| !lau.is_empty()).map(|lau| format!("{country} lau {lau}"));
    let at = territory.place.map(|at| format!("{country} at {} {}", at.latitude_milli, at.longitude_milli));
    let named = format!("{country} named {}", territory.name.to_lowercase());
    code.into_iter().chain(at).chain([named]).collect()
}

/// Gives every entry its town. A town bears the name that an entry in the reader's language gives it, if there
/// is one.
fn settle(w: Words, entries: &mut [Entry]) -> Vec<Town> {
    let mut towns: Vec<Town> = Vec::new();
    for entry in entries.iter_mut().filter(|one| !one.marks.is_empty()) {
        let name = (entry.language.clone(), entry.place.clone());
        let known = towns.iter().position(|town| entry.marks.iter().any(|mark| town.marks.contains(mark)));
        let at = known.unwrap_or(towns.len());
        if known.is_none() {
            let country = entry.marks[0].split(' ').next().unwrap_or_default().to_owned();
            towns.push(Town { marks: BTreeSet::new(), name: name.clone(), country });
        }
        let town = &mut towns[at];
        town.marks.extend(entry.marks.iter().cloned());
        if name.0 == w.code() && town.name.0 != name.0 {
            town.name = name;
        }
        entry.town = Some(at);
    }
    towns
}

/// The entries on a map: a dot leads to the one that is there, else to the list of all that are there.
fn dots(w: Words, towns: &[Town], entries: &[Entry]) -> Vec<Dot> {
    let things: Vec<Thing<'_>> = entries
        .iter()
        .map(|one| Thing { position_milli: one.position_milli, country: &one.country, place: &one.place })
        .collect();
    let (spots, _) = map::spots(w, &things);
    let dot = |spot: &map::Spot| match spot.members.as_slice() {
        [one] => spot.dot(format!("{} – {}", entries[*one].title, spot.name), entries[*one].address.clone()),
        several => {
            let there: BTreeSet<usize> = several.iter().filter_map(|at| entries[*at].town).collect();
            let keys: Vec<(&str, String)> = there.into_iter().map(|at| ("place", towns[at].key())).collect();
            let label = format!("{}: {}", spot.name, w.n("resources-count", several.len() as u64));
            spot.dot(label, address(&keys))
        }
    };
    spots.iter().map(dot).collect()
}

/// The directory with these filters.
fn address(pairs: &[(&str, String)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    format!("/resources?{}", query.finish())
}

/// Checked within the last months, by the calendar.
fn fresh(it: &ResourceDetails) -> bool {
    let months = |day: protocol::time::Day| {
        let (year, month, _) = day.parts();
        year * 12 + month
    };
    let today = months(clock::day_of(clock::now_ms()));
    it.last_verified.is_some_and(|day| months(day) + FRESH_MONTHS >= today)
}

/// What the address asks for.
struct Wished {
    service: Option<u16>,
    /// Towns that answer to what was asked, if any was asked for.
    towns: Option<BTreeSet<usize>>,
    language: String,
    fresh: bool,
}

impl Wished {
    fn of(reader: &Reader, towns: &[Town]) -> Self {
        let asked: Vec<&str> = reader.all("place").filter(|name| !name.is_empty()).collect();
        let answering = || {
            let answers = |(_, town): &(usize, &Town)| asked.iter().any(|name| town.answers_to(name));
            towns.iter().enumerate().filter(answers).map(|(at, _)| at).collect()
        };
        Self {
            service: reader.get("service").and_then(|key| vocabulary::SERVICE_TYPE.code(key)),
            towns: (!asked.is_empty()).then(answering),
            language: reader.get("language").unwrap_or_default().to_owned(),
            fresh: reader.get("fresh").is_some(),
        }
    }

    fn any(&self) -> bool {
        self.service.is_some() || self.towns.is_some() || !self.language.is_empty() || self.fresh
    }

    fn fits(&self, entry: &Entry) -> bool {
        let there = |towns: &BTreeSet<usize>| entry.town.is_some_and(|at| towns.contains(&at));
        self.service.is_none_or(|wished| wished == entry.service_code)
            && self.towns.as_ref().is_none_or(there)
            && (self.language.is_empty() || entry.languages.contains(&self.language))
            && (!self.fresh || entry.fresh)
    }
}

fn choices(
    w: Words,
    reader: &Reader,
    towns: &[Town],
    all: &[Entry],
) -> (Vec<Choice>, Vec<Choice>, Vec<Choice>) {
    let chosen = |name: &str, key: &str| reader.get(name) == Some(key);
    let services: BTreeSet<u16> = all.iter().map(|one| one.service_code).filter(|code| *code != 0).collect();
    let services = services.into_iter().filter_map(|code| {
        let key = vocabulary::SERVICE_TYPE.key(code)?;
        let label = w.term(&vocabulary::SERVICE_TYPE, code);
        Some(Choice { key: key.to_owned(), label, chosen: chosen("service", key) })
    });
    let mut places: Vec<Choice> = towns
        .iter()
        .map(|town| Choice {
            key: town.key(),
            label: town.name.1.clone(),
            chosen: reader.get("place").is_some_and(|wished| town.answers_to(wished)),
        })
        .collect();
    places.sort_by(|a, b| a.label.cmp(&b.label));
    let languages: BTreeSet<&String> = all.iter().flat_map(|one| &one.languages).collect();
    let languages = languages.into_iter().map(|tag| Choice {
        key: tag.clone(),
        label: w.language(tag),
        chosen: chosen("language", tag),
    });
    (services.collect(), places, languages.collect())
}

/// Places by services: gaps are what the table is for.
fn matrix(w: Words, towns: &[Town], all: &[Entry]) -> (Vec<String>, Vec<Row>) {
    let services: Vec<(u16, &str)> =
        vocabulary::SERVICE_TYPE.terms.iter().map(|term| (term.code, term.key)).collect();
    let mut counts: BTreeMap<(usize, u16), (u64, u64)> = BTreeMap::new();
    for entry in all {
        let Some(town) = entry.town else { continue };
        let (count, fresh) = counts.entry((town, entry.service_code)).or_default();
        *count += 1;
        *fresh += u64::from(entry.fresh);
    }
    let cell = |at: usize, (code, key): (u16, &str)| {
        let (count, fresh) = counts.get(&(at, code)).copied().unwrap_or_default();
        let pairs = [("service", key.to_owned()), ("place", towns[at].key())];
        Cell { count, fresh, address: address(&pairs) }
    };
    let row = |(at, town): (usize, &Town)| Row {
        place: town.name.1.clone(),
        cells: services.iter().map(|service| cell(at, *service)).collect(),
    };
    let mut rows: Vec<Row> = towns.iter().enumerate().map(row).collect();
    rows.sort_by(|a, b| a.place.cmp(&b.place));
    let heads = services.iter().map(|(code, _)| w.term(&vocabulary::SERVICE_TYPE, *code)).collect();
    (heads, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;
    use protocol::record::publication::Place as Position;

    fn territory(country: &str, name: &str, at: Option<(i32, i32)>) -> Territory {
        Territory {
            country: country.into(),
            name: name.into(),
            place: at.map(|(latitude_milli, longitude_milli)| Position { latitude_milli, longitude_milli }),
            ..Territory::default()
        }
    }

    fn entry(language: &str, service_code: u16, territory: &Territory) -> Entry {
        Entry {
            address: "/w/1".into(),
            title: "Desk".into(),
            language: language.into(),
            rtl: false,
            service: String::new(),
            provider: String::new(),
            place: territory.name.clone(),
            country: territory.country.clone(),
            schedule: String::new(),
            price: String::new(),
            spoken: String::new(),
            contact: None,
            checked: String::new(),
            fresh: service_code == 1,
            service_code,
            languages: Vec::new(),
            marks: marks(territory),
            town: None,
            position_milli: None,
        }
    }

    fn directory() -> Vec<Entry> {
        let at = Some((35_010, 25_120));
        vec![
            entry("el", 1, &territory("GR", "Αστερούσα", at)),
            entry("en", 5, &territory("GR", "Asterousa", at)),
            entry("en", 5, &territory("GR", "ASTEROUSA", None)),
            entry("en", 1, &territory("IT", "Asterousa", None)),
            entry("en", 1, &territory("IT", "", None)),
        ]
    }

    #[test]
    fn a_place_is_one_in_whatever_language_it_is_named() {
        for (code, names) in [("en", ["Asterousa", "Asterousa"]), ("el", ["Asterousa", "Αστερούσα"])]
        {
            let w = Words::negotiate(code);
            let mut all = directory();
            let towns = settle(w, &mut all);
            assert_eq!(
                all.iter().map(|one| one.town).collect::<Vec<_>>(),
                [Some(0), Some(0), Some(0), Some(1), None]
            );
            let (heads, rows) = matrix(w, &towns, &all);
            assert_eq!(rows.iter().map(|row| row.place.as_str()).collect::<Vec<_>>(), names);
            assert!(rows.iter().all(|row| row.cells.len() == heads.len()));
            let mut counts: Vec<u64> =
                rows.iter().map(|row| row.cells.iter().map(|cell| cell.count).sum()).collect();
            counts.sort_unstable();
            assert_eq!(counts, [1, 3]);
        }
    }

    #[test]
    fn a_cell_leads_to_what_it_counts() {
        let w = Words::negotiate("en");
        let mut all = directory();
        let towns = settle(w, &mut all);
        let fitting = |address: &str| {
            let reader = Reader::of(&address.parse().expect("an address"), &HeaderMap::new());
            let wished = Wished::of(&reader, &towns);
            all.iter().filter(|one| wished.fits(one)).count() as u64
        };
        for row in matrix(w, &towns, &all).1 {
            for cell in row.cells {
                assert_eq!(fitting(&cell.address), cell.count, "{}", cell.address);
            }
        }
        assert_eq!(fitting("/resources?place=asterousa"), 4, "a name alone is of every place so called");
        assert_eq!(
            fitting("/resources?place=%CE%91%CF%83%CF%84%CE%B5%CF%81%CE%BF%CF%8D%CF%83%CE%B1+(GR)"),
            3
        );
        assert_eq!(fitting("/resources?place=nowhere"), 0);
        assert_eq!(fitting("/resources?place="), 5);
    }
}
