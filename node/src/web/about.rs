//! About this node, for people and for their programs' first questions.

use super::frame::{Frame, Place, html};
use super::language::Words;
use super::reader::Reader;
use super::trouble::Trouble;
use super::{App, guard, shortlist};
use crate::reading;
use crate::store::WorkFilter;
use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::fmt::Write as _;

/// Addresses of one sitemap, as its format allows.
const SITEMAP: usize = 50_000;

#[derive(Template)]
#[template(path = "about.html")]
struct Page {
    w: Words,
    frame: Frame,
    version: &'static str,
    /// Works for members can be read here.
    open: bool,
}

/// The page.
pub(super) async fn page(State(site): State<App>, reader: Reader) -> Response {
    html(&Page {
        w: reader.w,
        frame: Frame::new(&site, &reader, Place::About),
        version: env!("CARGO_PKG_VERSION"),
        open: site.audience == crate::finding::Audience::Network,
    })
}

/// Keeps the language chosen in the foot's form, and goes back.
pub(super) async fn language(form: Bytes) -> Result<Response, Trouble> {
    let form: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let get = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let w = Words::of(get("lang").unwrap_or_default()).ok_or(Trouble::Bad)?;
    let back = shortlist::local(get("return").unwrap_or("/"));
    let headers = [(header::SET_COOKIE, guard::cookie("lang", w.code())), (header::LOCATION, back)];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

fn text(media: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(media))], text).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// How a browser adds this node to its search box.
pub(super) async fn opensearch(State(site): State<App>, reader: Reader) -> Response {
    let w = reader.w;
    let host = escaped(&reader.host);
    let network = Frame::new(&site, &reader, Place::About).network;
    let description = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Vicinia</ShortName>
<Description>{}</Description>
<Language>{}</Language>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="http://{host}/?q={{searchTerms}}"/>
<Url type="application/atom+xml" template="http://{host}/feed.atom?q={{searchTerms}}"/>
</OpenSearchDescription>
"#,
        escaped(&w.s("opensearch-description", network)),
        w.code(),
    );
    text("application/opensearchdescription+xml; charset=utf-8", description)
}

/// Addresses of everything that anybody may read.
pub(super) async fn sitemap(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let everyone = crate::finding::Audience::Everyone;
    let rows = site.read(move |view| reading::list(view, &WorkFilter::default(), everyone, SITEMAP)).await?;
    let host = escaped(&reader.host);
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in ["", "resources", "organisations", "network", "about"] {
        let _ = writeln!(map, "<url><loc>http://{host}/{page}</loc></url>");
    }
    for row in rows {
        let day = crate::clock::day_of(row.issued_at_ms);
        let _ = writeln!(map, "<url><loc>http://{host}/w/{}</loc><lastmod>{day}</lastmod></url>", row.work);
    }
    map.push_str("</urlset>\n");
    Ok(text("application/xml; charset=utf-8", map))
}

/// What programs that follow links are asked to leave alone.
pub(super) async fn robots(reader: Reader) -> Response {
    let rules = format!(
        "User-agent: *\nDisallow: /shortlist\nDisallow: /compare\nDisallow: /town\nDisallow: /export/\n\
         Disallow: /*?\nSitemap: http://{}/sitemap.xml\n",
        reader.host
    );
    text("text/plain; charset=utf-8", rules)
}
