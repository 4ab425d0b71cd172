//! One node of the demonstration: this very program in a process of its own.
//!
//! Owns: that the process ends with us. It stops when its standard input closes, which happens even if
//! we are killed, and it is killed if it does not stop.

use crate::client::Client;
use crate::context::{failure, io};
use crate::library::Sample;
use protocol::api::{Problem, ProblemKind, Request, Secret};
use serde::de::DeserializeOwned;
use std::fs::File;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::process::{Child, ChildStdin, Command};

const LISTEN: &str = "/ip4/127.0.0.1/tcp/0";
const WEB: &str = "127.0.0.1:0";
/// For a node to start, and to stop.
const START: Duration = Duration::from_secs(60);
const STOP: Duration = Duration::from_secs(15);
const POLL: Duration = Duration::from_millis(50);
/// Of a node's log, when it did not start.
const LOG_LINES: usize = 5;

/// An organisation's folder, before its node runs.
pub(super) struct Folder {
    pub(super) sample: Sample,
    pub(super) data: PathBuf,
    pub(super) texts: PathBuf,
    pub(super) passphrase: zeroize::Zeroizing<String>,
    log: PathBuf,
}

/// A running node.
pub(super) struct DemoNode {
    pub(super) folder: Folder,
    pub(super) client: Arc<Client>,
    /// Where its pages are read.
    pub(super) web: String,
    /// Apart from the child: waiting for a child closes the input it holds, and that is the sign to stop.
    input: Option<ChildStdin>,
    child: Child,
}

impl Folder {
    /// Chooses a passphrase and leaves it, readable for this user only, beside the data.
    pub(super) fn new(place: &Path, sample: Sample) -> Result<Self, Problem> {
        let mut random = zeroize::Zeroizing::new([0_u8; 24]);
        getrandom::fill(random.as_mut()).map_err(|error| failure("There is no randomness", &error))?;
        let passphrase = zeroize::Zeroizing::new(protocol::id::to_hex(random.as_ref()));
        let path = place.join(format!("{}.passphrase", sample.folder));
        let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        file.and_then(|mut file| std::io::Write::write_all(&mut file, passphrase.as_bytes()))
            .map_err(|error| io("Writing", &path, &error))?;
        Ok(Self {
            data: place.join(sample.folder),
            texts: place.join(format!("{}.texts", sample.folder)),
            log: place.join(format!("{}.log", sample.folder)),
            sample,
            passphrase,
        })
    }

    pub(super) fn secret(&self) -> Secret {
        Secret(self.passphrase.as_str().to_owned())
    }

    /// Starts the node and waits until it answers.
    pub(super) async fn start(self) -> Result<DemoNode, Problem> {
        let mut child = self.spawn().map_err(|error| failure("A node could not be started", &error))?;
        let input = child.stdin.take();
        let since = Instant::now();
        loop {
            match Client::running(&self.data).await {
                Ok(client) => {
                    let web = self.web(since).await?;
                    return Ok(DemoNode { client: Arc::new(client), folder: self, web, input, child });
                }
                Err(problem) if problem.kind != ProblemKind::NotRunning => return Err(problem),
                Err(_) => {}
            }
            let ended = child.try_wait().is_ok_and(|status| status.is_some());
            if ended || since.elapsed() > START {
                return Err(self.not_started());
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// The address that the node has printed once its pages are served.
    async fn web(&self, since: Instant) -> Result<String, Problem> {
        while since.elapsed() < START {
            let log = std::fs::read_to_string(&self.log).unwrap_or_default();
            let whole = log.rsplit_once('\n').map_or("", |(whole, _)| whole);
            if let Some(address) = whole.lines().find(|line| line.starts_with("http://")) {
                return Ok(address.to_owned());
            }
            tokio::time::sleep(POLL).await;
        }
        Err(self.not_started())
    }

    fn spawn(&self) -> std::io::Result<Child> {
        let log = File::create(&self.log)?;
        Command::new(std::env::current_exe()?)
            .args([
                "up",
                "--listen",
                LISTEN,
                "--web",
                WEB,
                "--until-stdin-closes",
                "--no-input",
                "--color",
                "never",
                "--data",
            ])
            .arg(&self.data)
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log)
            // Ctrl-C is for us alone: the nodes are stopped in order.
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
    }

    fn not_started(&self) -> Problem {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        let last = lines[lines.len().saturating_sub(LOG_LINES)..].join("\n");
        let message = format!("The node of {} did not start.", self.sample.name);
        Problem::new(ProblemKind::Failure, message).hint(last)
    }
}

impl DemoNode {
    pub(super) fn name(&self) -> &str {
        &self.folder.sample.name
    }

    pub(super) async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, Problem> {
        self.client.ask(request).await
    }

    /// Asks again and again until the answer will do, or says what was waited for in vain.
    pub(super) async fn until<T: DeserializeOwned>(
        &self,
        waiting_for: &str,
        most: Duration,
        request: Request,
        will_do: impl Fn(&T) -> bool,
    ) -> Result<T, Problem> {
        let since = Instant::now();
        loop {
            let answer = self.ask(request.clone()).await?;
            if will_do(&answer) {
                return Ok(answer);
            }
            if since.elapsed() > most {
                let message = format!("{} waited in vain for {waiting_for}.", self.name());
                return Err(Problem::new(ProblemKind::Network, message));
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Waits for the process to end by itself.
    pub(super) async fn ended(&mut self) {
        let _how = self.child.wait().await;
    }

    /// Lets it stop, and makes it stop if it does not.
    pub(super) async fn stop(mut self) {
        drop(self.input.take());
        if tokio::time::timeout(STOP, self.child.wait()).await.is_err() {
            let _already_gone = self.child.kill().await;
        }
    }
}
