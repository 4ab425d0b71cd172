//! A work's citation to read and to take along: in a sentence, as BibTeX, as RIS and as JSON-LD.
//!
//! Owns: the sentence and the addresses of the files. The formats are [`crate::citation`]'s.

use super::language::Words;
use super::reader::Reader;
use super::trouble::Trouble;
use super::{App, work};
use crate::citation::Cited;
use crate::reading;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use protocol::id::WorkId;
use protocol::vocabulary;

/// In a sentence.
pub(super) fn sentence(cited: &Cited, w: Words) -> String {
    let label = w.key(&vocabulary::WORK_KIND, &cited.kind);
    format!("{} ({}). {}. [{}] {}", cited.publisher, cited.year(), cited.title, label, cited.identifier())
}

/// A text as a file to keep.
pub(super) fn download(name: &str, media: &'static str, text: String) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static(media)), (header::CONTENT_DISPOSITION, disposition)];
    (headers, text).into_response()
}

/// `/w/<work>/cite.bib` and its like.
pub(super) async fn file(
    State(site): State<App>,
    reader: Reader,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let work: WorkId = id.parse().map_err(|_| Trouble::NotFound)?;
    let audience = site.audience;
    let reading = site.read(move |view| reading::work(view, work, audience)).await?;
    let reading = reading.ok_or(Trouble::NotFound)?;
    let publisher = site.services.governance.name_of(reading.organisation);
    let cited = work::cited(&reading, publisher).ok_or(Trouble::NotFound)?;
    let name: String = id.chars().take(12).collect();
    match file.as_str() {
        "cite.bib" => {
            Ok(download(&format!("{name}.bib"), "application/x-bibtex; charset=utf-8", cited.bibtex()))
        }
        "cite.ris" => {
            Ok(download(&format!("{name}.ris"), "application/x-research-info-systems", cited.ris()))
        }
        "work.jsonld" => {
            let publication = reading.publication.as_ref().ok_or(Trouble::NotFound)?;
            let text = work::json_ld(reader.w, &cited, publication);
            let media = HeaderValue::from_static("application/ld+json");
            Ok(([(header::CONTENT_TYPE, media)], text).into_response())
        }
        _ => Err(Trouble::NotFound),
    }
}
