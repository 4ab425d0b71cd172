//! Pages and guards through the real router, over a real node with the sample library.
//!
//! `kit` asks as a browser would; `guard` has what must be refused, `hostile` what other people may write
//! (`filled`: in every field), `pages` what every page owes its readers, `catalogue` what every language owes
//! them.

mod catalogue;
mod filled;
mod guard;
mod hostile;
mod kit;
mod pages;
