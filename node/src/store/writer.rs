//! The one thread that writes.
//!
//! Owns: the writing connection, group commit, what is remembered between commands. Each turn drains up
//! to [`GROUP`] commands into one transaction with a savepoint each, and answers after COMMIT.
//! Refuses to know what commands do. Neighbours: [`super::command`] brings them.
//!
//! A command that fails is rolled back alone. When the transaction fails, nobody in it is told success.
//! After an I/O error nothing is written any more: the kernel may have dropped the pages that an fsync
//! failed on, so trying again could report a success that is none.

use super::command::{Job, Ran};
use super::error::StoreError;
use super::lock::Lock;
use super::loose::LooseEnds;
use super::planes::Planes;
use super::room::{self, Bounds};
use super::signers::Signers;
use super::space::Space;
use super::{migrate, open, works};
use protocol::authority::{Authority, Signer};
use rusqlite::Connection;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use tokio::sync::{mpsc, watch};

/// Commands that may wait.
pub(super) const QUEUE: usize = 256;
/// Commands of one transaction.
const GROUP: usize = 256;

/// What can be put into the writer's queue.
pub(super) enum Message {
    /// A command.
    Job(Box<dyn Job>),
    /// Finish what is before this, then end.
    Close,
}

/// What a command works with.
pub(super) struct Hand<'a> {
    /// Within a transaction and a savepoint.
    pub(super) conn: &'a Connection,
    pub(super) signers: &'a Signers,
    pub(super) memory: &'a mut Memory,
    /// Only what withdraws, erases or is small may be written.
    pub(super) low_space: bool,
    /// How much of the bodies is kept.
    pub(super) bounds: Bounds,
}

impl Hand<'_> {
    /// The authority that all standings were computed under.
    pub(super) fn authority(&self) -> Result<Arc<Authority>, StoreError> {
        self.memory.authority.clone().ok_or(StoreError::NoAuthority)
    }
}

/// What the writer remembers between commands. Restored whenever the database is rolled back.
#[derive(Clone)]
pub(super) struct Memory {
    pub(super) planes: Planes,
    pub(super) authority: Option<Arc<Authority>>,
    /// Headers that the authority's heads wait for.
    pub(super) loose: Arc<LooseEnds>,
    pub(super) identity: Option<Signer>,
    /// The last number of the change feed.
    pub(super) head: u64,
    /// Bytes of all bodies that are here.
    pub(super) weight: u64,
    /// Something was erased, and the log still has it.
    pub(super) wiped: bool,
}

/// The writer's own belongings.
pub(super) struct Writer {
    conn: Connection,
    signers: Signers,
    memory: Memory,
    progress: watch::Sender<u64>,
    condition: Arc<OnceLock<Arc<str>>>,
    folder: PathBuf,
    space: Space,
    bounds: Bounds,
    // Released after the connection is closed: fields are dropped in order.
    _lock: Lock,
}

impl Writer {
    pub(super) fn new(
        conn: Connection,
        lock: Lock,
        folder: PathBuf,
        (space, bounds): (Space, Bounds),
        condition: Arc<OnceLock<Arc<str>>>,
    ) -> Result<(Self, watch::Receiver<u64>), StoreError> {
        let head = works::head(&conn)?;
        let memory = Memory {
            planes: Planes::load(&conn)?,
            authority: None,
            loose: Arc::default(),
            identity: None,
            head,
            weight: room::weight(&conn)?,
            wiped: false,
        };
        let (progress, changed) = watch::channel(head);
        let signers = Signers::default();
        let writer = Self { conn, signers, memory, progress, condition, folder, space, bounds, _lock: lock };
        Ok((writer, changed))
    }

    /// Runs until the queue closes, [`Message::Close`] comes or a write fails for good.
    pub(super) fn run(mut self, mut queue: mpsc::Receiver<Message>) {
        let mut open = true;
        while open {
            let Some(first) = queue.blocking_recv() else { break };
            let mut group = VecDeque::new();
            let mut next = Some(first);
            while let Some(Message::Job(job)) = next {
                group.push_back(job);
                next = if group.len() < GROUP { queue.try_recv().ok() } else { None };
            }
            open = next.is_none();
            if let Err(error) = self.turn(group) {
                tracing::error!(%error, "the store stops writing");
                let _ = self.condition.set(error.to_string().into());
                return;
            }
        }
        let _ = self.condition.set("it was closed".into());
        if let Err(error) = open::checkpoint(&self.conn) {
            tracing::warn!(%error, "the log was not folded into the library; the next start does it");
        }
    }

