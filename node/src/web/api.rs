//! The interface for programs: `/api/v1`, read side. The same documents as `--json` gives.
//!
//! Owns: addresses, parameters and their description. Refuses to know how anything is found or read.

mod openapi;

use super::App;
use super::citation::sentence;
use super::frame::{Frame, Place, html};
use super::language::Words;
use super::reader::Reader;
use super::search::query::{FACETS, Query, bounded};
use super::trouble::Trouble;
use super::work::cited;
use crate::reading::{self, Reading, State as Shown};
use crate::search::no_such_filter;
use crate::{finding, neighbours, profiles};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use protocol::api::{LikeRequest, SCHEMA_VERSION, SEARCH_LIMIT, SearchRequest, SuggestRequest};
use protocol::id::{OrganisationId, WorkId};
use protocol::record::licence;
use protocol::vocabulary;
use serde::Serialize;
use serde_json::{Value, json};

/// Hits of an answer if nothing is said.
const USUAL: usize = 20;

/// Works named with an organisation, newest first.
const WORKS: usize = 1_000;

/// A document.
pub(super) fn json(document: &impl Serialize) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    match serde_json::to_vec(document) {
        Ok(bytes) => (headers, bytes).into_response(),
        Err(error) => Trouble::failed(&error).into_response(),
    }
}

fn number(reader: &Reader, name: &str, usual: usize) -> Result<usize, Trouble> {
    reader.get(name).map_or(Ok(usual), |text| text.parse().map_err(|_| Trouble::Bad))
}

/// Languages asked for, else those of the reader.
fn languages(reader: &Reader) -> Vec<String> {
    match reader.get("languages") {
        Some(list) => list.split(',').take(16).map(|tag| tag.trim().to_owned()).collect(),
        None => reader.languages.clone(),
    }
}

/// `GET /api/v1/search`.
pub(super) async fn search(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    // A program that misspells a filter must not believe that it narrowed something.
    let asked = FACETS.iter().flat_map(|field| reader.all(field).map(move |value| (*field, value)));
    if let Some(wrong) =
        asked.filter(|(_, value)| !value.is_empty()).find_map(|(field, value)| no_such_filter(field, value))
    {
        return Err(Trouble::Usage(wrong));
    }
    let request = SearchRequest {
        limit: number(&reader, "limit", USUAL)?.min(SEARCH_LIMIT),
        offset: number(&reader, "offset", 0)?,
        languages: languages(&reader),
        as_you_type: reader.get("as_you_type").is_some(),
        facets: reader.get("facets").is_some(),
        ..Query::of(&reader).request(&reader)
    };
    Ok(json(&site.search(request).await?))
}

/// `GET /api/v1/suggest`.
pub(super) async fn suggest(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let request = SuggestRequest {
        text: bounded(reader.get("q").unwrap_or_default()),
        limit: number(&reader, "limit", 8)?.min(20),
        languages: languages(&reader),
    };
    Ok(json(&site.find(finding::suggest(&site.services, request, site.audience)).await?))
}

async fn read(site: &App, id: &str) -> Result<Reading, Trouble> {
    let work: WorkId = id.parse().map_err(|_| Trouble::NotFound)?;
    let audience = site.audience;
    site.read(move |view| reading::work(view, work, audience)).await?.ok_or(Trouble::NotFound)
}

fn state(reading: &Reading) -> &'static str {
    match reading.state {
        Shown::Live => "live",
        Shown::Missing => "missing",
        Shown::Unreadable => "newer",
        Shown::Held(_) => "held",
        Shown::Withdrawn(_) => "withdrawn",
        Shown::Barred(_) => "barred",
    }
}

/// `GET /api/v1/works/{work}`.
pub(super) async fn work(State(site): State<App>, Path(id): Path<String>) -> Result<Response, Trouble> {
    let reading = read(&site, &id).await?;
    let publisher = site.services.governance.name_of(reading.organisation);
    let mut document = json!({
        "schema_version": SCHEMA_VERSION,
        "id": reading.work.to_string(),
        "record": reading.record.to_string(),
        "state": state(&reading),
        "publisher": publisher,
        "publisher_id": reading.organisation.to_string(),
        "issued_at_ms": reading.issued_at_ms,
        "review_by": reading.review_by.map(|day| day.to_string()),
        "translations": reading.translations.iter().map(link).collect::<Vec<_>>(),
        "translation_of": reading.source.as_ref().map(link),
    });
    if let Some(words) = words(&reading, publisher)
        && let Some(all) = document.as_object_mut()
    {
        all.extend(words);
    }
    let mut response = json(&document);
    if matches!(reading.state, Shown::Withdrawn(_)) {
        *response.status_mut() = axum::http::StatusCode::GONE;
    }
    Ok(response)
}

