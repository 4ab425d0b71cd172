//! A list of works to take along: CSV, JSON lines, BibTeX, RIS.

use super::App;
use super::citation::{Cited, download};
use super::reader::Reader;
use super::search::query::Query;
use super::trouble::Trouble;
use crate::finding;
use axum::extract::{Path, State};
use axum::response::Response;
use protocol::api::{Hit, SEARCH_LIMIT, SearchRequest};

/// Works of one file.
const WORKS: usize = 1_000;

/// `/export/<format>?q=…`: all that a question finds, up to a thousand.
pub(super) async fn list(
    State(site): State<App>,
    reader: Reader,
    Path(format): Path<String>,
) -> Result<Response, Trouble> {
    let query = Query::of(&reader);
    let write: fn(&[Hit]) -> String = match format.as_str() {
        "csv" => csv,
        "jsonl" => json_lines,
        "bib" => |hits| hits.iter().map(|hit| Cited::of(hit, 0).bibtex()).collect(),
        "ris" => |hits| hits.iter().map(|hit| Cited::of(hit, 0).ris()).collect(),
        _ => return Err(Trouble::NotFound),
    };
    let mut hits: Vec<Hit> = Vec::new();
    while hits.len() < WORKS {
        let request = SearchRequest {
            limit: SEARCH_LIMIT,
            offset: hits.len(),
            as_you_type: false,
            facets: false,
            ..query.request(&reader)
        };
        let page = site.find(finding::search(&site.services, request, site.audience)).await?;
        let last = page.hits.len() < SEARCH_LIMIT;
        hits.extend(page.hits);
        if last {
            break;
        }
    }
    let media = match format.as_str() {
        "csv" => "text/csv; charset=utf-8",
        "jsonl" => "application/jsonl",
        "bib" => "application/x-bibtex; charset=utf-8",
        _ => "application/x-research-info-systems",
    };
    Ok(download(&format!("vicinia.{format}"), media, write(&hits)))
}

fn csv(hits: &[Hit]) -> String {
    let mut text = String::from("id,title,kind,publisher,language,place,country,issued,summary\r\n");
    for hit in hits {
        let issued = Cited::of(hit, 0).date();
        let cells = [
            &hit.id,
            &hit.title,
            &hit.kind,
            &hit.publisher,
            &hit.language,
            &hit.place,
            &hit.country,
            &issued,
            &hit.snippet,
        ];
        text += &cells.map(|cell| field(cell)).join(",");
        text += "\r\n";
    }
    text
}

/// A cell that a spreadsheet takes for text, whatever it begins with.
fn field(text: &str) -> String {
    let formula = text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if formula { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", guarded.replace('"', "\"\"").replace(['\r', '\n'], " "))
}

fn json_lines(hits: &[Hit]) -> String {
    hits.iter().filter_map(|hit| serde_json::to_string(hit).ok()).map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_text() {
        assert_eq!(field("=1+1"), "\"'=1+1\"");
        assert_eq!(field(" @SUM(A1)"), "\"' @SUM(A1)\"");
        assert_eq!(field("a \"b\"\nc"), "\"a \"\"b\"\" c\"");
        let hit = Hit { title: "a,b".into(), ..Hit::default() };
        assert_eq!(csv(&[hit]).lines().nth(1).map(|line| line.matches("\",\"").count()), Some(8));
    }
}
