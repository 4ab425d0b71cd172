//! Real nodes to test with: `vicinia up` processes on this machine, spoken to by the command line.
//!
//! Owns: folders, processes and that none outlives its test. Refuses to know what is tested: see the
//! integration binary.

use crate::town::House;
use serde_json::Value;
use std::ffi::OsStr;
use std::fmt::Debug;
use std::fs::File;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take that needs other nodes.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// The passphrase of every test organisation.
pub const PASSPHRASE: &str = "correct horse battery staple";
/// Between two looks.
const POLL: Duration = Duration::from_millis(100);
const LISTEN: &str = "/ip4/127.0.0.1/tcp/0";
/// Of a log, when something went wrong.
const LOG_LINES: usize = 15;

/// A number from the environment, or what it is without.
pub fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| {
        text.parse().unwrap_or_else(|_| panic!("{name} must be a number, not `{text}`"))
    })
}

/// The seed of a test's choices, printed so that they can be made again.
pub fn seed() -> u64 {
    let seed = number("VICINIA_SEED", 7);
    println!("VICINIA_SEED={seed}");
    seed
}

/// The program under test.
pub fn binary() -> PathBuf {
    let named = std::env::var_os("VICINIA_BIN").map(PathBuf::from);
    let beside = || {
        let test = std::env::current_exe().expect("this test has a path");
        test.parent().and_then(Path::parent).expect("a target folder").join("vicinia")
    };
    let path = named.unwrap_or_else(beside);
    assert!(
        path.is_file(),
        "{} is missing: build it with `cargo build -p vicinia`, or name another with VICINIA_BIN",
        path.display()
    );
    path
}

/// Looks again and again until `condition` gives a value; fails with what was last seen.
pub fn until<T>(deadline: Duration, what: &str, mut condition: impl FnMut() -> Result<T, String>) -> T {
    let since = Instant::now();
    loop {
        match condition() {
            Ok(value) => return value,
            Err(seen) if since.elapsed() > deadline => {
                panic!("waited {} s in vain until {what}; last seen: {seen}", deadline.as_secs())
            }
            Err(_) => std::thread::sleep(POLL),
        }
    }
}

/// `Ok` if it holds, else what was seen, for [`until`].
///
/// # Errors
/// When it does not hold.
pub fn holds(condition: bool, seen: impl Debug) -> Result<(), String> {
    if condition { Ok(()) } else { Err(format!("{seen:?}")) }
}

/// How a command ended.
#[derive(Debug)]
pub struct Ran {
    /// Exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Standard output as the one document it must be.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("not one JSON document ({error}): {self:?}"))
    }

    /// The same, of a command that must have been done.
    pub fn done(&self) -> Value {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.json()
    }
}

/// Runs the program, with nobody to be asked and nothing of the environment.
pub fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    let output = command(arguments).stdin(Stdio::null()).output().expect("the program starts");
    Ran::new(&output)
}

/// The program with these arguments, not started yet.
pub fn command<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    prepared(Command::new(binary()), arguments)
}

/// Runs the program as one whom the modes of files bind: root itself, without what root may do besides.
pub fn run_bound<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    let mut program = Command::new(binary());
    if rustix::process::geteuid().is_root() {
        program = Command::new("setpriv");
        program.args(["--bounding-set=-all", "--inh-caps=-all", "--"]).arg(binary());
    }
    let output = prepared(program, arguments).stdin(Stdio::null()).output();
    Ran::new(&output.expect("the program starts"))
}

fn prepared<S: AsRef<OsStr>>(mut command: Command, arguments: impl IntoIterator<Item = S>) -> Command {
    for name in ["VICINIA_DATA", "VICINIA_PASSPHRASE_FILE", "VICINIA_LOG"] {
        command.env_remove(name);
    }
    command.args(["--no-input", "--color", "never"]).args(arguments);
    command
}

/// A process of ours that has not been waited for, so that its number is still its own.
#[derive(Debug, Clone, Copy)]
pub struct Process(u32);

impl Process {
    /// Ends it at once.
    pub fn kill(self) {
        let killed = Command::new("kill").args(["-KILL", &self.0.to_string()]).status();
        assert!(killed.expect("`kill` is there").success());
    }
}

/// An organisation's node with a place of its own: data folder, passphrase, texts, log.
#[derive(Debug)]
pub struct TestNode {
    /// The organisation's name.
    pub name: String,
    place: tempfile::TempDir,
    child: Option<Child>,
    /// Where it listens: any port at first, then the same one, as real nodes do.
    listen: String,
    /// Where it runs, if not beside the test.
    house: Option<House>,
}

impl Drop for TestNode {
    fn drop(&mut self) {
        self.kill();
    }
}

impl TestNode {
    /// A place without a node.
    pub fn new(name: &str) -> Self {
        let place = tempfile::Builder::new().prefix("vicinia-e2e-").tempdir().expect("a folder");
        let node = Self { name: name.to_owned(), place, child: None, listen: LISTEN.to_owned(), house: None };
        std::fs::create_dir(node.texts()).expect("a folder");
        write_private(&node.passphrase(), PASSPHRASE);
        node
    }

