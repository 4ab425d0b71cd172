//! Records: what organisations say. A signed header, and a body that can be erased without touching it.
//!
//! Owns: the header and the bodies, one file a kind. Refuses to know who may sign (see
//! [`crate::standing`]) and how records travel (see [`crate::envelope`]).

pub mod confirmation;
pub mod header;
pub mod licence;
pub mod profile;
pub mod publication;
pub mod withdrawal;

pub use confirmation::Confirmation;
pub use header::{About, Header};
pub use profile::Profile;
pub use publication::Publication;
pub use withdrawal::Withdrawal;

/// Numbers of the record kinds. Kinds that this version does not know are stored and forwarded unseen.
pub mod kind {
    /// A work.
    pub const PUBLICATION: u16 = 1;
    /// A withdrawal of a work or a revision.
    pub const WITHDRAWAL: u16 = 2;
    /// An organisation's profile.
    pub const PROFILE: u16 = 4;
    /// "Still valid".
    pub const CONFIRMATION: u16 = 10;
}
