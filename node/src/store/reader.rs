//! Reading: a few read-only connections and what is asked of them.
//!
//! Owns: the pool and [`View`], one consistent picture of the store. Refuses to write.
//! The questions stand beside the tables they are about, as further `impl View` blocks.

use super::error::StoreError;
use super::signers::Signers;
use rusqlite::Connection;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// One connection with its memory.
struct Reader {
    conn: Connection,
    signers: Signers,
}

/// The pool. Async callers wait at the semaphore, so they never fill up the blocking threads; blocking
/// callers wait at the condition.
#[derive(Clone)]
pub(super) struct Readers {
    idle: Arc<(Mutex<Vec<Reader>>, Condvar)>,
    permits: Arc<Semaphore>,
}

/// The store as it was at one moment: nothing changes while a view lives. Keep it short: the log cannot
/// be emptied meanwhile.
pub struct View<'a> {
    pub(super) conn: &'a Connection,
    pub(super) signers: &'a Signers,
}

/// A connection taken from the pool, and brought back whatever happens.
struct Loan<'a> {
    pool: &'a Readers,
    reader: Option<Reader>,
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take() {
            // Also after a panic: an open snapshot would keep the log from being emptied.
            if !reader.conn.is_autocommit() {
                let _ = reader.conn.execute_batch("ROLLBACK");
            }
            let (idle, returned) = &*self.pool.idle;
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
            returned.notify_one();
        }
    }
}

impl Readers {
    pub(super) fn new(connections: Vec<Connection>) -> Self {
        let permits = Arc::new(Semaphore::new(connections.len()));
        let readers =
            connections.into_iter().map(|conn| Reader { conn, signers: Signers::default() }).collect();
        Self { idle: Arc::new((Mutex::new(readers), Condvar::new())), permits }
    }

    /// Reads on a blocking thread.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&View<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit = self.permits.clone().acquire_owned().await;
        let permit = permit.expect("the semaphore is never closed");
        let readers = self.clone();
        let task = tokio::task::spawn_blocking(move || {
            let answer = readers.read_blocking(question);
            drop(permit);
            answer
        });
        match task.await {
            Ok(answer) => answer,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(error) => Err(StoreError::Stopped(error.to_string().into())),
            },
        }
    }

    /// Reads on this thread.
    pub(super) fn read_blocking<T>(
        &self,
        question: impl FnOnce(&View<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let loan = self.take();
        let reader = loan.reader.as_ref().expect("a loan holds its connection until it is dropped");
        reader.conn.prepare_cached("BEGIN")?.execute(())?;
        question(&View { conn: &reader.conn, signers: &reader.signers })
    }

    fn take(&self) -> Loan<'_> {
        let (idle, returned) = &*self.idle;
        let readers = idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut readers = returned
            .wait_while(readers, |readers| readers.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        Loan { pool: self, reader: readers.pop() }
    }
}
