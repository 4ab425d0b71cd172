//! Why something was not done.

use serde::{Deserialize, Serialize};

/// Why something was not done, in words for people and a code for scripts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// What kind of problem.
    pub kind: ProblemKind,
    /// One clear sentence.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(kind: ProblemKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Kinds of problems, each with an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// Something failed here.
    Failure,
    /// The command or its input is wrong.
    Usage,
    /// It is not here.
    NotFound,
    /// Not allowed: a rule, a role, a passphrase.
    Refused,
    /// The node is not running.
    NotRunning,
    /// Nobody could be reached, or they did not answer.
    Network,
    /// Something is not what it claims to be.
    Integrity,
    /// Some of it was done.
    Partial,
    /// The data belong to a newer version.
    NewerData,
}

impl ProblemKind {
    /// The process's exit code.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Failure => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Refused => 4,
            Self::NotRunning => 5,
            Self::Network => 6,
            Self::Integrity => 7,
            Self::Partial => 8,
            Self::NewerData => 78,
        }
    }
}
