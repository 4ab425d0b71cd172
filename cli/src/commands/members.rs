//! `vicinia members`: who belongs, who asks to, and what stewards decide.

use crate::context::{Context, Exit, io};
use crate::deciding::sign;
use crate::passphrase;
use crate::prompt::Prompt;
use crate::show::members::{members, requests};
use clap::builder::PossibleValuesParser;
use node::admission::rotation;
use node::setup::fingerprint;
use protocol::api::{Decision, Done, JoinRequests, Members, NodeRequest, Problem, Request};
use protocol::vocabulary::REASON;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  vicinia members                         who belongs
  vicinia members requests                who asks to join
  vicinia members admit 3f9a              after reading the fingerprint out by telephone
  vicinia members suspend \"Comune di B\" --reason stolen-device";

/// Who belongs, who asks to, and what stewards decide
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// List the organisations of the network
    List,
    /// List who asks to join
    Requests,
    /// Admit who asks to join
    Admit(Admit),
    /// Refuse who asks to join
    Refuse {
        /// The request: its id or the beginning of it
        request: String,
    },
    /// Bar a member's records until it is reinstated
    #[command(before_help = SUSPEND)]
    Suspend(Decide),
    /// End a suspension
    Reinstate(Decide),
    /// End a membership; what is held of it by now stays
    Remove(Decide),
    /// Sign a decision that waits for more stewards
    CoSign(CoSign),
    /// Put a new root key of a member in force
    NewRoot(NewRoot),
    /// Renew the roster for another half year
    Renew(passphrase::Source),
}

#[derive(Debug, clap::Args)]
struct NewRoot {
    /// The file that the member's `vicinia node new-root` wrote
    file: PathBuf,
    /// Do not ask whether you have compared the fingerprint
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    passphrase: passphrase::Source,
}

const ADMIT: &str = "\
Examples:
  vicinia members requests                the ids, and the fingerprints to compare
  vicinia members admit 3f9a
  vicinia members admit 3f9a --budget-records 5000";

const SUSPEND: &str = "\
Examples:
  vicinia members suspend \"Comune di B\" --reason stolen-device
  vicinia members reinstate \"Comune di B\"";

#[derive(Debug, clap::Args)]
#[command(before_help = ADMIT)]
struct Admit {
    /// The request: its id or the beginning of it
    request: String,
    /// Records it may publish, if not the usual number
    #[arg(long, value_name = "N")]
    budget_records: Option<u64>,
    #[command(flatten)]
    passphrase: passphrase::Source,
}

#[derive(Debug, clap::Args)]
struct Decide {
    /// The organisation: its name, its id or the beginning of it
    organisation: String,
    /// Why
    #[arg(long, default_value = "other", value_parser = PossibleValuesParser::new(REASON.keys()))]
    reason: String,
    /// Do not ask whether you are sure
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    passphrase: passphrase::Source,
}

#[derive(Debug, clap::Args)]
struct CoSign {
    /// The decision's entry: its id or the beginning of it
    entry: String,
    #[command(flatten)]
    passphrase: passphrase::Source,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        match self.verb.unwrap_or(Verb::List) {
            Verb::List => list(context).await,
            Verb::Requests => waiting(context).await,
            Verb::Refuse { request } => refuse(context, request).await,
            Verb::Admit(admit) => {
                let passphrase = admit.passphrase.secret(context)?;
                let (request, budget) = (admit.request, admit.budget_records);
                sign(context, Request::Admit { request, passphrase, budget }).await
            }
            Verb::Suspend(decide) => decide.run(context, Decision::Suspend).await,
            Verb::Reinstate(decide) => decide.run(context, Decision::Reinstate).await,
            Verb::Remove(decide) => decide.run(context, Decision::Remove).await,
            Verb::CoSign(sign_too) => {
                let passphrase = sign_too.passphrase.secret(context)?;
                sign(context, Request::CoSign { proposal: sign_too.entry, passphrase }).await
            }
            Verb::NewRoot(new_root) => new_root.run(context).await,
            Verb::Renew(source) => {
                let passphrase = source.secret(context)?;
                sign(context, Request::Renew { passphrase }).await
            }
        }
    }
}

impl NewRoot {
    async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let request =
            std::fs::read_to_string(&self.file).map_err(|error| io("Reading", &self.file, &error))?;
        let rotation = rotation(&request)?;
        let (who, root) = (rotation.organisation.short(), fingerprint(rotation.root.as_bytes()));
        Prompt::new(context)
            .sure(&format!("Does {who} say by telephone that its new key is {root}?"), self.yes)?;
        let passphrase = self.passphrase.secret(context)?;
        sign(context, Request::Node(NodeRequest::Rotate { request, passphrase })).await
    }
}

impl Decide {
    async fn run(self, context: &Context, decision: Decision) -> Result<Exit, Problem> {
        let name = &self.organisation;
        let prompt = Prompt::new(context);
        match decision {
            Decision::Suspend => {
                prompt.sure(&format!("Hide everything of {name} until it is reinstated?"), self.yes)?
            }
            Decision::Remove => prompt.sure(&format!("End the membership of {name}?"), self.yes)?,
            Decision::Reinstate => {}
        }
        let passphrase = self.passphrase.secret(context)?;
        let (organisation, reason) = (self.organisation, self.reason);
        sign(context, Request::Decide { decision, organisation, reason, passphrase }).await
    }
}

async fn list(context: &Context) -> Result<Exit, Problem> {
    let answer: Members = context.ask("Looking", Request::Members).await?;
    Ok(context.print(&answer, members))
}

async fn waiting(context: &Context) -> Result<Exit, Problem> {
    let answer: JoinRequests = context.ask("Looking", Request::JoinRequests).await?;
    let exit = context.print(&answer, requests);
    if !answer.requests.is_empty() {
        let admit = context.command("members admit REQUEST");
        context.output.hint(&format!(
            "\nTelephone them and compare the fingerprint that `vicinia join` showed them, then:  {admit}"
        ));
    }
    Ok(exit)
}

async fn refuse(context: &Context, request: String) -> Result<Exit, Problem> {
    let done: Done = context.ask("Refusing", Request::Refuse { request }).await?;
    Ok(context.print(&done, |done, _| done.message.clone()))
}
