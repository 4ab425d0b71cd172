//! `vicinia withdraw`: take a work of ours back.

use crate::context::{Context, Exit};
use crate::passphrase;
use crate::prompt::Prompt;
use clap::builder::PossibleValuesParser;
use protocol::api::{Problem, Request, Signed};
use protocol::vocabulary::{REASON, WITHDRAWAL_LEVEL};

const EXAMPLES: &str = "\
Examples:
  vicinia withdraw 8c03f1a2b7 --reason outdated --replacement 51d0c2e9aa
  vicinia withdraw 8c03f1a2b7 --level erase --reason personal-data --root-key";

/// Take a work of yours back
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The work, or one revision: its id or the beginning of it
    id: String,
    /// Why
    #[arg(long, value_parser = PossibleValuesParser::new(REASON.keys()))]
    reason: String,
    /// What happens with the copies: correct only hides them; withdraw and erase delete the text too, on each
    /// node 72 hours after it hears of it
    #[arg(long, default_value = "withdraw", value_parser = PossibleValuesParser::new(WITHDRAWAL_LEVEL.keys()))]
    level: String,
    /// How it may still be cited
    #[arg(long, value_name = "TEXT", default_value = "")]
    citation: String,
    /// What to read instead
    #[arg(long, value_name = "WORK")]
    replacement: Option<String>,
    /// Sign with the organisation's root key too, so that texts to be deleted go at once; asks for the passphrase
    #[arg(long)]
    root_key: bool,
    /// Do not ask whether you are sure
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    passphrase: passphrase::Source,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        Prompt::new(context).sure(&format!("Take {} back in the whole network?", self.id), self.yes)?;
        let passphrase = match self.root_key {
            true => Some(self.passphrase.secret(context)?),
            false => None,
        };
        let request = Request::Withdraw {
            id: self.id,
            level: self.level,
            reason: self.reason,
            citation: self.citation,
            replacement: self.replacement,
            passphrase,
        };
        let signed: Signed = context.ask("Signing", request).await?;
        Ok(context.print(&signed, |signed, _| signed.message.clone()))
    }
}