fn link(one: &reading::Source) -> Value {
    json!({
        "id": one.of.work.to_string(), "title": one.of.title, "language": one.of.language, "behind": one.behind,
    })
}

/// What the work says, codes as their keys.
fn words(reading: &Reading, publisher: String) -> Option<serde_json::Map<String, Value>> {
    let it = reading.publication.as_ref()?;
    let keys = |list: &vocabulary::Vocabulary, codes: &[u16]| -> Vec<&'static str> {
        codes.iter().map(|code| list.key(*code).unwrap_or("other")).collect()
    };
    let may = licence::permissions(it.licence);
    let territory = &it.territory;
    let sections = it.sections.iter().map(|one| {
        let role = vocabulary::SECTION_ROLE.key(one.role).unwrap_or("text");
        json!({ "role": role, "heading": one.heading, "text": one.text, "language": one.language })
    });
    let documents = it.documents.iter().map(|one| {
        json!({ "name": one.name, "bytes": one.bytes, "hash": one.hash.to_string(), "media_type": one.media_type })
    });
    let document = json!({
        "title": it.title,
        "summary": it.summary,
        "kind": vocabulary::WORK_KIND.key(it.kind).unwrap_or("other"),
        "language": it.language,
        "visibility": vocabulary::VISIBILITY.key(it.visibility).unwrap_or("network"),
        "licence": vocabulary::LICENCE.key(it.licence),
        "permissions": {
            "redistribute": may.redistribute, "translate": may.translate, "adapt": may.adapt,
            "commercial": may.commercial, "share_alike": may.share_alike,
        },
        "areas": keys(&vocabulary::AREA, &it.areas),
        "target_groups": keys(&vocabulary::TARGET_GROUP, &it.target_groups),
        "solution_types": keys(&vocabulary::SOLUTION, &it.solution_types),
        "keywords": it.keywords,
        "territory": {
            "country": territory.country, "region": territory.region, "name": territory.name,
            "population": vocabulary::POPULATION.key(territory.population),
        },
        "sections": sections.collect::<Vec<_>>(),
        "documents": documents.collect::<Vec<_>>(),
        "citation": cited(reading, publisher).map(|one| sentence(&one, Words::negotiate("en"))),
    });
    document.as_object().cloned()
}

/// `GET /api/v1/works/{work}/revisions`.
pub(super) async fn revisions(State(site): State<App>, Path(id): Path<String>) -> Result<Response, Trouble> {
    let reading = read(&site, &id).await?;
    let line = |one: &reading::Revision| {
        let newest = reading.newest == Some(one.record);
        json!({
            "record": one.record.to_string(), "issued_at_ms": one.issued_at_ms,
            "readable": one.readable, "newest": newest,
        })
    };
    Ok(json(&json!({
        "schema_version": SCHEMA_VERSION,
        "work": reading.work.to_string(),
        "revisions": reading.revisions.iter().map(line).collect::<Vec<_>>(),
    })))
}

/// `GET /api/v1/works/{work}/similar`.
pub(super) async fn similar(
    State(site): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let request = LikeRequest {
        work: read(&site, &id).await?.work.to_string(),
        limit: number(&reader, "limit", USUAL)?.min(SEARCH_LIMIT),
        languages: languages(&reader),
    };
    Ok(json(&site.find(finding::like(&site.services, request, site.audience)).await?))
}

