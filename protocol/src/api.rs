//! What the command line and a running node say to each other: one JSON document a line, each way,
//! over the node's control socket. The same documents are printed by `--json`.
//!
//! Owns: shapes and names of fields, which scripts rely on. Refuses to know how they are shown.
//! Not a wire format of the network: both sides are of one version, [`SCHEMA_VERSION`] says which.

mod nodes;
mod search;

pub use nodes::{CertificateStatus, Cut, NodeLine, NodeRequest, Nodes, Place, Succession};
pub use search::{
    ConceptLabel, Expansion, Facet, FacetValue, Filter, Guess, Hit, LikeRequest, Offer, Reason, SEARCH_LIMIT,
    SearchAnswer, SearchRequest, Similar, SimilarAnswer, Sort, SuggestRequest, Suggestion, Suggestions,
    TownsRequest,
};

use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// Version of these documents: raised when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;
/// Files of one [`Request::Publish`].
pub const PUBLISH_FILES: usize = 64;
/// Bytes of one request or answer line.
pub const LINE_BYTES: usize = 32 * 1024 * 1024;

/// What the command line asks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Request {
    /// → [`Status`]
    Status,
    /// → [`Peers`]
    Peers,
    /// → [`SearchAnswer`]
    Search(SearchRequest),
    /// → [`Suggestions`]
    Suggest(SuggestRequest),
    /// → [`SimilarAnswer`]; works like a work.
    Like(LikeRequest),
    /// → [`SimilarAnswer`]; works from towns like one's own.
    Towns(TownsRequest),
    /// → [`Work`]; an id, or the beginning of one.
    Show {
        /// Work or record.
        id: String,
    },
    /// → [`Inspection`]
    Inspect {
        /// Work, record, entry, paper, organisation or node.
        id: String,
    },
    /// → [`Verification`]
    Verify {
        /// Work or record.
        id: String,
    },
    /// → [`PublishReport`]; at most [`PUBLISH_FILES`] files.
    Publish {
        /// The files.
        files: Vec<SourceFile>,
        /// Only say what would happen.
        dry_run: bool,
    },
    /// → [`PublishReport`]
    Revise {
        /// Which work.
        work: String,
        /// Its new text.
        file: SourceFile,
    },
    /// → [`Signed`]
    Confirm {
        /// Which work.
        work: String,
        /// `YYYY-MM-DD`; in two years if absent.
        review_by: Option<String>,
    },
    /// → [`Signed`]
    Withdraw {
        /// Work, or record for one revision.
        id: String,
        /// Key of [`crate::vocabulary::WITHDRAWAL_LEVEL`].
        level: String,
        /// Key of [`crate::vocabulary::REASON`].
        reason: String,
        /// How it may still be cited.
        citation: String,
        /// What to read instead.
        replacement: Option<String>,
        /// Sign with the root key too, so that copies go at once.
        passphrase: Option<Secret>,
    },
    /// → [`Invitation`]
    Invite {
        /// How long it is good for; at most (and by default) as long as an invitation may be.
        #[serde(default)]
        valid_for_ms: Option<u64>,
    },
    /// → [`Members`]
    Members,
    /// → [`JoinRequests`]
    JoinRequests,
    /// → [`RosterChange`]
    Admit {
        /// The request, or the beginning of its id.
        request: String,
        /// Of the steward key.
        passphrase: Secret,
        /// Records it may publish.
        budget: Option<u64>,
    },
    /// → [`Done`]
    Refuse {
        /// The request, or the beginning of its id.
        request: String,
    },
    /// → [`RosterChange`]
    Decide {
        /// What to do with a member.
        decision: Decision,
        /// The organisation: id, beginning of one, or name.
        organisation: String,
        /// Key of [`crate::vocabulary::REASON`].
        reason: String,
        /// Of the steward key.
        passphrase: Secret,
    },
    /// → [`RosterChange`]; signs a proposal that waits for more stewards.
    CoSign {
        /// The proposal's entry id, or its beginning.
        proposal: String,
        /// Of the steward key.
        passphrase: Secret,
    },
    /// → [`RosterChange`]; renews the roster for another half year.
    Renew {
        /// Of the steward key.
        passphrase: Secret,
    },
    /// What concerns the keys of our organisation and its nodes.
    Node(NodeRequest),
    /// → [`Done`]; synchronise with everyone connected, now.
    Sync,
    /// → [`Done`]; the index is made anew from the store.
    RebuildIndex,
    /// → [`Done`]; returns once everything stored so far is searchable, or after the time.
    AwaitIndex {
        /// How long to wait at most.
        timeout_ms: u64,
    },
    /// → [`Done`]
    Shutdown,
}

