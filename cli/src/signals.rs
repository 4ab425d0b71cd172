//! Being asked to stop: Ctrl-C, `SIGTERM`, or the end of standard input.
//!
//! Owns: what counts as a wish to stop. Refuses to know what stops.

use crate::context::failure;
use protocol::api::Problem;
use tokio::io::AsyncReadExt as _;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Wishes to stop, from now on.
pub(crate) struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    /// Listens from here on: a signal that comes before the first [`Self::asked`] is not lost.
    pub(crate) fn listen() -> Result<Self, Problem> {
        let open = |kind| signal(kind).map_err(|error| failure("Signals cannot be heard", &error));
        Ok(Self { interrupt: open(SignalKind::interrupt())?, terminate: open(SignalKind::terminate())? })
    }

    /// Waits for Ctrl-C or `SIGTERM`.
    pub(crate) async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Waits until whoever started us has closed our standard input, or for ever if that is not `wanted`.
pub(crate) async fn input_closed(wanted: bool) {
    if !wanted {
        return std::future::pending().await;
    }
    let mut input = tokio::io::stdin();
    let mut ignored = [0_u8; 64];
    while matches!(input.read(&mut ignored).await, Ok(read) if read > 0) {}
}
