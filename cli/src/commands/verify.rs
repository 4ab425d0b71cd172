//! `vicinia verify`: check a work's bytes, signature and authority again.

use crate::context::{Context, Exit};
use crate::show::check::verification;
use protocol::api::{Problem, ProblemKind, Request, Verification};

const EXAMPLES: &str = "\
Examples:
  vicinia verify 8c03f1a2b7               the beginning of an id is enough
  vicinia verify 8c03f1a2b7 --json        exit code 7 if it is not what it claims to be";

/// Check a work's bytes, signature and authority again
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The work or one of its revisions: its id or the beginning of it
    #[arg(value_name = "WORK")]
    id: String,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let answer: Verification = context.ask("Checking", Request::Verify { id: self.id }).await?;
        let exit = context.print(&answer, verification);
        Ok(if answer.ok { exit } else { ProblemKind::Integrity.into() })
    }
}
