//! Hits, readable.

use super::style::{BOLD, DIM, GOOD, MATCH, PLAIN, marked, paint, wrapped};
use super::{Page, dotted, short};
use crate::context::quoted;
use crate::moment::{counted, number};
use protocol::api::{Hit, SearchAnswer};
use std::path::Path;

const INDENT: &str = "    ";
/// Under a source that is too long for its line, after the sign that it was checked.
const DEEP: &str = "      ";

/// A sentence, then the hits.
pub(crate) fn search(answer: &SearchAnswer, page: &Page) -> String {
    let mut text = format!("{}\n", paint(BOLD, &sentence(answer)));
    for (position, hit) in answer.hits.iter().enumerate() {
        text += "\n";
        text += &one(position + 1, hit, page);
    }
    text
}

/// Commands that go on from here: read the first hit, see more of them.
pub(crate) fn next(answer: &SearchAnswer, offset: usize) -> Vec<String> {
    let Some(first) = answer.hits.first() else { return Vec::new() };
    let mut commands = vec![format!("show {}", short(&first.id))];
    let shown = offset + answer.hits.len();
    if u64::try_from(shown).is_ok_and(|shown| shown < answer.total) {
        let words = quoted(Path::new(&answer.query));
        let words = if answer.query.is_empty() { String::new() } else { format!(" {words}") };
        commands.push(format!("search{words} --offset {shown}"));
    }
    commands
}

fn sentence(answer: &SearchAnswer) -> String {
    let shown = answer.hits.len() as u64;
    let took = took(answer.took_us);
    match (answer.query.is_empty(), answer.total) {
        (true, 0) => "The library is empty.".to_owned(),
        (true, total) => format!("The newest of {} ({took})", counted(total, "work")),
        (false, 0) => format!("Nothing found for “{}” ({took})", answer.query),
        (false, 1) => format!("1 work for “{}” ({took})", answer.query),
        (false, total) if total > shown => {
            format!("{} works for “{}”, {shown} shown ({took})", number(total), answer.query)
        }
        (false, total) => format!("{} works for “{}” ({took})", number(total), answer.query),
    }
}

fn took(us: u64) -> String {
    if us < 1_000 { "under 1 ms".to_owned() } else { format!("{} ms", us / 1_000) }
}

/// One hit: title, where it is from, why it was found.
pub(crate) fn one(position: usize, hit: &Hit, page: &Page) -> String {
    let title = wrapped(BOLD, &hit.title, page.width, INDENT);
    let mut text = format!("{position:>2}  {}", title.strip_prefix(INDENT).unwrap_or(&title));
    let source = dotted([hit.publisher.as_str(), hit.kind.as_str(), hit.language.as_str(), short(&hit.id)]);
    let source = wrapped(DIM, &source, page.width, DEEP);
    let proof = if hit.verified { paint(GOOD, "✓") } else { "?".to_owned() };
    text += &format!("{INDENT}{proof} {}", source.strip_prefix(DEEP).unwrap_or(&source));
    text + &marked((PLAIN, MATCH), &hit.snippet, &hit.highlights, page.width, INDENT)
}
