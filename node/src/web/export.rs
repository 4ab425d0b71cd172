//! A list of works as a file: what a question finds, for whoever asks it in an address.
//!
//! Owns: the addresses. The formats are [`crate::export`]'s.

use super::App;
use super::citation::download;
use super::reader::Reader;
use super::search::query::Query;
use super::trouble::Trouble;
use crate::export;
use axum::extract::{Path, State};
use axum::response::Response;
use protocol::api::{ExportFormat, SearchRequest};

/// `/export/<format>?q=…`: all that a question finds, up to a thousand.
pub(super) async fn list(
    State(site): State<App>,
    reader: Reader,
    Path(name): Path<String>,
) -> Result<Response, Trouble> {
    let (format, media) = match name.as_str() {
        "csv" => (ExportFormat::Csv, "text/csv; charset=utf-8"),
        "jsonl" => (ExportFormat::Jsonl, "application/jsonl"),
        "bib" => (ExportFormat::Bibtex, "application/x-bibtex; charset=utf-8"),
        "ris" => (ExportFormat::Ris, "application/x-research-info-systems"),
        _ => return Err(Trouble::NotFound),
    };
    let page = |page: SearchRequest| site.search(page);
    let exported = export::export(&Query::of(&reader).request(&reader), format, page).await?;
    Ok(download(&format!("vicinia.{name}"), media, exported.text))
}
