//! One Vicinia node: everything that touches the world.
//!
//! ```text
//! bytes ─▶ net ─▶ traffic ─▶ replicate ─▶ ingest ─▶ store ─▶ projection ─▶ search ─▶ control ─▶ people
//!                              governance ─────────────┘ (authority; standings follow)
//! ```
//!
//! - [`node`] is the composition root: it opens all of this and lets it go again.
//! - [`net`] moves bytes, [`store`] keeps rows, [`search`] answers questions: each wraps one foreign
//!   library, and none knows the others.
//! - [`ingest`] is the only way for a record into the store; [`governance`] the only one for roster entries
//!   and papers.
//! - [`replicate`] drives the protocol's sync sessions, [`traffic`] joins it to the network,
//!   [`joining`] is a newcomer's way in, [`admission`] the members' side of it.
//! - [`papers`] signs with the organisation's root key: its nodes' certificates, revocations.
//! - [`library`] reads typed bodies; [`publish`] and [`intake`] turn files into signed records.
//! - [`control`] answers the command line, [`web`] people with a browser; [`finding`], [`reading`],
//!   [`neighbours`] and [`holders`] gather what both show, `watching` what is new of it, `citation` and
//!   `export` what both give away as files.

pub mod admission;
mod citation;
pub mod clock;
pub mod config;
pub mod control;
mod export;
pub mod finding;
pub mod folder;
pub mod governance;
pub mod holders;
pub mod identity;
pub mod ingest;
pub mod intake;
pub mod joining;
pub mod keys;
pub mod library;
pub mod neighbours;
pub mod net;
pub mod node;
pub mod papers;
pub mod prefix;
pub mod problem;
mod profiles;
pub mod projection;
pub mod publish;
pub mod reading;
pub mod replicate;
pub mod search;
pub mod setup;
pub mod store;
pub mod traffic;
mod upkeep;
mod watching;
pub mod web;

pub use config::Config;
pub use node::Node;
