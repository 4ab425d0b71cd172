//! A command on its way: from the caller through the queue to the writer, and its answer back.
//!
//! Owns: [`Command`], what callers await, and `Job`, what the writer sees of it. Refuses to know what
//! commands do. Neighbour: [`super::writer`], which answers only after COMMIT.

use super::error::{Failure, StoreError};
use super::writer::{Hand, Message};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use tokio::sync::{mpsc, oneshot};

/// A change to be made. Nothing happens until it is awaited or waited for.
///
/// The answer comes after COMMIT: what was answered with `Ok` is on the disk. Dropping the future does
/// not take back a command that is queued already; it is then done or not done, unseen.
#[must_use = "a command does nothing until it is awaited or waited for"]
pub struct Command<T, E = StoreError> {
    line: Line,
    job: Box<dyn Job>,
    answer: oneshot::Receiver<Result<T, E>>,
}

/// The way to the writer.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) queue: mpsc::Sender<Message>,
    /// Why the writer ended, once it did.
    pub(super) condition: Arc<OnceLock<Arc<str>>>,
}

impl Line {
    /// The writer ended, or the command panicked and took its reply with it.
    fn unanswered<E: Failure>(&self) -> E {
        let reason = self.condition.get().cloned();
        StoreError::Stopped(reason.unwrap_or_else(|| "the command broke off".into())).into()
    }
}

impl<T: Send + 'static, E: Failure> Command<T, E> {
    pub(super) fn new(
        line: &Line,
        operation: impl FnOnce(&mut Hand<'_>) -> Result<T, E> + Send + 'static,
    ) -> Self {
        let (reply, answer) = oneshot::channel();
        let ask = Ask { operation: Some(operation), outcome: None, reply };
        Self { line: line.clone(), job: Box::new(ask), answer }
    }

    /// Queues the command and blocks until it is answered.
    ///
    /// # Errors
    /// Those of the command, and [`StoreError::Stopped`].
    ///
    /// # Panics
    /// Within an async task, where it must be awaited instead.
    pub fn wait(self) -> Result<T, E> {
        let line = self.line;
        match line.queue.blocking_send(Message::Job(self.job)) {
            Ok(()) => self.answer.blocking_recv().unwrap_or_else(|_| Err(line.unanswered())),
            Err(_) => Err(line.unanswered()),
        }
    }
}

impl<T: Send + 'static, E: Failure> IntoFuture for Command<T, E> {
    type Output = Result<T, E>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let line = self.line;
            match line.queue.send(Message::Job(self.job)).await {
                Ok(()) => self.answer.await.unwrap_or_else(|_| Err(line.unanswered())),
                Err(_) => Err(line.unanswered()),
            }
        })
    }
}

/// What became of a job within its savepoint.
pub(super) enum Ran {
    /// It may stay.
    Fine,
    /// It has to be undone; the job keeps its error.
    Failed {
        /// What it means for all that comes after: nothing more may be written.
        fatal: Option<StoreError>,
    },
}

/// One command as the writer sees it.
pub(super) trait Job: Send {
    /// Does it, within a savepoint.
    fn run(&mut self, hand: &mut Hand<'_>) -> Ran;
    /// Answers the caller, after COMMIT or after the whole group failed.
    fn settle(self: Box<Self>, group: Result<(), StoreError>);
}

struct Ask<F, T, E> {
    operation: Option<F>,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Ask<F, T, E>
where
    F: FnOnce(&mut Hand<'_>) -> Result<T, E> + Send,
    T: Send,
    E: Failure,
{
    fn run(&mut self, hand: &mut Hand<'_>) -> Ran {
        let operation = self.operation.take().expect("the writer runs a job once");
        let outcome = operation(hand);
        let ran = match &outcome {
            Ok(_) => Ran::Fine,
            Err(error) => {
                let fatal = error.of_the_store().filter(|error| error.is_fatal());
                Ran::Failed { fatal: fatal.map(StoreError::for_the_group) }
            }
        };
        self.outcome = Some(outcome);
        ran
    }

    fn settle(self: Box<Self>, group: Result<(), StoreError>) {
        let answer = match (self.outcome, group) {
            (Some(Err(own)), _) => Err(own),
            (_, Err(error)) => Err(error.into()),
            (Some(Ok(value)), Ok(())) => Ok(value),
            // It panicked: without a reply the caller learns that it broke off.
            (None, Ok(())) => return,
        };
        // A caller that went away loses nothing: what it asked for is done.
        let _ = self.reply.send(answer);
    }
}
