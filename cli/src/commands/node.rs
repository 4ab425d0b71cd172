//! `vicinia node`: the computers that speak for the organisation, and its root key.

use crate::context::{Context, Exit, io, quoted};
use crate::deciding::sign;
use crate::organisation::{country, language};
use crate::passphrase;
use crate::prompt::Prompt;
use crate::show::nodes::{joined, nodes, place, succession};
use clap::builder::PossibleValuesParser;
use node::setup::{Further, further};
use protocol::api::{
    Cut, Done, NodeRequest, Nodes, Place, Problem, Request, SCHEMA_VERSION, Secret, Succession,
};
use protocol::vocabulary::REASON;
use serde::Serialize;
use std::path::PathBuf;
use tokio::task::block_in_place;

const EXAMPLES: &str = "\
Examples:
  vicinia node                            our nodes, and until when they may sign
  vicinia node renew                      before the certificate expires, once a year
  vicinia node add                        what to type on another computer to make it a node of ours
  vicinia node revoke 3f9a12 --reason stolen-device
  vicinia node new-root request.txt       after the root key was lost or seen by others";

/// Certify, add and revoke the computers that speak for you
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// List the nodes of your organisation
    List,
    /// Certify this node for another 400 days
    Renew(passphrase::Source),
    /// Say what to type on another computer to make it a node
    Add {
        /// A member whose only computer was lost, by its name or its id, instead of your own organisation
        #[arg(long, value_name = "ORGANISATION")]
        of: Option<String>,
    },
    /// Make this computer a node of an organisation that is a member
    Join(Join),
    /// Cut a node off; what it has published by now stays
    Revoke(Revoke),
    /// Make a new root key, which stewards then put in force
    NewRoot(NewRoot),
}

#[derive(Debug, clap::Args)]
struct Join {
    /// The invitation that `vicinia node add` printed
    invitation: String,
    /// The place that it printed
    place: String,
    /// A copy of the organisation's `keys/root.age`
    #[arg(long, value_name = "FILE")]
    root_key: PathBuf,
    /// The country this computer's works are about, in two letters
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Option<String>,
    /// The town or territory they are about
    #[arg(long, value_name = "NAME")]
    town: Option<String>,
    /// The language they are written in, such as `it`
    #[arg(long, value_name = "CODE", value_parser = language)]
    language: Option<String>,
    #[command(flatten)]
    passphrase: passphrase::Source,
}

#[derive(Debug, clap::Args)]
struct Revoke {
    /// The node: its key or the beginning of it
    node: String,
    /// Why
    #[arg(long, default_value = "lost-device", value_parser = PossibleValuesParser::new(REASON.keys()))]
    reason: String,
    /// Its last good record, if others came after it; may be repeated
    #[arg(long, value_name = "RECORD", conflicts_with = "nothing_stays")]
    last_good: Vec<String>,
    /// Bar everything it ever published
    #[arg(long)]
    nothing_stays: bool,
    /// Sign as a steward of the network, for a member that cannot do it itself
    #[arg(long)]
    as_steward: bool,
    /// Do not ask whether you are sure
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    passphrase: passphrase::Source,
}

#[derive(Debug, clap::Args)]
struct NewRoot {
    /// Where to write the request for a steward
    file: PathBuf,
    /// A node whose certificate is not to outlive the old root key; may be repeated
    #[arg(long, value_name = "NODE")]
    drop: Vec<String>,
    #[command(flatten)]
    passphrase: passphrase::Source,
}

/// What `node join --json` prints.
#[derive(Serialize)]
struct Document {
    schema_version: u32,
    data: PathBuf,
    organisation: String,
    node: String,
    network: String,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        match self.verb.unwrap_or(Verb::List) {
            Verb::List => {
                let answer: Nodes = context.ask("Looking", Request::Node(NodeRequest::List)).await?;
                Ok(context.print(&answer, nodes))
            }
            Verb::Renew(source) => {
                let passphrase = source.secret(context)?;
                say(context, NodeRequest::Renew { passphrase }).await
            }
            Verb::Add { of } => add(context, of).await,
            Verb::Join(join) => join.run(context),
            Verb::Revoke(revoke) => revoke.run(context).await,
            Verb::NewRoot(new_root) => new_root.run(context).await,
        }
    }
}

async fn say(context: &Context, request: NodeRequest) -> Result<Exit, Problem> {
    let answer: Done = context.ask("Signing", Request::Node(request)).await?;
    Ok(context.print(&answer, |done, _| done.message.clone()))
}

async fn add(context: &Context, organisation: Option<String>) -> Result<Exit, Problem> {
    let request = Request::Node(NodeRequest::Add { organisation });
    let answer: Place = context.ask_running("Looking", request).await?;
    Ok(context.print(&answer, place))
}

impl Join {
    fn run(self, context: &Context) -> Result<Exit, Problem> {
        let data = context.data()?;
        let passphrase = self.passphrase.secret(context)?;
        let wish = Further {
            ticket_line: self.invitation,
            place: self.place,
            root_key: self.root_key,
            language: self.language.unwrap_or_default(),
            country: self.country.unwrap_or_default(),
            town: self.town.unwrap_or_default(),
        };
        let prepared = block_in_place(|| further(&data, &wish, &passphrase.0))?;
        let document = Document {
            schema_version: SCHEMA_VERSION,
            data,
            organisation: prepared.organisation,
            node: prepared.node,
            network: prepared.network,
        };
        let exit = context.print(&document, |document, page| joined(&document.node, page));
        context.output.hint(&format!("\nNext:  {}", context.command("up")));
        Ok(exit)
    }
}

impl Revoke {
    async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let question = format!("Cut the node {} off for ever?", self.node);
        Prompt::new(context).sure(&question, self.yes)?;
        let passphrase = self.passphrase.secret(context)?;
        let cut = match (self.nothing_stays, self.last_good) {
            (true, _) => Cut::All,
            (false, records) if records.is_empty() => Cut::Now,
            (false, records) => Cut::After(records),
        };
        let as_steward = self.as_steward;
        let request =
            NodeRequest::Revoke { node: self.node, cut, reason: self.reason, as_steward, passphrase };
        if as_steward { sign(context, Request::Node(request)).await } else { say(context, request).await }
    }
}

impl NewRoot {
    async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let passphrase = Secret(self.passphrase.new_passphrase(context)?.as_str().to_owned());
        let request = Request::Node(NodeRequest::NewRoot { drop: self.drop, passphrase });
        let answer: Succession = context.ask("Making a key", request).await?;
        let written = std::fs::write(&self.file, format!("{}\n", answer.request));
        let exit = context.print(&answer, succession);
        written.map_err(|error| io("Writing", &self.file, &error))?;
        let file = quoted(&self.file);
        context.output.hint(&format!(
            "\nHand {file} to a steward, who compares the fingerprint with you by telephone and runs:\n  \
             vicinia members new-root {file}"
        ));
        Ok(exit)
    }
}
