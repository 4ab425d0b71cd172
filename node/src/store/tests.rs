//! The store as its neighbours see it, over a small network made by hand.

mod erasure;
mod kit;
mod opening;
mod order;
mod reading;
mod room;
mod watches;
mod writing;
