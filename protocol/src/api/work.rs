//! One work, as it is read, taken apart and checked.

use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// A work as shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The work.
    pub id: String,
    /// The revision shown.
    pub record: String,
    /// `live`, `held`, `withdrawn`, `barred`, `missing` (its text has not arrived), `newer` (its format).
    pub state: String,
    /// The state in a sentence.
    pub state_sentence: String,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Key of [`crate::vocabulary::WORK_KIND`].
    pub kind: String,
    /// BCP 47.
    pub language: String,
    /// Licence key.
    pub licence: String,
    /// `public` or `network`.
    pub visibility: String,
    /// The organisation's name.
    pub publisher: String,
    /// The organisation's id.
    pub publisher_id: String,
    /// When its signer says it was issued.
    pub issued_at_ms: Millis,
    /// When it is to be looked at again.
    pub review_by: Option<String>,
    /// Fields that its kind has, as (name, value), ready to read.
    pub facts: Vec<(String, String)>,
    /// (heading, Markdown).
    pub sections: Vec<(String, String)>,
    /// (name, bytes, hash).
    pub documents: Vec<(String, u64, String)>,
    /// All revisions, newest first: (record, issued, standing).
    pub revisions: Vec<(String, Millis, String)>,
    /// Its source, if it is a translation: (work, title, revisions the source has moved on).
    pub translation_of: Option<(String, String, u64)>,
    /// Translations of it: (work, language, title).
    pub translations: Vec<(String, String, String)>,
    /// What to read instead, if it was withdrawn.
    pub replacement: Option<String>,
}

/// Everything known about one id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Inspection {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The full id.
    pub id: String,
    /// What it is: `record`, `roster entry`, `certificate`, `organisation`, …
    pub what: String,
    /// Decoded fields, in order.
    pub fields: Vec<(String, String)>,
    /// From the genesis to this: who vouches for whom, one sentence a step.
    pub authority: Vec<String>,
    /// Its standing and why, in a sentence.
    pub standing: Option<String>,
    /// What other nodes have signed about a record.
    pub held_by: Vec<HeldBy>,
    /// Exact bytes, hexadecimal.
    pub bytes: String,
    /// The signatures, hexadecimal.
    pub signatures: Vec<String>,
}

/// A node's signed word about a record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HeldBy {
    /// Its organisation's name.
    pub organisation: String,
    /// Its key.
    pub node: String,
    /// `held`, `pending` (to be purged), `purged` or `absent`.
    pub state: String,
    /// When its word came here.
    pub at_ms: Millis,
    /// The same in a sentence.
    pub sentence: String,
}

/// The outcome of checking a work's bytes again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Verification {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The work.
    pub work: String,
    /// Whether every check held.
    pub ok: bool,
    /// Each check: (what, held, words).
    pub checks: Vec<(String, bool, String)>,
}
