//! Hits, readable.

use super::style::{BOLD, DIM, GOOD, MATCH, PLAIN, marked, paint, wrapped};
use super::{Page, dotted, short};
use crate::context::quoted;
use crate::moment::{counted, number};
use protocol::api::{
    Facet, FacetValue, Hit, Reason, SearchAnswer, SimilarAnswer, Suggestion, Suggestions, Translation,
    untranslated,
};
use std::path::Path;

const INDENT: &str = "    ";
/// Under a source that is too long for its line, after the sign that it was checked.
const DEEP: &str = "      ";

/// A sentence, then the hits.
pub(crate) fn search(answer: &SearchAnswer, page: &Page) -> String {
    let mut text = format!("{}\n", paint(BOLD, &sentence(answer)));
    text += &beside(answer, page);
    for (position, hit) in untranslated(&answer.hits).into_iter().enumerate() {
        text += "\n";
        text += &one(position + 1, hit, page);
    }
    for facet in &answer.facets {
        text += &counts(facet, page);
    }
    text
}

/// What was asked for beside or instead of what was typed, and what could be.
fn beside(answer: &SearchAnswer, page: &Page) -> String {
    let mut lines = Vec::new();
    if let Some(guess) = &answer.guess {
        let exact = match guess.exact_total {
            0 => "No exact hits".to_owned(),
            total => format!("Only {}", counted(total, "exact hit")),
        };
        lines.push(format!("{exact}: these are for “{}”. Exactly that: --exact", guess.shown));
    } else if answer.all_words > 0 && answer.all_words < answer.total {
        let all = if answer.all_words == 1 {
            "1 has".to_owned()
        } else {
            format!("{} have", number(answer.all_words))
        };
        lines.push(format!("{all} all the words, the others some of them or the same meaning."));
    }
    for one in answer.expansions.iter().filter(|one| !one.off && !one.added.is_empty()) {
        let labels: Vec<&str> = one.added.iter().map(|label| label.text.as_str()).collect();
        lines.push(format!("also: {} (not wanted: --without {})", labels.join(", "), one.id));
        let narrower: Vec<&str> =
            one.narrower.iter().filter(|one| !one.off).map(|one| one.id.as_str()).collect();
        if !narrower.is_empty() {
            lines.push(format!("with what is narrower: {} (each by --without)", narrower.join(", ")));
        }
    }
    for offer in &answer.offers {
        lines.push(format!("“{}” as a filter: {}", offer.words, offer.query));
    }
    lines.iter().map(|line| wrapped(DIM, line, page.width, "")).collect()
}

/// A facet and how many works have which value.
fn counts(facet: &Facet, page: &Page) -> String {
    let value = |value: &FacetValue| {
        format!("{}{} {}", if value.chosen { "✓ " } else { "" }, value.key, number(value.count))
    };
    let values: Vec<String> = facet.values.iter().map(value).collect();
    let line = format!("{}: {}", facet.field, values.join(" · "));
    format!("\n{}", wrapped(PLAIN, &line, page.width, "").trim_end()) + "\n"
}

/// Works that resemble something, with what they share.
pub(crate) fn similar(answer: &SimilarAnswer, page: &Page) -> String {
    if answer.works.is_empty() {
        return "Nothing here is like it.\n".to_owned();
    }
    let mut text = String::new();
    for (position, similar) in answer.works.iter().enumerate() {
        text += &one(position + 1, &similar.hit, page);
        let reason = |reason: &Reason| {
            let value = reason.value.replace('-', " ");
            if reason.nearly { format!("nearly {value}") } else { value }
        };
        let reasons: Vec<String> = similar.reasons.iter().map(reason).collect();
        let likeness = format!("{:.0} % alike: {}", similar.likeness * 100.0, reasons.join(", "));
        text += &format!("{}\n", wrapped(GOOD, &likeness, page.width, INDENT).trim_end_matches('\n'));
        text += "\n";
    }
    text
}

/// What may be meant, one a line.
pub(crate) fn suggestions(answer: &Suggestions, _: &Page) -> String {
    let line = |one: &Suggestion| format!("{}  {}\n", one.text, paint(DIM, &one.kind));
    answer.suggestions.iter().map(line).collect()
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
    text += &marked((PLAIN, MATCH), &hit.snippet, &hit.highlights, page.width, INDENT);
    if !hit.translations.is_empty() {
        let other = |one: &Translation| format!("{} {}", one.language, short(&one.id));
        let others: Vec<String> = hit.translations.iter().map(other).collect();
        text += &wrapped(DIM, &format!("also in: {}", others.join(", ")), page.width, INDENT);
    }
    text
}
