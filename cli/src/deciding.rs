//! Decisions of stewards: signed here, and in force once enough have signed.
//!
//! Owns: the question and who has to sign too. Refuses to know what is decided.

use crate::context::{Context, Exit};
use crate::show::members::change;
use protocol::api::{Problem, Request, RosterChange};

/// Has a decision signed, and says who has to sign it too.
pub(crate) async fn sign(context: &Context, request: Request) -> Result<Exit, Problem> {
    let answer: RosterChange = context.ask("Signing", request).await?;
    let exit = context.print(&answer, change);
    if !answer.in_force {
        let short = crate::show::short(&answer.entry);
        let words = format!("members co-sign {short}");
        context.output.hint(&format!("Another steward signs it with:  vicinia {words}"));
    }
    Ok(exit)
}
