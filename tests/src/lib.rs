//! The kit of the tests: what more than one of them needs.
//!
//! Owns: [`cluster`], real nodes as processes; [`town`], networks for them to live in; [`mod@format`], a second
//! implementation of the wire format that is driven by `FORMAT.md` alone; [`sample`], the network behind the
//! golden vectors; [`decoders`], all of them.
//! Refuses to know what is asserted. Neighbours: `it/` asserts; `fuzz/` feeds the decoders with noise.
#![allow(clippy::unwrap_used, reason = "a test says so what it takes for granted")]

pub mod cluster;
pub mod decoders;
pub mod format;
pub mod sample;
pub mod town;
