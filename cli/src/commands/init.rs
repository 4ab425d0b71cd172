//! `vicinia init`: found a network, or prepare a folder to join one.
//!
//! Owns: questions and the last words. Keys and folders are made by `node::setup`.

use crate::context::{Context, Exit, io};
use crate::organisation::Particulars;
use crate::passphrase;
use crate::prompt::Prompt;
use crate::show::Page;
use crate::show::kit::{Kit, kit};
use node::setup::{Founding, found};
use protocol::api::{Problem, SCHEMA_VERSION};
use serde::Serialize;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use tokio::task::block_in_place;

const EXAMPLES: &str = "\
Examples:
  vicinia init --found \"Rete casa\"        asks for the rest
  vicinia init --wait                     prepares to join a network later
  vicinia init --found \"Rete casa\" --organisation \"Comune di A\" --kind municipality --country IT \\
      --language it --passphrase-file ~/.vicinia-passphrase --no-input";

const PURPOSE: &str = "Sharing good practices in housing and integration";

/// Set up a node: found a network, or prepare to join one
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(crate) struct Arguments {
    /// Found a network of this name, as its first steward
    #[arg(long, value_name = "NAME", group = "what")]
    found: Option<String>,
    /// Only prepare the folder; join later with an invitation
    #[arg(long, group = "what")]
    wait: bool,
    /// What the network is for
    #[arg(long, value_name = "TEXT", default_value = PURPOSE, conflicts_with = "wait")]
    purpose: String,
    /// Records this organisation may publish; others get theirs when they are admitted
    #[arg(long, value_name = "N", default_value_t = 10_000, conflicts_with = "wait")]
    budget_records: u64,
    #[command(flatten)]
    particulars: Particulars,
    #[command(flatten)]
    passphrase: passphrase::Source,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Document {
    schema_version: u32,
    data: PathBuf,
    network: String,
    organisation: String,
    node: String,
    recovery_words: String,
    recovery_file: PathBuf,
}

#[derive(Serialize)]
struct Waiting {
    schema_version: u32,
    data: PathBuf,
}

impl Arguments {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Problem> {
        let data = context.data()?;
        match self.found.clone() {
            Some(network) => self.found(context, &data, network),
            None => self.wait(context, &data),
        }
    }

    fn found(self, context: &Context, data: &Path, network_name: String) -> Result<Exit, Problem> {
        let organisation = self.particulars.complete(context)?;
        let passphrase = self.passphrase.new_passphrase(context)?;
        let founding = Founding {
            network_name,
            purpose: self.purpose,
            organisation: organisation.name,
            kind: organisation.kind,
            country: organisation.country,
            place: organisation.place,
            language: organisation.language,
            budget_records: self.budget_records,
        };
        let founded = block_in_place(|| found(data, &founding, &passphrase))?;
        let document = Document {
            schema_version: SCHEMA_VERSION,
            data: data.to_owned(),
            network: founded.network,
            organisation: founded.organisation,
            node: founded.node,
            recovery_words: founded.recovery_words.as_str().to_owned(),
            recovery_file: founded.recovery_file,
        };
        let headline =
            format!("{} has founded the network {}.", founding.organisation, founding.network_name);
        let exit = context.print(&document, |document, page| {
            let (words, file) = (&document.recovery_words, &document.recovery_file);
            kit(&Kit { headline: &headline, fingerprint: None, words, file }, page)
        });
        let up = context.command("up");
        let invite = context.command("invite");
        context
            .output
            .hint(&format!("\nNext:  {up}\n       {invite}      (while it runs, to bring others in)"));
        Ok(exit)
    }

    fn wait(self, context: &Context, data: &Path) -> Result<Exit, Problem> {
        let folder = || std::fs::DirBuilder::new().recursive(true).mode(0o700).create(data);
        folder().map_err(|error| io("Making", data, &error))?;
        if Prompt::new(context).possible() {
            self.particulars.complete(context)?.prepare(data)?;
        } else {
            self.particulars.save(data)?;
        }
        let document = Waiting { schema_version: SCHEMA_VERSION, data: data.to_owned() };
        let ready = |document: &Waiting, _: &Page| {
            let folder = document.data.display();
            format!("The folder {folder} is prepared. Its node is made when you join a network.")
        };
        let exit = context.print(&document, ready);
        context.output.hint(&format!("Next, with an invitation:  {}", context.command("join INVITATION")));
        Ok(exit)
    }
}
