//! A work's page, laid out by its kind, and what changed between two revisions of it.

mod blocks;
mod difference;
mod facts;
mod fit;
mod head;
mod provenance;
mod view;

pub(super) use blocks::Body;
pub(super) use difference::What;
pub(super) use facts::facts;
pub(super) use view::role_text;

use super::frame::{Frame, Place, html};
use super::language::Words;
use super::reader::Reader;
use super::search::HitView;
use super::trouble::Trouble;
use super::{App, town};
use crate::citation::Cited;
use crate::clock;
use crate::finding::{self, Audience};
use crate::reading::{self, Reading, State as Shown};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use protocol::api::{Hit, LikeRequest};
use protocol::id::{RecordId, WorkId};
use protocol::record::Publication;
use protocol::vocabulary;
use view::View;

/// Works shown as similar.
const SIMILAR: usize = 4;

#[derive(Template)]
#[template(path = "work.html")]
struct Page {
    w: Words,
    frame: Frame,
    v: View,
    similar: Vec<HitView>,
}

#[derive(Template)]
#[template(path = "stone.html")]
struct Stone {
    w: Words,
    frame: Frame,
    title: String,
    /// What happened, a sentence each.
    sentences: Vec<String>,
    citation: String,
    replacement: Option<(String, String, String)>,
    provenance: provenance::Provenance,
}

/// `/w/<work>`: the newest revision.
pub(super) async fn page(
    State(site): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let work: WorkId = id.parse().map_err(|_| Trouble::NotFound)?;
    let audience = site.audience;
    let reading = site.read(move |view| reading::work(view, work, audience)).await?;
    show(&site, &reader, reading.ok_or(Trouble::NotFound)?).await
}

/// `/i/<record>`: one revision, for ever.
pub(super) async fn revision(
    State(site): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let record: RecordId = id.parse().map_err(|_| Trouble::NotFound)?;
    let audience = site.audience;
    let reading = site.read(move |view| reading::revision(view, record, audience)).await?;
    show(&site, &reader, reading.ok_or(Trouble::NotFound)?).await
}

