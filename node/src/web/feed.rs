//! Any question as a feed: what is new about it, for whoever wants to be told.

use super::App;
use super::reader::Reader;
use super::search::query::Query;
use super::trouble::Trouble;
use crate::finding;
use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use protocol::api::{Hit, SearchRequest, Sort};

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
    let answer = site.find(finding::search(&site.services, request, site.audience)).await?;
    let w = reader.w;
    let title = match query.text.as_str() {
        "" => w.t("feed-title"),
        text => w.s("feed-title-for", plain(text)),
    };
    // The same question has the same id at whichever node it is asked.
    let mark = blake3::hash(query.address("").as_bytes()).to_hex();
    let newest = answer.hits.iter().map(|hit| hit.issued_at_ms).max().unwrap_or(0);
    let host = format!("http://{}", reader.host);
    let feed = Feed {
        title: Text::plain(title),
        id: format!("urn:vicinia:question:{}", &mark[..32]),
        updated: moment(newest),
        links: vec![
            link("self", format!("{host}{}", query.address("/feed.atom"))),
            link("alternate", format!("{host}{}", query.address("/"))),
        ],
        entries: answer.hits.iter().map(|hit| entry(&host, hit)).collect(),
        ..Feed::default()
    };
    let media = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, media)], feed.to_string()).into_response())
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
