//! A list of works to take along: CSV, JSON lines, BibTeX, RIS.
//!
//! Owns: the formats of a whole list, and reading a question's answer to its end. Refuses to know who asks
//! and how: each page comes from whoever calls. Neighbours: `citation` writes one work, `control` and `web`
//! hand the text on.

use crate::citation::{Cited, one_line};
use protocol::api::{EXPORT_WORKS, ExportFormat, Exported, Hit, SCHEMA_VERSION};
use protocol::api::{SEARCH_LIMIT, SearchAnswer, SearchRequest};

/// All that a question finds, up to [`EXPORT_WORKS`], as a file.
///
/// # Errors
/// Those of `ask`, which answers one page.
pub(crate) async fn export<E, Page: Future<Output = Result<SearchAnswer, E>>>(
    search: &SearchRequest,
    format: ExportFormat,
    mut ask: impl FnMut(SearchRequest) -> Page,
) -> Result<Exported, E> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut total = 0;
    for offset in (0..EXPORT_WORKS).step_by(SEARCH_LIMIT) {
        let page = SearchRequest {
            limit: SEARCH_LIMIT,
            offset,
            as_you_type: false,
            facets: false,
            ..search.clone()
        };
        let answer = ask(page).await?;
        total = answer.total;
        hits.extend(answer.hits);
        if (offset + SEARCH_LIMIT) as u64 >= total {
            break;
        }
    }
    Ok(Exported {
        schema_version: SCHEMA_VERSION,
        works: hits.len() as u64,
        total,
        text: written(format, &hits),
    })
}

fn written(format: ExportFormat, hits: &[Hit]) -> String {
    match format {
        ExportFormat::Csv => csv(hits),
        ExportFormat::Jsonl => json_lines(hits),
        ExportFormat::Bibtex => hits.iter().map(|hit| Cited::of(hit, 0).bibtex()).collect(),
        ExportFormat::Ris => hits.iter().map(|hit| Cited::of(hit, 0).ris()).collect(),
    }
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
    let formula = text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let guarded = if formula { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", one_line(&guarded.replace('"', "\"\"")))
}

fn json_lines(hits: &[Hit]) -> String {
    hits.iter().filter_map(|hit| serde_json::to_string(hit).ok()).map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::api::{Problem, ProblemKind};
    use std::future::ready;

    #[test]
    fn cells_are_text() {
        assert_eq!(field("=1+1"), "\"'=1+1\"");
        assert_eq!(field(" @SUM(A1)"), "\"' @SUM(A1)\"");
        assert_eq!(field("a \"b\"\nc"), "\"a \"\"b\"\" c\"");
        assert_eq!(field("\u{1b}[2Jgone"), "\" [2Jgone\"");
        let hit = Hit { title: "a,b".into(), ..Hit::default() };
        assert_eq!(csv(&[hit]).lines().nth(1).map(|line| line.matches("\",\"").count()), Some(8));
    }

    /// So many works match, of which every tenth is gone by the time it is shown.
    async fn exported(total: u64) -> Exported {
        let page = |asked: SearchRequest| {
            let numbers = (asked.offset as u64..total).take(asked.limit).filter(|number| number % 10 != 3);
            let hits = numbers.map(|number| Hit { id: number.to_string(), ..Hit::default() }).collect();
            ready(Ok::<_, Problem>(SearchAnswer { total, hits, ..SearchAnswer::default() }))
        };
        export(&SearchRequest::default(), ExportFormat::Jsonl, page).await.expect("asked")
    }

    #[tokio::test]
    async fn lists_are_read_to_their_end_and_no_further() {
        for (total, works) in [(0, 0), (7, 6), (100, 90), (101, 91), (950, 855), (5_000, 900)] {
            let exported = exported(total).await;
            assert_eq!((exported.total, exported.works), (total, works));
            assert_eq!(exported.text.lines().count() as u64, works);
        }
    }

    #[tokio::test]
    async fn a_page_that_fails_fails_the_list() {
        let failing = |_: SearchRequest| ready(Err(Problem::new(ProblemKind::Failure, "no")));
        assert!(export(&SearchRequest::default(), ExportFormat::Csv, failing).await.is_err());
    }
}
