//! How every other node stands to this one, a plain sentence each.

use super::status::outside;
use crate::neighbours::{self, OtherNode};
use crate::net::TransportKind;
use crate::node::Services;
use protocol::api::{PeerLine, Peers, Problem, ProblemKind, SCHEMA_VERSION};

pub(super) async fn peers(services: &Services) -> Result<Peers, Problem> {
    if services.online.is_none() {
        return Err(Problem::new(ProblemKind::NotRunning, "the node is not running"));
    }
    let peers = lines(services).await?;
    let outside = outside(services, services.governance.authority().as_deref());
    let summary = outside.unwrap_or_else(|| summary(&peers));
    Ok(Peers { schema_version: SCHEMA_VERSION, summary, peers })
}

/// One line a node of the roster, our own left out.
pub(super) async fn lines(services: &Services) -> Result<Vec<PeerLine>, Problem> {
    Ok(neighbours::nodes(services).await?.into_iter().map(line).collect())
}

fn line(one: OtherNode) -> PeerLine {
    PeerLine {
        organisation: one.name,
        organisation_id: one.organisation.to_string(),
        node: one.node.to_string(),
        connected: one.transport.is_some(),
        transport: one.transport.map(|transport| match transport {
            TransportKind::Tcp => "tcp".to_owned(),
            TransportKind::Quic => "quic".to_owned(),
        }),
        last_sync_ms: one.last_sync_ms,
        last_seen_ms: one.last_seen_ms,
        behind: one.behind,
        ahead: one.ahead,
        why: one.why.to_string(),
    }
}

/// The sentence over all of them.
fn summary(peers: &[PeerLine]) -> String {
    let total = peers.len();
    let connected = peers.iter().filter(|peer| peer.connected).count();
    match (connected, total) {
        (_, 0) => "No other organisation is in the network yet: vicinia invite brings one.".into(),
        (0, _) => {
            "Connected to nobody: the library here is served as it is, and peers are tried again.".into()
        }
        _ => format!("Connected to {}.", company(connected, total)),
    }
}

/// So many of so many other nodes, in words.
pub(super) fn company(connected: usize, total: usize) -> String {
    match (connected, total) {
        (1, 1) => "the only other node".into(),
        (_, _) if connected == total => format!("all {total} other nodes"),
        _ => format!("{connected} of {total} other nodes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_counted() {
        assert_eq!(company(1, 1), "the only other node");
        assert_eq!(company(3, 3), "all 3 other nodes");
        assert_eq!(company(1, 3), "1 of 3 other nodes");
    }
}
