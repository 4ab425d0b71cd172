//! The program as people run it: processes, folders and the command line, seen from outside.
//!
//! `cargo build -p vicinia` comes first when this is run by hand; `cargo test --workspace` sees to it.
//! `VICINIA_SEED`, `VICINIA_KILLS` and `VICINIA_CATCH_UP` change choices and sizes.

mod catch_up;
mod demo;
mod export;
mod golden;
mod greedy;
mod held;
mod input;
mod intruder;
mod keys;
mod kills;
mod lifecycle;
mod membership;
mod profile;
mod room;
mod strangers;
mod watches;
