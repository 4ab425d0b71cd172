//! From a Markdown or plain-text file to a work that can be published, with everything odd about it.
//!
//! Owns: the file format (front matter, headings, fallbacks) and what is said about a file that strays
//! from it. A [`Refusal`] means that publishing would do something else than the author meant; all else
//! is a [`Warning`]. Refuses to know folders, ids of other works, signatures and the store: the caller
//! resolves `translation_of` and relations to files, because only it sees the other files.
//!
//! # The stages, one file each
//!
//! `lint` cleans the text and looks for personal data → `front_matter` cuts off the YAML and reads it
//! into nodes → `fields` applies tables of fields to nodes; the tables are in `envelope` (all kinds) and
//! `details` (one kind) → `sections` cuts the body, `headings` says what a section is about, `language`
//! what it is written in → `complete` fills in what the file leaves open and says what a reader will miss.

mod complete;
mod details;
mod envelope;
mod example;
mod fields;
mod front_matter;
mod headings;
mod language;
mod lint;
mod profile;
mod report;
mod sections;
mod values;

#[cfg(test)]
mod tests;

pub use example::example;
pub use profile::{Known, profile, profile_example, profile_help};
pub use report::{Refusal, Warning};

use protocol::record::Publication;
use protocol::time::Day;
use report::Report;

/// The longest file, in bytes: with its frame it still fits a record's body.
pub const TEXT_BYTES: usize = 250 * 1024;

/// What the node knows and a file need not repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defaults {
    /// The language to assume when a file neither says its own nor is long enough to tell (BCP 47).
    pub language: String,
    /// ISO 3166-1 alpha-2; empty if unknown.
    pub country: String,
    /// The place that works are about unless they name their own; may be empty.
    pub territory: String,
    /// Code of [`protocol::vocabulary::LICENCE`].
    pub licence: u16,
    /// Today, from which the day of review is counted.
    pub today: Day,
}

/// A file to read.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its file name, the last resort for a title.
    pub name: &'a str,
    /// Its content; [`text`] makes it from bytes.
    pub text: &'a str,
    /// What it need not say.
    pub defaults: &'a Defaults,
}

/// A work read from a file, and what the caller still has to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The work. It encodes: its bounds have been checked.
    pub publication: Publication,
    /// The source of a translation as written: a file of the same folder or a work id. Once it is found,
    /// its language belongs in `publication.translation`, which says `und` until then.
    pub translation_of: Option<String>,
    /// Relations whose target is neither a web address nor a work id, so a file of the same folder: the
    /// code of [`protocol::vocabulary::RELATION`] and the name as written.
    pub relations_to_files: Vec<(u16, String)>,
    /// What the author should look at; the work can be published all the same.
    pub warnings: Vec<Warning>,
}

/// The text of a file.
///
/// # Errors
/// When it is too long or not UTF-8.
pub fn text(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() > TEXT_BYTES {
        return Err(Refusal::TooLong { bytes: bytes.len() });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        Refusal::NotUtf8 { line: report::line_after(before) }
    })
}

/// Reads a file.
///
/// # Errors
/// When it cannot be published as its author meant it; the sentence says what to do.
pub fn read(source: &Source<'_>) -> Result<Draft, Refusal> {
    let mut report = Report::default();
    let text = lint::clean(source.text, &mut report)?;
    let parts = front_matter::split(&text)?;
    let entries = match &parts.front {
        Some(front) => front_matter::parse(front)?,
        None => Vec::new(),
    };
    let work = envelope::read(&entries, &mut report)?;
    let prose = sections::read(parts.body, &work.publication.title);
    lint::personal_data(&text, &mut report);
    complete::draft(work, prose, source, report)
}

/// The fields of the front matter, with their values: made from the tables that [`read`] uses.
#[must_use]
pub fn fields_help() -> String {
    let mut help = String::from(INTRODUCTION);
    help.push_str("\nEvery kind:\n");
    envelope::describe(&mut help);
    details::describe(&mut help);
    help
}

const INTRODUCTION: &str = "\
A file is Markdown or plain text (UTF-8, at most 250 KiB), with or without fields between two lines `---` at
its top. Names and values are compared without regard to case, spaces, hyphens and underscores. No field
is mandatory: without `kind` a file is a practice; title, summary and language are taken from the text.
`## Headings` cut the text into sections; those such as Problem, What was done, Results (in English,
Italian, French, German, Spanish, Greek, Polish or Slovenian) are recognised.
";
