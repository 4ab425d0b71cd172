//! Files to publish, and what became of them.

use serde::{Deserialize, Serialize};

/// A file to publish.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SourceFile {
    /// What it is known by when it is published again: its full path.
    pub key: String,
    /// Its name, for reports and as a last resort for the title.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What became of files.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct PublishReport {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// One line a file, in the order given.
    pub files: Vec<FileReport>,
}

/// What became of one file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileReport {
    /// As given.
    pub name: String,
    /// What happened; its fields stand beside these.
    #[serde(flatten)]
    pub outcome: FileOutcome,
    /// Things to know, one sentence each.
    pub warnings: Vec<String>,
}

/// What happened to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum FileOutcome {
    /// A new work.
    Published {
        /// The work.
        work: String,
        /// Its title.
        title: String,
    },
    /// A new revision.
    Revised {
        /// The work.
        work: String,
        /// The revision.
        record: String,
        /// Its title.
        title: String,
    },
    /// Nothing new in it.
    Unchanged {
        /// The work.
        work: String,
    },
    /// What it says was withdrawn; it was left out.
    Withdrawn {
        /// The work that was.
        work: String,
    },
    /// It needs another file to be published first: send it again after that.
    Deferred {
        /// Which.
        needs: String,
    },
    /// It was refused.
    Refused {
        /// Why, in a sentence.
        reason: String,
    },
}

/// A record was signed and stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Signed {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The record.
    pub record: String,
    /// What that means, in a sentence.
    pub message: String,
}
