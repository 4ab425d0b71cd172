//! Finding: the home page, its results, and what completes a word.

mod hit;
pub(super) mod query;
mod results;

pub(super) use hit::HitView;

use super::frame::{Frame, Place, html};
use super::language::Words;
use super::reader::Reader;
use super::shortlist::local;
use super::trouble::Trouble;
use super::{App, api, network};
use crate::finding;
use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use protocol::api::{SearchAnswer, SuggestRequest};
use query::Query;
use results::Results;

/// Completions offered at once.
const COMPLETIONS: usize = 8;

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    w: Words,
    frame: Frame,
    text: String,
    /// Something was asked: the beginning makes room.
    asked: bool,
    results: Results,
    /// The honest line; absent before the node belongs to a network.
    network: Option<String>,
}

/// The home page and every result page.
pub(super) async fn page(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let query = Query::of(&reader);
    let answer = ask(&site, &reader, &query).await?;
    if let Some(last) = query.turned_back(answer.total) {
        let mut address = last.address("/");
        if reader.fragment {
            address.push_str(if address.contains('?') { "&fragment=1" } else { "?fragment=1" });
        }
        return Ok((StatusCode::FOUND, [(header::LOCATION, local(&address))]).into_response());
    }
    let results = Results::new(&reader, &query, &answer);
    if reader.fragment {
        return Ok(html(&results));
    }
    let w = reader.w;
    Ok(html(&Page {
        w,
        frame: Frame::new(&site, &reader, Place::Search),
        asked: !query.is_blank(),
        text: query.text,
        results,
        network: network::line(&site, w).await,
    }))
}

/// The answer to a question, for those who may read here.
pub(super) async fn ask(site: &App, reader: &Reader, query: &Query) -> Result<SearchAnswer, Trouble> {
    site.search(query.request(reader)).await
}

/// Completions for our script, as `/api/v1/suggest` gives them.
pub(super) async fn suggest(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let request = SuggestRequest {
        text: query::bounded(reader.get("q").unwrap_or_default()),
        limit: COMPLETIONS,
        languages: reader.languages.clone(),
    };
    Ok(api::json(&site.find(finding::suggest(&site.services, request, site.audience)).await?))
}
