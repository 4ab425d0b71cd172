//! A list of works to take along.

use serde::{Deserialize, Serialize};

/// Works of one file.
pub const EXPORT_WORKS: usize = 1_000;

/// What a file of works is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A spreadsheet.
    Csv,
    /// Programs: a [`Hit`](super::Hit) a line.
    Jsonl,
    /// LaTeX and reference managers.
    Bibtex,
    /// Reference managers.
    Ris,
}

/// A list of works as a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exported {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// Works in it.
    pub works: u64,
    /// Works that match: more than `works` where there are more than [`EXPORT_WORKS`].
    pub total: u64,
    /// What stands in the file.
    pub text: String,
}
