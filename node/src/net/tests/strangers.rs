//! Strangers: what they reach, how many there are, how soon they leave.

use std::time::Duration;

use libp2p::request_response::OutboundFailure;
use tokio::time::Instant;

use super::kit::{Hostile, Node, config, frame, peer_id, within};
use crate::net::{CloseReason, Event, Protocol, node_of};

#[tokio::test]
async fn a_stranger_reaches_joining_and_nothing_else() {
    let mut node = Node::new(1).await;
    let names = Protocol::ALL.map(Protocol::name);
    let gossip = ["/meshsub/1.2.0", "/meshsub/1.1.0", "/meshsub/1.0.0"];
    for (seed, name) in (10..).zip(names.into_iter().chain(gossip)) {
        let mut stranger = Hostile::new(seed, name);
        stranger.connect(&node).await;
        let please = frame(b"please");
        let said = stranger.say(node.peer, &please);
        if name == Protocol::Join.name() {
            let answered = async {
                let (_, token) = node.asked(false).await;
                assert_eq!(token.protocol(), Protocol::Join);
                node.handle.respond(token, b"pending".to_vec()).await.unwrap();
            };
            assert_eq!(tokio::join!(said, answered).0.unwrap(), frame(b"pending"));
        } else {
            let failure = said.await.unwrap_err();
            assert!(matches!(failure, OutboundFailure::UnsupportedProtocols), "{name}: {failure}");
        }
    }
    while let Ok(event) = node.events.try_recv() {
        assert!(!matches!(event, Event::Request { .. } | Event::Gossip { .. }), "{event:?}");
    }
}

async fn gone(node: &mut Node) -> CloseReason {
    node.until("gone", |event| if let Event::Disconnected { why, .. } = event { Some(why) } else { None })
        .await
}

#[tokio::test]
async fn a_silent_guest_is_shown_out() {
    let mut node = Node::new(1).await;
    let mut stranger = Hostile::new(2, "/none");
    let started = Instant::now();
    stranger.connect(&node).await;
    node.connected(stranger.peer(), false).await;
    assert_eq!(node.status().await.guests, 1);
    stranger.hung_up_on().await;
    let why = gone(&mut node).await;
    assert_eq!((why, node.status().await.guests), (CloseReason::GuestLeft, 0));
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn the_ninth_guest_is_turned_away() {
    let mut hospitable = config(1);
    hospitable.limits.guest_silence = Duration::from_secs(60);
    let node = Node::with(hospitable).await;
    let mut guests = Vec::new();
    for seed in 10..18 {
        let mut guest = Hostile::new(seed, "/none");
        guest.connect(&node).await;
        guests.push(guest);
    }
    // The dialling side is through a moment before the listening one.
    within("eight guests", async {
        while node.status().await.guests < 8 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let mut ninth = Hostile::new(18, "/none");
    ninth.swarm.dial(node.address.clone()).unwrap();
    ninth.hung_up_on().await;
    let status = node.status().await;
    assert_eq!((status.guests, status.connections_refused), (8, 1));
}

#[tokio::test]
async fn a_talkative_guest_is_shown_out() {
    let mut node = Node::new(1).await;
    let mut stranger = Hostile::new(2, Protocol::Join.name());
    stranger.connect(&node).await;
    for _ in 0..2 {
        stranger.swarm.behaviour_mut().send_request(&node.peer, frame(&[0; 40 * 1024]));
    }
    let why = tokio::select! { why = gone(&mut node) => why, never = stranger.run() => match never {} };
    assert_eq!(why, CloseReason::GuestLeft);
    assert_eq!(node.status().await.requests_dropped, 1);
}

#[tokio::test]
async fn a_weak_key_is_refused() {
    let mut strict = config(1);
    strict.is_weak = |key| *key == node_of(&peer_id(2)).unwrap();
    let node = Node::with(strict).await;
    let mut weak = Hostile::new(2, Protocol::Join.name());
    weak.swarm.dial(node.address.clone()).unwrap();
    weak.hung_up_on().await;
    let status = node.status().await;
    assert_eq!((status.connections_refused, status.peers.len()), (1, 0));
}
