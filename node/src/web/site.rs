//! What all handlers share: the node's services, who may read, and how many may search at once.

use super::guard::Hosts;
use super::metrics::Counters;
use super::trouble::Trouble;
use crate::config::Access;
use crate::finding::{self, Audience};
use crate::node::Services;
use crate::store::{StoreError, View};
use protocol::api::{Problem, SearchAnswer, SearchRequest};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Searches at once: more would only slow each other down.
const SEARCHES: usize = 4;
/// For a search to begin and to end.
const PATIENCE: Duration = Duration::from_secs(2);

/// One web application.
pub(super) struct Site {
    /// The node.
    pub(super) services: Services,
    /// Who reads here.
    pub(super) audience: Audience,
    /// Whether only this computer or its office reads here: then what was saved here is shown too. Under a
    /// name of its own it may stand behind a proxy that lets everybody in.
    pub(super) at_home: bool,
    /// Its names.
    pub(super) hosts: Hosts,
    /// What was answered so far.
    pub(super) counters: Counters,
    searches: Semaphore,
}

impl Site {
    /// For a node, behind an address.
    pub(super) fn new(services: Services, access: &Access, bound: SocketAddr) -> Self {
        Self {
            services,
            audience: if access.office { Audience::Network } else { Audience::Everyone },
            at_home: access.office || (bound.ip().is_loopback() && access.names.is_empty()),
            hosts: Hosts::new(bound, &access.names),
            counters: Counters::default(),
            searches: Semaphore::new(SEARCHES),
        }
    }

    /// Reads the store.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&View<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Trouble> {
        self.services.store.read(read).await.map_err(|error| Trouble::failed(&error))
    }

    /// Asks the index, when it is our turn, and not for ever.
    pub(super) async fn find<T>(&self, ask: impl Future<Output = Result<T, Problem>>) -> Result<T, Trouble> {
        let turn = tokio::time::timeout(PATIENCE, self.searches.acquire()).await;
        let Ok(Ok(_turn)) = turn else { return Err(Trouble::Busy) };
        match tokio::time::timeout(PATIENCE, ask).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(problem)) => Err(self.not_found(problem)),
            Err(_) => Err(Trouble::Busy),
        }
    }

    /// The answer to a question, for those who may read here.
    pub(super) async fn search(&self, request: SearchRequest) -> Result<SearchAnswer, Trouble> {
        match finding::known(&self.services, &request, self.audience) {
            Some(known) => Ok(known),
            None => self.find(finding::search(&self.services, request, self.audience)).await,
        }
    }

    fn not_found(&self, problem: Problem) -> Trouble {
        let empty = self.services.search.status();
        if empty.rebuilding || empty.last_error.is_some() { Trouble::Indexing } else { problem.into() }
    }

    /// The organisation whose node this is, as admitted, else as it calls itself.
    pub(super) fn organisation(&self) -> String {
        let named = self.services.governance.name_of(self.services.who.organisation);
        if named.is_empty() { self.services.who.identity.name.clone() } else { named }
    }
}
