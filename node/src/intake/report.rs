//! What is said about a file: warnings, which collect, and the refusal, which ends the reading.
//!
//! Owns: their wording in one place where it is an error's, and the bound on how many are kept.
//! Refuses to know what is looked for: every neighbour brings its own findings.

use super::TEXT_BYTES;
use super::front_matter::FRONT_MATTER_BYTES;
use protocol::codec::EncodeError;
use protocol::time::Day;
use std::fmt;

/// Warnings kept of one file: nobody reads more, and a hostile file must not fill the memory.
const WARNINGS: usize = 100;

/// Something the author should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The line in the file, from 1, where one can be named.
    pub line: Option<u32>,
    /// The field, such as `actors[2].role`; empty when it is about the text.
    pub field: String,
    /// What is odd and what to do, a sentence without its full stop.
    pub text: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if !self.field.is_empty() {
            write!(f, "`{}` ", self.field)?;
        }
        f.write_str(&self.text)
    }
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing in it.
    #[error("the file is empty: write at least a title and a text")]
    Empty,
    /// More than fits a record.
    #[error(
        "the text has {bytes} bytes, at most {TEXT_BYTES} can be published: shorten it, or attach the long version as a document"
    )]
    TooLong {
        /// Bytes found.
        bytes: usize,
    },
    /// Another encoding.
    #[error("line {line}: the file is not UTF-8 text; save it again with the encoding UTF-8")]
    NotUtf8 {
        /// The first line that is not.
        line: u32,
    },
    /// A file of a program, not of an author.
    #[error("line {line}: the file holds binary data; export it as plain text or Markdown")]
    Binary {
        /// The first line with a NUL byte.
        line: u32,
    },
    /// The end of the front matter is missing.
    #[error(
        "line {line}: the front matter begins here and never ends; close it with a line of three hyphens (---)"
    )]
    Unclosed {
        /// The line of the opening hyphens.
        line: u32,
    },
    /// The front matter is longer than any author's.
    #[error(
        "the front matter has {bytes} bytes, at most {FRONT_MATTER_BYTES} are read: move long texts below it"
    )]
    FrontMatterTooLong {
        /// Bytes found.
        bytes: usize,
    },
    /// The front matter cannot be read.
    #[error("line {line}: {reason}")]
    Yaml {
        /// The line in the file.
        line: u32,
        /// What is wrong and what to write.
        reason: String,
    },
    /// A value that decides who sees a work, or what may be done with it, is not one of those known.
    #[error("line {line}: `{field}` cannot be “{value}”; write one of: {allowed}")]
    Choice {
        /// The line in the file.
        line: u32,
        /// The field.
        field: String,
        /// What was written.
        value: String,
        /// What can be written.
        allowed: String,
    },
    /// A misspelt or misplaced word on who may see the work: left out, it would mean everybody.
    #[error(
        "line {line}: `{field}` is not a known field; did you mean `visibility`? The file was not published, so \
         that nothing meant for members becomes public"
    )]
    Visibility {
        /// The line in the file.
        line: u32,
        /// What was written.
        field: String,
    },
    /// Time runs backwards.
    #[error("line {line}: `end` ({end}) lies before `start` ({start}); correct one of them")]
    EndBeforeStart {
        /// The line of the end.
        line: u32,
        /// The start.
        start: Day,
        /// The end.
        end: Day,
    },
    /// Everything was read, and yet no record can hold it.
    #[error("the work cannot be published: {0}")]
    Encode(#[from] EncodeError),
}

/// The warnings of one file.
#[derive(Debug, Default)]
pub(super) struct Report {
    warnings: Vec<Warning>,
    left_out: usize,
}

impl Report {
    /// Something about a field.
    pub(super) fn field(&mut self, line: u32, field: &str, text: impl Into<String>) {
        self.push(Warning { line: Some(line), field: field.to_owned(), text: text.into() });
    }

    /// Something about a line of the text.
    pub(super) fn line(&mut self, line: u32, text: impl Into<String>) {
        self.push(Warning { line: Some(line), field: String::new(), text: text.into() });
    }

    /// Something about the whole.
    pub(super) fn whole(&mut self, text: impl Into<String>) {
        self.push(Warning { line: None, field: String::new(), text: text.into() });
    }

    /// Whether another warning would be kept.
    pub(super) fn has_room(&self) -> bool {
        self.warnings.len() < WARNINGS
    }

    fn push(&mut self, warning: Warning) {
        if self.has_room() {
            self.warnings.push(warning);
        } else {
            self.left_out += 1;
        }
    }

    /// All of them, in the order of the file.
    pub(super) fn into_warnings(mut self) -> Vec<Warning> {
        self.warnings.sort_by_key(|warning| warning.line.unwrap_or(u32::MAX));
        if self.left_out > 0 {
            let text = format!("{} more warnings are not shown", self.left_out);
            self.warnings.push(Warning { line: None, field: String::new(), text });
        }
        self.warnings
    }
}

/// The number, from 1, of the line that follows these bytes.
pub(super) fn line_after(before: &[u8]) -> u32 {
    let breaks = before.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}
