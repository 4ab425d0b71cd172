//! Whole nodes over loopback, and one hostile program that speaks raw bytes.
//!
//! No test sleeps: each waits for a condition, with a deadline. What takes virtual time is tested beside its machine.

mod gossip;
mod kit;
mod lifecycle;
mod membership;
mod requests;
mod strangers;
