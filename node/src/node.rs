//! The composition root: opens everything bottom-up, closes it top-down. Every channel and timer of the
//! node is visible here or in the module it starts.

use crate::admission::{self, Admission};
use crate::clock;
use crate::config::{Config, Settings};
use crate::control;
use crate::finding::Lately;
use crate::folder::Folder;
use crate::governance::Governance;
use crate::identity::{Identity, Who};
use crate::ingest::Ingest;
use crate::joining::{self, JoinState};
use crate::net::{self, Handle};
use crate::papers::Papers;
use crate::problem::{open_problem, store_problem};
use crate::projection::Projection;
use crate::publish::Publisher;
use crate::replicate::{Parts, Replicate};
use crate::search::Search;
use crate::store::{Options, Store};
use crate::traffic::Refusals;
use crate::web::Web;
use crate::{traffic, upkeep};
use protocol::api::{Problem, ProblemKind, Request};
use protocol::id::NetworkId;
use protocol::join::SignedInvitation;
use protocol::key::SecretKey;
use protocol::roster::Pin;
use protocol::time::Millis;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc, watch};
use tokio::task::JoinSet;

/// How long a clean stop waits for tasks before it drops them.
const STOP: Duration = Duration::from_secs(5);

/// Everything a running node consists of; cheap to clone, shared by its tasks.
#[derive(Clone)]
pub struct Services {
    /// Where its files lie.
    pub folder: Folder,
    /// Who it is.
    pub who: Who,
    /// What it was told.
    pub settings: Arc<Settings>,
    /// The store.
    pub store: Store,
    /// Roster and papers.
    pub governance: Governance,
    /// The doorway for records.
    pub ingest: Ingest,
    /// The index.
    pub search: Search,
    /// Answers that still hold.
    pub(crate) lately: Arc<Lately>,
    /// Signs what this organisation says.
    pub publisher: Publisher,
    /// Invitations and requests.
    pub admission: Admission,
    /// What the organisation signs with its root key.
    pub papers: Papers,
    /// The network part; absent when a command works on a stopped node's folder.
    pub online: Option<Online>,
    /// How joining goes, while it does.
    pub joining: Arc<watch::Sender<JoinState>>,
    /// Somebody connected: who waits to join asks at once, for a guest may not wait long.
    pub arrived: Arc<Notify>,
    /// Asked to stop.
    pub stop: Arc<Notify>,
}

/// The network part.
#[derive(Clone)]
pub struct Online {
    /// The swarm.
    pub net: Handle,
    /// Comparing with others.
    pub replicate: Replicate,
    /// Requests to join whose refusal was logged lately.
    pub refusals: Arc<Refusals>,
    /// Since when.
    pub since_ms: Millis,
}

/// A started node.
pub struct Node {
    services: Services,
    tasks: JoinSet<()>,
    web: Option<Web>,
}

impl Node {
    /// Opens a folder and starts everything. Serves at once, without any peer.
    ///
    /// # Errors
    /// When there is no node in the folder, it is another user's, another process uses it, it belongs to a
    /// newer version, or an address cannot be listened on.
    pub async fn start(config: Config) -> Result<Self, Problem> {
        let folder = Folder::existing(&config.data)?;
        folder.owned()?;
        let who = Identity::load(&folder)?;
        let settings = Arc::new(Settings::load(&folder, &config)?);
        let key = Publisher::key(&folder)?;
        if key.public() != who.node {
            return Err(Problem::new(ProblemKind::Integrity, "keys/node.key is not this node's key"));
        }
        let store = open_store(&folder, &settings).await?;
        store.set_identity((who.organisation, who.node)).await.map_err(|error| store_problem(&error))?;
        let first_pin = first_pin(&who)?;
        let governance = open_governance(&store, who.network, first_pin).await?;
        let search = Search::open(
            &folder.index(),
            Arc::new(Projection { store: store.clone(), governance: governance.clone() }),
        )
        .map_err(|error| Problem::new(ProblemKind::Failure, error.to_string()))?;
        let mut services = Services {
            ingest: Ingest::new(store.clone(), governance.clone(), who.network),
            publisher: Publisher::new(store.clone(), who.clone(), Arc::clone(&key)),
            admission: Admission::new(store.clone(), governance.clone(), who.clone(), Arc::clone(&key)),
            papers: Papers::new(
                folder.clone(),
                governance.clone(),
                store.clone(),
                who.clone(),
                Arc::clone(&key),
            ),
            folder,
            who,
            settings,
            store,
            governance,
            search,
            lately: Arc::default(),
            online: None,
            joining: Arc::new(watch::Sender::new(JoinState::default())),
            arrived: Arc::new(Notify::new()),
            stop: Arc::new(Notify::new()),
        };
        services.admission.resume().await.map_err(|error| store_problem(&error))?;
        let mut tasks = JoinSet::new();
        upkeep::spawn(&services, &mut tasks);
        if !config.offline {
            go_online(&mut services, key, &mut tasks).await?;
        }
        let mut node = Self { services, tasks, web: None };
        match Web::start(&node.services, &node.services.settings.web).await {
            Ok(web) => node.web = web,
            Err(problem) => {
                node.shutdown().await;
                return Err(problem);
            }
        }
        if node.services.online.is_some() {
            let who = node.services.who.node.short();
            tracing::info!(node = %who, at_ms = clock::now_ms(), "the node is up");
        }
        Ok(node)
    }

