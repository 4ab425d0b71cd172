//! How two nodes find out what the other has, and fetch it.
//!
//! Owns: the messages of `/vicinia/1/sync` and `/vicinia/1/records`, the asking side as a value machine,
//! the answering side as a function. Refuses to know sockets, stores, clocks and what the items mean.
//! Neighbours: [`crate::digest`] gives the summaries; `node::replicate` drives all this over a network,
//! `sim` (feature `sim`) over a simulated one.
//!
//! # One session
//!
//! A session pulls: each side lacks what only its own session can fetch. Answering needs no memory.
//!
//! ```text
//! asking side (Session)                    answering side (answer)
//!   Hello ────────────────────────────────▶
//!         ◀──────────────────────────────── Hello           equal summaries: done, < 1 KiB
//!   for each plane that differs, in order:
//!     few differences    Reconcile ───────▶
//!                        ◀─────── Reconcile                 ≤ 64 rounds
//!     far behind         Page{after} ─────▶
//!                        ◀──── Page{items, more}            whole pages in order
//!     Want{ids} to the driver, page by page: RecordsAsk ──▶ RecordsAnswer, verify, store
//! ```
//!
//! A session that is cut keeps what it learned: wants come out page by page, and
//! [`Session::resume`] says where the next session with the same peer goes on.

pub mod message;
mod pull;
pub mod records;
pub mod session;
pub mod set;
#[cfg(feature = "sim")]
pub mod sim;
pub mod transfer;

pub use message::{Hello, SyncAnswer, SyncAsk};
pub use records::{Part, RecordsAnswer, RecordsAsk, Want};
pub use session::{Fault, Input, Output, Report, Resume, Session};
pub use set::{Item, Plane, SealedSet};
pub use transfer::{AnswerSize, Arrival, Reassembly, TransferError};

use crate::limits;
use message::refused;
use std::sync::Arc;

/// What a node holds, as far as a session needs to know.
pub trait Snapshot {
    /// The node's own hello, as of now.
    fn hello(&self) -> Hello;
    /// The items of a plane. Shared by all sessions; it may lag a little behind the hello.
    fn set(&self, plane: Plane) -> Arc<SealedSet>;
}

/// The answering side: one question, one answer, no memory between them. Takes O(n) time for a step of
/// a reconciliation, whatever the message says, so a driver runs it off its event loop.
#[must_use]
pub fn answer(ask: &SyncAsk, ours: &dyn Snapshot) -> SyncAnswer {
    match ask {
        SyncAsk::Hello(theirs) => {
            let hello = ours.hello();
            if (theirs.network, theirs.format) != (hello.network, limits::FORMAT) {
                return SyncAnswer::Refused(refused::NETWORK);
            }
            SyncAnswer::Hello(Box::new(hello))
        }
        SyncAsk::Reconcile { plane, message } => match ours.set(*plane).reply(message) {
            Ok(message) => SyncAnswer::Reconcile { message },
            Err(_) => SyncAnswer::Refused(refused::MESSAGE),
        },
        SyncAsk::Page { plane, after } => {
            let (items, more) = ours.set(*plane).page(after.as_ref());
            SyncAnswer::Page { items, more }
        }
    }
}
