//! `vicinia verify`: check a work's bytes, signature and authority again.

use crate::context::{Context, Exit};
use crate::show::check::verification;
use protocol::api::{Problem, ProblemKind, Request, Verification};

/// Check a work's bytes, signature and authority again
#[derive(Debug, clap::Args)]
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
