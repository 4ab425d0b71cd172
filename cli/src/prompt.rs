//! Questions to a person: only on a terminal, and each has a flag that answers it.
//!
//! Owns: when to ask. Refuses to know what the answers are for.

use crate::context::{Context, failure};
use dialoguer::{Confirm, Input, Select};
use protocol::api::{Problem, ProblemKind};
use std::io::IsTerminal as _;

/// Asks, or says which flag would have answered.
pub(crate) struct Prompt<'a> {
    context: &'a Context,
}

impl<'a> Prompt<'a> {
    pub(crate) const fn new(context: &'a Context) -> Self {
        Self { context }
    }

    /// Whether somebody is there to answer.
    pub(crate) fn possible(&self) -> bool {
        !self.context.no_input && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// A line that may not be empty.
    pub(crate) fn text(&self, question: &str, flag: &str, given: Option<String>) -> Result<String, Problem> {
        self.checked(question, flag, given, None, |text| Ok(text.to_owned()))
    }

    /// A line with a check and perhaps a proposal.
    pub(crate) fn checked(
        &self,
        question: &str,
        flag: &str,
        given: Option<String>,
        proposal: Option<String>,
        check: impl Fn(&str) -> Result<String, String>,
    ) -> Result<String, Problem> {
        if let Some(text) = given.filter(|text| !text.trim().is_empty()) {
            return Ok(text);
        }
        self.or_flag(&not_given(question), flag)?;
        let mut input = Input::<String>::new().with_prompt(question);
        if let Some(proposal) = proposal {
            input = input.default(proposal);
        }
        let text =
            input.validate_with(|text: &String| check(text).map(drop)).interact_text().map_err(broken)?;
        check(&text).map_err(|reason| Problem::new(ProblemKind::Usage, reason))
    }

    /// A line that may stay empty; empty if nobody can be asked.
    pub(crate) fn optional(&self, question: &str) -> Result<String, Problem> {
        if !self.possible() {
            return Ok(String::new());
        }
        Input::<String>::new().with_prompt(question).allow_empty(true).interact_text().map_err(broken)
    }

    /// One of a list.
    pub(crate) fn choice(
        &self,
        question: &str,
        flag: &str,
        keys: impl Iterator<Item = &'static str>,
    ) -> Result<String, Problem> {
        self.or_flag(&not_given(question), flag)?;
        let keys: Vec<_> = keys.collect();
        let chosen =
            Select::new().with_prompt(question).items(&keys).default(0).interact().map_err(broken)?;
        Ok(keys.get(chosen).copied().unwrap_or_default().to_owned())
    }

    /// A passphrase, perhaps typed twice.
    pub(crate) fn passphrase(&self, question: &str, twice: bool) -> Result<String, Problem> {
        let mut password = dialoguer::Password::new().with_prompt(question);
        if twice {
            password = password.with_confirmation("Once more", "The two differ. Try again");
        }
        password.interact().map_err(broken)
    }

    /// A yes before something that cannot be undone.
    pub(crate) fn sure(&self, question: &str, yes: bool) -> Result<(), Problem> {
        if yes {
            return Ok(());
        }
        self.or_flag(&format!("This needs a yes: {question}"), "--yes")?;
        let agreed = Confirm::new().with_prompt(question).default(false).interact().map_err(broken)?;
        if agreed { Ok(()) } else { Err(Problem::new(ProblemKind::Refused, "Nothing was done.")) }
    }

    fn or_flag(&self, message: &str, flag: &str) -> Result<(), Problem> {
        if self.possible() {
            return Ok(());
        }
        Err(Problem::new(ProblemKind::Usage, message).hint(format!("Say it with {flag}.")))
    }
}

fn not_given(question: &str) -> String {
    let mut letters = question.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!("Not given: {first}{}.", letters.as_str())
}

fn broken(error: dialoguer::Error) -> Problem {
    let dialoguer::Error::IO(error) = error;
    failure("The question could not be asked", &error)
}
