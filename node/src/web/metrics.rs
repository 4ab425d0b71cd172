//! For those who keep the node running: whether it lives, whether it is ready, and its figures.
//!
//! Owns: two plain answers on the reader's address, and the figures in Prometheus' text format on an
//! address of their own, which is this computer's alone.

use super::App;
use super::guard::Hosts;
use super::site::Site;
use super::trouble::Trouble;
use crate::config::Access;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper ends of the buckets of durations, milliseconds.
const BUCKETS_MS: [u64; 9] = [1, 2, 5, 10, 25, 50, 100, 500, 2_500];

/// What was answered since the start.
#[derive(Default)]
pub(super) struct Counters {
    /// By the first digit of the status, from 1.
    classes: [AtomicU64; 5],
    /// By duration; the last is everything.
    buckets: [AtomicU64; BUCKETS_MS.len() + 1],
    total_us: AtomicU64,
}

impl Counters {
    /// Counts an answer.
    pub(super) fn answered(&self, status: u16, took: Duration) {
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        self.classes[class].fetch_add(1, Ordering::Relaxed);
        let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        for (bucket, most) in self.buckets.iter().zip(BUCKETS_MS.into_iter().chain([u64::MAX])) {
            if took_us <= most.saturating_mul(1_000) {
                bucket.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.total_us.fetch_add(took_us, Ordering::Relaxed);
    }

    fn write(&self, text: &mut String) {
        heading(text, "vicinia_http_answers_total", "counter", "Answers by class of status");
        for (class, count) in (1..).zip(&self.classes) {
            let count = count.load(Ordering::Relaxed);
            let _ = writeln!(text, "vicinia_http_answers_total{{class=\"{class}xx\"}} {count}");
        }
        heading(text, "vicinia_http_seconds", "histogram", "Time to make an answer");
        let ends = BUCKETS_MS.iter().map(|ms| format!("{}", Duration::from_millis(*ms).as_secs_f64()));
        for (bucket, end) in self.buckets.iter().zip(ends.chain(["+Inf".to_owned()])) {
            let count = bucket.load(Ordering::Relaxed);
            let _ = writeln!(text, "vicinia_http_seconds_bucket{{le=\"{end}\"}} {count}");
        }
        let seconds = Duration::from_micros(self.total_us.load(Ordering::Relaxed)).as_secs_f64();
        let count = self.buckets[BUCKETS_MS.len()].load(Ordering::Relaxed);
        let _ = writeln!(text, "vicinia_http_seconds_sum {seconds}\nvicinia_http_seconds_count {count}");
    }
}

fn heading(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn gauge(text: &mut String, name: &str, help: &str, value: u64) {
    heading(text, name, "gauge", help);
    let _ = writeln!(text, "{name} {value}");
}

/// The metrics' own routes: one.
pub(super) fn router(site: App, bound: SocketAddr) -> Router {
    let hosts = Arc::new(Hosts::new(bound, &Access::default().names));
    Router::new().route("/metrics", get(figures)).with_state(site).layer(from_fn_with_state(hosts, own_name))
}

async fn own_name(State(hosts): State<Arc<Hosts>>, request: Request, next: Next) -> Response {
    if hosts.allow(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    StatusCode::FORBIDDEN.into_response()
}

async fn figures(State(site): State<App>) -> Result<Response, Trouble> {
    let (counts, head) = site.read(|view| Ok((view.counts()?, view.head_seq()?))).await?;
    let peers = crate::neighbours::nodes(&site.services).await.unwrap_or_default();
    let index = site.services.search.status();
    let connected = peers.iter().filter(|one| one.transport.is_some()).count() as u64;
    let mut text = String::new();
    gauge(&mut text, "vicinia_works", "Works that are shown", counts.works_live);
    gauge(&mut text, "vicinia_works_withdrawn", "Works that were withdrawn", counts.works_withdrawn);
    gauge(&mut text, "vicinia_records", "Records held", counts.records);
    gauge(&mut text, "vicinia_texts_missing", "Live records whose text has not come", counts.bodies_missing);
    gauge(&mut text, "vicinia_texts_declined", "Live records whose text has no room", counts.bodies_declined);
    gauge(&mut text, "vicinia_works_searchable", "Works that search can find", index.works);
    let lag = head.saturating_sub(index.indexed_seq);
    gauge(&mut text, "vicinia_index_lag", "Changes that are not in the index yet", lag);
    gauge(&mut text, "vicinia_nodes", "Nodes of other organisations", peers.len() as u64);
    gauge(&mut text, "vicinia_nodes_connected", "Those that are connected", connected);
    site.counters.write(&mut text);
    Ok(plain(text, "text/plain; version=0.0.4"))
}

fn plain(text: impl Into<String>, media: &'static str) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(media))], text.into()).into_response()
}

/// The process answers.
pub(super) async fn alive(State(_): State<Arc<Site>>) -> Response {
    plain("alive\n", "text/plain; charset=utf-8")
}

/// The library can be read and searched.
pub(super) async fn ready(State(site): State<App>) -> Response {
    let readable = site.read(|view| view.head_seq()).await.is_ok();
    let searchable = site.services.search.status().last_error.is_none();
    if readable && searchable {
        return plain("ready\n", "text/plain; charset=utf-8");
    }
    let mut response = plain("not ready\n", "text/plain; charset=utf-8");
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}
