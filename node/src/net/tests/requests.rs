//! Requests between members: sizes, faults, bounds.

use std::time::Duration;

use super::kit::{DEADLINE, Hostile, Node, config, frame, members, pair, pair_of, peer_id, within};
use crate::net::{CloseReason, Event, Fault, Protocol, REQUEST_BYTES_MAX, RequestError, RespondError};

#[tokio::test]
async fn every_protocol_carries_its_largest_request_and_answer() {
    let (asker, mut answerer) = pair().await;
    for protocol in Protocol::ALL {
        let (request, answer) = (vec![1; REQUEST_BYTES_MAX], vec![2; protocol.answer_bytes_max()]);
        let asked = asker.ask(answerer.peer, protocol, &request);
        let answered = async {
            let (bytes, token) = answerer.asked(true).await;
            assert_eq!((bytes, token.protocol()), (request.clone(), protocol));
            answerer.handle.respond(token, answer.clone()).await.unwrap();
        };
        assert_eq!(tokio::join!(asked, answered).0, Ok(answer.clone()), "{protocol:?}");
    }
}

#[tokio::test]
async fn one_byte_more_is_not_sent() {
    let (asker, mut answerer) = pair().await;
    let len = REQUEST_BYTES_MAX + 1;
    let error = asker.ask(answerer.peer, Protocol::Sync, &vec![0; len]).await.unwrap_err();
    assert_eq!((error, error.fault()), (RequestError::TooLarge { len }, Fault::Ours));

    for protocol in Protocol::ALL {
        let len = protocol.answer_bytes_max() + 1;
        let asked = asker.ask(answerer.peer, protocol, b"?");
        let answered = async {
            let (_, token) = answerer.asked(true).await;
            answerer.handle.respond(token, vec![0; len]).await
        };
        let (asked, answered) = tokio::join!(asked, answered);
        assert_eq!(answered, Err(RespondError::TooLarge { len }));
        assert_eq!(asked, Err(RequestError::Declined));
    }
}

#[tokio::test]
async fn a_dropped_token_declines() {
    let (asker, mut answerer) = pair().await;
    let asked = asker.ask(answerer.peer, Protocol::Records, b"?");
    let answered = async { drop(answerer.asked(true).await) };
    let (asked, ()) = tokio::join!(asked, answered);
    assert_eq!(asked, Err(RequestError::Declined));
}

#[tokio::test]
async fn an_empty_answer_is_an_answer() {
    let (asker, mut answerer) = pair().await;
    let asked = asker.ask(answerer.peer, Protocol::Sync, b"");
    let answered = async {
        let (_, token) = answerer.asked(true).await;
        answerer.handle.respond(token, Vec::new()).await.unwrap();
    };
    let (asked, ()) = tokio::join!(asked, answered);
    assert_eq!(asked, Ok(Vec::new()));
}

#[tokio::test]
async fn nobody_is_asked_who_is_not_connected() {
    let node = Node::new(1).await;
    let asked = node.ask(peer_id(7), Protocol::Sync, b"?").await;
    assert_eq!(asked, Err(RequestError::NotConnected));
}

#[tokio::test]
async fn a_slow_answer_times_out_and_only_so_many_wait() {
    let (asker, mut answerer) = pair().await;
    let ask = || asker.handle.request(answerer.peer, Protocol::Sync, vec![0], Duration::from_millis(100));
    let results = futures::future::join_all((0..5).map(|_| ask())).await;
    let count = |error| results.iter().filter(|result| **result == Err(error)).count();
    assert_eq!((count(RequestError::TimedOut), count(RequestError::Busy)), (4, 1));

    let (_, token) = answerer.asked(true).await;
    answerer.handle.respond(token, vec![1]).await.unwrap();
    // Another protocol has places of its own.
    let other = asker.ask(answerer.peer, Protocol::Records, b"?");
    let answered = async {
        loop {
            let (bytes, token) = answerer.asked(true).await;
            if token.protocol() == Protocol::Records {
                return answerer.handle.respond(token, bytes).await.unwrap();
            }
        }
    };
    assert_eq!(tokio::join!(other, answered).0, Ok(b"?".to_vec()));
}

