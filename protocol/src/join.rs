//! Joining: invitations, requests, and the messages of the join and desk protocols.
//!
//! An invitation is one line of text. Its 128-bit code never travels: the key derived from it signs the
//! request, so that neither a relay nor a listener can use the invitation in the joiner's place.

pub mod invitation;
pub mod message;
pub mod request;

pub use invitation::{Invitation, InvitationError, SignedInvitation, Ticket};
pub use message::{DeskAnswer, DeskAsk, DeskItem, JoinAnswer, JoinAsk, Presented};
pub use request::{JoinRefusal, JoinRequest, RequestError, SignedJoinRefusal, SignedJoinRequest, refusal};