/// `GET /api/v1/organisations`.
pub(super) async fn organisations(State(site): State<App>) -> Result<Response, Trouble> {
    let authority = site.services.governance.authority();
    let roster = authority.as_ref().map(|one| one.roster());
    let line = |(id, one): (&OrganisationId, &protocol::roster::Organisation)| {
        json!({
            "id": id.to_string(), "name": one.name, "territory": one.territory,
            "kind": vocabulary::ORGANISATION_KIND.key(one.kind).unwrap_or("other"),
            "member": one.status == protocol::roster::Status::Member,
        })
    };
    let lines: Vec<Value> =
        roster.map(|one| one.organisations.iter().map(line).collect()).unwrap_or_default();
    Ok(json(&json!({ "schema_version": SCHEMA_VERSION, "organisations": lines })))
}

/// `GET /api/v1/organisations/{id}`.
pub(super) async fn organisation(
    State(site): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let id: OrganisationId = id.parse().map_err(|_| Trouble::NotFound)?;
    let authority = site.services.governance.authority().ok_or(Trouble::NotFound)?;
    let one = authority.organisation(id).ok_or(Trouble::NotFound)?.clone();
    let audience = site.audience;
    let filter = crate::store::WorkFilter { organisation: Some(id), ..Default::default() };
    let rows = site.read(move |view| reading::list(view, &filter, audience, WORKS)).await?;
    let work = |row: &crate::store::WorkRow| {
        let headline = row.headline.as_ref()?;
        Some(json!({ "id": row.work.to_string(), "title": headline.title, "language": headline.language }))
    };
    let profile = profiles::of(&site.services, id).await?;
    Ok(json(&json!({
        "schema_version": SCHEMA_VERSION,
        "id": id.to_string(),
        "name": one.name,
        "profile": profile.issued_at_ms.is_some().then_some(profile),
        "territory": one.territory,
        "kind": vocabulary::ORGANISATION_KIND.key(one.kind).unwrap_or("other"),
        "member": one.status == protocol::roster::Status::Member,
        "admitted_in_version": one.admitted_version,
        "works": rows.iter().filter_map(work).collect::<Vec<_>>(),
    })))
}

/// `GET /api/v1/network`.
pub(super) async fn network(State(site): State<App>) -> Result<Response, Trouble> {
    let counts = site.read(|view| view.counts()).await?;
    let nodes = neighbours::nodes(&site.services).await?;
    let authority = site.services.governance.authority();
    let line = |one: &neighbours::OtherNode| {
        json!({
            "organisation": one.name, "organisation_id": one.organisation.to_string(),
            "connected": one.transport.is_some(), "last_seen_ms": one.last_seen_ms,
            "last_sync_ms": one.last_sync_ms, "behind": one.behind, "ahead": one.ahead,
            "why": one.why.to_string(),
        })
    };
    Ok(json(&json!({
        "schema_version": SCHEMA_VERSION,
        "network": authority.as_ref().map(|one| one.roster().charter.name.clone()),
        "network_id": site.services.who.network.to_string(),
        "roster_version": authority.as_ref().map(|one| one.roster().version),
        "works": counts.works_live,
        "texts_missing": counts.bodies_missing,
        "nodes": nodes.iter().map(line).collect::<Vec<_>>(),
    })))
}

/// `GET /api/openapi.json`.
pub(super) async fn description() -> Response {
    json(&openapi::document())
}

/// An address of the interface, for people.
struct Operation {
    method: String,
    path: String,
    anchor: String,
    summary: String,
    parameters: Vec<(String, String, bool)>,
    example: String,
}

#[derive(Template)]
#[template(path = "reference.html")]
struct Reference {
    w: Words,
    frame: Frame,
    operations: Vec<Operation>,
    version: String,
}

/// The description as a page, with commands to try.
pub(super) async fn reference(State(site): State<App>, reader: Reader) -> Response {
    let document = openapi::document();
    let operations = openapi::ENDPOINTS.iter().map(|one| Operation {
        method: "GET".to_owned(),
        path: one.path.to_owned(),
        anchor: one.name.to_owned(),
        summary: one.summary.to_owned(),
        parameters: one
            .parameters
            .iter()
            .map(|(name, text, needed)| ((*name).to_owned(), (*text).to_owned(), *needed))
            .collect(),
        example: format!("curl 'http://{}{}'", reader.host, one.example),
    });
    html(&Reference {
        w: reader.w,
        operations: operations.collect(),
        version: document.info.version,
        frame: Frame::new(&site, &reader, Place::About),
    })
}
