//! The one task that owns the swarm.
//!
//! Inputs: commands, swarm events, one tick. Commands come first, but only so many before the swarm gets its turn.
//! The loop never computes, never touches a disk and never waits for a reader: hints are offered with `try_send`, and
//! answers go through oneshots. It is the only place of the module that reads the clock; everything it consults takes
//! the time as an argument. What happened is read by [`super::translate`]; what follows from it is decided here and in
//! the machines beside it ([`super::peers`], [`super::links`], [`super::ledger`], [`super::guests`]). A panic in any of
//! this costs the connections, not the node: see [`recovery`].

mod commands;
mod facts;
mod outbox;
mod recovery;

use std::{collections::HashMap, sync::Arc, time::Duration};

use libp2p::{
    Multiaddr, PeerId, Swarm,
    futures::StreamExt,
    gossipsub::IdentTopic,
    swarm::{
        ConnectionId, DialError,
        dial_opts::{DialOpts, PeerCondition},
    },
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, Interval, MissedTickBehavior, interval, timeout},
};

use self::outbox::Outbox;
use super::{
    CloseReason, Config, DialFailure, Event, Handle, StartError,
    address::AddressPolicy,
    gossip,
    handle::Command,
    ledger::Ledger,
    limits::Limits,
    links::Links,
    peers::{Access, Dial, Peers},
    requests::Requests,
    swarm::{self, Behaviour},
    translate::{dial_failure, translate},
};

/// How often time is looked at. Short, so that a silent guest is out within the second.
const TICK: Duration = Duration::from_millis(200);

/// Commands in a row before the swarm gets its turn.
const COMMANDS_PER_TURN: usize = 32;

/// Everything the task owns.
struct EventLoop {
    swarm: Swarm<Behaviour>,
    commands: mpsc::Receiver<Command>,
    commands_left: usize,
    tick: Interval,
    outbox: Outbox,
    limits: Limits,
    topic: Option<IdentTopic>,
    peers: Peers,
    links: Links,
    requests: Requests,
    ledger: Ledger,
    /// Dials of ours under way; libp2p reports on others, too.
    dials: HashMap<ConnectionId, PeerId>,
    observed: Option<Multiaddr>,
    /// What a new swarm is made from.
    config: Config,
    /// Addresses that a new swarm does not listen on yet.
    unheard: Vec<Multiaddr>,
    /// How often it broke down and was made anew.
    restarts: u32,
}

/// See [`super::start`].
pub(super) fn start(config: Config) -> Result<(Handle, mpsc::Receiver<Event>), StartError> {
    let now = Instant::now();
    let mut swarm = swarm::build(&config, now)?;
    for address in &config.listen {
        swarm::listen(&mut swarm, address)?;
    }
    let (commands, inbox) = mpsc::channel(config.limits.commands.max(1));
    let (events, outlet) = mpsc::channel(config.limits.events.max(1));
    let event_loop = EventLoop::new(swarm, inbox, Outbox::new(events), config, now);
    tokio::spawn(async move {
        let farewell = event_loop.live().await;
        // Only now is everything the loop owned gone.
        if let Some(farewell) = farewell {
            let _ = farewell.send(());
        }
    });
    Ok((Handle::new(commands), outlet))
}

