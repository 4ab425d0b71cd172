//! The shortlist: works a reader collects, kept in his own browser's cookie, without an account.

use super::frame::{Frame, Place, html};
use super::guard::cookie;
use super::language::Words;
use super::reader::Reader;
use super::search::HitView;
use super::trouble::Trouble;
use super::{App, work};
use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use protocol::id::WorkId;

/// Works on it at most: their ids must fit a cookie.
const WORKS: usize = 24;
/// Works side by side at most.
pub(super) const COMPARED: usize = 4;

/// What a reader has collected: ids, in the order in which they came.
pub(super) fn collected(reader: &Reader) -> Vec<String> {
    let kept = reader.cookie("shortlist").unwrap_or_default();
    let ids = kept.split('.').filter(|id| id.parse::<WorkId>().is_ok());
    ids.take(WORKS).map(str::to_owned).collect()
}

#[derive(Template)]
#[template(path = "shortlist.html")]
struct Page {
    w: Words,
    frame: Frame,
    hits: Vec<HitView>,
    count: String,
    here: String,
}

/// The list, with a box to tick for each work to be compared.
pub(super) async fn page(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let w = reader.w;
    let ids = collected(&reader);
    let works: Vec<WorkId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let hits = work::hits(&site, w, works, &ids).await?;
    Ok(html(&Page {
        w,
        frame: Frame::new(&site, &reader, Place::Shortlist).untracked(),
        count: w.n("shortlist-count", hits.len() as u64),
        hits,
        here: "/shortlist".to_owned(),
    }))
}

/// Adds a work, takes one away, or empties the list; then back to where the reader was.
pub(super) async fn change(reader: Reader, headers: HeaderMap, form: Bytes) -> Result<Response, Trouble> {
    let form: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let get = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let mut ids = collected(&reader);
    if let Some(id) = get("add") {
        let id = id.parse::<WorkId>().map_err(|_| Trouble::Bad)?.to_string();
        ids.retain(|one| *one != id);
        ids.push(id);
        let surplus = ids.len().saturating_sub(WORKS);
        ids.drain(..surplus);
    }
    if let Some(id) = get("remove") {
        ids.retain(|one| one != id);
    }
    if get("empty").is_some() {
        ids.clear();
    }
    let kept = cookie("shortlist", &ids.join("."));
    // Our script changes the button itself and needs only the count.
    if headers.get("x-requested-with").is_some() {
        let count = super::api::json(&serde_json::json!({ "collected": ids.len() }));
        return Ok(([(header::SET_COOKIE, kept)], count).into_response());
    }
    let back = local(get("return").unwrap_or("/shortlist"));
    Ok((StatusCode::SEE_OTHER, [(header::SET_COOKIE, kept), (header::LOCATION, back)]).into_response())
}

/// An address of this site, and nothing else: what forms send back cannot lead away.
pub(super) fn local(address: &str) -> HeaderValue {
    let fine = address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(['\\', '\r', '\n'])
        && address.is_ascii();
    let value = if fine { HeaderValue::from_str(address).ok() } else { None };
    value.unwrap_or_else(|| HeaderValue::from_static("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_nowhere_else() {
        for away in
            ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)", "", "/a\r\nb: c"]
        {
            assert_eq!(local(away), "/", "{away}");
        }
        assert_eq!(local("/w/1?a=b#c"), "/w/1?a=b#c");
    }
}
