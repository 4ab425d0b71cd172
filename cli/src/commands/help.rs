//! `vicinia help`: commands and topics.

use crate::args;
use crate::context::{Context, Exit};
use protocol::api::{Problem, ProblemKind};

/// Explain a command or a topic (exit-codes, fields)
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A command, `exit-codes` or `fields`
    #[arg(value_name = "TOPIC")]
    words: Vec<String>,
}

const EXIT_CODES: &[(ProblemKind, &str)] = &[
    (ProblemKind::Failure, "something failed on this computer"),
    (ProblemKind::Usage, "the command or its input is wrong"),
    (ProblemKind::NotFound, "it is not here"),
    (ProblemKind::Refused, "not allowed: a rule, a role, a passphrase"),
    (ProblemKind::NotRunning, "the node is not running"),
    (ProblemKind::Network, "nobody could be reached, or they did not answer"),
    (ProblemKind::Integrity, "something is not what it claims to be"),
    (ProblemKind::Partial, "some of it was done, some was refused"),
    (ProblemKind::NewerData, "the data belong to a newer version of the program"),
];

impl Arguments {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Problem> {
        let text = match self.words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["exit-codes"] => exit_codes(),
            ["fields"] => node::intake::fields_help(),
            words => of_command(words)?,
        };
        context.output.print(&text);
        Ok(Exit::OK)
    }
}

fn exit_codes() -> String {
    let line = |code: u8, words: &str| format!("  {code:>2}  {words}\n");
    let problems = EXIT_CODES.iter().map(|(kind, words)| line(kind.exit_code(), words));
    std::iter::once("Exit codes:\n".to_owned())
        .chain(std::iter::once(line(0, "done")))
        .chain(problems)
        .collect()
}

fn of_command(words: &[&str]) -> Result<String, Problem> {
    let mut command = args::command();
    command.build();
    let mut found = &mut command;
    for word in words {
        found = found.find_subcommand_mut(word).ok_or_else(|| {
            Problem::new(ProblemKind::Usage, format!("There is no command or topic `{word}`."))
                .hint("See: vicinia help")
        })?;
    }
    Ok(found.render_long_help().ansi().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_order() {
        let text = exit_codes();
        let codes: Vec<_> = text.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
        assert_eq!(codes, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "78"]);
    }

    #[test]
    fn help_reaches_verbs_of_verbs() {
        assert!(of_command(&["members", "admit"]).expect("help").contains("--budget-records"));
        assert_eq!(of_command(&["nonsense"]).expect_err("no topic").kind, ProblemKind::Usage);
    }
}
