//! `vicinia man`: manual pages, one a command.

use crate::args;
use crate::context::{Context, Exit, io};
use protocol::api::Problem;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  vicinia man ~/.local/share/man/man1";

/// Write the manual pages into a folder
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The folder; it is made if it does not exist
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

impl Arguments {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Problem> {
        let folder = &self.folder;
        write(folder).map_err(|error| io("Writing manual pages to", folder, &error))?;
        context
            .output
            .talk(&format!("The manual pages are in {0}. Read with: man {0}/vicinia.1", folder.display()));
        Ok(Exit::OK)
    }
}

fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(args::command(), folder)
}
