//! `vicinia peers`: who is connected, how far each has come, and why not further.

use crate::context::{Context, Exit};
use crate::show::status::peers;
use protocol::api::{Peers, Problem, Request};

const EXAMPLES: &str = "\
Examples:
  vicinia peers                           also why one is not connected
  vicinia peers --json                    with whole ids";

/// Show who is connected and how far each has come
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let answer: Peers = context.ask_running("Looking", Request::Peers).await?;
        Ok(context.print(&answer, peers))
    }
}
