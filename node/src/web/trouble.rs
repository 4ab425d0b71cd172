//! What can go wrong with a request, and the page that says so calmly.
//!
//! Owns: status codes. Refuses to show what went wrong inside: that goes to the log under a number that
//! the page names.

use super::frame::{Frame, Place, html};
use super::language::Words;
use super::reader::Reader;
use super::{App, Site};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use protocol::api::{Problem, ProblemKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Why a request is not answered as hoped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// There is nothing here.
    NotFound,
    /// What was sent makes no sense.
    Bad,
    /// A program asked for what there is not, in words for its author.
    Usage(String),
    /// It came from another site.
    Foreign,
    /// This address is not for that.
    Method,
    /// Too large.
    TooLarge,
    /// Too many ask at once, or it took too long.
    Busy,
    /// The index is being made.
    Indexing,
    /// Something failed here; the number is in the log.
    Failed(u64),
}

/// Numbers of failures since the start.
static FAILURES: AtomicU64 = AtomicU64::new(1);

impl Trouble {
    /// Logs what failed and hides it.
    pub(super) fn failed(what: &dyn std::fmt::Display) -> Self {
        let number = FAILURES.fetch_add(1, Ordering::Relaxed);
        tracing::error!(number, "a page failed: {what}");
        Self::Failed(number)
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Bad | Self::Usage(_) => StatusCode::BAD_REQUEST,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy | Self::Indexing => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The beginning of its messages' keys.
    const fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "trouble-not-found",
            Self::Bad | Self::Usage(_) => "trouble-bad",
            Self::Foreign => "trouble-foreign",
            Self::Method => "trouble-method",
            Self::TooLarge => "trouble-too-large",
            Self::Busy => "trouble-busy",
            Self::Indexing => "trouble-indexing",
            Self::Failed(_) => "trouble-failed",
        }
    }

    /// The same for programs.
    fn document(&self) -> Problem {
        let kind = match self {
            Self::NotFound => ProblemKind::NotFound,
            Self::Usage(words) => return Problem::new(ProblemKind::Usage, words.as_str()),
            Self::Bad | Self::Method | Self::TooLarge => ProblemKind::Usage,
            Self::Foreign => ProblemKind::Refused,
            Self::Busy | Self::Indexing | Self::Failed(_) => ProblemKind::Failure,
        };
        Problem::new(kind, Words::negotiate("en").t(self.key()))
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        match problem.kind {
            ProblemKind::NotFound => Self::NotFound,
            ProblemKind::Usage => Self::Bad,
            _ => Self::failed(&problem),
        }
    }
}

impl IntoResponse for Trouble {
    /// Only marks the answer: who reads it, and in which language, is known further out.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct Page {
    w: Words,
    frame: Frame,
    title: String,
    text: String,
}

/// The page, or the document where programs ask.
pub(super) fn show(site: &App, reader: &Reader, trouble: &Trouble) -> Response {
    let mut response = if reader.path.starts_with("/api/") {
        super::api::json(&serde_json::json!({ "error": trouble.document() }))
    } else {
        page(site, reader, trouble)
    };
    *response.status_mut() = trouble.status();
    response
}

fn page(site: &Arc<Site>, reader: &Reader, trouble: &Trouble) -> Response {
    let w = reader.w;
    let title = w.t(trouble.key());
    let text = match trouble {
        Trouble::Failed(number) => w.n("trouble-failed-text", *number),
        other => w.t(&format!("{}-text", other.key())),
    };
    html(&Page { w, frame: Frame::new(site, reader, Place::Elsewhere).untracked(), title, text })
}
