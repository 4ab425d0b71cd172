//! `vicinia confirm`: say that a work of ours still holds.

use crate::context::{Context, Exit};
use protocol::api::{Problem, Request, Signed};
use protocol::time::Day;

const EXAMPLES: &str = "\
Examples:
  vicinia confirm 8c03f1a2b7              to be looked at again in two years
  vicinia confirm 8c03f1a2b7 --review-by 2027-06-30";

/// Say that a work of yours still holds
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The work: its id or the beginning of it
    work: String,
    /// When it is to be looked at again
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = whole_day)]
    review_by: Option<String>,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let request = Request::Confirm { work: self.work, review_by: self.review_by };
        let signed: Signed = context.ask("Signing", request).await?;
        Ok(context.print(&signed, |signed, _| signed.message.clone()))
    }
}

fn whole_day(text: &str) -> Result<String, String> {
    match text.parse::<Day>().map(Day::parts) {
        Ok((_, month, day)) if month > 0 && day > 0 => Ok(text.to_owned()),
        _ => Err("a day is written YYYY-MM-DD".to_owned()),
    }
}
