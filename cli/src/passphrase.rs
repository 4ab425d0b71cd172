//! The passphrase that guards the organisation's keys: from a file or a person, never from a flag.
//!
//! Owns: where it comes from. Refuses to know what it unlocks.

use crate::context::{Context, io};
use crate::prompt::Prompt;
use protocol::api::{Problem, ProblemKind, Secret};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Where the passphrase comes from.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Source {
    /// File whose first line is the passphrase of your organisation's keys
    #[arg(long, value_name = "FILE", env = "VICINIA_PASSPHRASE_FILE", hide_env_values = true)]
    passphrase_file: Option<PathBuf>,
}

impl Source {
    /// A passphrase for new keys, which a person types twice.
    pub(crate) fn new_passphrase(&self, context: &Context) -> Result<Zeroizing<String>, Problem> {
        if self.passphrase_file.is_none() && Prompt::new(context).possible() {
            context.output.talk("\nThe passphrase guards your organisation's keys on this computer.");
        }
        self.read(context, true)
    }

    /// The passphrase of keys that exist.
    pub(crate) fn secret(&self, context: &Context) -> Result<Secret, Problem> {
        self.read(context, false).map(|passphrase| Secret(passphrase.as_str().to_owned()))
    }

    fn read(&self, context: &Context, new: bool) -> Result<Zeroizing<String>, Problem> {
        let passphrase = match &self.passphrase_file {
            Some(path) => from_file(context, path)?,
            None => asked(context, new)?,
        };
        if passphrase.is_empty() {
            return Err(Problem::new(ProblemKind::Usage, "The passphrase is empty."));
        }
        Ok(passphrase)
    }
}

fn asked(context: &Context, new: bool) -> Result<Zeroizing<String>, Problem> {
    let prompt = Prompt::new(context);
    if prompt.possible() {
        return prompt.passphrase("Passphrase", new).map(Zeroizing::new);
    }
    Err(Problem::new(ProblemKind::Usage, "The passphrase is needed, and nobody can be asked here.")
        .hint("Put it in a file that only you can read and name that with --passphrase-file."))
}

fn from_file(context: &Context, path: &Path) -> Result<Zeroizing<String>, Problem> {
    let text =
        std::fs::read_to_string(path).map_err(|error| io("Reading the passphrase from", path, &error))?;
    let text = Zeroizing::new(text);
    let open = std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.mode() & 0o077 != 0);
    if open {
        let file = path.display();
        context
            .output
            .warn(&format!("Others on this computer can read {file}. Close it with: chmod 600 {file}"));
    }
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}
