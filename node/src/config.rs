//! Settings: what people write, checked once and turned into what the node uses.

mod access;

pub use access::{Access, Wish};

use crate::folder::Folder;
use libp2p::Multiaddr;
use protocol::api::{Problem, ProblemKind};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What a node is started with.
#[derive(Debug, Clone)]
pub struct Config {
    /// Its folder.
    pub data: PathBuf,
    /// Addresses to listen on; empty takes those of the settings file, else the default.
    pub listen: Vec<String>,
    /// Without the network: for commands that work on a stopped node's folder.
    pub offline: bool,
    /// Where the web application is served.
    pub web: Wish,
    /// Whether the office network may read there, even if the settings file does not say so.
    pub office: bool,
}

impl Config {
    /// The defaults for a folder.
    #[must_use]
    pub fn new(data: &Path) -> Self {
        Self { data: data.to_path_buf(), listen: Vec::new(), offline: false, web: Wish::None, office: false }
    }
}

/// A commented example of `vicinia.toml`, with every key.
pub const EXAMPLE: &str = r#"# Settings of a Vicinia node. Every key may be left out.

# Where other nodes can connect: TCP and QUIC on one port.
listen = ["/ip4/0.0.0.0/tcp/4811", "/ip4/0.0.0.0/udp/4811/quic-v1"]

# Addresses under which others reach this node, if they differ from the above (a router, a DNS name).
external = ["/dns4/vicinia.comune.example/tcp/4811"]

# Whether addresses of private networks (10.x, 192.168.x …) may be dialled: yes inside one office.
allow_private = false

# Whether addresses of this machine itself may be dialled: only for trying things out.
allow_loopback = false

# Where the web pages are served: this computer alone, unless `office` is true.
web = "127.0.0.1:8423"

# Whether the office network may read the pages without an account, works for members included.
office = false

# Host names by which the pages are reached besides that address (a name in the office's DNS, a proxy).
web_names = ["vicinia.comune.example"]

# Where figures for Prometheus are served, on this computer alone; absent: nowhere.
metrics = "127.0.0.1:9423"

# Room on the disk that is left alone, in MiB: below it nothing new is taken in, while reading, withdrawing
# and erasing go on.
reserve_mib = 200

# The most that the texts of all organisations together may take up here, in GiB. Of each organisation some
# 1.2 GiB are kept, more if the network lets it publish more.
texts_gib = 32
"#;

/// `vicinia.toml` as written. Unknown keys are refused: a typo must not be a silent default.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    listen: Vec<String>,
    external: Vec<String>,
    allow_private: Option<bool>,
    allow_loopback: Option<bool>,
    web: Option<String>,
    office: bool,
    web_names: Vec<String>,
    metrics: Option<String>,
    reserve_mib: Option<u64>,
    texts_gib: Option<u64>,
}

/// Checked settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Addresses to listen on.
    pub listen: Vec<Multiaddr>,
    /// Addresses to tell others instead.
    pub external: Vec<Multiaddr>,
    /// Whether private addresses may be dialled.
    pub allow_private: bool,
    /// Whether loopback addresses may be dialled.
    pub allow_loopback: bool,
    /// How the web application is reached.
    pub web: Access,
    /// Room on the disk that is left alone; the store's own idea of it if nothing is said.
    pub reserve_bytes: Option<u64>,
    /// The most that all texts together may take up; the store's own idea of it if nothing is said.
    pub texts_bytes: Option<u64>,
}

impl Settings {
    /// Reads the folder's settings and lays the start's own over them.
    ///
    /// # Errors
    /// When a key is unknown or an address is none.
    pub fn load(folder: &Folder, config: &Config) -> Result<Self, Problem> {
        let raw = match std::fs::read_to_string(folder.settings()) {
            Ok(text) => parse(&text, &folder.settings())?,
            Err(_) => Raw::default(),
        };
        let chosen = if config.listen.is_empty() { raw.listen } else { config.listen.clone() };
        let mut listen = addresses(&chosen)?;
        if listen.is_empty() {
            listen = addresses(&["/ip4/0.0.0.0/tcp/4811".into(), "/ip4/0.0.0.0/udp/4811/quic-v1".into()])?;
        }
        // Who listens on loopback alone tries things out on one machine, or tests.
        let local = listen.iter().all(is_loopback);
        Ok(Self {
            external: addresses(&raw.external)?,
            allow_private: raw.allow_private.unwrap_or(local),
            allow_loopback: raw.allow_loopback.unwrap_or(local),
            web: Access {
                wish: wish(&config.web, raw.web),
                office: config.office || raw.office,
                names: raw.web_names,
                metrics: raw.metrics,
            },
            reserve_bytes: raw.reserve_mib.map(|mib| mib.saturating_mul(1 << 20)),
            texts_bytes: raw.texts_gib.map(|gib| gib.saturating_mul(1 << 30)),
            listen,
        })
    }
}

/// What the start says goes before what the file says; nothing is served that neither wishes.
fn wish(start: &Wish, file: Option<String>) -> Wish {
    match (start, file) {
        (Wish::Usual, Some(address)) => Wish::At(address),
        (wish, _) => wish.clone(),
    }
}

fn parse(text: &str, path: &Path) -> Result<Raw, Problem> {
    toml::from_str(text).map_err(|error| {
        let message = format!("the settings in {} are wrong: {}", path.display(), error.message());
        Problem::new(ProblemKind::Usage, message)
            .hint("the comments in that file, as it was made, list every key")
    })
}

fn addresses(texts: &[String]) -> Result<Vec<Multiaddr>, Problem> {
    texts
        .iter()
        .map(|text| {
            text.parse().map_err(|_| {
                let message = format!("`{text}` is no address to listen on");
                Problem::new(ProblemKind::Usage, message).hint("write it like /ip4/0.0.0.0/tcp/4811")
            })
        })
        .collect()
}

/// Whether an address is of this machine alone.
#[must_use]
pub fn is_loopback(address: &Multiaddr) -> bool {
    address.iter().any(|part| match part {
        libp2p::multiaddr::Protocol::Ip4(ip) => ip.is_loopback(),
        libp2p::multiaddr::Protocol::Ip6(ip) => ip.is_loopback(),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_parses_and_names_every_key() {
        let raw = parse(EXAMPLE, Path::new("example")).expect("the example is right");
        assert_eq!(raw.listen.len(), 2);
        assert_eq!(raw.external.len(), 1);
        assert_eq!((raw.allow_private, raw.allow_loopback), (Some(false), Some(false)));
        assert_eq!((raw.web.is_some(), raw.office, raw.metrics.is_some()), (true, false, true));
        assert_eq!((raw.web_names.len(), raw.reserve_mib, raw.texts_gib), (1, Some(200), Some(32)));
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let problem = parse("lisen = []", Path::new("vicinia.toml")).expect_err("refused");
        assert_eq!(problem.kind, ProblemKind::Usage);
        assert!(problem.message.starts_with("the settings in vicinia.toml are wrong: "), "{problem:?}");
    }
}