    /// A place without a node, whose process will live in a house of its own.
    pub fn living_in(name: &str, house: &House) -> Self {
        let mut node = Self::new(name);
        node.listen = format!("/ip4/{}/tcp/4811", house.address);
        node.house = Some(house.clone());
        node
    }

    /// Founds a network, and runs.
    pub fn found(name: &str) -> Self {
        Self::new(name).founding()
    }

    /// As [`TestNode::found`], from a place.
    pub fn founding(mut self) -> Self {
        self.particulars(&["init", "--found", "Rete casa", "--budget-records", "1000000"]).done();
        self.allow_neighbours();
        self.up();
        self
    }

    /// Asks to join with an invitation, and runs.
    pub fn join(name: &str, invitation: &str) -> Self {
        Self::new(name).joining(invitation)
    }

    /// As [`TestNode::join`], from a place.
    pub fn joining(mut self, invitation: &str) -> Self {
        self.particulars(&["join", invitation]).done();
        self.allow_neighbours();
        self.up();
        self
    }

    /// Joins and is admitted by this steward.
    pub fn joined(name: &str, steward: &Self) -> Self {
        Self::new(name).joined_by(steward)
    }

    /// As [`TestNode::joined`], from a place.
    pub fn joined_by(self, steward: &Self) -> Self {
        let node = self.joining(&steward.invite());
        steward.admit(&node.name);
        until(PATIENCE, &format!("{} is a member", node.name), || {
            let status = node.status();
            holds(status["organisation"]["membership"] == "member", &status)
        });
        node
    }

    /// The addresses of a town are private ones.
    fn allow_neighbours(&self) {
        if self.house.is_some() {
            std::fs::write(self.data().join("vicinia.toml"), "allow_private = true\n").expect("written");
        }
    }

    /// Runs `init` or `join` with everything it would ask.
    pub fn particulars(&self, verb: &[&str]) -> Ran {
        let about =
            ["--organisation", &self.name, "--kind", "municipality", "--country", "IT", "--language", "it"];
        self.signing(&[verb, &about].concat())
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.place.path().join("data")
    }

    /// A folder for files to publish.
    pub fn texts(&self) -> PathBuf {
        self.place.path().join("texts")
    }

    fn passphrase(&self) -> PathBuf {
        self.place.path().join("passphrase")
    }

    fn log_file(&self) -> PathBuf {
        self.place.path().join("log")
    }

    /// Everything its runs have logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    /// Starts the process and waits until it answers.
    pub fn up(&mut self) {
        self.start();
        let socket = self.data().join("control.sock");
        until(PATIENCE, &format!("{} has started", self.name), || {
            let ended = self.child.as_mut().and_then(|child| child.try_wait().ok().flatten());
            assert!(ended.is_none(), "{} ended: {ended:?}\n{}", self.name, self.last_words());
            match std::os::unix::net::UnixStream::connect(&socket) {
                Ok(_) => Ok(()),
                Err(error) => Err(format!("{error}\n{}", self.last_words())),
            }
        });
        if let Some(address) = self.status()["listening"][0].as_str() {
            address.clone_into(&mut self.listen);
        }
    }

    /// Starts the process and waits for nothing.
    pub fn start(&mut self) {
        assert!(self.child.is_none(), "{} runs already", self.name);
        let log = File::options().create(true).append(true).open(self.log_file()).expect("a log");
        let program = match &self.house {
            None => Command::new(binary()),
            Some(house) => {
                let mut enters = Command::new("nsenter");
                enters.args(house.door()).arg(binary());
                enters
            }
        };
        let child = prepared(program, ["up", "--listen", &self.listen, "--until-stdin-closes", "--data"])
            .arg(self.data())
            .stdin(Stdio::piped())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn();
        self.child = Some(child.expect("the program starts"));
    }

