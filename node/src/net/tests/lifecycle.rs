//! Starting, losing and finding each other, stopping.

use std::time::Duration;

use super::kit::{Node, config, members, pair, pair_of, peer_id, within};
use crate::net::{
    CloseReason, DialFailure, Event, Limits, Protocol, RequestError, StartError, Stopped, TransportKind,
    start,
};

#[tokio::test]
async fn a_taken_port_is_named() {
    let node = Node::new(1).await;
    let mut second = config(2);
    second.listen = vec![node.address.clone()];
    match start(second) {
        Err(StartError::PortTaken { address }) => assert_eq!(address, node.address),
        other => panic!("{:?}", other.map(|_| ())),
    }
    let error = StartError::PortTaken { address: node.address.clone() };
    assert_eq!(error.to_string(), format!("port taken: {}", node.address));
}

#[tokio::test]
async fn a_taken_quic_port_is_named() {
    let mut first = config(1);
    first.listen = vec!["/ip4/127.0.0.1/udp/0/quic-v1".parse().unwrap()];
    let node = Node::with(first).await;
    let mut second = config(2);
    second.listen = vec![node.address.clone()];
    assert!(matches!(start(second), Err(StartError::PortTaken { .. })));
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused() {
    let mut odd = config(1);
    odd.listen = vec!["/memory/1".parse().unwrap()];
    assert!(matches!(start(odd), Err(StartError::Listen { .. })));
}

#[tokio::test]
async fn quic_carries_everything_too() {
    let quic = |seed| {
        let mut config = config(seed);
        config.listen = vec!["/ip4/127.0.0.1/udp/0/quic-v1".parse().unwrap()];
        config
    };
    let (one, other) = pair_of(quic(1), quic(2)).await;
    let link = one.status_of(other.peer).await.link.unwrap();
    assert_eq!(link.transport, TransportKind::Quic);
    let peer = other.peer;
    other.echo();
    let bytes = vec![3; 60_000];
    assert_eq!(one.ask(peer, Protocol::Records, &bytes).await, Ok(bytes));
}

#[tokio::test]
async fn a_peer_that_restarts_is_found_again() {
    let (mut one, other) = pair().await;
    let (peer, address) = (other.peer, other.address.clone());
    other.handle.shutdown().await;
    one.until("gone", |event| matches!(event, Event::Disconnected { .. }).then_some(())).await;
    let why = one
        .until(
            "a failed dial",
            |event| if let Event::DialFailed { why, .. } = event { Some(why) } else { None },
        )
        .await;
    assert_eq!(why, DialFailure::Refused);
    let status = one.until_status(peer, "a pause", |status| status.next_dial_in.is_some()).await;
    assert_eq!(status.last_failure, Some(DialFailure::Refused));

    let mut again = config(2);
    again.listen = vec![address];
    let again = Node::with(again).await;
    again.knows(&[&one]).await;
    one.connected(peer, true).await;
    let status = one.status_of(peer).await;
    assert_eq!((status.last_failure, status.next_dial_in), (None, None));
}

#[tokio::test]
async fn reasons_for_failure_are_plain() {
    let (mut node, other) = (Node::new(1).await, Node::new(2).await);
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let known = members(&[
        (peer_id(3), other.address.clone()),
        (peer_id(4), format!("/ip4/127.0.0.1/tcp/{port}").parse().unwrap()),
        (peer_id(5), "/ip4/169.254.169.254/tcp/80".parse().unwrap()),
    ]);
    node.handle.set_members(known).await.unwrap();
    let mut reasons = std::collections::BTreeMap::new();
    while reasons.len() < 2 {
        let (peer, why) = node
            .until("a failed dial", |event| {
                if let Event::DialFailed { peer, why } = event { Some((peer, why)) } else { None }
            })
            .await;
        reasons.insert(peer, why);
    }
    assert_eq!(reasons[&peer_id(3)], DialFailure::WrongIdentity);
    assert_eq!(reasons[&peer_id(4)], DialFailure::Refused);
    // No dial, no event: it is in the status.
    assert_eq!(node.status_of(peer_id(5)).await.last_failure, Some(DialFailure::NoAddress));
}

#[tokio::test]
async fn the_status_tells_who_is_there() {
    let mut quick = config(1);
    quick.limits.ping_interval = Duration::from_millis(50);
    let (one, other) = pair_of(quick, config(2)).await;
    let status = one.until_status(other.peer, "a ping", |status| status.rtt_ms.is_some()).await;
    assert_eq!((status.member, status.offences, status.banned_for), (true, 0, None));
    assert_eq!(status.link.map(|link| link.transport), Some(TransportKind::Tcp));
    let whole = one.status().await;
    assert_eq!((whole.local, whole.listening, whole.guests), (one.peer, vec![one.address.clone()], 0));
    assert!(whole.observed.is_some());
}

#[tokio::test]
async fn a_name_that_leads_to_a_refused_range_is_not_followed() {
    let target = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = target.local_addr().unwrap().port();
    let mut careful = config(1);
    careful.allow_loopback = false;
    let mut node = Node::with(careful).await;
    let name = format!("/dns4/localhost/tcp/{port}").parse().unwrap();
    node.handle.set_members(members(&[(peer_id(2), name)])).await.unwrap();
    let failed =
        node.until(
            "a failed dial",
            |event| if let Event::DialFailed { why, .. } = event { Some(why) } else { None },
        );
    let why = tokio::select! { why = failed => why, _ = target.accept() => panic!("it knocked") };
    assert!(matches!(why, DialFailure::Forbidden | DialFailure::NameNotFound), "{why:?}");
}

#[tokio::test]
async fn a_half_open_connection_is_closed() {
    let mut hasty = config(1);
    hasty.limits.handshake = Duration::from_millis(100);
    let node = Node::with(hasty).await;
    let port = node.address.iter().find_map(|part| match part {
        libp2p::multiaddr::Protocol::Tcp(port) => Some(port),
        _ => None,
    });
    let mut silent = tokio::net::TcpStream::connect(("127.0.0.1", port.unwrap())).await.unwrap();
    within("a closed socket", async {
        use tokio::io::AsyncReadExt;
        let mut buffer = [0; 256];
        while silent.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
    })
    .await;
    assert!(node.status().await.peers.is_empty());
}

#[tokio::test]
async fn a_flood_of_commands_does_not_starve_the_network() {
    let (one, other) = pair().await;
    let flood = tokio::spawn({
        let handle = one.handle.clone();
        async move {
            let snapshots = || async { while handle.snapshot().await.is_ok() {} };
            tokio::join!(snapshots(), snapshots(), snapshots(), snapshots())
        }
    });
    let peer = other.peer;
    other.echo();
    for _ in 0..10 {
        assert_eq!(one.ask(peer, Protocol::Sync, b"?").await, Ok(b"?".to_vec()));
    }
    flood.abort();
}

#[tokio::test]
async fn shutdown_leaves_no_task() {
    let alive = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
    let before = alive();
    let (one, other) = pair().await;
    assert!(alive() > before);
    let spare = one.handle.clone();
    one.handle.shutdown().await;
    other.handle.shutdown().await;
    within("no task", async {
        while alive() > before {
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert_eq!(spare.snapshot().await.err(), Some(Stopped));
    spare.shutdown().await;
}

#[tokio::test]
async fn a_network_without_handles_stops() {
    let Node { handle, mut events, .. } = Node::new(1).await;
    drop(handle);
    within("the end", async { while events.recv().await.is_some() {} }).await;
}

#[tokio::test]
async fn a_panic_costs_the_connections_and_not_the_node() {
    let (mut one, other) = pair().await;
    let (peer, address) = (other.peer, one.address.clone());
    other.echo();
    for restarts in 1..=2 {
        one.handle.break_down().await;
        let resting = one.status().await;
        assert_eq!((resting.restarts, resting.listening.len()), (restarts, 0), "it answers while it rests");
        assert_eq!(one.ask(peer, Protocol::Sync, b"now?").await, Err(RequestError::NotConnected));
        let why = one
            .until("gone", |event| match event {
                Event::Disconnected { why, .. } => Some(why),
                _ => None,
            })
            .await;
        assert_eq!(why, CloseReason::BrokeDown);
        let again = one
            .until("listening", |event| match event {
                Event::Listening(address) => Some(address),
                _ => None,
            })
            .await;
        assert_eq!(again, address, "others find it where it was");
        one.until_status(peer, "connected again", |status| status.link.is_some()).await;
        assert_eq!(one.ask(peer, Protocol::Sync, b"now?").await, Ok(b"now?".to_vec()));
    }
    within("the end", one.handle.shutdown()).await;
}

#[tokio::test]
async fn bans_outlive_a_panic() {
    let (mut one, other) = pair().await;
    for _ in 0..Limits::default().offences {
        one.handle.report(other.peer).await.unwrap();
    }
    one.until("banned", |event| matches!(event, Event::Banned { .. }).then_some(())).await;
    one.handle.break_down().await;
    one.until("listening", |event| matches!(event, Event::Listening(_)).then_some(())).await;
    other.handle.dial(one.peer).await.unwrap();
    within("turned away again", async {
        while one.status().await.connections_refused == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
    assert!(one.status_of(other.peer).await.link.is_none());
}
