//! A network of one's own: network namespaces joined by a bridge, made and seen by one test alone.
//!
//! Owns: how a test gets into it, houses with addresses, and programs that live in them. Any user may do this
//! where the kernel lets users have namespaces; it needs `unshare`, `nsenter` and `ip`.
//! Refuses to know what is tested. Neighbour: [`crate::cluster`], whose nodes can live in a house.

use std::ffi::OsStr;
use std::process::{Child, ChildStdin, Command, Stdio};

/// Set in processes started here: what they are for.
const PURPOSE: &str = "VICINIA_TOWN";
const TEST: &str = "the test";
/// Its own list of namespaces, and a bridge.
const SETTLE: &str = "mount -t tmpfs tmpfs /run && ip link set lo up && ip link add square type bridge && \
     ip link set square up && exec \"$@\"";
const SPACES: [&str; 8] = ["unshare", "--user", "--map-root-user", "--net", "--mount", "sh", "-c", SETTLE];

/// Where a test finds itself.
pub enum Place {
    /// In a town; go on.
    Town(Town),
    /// Outside; the test has run in a town meanwhile, and passed.
    Outside,
    /// This machine has no room for towns; it says why.
    Nowhere(String),
    /// In a house, where it plays this part.
    Part(String),
}

/// Runs the test of this full name once more, in a town.
pub fn enter(test: &str) -> Place {
    match std::env::var(PURPOSE) {
        Ok(purpose) if purpose == TEST => return Place::Town(Town { test: test.to_owned() }),
        Ok(part) => return Place::Part(part),
        Err(_) => {}
    }
    let space = |inside: &[&OsStr]| {
        let mut command = Command::new(SPACES[0]);
        command.args(&SPACES[1..]).arg("sh").args(inside).env(PURPOSE, TEST).stdin(Stdio::null());
        command.output()
    };
    match space(&[OsStr::new("true")]) {
        Ok(tried) if tried.status.success() => {}
        Ok(tried) => return Place::Nowhere(String::from_utf8_lossy(&tried.stderr).trim().to_owned()),
        Err(error) => return Place::Nowhere(format!("unshare: {error}")),
    }
    let this = std::env::current_exe().expect("this test has a path");
    let words = ["--exact", test, "--nocapture"].map(OsStr::new);
    let output = space(&[&[this.as_os_str()][..], &words[..]].concat()).expect("it starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    println!("{out}{err}");
    assert!(output.status.success() && out.contains("1 passed"), "{test} failed in its town");
    Place::Outside
}

/// All namespaces of this test; they end with its process.
pub struct Town {
    test: String,
}

/// A namespace with a cable to the square.
#[derive(Debug, Clone)]
pub struct House {
    name: String,
    /// Its first address.
    pub address: String,
}

/// A part that is played in a house, until it is dropped.
pub struct Player {
    child: Child,
    stdin: Option<ChildStdin>,
}

impl Town {
    /// A house with these addresses, all in 10.0.0.0/8.
    pub fn house(&self, name: &str, addresses: &[String]) -> House {
        let cable = format!("to-{name}");
        ip(&["netns", "add", name]);
        ip(&["link", "add", &cable, "type", "veth", "peer", "name", "eth0", "netns", name]);
        ip(&["link", "set", &cable, "master", "square", "up"]);
        for address in addresses {
            ip(&["-n", name, "addr", "add", &format!("{address}/8"), "dev", "eth0"]);
        }
        for link in ["lo", "eth0"] {
            ip(&["-n", name, "link", "set", link, "up"]);
        }
        House { name: name.to_owned(), address: addresses[0].clone() }
    }

    /// Runs this test in a house, where it plays a part.
    pub fn play(&self, house: &House, part: &str) -> Player {
        let this = std::env::current_exe().expect("this test has a path");
        let mut command = Command::new("nsenter");
        command.args(house.door()).arg(this).args(["--exact", &self.test, "--nocapture"]);
        let child = command.env(PURPOSE, part).stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
        let mut child = child.expect("it starts");
        let stdin = child.stdin.take();
        Player { child, stdin }
    }
}

impl House {
    /// What `nsenter` needs to know.
    pub fn door(&self) -> [String; 1] {
        [format!("--net=/run/netns/{}", self.name)]
    }
}

impl Player {
    /// Whether it is still at it.
    pub fn plays(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|ended| ended.is_none())
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _already_gone = self.child.kill();
        let _how = self.child.wait();
    }
}

fn ip(words: &[&str]) {
    let output = Command::new("ip").args(words).output().expect("`ip` is there");
    assert!(output.status.success(), "ip {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}
