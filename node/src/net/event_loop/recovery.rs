//! After a panic: the swarm is made anew, the node goes on.
//!
//! Owns: what survives — the address book, the bans, the queues to and from the rest of the node — and how long to wait
//! before the next attempt. What touches libp2p does not survive: connections, dials, requests under way. The rest of
//! the node sees peers that go and come back.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use libp2p::{Multiaddr, futures::FutureExt, multiaddr::Protocol};
use tokio::{
    sync::oneshot,
    time::{Instant, sleep_until},
};

use super::EventLoop;
use crate::net::{CloseReason, Event, StartError, handle::Command, swarm};

/// The pause after a first panic, and the longest after one panic upon another.
const PAUSE_MIN: Duration = Duration::from_millis(500);
const PAUSE_MAX: Duration = Duration::from_secs(60);

/// After it ran for so long, a panic counts as the first one.
const SOUND: Duration = Duration::from_secs(5 * 60);

impl EventLoop {
    /// Runs, again and again if it must, until it is told to stop; returns whom to tell when that is done.
    pub(super) async fn live(mut self) -> Option<oneshot::Sender<()>> {
        let mut pause = Duration::ZERO;
        loop {
            let began = Instant::now();
            let life = AssertUnwindSafe(self.rest_and_run(began + pause)).catch_unwind();
            let panic = match life.await {
                Ok(farewell) => return farewell,
                Err(panic) => panic,
            };
            let sound = began.elapsed() > SOUND;
            pause = if sound { PAUSE_MIN } else { (pause * 2).clamp(PAUSE_MIN, PAUSE_MAX) };
            tracing::error!(why = words(&*panic), ?pause, "the network broke down and is started again");
            self.restarts = self.restarts.saturating_add(1);
            match catch_unwind(AssertUnwindSafe(|| self.renew(Instant::now()))) {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "the network could not be set up again yet"),
                Err(panic) => {
                    tracing::error!(why = words(&*panic), "setting the network up again broke down")
                }
            }
        }
    }

    /// Does as it is told, but looks at nothing that peers sent, until the pause is over.
    async fn rest_and_run(&mut self, until: Instant) -> Option<oneshot::Sender<()>> {
        loop {
            tokio::select! { biased;
                () = sleep_until(until) => return self.run().await,
                command = self.commands.recv() => match command {
                    Some(Command::Shutdown(reply)) => return Some(reply),
                    Some(command) => self.obey(command, Instant::now()),
                    None => return None,
                },
            }
        }
    }

    fn renew(&mut self, now: Instant) -> Result<(), StartError> {
        let ports: Vec<Multiaddr> = self.swarm.listeners().cloned().collect();
        let broken = std::mem::replace(&mut self.swarm, swarm::build(&self.config, now)?);
        // Letting go of what broke may break as well.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(broken)));
        if !ports.is_empty() && self.config.listen.iter().any(takes_any_port) {
            self.config.listen = ports;
        }
        self.unheard.clone_from(&self.config.listen);
        self.requests.interrupt();
        for peer in std::mem::take(&mut self.dials).into_values() {
            self.peers.put_off(&peer, now);
        }
        for peer in std::mem::take(&mut self.links).peers() {
            self.peers.disconnected(peer, CloseReason::BrokeDown, now);
            self.outbox.report(Event::Disconnected { peer: *peer, why: CloseReason::BrokeDown });
        }
        for peer in self.ledger.banned() {
            self.swarm.behaviour_mut().doorman.ban(*peer);
        }
        self.admit([], now);
        Ok(())
    }

    /// Listens where it did before, as soon as the operating system gives the ports back.
    pub(super) fn listen_again(&mut self) {
        let swarm = &mut self.swarm;
        self.unheard.retain(|address| match swarm::listen(swarm, address) {
            Ok(()) => false,
            Err(error) => {
                tracing::debug!(%error, "not listening again yet");
                true
            }
        });
    }
}

fn takes_any_port(address: &Multiaddr) -> bool {
    address.iter().any(|part| matches!(part, Protocol::Tcp(0) | Protocol::Udp(0)))
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it did not say why")
}
