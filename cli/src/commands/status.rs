//! `vicinia status`: what is going on, in one sentence, and the numbers under it.

use crate::context::{Context, Exit};
use crate::show::status::status;
use protocol::api::{Problem, Request, Status};

const EXAMPLES: &str = "\
Examples:
  vicinia status                          what is going on and what deserves attention
  vicinia status --json";

/// Show how the node is doing
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let answer: Status = context.ask("Looking", Request::Status).await?;
        let exit = context.print(&answer, status);
        if !answer.running {
            context.output.hint(&format!("\nStart it with: {}", context.command("up")));
        }
        Ok(exit)
    }
}
