//! Gossip: it travels on a verdict, and those who send rubbish are no longer heard.

use std::time::Duration;

use super::kit::{Node, config, pair, within};
use crate::net::{Event, GOSSIP_BYTES_MAX, MessageToken, PeerId, Protocol, PublishError, Verdict};

/// Publishes as soon as anybody listens.
pub(super) async fn publish(node: &Node, bytes: &[u8]) {
    within("a listener", async {
        while let Err(error) = node.handle.publish(bytes.to_vec()).await {
            assert_eq!(error, PublishError::Nobody);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

struct Heard {
    from: PeerId,
    author: PeerId,
    bytes: Vec<u8>,
    token: MessageToken,
}

async fn hear(node: &mut Node) -> Heard {
    node.until("gossip", |event| match event {
        Event::Gossip { peer, author, bytes, token } => Some(Heard { from: peer, author, bytes, token }),
        _ => None,
    })
    .await
}

/// Three nodes in a row; the ends know only the middle.
async fn row() -> (Node, Node, Node) {
    let (mut left, mut middle, mut right) = (Node::new(1).await, Node::new(2).await, Node::new(3).await);
    middle.knows(&[&left, &right]).await;
    left.knows(&[&middle]).await;
    right.knows(&[&middle]).await;
    left.connected(middle.peer, true).await;
    right.connected(middle.peer, true).await;
    middle.until_status(left.peer, "left", |status| status.link.is_some()).await;
    middle.until_status(right.peer, "right", |status| status.link.is_some()).await;
    let _ = &mut middle;
    (left, middle, right)
}

#[tokio::test]
async fn a_message_travels_on_only_when_it_is_accepted() {
    let (left, mut middle, mut right) = row().await;
    publish(&left, b"news").await;
    let heard = hear(&mut middle).await;
    assert_eq!((heard.from, heard.author, &heard.bytes[..]), (left.peer, left.peer, &b"news"[..]));

    // What the middle says itself overtakes what it has not judged yet.
    publish(&middle, b"own").await;
    assert_eq!(hear(&mut right).await.bytes, b"own");
    middle.handle.verdict(heard.token, Verdict::Accept).await.unwrap();
    let heard = hear(&mut right).await;
    assert_eq!((heard.from, heard.author, &heard.bytes[..]), (middle.peer, left.peer, &b"news"[..]));
}

#[tokio::test]
async fn the_largest_message_fits_and_one_byte_more_is_refused() {
    let (one, mut other) = pair().await;
    let largest = vec![7; GOSSIP_BYTES_MAX];
    publish(&one, &largest).await;
    assert_eq!(hear(&mut other).await.bytes, largest);
    let len = GOSSIP_BYTES_MAX + 1;
    assert_eq!(one.handle.publish(vec![7; len]).await, Err(PublishError::TooLarge { len }));
}

#[tokio::test]
async fn saying_the_same_twice_succeeds() {
    let (one, mut other) = pair().await;
    publish(&one, b"again").await;
    publish(&one, b"again").await;
    assert_eq!(hear(&mut other).await.bytes, b"again");
}

#[tokio::test]
async fn after_three_rejected_messages_a_peer_is_not_heard() {
    let (one, mut other) = pair().await;
    for rubbish in [b"rubbish 1", b"rubbish 2", b"rubbish 3"] {
        publish(&one, rubbish).await;
        let heard = hear(&mut other).await;
        assert_eq!(heard.bytes, rubbish);
        other.handle.verdict(heard.token, Verdict::Reject).await.unwrap();
    }
    assert_eq!(other.status_of(one.peer).await.offences, 3);
    publish(&one, b"unheard").await;

    // Twenty round trips later it is not there; the first three took less than one each.
    for _ in 0..20 {
        let asked = one.ask(other.peer, Protocol::Sync, b"?");
        let answered = async {
            let token = other
                .until("a request", |event| match event {
                    Event::Request { token, .. } => Some(token),
                    Event::Gossip { bytes, .. } => panic!("heard {bytes:?}"),
                    _ => None,
                })
                .await;
            other.handle.respond(token, Vec::new()).await.unwrap();
        };
        assert!(tokio::join!(asked, answered).0.is_ok());
    }
}

#[tokio::test]
async fn whoever_is_joining_gossips_nothing() {
    let mut joining = config(1);
    joining.network = None;
    let node = Node::with(joining).await;
    assert_eq!(node.handle.publish(vec![1]).await, Err(PublishError::Off));
}
