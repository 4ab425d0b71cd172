//! What this node holds, as the sync protocol sees it: a hello, and sealed sets that all sessions share.

use crate::governance::Governance;
use crate::store::Store;
use protocol::digest::Summary;
use protocol::extension::Extensions;
use protocol::id::{EntryId, NetworkId};
use protocol::limits;
use protocol::roster::Tip;
use protocol::sync::{Hello, Plane, SealedSet, Snapshot};
use std::sync::{Arc, Mutex, PoisonError};

/// A sealed set and the summary it was made for.
type Sealed = (Summary, Arc<SealedSet>);

/// One sealed set a plane, made anew when the plane's summary is another.
pub struct Shelf {
    store: Store,
    governance: Governance,
    network: NetworkId,
    sealed: [Mutex<Option<Sealed>>; 4],
}

impl Shelf {
    /// Over a store.
    #[must_use]
    pub fn new(store: Store, governance: Governance, network: NetworkId) -> Self {
        Self { store, governance, network, sealed: Default::default() }
    }

    /// Blocks for a moment, as all of this does.
    fn planes(&self) -> [Summary; 4] {
        match self.store.read_blocking(|view| view.summaries()) {
            Ok(summaries) => summaries.planes,
            Err(error) => {
                tracing::error!(%error, "the store could not be read for a comparison");
                [Summary { count: 0, digest: [0; 32] }; 4]
            }
        }
    }

    fn seal(&self, plane: Plane) -> Arc<SealedSet> {
        match self.store.read_blocking(|view| view.all_items(plane)) {
            Ok(items) => Arc::new(items.into_iter().collect()),
            Err(error) => {
                tracing::error!(%error, "the store could not be read for a comparison");
                Arc::default()
            }
        }
    }
}

impl Snapshot for Shelf {
    fn hello(&self) -> Hello {
        let planes = self.planes();
        let genesis = Tip { version: 0, id: EntryId::ZERO };
        Hello {
            format: limits::FORMAT,
            network: self.network,
            roster: self.governance.tip_now().unwrap_or(genesis),
            planes,
            extensions: Extensions::NONE,
        }
    }

    /// Reads the store when the plane has changed: call it where blocking is allowed.
    fn set(&self, plane: Plane) -> Arc<SealedSet> {
        let mut slot = self.sealed[plane.index()].lock().unwrap_or_else(PoisonError::into_inner);
        let summary = self.planes()[plane.index()];
        match &*slot {
            Some((of, set)) if *of == summary => Arc::clone(set),
            _ => {
                let set = self.seal(plane);
                *slot = Some((summary, Arc::clone(&set)));
                set
            }
        }
    }
}
