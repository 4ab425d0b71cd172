//! Any question as a feed, saved or not: what is new about it, for whoever wants to be told.

use super::App;
use super::reader::Reader;
use super::search::query::Query;
use super::trouble::Trouble;
use crate::watching;
use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use protocol::api::{Hit, SearchRequest, Sort, WatchQuestion};

/// Works of one feed.
const ENTRIES: usize = 50;

/// `/feed.atom?q=…`: the newest works that answer a question.
pub(super) async fn search(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let query = Query::of(&reader);
    let request = SearchRequest {
        limit: ENTRIES,
        offset: 0,
        sort: Sort::Newest,
        as_you_type: false,
        facets: false,
        ..query.request(&reader)
    };
    let answer = site.search(request).await?;
    let title = match query.named(reader.w).as_str() {
        "" => reader.w.t("feed-title"),
        named => reader.w.s("feed-title-for", plain(named)),
    };
    let own = query.address("/feed.atom");
    Ok(feed(&reader, title, id(&query.address("")), &own, &query, &answer.hits))
}

/// `/watch/<name>.atom`: the newest works that answer a saved search, for this computer or its office.
pub(super) async fn watch(
    State(site): State<App>,
    reader: Reader,
    Path(file): Path<String>,
) -> Result<Response, Trouble> {
    let name = file.strip_suffix(".atom").filter(|_| site.at_home).ok_or(Trouble::NotFound)?;
    let watch = watching::watch(&site.services, name).await?;
    let asked = watching::newest(&site.services, &watch.question, site.audience, ENTRIES);
    let hits = site.find(asked).await?;
    let WatchQuestion { query: text, filters, exact } = watch.question;
    let query = Query { text, filters, exact, ..Query::default() };
    let title = reader.w.s("feed-title-for", plain(&watch.name));
    Ok(feed(&reader, title, id(&query.address("saved")), &reader.path, &query, &hits))
}

/// The same question has the same id at whichever node it is asked.
fn id(question: &str) -> String {
    format!("urn:vicinia:question:{}", &blake3::hash(question.as_bytes()).to_hex()[..32])
}

/// Hits as a feed at an address of its own, beside the page of the question.
fn feed(reader: &Reader, title: String, id: String, own: &str, query: &Query, hits: &[Hit]) -> Response {
    let newest = hits.iter().map(|hit| hit.issued_at_ms).max().unwrap_or(0);
    let host = format!("http://{}", reader.host);
    let feed = Feed {
        title: Text::plain(title),
        id,
        updated: moment(newest),
        links: vec![
            link("self", format!("{host}{own}")),
            link("alternate", format!("{host}{}", query.address("/"))),
        ],
        entries: hits.iter().map(|hit| entry(&host, hit)).collect(),
        ..Feed::default()
    };
    let media = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    ([(header::CONTENT_TYPE, media)], feed.to_string()).into_response()
}

fn entry(host: &str, hit: &Hit) -> Entry {
    let author = Person { name: plain(&hit.publisher), ..Person::default() };
    Entry {
        title: Text::plain(plain(&hit.title)),
        id: format!("urn:vicinia:work:{}", hit.id),
        updated: moment(hit.issued_at_ms),
        authors: vec![author],
        links: vec![link("alternate", format!("{host}/w/{}", hit.id))],
        summary: Some(Text::plain(plain(&hit.snippet))),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String) -> Link {
    Link { rel: rel.to_owned(), href, ..Link::default() }
}

fn moment(at_ms: u64) -> FixedDateTime {
    let days = crate::clock::day_of(at_ms);
    let minutes = at_ms / 60_000;
    let text = format!("{days}T{:02}:{:02}:{:02}Z", minutes / 60 % 24, minutes % 60, at_ms / 1_000 % 60);
    text.parse().unwrap_or_default()
}

/// Without signs that XML cannot hold.
fn plain(text: &str) -> String {
    let fine = |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(fine).collect()
}
