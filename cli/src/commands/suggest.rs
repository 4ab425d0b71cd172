//! `vicinia suggest`: what a text that has been begun may become.

use crate::context::{Context, Exit};
use crate::show::search::suggestions;
use protocol::api::{Problem, Request, SuggestRequest, Suggestions};

const EXAMPLES: &str = "\
Examples:
  vicinia suggest garan
  vicinia suggest \"comune di\" --json";

/// Complete a text with titles, names, places and concepts
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The text so far
    #[arg(required = true)]
    text: Vec<String>,
    /// At most this many
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: u8,
    /// Language you prefer to read; may be repeated, best first
    #[arg(long, value_name = "CODE")]
    language: Vec<String>,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let text = self.text.join(" ");
        let request = SuggestRequest { text, limit: self.limit.into(), languages: self.language };
        let answer: Suggestions = context.ask("Looking", Request::Suggest(request)).await?;
        Ok(context.print(&answer, suggestions))
    }
}
