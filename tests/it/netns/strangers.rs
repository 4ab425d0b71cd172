//! The parts that strangers play: callers without end, and programs that know the protocol and nobody's key.
//!
//! They play as long as their runtime lives.

use node::net::{self, Limits, Multiaddr, PeerId, Protocol};
use protocol::id::from_hex;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpSocket;
use tokio::runtime::Runtime;
use vicinia_tests::town::Player;

/// Connections a flood holds, or tries to.
const CALLERS: usize = 2_000;
const PAUSE: Duration = Duration::from_millis(200);

/// Whoever presses in.
pub(super) enum Strangers {
    Players(Vec<Player>),
    Here(Runtime),
}

impl Strangers {
    /// Whether all of them still do.
    pub(super) fn press(&mut self) -> bool {
        match self {
            Self::Players(players) => players.iter_mut().all(Player::plays),
            Self::Here(runtime) => runtime.metrics().num_alive_tasks() > 0,
        }
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Goes on until whoever started this process closes its input, or is gone.
pub(super) fn play(part: Runtime) {
    let _until_the_end = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
    part.shutdown_background();
}

/// Calls all of them again and again, from every address there is, and says nothing.
pub(super) fn flood(targets: &str) -> Runtime {
    let targets: Vec<SocketAddr> = targets.split(' ').map(|text| socket(&text.parse().unwrap())).collect();
    let runtime = runtime();
    for caller in 0..CALLERS {
        let to = targets[caller % targets.len()];
        let third = u8::try_from(caller % 64).unwrap();
        let from = if to.ip().is_loopback() { to.ip() } else { IpAddr::from([10, 66, third, 2]) };
        runtime.spawn(async move {
            loop {
                let _hung_up = call(from, to).await;
                tokio::time::sleep(PAUSE).await;
            }
        });
    }
    runtime
}

async fn call(from: IpAddr, to: SocketAddr) -> std::io::Result<usize> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::new(from, 0))?;
    let mut stream = socket.connect(to).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await
}

fn socket(address: &Multiaddr) -> SocketAddr {
    let text = address.to_string();
    let mut words = text.split('/').skip(2).step_by(2);
    let (ip, port) = (words.next().unwrap(), words.next().unwrap());
    SocketAddr::new(ip.parse().unwrap(), port.parse().unwrap())
}

/// So many programs connect to the victim as strangers do, ask what makes no sense, and come back.
pub(super) fn siege(victim: &str, programs: usize) -> Runtime {
    let (address, key) = victim.split_once(' ').unwrap();
    let address: Multiaddr = address.parse().unwrap();
    let peer = net::peer_of(&from_hex(key).unwrap()).unwrap();
    let runtime = runtime();
    for _ in 0..programs {
        runtime.spawn(besiege(peer, address.clone()));
    }
    runtime
}

async fn besiege(victim: PeerId, address: Multiaddr) {
    let config = net::Config {
        seed: node::keys::generate().seed(),
        network: None,
        listen: Vec::new(),
        allow_private: true,
        allow_loopback: true,
        anchors: Vec::new(),
        agent: "vicinia/0".into(),
        is_weak: |_| false,
        limits: Limits::default(),
    };
    let (net, mut events) = net::start(config).unwrap();
    tokio::spawn(async move { while events.recv().await.is_some() {} });
    loop {
        let _stopped = net.allow_temporarily(vec![victim]).await;
        let _stopped = net.add_addresses(victim, vec![address.clone()]).await;
        let _stopped = net.dial(victim).await;
        tokio::time::sleep(PAUSE * 5).await;
        let _turned_away = net.request(victim, Protocol::Join, vec![0; 16 * 1024], PAUSE * 10).await;
        let _stopped = net.disconnect(victim).await;
    }
}
