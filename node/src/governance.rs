//! Governance: the roster and the papers as this node holds them, and the authority that follows.
//!
//! Owns: the order "durable first, then in force". Refuses to know who sent an entry or a paper.
//! Neighbours: `store` keeps both and recomputes standings; everyone else reads [`Governance::authority`].

use crate::clock;
use crate::store::{AuthorityChange, Store, StoreError};
use protocol::authority::{Authority, Paper, PaperRefusal};
use protocol::id::{EntryId, NetworkId, OrganisationId};
use protocol::roster::{Branches, FoldError, Inserted, Pin, SignedEntry, Tip};
use std::sync::Arc;
use tokio::sync::{Mutex, watch};

/// The authority in force; `None` until the roster of a network one joins has arrived.
pub type InForce = Option<Arc<Authority>>;

/// A cheap handle.
#[derive(Clone)]
pub struct Governance {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    branches: Mutex<Branches>,
    in_force: watch::Sender<InForce>,
}

/// What became of entries and papers that were offered.
#[derive(Debug, Default)]
pub struct Offered {
    /// New ones that are held now.
    pub added: usize,
    /// Refused ones: a key for counters, words, and whether the sender is to blame.
    pub refused: Vec<(&'static str, String, bool)>,
}

impl Governance {
    /// Reads what the store holds.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open(store: Store, network: NetworkId, first_pin: Pin) -> Result<Self, StoreError> {
        let (entries, papers, pin) =
            store.read_blocking(|view| Ok((view.entries()?, view.papers()?, view.pin()?)))?;
        let branches = Branches::restore(network, pin.unwrap_or(first_pin), entries);
        let authority = branches.state().map(|state| Arc::new(Authority::with_papers(state.clone(), papers)));
        if let Some(authority) = &authority {
            let change = AuthorityChange { authority: Arc::clone(authority), entries: Vec::new(), pin: None };
            store.set_authority(change, clock::now_ms()).wait()?;
        }
        let in_force = watch::Sender::new(authority);
        Ok(Self { inner: Arc::new(Inner { store, branches: Mutex::new(branches), in_force }) })
    }

    /// The authority in force now.
    #[must_use]
    pub fn authority(&self) -> InForce {
        self.inner.in_force.borrow().clone()
    }

    /// An organisation's name as admitted; empty if it is unknown.
    #[must_use]
    pub fn name_of(&self, organisation: OrganisationId) -> String {
        let authority = self.authority();
        let member = authority.as_ref().and_then(|authority| authority.organisation(organisation));
        member.map(|one| one.name.clone()).unwrap_or_default()
    }

    /// Changes of the authority.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<InForce> {
        self.inner.in_force.subscribe()
    }

    /// The last entry of the branch that counts.
    pub async fn tip(&self) -> Option<Tip> {
        self.inner.branches.lock().await.tip()
    }

    /// [`Self::tip`] of what is in force, without waiting.
    #[must_use]
    pub fn tip_now(&self) -> Option<Tip> {
        let authority = self.authority()?;
        let roster = authority.roster();
        Some(Tip { version: roster.version, id: roster.tip })
    }

    /// A copy of the tree of entries, for reading at leisure.
    pub async fn branches(&self) -> Branches {
        self.inner.branches.lock().await.clone()
    }

    /// One entry.
    pub async fn entry(&self, id: EntryId) -> Option<SignedEntry> {
        self.inner.branches.lock().await.get(&id).cloned()
    }

    /// Takes entries in, lowest version first; what follows is durable before it is in force.
    ///
    /// # Errors
    /// When the store fails; nothing is in force then that is not durable.
    pub async fn offer_entries(&self, mut entries: Vec<SignedEntry>) -> Result<Offered, StoreError> {
        let mut branches = self.inner.branches.lock().await;
        let mut next = branches.clone();
        let mut offered = Offered::default();
        let mut changed = false;
        entries.sort_by_cached_key(|one| one.entry().map_or(u64::MAX, |entry| entry.version));
        for entry in entries {
            match next.insert(entry) {
                Inserted::New { .. } | Inserted::BelowPin | Inserted::NeedsNewer(_) => {
                    offered.added += 1;
                    changed = true;
                }
                Inserted::United | Inserted::Orphan => changed = true,
                Inserted::Known => {}
                Inserted::Full => offered.refuse("too-many-entries", "too many side branches".into(), false),
                Inserted::Refused(error) => offered.refuse_entry(&error),
            }
        }
        if changed {
            self.put_in_force(&next, None).await?;
            *branches = next;
        }
        Ok(offered)
    }

    /// Takes papers in.
    ///
    /// # Errors
    /// When the store fails; nothing is in force then that is not durable.
    pub async fn offer_papers(&self, papers: Vec<Paper>) -> Result<Offered, StoreError> {
        let branches = self.inner.branches.lock().await;
        let mut offered = Offered::default();
        let Some(current) = self.authority() else { return Ok(offered) };
        let mut authority = Authority::clone(&current);
        for (result, _) in authority.add_all(papers) {
            match result {
                Ok(true) => offered.added += 1,
                Ok(false) => {}
                Err(error) => offered.refuse_paper(&error),
            }
        }
        if offered.added > 0 {
            self.put_in_force(&branches, Some(authority)).await?;
        }
        Ok(offered)
    }

    async fn put_in_force(
        &self,
        branches: &Branches,
        authority: Option<Authority>,
    ) -> Result<(), StoreError> {
        let current = self.authority();
        let authority = match (authority, branches.state(), current) {
            (Some(authority), _, _) => Some(authority),
            (None, Some(state), Some(current)) if current.roster() == state => {
                Some(Authority::clone(&current))
            }
            (None, Some(state), Some(current)) => Some(current.under(state.clone())),
            (None, Some(state), None) => Some(Authority::new(state.clone())),
            (None, None, _) => None,
        }
        .map(Arc::new);
        let entries = branches.entries().map(|(_, _, entry)| entry.clone());
        let store = &self.inner.store;
        match &authority {
            Some(authority) => {
                let (authority, entries) = (Arc::clone(authority), entries.collect());
                let change = AuthorityChange { authority, entries, pin: Some(branches.pin()) };
                store.set_authority(change, clock::now_ms()).await?;
            }
            // On the way up to an invitation's checkpoint: kept, but nothing is in force yet.
            None => {
                for entry in entries {
                    store.add_entry(entry).await?;
                }
            }
        }
        self.inner.in_force.send_replace(authority);
        Ok(())
    }
}

impl Offered {
    fn refuse(&mut self, key: &'static str, words: String, fault: bool) {
        self.refused.push((key, words, fault));
    }

    fn refuse_entry(&mut self, error: &FoldError) {
        self.refuse("roster-entry", error.to_string(), error.is_wrong_everywhere());
    }

    fn refuse_paper(&mut self, error: &PaperRefusal) {
        let (key, fault) = match error {
            PaperRefusal::Fault(_) => ("paper", true),
            PaperRefusal::UnknownOrganisation(_) => ("paper-unknown-organisation", false),
            PaperRefusal::NotSigned(_) => ("paper-bad-signature", false),
        };
        self.refuse(key, error.to_string(), fault);
    }
}
