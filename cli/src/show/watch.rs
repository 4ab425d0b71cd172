//! Saved searches, readable.

use super::Page;
use super::search::one;
use super::style::{BOLD, DIM, GOOD, line, paint, wrapped};
use crate::context::quoted;
use crate::moment::counted;
use protocol::api::{Watch, WatchNews, Watches};
use std::path::Path;

/// One line each: its name and what it asks.
pub(crate) fn list(answer: &Watches, page: &Page) -> String {
    if answer.watches.is_empty() {
        return "No search is saved.".to_owned();
    }
    let line = |watch: &Watch| {
        let asks = format!("{}  (seen: {})", asked(watch), watch.seen);
        format!("{}\n{}", paint(BOLD, &watch.name), wrapped(DIM, &asks, page.width, "    "))
    };
    answer.watches.iter().map(line).collect()
}

/// What is new, in the order in which it came.
pub(crate) fn news(answer: &WatchNews, page: &Page) -> String {
    let name = line(&answer.watch.name);
    if answer.news.is_empty() {
        return format!("Nothing new about “{name}”.");
    }
    let new = answer.news.iter().filter(|one| !one.revision).count() as u64;
    let revised = answer.news.len() as u64 - new;
    let counts = [(new, "new work"), (revised, "new revision")].into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, what)| counted(count, what)).collect();
    let mut text = format!("{}\n", paint(BOLD, &format!("{} about “{name}”", counts.join(", "))));
    for (position, news) in (1..).zip(&answer.news) {
        text += "\n";
        text += &one(position, &news.hit, page);
        if news.revision {
            text += &wrapped(GOOD, "a new revision of a work that was here", page.width, "    ");
        }
    }
    if answer.more {
        text += "\nThere may be more: look again.\n";
    }
    text
}

/// What a saved search asks, as it is typed.
fn asked(watch: &Watch) -> String {
    let question = &watch.question;
    let mut words = Vec::new();
    match question.query.as_str() {
        "" => {}
        // A minus in front would be taken for a flag.
        minus if minus.starts_with('-') => words.push(quoted(Path::new(&format!(" {minus}")))),
        query => words.push(quoted(Path::new(query))),
    }
    for filter in &question.filters {
        let values = filter.values.iter().map(|value| format!("{}={value}", filter.field));
        words.extend(values.map(|value| format!("--filter {}", quoted(Path::new(&value)))));
    }
    words.extend(question.exact.then(|| "--exact".to_owned()));
    words.join(" ")
}

/// The words that save it again, with what was looked at already.
pub(crate) fn again(watch: &Watch) -> String {
    let name = quoted(Path::new(&watch.name));
    let words = ["watch add", &name, &asked(watch), "--seen", &watch.seen.to_string()].map(str::to_owned);
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
