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
pub(super) use view::{contact, role_text};

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
use protocol::api::{Hit, LikeRequest, Similar};
use protocol::id::{RecordId, WorkId};
use protocol::record::Publication;
use protocol::vocabulary;
use view::View;

/// Works shown as similar.
const SIMILAR: usize = 4;
/// Works asked for with each of them: many stand in several languages.
const TRANSLATED: usize = 4;

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
    let mut sentences = vec![match &reading.state {
        Shown::Withdrawn(stone) => w.t(taken_back_by(stone)),
        _ => w.t(&format!("stone-{key}-text")),
    }];
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

/// Who took a work back: its organisation says so with a record, the stewards in the roster.
const fn taken_back_by(stone: &reading::Tombstone) -> &'static str {
    match (stone.at_ms, stone.at_once) {
        (Some(_), _) => "stone-withdrawn-publisher",
        (None, true) => "stone-withdrawn-stewards",
        (None, false) => "stone-withdrawn-text",
    }
}

/// When and why a work is not shown, as far as that is known.
fn reasons(w: Words, state: &Shown) -> Vec<String> {
    match state {
        Shown::Withdrawn(stone) => {
            let when = stone.at_ms.map(|at| w.s("stone-withdrawn-when", w.date(at)));
            let said = (stone.reason != 0).then(|| w.term(&vocabulary::REASON, stone.reason));
            let said = said.map(|reason| w.s("stone-withdrawn-reason", reason));
            when.into_iter().chain(said).chain([w.t("stone-withdrawn-everywhere")]).collect()
        }
        Shown::Held(until) => vec![w.s("stone-held-until", w.date(*until))],
        Shown::Barred(bar) => vec![w.t(&format!("bar-{}", bar.key()))],
        Shown::Live | Shown::Missing | Shown::Unreadable => Vec::new(),
    }
}

async fn similar(site: &App, reader: &Reader, work: WorkId) -> Result<Vec<HitView>, Trouble> {
    let limit = SIMILAR * TRANSLATED;
    let request = LikeRequest { work: work.to_string(), limit, languages: reader.languages.clone() };
    let answer = site.find(finding::like(&site.services, request, site.audience)).await;
    let works = match answer {
        Ok(answer) => answer.works,
        // The page is whole without it.
        Err(Trouble::Busy | Trouble::Indexing | Trouble::NotFound) => Vec::new(),
        Err(other) => return Err(other),
    };
    let works = families(works, &work.to_string(), &reader.languages);
    let view = |one: Similar| HitView::new(reader.w, one.hit, &[]).because(reader.w, &one.reasons);
    Ok(works.into_iter().take(SIMILAR).map(view).collect())
}

/// One of each family of translations, in the language that the reader prefers; none of the work's own family.
fn families(works: Vec<Similar>, own: &str, languages: &[String]) -> Vec<Similar> {
    let wish = |one: &Similar| {
        let language = one.hit.language.split('-').next();
        languages.iter().position(|code| language == Some(code)).unwrap_or(usize::MAX)
    };
    let mut shown: Vec<Similar> = Vec::new();
    for one in works {
        let translates = |id: &str| one.hit.translations.iter().any(|other| other.id == id);
        if translates(own) {
            continue;
        }
        match shown.iter_mut().find(|known| translates(&known.hit.id)) {
            None => shown.push(one),
            Some(known) if wish(&one) < wish(known) => *known = one,
            Some(_) => {}
        }
    }
    shown
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
        older: revision_number(w, &old),
        newer: revision_number(w, &new),
        parts: difference::between(w, before, after),
    }))
}

/// Which of its work's revisions this is, the first being number one.
fn revision_number(w: Words, reading: &Reading) -> String {
    let newer = reading.revisions.iter().take_while(|one| one.record != reading.record).count();
    w.number(reading.revisions.len().saturating_sub(newer) as u64)
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

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::api::Translation;

    fn similar(id: &str, language: &str, family: &[&str]) -> Similar {
        let translation = |id: &&str| Translation { id: (*id).to_owned(), ..Translation::default() };
        let hit = Hit {
            id: id.into(),
            language: language.into(),
            translations: family.iter().filter(|other| **other != id).map(translation).collect(),
            ..Hit::default()
        };
        Similar { hit, likeness: 1.0, reasons: Vec::new() }
    }

    #[test]
    fn a_family_is_shown_once_in_the_readers_language() {
        let family = ["de", "en", "it"];
        let works = vec![
            similar("own-fr", "fr", &["own", "own-fr"]),
            similar("de", "de", &family),
            similar("alone", "el", &[]),
            similar("it", "it", &family),
            similar("en", "en", &family),
        ];
        let shown = |languages: &[&str]| -> Vec<String> {
            let languages: Vec<String> = languages.iter().map(|code| (*code).to_owned()).collect();
            families(works.clone(), "own", &languages).into_iter().map(|one| one.hit.id).collect()
        };
        assert_eq!(shown(&["en", "it"]), ["en", "alone"]);
        assert_eq!(shown(&["it", "en"]), ["it", "alone"]);
        assert_eq!(shown(&["pl"]), ["de", "alone"], "the likest of them");
    }

    #[test]
    fn a_stone_says_who_took_the_work_back_where_that_is_known() {
        let by = |at_ms, at_once| {
            taken_back_by(&reading::Tombstone { at_ms, at_once, ..reading::Tombstone::default() })
        };
        assert_eq!(by(Some(1), false), "stone-withdrawn-publisher");
        assert_eq!(by(None, true), "stone-withdrawn-stewards");
        assert_eq!(by(None, false), "stone-withdrawn-text");
    }
}
