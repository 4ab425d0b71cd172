//! The text below the front matter: sections, and the excerpts that stand in for a title or a summary.
//!
//! Owns: headings and code fences as far as cutting needs them, and cutting at words and sentences.
//! Refuses to know Markdown beyond that: sections keep it for whoever shows them.

use super::headings;
use super::values::one_line;
use protocol::limits;
use protocol::record::publication::Section;

/// The longest title taken from a text, in characters.
pub(super) const TITLE_CHARS: usize = 120;
/// The longest summary taken from a text, in characters.
pub(super) const SUMMARY_CHARS: usize = 600;
/// Text without headings is cut at the first blank line after so many bytes, so that parts can be cited.
const PART_BYTES: usize = 16 * 1024;

/// A text, cut.
pub(super) struct Prose {
    /// The first `# heading`, unless a title was known.
    pub(super) title: Option<String>,
    pub(super) sections: Vec<Section>,
}

/// Cuts a text at its headings. `title` is the one already known, or empty.
pub(super) fn read(body: &str, title: &str) -> Prose {
    let mut cutter = Cutter {
        title: (!title.is_empty()).then(|| title.to_owned()),
        found: None,
        done: Vec::new(),
        open: blank(),
    };
    let mut fence = None;
    for line in body.split_inclusive('\n') {
        match (fence_mark(line), fence) {
            (Some(mark), None) => fence = Some(mark),
            (Some(mark), Some(open)) if closes(mark, open, line) => fence = None,
            _ => {}
        }
        match heading(line) {
            Some((level, heading)) if fence.is_none() => cutter.heading(level, heading, line),
            _ => cutter.line(line, fence.is_some()),
        }
    }
    cutter.close();
    Prose { title: cutter.found, sections: cutter.done }
}

struct Cutter {
    title: Option<String>,
    found: Option<String>,
    done: Vec<Section>,
    open: Section,
}

impl Cutter {
    fn heading(&mut self, level: usize, heading: &str, line: &str) {
        let is_title = level == 1 && self.title.as_ref().is_none_or(|title| headings::same(title, heading));
        let fits = heading.len() <= limits::TITLE_BYTES && self.done.len() + 2 <= limits::LIST;
        if is_title && self.title.is_none() {
            // A heading of marks alone is no title.
            self.found = Some(cut_words(&plain(heading), TITLE_CHARS)).filter(|title| !title.is_empty());
            self.title.clone_from(&self.found);
        } else if is_title {
            // It says the title once more.
        } else if level <= 2 && fits {
            self.close();
            self.open = Section { role: headings::role(heading), heading: heading.to_owned(), ..blank() };
        } else {
            self.open.text.push_str(line);
        }
    }

    fn line(&mut self, line: &str, fenced: bool) {
        let cuttable = !fenced && self.open.heading.is_empty() && self.done.len() + 2 <= limits::LIST;
        if cuttable && line.trim().is_empty() && self.open.text.len() >= PART_BYTES {
            self.close();
            self.open = blank();
        }
        self.open.text.push_str(line);
    }

    fn close(&mut self) {
        let mut section = std::mem::replace(&mut self.open, blank());
        section.text = without_blank_edges(&section.text).to_owned();
        if !section.heading.is_empty() || !section.text.is_empty() {
            self.done.push(section);
        }
    }
}

fn blank() -> Section {
    Section { role: headings::TEXT, heading: String::new(), text: String::new(), language: None }
}

/// The first line keeps its indent: it may be code.
fn without_blank_edges(text: &str) -> &str {
    let text = text.trim_end();
    let indented = text.len() - text.trim_start().len();
    let start = text[..indented].rfind('\n').map_or(0, |at| at + 1);
    &text[start..]
}

/// Level and words of an ATX heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let text = unindented(line)?;
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let words = &text[level..];
    let is_heading = (1..=6).contains(&level) && words.starts_with([' ', '\t']);
    let words = words.trim();
    let open = words.trim_end_matches('#');
    let words = if open.ends_with([' ', '\t']) || open.is_empty() { open.trim_end() } else { words };
    (is_heading && !words.is_empty()).then_some((level, words))
}

/// Four spaces make code of a line.
fn unindented(line: &str) -> Option<&str> {
    let text = line.trim_end().trim_start_matches(' ');
    (line.trim_end().len() - text.len() < 4).then_some(text)
}

/// The letter and length of a code fence.
fn fence_mark(line: &str) -> Option<(u8, usize)> {
    let text = unindented(line)?;
    let mark = *text.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = text.bytes().take_while(|byte| *byte == mark).count();
    let inline = mark == b'`' && text[length..].contains('`');
    (length >= 3 && !inline).then_some((mark, length))
}

fn closes(mark: (u8, usize), open: (u8, usize), line: &str) -> bool {
    mark.0 == open.0 && mark.1 >= open.1 && line.trim().bytes().all(|byte| byte == mark.0)
}

/// The first line that says something.
pub(super) fn first_line(sections: &[Section]) -> Option<String> {
    sections
        .iter()
        .flat_map(|section| section.text.lines())
        .map(plain)
        .find(|line| line.chars().any(char::is_alphabetic))
        .map(|line| cut_words(&line, TITLE_CHARS))
}