#[tokio::test]
async fn a_slow_reader_makes_the_network_decline() {
    let mut slow = config(2);
    slow.limits.events = 4;
    let (asker, answerer) = pair_of(config(1), slow).await;
    // Nobody reads the answerer's events: two fit beside the places kept for connections.
    let ask = |protocol| asker.handle.request(answerer.peer, protocol, vec![0], DEADLINE);
    let asked = async { tokio::join!(ask(Protocol::Sync), ask(Protocol::Records), ask(Protocol::Desk)) };
    let declined = within("a dropped request", async {
        while answerer.status().await.requests_dropped == 0 {
            tokio::task::yield_now().await;
        }
    });
    tokio::select! { () = declined => {}, answers = asked => panic!("{answers:?}") }
    let status = answerer.status().await;
    assert_eq!((status.requests_dropped, status.events_dropped), (1, 0));
}

#[tokio::test]
async fn an_answer_that_breaks_the_rules_is_held_against_its_sender() {
    let asker = Node::new(1).await;
    let mut hostile = Hostile::new(2, Protocol::Sync.name());
    let (peer, address) = (hostile.peer(), hostile.listen().await);
    asker.handle.set_members(members(&[(peer, address)])).await.unwrap();

    let too_long = frame(&vec![0; Protocol::Sync.answer_bytes_max() + 1]);
    let trailing = [frame(b"answer"), vec![0]].concat();
    let four_gigabytes = vec![0xff; 4];
    let answering = async {
        for answer in [too_long, trailing, four_gigabytes] {
            hostile.answer(&answer).await;
        }
        hostile.run().await
    };
    let asking = async {
        asker.until_status(peer, "connected", |status| status.link.is_some()).await;
        for offences in 1..=3 {
            assert_eq!(asker.ask(peer, Protocol::Sync, b"?").await, Err(RequestError::BadAnswer));
            assert_eq!(asker.status_of(peer).await.offences, offences);
        }
    };
    tokio::select! { () = asking => {}, never = answering => match never {} }
}

#[tokio::test]
async fn five_bad_requests_ban() {
    let mut node = Node::new(1).await;
    let mut hostile = Hostile::new(2, Protocol::Records.name());
    let peer = hostile.peer();
    node.handle.set_members(members(&[(peer, "/ip4/127.0.0.1/tcp/1".parse().unwrap())])).await.unwrap();
    hostile.connect(&node).await;

    for bad in [vec![0xff; 4], frame(&vec![0; REQUEST_BYTES_MAX + 1]), [frame(b"a"), frame(b"b")].concat()] {
        // The node closes the stream; how that looks from there is of no interest.
        let _ = hostile.say(node.peer, &bad).await;
    }
    assert_eq!(node.status_of(peer).await.offences, 3);
    let _ = hostile.say(node.peer, &[0xff; 4]).await;
    let _ = hostile.say(node.peer, &[0xff; 4]).await;

    node.until("banned", |event| {
        matches!(event, Event::Banned { peer: banned } if banned == peer).then_some(())
    })
    .await;
    let why = node
        .until("disconnected", |event| match event {
            Event::Disconnected { peer: gone, why } if gone == peer => Some(why),
            _ => None,
        })
        .await;
    assert_eq!(why, CloseReason::Banned);
    assert!(node.status_of(peer).await.banned_for > Some(Duration::from_secs(11 * 3600)));

    // It is not let in again.
    let refused = node.status().await.connections_refused;
    hostile.swarm.dial(node.address.clone()).unwrap();
    hostile.hung_up_on().await;
    assert_eq!(node.status().await.connections_refused, refused + 1);
}
