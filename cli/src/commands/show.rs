//! `vicinia show`: read a work.

use crate::context::{Context, Exit};
use crate::show::work::work;
use protocol::api::{Problem, Request, Work};

const EXAMPLES: &str = "\
Examples:
  vicinia show 8c03f1a2b7                 the beginning of an id is enough
  vicinia show 8c03f1a2b7 | less -R";

/// Read a work
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The work or one of its revisions: its id or the beginning of it
    #[arg(value_name = "WORK")]
    id: String,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let answer: Work = context.ask("Looking", Request::Show { id: self.id }).await?;
        Ok(context.print(&answer, work))
    }
}