async fn show(site: &App, reader: &Reader, reading: Reading) -> Result<Response, Trouble> {
    let provenance = provenance::gather(site, reader.w, &reading).await;
    if reading.state != Shown::Live {
        return Ok(stone(site, reader, &reading, provenance));
    }
    let permanent = format!("/w/{}", reading.work);
    let similar = similar(site, reader, reading.work).await?;
    let town = town::chosen(reader);
    let view = View::new(reader, &reading, provenance, town.as_ref());
    let mut response = html(&Page {
        w: reader.w,
        frame: Frame::new(site, reader, Place::Search),
        v: view.ok_or(Trouble::NotFound)?,
        similar,
    });
    if let Ok(link) = HeaderValue::from_str(&format!("<{permanent}>; rel=\"canonical\"")) {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

/// What is shown in place of a work that cannot be read: calm, and as exact as is known.
fn stone(site: &App, reader: &Reader, reading: &Reading, provenance: provenance::Provenance) -> Response {
    let w = reader.w;
    let (key, status) = match &reading.state {
        Shown::Withdrawn(_) => ("withdrawn", StatusCode::GONE),
        Shown::Unreadable => ("unreadable", StatusCode::OK),
        Shown::Missing => ("missing", StatusCode::OK),
        Shown::Held(_) => ("held", StatusCode::NOT_FOUND),
        Shown::Barred(_) | Shown::Live => ("barred", StatusCode::NOT_FOUND),
    };
    let withdrawn = match &reading.state {
        Shown::Withdrawn(stone) => (**stone).clone(),
        _ => reading::Tombstone::default(),
    };
    let mut sentences = vec![w.t(&format!("stone-{key}-text"))];
    sentences.extend(reasons(w, &reading.state));
    let mut response = html(&Stone {
        w,
        frame: Frame::new(site, reader, Place::Search).untracked(),
        title: w.t(&format!("stone-{key}")),
        sentences,
        citation: withdrawn.citation,
        replacement: withdrawn.replacement.map(|other| {
            let title = if other.title.is_empty() { other.work.short() } else { other.title };
            (format!("/w/{}", other.work), title, other.language)
        }),
        provenance,
    });
    *response.status_mut() = status;
    response
}

/// When and why a work is not shown, as far as that is known.
fn reasons(w: Words, state: &Shown) -> Vec<String> {
    match state {
        Shown::Withdrawn(stone) => {
            let when = stone.at_ms.map(|at| w.s("stone-withdrawn-when", w.date(at)));
            let said = (stone.reason != 0).then(|| w.term(&vocabulary::REASON, stone.reason));
            when.into_iter().chain(said.map(|reason| w.s("stone-withdrawn-reason", reason))).collect()
        }
        Shown::Held(until) => vec![w.s("stone-held-until", w.date(*until))],
        Shown::Barred(bar) => vec![w.t(&format!("bar-{}", bar.key()))],
        Shown::Live | Shown::Missing | Shown::Unreadable => Vec::new(),
    }
}

async fn similar(site: &App, reader: &Reader, work: WorkId) -> Result<Vec<HitView>, Trouble> {
    let request = LikeRequest { work: work.to_string(), limit: SIMILAR, languages: reader.languages.clone() };
    let answer = site.find(finding::like(&site.services, request, site.audience)).await;
    let works = match answer {
        Ok(answer) => answer.works,
        // The page is whole without it.
        Err(Trouble::Busy | Trouble::Indexing | Trouble::NotFound) => Vec::new(),
        Err(other) => return Err(other),
    };
    let view =
        |one: protocol::api::Similar| HitView::new(reader.w, one.hit, &[]).because(reader.w, &one.reasons);
    Ok(works.into_iter().map(view).collect())
}

#[derive(Template)]
#[template(path = "changes.html")]
struct Changes {
    w: Words,
    frame: Frame,
    title: String,
    language: String,
    rtl: bool,
    address: String,
    older: String,
    newer: String,
    parts: Vec<difference::Part>,
}

/// `/w/<work>/changes?from=…&to=…`: what one revision has that another had not.
pub(super) async fn changes(
    State(site): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let work: WorkId = id.parse().map_err(|_| Trouble::NotFound)?;
    let record = |name: &str| reader.get(name).and_then(|id| id.parse::<RecordId>().ok()).ok_or(Trouble::Bad);
    let (from, to, audience) = (record("from")?, record("to")?, site.audience);
    let read = move |view: &crate::store::View<'_>| {
        Ok((reading::revision(view, from, audience)?, reading::revision(view, to, audience)?))
    };
    let (Some(old), Some(new)) = site.read(read).await? else { return Err(Trouble::NotFound) };
    let (Some(before), Some(after)) = (&old.publication, &new.publication) else {
        return Err(Trouble::NotFound);
    };
    if old.work != work || new.work != work {
        return Err(Trouble::NotFound);
    }
    let w = reader.w;
    Ok(html(&Changes {
        w,
        frame: Frame::new(&site, &reader, Place::Search).untracked(),
        title: after.title.clone(),
        language: after.language.clone(),
        rtl: super::language::is_right_to_left(&after.language),
        address: format!("/w/{work}"),
        older: w.moment(old.issued_at_ms),
        newer: w.moment(new.issued_at_ms),
        parts: difference::between(w, before, after),
    }))
}

/// Works as lists show them, in the order given; what cannot be read is left out.
pub(super) async fn hits(
    site: &App,
    w: Words,
    works: Vec<WorkId>,
    collected: &[String],
) -> Result<Vec<HitView>, Trouble> {
    let readings = readings(site, works).await?;
    let names = &site.services.governance;
    let view = |reading: &Reading| {
        let publication = reading.publication.as_ref()?;
        let hit = hit(reading, publication, names.name_of(reading.organisation));
        Some(HitView::new(w, hit, collected))
    };
    Ok(readings.iter().filter_map(view).collect())
}

/// Works to be read, in the order given; what is not live is left out.
pub(super) async fn readings(site: &App, works: Vec<WorkId>) -> Result<Vec<Reading>, Trouble> {
    let audience: Audience = site.audience;
    site.read(move |view| {
        let mut readings = Vec::new();
        for work in works {
            readings.extend(reading::work(view, work, audience)?.filter(|one| one.publication.is_some()));
        }
        Ok(readings)
    })
    .await
}

/// A work as a hit of no search.
pub(super) fn hit(reading: &Reading, publication: &Publication, publisher: String) -> Hit {
    let territory = &publication.territory;
    Hit {
        id: reading.work.to_string(),
        record: reading.record.to_string(),
        title: publication.title.clone(),
        publisher,
        kind: vocabulary::WORK_KIND.key(publication.kind).unwrap_or("other").into(),
        language: publication.language.clone(),
        place: facts::place(territory),
        country: territory.country.clone(),
        position_milli: territory.place.map(|at| (at.latitude_milli, at.longitude_milli)),
        issued_at_ms: reading.issued_at_ms,
        stale: reading.review_by.is_some_and(|day| day < clock::day_of(clock::now_ms())),
        network_only: publication.visibility != protocol::record::publication::PUBLIC,
        documents: publication.documents.len(),
        snippet: publication.summary.clone(),
        verified: true,
        ..Hit::default()
    }
}

/// A citation's data.
pub(super) fn cited(reading: &Reading, publisher: String) -> Option<Cited> {
    let publication = reading.publication.as_ref()?;
    Some(Cited::of(&hit(reading, publication, publisher), publication.licence))
}

/// A work as JSON-LD.
pub(super) fn json_ld(w: Words, cited: &Cited, publication: &Publication) -> String {
    head::Head::new(w, cited, publication).json.to_string()
}
