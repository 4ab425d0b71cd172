//! Saved searches: what is kept of one, and what is new about it.

use super::{Filter, Hit};
use serde::{Deserialize, Serialize};

/// Letters of a saved search's name.
pub const WATCH_NAME: usize = 64;
/// New works told at once.
pub const WATCH_NEWS: usize = 100;

/// What is done with saved searches.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum WatchAct {
    /// → [`Watches`]; saves one, which is then the only one of the answer.
    Add {
        /// At most [`WATCH_NAME`] letters.
        name: String,
        /// What is asked.
        question: WatchQuestion,
        /// What came up to this change counts as looked at; all there is, if not said.
        seen: Option<u64>,
    },
    /// → [`Watches`]
    List,
    /// → [`WatchNews`]; what is told counts as looked at.
    Show {
        /// Which.
        name: String,
        /// It does not.
        keep: bool,
    },
    /// → [`Watches`]; the one removed, to be added again by whoever regrets it.
    Remove {
        /// Which.
        name: String,
    },
}

/// What a saved search asks. Unlike a [`SearchRequest`](super::SearchRequest) it finds only works that have
/// all words that mean something, or name what these name: nothing is guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WatchQuestion {
    /// The words; empty asks for every work.
    pub query: String,
    /// Narrows, as `field:value` in the query does.
    pub filters: Vec<Filter>,
    /// Only what was typed: no concepts are added.
    pub exact: bool,
}

/// Saved searches.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Watches {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// By name.
    pub watches: Vec<Watch>,
}

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub question: WatchQuestion,
    /// The last change of this library of which all was looked at.
    pub seen: u64,
}

/// What is new about a saved search since somebody last looked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WatchNews {
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION)
    pub schema_version: u32,
    /// The search, as it stands after this look.
    pub watch: Watch,
    /// In the order in which they came, at most [`WATCH_NEWS`].
    pub news: Vec<News>,
    /// There may be more: the next look tells.
    pub more: bool,
}

/// A work that matches and was not there at the last look, or not as it is now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct News {
    /// The work is older, this revision of it is new.
    pub revision: bool,
    /// The work.
    pub hit: Hit,
}
