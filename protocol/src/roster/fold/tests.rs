//! Tests of the fold: attacks by name, every operation, every byte.

mod attacks;
mod bytes;
mod genesis;
mod operations;
