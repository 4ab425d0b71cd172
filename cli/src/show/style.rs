//! Colour, cleaning and wrapping of text.
//!
//! Owns: the few styles there are, and that nothing a peer wrote can steer the terminal.

use anstyle::{AnsiColor, Style};
use protocol::text::steers;
use std::ops::Range;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Titles and first sentences.
pub(crate) const BOLD: Style = Style::new().bold();
/// What one may skip.
pub(crate) const DIM: Style = Style::new().dimmed();
/// What held.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What to look at.
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default().bold();
/// What failed.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What was searched for.
pub(crate) const MATCH: Style = AnsiColor::Yellow.on_default().bold();
/// As it is.
pub(crate) const PLAIN: Style = Style::new();

/// Text in a style, on one line.
pub(crate) fn paint(style: Style, text: &str) -> String {
    let text = line(text);
    if style == PLAIN || text.is_empty() { text } else { format!("{style}{text}{style:#}") }
}

/// Lines of ours in a style.
pub(crate) fn paint_lines(style: Style, text: &str) -> String {
    text.split('\n').map(|line| paint(style, line)).collect::<Vec<_>>().join("\n")
}

/// Text without anything that moves the cursor, rings or turns the writing around; lines stay lines.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter != '\n' && steers(letter) { ' ' } else { letter }).collect()
}

/// The same for what is one line, as names are: it can look like no other line.
pub(crate) fn line(text: &str) -> String {
    text.chars().map(|letter| if steers(letter) { ' ' } else { letter }).collect()
}

/// Columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// Text cut to a number of columns.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used > most {
            break;
        }
        short.push(letter);
    }
    short.trim_end().to_owned() + "…"
}

/// Text in lines of at most so many columns, each after an indent.
pub(crate) fn wrapped(style: Style, text: &str, width: usize, indent: &str) -> String {
    marked((style, MATCH), text, &[], width, indent)
}

/// The same, with byte ranges of it in a second style.
pub(crate) fn marked(
    styles: (Style, Style),
    text: &str,
    marks: &[(usize, usize)],
    width: usize,
    indent: &str,
) -> String {
    let room = width.saturating_sub(columns(indent)).max(20);
    lines(text, room)
        .into_iter()
        .map(|line| format!("{indent}{}\n", pieces(styles, text, line, marks)))
        .collect()
}

/// One line of a text, with its marks.
fn pieces((style, mark): (Style, Style), text: &str, line: Range<usize>, marks: &[(usize, usize)]) -> String {
    let mut out = String::new();
    let mut at = line.start;
    for &(from, to) in marks {
        let (from, to) = (from.clamp(at, line.end), to.clamp(at, line.end));
        if let (Some(before), Some(hit)) = (text.get(at..from), text.get(from..to)) {
            out += &paint(style, before);
            out += &paint(mark, hit);
            at = to;
        }
    }
    out + &paint(style, text.get(at..line.end).unwrap_or_default())
}

/// Where the lines of a text begin and end, broken at white space.
fn lines(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        match lines.last_mut() {
            Some(line) if columns(&text[line.start..word.end]) <= width => line.end = word.end,
            _ => lines.push(word),
        }
    }
    lines
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn lines_break_at_spaces_and_keep_their_marks() {
        let text = "una garanzia per l'affitto di chi lavora";
        let shown = marked((PLAIN, MATCH), text, &[(4, 12), (19, 26)], 22, "  ");
        assert_eq!(bare(&shown), "  una garanzia per\n  l'affitto di chi\n  lavora\n");
        assert!(
            shown.contains(&paint(MATCH, "garanzia")) && shown.contains(&paint(MATCH, "affitto")),
            "{shown}"
        );
    }

    #[test]
    fn marks_that_fit_no_letter_are_ignored() {
        assert_eq!(bare(&marked((PLAIN, MATCH), "Τρίτη", &[(1, 3), (90, 99)], 40, "")), "Τρίτη\n");
    }

    #[test]
    fn long_text_is_cut_by_columns() {
        assert_eq!(cut("Στέγαση", 5), "Στέγ…");
        assert_eq!(cut("住宅支援", 5), "住宅…");
        assert_eq!(cut("short", 5), "short");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\r"), "a [31mb c ");
    }

    #[test]
    fn one_line_cannot_look_like_two() {
        let forged = "Comune di D\n   fingerprint 1111";
        assert_eq!(line(forged), "Comune di D    fingerprint 1111");
        assert_eq!(bare(&paint(BOLD, forged)).lines().count(), 1);
        assert_eq!(bare(&wrapped(PLAIN, "a\nb\u{2028}c", 40, "  ")), "  a b c\n");
        assert_eq!(bare(&paint_lines(DIM, "\nNext:\n  up")), "\nNext:\n  up");
    }
}