impl EventLoop {
    fn new(
        swarm: Swarm<Behaviour>,
        commands: mpsc::Receiver<Command>,
        outbox: Outbox,
        config: Config,
        now: Instant,
    ) -> Self {
        let policy =
            AddressPolicy { allow_private: config.allow_private, allow_loopback: config.allow_loopback };
        let mut peers = Peers::new(policy, config.limits.clone(), rand::random());
        peers.remember(config.anchors.clone(), now);
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            swarm,
            commands,
            commands_left: COMMANDS_PER_TURN,
            tick,
            outbox,
            topic: config.network.as_ref().map(gossip::topic),
            peers,
            links: Links::default(),
            requests: Requests::new(&config.limits),
            ledger: Ledger::new(&config.limits),
            limits: config.limits.clone(),
            dials: HashMap::new(),
            observed: None,
            unheard: Vec::new(),
            restarts: 0,
            config,
        }
    }

    /// Runs until it is told to stop, and returns whom to tell when that is done; nobody, if nobody is left.
    async fn run(&mut self) -> Option<oneshot::Sender<()>> {
        let farewell = loop {
            tokio::select! { biased;
                command = self.commands.recv(), if self.commands_left > 0 => match command {
                    Some(Command::Shutdown(reply)) => break Some(reply),
                    Some(command) => self.on_command(command),
                    None => break None,
                },
                now = self.tick.tick() => self.on_tick(now),
                event = self.swarm.select_next_some() => self.on_swarm_event(event),
                // The swarm had nothing: commands may go on.
                () = std::future::ready(()), if self.commands_left == 0 => self.commands_left = COMMANDS_PER_TURN,
            }
        };
        self.close().await;
        farewell
    }

    fn on_command(&mut self, command: Command) {
        self.commands_left -= 1;
        self.obey(command, Instant::now());
    }

    fn on_swarm_event(&mut self, event: swarm::SwarmEvent) {
        self.commands_left = COMMANDS_PER_TURN;
        if let Some(fact) = translate(event) {
            self.note(fact, Instant::now());
        }
    }

    fn on_tick(&mut self, now: Instant) {
        self.requests.expire(now);
        let pardoned = self.ledger.advance(now);
        let doorman = &mut self.swarm.behaviour_mut().doorman;
        doorman.advance(now);
        for peer in &pardoned {
            doorman.pardon(peer);
        }
        for connection in doorman.guests().overdue(now) {
            self.close_connection(connection, CloseReason::GuestLeft);
        }
        self.listen_again();
        self.dial_due(now);
    }

    /// Hangs up on everybody and lets the connections close, within bounds.
    async fn close(&mut self) {
        let farewell = async {
            // Whoever gets through in the meantime is hung up on as well.
            while hang_up(&mut self.swarm) {
                self.swarm.select_next_some().await;
            }
        };
        if timeout(2 * self.limits.farewell, farewell).await.is_err() {
            tracing::debug!("some connections did not close in time and are cut");
        }
    }

    fn dial_due(&mut self, now: Instant) {
        for dial in self.peers.due(now) {
            self.dial(dial, now);
        }
    }

    fn dial(&mut self, Dial { peer, addresses }: Dial, now: Instant) {
        let options = DialOpts::peer_id(peer)
            .condition(PeerCondition::DisconnectedAndNotDialing)
            .addresses(addresses)
            // The listening port stays out of it: a dial from it can collide with the peer's own dial to us.
            .allocate_new_port()
            .build();
        let connection = options.connection_id();
        match self.swarm.dial(options) {
            Ok(()) => {
                self.dials.insert(connection, peer);
            }
            Err(DialError::DialPeerConditionFalse(_)) => self.peers.put_off(&peer, now),
            Err(error) => self.dial_failed(peer, dial_failure(&error), now),
        }
    }

    fn dial_failed(&mut self, peer: PeerId, why: DialFailure, now: Instant) {
        tracing::debug!(%peer, %why, "dial failed");
        self.peers.dial_failed(&peer, why, now);
        self.outbox.report(Event::DialFailed { peer, why });
    }

    /// Tells the gates who may pass, and reopens the connections of those for whom that has changed.
    fn admit(&mut self, changed: impl IntoIterator<Item = PeerId>, now: Instant) {
        let members = Arc::new(self.peers.with_access(Access::AuthorityOnly));
        let gossipers = Arc::new(self.peers.with_access(Access::Full));
        let behaviour = self.swarm.behaviour_mut();
        behaviour.doorman.set_members(Arc::clone(&members));
        behaviour.services.set_admitted(members);
        behaviour.gossip.set_admitted(gossipers);
        for peer in changed {
            self.close_peer(&peer, CloseReason::MembershipChanged);
        }
        self.dial_due(now);
    }

    fn close_peer(&mut self, peer: &PeerId, why: CloseReason) {
        for connection in self.links.connections(peer) {
            self.close_connection(connection, why);
        }
    }

    fn close_connection(&mut self, connection: ConnectionId, why: CloseReason) {
        self.links.closing(connection, why);
        self.swarm.close_connection(connection);
    }

    /// Notes an offence, and shuts the peer out if it was one too many.
    fn offence(&mut self, peer: PeerId, now: Instant) {
        if !self.ledger.offence(peer, now) {
            return;
        }
        tracing::warn!(%peer, "peer banned");
        self.swarm.behaviour_mut().doorman.ban(peer);
        self.close_peer(&peer, CloseReason::Banned);
        if let Some(until) = self.ledger.banned_until(&peer) {
            self.peers.banned(&peer, until);
        }
        self.outbox.report(Event::Banned { peer });
    }
}

/// Starts to close all connections; false if there are none left.
fn hang_up(swarm: &mut Swarm<Behaviour>) -> bool {
    let connected: Vec<_> = swarm.connected_peers().copied().collect();
    for peer in &connected {
        // An error says that it is gone already.
        let _ = swarm.disconnect_peer_id(*peer);
    }
    !connected.is_empty()
}
