//! `vicinia like`: works that resemble a work.

use crate::context::{Context, Exit};
use crate::show::search::similar;
use protocol::api::{LikeRequest, Problem, Request, SimilarAnswer};

const EXAMPLES: &str = "\
Examples:
  vicinia like 8c03f1a2b7                 what else was done in this direction";

/// Find works like a work
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The work: its id or the beginning of it
    work: String,
    /// At most this many
    #[arg(long, short = 'n', value_name = "N", default_value_t = 5)]
    limit: u8,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let request = LikeRequest { work: self.work, limit: self.limit.into(), ..LikeRequest::default() };
        let answer: SimilarAnswer = context.ask("Comparing", Request::Like(request)).await?;
        Ok(context.print(&answer, similar))
    }
}
