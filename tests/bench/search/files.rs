//! Works as the files that people publish, for benches that need a whole node.

use super::library::Library;
use node::search::{Coded, Document};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// Files of one folder.
const FOLDER: usize = 1_000;

/// Where the front matter says what a work has of the closed lists: group (none: at the top), list or not.
const LISTS: [(Coded, &str, bool); 14] = [
    (Coded::Kind, "", false),
    (Coded::Area, "", true),
    (Coded::Target, "", true),
    (Coded::Solution, "", true),
    (Coded::Maturity, "", false),
    (Coded::Licence, "", false),
    (Coded::Population, "territory", false),
    (Coded::Urbanisation, "territory", false),
    (Coded::Market, "context", true),
    (Coded::Migration, "context", true),
    (Coded::Foreign, "context", true),
    (Coded::Share, "context", false),
    (Coded::Support, "context", false),
    (Coded::Staffing, "context", false),
];

/// Writes `works/` and beside it what may be asked of them, a question a line.
pub(crate) fn write(library: &Library, questions: &[String], into: &Path) {
    for (at, work) in library.all().enumerate() {
        let folder = into.join("works").join(format!("{:04}", at / FOLDER));
        if at % FOLDER == 0 {
            fs::create_dir_all(&folder).expect("a new folder");
        }
        fs::write(folder.join(format!("{at:07}.md")), file(&work)).expect("room");
    }
    fs::write(into.join("questions.txt"), questions.join("\n")).expect("room");
}

fn file(work: &Document) -> String {
    let day = work.review_by;
    let mut head = json!({
        "title": work.title, "summary": work.summary, "language": work.language, "keywords": work.keywords,
        "visibility": "public",
        "territory": { "country": work.country, "name": work.place, "region": work.region },
        "context": {},
    });
    if day > 0 {
        head["review_by"] = format!("{}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100).into();
    }
    for (facet, group, many) in LISTS {
        let list = facet.vocabulary();
        let codes = work.codes.iter().filter(|(one, _)| *one == facet);
        let keys: Vec<&str> = codes.filter_map(|(_, code)| list.key(*code)).collect();
        let group = if group.is_empty() { &mut head } else { &mut head[group] };
        match keys.first() {
            Some(_) if many => group[list.name] = keys.into(),
            Some(key) => group[list.name] = (*key).into(),
            None => {}
        }
    }
    // JSON is YAML, a field a line.
    let fields = head.as_object().map(Map::iter).into_iter().flatten();
    let head: String = fields.map(|(name, value): (_, &Value)| format!("{name}: {value}\n")).collect();
    let sections = work.sections.iter().map(|one| format!("\n## {}\n\n{}\n", one.heading, one.text));
    format!("---\n{head}---\n{}", sections.collect::<String>())
}
