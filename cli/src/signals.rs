//! Being asked to stop: Ctrl-C, `SIGTERM`, the end of the terminal, or the end of standard input.
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
    /// The terminal was closed; absent where that was not to matter, as under `nohup`.
    hangup: Option<Signal>,
}

impl Stop {
    /// Listens from here on: a signal that comes before the first [`Self::asked`] is not lost.
    pub(crate) fn listen() -> Result<Self, Problem> {
        let open = |kind| signal(kind).map_err(|error| failure("Signals cannot be heard", &error));
        let hangup = (!hangup_is_ignored()).then(|| open(SignalKind::hangup())).transpose()?;
        Ok(Self {
            interrupt: open(SignalKind::interrupt())?,
            terminate: open(SignalKind::terminate())?,
            hangup,
        })
    }

    /// Waits for Ctrl-C, `SIGTERM` or the end of the terminal.
    pub(crate) async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
            () = heard(self.hangup.as_mut()) => {}
        }
    }
}

async fn heard(signal: Option<&mut Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}

/// Whether who started us said that the end of the terminal is not to end us.
fn hangup_is_ignored() -> bool {
    std::fs::read_to_string("/proc/self/status").is_ok_and(|status| ignores_hangup(&status))
}

/// As Linux writes it: a mask in hexadecimal, whose first bit is signal 1, `SIGHUP`.
fn ignores_hangup(status: &str) -> bool {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_to_hear_the_terminal_end_does_not_listen_for_it() {
        assert!(ignores_hangup("Name:\tvicinia\nSigIgn:\t0000000000001001\n"));
        assert!(!ignores_hangup("Name:\tvicinia\nSigIgn:\t0000000000001000\n"));
        assert!(!ignores_hangup("Name:\tvicinia\n"));
    }
}
