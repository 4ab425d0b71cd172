//! What people read: documents made into text. Pure: a document, a width and a moment in, a string out.
//!
//! Owns: the look. Colour stands in the string and is taken out on the way if nobody wants it. Refuses to
//! know where the documents come from.

pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod kit;
pub(crate) mod markdown;
pub(crate) mod members;
pub(crate) mod nodes;
pub(crate) mod profile;
pub(crate) mod report;
pub(crate) mod search;
pub(crate) mod status;
pub(crate) mod style;
pub(crate) mod table;
pub(crate) mod watch;
pub(crate) mod work;

use protocol::time::Millis;

/// On what it is shown, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// Columns.
    pub(crate) width: usize,
    pub(crate) now_ms: Millis,
}

/// The first ten digits of an id: enough to type, and to tell it from others.
pub(crate) fn short(id: &str) -> &str {
    id.get(..10).unwrap_or(id)
}

/// Pieces that are there, joined by a dot in the middle.
pub(crate) fn dotted<'a>(pieces: impl IntoIterator<Item = &'a str>) -> String {
    pieces.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests;
