//! The front matter: cutting it off, and reading its YAML into nodes that keep what was typed.
//!
//! Owns: the bounds on YAML and the plain words for its errors. Refuses to know any field. It listens to
//! the parser's events instead of asking for typed values, since those lose what authors mean: the zero
//! of `048017`, the language `no`, the amount `14.50`. References (`*name`) are refused, so nothing can
//! multiply: what is read is never larger than what was typed.

use super::report::{Refusal, line_after};
use serde_saphyr::granit_parser::{self, ErrorKind, Event, Parser, ScalarStyle, ScanError};

/// The longest front matter in bytes.
pub(super) const FRONT_MATTER_BYTES: usize = 64 * 1024;
/// How deep lists and groups may nest; the format needs four.
const DEPTH: usize = 8;

/// A file, cut in two.
pub(super) struct Parts<'a> {
    /// The fields, if it has any.
    pub(super) front: Option<Front<'a>>,
    /// The text below.
    pub(super) body: &'a str,
}

/// The lines between the hyphens.
pub(super) struct Front<'a> {
    text: &'a str,
    /// The line in the file before its first.
    line_before: u32,
}

/// A field as typed.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) node: Node,
}

/// A value as typed.
#[derive(Debug)]
pub(super) struct Node {
    /// The line in the file, from 1.
    pub(super) line: u32,
    pub(super) value: Value,
}

/// The shapes that values have.
#[derive(Debug)]
pub(super) enum Value {
    /// Nothing was said.
    Empty,
    Text(String),
    List(Vec<Node>),
    Group(Vec<Entry>),
}

/// Cuts the front matter off. Blank lines above it are forgiven: it would be published as text otherwise.
pub(super) fn split(text: &str) -> Result<Parts<'_>, Refusal> {
    let start = text.len() - text.trim_start().len();
    let (first, below) = text[start..].split_once('\n').unwrap_or((&text[start..], ""));
    if first.trim_end() != "---" {
        return Ok(Parts { front: None, body: text });
    }
    let line_before = line_after(&text.as_bytes()[..start]);
    let mut length = 0;
    for line in below.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            if length > FRONT_MATTER_BYTES {
                return Err(Refusal::FrontMatterTooLong { bytes: length });
            }
            let front = Some(Front { text: &below[..length], line_before });
            return Ok(Parts { front, body: &below[length + line.len()..] });
        }
        length += line.len();
    }
    Err(Refusal::Unclosed { line: line_before })
}

/// A file that is nothing but fields.
pub(super) fn bare(text: &str) -> Result<Parts<'_>, Refusal> {
    if text.len() > FRONT_MATTER_BYTES {
        return Err(Refusal::FrontMatterTooLong { bytes: text.len() });
    }
    Ok(Parts { front: Some(Front { text, line_before: 0 }), body: "" })
}

/// Reads the fields.
pub(super) fn parse(front: &Front<'_>) -> Result<Vec<Entry>, Refusal> {
    let options = granit_parser::options! {
        emit_comments: false,
        disallow_directives: true,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    };
    let parser = Parser::new_from_str_with_options(front.text, options);
    let mut reader = Reader { events: parser, line_before: front.line_before };
    let Some((event, line)) = reader.first_node()? else { return Ok(Vec::new()) };
    let root = reader.node(event, line)?;
    reader.end()?;
    match root.value {
        Value::Group(entries) => Ok(entries),
        Value::Empty => Ok(Vec::new()),
        Value::Text(_) | Value::List(_) => Err(Refusal::Yaml { line, reason: NO_FIELDS.to_owned() }),
    }
}

const NO_FIELDS: &str = "between the lines --- every line is a field such as `title: A safe home`; a file whose text \
     begins with a rule has to use *** instead";

struct Reader<'a, I: Iterator<Item = Result<(Event<'a>, granit_parser::Span), ScanError>>> {
    events: I,
    line_before: u32,
}

