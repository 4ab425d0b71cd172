//! `vicinia completions`: what a shell needs to complete our commands.

use crate::args;
use crate::context::{Context, Exit};
use protocol::api::Problem;

const EXAMPLES: &str = "\
Examples:
  vicinia completions bash > ~/.local/share/bash-completion/completions/vicinia
  vicinia completions zsh > ~/.zfunc/_vicinia
  vicinia completions fish > ~/.config/fish/completions/vicinia.fish";

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// For which shell
    shell: clap_complete::Shell,
}

impl Arguments {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Problem> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut args::command(), "vicinia", &mut script);
        context.output.print(&String::from_utf8_lossy(&script));
        Ok(Exit::OK)
    }
}