/// A passphrase on its way through the socket: never shown.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

/// What stewards can do with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Bar its records until it is reinstated.
    Suspend,
    /// End a suspension.
    Reinstate,
    /// End the membership; what is held of it by now stays live.
    Remove,
}

/// One answer line: either what was asked for, or why not.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer<T> {
    /// The document.
    Ok(T),
    /// Why not.
    Error(Problem),
}

/// Why something was not done, in words for people and a code for scripts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// What kind of problem.
    pub kind: ProblemKind,
    /// One clear sentence.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(kind: ProblemKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Kinds of problems, each with an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// Something failed here.
    Failure,
    /// The command or its input is wrong.
    Usage,
    /// It is not here.
    NotFound,
    /// Not allowed: a rule, a role, a passphrase.
    Refused,
    /// The node is not running.
    NotRunning,
    /// Nobody could be reached, or they did not answer.
    Network,
    /// Something is not what it claims to be.
    Integrity,
    /// Some of it was done.
    Partial,
    /// The data belong to a newer version.
    NewerData,
}

impl ProblemKind {
    /// The process's exit code.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Failure => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Refused => 4,
            Self::NotRunning => 5,
            Self::Network => 6,
            Self::Integrity => 7,
            Self::Partial => 8,
            Self::NewerData => 78,
        }
    }
}

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

/// The state of a node.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Status {
    /// [`SCHEMA_VERSION`]
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

/// The answer to [`Request::Peers`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Peers {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// What is going on, in one plain sentence.
    pub summary: String,
    /// One line a node.
    pub peers: Vec<PeerLine>,
}

/// A work as shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// [`SCHEMA_VERSION`]
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
    /// [`SCHEMA_VERSION`]
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
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The work.
    pub work: String,
    /// Whether every check held.
    pub ok: bool,
    /// Each check: (what, held, words).
    pub checks: Vec<(String, bool, String)>,
}

/// What became of files.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct PublishReport {
    /// [`SCHEMA_VERSION`]
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
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The record.
    pub record: String,
    /// What that means, in a sentence.
    pub message: String,
}

/// An invitation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invitation {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The line to hand over.
    pub invitation: String,
    /// When it becomes void.
    pub expires_at_ms: Millis,
    /// Addresses in it.
    pub addresses: Vec<String>,
}

/// The roster, readable.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Members {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The network.
    pub network: NetworkLine,
    /// Version of the roster.
    pub roster_version: u64,
    /// When it expires.
    pub expires_at_ms: Millis,
    /// Signatures needed for a decision.
    pub threshold: u16,
    /// The organisations.
    pub members: Vec<MemberLine>,
    /// Decisions that wait for more signatures: (entry, what it does, signatures, needed).
    pub proposals: Vec<(String, String, u16, u16)>,
}

/// One organisation of the roster.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Key of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: String,
    /// Country and place.
    pub territory: String,
    /// `member`, `suspended` or `removed`.
    pub status: String,
    /// Whether it is a steward.
    pub steward: bool,
    /// Nodes with a certificate that counts.
    pub nodes: Vec<String>,
    /// Records held of it.
    pub records: u64,
    /// Records it may publish.
    pub budget: u64,
    /// Roster version that admitted it.
    pub since_version: u64,
}

/// Requests to join that wait.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct JoinRequests {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// One each.
    pub requests: Vec<JoinRequestLine>,
}

/// One request to join.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct JoinRequestLine {
    /// By which it is admitted or refused.
    pub id: String,
    /// Who asks.
    pub name: String,
    /// Key of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: String,
    /// Country and place.
    pub territory: String,
    /// Who invited.
    pub invited_by: String,
    /// Of the root key, in groups of four, to be read out by telephone.
    pub fingerprint: String,
    /// A word to the stewards.
    pub message: String,
    /// When it was made.
    pub at_ms: Millis,
}

/// The roster changed, or will when others have signed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RosterChange {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The entry.
    pub entry: String,
    /// Whether it is in force.
    pub in_force: bool,
    /// Its version.
    pub version: u64,
    /// What that means, in a sentence.
    pub message: String,
}

/// It was done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Done {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// What, in a sentence.
    pub message: String,
}