    /// What it consists of.
    #[must_use]
    pub const fn services(&self) -> &Services {
        &self.services
    }

    /// Addresses it listens on, with the real ports.
    pub async fn listening(&self) -> Vec<String> {
        traffic::listening(&self.services).await
    }

    /// The web application, if it is served.
    #[must_use]
    pub const fn web(&self) -> Option<&Web> {
        self.web.as_ref()
    }

    /// Answers one request, as the control socket does.
    ///
    /// # Errors
    /// The problem, in words and with a code.
    pub async fn ask(&self, request: Request) -> Result<serde_json::Value, Problem> {
        control::answer(&self.services, request).await
    }

    /// Returns when somebody asks the node to stop through its socket.
    pub async fn asked_to_stop(&self) {
        self.services.stop.notified().await;
    }

    /// Stops everything: readers and network first, store last.
    pub async fn shutdown(mut self) {
        if let Some(web) = self.web.take() {
            web.stop().await;
        }
        if let Some(online) = self.services.online.take() {
            drop(online.replicate);
            online.net.shutdown().await;
        }
        self.tasks.abort_all();
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(STOP, ended).await;
        let (search, store) = (self.services.search.clone(), self.services.store.clone());
        let closed = tokio::task::spawn_blocking(move || {
            search.close();
            store.close_blocking();
        });
        let _ = closed.await;
        let _ = std::fs::remove_file(self.services.folder.socket());
    }
}

async fn open_store(folder: &Folder, settings: &Settings) -> Result<Store, Problem> {
    let path = folder.path().to_path_buf();
    // Only setting a node up makes a library.
    let mut options = Options { must_exist: true, ..Options::default() };
    settings.reserve_bytes.into_iter().for_each(|bytes| options.reserve_bytes = bytes);
    settings.texts_bytes.into_iter().for_each(|bytes| options.bounds.all_bytes = bytes);
    tokio::task::spawn_blocking(move || Store::open(&path, &options))
        .await
        .map_err(|_| Problem::new(ProblemKind::Failure, "opening the store failed"))?
        .map_err(|error| open_problem(&error))
}

async fn open_governance(store: &Store, network: NetworkId, pin: Pin) -> Result<Governance, Problem> {
    let store = store.clone();
    tokio::task::spawn_blocking(move || Governance::open(store, network, pin))
        .await
        .map_err(|_| Problem::new(ProblemKind::Failure, "reading the roster failed"))?
        .map_err(|error| store_problem(&error))
}

/// The history that counts: from the genesis for a founder, through the checkpoint for who was invited.
fn first_pin(who: &Who) -> Result<Pin, Problem> {
    match &who.identity.joining {
        None => Ok(Pin::genesis(who.network)),
        Some(joining) => Ok(invitation(&joining.invitation)?.checkpoint),
    }
}

/// The invitation stored at set-up.
///
/// # Errors
/// When it is damaged.
pub fn invitation(stored: &str) -> Result<protocol::join::Invitation, Problem> {
    let signed: SignedInvitation = admission::decode_hex(stored)?;
    signed.invitation().map_err(|error| Problem::new(ProblemKind::Integrity, error.to_string()))
}

async fn go_online(
    services: &mut Services,
    key: Arc<SecretKey>,
    tasks: &mut JoinSet<()>,
) -> Result<(), Problem> {
    let anchors = traffic::remembered(services).await;
    let config = net::Config {
        seed: key.seed(),
        network: Some(services.who.network.0),
        listen: services.settings.listen.clone(),
        allow_private: services.settings.allow_private,
        allow_loopback: services.settings.allow_loopback,
        anchors,
        agent: concat!("vicinia/", env!("CARGO_PKG_VERSION")).into(),
        is_weak: |bytes| protocol::key::PublicKey::new(*bytes).is_err(),
        limits: net::Limits::default(),
    };
    let (net, events) = net::start(config).map_err(|error| traffic::start_problem(&error))?;
    let replicate = Replicate::new(Parts {
        store: services.store.clone(),
        governance: services.governance.clone(),
        ingest: services.ingest.clone(),
        net: net.clone(),
        network: services.who.network,
        node: key,
        external: services.settings.external.clone(),
    });
    services.online = Some(Online { net, replicate, refusals: Arc::default(), since_ms: clock::now_ms() });
    spawn_online(services, events, tasks).await
}

async fn spawn_online(
    services: &Services,
    events: mpsc::Receiver<net::Event>,
    tasks: &mut JoinSet<()>,
) -> Result<(), Problem> {
    let Some(online) = services.online.clone() else { return Ok(()) };
    let listener = control::listen(&services.folder)?;
    tasks.spawn(control::serve(services.clone(), listener));
    tasks.spawn(traffic::run(services.clone(), online.clone(), events));
    tasks.spawn(traffic::keep_members(services.clone(), online.clone()));
    let stating = online.replicate.clone();
    tasks.spawn(async move { stating.keep_stating().await });
    if services.who.identity.joining.is_some() {
        joining::prepare(services, &online).await?;
        tasks.spawn(joining::run(services.clone(), online));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
