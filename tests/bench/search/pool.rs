//! Paragraphs and titles that people wrote, by language: what synthesised works are made of.
//!
//! Owns: which lines of a page are prose in its language. Refuses to know works.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Characters of a paragraph; shorter lines are buttons and entries, longer ones listings.
const PARAGRAPH: std::ops::Range<usize> = 60..1_500;
/// Characters of a title.
const TITLE: std::ops::Range<usize> = 12..80;

/// What was written in one language.
#[derive(Default)]
pub(crate) struct Pool {
    pub(crate) titles: Vec<String>,
    pub(crate) paragraphs: Vec<String>,
    /// Of the sample library: the field's own words. Few languages have any.
    pub(crate) own_titles: Vec<String>,
    pub(crate) own_paragraphs: Vec<String>,
}

/// Reads the corpus (a folder for each language of a package) and the sample library.
pub(crate) fn read(corpus: &Path, sample: &Path) -> BTreeMap<String, Pool> {
    let mut folders: Vec<PathBuf> = children(corpus);
    // English first: what stands in a page of another language as it stands there was never translated.
    folders.sort_by_key(|folder| (language(folder) != "en", folder.clone()));
    let (mut pools, mut seen) = (BTreeMap::<String, Pool>::new(), HashSet::new());
    for folder in folders.iter().filter(|folder| !folder.to_string_lossy().contains('@')) {
        let english = language(folder) == "en";
        let pool = pools.entry(language(folder)).or_default();
        for file in children(folder) {
            let text = fs::read_to_string(file).expect("the corpus is text");
            // With a reference translated and nothing else, the article still tells.
            let own = |line: &str| prose(line) && (english || !line.contains(" the "));
            let mut lines = text.lines().filter(|line| own(line) && seen.insert(line.to_string()));
            pool.titles.extend(lines.by_ref().next().filter(|line| fits(line, &TITLE)).map(str::to_owned));
            pool.paragraphs.extend(lines.filter(|line| fits(line, &PARAGRAPH)).map(str::to_owned));
        }
    }
    for file in children(sample).iter().flat_map(|organisation| children(organisation)) {
        let text = fs::read_to_string(&file).expect("the sample library is text");
        let Some((head, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"))
        else {
            continue;
        };
        let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
        let pool = pools.entry(field("language: ").unwrap_or_default().to_owned()).or_default();
        pool.own_titles.extend(field("title: ").map(|title| title.trim_matches('"').to_owned()));
        let lines = body.lines().filter(|line| prose(line) && fits(line, &PARAGRAPH));
        pool.own_paragraphs.extend(lines.map(str::to_owned));
    }
    pools
}

/// In a fixed order, so that one seed always makes the same library.
fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    paths
}

/// `pt-BR` and `pt_BR` are `pt`; `C` is English.
fn language(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name == "C" { "en".to_owned() } else { name[..name.len().min(2)].to_owned() }
}

/// Begins with a letter (so that it is no list, heading or quotation) and consists of words.
fn prose(line: &str) -> bool {
    let words = line.chars().filter(|letter| letter.is_alphabetic() || *letter == ' ').count();
    line.starts_with(char::is_alphabetic) && words * 5 > line.chars().count() * 4
}

fn fits(line: &str, characters: &std::ops::Range<usize>) -> bool {
    characters.contains(&line.chars().count())
}
