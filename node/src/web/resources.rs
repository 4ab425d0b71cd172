//! The directory of social resources: who offers what where, how fresh that is, and where nothing is.

use super::App;
use super::frame::{Frame, Place, html};
use super::language::{Words, is_right_to_left};
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
use protocol::record::publication::{Details, ResourceDetails, work_kind};
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
    place: String,
    schedule: String,
    price: String,
    spoken: String,
    checked: String,
    fresh: bool,
    /// Of the service and the place, for filters and the matrix.
    keys: (u16, String, Vec<String>),
}

/// A value to filter by.
struct Choice {
    key: String,
    label: String,
    chosen: bool,
}

/// A row of the matrix: a place, and for each service how many entries, and how many of them are fresh.
struct Row {
    place: String,
    cells: Vec<(u64, u64)>,
}

#[derive(Template)]
#[template(path = "resources.html")]
struct Page {
    w: Words,
    frame: Frame,
    count: String,
    services: Vec<Choice>,
    places: Vec<Choice>,
    languages: Vec<Choice>,
    only_fresh: bool,
    filtered: bool,
    entries: Vec<Entry>,
    heads: Vec<String>,
    rows: Vec<Row>,
}

/// The directory, filtered as the address says, and the matrix of all of it.
pub(super) async fn page(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let w = reader.w;
    let all = entries(&site, w).await?;
    let (heads, rows) = matrix(w, &all);
    let (services, places, languages) = choices(w, &reader, &all);
    let wished = Wished::of(&reader);
    let entries: Vec<Entry> = all.into_iter().filter(|one| wished.fits(one)).collect();
    Ok(html(&Page {
        w,
        frame: Frame::new(&site, &reader, Place::Resources),
        count: w.n("resources-count", entries.len() as u64),
        services,
        places,
        languages,
        only_fresh: wished.fresh,
        filtered: wished.any(),
        entries,
        heads,
        rows,
    }))
}

async fn entries(site: &App, w: Words) -> Result<Vec<Entry>, Trouble> {
    let filter = WorkFilter { kind: Some(work_kind::RESOURCE), ..WorkFilter::default() };
    let audience = site.audience;
    let rows = site.read(move |view| reading::list(view, &filter, audience, ENTRIES)).await?;
    let works: Vec<WorkId> = rows.into_iter().map(|row| row.work).collect();
    let readings = work::readings(site, works).await?;
    let mut entries: Vec<Entry> = readings.iter().filter_map(|one| entry(w, one)).collect();
    entries.sort_by(|a, b| (&a.place, &a.service, &a.title).cmp(&(&b.place, &b.service, &b.title)));
    Ok(entries)
}

fn entry(w: Words, reading: &Reading) -> Option<Entry> {
    let publication = reading.publication.as_ref()?;
    let Ok(Details::Resource(it)) = publication.details() else { return None };
    let place = publication.territory.name.clone();
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
        checked: it.last_verified.map(|day| w.s("checked-on", w.day(day))).unwrap_or_default(),
        fresh: fresh(&it),
        keys: (it.service_type, place.clone(), it.languages_offered),
        place,
    })
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
    place: String,
    language: String,
    fresh: bool,
}

impl Wished {
    fn of(reader: &Reader) -> Self {
        let text = |name: &str| reader.get(name).unwrap_or_default().to_owned();
        Self {
            service: reader.get("service").and_then(|key| vocabulary::SERVICE_TYPE.code(key)),
            place: text("place"),
            language: text("language"),
            fresh: reader.get("fresh").is_some(),
        }
    }

    fn any(&self) -> bool {
        self.service.is_some() || !self.place.is_empty() || !self.language.is_empty() || self.fresh
    }

    fn fits(&self, entry: &Entry) -> bool {
        let (service, place, languages) = &entry.keys;
        self.service.is_none_or(|wished| wished == *service)
            && (self.place.is_empty() || self.place == *place)
            && (self.language.is_empty() || languages.contains(&self.language))
            && (!self.fresh || entry.fresh)
    }
}

fn choices(w: Words, reader: &Reader, all: &[Entry]) -> (Vec<Choice>, Vec<Choice>, Vec<Choice>) {
    let chosen = |name: &str, key: &str| reader.get(name) == Some(key);
    let services: BTreeSet<u16> = all.iter().map(|one| one.keys.0).filter(|code| *code != 0).collect();
    let services = services.into_iter().filter_map(|code| {
        let key = vocabulary::SERVICE_TYPE.key(code)?;
        let label = w.term(&vocabulary::SERVICE_TYPE, code);
        Some(Choice { key: key.to_owned(), label, chosen: chosen("service", key) })
    });
    let places: BTreeSet<&String> =
        all.iter().map(|one| &one.keys.1).filter(|name| !name.is_empty()).collect();
    let places = places.into_iter().map(|name| Choice {
        key: name.clone(),
        label: name.clone(),
        chosen: chosen("place", name),
    });
    let languages: BTreeSet<&String> = all.iter().flat_map(|one| &one.keys.2).collect();
    let languages = languages.into_iter().map(|tag| Choice {
        key: tag.clone(),
        label: w.language(tag),
        chosen: chosen("language", tag),
    });
    (services.collect(), places.collect(), languages.collect())
}

/// Places by services: gaps are what the table is for.
fn matrix(w: Words, all: &[Entry]) -> (Vec<String>, Vec<Row>) {
    let services: Vec<u16> = vocabulary::SERVICE_TYPE.terms.iter().map(|term| term.code).collect();
    let mut places: BTreeMap<&str, Vec<(u64, u64)>> = BTreeMap::new();
    for entry in all.iter().filter(|one| !one.place.is_empty()) {
        let row = places.entry(&entry.place).or_insert_with(|| vec![(0, 0); services.len()]);
        if let Some(at) = services.iter().position(|code| *code == entry.keys.0) {
            row[at].0 += 1;
            row[at].1 += u64::from(entry.fresh);
        }
    }
    let heads = services.iter().map(|code| w.term(&vocabulary::SERVICE_TYPE, *code)).collect();
    let rows = places.into_iter().map(|(place, cells)| Row { place: place.to_owned(), cells });
    (heads, rows.collect())
}
