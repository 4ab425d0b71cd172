//! What can be typed.
//!
//! Owns: the flags every command has, the grouped overview, and what becomes of wrong input. Each verb's
//! own flags stand with the verb in [`crate::commands`].

mod overview;

use crate::commands::Command;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use protocol::api::{Problem, ProblemKind};
use std::ffi::OsString;
use std::path::PathBuf;

/// Share what works in housing and integration, with signatures everyone can check.
#[derive(Debug, Parser)]
#[command(name = "vicinia", version, disable_help_subcommand = true, subcommand_required = true)]
#[command(arg_required_else_help = true, max_term_width = 100)]
struct Line {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

/// Flags every command has.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// Folder of the node
    #[arg(long, global = true, value_name = "FOLDER", env = "VICINIA_DATA", hide_env_values = true)]
    pub(crate) data: Option<PathBuf>,
    /// Print one JSON document instead of text
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Never ask: fail if something is missing
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    /// When to use colour (NO_COLOR is respected)
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    #[arg(value_parser = ["auto", "always", "never"])]
    color: String,
    /// Print only what was asked for
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more (-vv: even more)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
}

/// What was typed.
pub(crate) enum Start {
    /// A command to run.
    Command(Box<Command>, Global),
    /// Nothing to run: text to show, and why if that was not the wish.
    Told { text: String, problem: Option<Problem> },
}

/// What must be known before the arguments are: how to complain about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Early {
    pub(crate) json: bool,
    pub(crate) color: anstream::ColorChoice,
}

impl Early {
    /// Looks for `--json` and `--color` without understanding anything else.
    pub(crate) fn of(arguments: &[OsString]) -> Self {
        let mut words = arguments.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--");
        let mut early = Self { json: false, color: anstream::ColorChoice::Auto };
        while let Some(word) = words.next() {
            match word.as_ref() {
                "--json" => early.json = true,
                "--color" => early.color = choice(words.next().as_deref()),
                other => {
                    early.color =
                        other.strip_prefix("--color=").map_or(early.color, |when| choice(Some(when)))
                }
            }
        }
        early
    }
}

fn choice(when: Option<&str>) -> anstream::ColorChoice {
    match when {
        Some("always") => anstream::ColorChoice::Always,
        Some("never") => anstream::ColorChoice::Never,
        _ => anstream::ColorChoice::Auto,
    }
}

/// What a command is for, how it is used, then its flags.
const TEMPLATE: &str = "{about}\n\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// The whole command line, for help, completions and manual pages.
pub(crate) fn command() -> clap::Command {
    overview::grouped(Line::command()).mut_subcommands(|command| command.help_template(TEMPLATE))
}

/// Understands what was typed.
pub(crate) fn parse(arguments: &[OsString]) -> Start {
    let parsed = command()
        .try_get_matches_from(arguments)
        .and_then(|mut matches| Line::from_arg_matches_mut(&mut matches));
    match parsed {
        Ok(Line { command, global }) => Start::Command(Box::new(command), global),
        Err(error) => {
            let text = error.render().ansi().to_string();
            Start::Told { text, problem: problem(&error) }
        }
    }
}

/// The first sentence of the parser's words; asking for help is no problem.
fn problem(error: &clap::Error) -> Option<Problem> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let problem = Problem::new(ProblemKind::Usage, "A command is missing.");
            return Some(problem.hint("See: vicinia --help"));
        }
        _ => {}
    }
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("The command was not understood.");
    let hints: Vec<_> = lines.filter(|line| !line.starts_with("Usage:")).collect();
    let problem = Problem::new(ProblemKind::Usage, first.trim_start_matches("error: "));
    Some(problem.hint(hints.join("\n")))
}

#[cfg(test)]
mod tests;
