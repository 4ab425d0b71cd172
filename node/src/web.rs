//! The web application, served by the node itself: finding, reading and comparing, for people and programs.
//!
//! Owns: the router, on one screen, and the listener's life. Everything is a plain page that works without
//! scripts; one small script makes it quicker. Nothing is loaded from elsewhere, and nothing here writes.
//! Neighbours: `finding` and `reading` say what there is, `neighbours` how the network is.
//!
//! `guard` stands before every route, `accept` before that; `language` has the words, `frame` what all
//! pages share; the rest is one module a noun.

mod about;
mod accept;
mod api;
mod assets;
mod citation;
mod compare;
mod contact;
mod export;
mod feed;
mod frame;
mod guard;
mod language;
mod map;
mod markdown;
mod metrics;
mod network;
mod organisations;
mod reader;
mod resources;
mod search;
mod shortlist;
mod site;
mod squeeze;
#[cfg(test)]
mod tests;
mod town;
mod trouble;
mod work;

use crate::config::{Access, Wish};
use crate::node::Services;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use protocol::api::{Problem, ProblemKind};
use site::Site;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

type App = Arc<Site>;

/// Every address there is.
fn router(site: App) -> Router {
    Router::new()
        .route("/", get(search::page))
        .route("/suggest", get(search::suggest))
        .route("/feed.atom", get(feed::search))
        .route("/watch/{file}", get(feed::watch))
        .route("/export/{format}", get(export::list))
        .route("/w/{work}", get(work::page))
        .route("/w/{work}/changes", get(work::changes))
        .route("/w/{work}/{file}", get(citation::file))
        .route("/i/{record}", get(work::revision))
        .route("/shortlist", get(shortlist::page).post(shortlist::change))
        .route("/compare", get(compare::page))
        .route("/town", get(town::page).post(town::choose))
        .route("/organisations", get(organisations::page))
        .route("/organisations/{id}", get(organisations::profile))
        .route("/resources", get(resources::page))
        .route("/network", get(network::page))
        .route("/network/log", get(network::log))
        .route("/about", get(about::page))
        .route("/language", post(about::language))
        .route("/api", get(api::reference))
        .route("/api/openapi.json", get(api::description))
        .route("/api/v1/search", get(api::search))
        .route("/api/v1/suggest", get(api::suggest))
        .route("/api/v1/works/{work}", get(api::work))
        .route("/api/v1/works/{work}/revisions", get(api::revisions))
        .route("/api/v1/works/{work}/similar", get(api::similar))
        .route("/api/v1/organisations", get(api::organisations))
        .route("/api/v1/organisations/{id}", get(api::organisation))
        .route("/api/v1/network", get(api::network))
        .route("/opensearch.xml", get(about::opensearch))
        .route("/sitemap.xml", get(about::sitemap))
        .route("/robots.txt", get(about::robots))
        .route("/healthz", get(metrics::alive))
        .route("/readyz", get(metrics::ready))
        .route("/assets/{mark}/{name}", get(assets::get))
        .with_state(Arc::clone(&site))
        .layer(from_fn_with_state(site, guard::around))
}

/// A web application that listens; dropping it lets answers under way finish and ends it.
pub struct Web {
    address: SocketAddr,
    metrics: Option<SocketAddr>,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Web {
    /// Begins to serve. `None`: nobody wished for it.
    ///
    /// # Errors
    /// When an address that was asked for cannot be listened on, or may not.
    pub(crate) async fn start(services: &Services, access: &Access) -> Result<Option<Self>, Problem> {
        let Some(address) = access.address()? else { return Ok(None) };
        let listener = match TcpListener::bind(address).await {
            Ok(listener) => listener,
            // A second node on one computer is no reason not to run.
            Err(error) if access.wish == Wish::Usual => {
                tracing::warn!(%address, %error, "the web pages are not served; --web chooses another address");
                return Ok(None);
            }
            Err(error) => return Err(not_bound(address, &error)),
        };
        let bound = listener.local_addr().map_err(|error| not_bound(address, &error))?;
        let site = Arc::new(Site::new(services.clone(), access, bound));
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let metrics = match access.metrics()? {
            Some(address) => {
                let listener =
                    TcpListener::bind(address).await.map_err(|error| not_bound(address, &error))?;
                let bound = listener.local_addr().map_err(|error| not_bound(address, &error))?;
                let router = metrics::router(Arc::clone(&site), bound);
                tasks.spawn(accept::serve(listener, router, stopped.clone()));
                Some(bound)
            }
            None => None,
        };
        tasks.spawn(accept::serve(listener, router(site), stopped));
        tracing::info!(address = %bound, "the web pages are served");
        Ok(Some(Self { address: bound, metrics, stop, tasks }))
    }

    /// Where it listens, with the real port.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where metrics are read, if anywhere.
    #[must_use]
    pub const fn metrics(&self) -> Option<SocketAddr> {
        self.metrics
    }

    /// Stops taking questions and lets answers under way finish.
    pub(crate) async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

fn not_bound(address: SocketAddr, error: &std::io::Error) -> Problem {
    let message = format!("the web pages cannot be served at {address}: {}", crate::folder::plain(error));
    Problem::new(ProblemKind::Failure, message).hint("choose another address with --web, or --no-web")
}
