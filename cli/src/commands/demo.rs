//! `vicinia demo`: a network of three organisations on this computer.

use crate::context::{Context, Exit};
use protocol::api::Problem;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  vicinia demo                            stays up until Ctrl-C, to try commands on
  vicinia demo --once --json              checks itself and ends";

/// See three organisations share a library on this computer
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// End when everything has been shown and checked
    #[arg(long)]
    pub(crate) once: bool,
    /// Keep the data in this folder, which must not exist or be empty
    #[arg(long, value_name = "FOLDER")]
    pub(crate) keep: Option<PathBuf>,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        crate::demo::run(context, self.once, self.keep.as_deref()).await
    }
}