impl<'a, I: Iterator<Item = Result<(Event<'a>, granit_parser::Span), ScanError>>> Reader<'a, I> {
    fn next(&mut self) -> Result<(Event<'a>, u32), Refusal> {
        match self.events.next() {
            Some(Ok((event, span))) => Ok((event, self.line(span.start.line()))),
            Some(Err(error)) => {
                Err(Refusal::Yaml { line: self.line(error.marker().line()), reason: reason(error.kind()) })
            }
            None => Ok((Event::StreamEnd, self.line_before)),
        }
    }

    fn line(&self, within: usize) -> u32 {
        self.line_before.saturating_add(u32::try_from(within).unwrap_or(u32::MAX))
    }

    fn first_node(&mut self) -> Result<Option<(Event<'a>, u32)>, Refusal> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(..), _) => {}
                (Event::StreamEnd | Event::DocumentEnd, _) => return Ok(None),
                node => return Ok(Some(node)),
            }
        }
    }

    fn end(&mut self) -> Result<(), Refusal> {
        loop {
            match self.next()? {
                (Event::DocumentEnd, _) => {}
                (Event::StreamEnd, _) => return Ok(()),
                (_, line) => return Err(Refusal::Yaml { line, reason: NO_FIELDS.to_owned() }),
            }
        }
    }

    /// Depth is bounded by the parser, so recursion is.
    fn node(&mut self, event: Event<'a>, line: u32) -> Result<Node, Refusal> {
        let value = match event {
            Event::Scalar(text, style, _, _) => scalar(&text, style),
            Event::SequenceStart(..) => Value::List(self.list()?),
            Event::MappingStart(..) => Value::Group(self.group()?),
            _ => return Err(Refusal::Yaml { line, reason: REFERENCE.to_owned() }),
        };
        Ok(Node { line, value })
    }

    fn list(&mut self) -> Result<Vec<Node>, Refusal> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event, line) => items.push(self.node(event, line)?),
            }
        }
    }

    fn group(&mut self) -> Result<Vec<Entry>, Refusal> {
        let mut entries = Vec::new();
        loop {
            let name = match self.next()? {
                (Event::MappingEnd, _) => return Ok(entries),
                (Event::Scalar(text, ..), _) => printable(&text),
                (_, line) => return Err(Refusal::Yaml { line, reason: NAME.to_owned() }),
            };
            let (event, line) = self.next()?;
            entries.push(Entry { name, node: self.node(event, line)? });
        }
    }
}

const REFERENCE: &str = "references (&name, *name) are not understood here; write the value out";
const NAME: &str = "a field's name is a word; a value that begins with { or [ has to stand in quotes";

fn scalar(text: &str, style: ScalarStyle) -> Value {
    let text = printable(text);
    let plain = matches!(style, ScalarStyle::Plain);
    if text.trim().is_empty() || (plain && matches!(text.as_str(), "~" | "null" | "Null" | "NULL")) {
        return Value::Empty;
    }
    Value::Text(text)
}

/// Escapes in quotes can name control characters that the cleaning of the file could not see.
fn printable(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}

/// An author's mistake in an author's words; what is rare keeps the parser's.
fn reason(kind: &ErrorKind) -> String {
    use ErrorKind as E;
    let words = match kind {
        E::MappingValueNotAllowed
        | E::InvalidSimpleKey
        | E::SimpleKeyExpected
        | E::InvalidColonPlacement
        | E::InvalidMappingValueWhitespace => {
            "a field is written `name: value`; a value that holds a colon has to stand in quotes, and every [ has its ]"
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => "indent with spaces, not with tabs",
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => {
            "a quotation mark is opened and not closed"
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            "text follows a closing quotation mark; put the whole value in quotes"
        }
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::InvalidFlowScalarIndent => "a [ or { is not closed, or a comma is missing",
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => "a ] or } closes nothing",
        E::UnknownQuotedScalarEscape => "a backslash means something in double quotes; use single quotes",
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed => "the indentation does not fit the lines above",
        E::UnexpectedCharacter { .. } => {
            "a value that begins with a special character has to stand in quotes"
        }
        E::RecursionLimitExceeded => "lists and groups are nested too deeply",
        E::UnknownAnchor => REFERENCE,
        other => return format!("the front matter cannot be read here ({other})"),
    };
    words.to_owned()
}
