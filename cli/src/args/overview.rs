//! The overview of `vicinia --help`: commands grouped by what people want, examples first.
//!
//! Owns: groups and the examples at the top. Names and descriptions are taken from the commands.

use clap::builder::StyledStr;
use std::fmt::Write as _;

const EXAMPLES: &str = "\
Examples:
  vicinia demo                                    see a network of three organisations at work
  vicinia init --found \"Rete casa\"                found a network
  vicinia join INVITATION                         join one
  vicinia up                                      run the node
  vicinia publish practices/                      share a folder of Markdown files
  vicinia search \"garanzia affitto\"               find what others did
";

/// Every command stands in one of these.
pub(super) const GROUPS: &[(&str, &[&str])] = &[
    ("Begin", &["demo", "init", "join", "up", "status"]),
    ("Read", &["search", "suggest", "like", "towns", "watch", "show", "verify", "inspect"]),
    ("Share", &["publish", "revise", "confirm", "withdraw", "profile"]),
    ("Together", &["invite", "members", "node", "peers", "sync"]),
    ("Upkeep", &["index", "completions", "man", "help"]),
];

/// Gives the command its overview.
pub(super) fn grouped(command: clap::Command) -> clap::Command {
    let overview = commands(&command);
    let template = format!(
        "{{about}}\n\n{EXAMPLES}\n{{usage-heading}} {{usage}}\n\n{overview}\n{{options}}\n{{after-help}}"
    );
    command
        .help_template(template)
        .after_help("`vicinia COMMAND --help` explains a command, `vicinia help exit-codes` the exit codes.")
}

fn commands(command: &clap::Command) -> String {
    let mut text = String::new();
    for (group, names) in GROUPS {
        let _infallible = writeln!(text, "{group}:");
        for name in *names {
            let about = command.find_subcommand(name).and_then(clap::Command::get_about);
            let about = about.map(StyledStr::to_string).unwrap_or_default();
            let _infallible = writeln!(text, "  {name:<12} {about}");
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}
