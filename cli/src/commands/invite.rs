//! `vicinia invite`: one line that lets an organisation ask to join.

use crate::context::{Context, Exit};
use crate::moment;
use jiff::SignedDuration;
use protocol::api::{Invitation, Problem, Request};
use protocol::limits;

const EXAMPLES: &str = "\
Examples:
  vicinia invite                          prints the line; send it over a channel you trust
  vicinia invite > invitation.txt
  vicinia invite --valid-for 12h";

/// Make an invitation to hand to another organisation
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// How long it is good for, such as 12h or "2 days"; at most 72 hours
    #[arg(long, value_name = "TIME", default_value = "72h", value_parser = valid_for)]
    valid_for: u64,
}

/// Milliseconds.
fn valid_for(text: &str) -> Result<u64, String> {
    let time: SignedDuration = text.parse().map_err(|_| "write it as 90m, 12h or \"2 days\"".to_owned())?;
    let most = limits::INVITATION_LIFETIME_MS;
    match u64::try_from(time.as_millis()) {
        Ok(ms) if (1..=most).contains(&ms) => Ok(ms),
        _ => Err("an invitation is good for at most 72 hours".to_owned()),
    }
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let answer: Invitation =
            context.ask_running("Inviting", Request::Invite { valid_for_ms: Some(self.valid_for) }).await?;
        let exit = context.print(&answer, |answer, _| answer.invitation.clone());
        let ends = moment::relative(moment::now_ms(), answer.expires_at_ms);
        context.output.hint(&format!(
            "\nHand this line over; it ends {ends}. They run:  vicinia join INVITATION\n\
             When they have asked:  {}",
            context.command("members requests")
        ));
        if answer.addresses.is_empty() {
            context.output.warn("The invitation names no address, so nobody can reach this node with it.");
        }
        Ok(exit)
    }
}
