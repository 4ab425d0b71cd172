//! `vicinia invite`: one line that lets an organisation ask to join.

use crate::context::{Context, Exit};
use crate::moment;
use protocol::api::{Invitation, Problem, Request};

const EXAMPLES: &str = "\
Examples:
  vicinia invite                          prints the line; send it over a channel you trust
  vicinia invite > invitation.txt";

/// Make an invitation to hand to another organisation
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let answer: Invitation = context.ask_running("Inviting", Request::Invite).await?;
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
