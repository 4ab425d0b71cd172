//! Speaking with the node: over the control socket of a running one, or with the folder of a stopped one.
//!
//! Owns: connecting, one question at a time on each connection, and what it means when nobody answers.
//! Refuses to know what is asked: see [`protocol::api`]. The other end is `node`.

use crate::context::{failure, quoted};
use node::{Config, Node};
use protocol::api::{Answer, LINE_BYTES, Problem, ProblemKind, Request};
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::UnixStream;
use tokio::time::timeout;

/// For a running node to say that it heard a question; the answer may take its time.
const HEARD: Duration = Duration::from_secs(15);

/// A node to ask. Questions may be asked at the same time.
pub(crate) enum Client {
    /// It runs: each question has its own connection, so that none waits behind another.
    Running(PathBuf),
    /// It is stopped: its folder is opened here, without the network.
    Folder(Box<Node>),
}

impl Client {
    /// The running node or, if none runs, its folder.
    pub(crate) async fn open(data: &Path) -> Result<Self, Problem> {
        match Self::running(data).await {
            Err(problem) if problem.kind == ProblemKind::NotRunning => {
                let mut config = Config::new(data);
                config.offline = true;
                Ok(Self::Folder(Box::new(Node::start(config).await?)))
            }
            other => other,
        }
    }

    /// The running node.
    pub(crate) async fn running(data: &Path) -> Result<Self, Problem> {
        let socket = data.join("control.sock");
        let socket = node::control::reachable(&socket).unwrap_or(socket);
        match UnixStream::connect(&socket).await {
            Ok(_) => Ok(Self::Running(socket)),
            Err(error) => Err(not_connected(data, &error)),
        }
    }

    /// Whether the folder is open in this process.
    pub(crate) const fn is_folder(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// Asks one question.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, Problem> {
        match self {
            Self::Running(socket) => over(socket, &request).await,
            Self::Folder(node) => {
                serde_json::from_value(node.ask(request).await?).map_err(|error| strange(&error))
            }
        }
    }

    /// Lets go of the folder.
    pub(crate) async fn close(self) {
        if let Self::Folder(node) = self {
            node.shutdown().await;
        }
    }
}

async fn over<T: DeserializeOwned>(socket: &Path, request: &Request) -> Result<T, Problem> {
    let mut question = serde_json::to_vec(request).map_err(|error| strange(&error))?;
    question.push(b'\n');
    let answer = exchange(socket, &question, HEARD).await.map_err(|error| match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => silent(),
        _ => gone(&error),
    })?;
    if answer.last() != Some(&b'\n') {
        return Err(gone(&"the answer ended early"));
    }
    match serde_json::from_slice(&answer).map_err(|error| strange(&error))? {
        Answer::Ok(document) => Ok(document),
        Answer::Error(problem) => Err(problem),
    }
}

async fn exchange(socket: &Path, question: &[u8], patience: Duration) -> std::io::Result<Vec<u8>> {
    let (reader, mut writer) = UnixStream::connect(socket).await?.into_split();
    let mut reader = BufReader::new(reader);
    let heard = async {
        writer.write_all(question).await?;
        reader.fill_buf().await.map(drop)
    };
    timeout(patience, heard).await??;
    let mut answer = Vec::new();
    reader.take(LINE_BYTES as u64).read_until(b'\n', &mut answer).await?;
    Ok(answer)
}

fn not_connected(data: &Path, error: &std::io::Error) -> Problem {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::ConnectionRefused => {
            Problem::new(ProblemKind::NotRunning, "The node is not running.")
                .hint(format!("Start it with: vicinia up --data {}", quoted(data)))
        }
        ErrorKind::PermissionDenied => {
            Problem::new(ProblemKind::Refused, "The node runs, but this user may not speak with it.")
                .hint("Run the command as the user who started the node.")
        }
        // So many wait already that nobody can queue.
        ErrorKind::WouldBlock => silent(),
        _ => failure("The node's control socket cannot be opened", error),
    }
}

fn silent() -> Problem {
    Problem::new(ProblemKind::Failure, "The node runs, but does not answer.")
        .hint("Try again; if it stays so, other programs keep it busy: stop it and start it again.")
}

fn gone(error: &dyn std::fmt::Display) -> Problem {
    Problem::new(ProblemKind::NotRunning, format!("The node stopped before it answered: {error}."))
        .hint("Start it again with `vicinia up` and repeat the command.")
}

fn strange(error: &serde_json::Error) -> Problem {
    Problem::new(ProblemKind::Failure, format!("The node's answer was not understood: {error}."))
        .hint("The node may run an older version of this program: stop it and start it again.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::UnixListener;

    /// A node that gives one answer.
    async fn asked(answer: &'static str) -> Result<serde_json::Value, Problem> {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = UnixListener::bind(folder.path().join("control.sock")).expect("a socket");
        let node = tokio::spawn(async move {
            let (_probe, _) = listener.accept().await.expect("a probe");
            let (mut stream, _) = listener.accept().await.expect("a question");
            let mut question = String::new();
            BufReader::new(&mut stream).read_line(&mut question).await.expect("a line");
            stream.write_all(answer.as_bytes()).await.expect("written");
            question
        });
        let client = Client::running(folder.path()).await?;
        let outcome = client.ask(Request::Status).await;
        assert_eq!(node.await.expect("no panic"), "{\"ask\":\"status\"}\n");
        outcome
    }

    #[tokio::test]
    async fn answers_and_refusals_come_through() {
        let document = asked("{\"ok\":{\"works\":3}}\n").await.expect("an answer");
        assert_eq!(document["works"], 3);
        let refusal = "{\"error\":{\"kind\":\"refused\",\"message\":\"No.\",\"hint\":null}}\n";
        assert_eq!(asked(refusal).await.expect_err("refused").kind, ProblemKind::Refused);
    }

    #[tokio::test]
    async fn half_an_answer_is_no_answer() {
        assert_eq!(asked("{\"ok\":{").await.expect_err("cut").kind, ProblemKind::NotRunning);
        assert_eq!(asked("what?\n").await.expect_err("strange").kind, ProblemKind::Failure);
    }

    #[tokio::test]
    async fn a_node_that_never_answers_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let socket = folder.path().join("control.sock");
        let _nobody_accepts = UnixListener::bind(&socket).expect("a socket");
        let silent = exchange(&socket, b"?\n", Duration::from_millis(10)).await.expect_err("no answer");
        assert_eq!(silent.kind(), ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn an_answer_may_take_its_time_once_the_question_was_heard() {
        assert_eq!(asked(" {\"ok\":{\"works\":3}}\n").await.expect("an answer")["works"], 3);
    }

    #[tokio::test]
    async fn a_stopped_node_is_said_to_be_stopped() {
        let folder = tempfile::tempdir().expect("a folder");
        let problem = Client::running(folder.path()).await.err().expect("nobody there");
        assert_eq!(problem.kind, ProblemKind::NotRunning);
        assert!(problem.hint.expect("a hint").starts_with("Start it with: vicinia up --data /"));
    }
}
