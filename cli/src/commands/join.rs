//! `vicinia join`: ask to be admitted to a network.
//!
//! Owns: questions and the last words. Keys and the request are made by `node::setup`; it is sent, and
//! the answer awaited, by `vicinia up`.

use crate::context::{Context, Exit, failure};
use crate::moment;
use crate::organisation::{Particulars, forget_prepared};
use crate::passphrase;
use crate::show::kit::{Kit, kit};
use crate::show::short;
use node::setup::{Joining, join};
use protocol::api::{Problem, SCHEMA_VERSION};
use protocol::time::Millis;
use serde::Serialize;
use std::io::Read as _;
use std::path::PathBuf;
use tokio::task::block_in_place;

const EXAMPLES: &str = "\
Examples:
  vicinia join INVITATION                 asks for the rest
  vicinia join - < invitation.txt         reads the invitation from standard input
  vicinia join INVITATION --organisation \"Comune di B\" --kind municipality --country IT \\
      --language it --passphrase-file ~/.vicinia-passphrase --no-input";

/// Longest text read from standard input.
const INVITATION_BYTES: u64 = 16 * 1024;

/// Join a network with an invitation
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The line you were given, or `-` to read it from standard input
    invitation: String,
    /// A word to the stewards who decide
    #[arg(long, value_name = "TEXT", default_value = "")]
    message: String,
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
    inviter: String,
    expires_at_ms: Millis,
    organisation: String,
    node: String,
    fingerprint: String,
    recovery_words: String,
    recovery_file: PathBuf,
}

impl Arguments {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Problem> {
        let data = context.data()?;
        let ticket_line = invitation(self.invitation)?;
        let organisation = self.particulars.or_prepared(&data).complete(context)?;
        let passphrase = self.passphrase.new_passphrase(context)?;
        let joining = Joining {
            ticket_line,
            organisation: organisation.name,
            kind: organisation.kind,
            country: organisation.country,
            place: organisation.place,
            language: organisation.language,
            message: self.message,
        };
        let prepared = block_in_place(|| join(&data, &joining, &passphrase))?;
        forget_prepared(&data);
        let document = Document {
            schema_version: SCHEMA_VERSION,
            data,
            network: prepared.network,
            inviter: prepared.inviter,
            expires_at_ms: prepared.expires_at_ms,
            organisation: prepared.organisation,
            node: prepared.node,
            fingerprint: prepared.fingerprint,
            recovery_words: prepared.recovery_words.as_str().to_owned(),
            recovery_file: prepared.recovery_file,
        };
        let headline =
            format!("{} is ready to join, invited by {}.", joining.organisation, short(&document.inviter));
        let exit = context.print(&document, |document, page| {
            let fingerprint = Some(document.fingerprint.as_str());
            let (words, file) = (&document.recovery_words, &document.recovery_file);
            kit(&Kit { headline: &headline, fingerprint, words, file }, page)
        });
        say_next(context, document.expires_at_ms);
        Ok(exit)
    }
}

fn say_next(context: &Context, expires_at_ms: Millis) {
    let ends = moment::relative(moment::now_ms(), expires_at_ms);
    let up = context.command("up");
    let hint = format!("\nNext:  {up}      (it asks until you are admitted; the invitation ends {ends})");
    context.output.hint(&hint);
}

fn invitation(given: String) -> Result<String, Problem> {
    if given != "-" {
        return Ok(given);
    }
    let mut text = String::new();
    let read = std::io::stdin().take(INVITATION_BYTES).read_to_string(&mut text);
    read.map_err(|error| failure("The invitation could not be read", &error))?;
    Ok(text.trim().to_owned())
}