    /// Ends the process at once, as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _already_gone = child.kill();
            let _how = child.wait();
        }
    }

    /// The process, for someone else to kill.
    pub fn process(&self) -> Process {
        Process(self.child.as_ref().expect("it runs").id())
    }

    /// Memory of the process, in KiB.
    pub fn memory_kib(&self) -> u64 {
        self.memory("VmRSS:")
    }

    /// The most memory the process has had, in KiB.
    pub fn memory_peak_kib(&self) -> u64 {
        self.memory("VmHWM:")
    }

    fn memory(&self, name: &str) -> u64 {
        let process = self.process().0;
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a line");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// Asks the process to end, and waits for it.
    pub fn stop(&mut self) {
        let mut child = self.child.take().expect("it runs");
        drop(child.stdin.take());
        let how = until(PATIENCE, &format!("{} has stopped", self.name), || {
            child.try_wait().ok().flatten().ok_or_else(|| self.last_words())
        });
        assert!(how.success(), "{} ended with {how}\n{}", self.name, self.last_words());
    }

    fn last_words(&self) -> String {
        let log = self.log();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
    }

    /// Runs a command on this node, with text for people.
    pub fn tell(&self, arguments: &[&str]) -> Ran {
        let data = self.data();
        run(arguments.iter().map(OsStr::new).chain([OsStr::new("--data"), data.as_os_str()]))
    }

    /// The same with `--json`.
    pub fn ask(&self, arguments: &[&str]) -> Ran {
        self.tell(&[arguments, &["--json"]].concat())
    }

    /// The same, for what needs the passphrase.
    pub fn signing(&self, arguments: &[&str]) -> Ran {
        let passphrase = self.passphrase();
        let passphrase = ["--passphrase-file", passphrase.to_str().expect("a plain path")];
        self.ask(&[arguments, &passphrase].concat())
    }

    /// `vicinia status`.
    pub fn status(&self) -> Value {
        self.ask(&["status"]).done()
    }

    /// Organisations in the roster.
    pub fn members(&self) -> Vec<Value> {
        self.ask(&["members"]).done()["members"].as_array().cloned().unwrap_or_default()
    }

    /// A fresh invitation.
    pub fn invite(&self) -> String {
        self.ask(&["invite"]).done()["invitation"].as_str().expect("a line").to_owned()
    }

    /// Admits who has this name, once the request is here.
    pub fn admit(&self, name: &str) {
        let id = until(PATIENCE, &format!("{name} has asked to join"), || {
            let asked = self.ask(&["members", "requests"]).done();
            let requests = asked["requests"].as_array().into_iter().flatten();
            let id = requests.filter(|one| one["name"] == name).find_map(|one| one["id"].as_str());
            id.map(str::to_owned).ok_or_else(|| format!("{asked}"))
        });
        let change = self.signing(&["members", "admit", &id]).done();
        assert_eq!(change["in_force"], true, "{change}");
    }

    /// Writes a practice whose text holds these words.
    pub fn write(&self, file: &str, title: &str, words: &str) -> String {
        let text = format!(
            "---\nkind: practice\ntitle: \"{title}\"\nsummary: \"Esempio.\"\nlanguage: it\n---\n\n## Risultati\n\n{words}\n"
        );
        self.write_bytes(file, text.as_bytes())
    }

    /// Writes any bytes as a file to publish; its path.
    pub fn write_bytes(&self, file: &str, bytes: &[u8]) -> String {
        let path = self.texts().join(file);
        std::fs::write(&path, bytes).expect("written");
        path.to_str().expect("a plain path").to_owned()
    }

    /// Publishes one file: its outcome and its work.
    pub fn publish(&self, path: &str) -> (String, String) {
        let report = self.ask(&["publish", path]).done();
        let text =
            |key: &str| report["files"][0][key].as_str().unwrap_or_else(|| panic!("{report}")).to_owned();
        (text("outcome"), text("work"))
    }

    /// Ids of works found.
    pub fn search(&self, words: &str) -> Vec<String> {
        let answer = self.ask(&["search", words, "--limit", "100"]).done();
        let hits = answer["hits"].as_array().cloned().unwrap_or_default();
        hits.iter().filter_map(|hit| hit["id"].as_str().map(str::to_owned)).collect()
    }

    /// Waits until exactly these works are found.
    pub fn finds(&self, words: &str, works: &[&str]) {
        until(PATIENCE, &format!("{} finds {works:?} by `{words}`", self.name), || {
            let mut found = self.search(words);
            let mut wanted = works.to_vec();
            found.sort();
            wanted.sort_unstable();
            holds(found == wanted, (&found, &self.status()["summary"]))
        });
    }

    /// Waits until everything stored is searchable.
    pub fn settled(&self) -> Value {
        until(PATIENCE, &format!("{} can search all it holds", self.name), || {
            let status = self.status();
            let library = &status["library"];
            let all = library["searchable"] == library["works"] && status["index"]["lag"] == 0;
            if all { Ok(status.clone()) } else { Err(format!("{library} {}", status["index"])) }
        })
    }
}

/// Waits until all hold the same and can search all of it.
pub fn same(nodes: &[&TestNode], deadline: Duration) {
    until(deadline, "all nodes hold the same", || {
        let seen: Vec<_> = nodes.iter().map(|node| node.status()["library"].clone()).collect();
        let same = seen.iter().all(|library| library["fingerprint"] == seen[0]["fingerprint"]);
        holds(same, &seen)
    });
    for node in nodes {
        node.settled();
    }
}

/// A file that only this user can read.
pub fn write_private(path: &Path, text: &str) {
    let file = File::options().write(true).create(true).truncate(true).mode(0o600).open(path);
    std::io::Write::write_all(&mut file.expect("a file"), text.as_bytes()).expect("written");
}

/// Copies a folder of files and folders, for this user alone.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    std::fs::set_permissions(to, std::fs::Permissions::from_mode(0o700)).expect("closed");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("copied");
            std::fs::set_permissions(&target, std::fs::Permissions::from_mode(0o600)).expect("closed");
        }
    }
}
