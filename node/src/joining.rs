//! The way in: a node that was invited asks until it is answered.
//!
//! Owns: whom it asks, how often, and what the answers mean for the state. Refuses to know who may be
//! admitted. Neighbours: [`crate::admission`] answers on the other side, [`crate::traffic`] carries it.

use crate::admission;
use crate::identity::Joining;
use crate::net::{PeerId, backoff};
use crate::node::{Online, Services, invitation};
use crate::traffic::{ask_join, with_peer};
use protocol::api::Problem;
use protocol::join::{JoinAnswer, JoinAsk, Presented, refusal};
use std::time::Duration;

/// Between two questions to the same members while the answer is awaited: the shortest and the longest.
const PAUSE: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(30));
/// Questions after which the pauses grow: whoever decides at once is heard at once.
const EAGER: u32 = 30;
/// Between two questions after a no that stays: somebody may have been mistaken, but nobody hurries.
const REFUSED: (Duration, Duration) = (Duration::from_secs(3 * 60), Duration::from_secs(60 * 60));

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
    let mut pace = Pace::default();
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
        let mut answers = Vec::new();
        for peer in &peers {
            answers.extend(ask(&services, &online, *peer, words.clone()).await);
        }
        let refused = pace.heard(&answers);
        if refused {
            // Nobody is dialled for the time being either.
            let _ = online.net.allow_temporarily(Vec::new()).await;
        }
        tokio::select! {
            changed = in_force.changed() => if changed.is_err() { return },
            () = services.arrived.notified(), if !refused => {}
            () = tokio::time::sleep(pace.pause(refused, rand::random())) => {}
        }
        if refused && prepare(&services, &online).await.is_err() {
            return;
        }
    }
}

/// How often one asks: the more seldom, the longer nothing has changed.
#[derive(Debug, Default)]
struct Pace {
    rounds: u32,
    refusals: u32,
}

impl Pace {
    /// Takes in the answers of a round, `true` for a no that stays; says whether that is all there was.
    fn heard(&mut self, answers: &[bool]) -> bool {
        self.rounds = self.rounds.saturating_add(1);
        let refused = !answers.is_empty() && answers.iter().all(|no| *no);
        if refused {
            self.refusals = self.refusals.saturating_add(1);
        } else if !answers.is_empty() {
            self.refusals = 0;
        }
        refused
    }

    /// The pause after it; `lot` is between 0 and 1.
    fn pause(&self, refused: bool, lot: f64) -> Duration {
        if refused {
            backoff(self.refusals, REFUSED, lot)
        } else {
            backoff(self.rounds.saturating_sub(EAGER), PAUSE, lot)
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

/// Asks one member. Whether it said no for good, if it answered.
async fn ask(services: &Services, online: &Online, peer: PeerId, words: JoinAsk) -> Option<bool> {
    let answer = ask_join(&online.net, peer, words).await;
    let no = matches!(answer, Some(JoinAnswer::Refused(code)) if refusal::is_final(code));
    let state = match answer {
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
            return None;
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
    Some(no)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_asks_more_and_more_seldom() {
        let mut pace = Pace::default();
        for _ in 0..EAGER {
            assert!(!pace.heard(&[false]));
            assert_eq!(pace.pause(false, 0.5), PAUSE.0);
        }
        let pauses: Vec<_> = (0..12).map(|_| (pace.heard(&[]), pace.pause(false, 0.5)).1).collect();
        assert!(pauses.is_sorted() && pauses.last() == Some(&PAUSE.1), "{pauses:?}");
        assert_ne!(pace.pause(false, 0.1), pace.pause(false, 0.3), "nodes do not march in step");
    }

    #[test]
    fn a_no_that_stays_is_asked_about_after_minutes() {
        let mut pace = Pace::default();
        assert!(pace.heard(&[true]));
        assert!(pace.pause(true, 0.0) >= REFUSED.0);
        // Who cannot be reached for a while has not taken anything back.
        assert!(!pace.heard(&[]));
        assert!(pace.heard(&[true, true]) && pace.pause(true, 0.5) > REFUSED.0);
        // Another member may know better.
        assert!(!pace.heard(&[true, false]));
        assert!(pace.heard(&[true]) && pace.pause(true, 0.5) == REFUSED.0);
    }
}