/// The first paragraph of running text, cut after a sentence.
pub(super) fn first_paragraph(sections: &[Section], title: &str) -> String {
    sections
        .iter()
        .flat_map(|section| paragraphs(&section.text))
        .map(plain)
        .find(|text| text.chars().any(char::is_alphabetic) && text != title)
        .map(|text| cut_sentences(&text, SUMMARY_CHARS))
        .unwrap_or_default()
}

/// Paragraphs, as far as an excerpt needs them; headings, tables, code, pictures and HTML are none.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|text| {
            !text.is_empty() && !text.starts_with(['#', '|', '`', '~', '<', '=']) && !text.starts_with("![")
        })
        .map(|text| cut_bytes(text, 8 * SUMMARY_CHARS))
}

/// Words without the marks of Markdown.
fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((label, (target, after))) =
        rest.split_once("](").and_then(|(label, after)| Some((label, after.split_once(')')?)))
    {
        match label.rsplit_once('[') {
            Some((before, label)) => words.extend([before.trim_end_matches('!'), label]),
            None => words.extend([label, "](", target, ")"]),
        }
        rest = after;
    }
    words.push_str(rest);
    words.retain(|letter| !matches!(letter, '*' | '`'));
    one_line(words.trim_start_matches(['>', '-', '#', ' ', '\n']))
}

/// At most so many characters, up to the end of a sentence if one ends there.
fn cut_sentences(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let ends_sentence = |at: &usize| {
        let before = text[..*at].trim_end_matches(['"', '»', '”', '’', '\'', ')']);
        let next = text[*at..].chars().find(|letter| !letter.is_whitespace());
        before.ends_with(['.', '!', '?', '…', ';']) && next.is_none_or(|next| !next.is_lowercase())
    };
    let spaces = text[..end].rmatch_indices(' ').map(|(at, _)| at);
    match spaces.chain([end]).find(ends_sentence) {
        Some(at) => text[..at].to_owned(),
        None => cut_words(text, most),
    }
}

/// At most so many characters, cut between words and marked as cut.
pub(super) fn cut_words(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let room = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    let cut = text[..room].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(room);
    format!("{}…", text[..cut].trim_end())
}

/// At most so many bytes, in whole characters.
pub(super) fn cut_bytes(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(body: &str) -> Vec<(String, String)> {
        read(body, "T").sections.into_iter().map(|section| (section.heading, section.text)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(heading, text)| ((*heading).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn headings_cut_but_not_within_code() {
        let body = "intro\n\n## A ##\n```sh\n## no\n```\n### deeper\n    ## code\n##no\n## C#\nend\n";
        let expected =
            [("", "intro"), ("A", "```sh\n## no\n```\n### deeper\n    ## code\n##no"), ("C#", "end")];
        assert_eq!(cut(body), pairs(&expected));
    }

    #[test]
    fn a_fence_closes_with_its_own_mark_and_length() {
        let body = "````\n```\n## no\n````x\n~~~\n## no\n`````\n## Yes\n";
        assert_eq!(cut(body).last(), pairs(&[("Yes", "")]).last());
        assert_eq!(cut(body).len(), 2);
    }

    #[test]
    fn the_first_heading_is_the_title_only_once() {
        let prose = read("# One\ntext\n# Two\nmore\n", "");
        assert_eq!(prose.title.as_deref(), Some("One"));
        assert_eq!(prose.sections.len(), 2);
        assert_eq!(prose.sections[1].heading, "Two");
        let prose = read("# t!\ntext\n", "T");
        assert_eq!((prose.title, prose.sections.len()), (None, 1));
    }

    #[test]
    fn more_headings_than_sections_lose_no_text() {
        let body: String = (0..400).map(|number| format!("## H{number}\ntext {number}\n")).collect();
        let prose = read(&body, "T");
        assert!(prose.sections.len() <= limits::LIST);
        let last = prose.sections.last().expect("a section");
        assert!(last.text.contains("## H399\ntext 399"));
    }

    #[test]
    fn text_without_headings_is_cut_at_blank_lines() {
        let paragraph = "word ".repeat(300);
        let body = format!("{paragraph}\n\n").repeat(60);
        let sections = read(&body, "").sections;
        assert!(sections.len() > 3);
        assert!(sections.iter().all(|section| section.text.len() < 2 * PART_BYTES));
        let words: usize = sections.iter().map(|section| section.text.split_whitespace().count()).sum();
        assert_eq!(words, 300 * 60);
    }

    #[test]
    fn excerpts_end_where_something_ends() {
        assert_eq!(cut_words("one two three", 9), "one two…");
        assert_eq!(cut_words("one two three", 13), "one two three");
        assert_eq!(cut_words("onetwothree", 5), "onet…");
        assert_eq!(cut_sentences("One two. Three four. Five.", 21), "One two. Three four.");
        assert_eq!(cut_sentences("One two (sic!) Three, etc. and so on", 30), "One two (sic!)");
        assert_eq!(cut_sentences("One two.", 8), "One two.");
        assert_eq!(cut_sentences("One two three four", 10), "One two…");
        assert_eq!(plain("> see **[the page](https://x)** and `code`"), "see the page and code");
    }
}