    /// Does a group in as few transactions as possible: one, unless SQLite itself gives one up.
    fn turn(&mut self, mut group: VecDeque<Box<dyn Job>>) -> Result<(), StoreError> {
        while !group.is_empty() {
            let mut done = Vec::with_capacity(group.len());
            let before = self.memory.clone();
            let result = self.transact(&mut group, &mut done);
            if let Err(error) = &result {
                self.forget(before);
                let stopping = error.is_fatal();
                let left = if stopping { std::mem::take(&mut group) } else { VecDeque::new() };
                for job in done.into_iter().chain(left) {
                    job.settle(Err(error.for_the_group()));
                }
                if stopping {
                    return result;
                }
            } else {
                self.after_commit();
                done.into_iter().for_each(|job| job.settle(Ok(())));
            }
        }
        Ok(())
    }

    /// One transaction. Jobs move from `group` to `done` as they are run.
    fn transact(
        &mut self,
        group: &mut VecDeque<Box<dyn Job>>,
        done: &mut Vec<Box<dyn Job>>,
    ) -> Result<(), StoreError> {
        let low_space = self.space.is_low();
        // The first of the group is out even if BEGIN fails, so that every turn gets on.
        let mut next = group.pop_front();
        if let Err(error) = self.sql("BEGIN IMMEDIATE") {
            done.extend(next);
            return Err(error);
        }
        while let Some(mut job) = next {
            let outcome = self.guarded(job.as_mut(), low_space);
            done.push(job);
            outcome?;
            next = group.pop_front();
        }
        self.memory.planes.save(&self.conn)?;
        self.sql("COMMIT")
    }

    /// One job within its savepoint. Only what concerns the whole transaction is an error here.
    fn guarded(&mut self, job: &mut dyn Job, low_space: bool) -> Result<(), StoreError> {
        let before = self.memory.clone();
        self.sql("SAVEPOINT job")?;
        let (conn, signers, bounds) = (&self.conn, &self.signers, self.bounds);
        let mut hand = Hand { conn, signers, memory: &mut self.memory, low_space, bounds };
        // A command that panics is its own loss, not the store's.
        let ran =
            catch_unwind(AssertUnwindSafe(|| job.run(&mut hand))).unwrap_or(Ran::Failed { fatal: None });
        let Ran::Failed { fatal } = ran else { return self.sql("RELEASE job") };
        if let Some(error) = fatal {
            return Err(error);
        }
        if self.conn.is_autocommit() {
            // SQLite gave the whole transaction up, which it does when space runs out at a bad moment.
            return Err(StoreError::DiskFull);
        }
        self.sql("ROLLBACK TO job")?;
        self.sql("RELEASE job")?;
        self.memory = before;
        self.signers.clear();
        Ok(())
    }

    fn forget(&mut self, before: Memory) {
        if !self.conn.is_autocommit()
            && let Err(error) = self.sql("ROLLBACK")
        {
            tracing::warn!(%error, "the transaction could not be rolled back");
        }
        self.memory = before;
        self.signers.clear();
    }

    fn after_commit(&mut self) {
        if self.memory.wiped {
            self.memory.wiped = !self.wipe();
        }
        self.progress.send_if_modified(|head| {
            let moved = *head != self.memory.head;
            *head = self.memory.head;
            moved
        });
    }

    /// Empties the log of what was erased. `false`: to be tried again after the next commit.
    fn wipe(&self) -> bool {
        let emptied = open::checkpoint(&self.conn);
        let removed = migrate::remove_copies(&self.folder);
        if let Err(error) = &removed {
            tracing::warn!(%error, "a copy from before a migration could not be removed");
        }
        matches!(emptied, Ok(true)) && removed.is_ok()
    }

    fn sql(&self, statement: &str) -> Result<(), StoreError> {
        self.conn.prepare_cached(statement)?.execute(())?;
        Ok(())
    }
}
