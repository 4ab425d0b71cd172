//! Nodes to test with, and a stranger that keeps to no rule.

use std::{collections::BTreeMap, convert::Infallible, future::Future, io, time::Duration};

use libp2p::{
    Multiaddr, PeerId, Swarm, SwarmBuilder,
    futures::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, StreamExt},
    identity::Keypair,
    noise,
    request_response::{self, Codec, Message, OutboundFailure, ProtocolSupport},
    swarm::SwarmEvent,
    tcp, yamux,
};
use tokio::{sync::mpsc, time::timeout};
use zeroize::Zeroizing;

use crate::net::{
    Config, Event, Handle, Limits, Member, NetStatus, PeerStatus, Protocol, RequestError, ResponseToken,
    start,
};

/// Far beyond what anything here takes, even on a busy machine.
pub(super) const DEADLINE: Duration = Duration::from_secs(30);

pub(super) const NETWORK: [u8; 32] = [9; 32];

/// A node that runs, and what it reports.
pub(super) struct Node {
    pub(super) handle: Handle,
    pub(super) events: mpsc::Receiver<Event>,
    pub(super) peer: PeerId,
    pub(super) address: Multiaddr,
}

pub(super) fn config(seed: u8) -> Config {
    Config {
        seed: Zeroizing::new([seed; 32]),
        network: Some(NETWORK),
        listen: vec!["/ip4/127.0.0.1/tcp/0".parse().unwrap()],
        allow_private: false,
        allow_loopback: true,
        anchors: Vec::new(),
        agent: "vicinia/test".to_owned(),
        is_weak: |_| false,
        limits: Limits {
            redial_min: Duration::from_millis(50),
            // The test program is larger than a node.
            memory_bytes: 4 << 30,
            ..Limits::default()
        },
    }
}

pub(super) fn peer_id(seed: u8) -> PeerId {
    Keypair::ed25519_from_bytes([seed; 32]).unwrap().public().to_peer_id()
}

pub(super) async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    timeout(DEADLINE, future).await.unwrap_or_else(|_| panic!("in vain: {what}"))
}

impl Node {
    pub(super) async fn new(seed: u8) -> Self {
        Self::with(config(seed)).await
    }

    pub(super) async fn with(config: Config) -> Self {
        let peer = peer_id(config.seed[0]);
        let (handle, mut events) = start(config).unwrap();
        let Some(Event::Listening(address)) = within("listening", events.recv()).await else {
            panic!("a node listens before anything else happens");
        };
        Self { handle, events, peer, address }
    }

    /// The first event that the given function makes something of; those before it are lost.
    pub(super) async fn until<T>(&mut self, what: &str, mut pick: impl FnMut(Event) -> Option<T>) -> T {
        within(what, async {
            loop {
                let event = self.events.recv().await.expect("the node runs");
                if let Some(found) = pick(event) {
                    return found;
                }
            }
        })
        .await
    }

    pub(super) async fn connected(&mut self, to: PeerId, as_member: bool) {
        let wanted =
            |event| matches!(event, Event::Connected { peer, member } if (peer, member) == (to, as_member));
        self.until("connected", |event| wanted(event).then_some(())).await;
    }

    pub(super) async fn status(&self) -> NetStatus {
        self.handle.snapshot().await.unwrap()
    }

    pub(super) async fn status_of(&self, peer: PeerId) -> PeerStatus {
        self.status().await.peers.into_iter().find(|status| status.peer == peer).expect("a known peer")
    }

