//! How often the right work comes back: judged sets in, one line a set out.
//!
//! A set is a folder with `docs/*.md` (front matter with `slug`, `title`, `language`, then the text) and
//! `queries.json` (`[{"q", "lang", "relevant": [slug]}]`). Each is asked alone and all of them mixed in one
//! library; `tests/bench/quality.py` makes sets and calls this. Nothing is asserted.

#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use node::search::{Change, Document, Request, Search, Section, Source, SourceError};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(600);
/// Hits looked at.
const DEPTH: usize = 10;

struct Set {
    name: String,
    documents: Vec<Document>,
    /// Query and the works that answer it.
    queries: Vec<(String, Vec<[u8; 32]>)>,
}

/// A library in a vector.
struct Library(HashMap<[u8; 32], Document>, Vec<[u8; 32]>);

impl Source for Library {
    fn head(&self) -> Result<u64, SourceError> {
        Ok(self.1.len() as u64)
    }

    fn changes(&self, after: u64, limit: usize) -> Result<Vec<Change>, SourceError> {
        let numbered = self.1.iter().zip(1..).map(|(work, seq)| Change { seq, work: *work });
        Ok(numbered.skip(usize::try_from(after)?).take(limit).collect())
    }

    fn documents(&self, works: &[[u8; 32]]) -> Result<Vec<Option<Document>>, SourceError> {
        Ok(works.iter().map(|work| self.0.get(work).cloned()).collect())
    }

    fn store_id(&self) -> [u8; 16] {
        [1; 16]
    }
}

fn main() {
    let folders: Vec<PathBuf> =
        std::env::args().skip(1).filter(|one| !one.starts_with('-')).map(PathBuf::from).collect();
    let sets: Vec<Set> = folders.iter().map(|folder| read(folder)).collect();
    let mut alone = Vec::new();
    for set in &sets {
        let figures = judge(set, &index(&[set]));
        println!("{}", line(&set.name, &figures));
        alone.push(figures);
    }
    if sets.len() > 1 {
        let all: Vec<&Set> = sets.iter().collect();
        let mixed = index(&all);
        for (set, alone) in sets.iter().zip(&alone) {
            let figures = judge(set, &mixed);
            let lost = alone["mrr"].as_f64().unwrap_or(0.0) - figures["mrr"].as_f64().unwrap_or(0.0);
            println!("{} lost {lost:.3}", line(&format!("{} (mixed)", set.name), &figures));
        }
        let mean = alone.iter().filter_map(|one| one["mrr"].as_f64()).sum::<f64>() / alone.len() as f64;
        println!("mean of the sets alone: MRR@10 {mean:.3}");
    }
}

fn line(name: &str, figures: &Value) -> String {
    let figure = |key: &str| figures[key].as_f64().unwrap_or(0.0);
    format!(
        "{name:22} MRR@10 {:.3} R@10 {:.3} {:.2} ms a query",
        figure("mrr"),
        figure("recall"),
        figure("ms")
    )
}

fn id(slug: &str) -> [u8; 32] {
    *blake3::hash(slug.as_bytes()).as_bytes()
}

fn read(folder: &Path) -> Set {
    let files = fs::read_dir(folder.join("docs")).expect("a set has docs/");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("readable").path()).collect();
    paths.sort();
    let documents =
        paths.iter().filter_map(|path| document(&fs::read_to_string(path).expect("text"))).collect();
    let queries = fs::read_to_string(folder.join("queries.json")).expect("a set has queries.json");
    let queries: Vec<Value> = serde_json::from_str(&queries).expect("a list");
    let slugs = |query: &Value| {
        let slugs = query["relevant"].as_array().into_iter().flatten().filter_map(Value::as_str);
        slugs.map(id).collect()
    };
    let queries =
        queries.iter().map(|one| (one["q"].as_str().unwrap_or_default().to_owned(), slugs(one))).collect();
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Set { name, documents, queries }
}

fn document(text: &str) -> Option<Document> {
    let (head, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    let field = |name: &str| {
        let value = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        Some(value.trim().trim_matches('"').to_owned())
    };
    let work = id(&field("slug")?);
    let sections = vec![Section { text: body.to_owned(), ..Section::default() }];
    let (title, language) = (field("title")?, field("language")?);
    let summary = field("summary").unwrap_or_default();
    Some(Document { work, record: work, title, summary, language, sections, ..Document::default() })
}

fn index(sets: &[&Set]) -> (Search, tempfile::TempDir) {
    let documents: Vec<Document> = sets.iter().flat_map(|set| set.documents.clone()).collect();
    let order = documents.iter().map(|one| one.work).collect::<Vec<_>>();
    let head = order.len() as u64;
    let library = Library(documents.into_iter().map(|one| (one.work, one)).collect(), order);
    let folder = tempfile::tempdir().expect("room");
    let search = Search::open(&folder.path().join("index"), Arc::new(library)).expect("a thread");
    assert!(search.wait_for(head, PATIENCE), "{:?}", search.status());
    (search, folder)
}

fn judge(set: &Set, (search, _): &(Search, tempfile::TempDir)) -> Value {
    let (mut reciprocal, mut found, mut took) = (0.0, 0_u32, Duration::ZERO);
    for (query, relevant) in &set.queries {
        let request = Request { query: query.clone(), limit: DEPTH, ..Request::default() };
        let since = Instant::now();
        let hits = search.search(&request).hits;
        took += since.elapsed();
        if let Some(at) = hits.iter().position(|hit| relevant.contains(&hit.work)) {
            reciprocal += 1.0 / (at + 1) as f64;
            found += 1;
        }
    }
    let queries = set.queries.len().max(1) as f64;
    json!({ "mrr": reciprocal / queries, "recall": f64::from(found) / queries,
            "ms": 1_000.0 * took.as_secs_f64() / queries })
}
