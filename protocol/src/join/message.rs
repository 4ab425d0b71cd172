//! What travels over `/vicinia/1/join` and `/vicinia/1/desk`.

use super::request::{SignedJoinRefusal, SignedJoinRequest};
use crate::authority::Paper;
use crate::codec::{Broken, Wire, ensure};
use crate::limits;
use crate::roster::{SignedEntry, Tip};
use serde::{Deserialize, Serialize};

/// What a stranger may say. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JoinAsk {
    /// "Let me in", or "what became of my request?": the same bytes ask both.
    Request(SignedJoinRequest),
    /// "I am a member, here is the proof": one piece of it.
    Present(Presented),
}

/// One piece of proof that a membership began. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Presented {
    /// A roster entry.
    Entry(SignedEntry),
    /// A paper, mostly a certificate.
    Paper(Paper),
}

/// The answer. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JoinAnswer {
    /// The stewards have it; ask again.
    Pending,
    /// You are in, since this version of the roster: connect again as a member.
    Admitted(Tip),
    /// No, with one of the codes of [`super::refusal`].
    Refused(u16),
    /// What was presented is known now: present the next piece, or connect again.
    Noted,
    /// What was presented means nothing here, at this tip of the roster: earlier pieces are missing.
    Unfounded(Option<Tip>),
}

/// One item of the desk, where work for stewards waits. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskItem {
    /// A request to join.
    Request(SignedJoinRequest),
    /// A steward's no.
    Refusal(SignedJoinRefusal),
    /// A roster entry that needs more signatures.
    Proposal(SignedEntry),
}

/// "Here is what I have; give me the rest." Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskAsk {
    /// Hashes of the items held, ascending.
    pub have: Vec<[u8; 32]>,
}

/// Items that the asker lacks, as many as fit a frame. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskAnswer {
    /// The items.
    pub items: Vec<DeskItem>,
}

impl DeskItem {
    /// The hash by which two desks compare what they have. It covers signatures, so that a proposal
    /// with one more signature is news.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        crate::codec::digest("vicinia desk item v1", self)
    }

    fn check(&self) -> Result<(), Broken> {
        match self {
            Self::Request(one) => one.check(),
            Self::Refusal(one) => one.check(),
            Self::Proposal(one) => one.check(),
        }
    }
}

/// Items a desk holds at most.
pub const DESK_ITEMS: usize = 1024;

macro_rules! frame_wire {
    ($($type:ident $name:literal |$it:ident| $check:block)+) => {$(
        impl Wire for $type {
            const NAME: &'static str = $name;
            const MAX_BYTES: usize = limits::FRAME_BYTES;
            fn check(&self) -> Result<(), Broken> { let $it = self; $check }
        }
    )+};
}

frame_wire! {
    JoinAsk "join ask" |it| {
        match it {
            JoinAsk::Request(one) => one.check(),
            JoinAsk::Present(Presented::Entry(one)) => one.check(),
            JoinAsk::Present(Presented::Paper(one)) => one.check(),
        }
    }
    JoinAnswer "join answer" |_it| { Ok(()) }
    DeskAsk "desk ask" |it| {
        ensure(it.have.len() <= DESK_ITEMS, "too many items")?;
        ensure(crate::codec::ascending(&it.have), "hashes do not ascend")
    }
    DeskAnswer "desk answer" |it| {
        ensure(it.items.len() <= DESK_ITEMS, "too many items")?;
        it.items.iter().try_for_each(DeskItem::check)
    }
}
