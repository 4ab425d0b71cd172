//! Where the web application listens and who may read there.
//!
//! Owns: the rule that nothing but this computer reads unless the administrator opened the node.

use protocol::api::{Problem, ProblemKind};
use std::net::SocketAddr;

/// Where it listens if nothing else is said.
const USUAL: &str = "127.0.0.1:8423";

/// What the start asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Wish {
    /// No web application.
    #[default]
    None,
    /// At the usual address, if it is free.
    Usual,
    /// At this address or not at all.
    At(String),
}

/// How the web application is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Access {
    /// Where.
    pub wish: Wish,
    /// Whether the office network may read, works for members of the network included.
    pub office: bool,
    /// Host names by which it is reached besides its address.
    pub names: Vec<String>,
    /// Where metrics are read.
    pub metrics: Option<String>,
}

impl Access {
    /// The address to listen on.
    ///
    /// # Errors
    /// When it is none, or would let others read without the administrator's word.
    pub(crate) fn address(&self) -> Result<Option<SocketAddr>, Problem> {
        let text = match &self.wish {
            Wish::None => return Ok(None),
            Wish::Usual => USUAL,
            Wish::At(text) => text,
        };
        let address = parse(text)?;
        if !address.ip().is_loopback() && !self.office {
            let message =
                format!("{address} can be reached by other computers, and this node is not open to them");
            return Err(Problem::new(ProblemKind::Refused, message).hint(
                "to let the office network read here, works for members included, start with --office \
                 or set `office = true`; otherwise take 127.0.0.1",
            ));
        }
        Ok(Some(address))
    }

    /// The address for metrics: this computer's own only.
    ///
    /// # Errors
    /// When it is none, or could be reached by others.
    pub(crate) fn metrics(&self) -> Result<Option<SocketAddr>, Problem> {
        let Some(text) = &self.metrics else { return Ok(None) };
        let address = parse(text)?;
        if !address.ip().is_loopback() {
            let message =
                format!("metrics are for this computer alone, and {address} can be reached by others");
            return Err(
                Problem::new(ProblemKind::Refused, message).hint("take an address like 127.0.0.1:9423")
            );
        }
        Ok(Some(address))
    }
}

fn parse(text: &str) -> Result<SocketAddr, Problem> {
    text.parse().map_err(|_| {
        Problem::new(ProblemKind::Usage, format!("`{text}` is no address and port"))
            .hint("write it like 127.0.0.1:8423; port 0 takes any that is free")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, office: bool) -> Result<Option<SocketAddr>, ProblemKind> {
        let access = Access { wish: Wish::At(text.into()), office, ..Access::default() };
        access.address().map_err(|problem| problem.kind)
    }

    #[test]
    fn only_this_computer_reads_unless_the_node_is_opened() {
        assert!(at("127.0.0.1:0", false).expect("fine").is_some());
        assert!(at("[::1]:8423", false).expect("fine").is_some());
        for open in ["0.0.0.0:8423", "192.168.1.5:80", "[::]:8423", "10.0.0.1:0"] {
            assert_eq!(at(open, false), Err(ProblemKind::Refused), "{open}");
            assert!(at(open, true).expect("opened").is_some(), "{open}");
        }
        assert_eq!(at("localhost", false), Err(ProblemKind::Usage));
        assert_eq!(Access::default().address(), Ok(None));
    }

    #[test]
    fn metrics_never_leave_the_computer() {
        let access = |text: &str| Access { metrics: Some(text.into()), office: true, ..Access::default() };
        assert!(access("127.0.0.1:0").metrics().is_ok());
        assert_eq!(access("0.0.0.0:9").metrics().map_err(|one| one.kind), Err(ProblemKind::Refused));
    }
}