    /// Waits until the state of a peer satisfies a condition.
    pub(super) async fn until_status(
        &self,
        of: PeerId,
        what: &str,
        is: impl Fn(&PeerStatus) -> bool,
    ) -> PeerStatus {
        within(what, async {
            loop {
                let status = self.status_of(of).await;
                if is(&status) {
                    return status;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        })
        .await
    }

    /// Treats exactly these as members, each of its own organisation.
    pub(super) async fn knows(&self, members: &[&Node]) {
        let members = members.iter().map(|node| (node.peer, member(node))).collect();
        self.handle.set_members(members).await.unwrap();
    }

    pub(super) async fn ask(
        &self,
        of: PeerId,
        protocol: Protocol,
        bytes: &[u8],
    ) -> Result<Vec<u8>, RequestError> {
        within("an answer", self.handle.request(of, protocol, bytes.to_vec(), DEADLINE)).await
    }

    /// The next request of a member, or of a stranger, and its token.
    pub(super) async fn asked(&mut self, by_member: bool) -> (Vec<u8>, ResponseToken) {
        self.until("a request", |event| match event {
            Event::Request { member, bytes, token, .. } if member == by_member => Some((bytes, token)),
            _ => None,
        })
        .await
    }

    /// Answers every request with its own bytes, from now on.
    pub(super) fn echo(mut self) {
        tokio::spawn(async move {
            while let Some(event) = self.events.recv().await {
                if let Event::Request { bytes, token, .. } = event {
                    self.handle.respond(token, bytes).await.unwrap();
                }
            }
        });
    }
}

pub(super) fn member(node: &Node) -> Member {
    let organisation = crate::net::node_of(&node.peer).unwrap();
    Member { organisation, addresses: vec![node.address.clone()], authority_only: false }
}

/// Two nodes that know each other as members and are connected.
pub(super) async fn pair() -> (Node, Node) {
    pair_of(config(1), config(2)).await
}

pub(super) async fn pair_of(one: Config, other: Config) -> (Node, Node) {
    let (mut one, mut other) = (Node::with(one).await, Node::with(other).await);
    other.knows(&[&one]).await;
    one.knows(&[&other]).await;
    one.connected(other.peer, true).await;
    other.connected(one.peer, true).await;
    (one, other)
}

/// Members by seed, at an address, for nodes that are no [`Node`].
pub(super) fn members(peers: &[(PeerId, Multiaddr)]) -> BTreeMap<PeerId, Member> {
    let member = |(n, (peer, address)): (usize, &(PeerId, Multiaddr))| {
        let organisation = [n as u8; 32];
        (*peer, Member { organisation, addresses: vec![address.clone()], authority_only: false })
    };
    peers.iter().enumerate().map(member).collect()
}

/// Says whatever it is told to, under one protocol name.
pub(super) struct Hostile {
    pub(super) swarm: Swarm<request_response::Behaviour<Raw>>,
}

impl Hostile {
    pub(super) fn new(seed: u8, protocol: &str) -> Self {
        let swarm = SwarmBuilder::with_existing_identity(Keypair::ed25519_from_bytes([seed; 32]).unwrap())
            .with_tokio()
            .with_tcp(tcp::Config::default(), noise::Config::new, yamux::Config::default)
            .unwrap()
            .with_behaviour(|_| {
                let names = [(protocol.to_owned(), ProtocolSupport::Full)];
                request_response::Behaviour::<Raw>::new(names, request_response::Config::default())
            })
            .unwrap()
            .with_swarm_config(|config| config.with_idle_connection_timeout(DEADLINE))
            .build();
        Self { swarm }
    }

    pub(super) fn peer(&self) -> PeerId {
        *self.swarm.local_peer_id()
    }

    pub(super) async fn listen(&mut self) -> Multiaddr {
        self.swarm.listen_on("/ip4/127.0.0.1/tcp/0".parse().unwrap()).unwrap();
        self.until("listening", |event| match event {
            SwarmEvent::NewListenAddr { address, .. } => Some(address),
            _ => None,
        })
        .await
    }

    pub(super) async fn connect(&mut self, to: &Node) {
        self.swarm.dial(to.address.clone()).unwrap();
        self.until("connected", |event| {
            matches!(event, SwarmEvent::ConnectionEstablished { .. }).then_some(())
        })
        .await;
    }

    pub(super) async fn until<T>(
        &mut self,
        what: &str,
        mut pick: impl FnMut(SwarmEvent<request_response::Event<Vec<u8>, Vec<u8>>>) -> Option<T>,
    ) -> T {
        within(what, async {
            loop {
                if let Some(found) = pick(self.swarm.select_next_some().await) {
                    return found;
                }
            }
        })
        .await
    }

    /// Keeps the program going.
    pub(super) async fn run(&mut self) -> Infallible {
        loop {
            self.swarm.select_next_some().await;
        }
    }

    pub(super) async fn hung_up_on(&mut self) {
        let is_end = |event| {
            matches!(event, SwarmEvent::ConnectionClosed { .. } | SwarmEvent::OutgoingConnectionError { .. })
        };
        self.until("hung up on", |event| is_end(event).then_some(())).await;
    }

    /// Sends raw bytes and returns all that comes back.
    pub(super) async fn say(&mut self, to: PeerId, bytes: &[u8]) -> Result<Vec<u8>, OutboundFailure> {
        self.swarm.behaviour_mut().send_request(&to, bytes.to_vec());
        self.until("an answer", |event| match event {
            SwarmEvent::Behaviour(request_response::Event::Message {
                message: Message::Response { response, .. },
                ..
            }) => Some(Ok(response)),
            SwarmEvent::Behaviour(request_response::Event::OutboundFailure { error, .. }) => Some(Err(error)),
            _ => None,
        })
        .await
    }

    /// Waits to be asked, and answers with raw bytes.
    pub(super) async fn answer(&mut self, bytes: &[u8]) {
        let channel = self
            .until("a request", |event| match event {
                SwarmEvent::Behaviour(request_response::Event::Message {
                    message: Message::Request { channel, .. },
                    ..
                }) => Some(channel),
                _ => None,
            })
            .await;
        self.swarm.behaviour_mut().send_response(channel, bytes.to_vec()).unwrap();
    }
}

/// No framing at all.
#[derive(Clone, Default)]
pub(super) struct Raw;

impl Codec for Raw {
    type Protocol = String;
    type Request = Vec<u8>;
    type Response = Vec<u8>;

    async fn read_request<T: AsyncRead + Unpin + Send>(
        &mut self,
        _: &String,
        io: &mut T,
    ) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io.read_to_end(&mut bytes).await?;
        Ok(bytes)
    }

    async fn read_response<T: AsyncRead + Unpin + Send>(
        &mut self,
        _: &String,
        io: &mut T,
    ) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io.read_to_end(&mut bytes).await?;
        Ok(bytes)
    }

    async fn write_request<T: AsyncWrite + Unpin + Send>(
        &mut self,
        _: &String,
        io: &mut T,
        bytes: Vec<u8>,
    ) -> io::Result<()> {
        io.write_all(&bytes).await
    }

    async fn write_response<T: AsyncWrite + Unpin + Send>(
        &mut self,
        _: &String,
        io: &mut T,
        bytes: Vec<u8>,
    ) -> io::Result<()> {
        io.write_all(&bytes).await
    }
}

/// A frame as the protocol has it.
pub(super) fn frame(bytes: &[u8]) -> Vec<u8> {
    let len = u32::try_from(bytes.len()).unwrap();
    [&len.to_be_bytes(), bytes].concat()
}
