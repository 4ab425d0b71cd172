//! A member that asks for all there is and reads none of it: what a node keeps ready for it is bounded.

use libp2p::futures::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, StreamExt as _};
use libp2p::identity::Keypair;
use libp2p::request_response::{self, Codec, ProtocolSupport};
use libp2p::swarm::SwarmEvent;
use libp2p::{Multiaddr, Swarm, SwarmBuilder, noise, tcp, yamux};
use protocol::codec;
use protocol::id::from_hex;
use protocol::limits;
use protocol::sync::{Part, Plane, RecordsAsk, Want};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use vicinia_tests::cluster::{PATIENCE, TestNode, same, until};

/// Questions at once; a node hears eight of a peer at a time.
const QUESTIONS: usize = 512;
/// How long each waits for nothing.
const WAIT: Duration = Duration::from_secs(20);
/// What one hostile peer may cost.
const GROWTH_KIB: u64 = 32 << 10;

/// Answers that have begun.
static BEGUN: AtomicUsize = AtomicUsize::new(0);

/// Asks, and reads no more than shows that there is an answer.
#[derive(Clone, Default)]
struct Deaf;

impl Codec for Deaf {
    type Protocol = String;
    type Request = Vec<u8>;
    type Response = ();

    async fn read_request<T: AsyncRead + Unpin + Send>(
        &mut self,
        _: &String,
        _: &mut T,
    ) -> io::Result<Vec<u8>> {
        std::future::pending().await
    }

    async fn read_response<T: AsyncRead + Unpin + Send>(&mut self, _: &String, io: &mut T) -> io::Result<()> {
        io.read_exact(&mut [0]).await?;
        BEGUN.fetch_add(1, Ordering::Relaxed);
        std::future::pending().await
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
        _: &mut T,
        (): (),
    ) -> io::Result<()> {
        Ok(())
    }
}

/// Somebody with a member's key.
fn impostor(seed: [u8; 32]) -> Swarm<request_response::Behaviour<Deaf>> {
    let config =
        request_response::Config::default().with_request_timeout(WAIT).with_max_concurrent_streams(QUESTIONS);
    SwarmBuilder::with_existing_identity(Keypair::ed25519_from_bytes(seed).unwrap())
        .with_tokio()
        .with_tcp(tcp::Config::default(), noise::Config::new, yamux::Config::default)
        .unwrap()
        .with_behaviour(|_| {
            let names = [("/vicinia/1/records".to_owned(), ProtocolSupport::Outbound)];
            request_response::Behaviour::<Deaf>::new(names, config)
        })
        .unwrap()
        .with_swarm_config(|config| config.with_idle_connection_timeout(WAIT))
        .build()
}

/// Asks all its questions, and stays until the last is given up.
async fn ask(address: Multiaddr, seed: [u8; 32], question: Vec<u8>) {
    let mut swarm = impostor(seed);
    swarm.dial(address).unwrap();
    let mut given_up = 0;
    while given_up < QUESTIONS {
        match swarm.select_next_some().await {
            SwarmEvent::ConnectionEstablished { peer_id, num_established, .. }
                if num_established.get() == 1 =>
            {
                for _ in 0..QUESTIONS {
                    swarm.behaviour_mut().send_request(&peer_id, question.clone());
                }
            }
            SwarmEvent::OutgoingConnectionError { error, .. } => panic!("it was turned away: {error}"),
            SwarmEvent::Behaviour(request_response::Event::OutboundFailure { .. }) => given_up += 1,
            _ => {}
        }
    }
}

/// For as many bytes as one answer carries, as it travels.
fn question(ids: &[String]) -> Vec<u8> {
    let want = |id: &String| Want { id: from_hex(id).unwrap(), part: Part::Body, offset: 0 };
    let max_bytes = u32::try_from(limits::RECORDS_ANSWER_MAX_BYTES).unwrap();
    let ask = RecordsAsk { plane: Plane::Headers, wants: ids.iter().map(want).collect(), max_bytes };
    let bytes = codec::encode(&ask).unwrap();
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), &bytes[..]].concat()
}

#[test]
fn a_peer_that_reads_nothing_costs_little_memory() {
    let founder = TestNode::found("Comune di A");
    let mut member = TestNode::joined("Comune di B", &founder);
    let other = TestNode::joined("Comune di C", &founder);
    let long = |number: usize| format!("ghironda {number} ").repeat(12_000);
    let works: Vec<String> = (0..6)
        .map(|number| {
            let file = founder.write(&format!("{number}.md"), &format!("Opera {number}"), &long(number));
            founder.publish(&file).1
        })
        .collect();
    same(&[&founder, &member, &other], PATIENCE);
    member.stop();

    let key = std::fs::read_to_string(member.data().join("keys/node.key")).unwrap();
    let (seed, question) = (from_hex(key.trim()).unwrap(), question(&works));
    let address: Multiaddr = founder.status()["listening"][0].as_str().unwrap().parse().unwrap();
    let before = founder.memory_kib();
    let asking = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        runtime.unwrap().block_on(ask(address, seed, question));
    });
    let mut most = before;
    until(PATIENCE, "all questions are given up", || {
        most = most.max(founder.memory_kib());
        if asking.is_finished() { Ok(()) } else { Err(format!("{most} KiB")) }
    });
    asking.join().unwrap();
    let begun = BEGUN.load(Ordering::Relaxed);
    println!("{begun} answers had begun; {before} KiB before, {most} KiB at the most");
    assert!(begun > 0, "nothing was asked at all");
    assert!(most <= before + GROWTH_KIB, "{before} KiB before, {most} KiB at the most");
    // Others were served meanwhile, and are.
    let (_, work) = other.publish(&other.write("breve.md", "Breve", "ocarina"));
    founder.finds("ocarina", &[&work]);
}
