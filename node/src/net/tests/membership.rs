//! Changes of membership while connections are open.

use super::kit::{Node, member, pair};
use crate::net::{CloseReason, Event, PeerId, Protocol, PublishError, RequestError};

async fn disconnected(node: &mut Node, from: PeerId) -> CloseReason {
    node.until("disconnected", |event| match event {
        Event::Disconnected { peer, why } if peer == from => Some(why),
        _ => None,
    })
    .await
}

#[tokio::test]
async fn a_peer_that_is_behind_learns_and_the_connection_is_opened_anew() {
    let (mut ahead, mut behind) = (Node::new(1).await, Node::new(2).await);
    ahead.knows(&[&behind]).await;
    behind.connected(ahead.peer, false).await;
    ahead
        .until("not recognised", |event| {
            matches!(event, Event::Unrecognised { peer } if peer == behind.peer).then_some(())
        })
        .await;
    assert_eq!(ahead.ask(behind.peer, Protocol::Sync, b"?").await, Err(RequestError::NotServed));

    // It presents its proof, and the other side judges again.
    let presented = ahead.ask(behind.peer, Protocol::Join, b"proof");
    let judged = async {
        let (bytes, token) = behind.asked(false).await;
        assert_eq!(bytes, b"proof");
        behind.handle.respond(token, b"seen".to_vec()).await.unwrap();
    };
    assert_eq!(tokio::join!(presented, judged).0, Ok(b"seen".to_vec()));

    behind.knows(&[&ahead]).await;
    assert_eq!(disconnected(&mut behind, ahead.peer).await, CloseReason::MembershipChanged);
    behind.connected(ahead.peer, true).await;
    let peer = behind.peer;
    behind.echo();
    ahead.until_status(peer, "recognised", |status| status.recognises_us == Some(true)).await;
    assert_eq!(ahead.ask(peer, Protocol::Sync, b"?").await, Ok(b"?".to_vec()));
}

#[tokio::test]
async fn whoever_is_removed_becomes_a_guest() {
    let (mut one, other) = pair().await;
    one.knows(&[]).await;
    one.connected(other.peer, false).await;
    assert_eq!(one.ask(other.peer, Protocol::Records, b"?").await, Err(RequestError::NotConnected));
    assert_eq!(one.handle.publish(vec![1]).await, Err(PublishError::Nobody));
}

#[tokio::test]
async fn the_suspended_reach_the_protocols_but_not_gossip() {
    let (mut one, other) = pair().await;
    super::gossip::publish(&one, b"before").await;

    let suspended = crate::net::Member { authority_only: true, ..member(&other) };
    one.handle.set_members([(other.peer, suspended)].into()).await.unwrap();
    assert_eq!(disconnected(&mut one, other.peer).await, CloseReason::MembershipChanged);
    one.connected(other.peer, true).await;
    let peer = other.peer;
    other.echo();
    one.until_status(peer, "recognised", |status| status.recognises_us == Some(true)).await;
    assert_eq!(one.ask(peer, Protocol::Sync, b"?").await, Ok(b"?".to_vec()));
    assert_eq!(one.handle.publish(b"after".to_vec()).await, Err(PublishError::Nobody));
}

#[tokio::test]
async fn an_invited_peer_is_a_member_for_a_while() {
    let (mut joining, member) = (Node::new(1).await, Node::new(2).await);
    let peer = member.peer;
    // Addresses of strangers are not kept.
    joining.handle.add_addresses(peer, vec![member.address.clone()]).await.unwrap();
    assert!(joining.status().await.peers.is_empty());

    joining.handle.allow_temporarily(vec![peer]).await.unwrap();
    joining.handle.add_addresses(peer, vec![member.address.clone()]).await.unwrap();
    joining.handle.dial(peer).await.unwrap();
    joining.connected(peer, true).await;
    member.echo();
    assert_eq!(joining.ask(peer, Protocol::Join, b"please").await, Ok(b"please".to_vec()));

    joining.handle.allow_temporarily(Vec::new()).await.unwrap();
    assert_eq!(disconnected(&mut joining, peer).await, CloseReason::MembershipChanged);
}
