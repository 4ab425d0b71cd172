//! Who reads: language, cookies and address of one request.
//!
//! Owns: what is taken from a request besides its path. A reader has no account; what is kept of him
//! (language, shortlist, town) is kept in cookies of his own browser.

use super::language::Words;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use std::convert::Infallible;

/// Pairs of one address at most.
const PAIRS: usize = 128;
/// Bytes of one cookie's value.
const COOKIE_BYTES: usize = 2_048;

/// What is known of a reader.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    /// The words of his language.
    pub(super) w: Words,
    /// The language was chosen in the address: to be remembered.
    pub(super) chosen: bool,
    /// Languages his browser prefers, best first, his choice before them.
    pub(super) languages: Vec<String>,
    /// The path asked for.
    pub(super) path: String,
    /// What stood behind the question mark, decoded, without the language.
    pub(super) pairs: Vec<(String, String)>,
    /// The host name he used, which is one of ours.
    pub(super) host: String,
    /// Only a part of the page is wanted, by our script.
    pub(super) fragment: bool,
    cookies: Vec<(String, String)>,
}

impl Reader {
    /// Reads a request's head.
    pub(super) fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let mut pairs: Vec<(String, String)> =
            form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
                .into_owned()
                .take(PAIRS)
                .collect();
        let cookies = cookies(headers);
        let wished = pairs.iter().find(|(name, _)| name == "lang").and_then(|(_, code)| Words::of(code));
        let kept = cookies.iter().find(|(name, _)| name == "lang").and_then(|(_, code)| Words::of(code));
        let accept = text(headers, header::ACCEPT_LANGUAGE);
        let w = wished.or(kept).unwrap_or_else(|| Words::negotiate(accept));
        pairs.retain(|(name, _)| name != "lang");
        Self {
            w,
            chosen: wished.is_some(),
            languages: languages(w, accept),
            path: uri.path().to_owned(),
            fragment: pairs.iter().any(|(name, _)| name == "fragment"),
            pairs,
            host: text(headers, header::HOST).to_owned(),
            cookies,
        }
    }

    /// The first value of a name in the address.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name in the address.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A cookie.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The address asked for, with this language chosen.
    pub(super) fn in_language(&self, code: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("lang", code);
        query.extend_pairs(self.pairs.iter().filter(|(name, _)| name != "fragment"));
        format!("{}?{}", self.path, query.finish())
    }

    /// Path and query as they can be come back to.
    pub(super) fn here(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.pairs.iter().filter(|(name, _)| name != "fragment"));
        match query.finish() {
            none if none.is_empty() => self.path.clone(),
            some => format!("{}?{some}", self.path),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().cloned();
        Ok(known.unwrap_or_else(|| Self::of(&parts.uri, &parts.headers)))
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (name, value) = part.trim().split_once('=')?;
        (value.len() <= COOKIE_BYTES).then(|| (name.to_owned(), value.to_owned()))
    };
    text(headers, header::COOKIE).split(';').take(32).filter_map(pair).collect()
}

/// His choice, then what his browser asks for.
fn languages(w: Words, accept: &str) -> Vec<String> {
    let mut languages = vec![w.code().to_owned()];
    for part in accept.split(',').take(16) {
        let tag = part.split(';').next().unwrap_or_default().trim();
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let fine = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
        if fine && !languages.contains(&primary) {
            languages.push(primary);
        }
    }
    languages
}
