//! What every command is given: where the data are, how to talk, and how a command ends.
//!
//! Owns: the data folder's place and the exit code. Refuses to know what commands do.

use crate::args::Global;
use crate::client::Client;
use crate::organisation::is_prepared;
use crate::output::Output;
use crate::{moment, progress};
use node::folder::Folder;
use protocol::api::{Done, Problem, ProblemKind, Request};
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// How long a stopped node's folder may take to make its last changes searchable.
const INDEX_MS: u64 = 10_000;

/// How a command ended that has printed what it had to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exit(u8);

impl Exit {
    pub(crate) const OK: Self = Self(0);

    pub(crate) const fn code(self) -> u8 {
        self.0
    }
}

impl From<ProblemKind> for Exit {
    fn from(kind: ProblemKind) -> Self {
        Self(kind.exit_code())
    }
}

/// What every command is given.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) output: Output,
    /// Never ask, even on a terminal.
    pub(crate) no_input: bool,
    data: Option<PathBuf>,
}

impl Context {
    pub(crate) fn new(global: &Global) -> Self {
        Self { output: Output::new(global), no_input: global.no_input, data: global.data.clone() }
    }

    /// The data folder, whether it exists or not: `--data`, `VICINIA_DATA` or the user's own.
    pub(crate) fn data(&self) -> Result<PathBuf, Problem> {
        let data = match &self.data {
            Some(data) => data.clone(),
            None => etcetera::choose_base_strategy()
                .map(|places| etcetera::BaseStrategy::data_dir(&places).join("vicinia"))
                .map_err(|_| wrong_place("This user has no home folder to keep data in."))?,
        };
        let in_the_way = match std::fs::metadata(&data) {
            Ok(found) => !found.is_dir(),
            Err(error) => error.kind() == ErrorKind::NotADirectory,
        };
        if in_the_way {
            return Err(wrong_place(format!(
                "{} cannot be the data folder: a file is there.",
                data.display()
            )));
        }
        Ok(data)
    }

    /// The data folder of a node that was set up.
    pub(crate) fn folder(&self) -> Result<PathBuf, Problem> {
        let data = self.data()?;
        match Folder::existing(&data) {
            Ok(_) => Ok(data),
            Err(problem) if problem.kind == ProblemKind::NotFound => Err(no_node(&data)),
            Err(problem) => Err(problem),
        }
    }

    /// Asks the running node or, if none runs, the folder itself.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, doing: &str, request: Request) -> Result<T, Problem> {
        let client = Client::open(&self.folder()?).await?;
        let answer = progress::waiting(&self.output, doing, client.ask(request)).await;
        client.close().await;
        answer
    }

    /// As [`ask`](Self::ask), for what the index answers: a folder's last changes are made searchable first.
    pub(crate) async fn ask_index<T: DeserializeOwned>(
        &self,
        doing: &str,
        request: Request,
    ) -> Result<T, Problem> {
        let client = Client::open(&self.folder()?).await?;
        let asking = async {
            if client.is_folder() {
                // In vain is no reason not to search what is there.
                let _in_time = client.ask::<Done>(Request::AwaitIndex { timeout_ms: INDEX_MS }).await;
            }
            client.ask(request).await
        };
        let answer = progress::waiting(&self.output, doing, asking).await;
        client.close().await;
        answer
    }

    /// Asks the running node.
    pub(crate) async fn ask_running<T: DeserializeOwned>(
        &self,
        doing: &str,
        request: Request,
    ) -> Result<T, Problem> {
        let client = Client::running(&self.folder()?).await?;
        progress::waiting(&self.output, doing, client.ask(request)).await
    }

    /// Prints an answer: the document itself for scripts, or what `text` makes of it for people.
    pub(crate) fn print<T: serde::Serialize>(
        &self,
        document: &T,
        text: impl FnOnce(&T, &crate::show::Page) -> String,
    ) -> Exit {
        if self.output.json() {
            self.output.document(document);
        } else {
            let page = crate::show::Page { width: self.output.width(), now_ms: moment::now_ms() };
            self.output.print(&text(document, &page));
        }
        Exit::OK
    }

    /// A command line on this data folder, ready to be typed.
    pub(crate) fn command(&self, words: &str) -> String {
        match &self.data {
            Some(data) => format!("vicinia {words} --data {}", quoted(data)),
            None => format!("vicinia {words}"),
        }
    }
}

/// What is to be done first.
fn no_node(data: &Path) -> Problem {
    let (folder, typed) = (data.display(), quoted(data));
    let message = if is_prepared(data) {
        format!("The folder {folder} is prepared, but its organisation has not asked to join a network yet.")
    } else {
        format!("There is no Vicinia node in the folder {folder}.")
    };
    Problem::new(ProblemKind::NotFound, message).hint(format!(
        "Found a network with: vicinia init --data {typed} --found NAME\n\
         or join one with:     vicinia join INVITATION --data {typed}"
    ))
}

fn wrong_place(message: impl Into<String>) -> Problem {
    let hint = "Name a folder with --data or the variable VICINIA_DATA.";
    Problem::new(ProblemKind::Usage, message).hint(hint)
}

/// A path as a shell wants it.
pub(crate) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+:@,".contains(letter);
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// Something failed on this computer.
pub(crate) fn failure(what: &str, error: &dyn std::fmt::Display) -> Problem {
    Problem::new(ProblemKind::Failure, format!("{what}: {error}."))
}

/// What the operating system refused, with the path it was about.
pub(crate) fn io(doing: &str, path: &Path, error: &std::io::Error) -> Problem {
    let kind = match error.kind() {
        ErrorKind::NotFound => ProblemKind::NotFound,
        ErrorKind::PermissionDenied => ProblemKind::Refused,
        // Another path has to be typed.
        ErrorKind::NotADirectory | ErrorKind::IsADirectory => ProblemKind::Usage,
        _ => ProblemKind::Failure,
    };
    Problem::new(kind, format!("{doing} {} failed: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted_only_where_a_shell_needs_it() {
        assert_eq!(quoted(Path::new("/tmp/a-b_c.d")), "/tmp/a-b_c.d");
        assert_eq!(quoted(Path::new("Rete casa")), "'Rete casa'");
        assert_eq!(quoted(Path::new("l'uno")), r"'l'\''uno'");
    }
}
