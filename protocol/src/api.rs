//! What the command line and a running node say to each other: one JSON document a line, each way,
//! over the node's control socket. The same documents are printed by `--json`.
//!
//! Owns: shapes and names of fields, which scripts rely on. Refuses to know how they are shown.
//! Not a wire format of the network: both sides are of one version, [`SCHEMA_VERSION`] says which.

mod export;
mod members;
mod nodes;
mod problem;
mod profile;
mod publishing;
mod search;
mod status;
mod watch;
mod work;

pub use export::{EXPORT_WORKS, ExportFormat, Exported};
pub use members::{Decision, Invitation, JoinRequestLine, JoinRequests, MemberLine, Members, RosterChange};
pub use nodes::{CertificateStatus, Cut, NodeLine, NodeRequest, Nodes, Place, Succession};
pub use problem::{Problem, ProblemKind};
pub use profile::{Office, OrganisationProfile, ProfileReport, Told};
pub use publishing::{FileOutcome, FileReport, PublishReport, Signed, SourceFile};
pub use search::{
    ConceptLabel, Expansion, Facet, FacetValue, Filter, Guess, Hit, LikeRequest, Narrower, Offer, Reason,
    SEARCH_LIMIT, SearchAnswer, SearchRequest, Similar, SimilarAnswer, Sort, SuggestRequest, Suggestion,
    Suggestions, TownsRequest, Translation, untranslated,
};
pub use status::{
    IndexStatus, LibraryStatus, NetworkLine, OrganisationLine, PeerLine, Peers, RefusedLine, Status,
};
pub use watch::{News, WATCH_NAME, WATCH_NEWS, Watch, WatchAct, WatchNews, WatchQuestion, Watches};
pub use work::{HeldBy, Inspection, Verification, Work};

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
    /// → [`Exported`]; all that a question finds, up to [`EXPORT_WORKS`].
    Export {
        /// The question; its page is of no matter.
        search: SearchRequest,
        /// As what.
        format: ExportFormat,
    },
    /// → see [`WatchAct`]; saved searches.
    Watch(WatchAct),
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
    /// → [`OrganisationProfile`]
    Profile {
        /// The organisation: id, beginning of one, or name; ours if absent.
        organisation: Option<String>,
    },
    /// → [`ProfileReport`]; what our organisation says of itself.
    SetProfile {
        /// Its fields.
        file: SourceFile,
        /// Only say what would happen.
        dry_run: bool,
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

/// One answer line: either what was asked for, or why not.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer<T> {
    /// The document.
    Ok(T),
    /// Why not.
    Error(Problem),
}

/// It was done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Done {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// What, in a sentence.
    pub message: String,
}
