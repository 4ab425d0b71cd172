//! Search against the judgement of people: graded queries and ranked towns over the sample library.
//!
//! `tests/judged` holds what was judged, by hand and before anything was measured.

use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use vicinia_tests::cluster::TestNode;

const DEPTH: usize = 10;

/// What ranking must not fall below: nDCG@10 of all queries, recall@10 across languages.
const REACHED: (f64, f64) = (0.85, 0.9);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn judged(file: &str, list: &str) -> Vec<toml::Value> {
    let text = std::fs::read_to_string(root().join("tests/judged").join(file)).unwrap();
    text.parse::<toml::Table>().unwrap()[list].as_array().unwrap().clone()
}

/// A node with the sample library, and the work of each file (`folder/name` without `.md`).
fn library() -> (TestNode, HashMap<String, String>) {
    let node = TestNode::found("Comune di A");
    let mut works = HashMap::new();
    for folder in ["asterousa", "valdoro", "zavetje"] {
        let path = root().join("cli/library").join(folder);
        let report = node.ask(&["publish", path.to_str().unwrap()]).done();
        for file in report["files"].as_array().unwrap() {
            let name = Path::new(file["name"].as_str().unwrap()).file_stem().unwrap().to_str().unwrap();
            if let Some(work) = file["work"].as_str() {
                works.insert(work.to_owned(), format!("{folder}/{name}"));
            }
        }
    }
    node.settled();
    (node, works)
}

fn gain(grade: i64) -> f64 {
    2_f64.powi(i32::try_from(grade).unwrap()) - 1.0
}

fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    gains.take(DEPTH).enumerate().map(|(at, gain)| gain / (at as f64 + 2.0).log2()).sum()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

#[test]
fn people_find_what_people_judged_relevant() {
    let (node, works) = library();
    let (mut ndcg, mut by_kind, mut recall) = (Vec::new(), BTreeMap::<String, Vec<f64>>::new(), Vec::new());
    let mut told = Vec::new();
    for query in judged("queries.toml", "query") {
        let (text, kind) = (query["text"].as_str().unwrap(), query["kind"].as_str().unwrap());
        let language = query["language"].as_str().unwrap();
        let relevant: HashMap<&str, i64> = query["relevant"]
            .as_table()
            .unwrap()
            .iter()
            .map(|(work, grade)| (work.as_str(), grade.as_integer().unwrap()))
            .collect();
        // A text may begin with a minus: after a space it is no flag.
        let typed = format!(" {text}");
        let answer = node.ask(&["search", "--limit", "10", "--language", language, &typed]).done();
        let hits: Vec<&str> = answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| works[hit["id"].as_str().unwrap()].as_str())
            .collect();
        if relevant.is_empty() {
            assert!(hits.is_empty(), "nothing answers `{text}`, but {hits:?} was found");
            continue;
        }
        let mut ideal: Vec<i64> = relevant.values().copied().collect();
        ideal.sort_unstable_by(|one, two| two.cmp(one));
        let got = discounted(hits.iter().map(|hit| gain(relevant.get(hit).copied().unwrap_or(0))));
        let value = got / discounted(ideal.into_iter().map(gain));
        if kind == "cross-language" {
            let wanted: Vec<&&str> =
                relevant.iter().filter(|(_, grade)| **grade >= 2).map(|(work, _)| work).collect();
            let found = wanted.iter().filter(|work| hits.contains(**work)).count();
            recall.push(found as f64 / wanted.len().min(DEPTH) as f64);
        }
        told.push(format!("{value:.3} {kind:14} {text} → {hits:?}"));
        ndcg.push(value);
        by_kind.entry(kind.to_owned()).or_default().push(value);
    }
    told.sort();
    println!("{}", told.join("\n"));
    for (kind, values) in &by_kind {
        println!("nDCG@10 {:.3} {kind} ({})", mean(values), values.len());
    }
    let (ndcg, recall) = (mean(&ndcg), mean(&recall));
    println!("nDCG@10 {ndcg:.3}, recall@10 across languages {recall:.3}");
    assert!(ndcg >= REACHED.0, "nDCG@10 {ndcg:.3}");
    assert!(recall >= REACHED.1, "recall@10 across languages {recall:.3}");
}

/// The town of each work, in its own language's spelling.
fn towns(node: &TestNode) -> HashMap<String, String> {
    let all = node.ask(&["search", "--limit", "100"]).done();
    let hits = all["hits"].as_array().unwrap().iter();
    hits.map(|hit| (hit["id"].as_str().unwrap().to_owned(), place(&hit["place"]))).collect()
}

fn place(value: &Value) -> String {
    let name = value.as_str().unwrap_or_default().split(", ").next().unwrap_or_default();
    match name {
        "Asterousa" => "Αστερούσα".to_owned(),
        "Riofranco district" => "Comarca de Riofranco".to_owned(),
        other => other.to_owned(),
    }
}

#[test]
fn towns_like_mine_are_those_that_people_chose() {
    let (node, works) = library();
    let towns = towns(&node);
    let mut precision = Vec::new();
    for judged in judged("towns.toml", "town") {
        let name = judged["name"].as_str().unwrap();
        let chosen: Vec<&str> =
            judged["like"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        let mut own: Vec<&String> =
            towns.iter().filter(|(_, town)| *town == name).map(|(work, _)| work).collect();
        own.sort_by_key(|work| &works[*work]);
        let Some(work) = own.first() else { panic!("no work from {name}") };
        let answer = node.ask(&["towns", "--of", work, "-n", "100"]).done();
        let mut found: Vec<String> = Vec::new();
        for similar in answer["works"].as_array().unwrap() {
            assert!(!similar["reasons"].as_array().unwrap().is_empty(), "reasons are given: {similar}");
            let town = towns[similar["hit"]["id"].as_str().unwrap()].clone();
            if town != name && !town.is_empty() && !found.contains(&town) {
                found.push(town);
            }
        }
        let first: Vec<&String> = found.iter().take(5).collect();
        let hit = chosen.iter().filter(|one| first.iter().any(|town| town == *one)).count();
        println!("{name}: {hit} of {} among {first:?}; chosen {chosen:?}", chosen.len());
        precision.push(hit as f64 / chosen.len() as f64);
    }
    let precision = mean(&precision);
    println!("of the towns that people chose, among the first five: {precision:.3}");
    assert!(precision >= 0.6, "{precision:.3}");
}
