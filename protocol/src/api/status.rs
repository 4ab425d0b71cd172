//! The state of a node and of those it is connected with.

use super::CertificateStatus;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// The state of a node.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Status {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The program's version.
    pub version: String,
    /// Ours; `None` until we joined.
    pub organisation: Option<OrganisationLine>,
    /// The network's name and id.
    pub network: Option<NetworkLine>,
    /// Version of the roster here.
    pub roster_version: u64,
    /// What is going on, in one plain sentence.
    pub summary: String,
    /// What deserves attention, one sentence each.
    pub warnings: Vec<String>,
    /// Until when this node may sign; `None` until we joined.
    pub certificate: Option<CertificateStatus>,
    /// Counts.
    pub library: LibraryStatus,
    /// The index.
    pub index: IndexStatus,
    /// Refused records, papers and entries by reason since this folder was made.
    pub refused: Vec<RefusedLine>,
    /// One line an organisation.
    pub peers: Vec<PeerLine>,
    /// Addresses we listen on.
    pub listening: Vec<String>,
    /// Whether the network part runs; false when a command works on a stopped node's folder.
    pub running: bool,
    /// When the library was last compared with anyone's.
    pub last_checked_ms: Option<Millis>,
}

/// An organisation, shortly.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OrganisationLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// This node.
    pub node: String,
    /// Whether it takes part: `member`, `suspended`, `removed`, `waiting`.
    pub membership: String,
    /// Whether it is a steward.
    pub steward: bool,
}

/// A network, shortly.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NetworkLine {
    /// Its id.
    pub id: String,
    /// Its name; empty until the roster is here.
    pub name: String,
}

/// Counts of the library.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LibraryStatus {
    /// Works shown.
    pub works: u64,
    /// Records held, all kinds.
    pub records: u64,
    /// Works that can be found by search.
    pub searchable: u64,
    /// Works withdrawn.
    pub withdrawn: u64,
    /// Records dated ahead, waiting.
    pub held: u64,
    /// Records that are kept but not shown, by reason.
    pub barred: std::collections::BTreeMap<String, u64>,
    /// Live records whose text has not arrived.
    pub bodies_missing: u64,
    /// Live records whose text is not kept here, because there is no room for it.
    #[serde(default)]
    pub bodies_declined: u64,
    /// Forks of a node's sequence that were seen.
    pub forks: u64,
    /// Hash over everything held: two nodes with the same have the same library.
    pub fingerprint: String,
}

/// The index.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct IndexStatus {
    /// Changes of the store that are not in the index yet.
    pub lag: u64,
    /// Whether it is being made anew.
    pub rebuilding: bool,
    /// Works that could not be indexed: (work, reason).
    pub set_aside: Vec<(String, String)>,
}

/// Things refused for one reason.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RefusedLine {
    /// The reason's key.
    pub reason: String,
    /// How often.
    pub count: u64,
    /// When last.
    pub last_ms: Millis,
    /// The last one, in words.
    pub detail: String,
}

/// How another organisation's node stands to us.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PeerLine {
    /// Its organisation's name.
    pub organisation: String,
    /// Its organisation's id.
    pub organisation_id: String,
    /// Its key.
    pub node: String,
    /// Whether it is connected now.
    pub connected: bool,
    /// How: `tcp`, `quic`, or nothing.
    pub transport: Option<String>,
    /// When the two libraries were last compared to the end.
    pub last_sync_ms: Option<Millis>,
    /// When it was last heard of.
    pub last_seen_ms: Option<Millis>,
    /// Records we hold that it lacked by its last word.
    pub behind: u64,
    /// Records it holds that we lacked by its last word.
    pub ahead: u64,
    /// One plain sentence: what is going on, or why not.
    pub why: String,
}

/// The answer to [`Request::Peers`](super::Request::Peers).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Peers {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// What is going on, in one plain sentence.
    pub summary: String,
    /// One line a node.
    pub peers: Vec<PeerLine>,
}
