//! Blanks in the text of an agreement template, written `{{so_named}}`, to be filled in by who uses it.

/// Bytes of a blank's name; longer ones are text.
const MAX_NAME_BYTES: usize = 64;

/// A part of such a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// A blank, by the name people read: `so named`.
    Blank(String),
}

/// The parts of a text, in order. Braces around anything but a name are text: `{{7*7}}`, `{{<b>}}`.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut shown, mut next) = (0, 0);
    while let Some(open) = text[next..].find("{{").map(|at| next + at) {
        let inside = open + 2;
        let window = &text[inside..text.floor_char_boundary(inside + MAX_NAME_BYTES + 2)];
        next = inside;
        if let Some(name) = window.find("}}").map(|close| &window[..close]).filter(|name| is_name(name)) {
            pieces.extend((shown < open).then(|| Piece::Text(&text[shown..open])));
            pieces.push(Piece::Blank(name.replace('_', " ").trim().to_owned()));
            next += name.len() + 2;
            shown = next;
        }
    }
    pieces.extend((shown < text.len()).then(|| Piece::Text(&text[shown..])));
    pieces
}

fn is_name(name: &str) -> bool {
    name.contains(char::is_alphabetic)
        && name.chars().all(|letter| letter.is_alphanumeric() || "_- '’/.,".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_blanks_and_all_else_is_text() {
        let blank = |name: &str| Piece::Blank(name.to_owned());
        assert_eq!(
            pieces("Between {{the_town}} and {{τρίτος_φορέας}}."),
            [
                Piece::Text("Between "),
                blank("the town"),
                Piece::Text(" and "),
                blank("τρίτος φορέας"),
                Piece::Text(".")
            ]
        );
        for text in ["{{7*7}}", "{{<b>}}", "{{}}", "{{ _ }}", "{{open", "}}{{"] {
            assert_eq!(pieces(text), [Piece::Text(text)]);
        }
        let long = format!("{{{{{}}}}}", "a".repeat(MAX_NAME_BYTES + 1));
        assert_eq!(pieces(&long), [Piece::Text(long.as_str())]);
        assert_eq!(pieces("{{{{date}}"), [Piece::Text("{{"), blank("date")]);
        assert_eq!(pieces(""), []);
    }
}
