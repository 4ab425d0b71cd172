//! `vicinia invite`: one line that lets an organisation ask to join.

use crate::context::{Context, Exit};
use crate::moment;
use jiff::{Span, SpanRelativeTo};
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
    /// How long it is good for, such as 12h or 2d; at most 72 hours
    #[arg(long, value_name = "TIME", default_value = "72h", value_parser = valid_for)]
    valid_for: u64,
}

/// Milliseconds.
fn valid_for(text: &str) -> Result<u64, String> {
    let time = text.parse::<Span>().and_then(|time| time.to_duration(SpanRelativeTo::days_are_24_hours()));
    let time = time.map_err(|_| "write it as 90m, 12h or 2d".to_owned())?;
    let most = limits::INVITATION_LIFETIME_MS;
    match u64::try_from(time.as_millis()) {
        Ok(ms) if (1..=most).contains(&ms) => Ok(ms),
        _ => Err("it has to be more than nothing and at most 72 hours, which are 3 days".to_owned()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days_are_understood_up_to_three_of_them() {
        assert_eq!(valid_for("90m"), Ok(5_400_000));
        assert_eq!(valid_for("2d"), valid_for("48h"));
        assert_eq!(valid_for("3 days"), Ok(limits::INVITATION_LIFETIME_MS));
        for wrong in ["0s", "5d", "73h", "-1h"] {
            assert!(valid_for(wrong).is_err_and(|why| why.contains("72 hours")), "{wrong}");
        }
        assert!(valid_for("soon").is_err_and(|why| why.contains("2d")));
    }
}
