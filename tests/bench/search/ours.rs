//! Vicinia's own index: built, opened, asked as its pages ask, and built anew while it answers.

use super::disk;
use super::figures::{Row, seconds, timed};
use super::library::{Library, number};
use node::search::{Request, Search};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Hits of a page, as many as the others give.
const HITS: usize = 10;
/// What a reader's browser says.
const LANGUAGES: [&str; 2] = ["it", "en"];
const TODAY: u32 = 20_261_101;
/// Longer than a million works take.
const PATIENCE: Duration = Duration::from_secs(7_200);
/// Between two questions of somebody who reads while the index is built anew.
const PAUSE: Duration = Duration::from_millis(50);

/// One way of asking: works found.
type Ask<'a> = &'a dyn Fn(&Search, &str) -> usize;

/// All rows of ours; the first is what the others are compared with.
pub(crate) fn measure(library: &Arc<Library>, questions: &[String], place: &Path) -> Vec<Row> {
    let folder = place.join("vicinia");
    let open = || Search::open(&folder, Arc::<Library>::clone(library)).expect("a thread");
    let since = Instant::now();
    let search = open();
    assert!(search.wait_for(library.works, PATIENCE), "{:?}", search.status());
    let built = library.works as f64 / seconds(since);
    close(search);
    let bytes = disk::bytes(&folder);

    let beginnings = library.beginnings(questions);
    let blank = vec![String::new(); questions.len()];
    let typing = |text: &str| Request { as_you_type: true, ..request(text) };
    let ways: [(&str, &[String], Ask<'_>); 4] = [
        ("search, facets, snippets", questions, &|search, text| page(library, search, &request(text))),
        ("the same as typed", &beginnings, &|search, text| page(library, search, &typing(text))),
        ("suggest", &beginnings, &|search, text| {
            search.suggest(&typing(text)).map_or(0, |it| it.works.len())
        }),
        ("the empty query, facets of all works", &blank, &|search, text| {
            page(library, search, &request(text))
        }),
    ];
    let way = |(name, texts, ask): (&str, &[String], Ask<'_>)| {
        disk::forget(&folder);
        let search = open();
        let cold = timed(texts, PATIENCE, |text| ask(&search, text));
        assert!(search.wait_until(PATIENCE, |status| status.examined), "{:?}", search.status());
        let found = texts.iter().map(|text| ask(&search, text)).sum();
        let warm = timed(texts, PATIENCE, |text| ask(&search, text));
        close(search);
        Row { name: format!("Vicinia: {name}"), cold, warm, found, ..Row::default() }
    };
    let mut rows = ways.map(way).to_vec();
    (rows[0].works_per_s, rows[0].bytes) = (Some(built), Some(bytes));

    let search = open();
    let mut rebuilt = rebuild(library, &search, questions);
    close(search);
    rebuilt.bytes = Some(disk::bytes(&folder));
    rows.push(rebuilt);
    rows
}

fn request(text: &str) -> Request {
    Request {
        query: text.to_owned(),
        limit: HITS,
        languages: LANGUAGES.map(str::to_owned).to_vec(),
        facets: true,
        today: TODAY,
        ..Request::default()
    }
}

/// Makes everything a page shows of an answer; says how many works were found. The texts are made again
/// where a node reads them from its store.
fn page(library: &Library, search: &Search, request: &Request) -> usize {
    let answer = search.search(request);
    assert!(!answer.failed, "{:?}", search.status());
    for hit in &answer.hits {
        let work = library.work(number(&hit.work));
        std::hint::black_box(answer.terms.ranges(&work.title, &work.language));
        let mut texts =
            std::iter::once(&work.summary).chain(work.sections.iter().map(|section| &section.text));
        // The first text with a match is shown, as in `finding.rs`.
        std::hint::black_box(texts.find_map(|text| {
            let snippet = answer.terms.snippet(text, &work.language);
            snippet.fragments.iter().flatten().any(|piece| piece.hit).then_some(snippet)
        }));
    }
    answer.total
}

fn close(search: Search) {
    search.close();
    drop(search);
}

/// Rate of building anew, and how the old index answers meanwhile.
fn rebuild(library: &Library, search: &Search, questions: &[String]) -> Row {
    let mut row = Row { name: "Vicinia: while built anew".to_owned(), ..Row::default() };
    let since = Instant::now();
    search.request_rebuild();
    for text in questions.iter().cycle().take_while(|_| search.status().rebuilding) {
        row.warm.extend(timed(&[text], PATIENCE, |text| {
            row.found += page(library, search, &request(text));
        }));
        std::thread::sleep(PAUSE);
    }
    row.works_per_s = Some(library.works as f64 / seconds(since));
    row
}
