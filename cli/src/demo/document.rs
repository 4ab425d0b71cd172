//! What `demo --json` prints.

use protocol::api::Hit;
use serde::Serialize;
use std::path::PathBuf;

/// What was seen, and whether it was as promised.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Document {
    pub(crate) schema_version: u32,
    pub(crate) nodes: Vec<NodeLine>,
    pub(crate) searches: Vec<Search>,
    pub(crate) checks: Vec<Check>,
    pub(crate) seconds: f64,
}

/// One node at the end.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NodeLine {
    pub(crate) organisation: String,
    pub(crate) data: PathBuf,
    pub(crate) works: u64,
    pub(crate) searchable: u64,
    pub(crate) roster_version: u64,
    pub(crate) fingerprint: String,
    pub(crate) peers: u64,
    /// Where its pages are read.
    pub(crate) web: String,
}

/// A search on a node that published none of what it found.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Search {
    pub(crate) query: String,
    /// The organisation on whose node it ran.
    pub(crate) node: String,
    pub(crate) hits: Vec<HitLine>,
    #[serde(skip)]
    pub(crate) full: Vec<Hit>,
}

/// One of its hits.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HitLine {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) language: String,
    pub(crate) verified: bool,
}

/// Something promised, and whether it held.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Check {
    pub(crate) what: String,
    pub(crate) ok: bool,
}
