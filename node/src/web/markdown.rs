//! Markdown of other people as HTML that can do no harm.
//!
//! Owns: the only type whose text a template does not escape. What is written as HTML is shown as text;
//! what remains goes through a list of what is allowed; pictures are not fetched from anywhere.

use ammonia::Builder;
use comrak::options::Plugins;
use comrak::{Options, markdown_to_html_with_plugins};
use protocol::record::publication::blanks::{self, Piece};
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

/// Letters of one text that are laid out; more is shown as it is.
const LETTERS: usize = 200_000;
/// Lines of one text that are laid out: markers that nest cost the square of their number.
const NESTING: usize = 32;

/// HTML that went through the list. Made here alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// No pictures, no forms, nothing that runs; headings are lowered by the caller's choice of level.
static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
            ("td", HashSet::from(["align"])),
            ("th", HashSet::from(["align"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.render.escape = true;
    options
}

/// Lays a text out. Headings inside it begin below the page's own second level.
pub(super) fn html(text: &str) -> Html {
    if text.len() > LETTERS || text.lines().any(nests) {
        return plain(text);
    }
    let made = markdown_to_html_with_plugins(text, &options(), &Plugins::default());
    Html(blanks(&ALLOWED.clean(&lowered(&made)).to_string()))
}

/// One line that opens very many quotes or lists.
fn nests(line: &str) -> bool {
    line.chars().take_while(|letter| matches!(letter, '>' | '-' | '*' | '+' | ' ' | '[' | '!')).count()
        > NESTING
        && line.matches(['>', '-', '*', '+', '[']).count() > NESTING
}

/// A text as it is, in paragraphs.
pub(super) fn plain(text: &str) -> Html {
    let paragraphs = text.split("\n\n").map(|one| format!("<p>{}</p>", ammonia::clean_text(one)));
    Html(ALLOWED.clean(&paragraphs.collect::<String>()).to_string())
}

/// Marks blanks to fill in: in text only, never inside a tag.
fn blanks(html: &str) -> String {
    if !html.contains("{{") {
        return html.to_owned();
    }
    let mut marked = String::with_capacity(html.len() + 256);
    for (number, piece) in html.split('<').enumerate() {
        let tag = if number == 0 { 0 } else { piece.find('>').map_or(piece.len(), |at| at + 1) };
        if number > 0 {
            marked.push('<');
        }
        marked.push_str(&piece[..tag]);
        for part in blanks::pieces(&piece[tag..]) {
            match part {
                Piece::Text(text) => marked.push_str(text),
                // Brackets, so that it is seen without colours and heard by screen readers.
                Piece::Blank(name) => marked.push_str(&format!("<mark class=\"blank\">[{name}]</mark>")),
            }
        }
    }
    marked
}

/// Headings two levels lower, so that a text's own never stand above the page's. comrak writes tags in
/// one way only, and text that looks like a tag is escaped by now.
fn lowered(html: &str) -> String {
    let mut lowered = html.to_owned();
    for (level, to) in [(4, 6), (5, 6), (3, 5), (2, 4), (1, 3)] {
        if level <= 6 {
            lowered = lowered.replace(&format!("<h{level}>"), &format!("<h{to} >"));
            lowered = lowered.replace(&format!("</h{level}>"), &format!("</h{to} >"));
        }
    }
    without_gaps(&lowered)
}

/// Heading levels as they can be followed: the first is the third, none is skipped.
fn without_gaps(html: &str) -> String {
    let mut levels: Vec<char> = html
        .match_indices("<h")
        .filter_map(|(at, _)| html[at + 2..].chars().next())
        .filter(char::is_ascii_digit)
        .collect();
    levels.sort_unstable();
    levels.dedup();
    let mut text = html.replace(" >", ">");
    for (position, level) in (3..=6).zip(levels) {
        let wanted = char::from_digit(position, 10).unwrap_or('6');
        if wanted < level {
            text = text.replace(&format!("<h{level}>"), &format!("<h{wanted}>"));
            text = text.replace(&format!("</h{level}>"), &format!("</h{wanted}>"));
        }
    }
    text
}

/// An address that may be linked to: of the web, and written in full.
pub(super) fn web_address(address: &str) -> Option<String> {
    let lower = address.trim().to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    let plain = address.trim().chars().all(|letter| !letter.is_control() && !letter.is_whitespace());
    (web && plain).then(|| address.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_laid_out() {
        let text = "# One\n\nA **bold** word, a [link](https://example.org/a?b=c).\n\n| a | b |\n|---|---:|\n| 1 | 2 |\n";
        let html = html(text).to_string();
        for part in ["<h3>One</h3>", "<strong>bold</strong>", "https://example.org/a?b=c", "<td", "noopener"]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn html_is_shown_as_text() {
        let html = html("<script>alert(1)</script> and <b>bold</b>").to_string();
        assert!(html.contains("&lt;script&gt;") && html.contains("&lt;b&gt;"), "{html}");
    }

    #[test]
    fn blanks_are_marked_in_text_alone() {
        let html = html(
            "Between {{the_town}} and {{τρίτος_φορέας}}, [x](https://example.org/{{a}}) {{7*7}} {{<b>}} {{}}",
        );
        let html = html.to_string();
        for part in ["<mark class=\"blank\">[the town]</mark>", "[τρίτος φορέας]", "{{7*7}}", "{{}}"]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert_eq!(html.matches("<mark").count(), 2, "{html}");
    }

    #[test]
    fn headings_leave_no_gap() {
        assert!(html("#### deep\n\ntext\n\n###### deeper\n").to_string().contains("<h3>deep</h3>"));
    }

    #[test]
    fn huge_and_nested_texts_come_out_in_time() {
        for text in [
            "> ".repeat(50_000),
            "- ".repeat(50_000),
            "[".repeat(100_000),
            "a".repeat(250_000),
            "# x\n".repeat(10_000),
        ] {
            assert!(!html(&text).to_string().is_empty());
        }
    }

    #[test]
    fn only_the_web_is_linked() {
        assert!(web_address(" https://example.org/x ").is_some());
        for wrong in ["javascript:alert(1)", "data:text/html,x", "//evil.test", "https://a b", "http://\u{0}"]
        {
            assert_eq!(web_address(wrong), None, "{wrong}");
        }
    }
}
