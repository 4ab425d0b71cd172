//! Progress on anything that takes more than a second, drawn only for a person who watches.
//!
//! Owns: when something is drawn and how. Refuses to know what is being done.

use crate::output::Output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::future::Future;
use std::time::{Duration, Instant};

/// Nothing is drawn before this: quick work should look quick.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);
const SPINNER: &str = "{spinner} {msg} {elapsed:.dim}";
const BAR: &str = "{msg} {bar:24} {human_pos} of {human_len}, {per_sec:.dim}, {eta:.dim} left";

/// Waits for an answer, with a spinner once it takes long.
pub(crate) async fn waiting<T>(output: &Output, doing: &str, work: impl Future<Output = T>) -> T {
    tokio::pin!(work);
    tokio::select! {
        answer = &mut work => return answer,
        () = tokio::time::sleep(PATIENCE) => {}
    }
    let spinner = hidden(None, SPINNER, doing);
    if output.watched() {
        spinner.set_draw_target(ProgressDrawTarget::stderr());
        spinner.enable_steady_tick(TICK);
    }
    let answer = work.await;
    spinner.finish_and_clear();
    answer
}

/// A number of things to do.
pub(crate) struct Bar {
    bar: ProgressBar,
    since: Instant,
    watched: bool,
}

impl Bar {
    pub(crate) fn new(output: &Output, doing: &str, length: u64) -> Self {
        Self { bar: hidden(Some(length), BAR, doing), since: Instant::now(), watched: output.watched() }
    }

    /// Some more are done.
    pub(crate) fn advance(&self, count: u64) {
        if self.watched && self.bar.is_hidden() && self.since.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(count);
    }

    /// Since the start.
    pub(crate) fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn hidden(length: Option<u64>, template: &str, doing: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden())
        .with_style(style)
        .with_message(doing.to_owned())
}
