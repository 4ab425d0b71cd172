//! `vicinia inspect`: everything known about one id, down to its bytes.

use crate::context::{Context, Exit};
use crate::show::check::inspection;
use protocol::api::{Inspection, Problem, Request};

const EXAMPLES: &str = "\
Examples:
  vicinia inspect 8c03f1a2b7              who signed it, and where it is held
  vicinia inspect 8c03f1a2b7 --bytes";

/// Show everything known about an id, down to its bytes
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Work, record, roster entry, certificate, organisation or node: its id or the beginning of it
    id: String,
    /// Print the exact bytes too, in hexadecimal
    #[arg(long)]
    bytes: bool,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let answer: Inspection = context.ask("Looking", Request::Inspect { id: self.id }).await?;
        Ok(context.print(&answer, |answer, page| inspection(answer, self.bytes, page)))
    }
}
