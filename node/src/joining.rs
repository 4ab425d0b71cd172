//! The way in: a node that was invited asks until it is answered.

use crate::admission;
use crate::identity::Joining;
use crate::net::PeerId;
use crate::node::{Online, Services, invitation};
use crate::traffic::{ask_join, with_peer};
use protocol::api::Problem;
use protocol::join::{JoinAnswer, JoinAsk, Presented, refusal};
use std::time::Duration;

/// Between two questions to the same members.
const PAUSE: Duration = Duration::from_secs(2);

/// How joining goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum JoinState {
    /// Nobody has answered yet, for this reason.
    #[default]
    Unreached,
    /// The stewards have the request.
    Pending,
    /// No, in words.
    Refused(&'static str),
    /// This organisation is a member.
    Admitted,
}

/// Tells the network whom the invitation names, so that they count as members until the roster is here.
pub(crate) async fn prepare(services: &Services, online: &Online) -> Result<(), Problem> {
    let Some(joining) = &services.who.identity.joining else { return Ok(()) };
    let named: Vec<_> =
        invitation(&joining.invitation)?.addresses.iter().filter_map(|one| with_peer(one)).collect();
    let peers: Vec<PeerId> = named.iter().map(|(peer, _)| *peer).collect();
    let _ = online.net.allow_temporarily(peers).await;
    for (peer, address) in named {
        let _ = online.net.add_addresses(peer, vec![address]).await;
        let _ = online.net.dial(peer).await;
    }
    Ok(())
}

/// Asks until this organisation is in the roster here.
pub(crate) async fn run(services: Services, online: Online) {
    let Some(joining) = services.who.identity.joining.clone() else { return };
    let (Ok(invitation), Ok(words)) = (invitation(&joining.invitation), words(&joining)) else {
        tracing::error!("the stored request to join is damaged: join again with a new invitation");
        return;
    };
    let peers: Vec<PeerId> =
        invitation.addresses.iter().filter_map(|one| with_peer(one)).map(|(peer, _)| peer).collect();
    let mut in_force = services.governance.watch();
    loop {
        let is_in = in_force
            .borrow_and_update()
            .as_ref()
            .is_some_and(|authority| authority.is_certified((services.who.organisation, services.who.node)));
        if is_in {
            services.joining.send_replace(JoinState::Admitted);
            tracing::info!("admitted: this organisation is a member of the network");
            return;
        }
        for peer in &peers {
            ask(&services, &online, *peer, words.clone()).await;
        }
        tokio::select! {
            changed = in_force.changed() => if changed.is_err() { return },
            () = services.arrived.notified() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// What a newcomer says: its request or, of a member's further node, the certificate that makes it one.
fn words(joining: &Joining) -> Result<JoinAsk, Problem> {
    Ok(match &joining.certificate {
        Some(paper) => JoinAsk::Present(Presented::Paper(admission::decode_hex(paper)?)),
        None => JoinAsk::Request(admission::stored_request(&joining.request)?),
    })
}

async fn ask(services: &Services, online: &Online, peer: PeerId, words: JoinAsk) {
    let state = match ask_join(&online.net, peer, words).await {
        Some(JoinAnswer::Pending) => JoinState::Pending,
        Some(JoinAnswer::Refused(code)) => JoinState::Refused(refusal::sentence(code)),
        Some(JoinAnswer::Unfounded(_)) => JoinState::Refused(
            "the member asked does not know the root key that certified this node as its organisation's",
        ),
        Some(JoinAnswer::Admitted(_) | JoinAnswer::Noted) => {
            // The peer closes the connection to open it again as a member's; this side may do it too.
            online.replicate.poke(&peer);
            let _ = online.net.dial(peer).await;
            JoinState::Pending
        }
        None => {
            let _ = online.net.dial(peer).await;
            return;
        }
    };
    let before = services.joining.send_replace(state.clone());
    if before != state {
        match state {
            JoinState::Refused(sentence) => tracing::warn!("the request to join was refused: {sentence}"),
            JoinState::Pending => tracing::info!("the request to join was heard; the answer is awaited"),
            JoinState::Unreached | JoinState::Admitted => {}
        }
    }
}
