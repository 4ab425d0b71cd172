//! One integration binary: a module for each thing that is seen as a whole.
//!
//! Owns: the list of modules. Refuses to know what they test. Neighbours: the kit in `src/`.
#![allow(clippy::unwrap_used, reason = "a test says so what it takes for granted")]

mod architecture;
mod dependencies;
mod e2e;
mod judged;
mod netns;
mod sim;
mod source;
mod tampering;
mod wire;
