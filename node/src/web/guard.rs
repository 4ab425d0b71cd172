//! What stands before every handler: whose name this is, where a form came from, and the headers that
//! every answer has.
//!
//! Owns: the order of hazards.md §3.3. Refuses to know what is asked.

use super::reader::Reader;
use super::trouble::{self, Trouble};
use super::{App, Site, squeeze};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures::FutureExt as _;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

/// For an answer to be made.
const DEADLINE: Duration = Duration::from_secs(20);
/// For a form to arrive.
const BODY: Duration = Duration::from_secs(10);
/// Bytes of a form.
const FORM_BYTES: usize = 16 * 1024;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// Names under which this node may be asked, port included, exactly.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    names: Vec<String>,
    /// The port under which every address of this computer will do: where it listens on all of them. A
    /// page of somebody else's cannot be made to come from a bare address, as it can from a name.
    any_address: Option<u16>,
}

impl Hosts {
    /// The address listened on, its usual name where it is this machine's own, and names that were set.
    pub(super) fn new(bound: SocketAddr, names: &[String]) -> Self {
        let port = bound.port();
        let mut hosts = vec![bound.to_string()];
        if bound.ip().is_loopback() || bound.ip().is_unspecified() {
            hosts.extend([format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")]);
        }
        for name in names {
            let name = name.to_ascii_lowercase();
            // Behind a proxy the name stands alone; asked directly, the port comes with it.
            hosts.push(format!("{name}:{port}"));
            hosts.push(name);
        }
        Self { names: hosts, any_address: bound.ip().is_unspecified().then_some(port) }
    }

    fn fits(&self, host: &str) -> bool {
        let bare = || host.parse::<SocketAddr>().is_ok_and(|one| Some(one.port()) == self.any_address);
        self.names.iter().any(|one| one.eq_ignore_ascii_case(host)) || bare()
    }

    /// Whether the request is for one of them: one `Host`, and no other name in the address.
    pub(super) fn allow(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut named = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (named.next(), named.next()) else { return false };
        let Ok(host) = host.to_str() else { return false };
        self.fits(host)
            && uri.authority().is_none_or(|authority| authority.as_str().eq_ignore_ascii_case(host))
    }
}

/// Around every request.
pub(super) async fn around(State(site): State<App>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let head = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let (method, uri, headers) = (&head.0, &head.1, &head.2);
    if !site.hosts.allow(uri, headers) {
        let words = "This node does not answer under that name.\n";
        return finish((StatusCode::FORBIDDEN, words).into_response(), headers);
    }
    let reader = Reader::of(uri, headers);
    let mut response = match admit(&reader, method, headers, request).await {
        Ok(request) => answer(request, next).await,
        Err(trouble) => trouble.into_response(),
    };
    if let Some(trouble) = seen(&response) {
        response = trouble::show(&site, &reader, &trouble);
    }
    remember_language(&reader, &mut response);
    site.count(response.status(), begun.elapsed());
    finish(response, headers)
}

/// Forms must come from our own pages and be small; everything else only reads.
async fn admit(
    reader: &Reader,
    method: &Method,
    headers: &HeaderMap,
    request: Request,
) -> Result<Request, Trouble> {
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(reader.clone());
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(Request::from_parts(parts, Body::empty()));
    }
    if *method != Method::POST {
        return Err(Trouble::Method);
    }
    if !same_origin(reader, headers) {
        return Err(Trouble::Foreign);
    }
    let read = axum::body::to_bytes(body, FORM_BYTES);
    match tokio::time::timeout(BODY, read).await {
        Ok(Ok(bytes)) => Ok(Request::from_parts(parts, Body::from(bytes))),
        Ok(Err(_)) => Err(Trouble::TooLarge),
        Err(_) => Err(Trouble::Busy),
    }
}

/// Browsers send `Origin` with every form; without it the request is not from one of our pages. (They
/// say "null" under a policy of no referrer, so pages set one of their own that keeps to this site.)
fn same_origin(reader: &Reader, headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    let host = origin.and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    host.is_some_and(|host| host.eq_ignore_ascii_case(&reader.host))
}

/// The handler's answer, whatever happens to the handler.
async fn answer(request: Request, next: Next) -> Response {
    let handled = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(DEADLINE, handled).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Trouble::failed(&"a handler panicked").into_response(),
        Err(_) => Trouble::Busy.into_response(),
    }
}

/// What went wrong, if anything did and nobody has made a page of it.
fn seen(response: &Response) -> Option<Trouble> {
    if let Some(trouble) = response.extensions().get::<Trouble>() {
        return Some(trouble.clone());
    }
    match response.status() {
        StatusCode::METHOD_NOT_ALLOWED => Some(Trouble::Method),
        StatusCode::NOT_FOUND if !response.headers().contains_key(header::CONTENT_TYPE) => {
            Some(Trouble::NotFound)
        }
        // What the router itself refuses, such as a path that is no text.
        StatusCode::BAD_REQUEST => Some(Trouble::Bad),
        _ => None,
    }
}

fn remember_language(reader: &Reader, response: &mut Response) {
    if reader.chosen && response.status().is_success() {
        response.headers_mut().append(header::SET_COOKIE, cookie("lang", reader.w.code()));
    }
}

/// A cookie that stays a year and is for this site alone; its value must be plain.
pub(super) fn cookie(name: &str, value: &str) -> HeaderValue {
    let text = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn finish(mut response: Response, asked: &HeaderMap) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language, Accept-Encoding"));
    }
    squeeze::squeeze(response, asked)
}

impl Site {
    /// Counts an answer.
    fn count(&self, status: StatusCode, took: Duration) {
        self.counters.answered(status.as_u16(), took);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_node_answers_to_addresses_but_not_to_strange_names() {
        let open = Hosts::new("0.0.0.0:8423".parse().expect("fine"), &["Vicinia.Comune.example".into()]);
        for own in
            ["192.168.1.5:8423", "localhost:8423", "vicinia.comune.example", "vicinia.comune.example:8423"]
        {
            assert!(open.fits(own), "{own}");
        }
        for strange in ["192.168.1.5", "192.168.1.5:80", "evil.test:8423", "192.168.1.5.evil.test:8423"] {
            assert!(!open.fits(strange), "{strange}");
        }
        let closed = Hosts::new("127.0.0.1:8423".parse().expect("fine"), &[]);
        assert!(!closed.fits("192.168.1.5:8423"));
    }
}
