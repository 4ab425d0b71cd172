//! Markdown on a terminal: headings and bold words stand out, lists hang, all else is shown as written.

use super::style::{BOLD, PLAIN, marked, paint};
use protocol::record::publication::blanks::{self, Piece};

/// Text of a section.
pub(crate) fn markdown(text: &str, width: usize) -> String {
    let mut shown = String::new();
    for paragraph in blocks(&bracketed(text)) {
        shown += &block(&paragraph, width);
    }
    shown
}

/// Blanks to fill in, as people mark them on paper.
fn bracketed(text: &str) -> String {
    let piece = |piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Blank(name) => format!("[{name}]"),
    };
    blanks::pieces(text).into_iter().map(piece).collect()
}

/// Lines that belong together are joined, since a source breaks its lines where it likes.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.trim().lines() {
        let flows = open && !begins_anew(line);
        match blocks.last_mut() {
            Some(block) if flows => *block = format!("{block} {}", line.trim()),
            _ => blocks.push(line.trim_end().to_owned()),
        }
        open = !line.trim().is_empty() && !line.trim_start().starts_with(['#', '|']);
    }
    blocks
}

/// Whether a line does not go on with the one before.
fn begins_anew(line: &str) -> bool {
    let text = line.trim_start();
    text.is_empty() || text.starts_with(['#', '|', '>']) || bullet(text).is_some()
}

/// The mark of a list's item, with the space after it.
fn bullet(text: &str) -> Option<&str> {
    let mark = text.split(' ').next()?;
    let number = mark.strip_suffix(['.', ')']).is_some_and(|digits| {
        !digits.is_empty() && digits.len() < 4 && digits.chars().all(|digit| digit.is_ascii_digit())
    });
    let item = matches!(mark, "-" | "*" | "+") || number;
    if item { text.get(..=mark.len()) } else { None }
}

fn block(line: &str, width: usize) -> String {
    let text = line.trim_start();
    if text.is_empty() {
        return "\n".to_owned();
    }
    if text.starts_with('#') {
        return paint(BOLD, text.trim_start_matches('#').trim()) + "\n";
    }
    let own = " ".repeat(line.len() - text.len());
    let mark = bullet(text).unwrap_or_default();
    let (words, bold) = bold_words(&text[mark.len()..]);
    let indent = format!("{own}{}", " ".repeat(mark.len()));
    let shown = marked((PLAIN, BOLD), &words, &bold, width, &indent);
    let sign = if mark.len() == 2 { "• " } else { mark };
    format!("{own}{sign}{}", shown.strip_prefix(&indent).unwrap_or(&shown))
}

/// Text without `**`, and which bytes of it stood between them.
fn bold_words(text: &str) -> (String, Vec<(usize, usize)>) {
    let parts: Vec<_> = text.split("**").collect();
    if parts.len() % 2 == 0 {
        return (text.to_owned(), Vec::new());
    }
    let (mut words, mut bold) = (String::new(), Vec::new());
    for (position, part) in parts.into_iter().enumerate() {
        let from = words.len();
        words += part;
        if position % 2 == 1 {
            bold.push((from, words.len()));
        }
    }
    (words, bold)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str, width: usize) -> String {
        anstream::adapter::strip_str(&markdown(text, width)).to_string()
    }

    #[test]
    fn lists_hang_under_their_text() {
        let shown = bare("Two things:\n- the first one is rather long\n- short\n\n10. ten", 24);
        assert_eq!(shown, "Two things:\n• the first one is\n  rather long\n• short\n\n10. ten\n");
    }

    #[test]
    fn blanks_stand_in_brackets() {
        assert_eq!(bare("by {{the_day}} of {{7*7}}", 60), "by [the day] of {{7*7}}\n");
    }

    #[test]
    fn lines_flow_together_and_bold_words_stand_out() {
        assert_eq!(
            bare("**First** visit,\nten days before.\n### Then", 60),
            "First visit, ten days before.\nThen\n"
        );
        assert!(markdown("a **b** c", 60).contains(&paint(BOLD, "b")));
        assert_eq!(bare("2 ** 3 is 8", 60), "2 ** 3 is 8\n");
    }
}
