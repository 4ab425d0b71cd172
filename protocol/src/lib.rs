//! What two Vicinia programs must agree on: types, rules and their exact bytes.
//!
//! Pure: no sockets, no disk, no clock, no randomness of its own. Time and random bytes come in as
//! arguments, so everything here can be tested by the seeded simulator.
//!
//! # The tour
//!
//! 1. [`limits`] bounds everything, [`codec`] is the only way between values and bytes, [`id`] names
//!    things, [`key`] signs them, [`extension`] leaves room, [`text`] keeps names to one line.
//! 2. [`roster`]: who belongs, in one log signed by the stewards. [`authority`] adds which nodes speak
//!    for an organisation, until when, and what its root key took back.
//! 3. [`record`]: what is said. [`envelope`] is a record as received, [`verify`] the only way from there
//!    to an [`verify::Authentic`] one, [`sign`] the way to write one.
//! 4. [`standing`]: which authentic records are live, held, withdrawn or barred, and why. A pure function
//!    of what is held: any order of arrival gives the same answer.
//! 5. [`digest`] and [`sync`]: how two nodes find out what the other lacks. [`statement`]: what a node
//!    says it holds. [`join`]: invitations and requests to join. [`hint`]: gossip.
//! 6. [`vocabulary`]: the closed lists of the field, [`country`]: the countries there are. [`api`]: what
//!    command line and node say to each other.
//!
//! `FORMAT.md` beside this crate writes the bytes out, for whoever implements it in another language.

pub mod api;
pub mod authority;
pub mod codec;
pub mod country;
pub mod digest;
pub mod envelope;
pub mod extension;
pub mod hint;
pub mod id;
pub mod join;
pub mod key;
pub mod limits;
pub mod record;
pub mod roster;
pub mod sign;
pub mod standing;
pub mod statement;
pub mod sync;
pub mod text;
pub mod time;
pub mod verify;
pub mod vocabulary;
