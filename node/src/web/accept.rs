//! Connections: HTTP/1.1 only, every wait has an end, and nobody can take all places.
//!
//! Owns: the listener and its timers. Refuses to know what is asked. When all places are taken, the
//! connection that has waited longest without asking for anything gives way: a crowd of slow clients
//! keeps nobody out.

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};

/// Connections at once.
const CONNECTIONS: usize = 256;
/// For the head of a request to arrive.
const HEAD: Duration = Duration::from_secs(10);
/// Bytes of a request's head.
const HEAD_BYTES: usize = 32 * 1024;
/// Header lines of a request.
const HEADERS: usize = 64;
/// For answers under way when the node stops.
const FAREWELL: Duration = Duration::from_secs(2);
/// After the listener failed, which it does when file descriptors run out.
const PAUSE: Duration = Duration::from_millis(100);

/// Connections in the order in which they came.
#[derive(Default)]
struct Places(VecDeque<(Arc<AtomicBool>, AbortHandle)>);

impl Places {
    /// Forgets what has ended, and makes room for one more.
    fn make_room(&mut self) {
        self.0.retain(|(_, task)| !task.is_finished());
        if self.0.len() < CONNECTIONS {
            return;
        }
        let idle = self.0.iter().position(|(busy, _)| !busy.load(Ordering::Relaxed));
        if let Some((_, task)) = self.0.remove(idle.unwrap_or(0)) {
            task.abort();
        }
    }
}

/// Serves until told to stop, then lets answers under way finish.
pub(super) async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    let mut places = Places::default();
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        while connections.try_join_next().is_some() {}
        match accepted {
            Ok((stream, _)) => {
                places.make_room();
                let busy = Arc::new(AtomicBool::new(false));
                let serving = converse(stream, router.clone(), Arc::clone(&busy), &graceful);
                places.0.push_back((busy, connections.spawn(serving)));
            }
            Err(error) => {
                tracing::warn!(%error, "a browser could not be let in");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
}

/// One connection, to its end.
fn converse(
    stream: TcpStream,
    router: Router,
    busy: Arc<AtomicBool>,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + use<> {
    let _ = stream.set_nodelay(true);
    let answering = TowerToHyperService::new(router);
    let marked = service_fn(move |request| {
        busy.store(true, Ordering::Relaxed);
        let (busy, answer) = (Arc::clone(&busy), answering.call(request));
        async move {
            let answer = answer.await;
            busy.store(false, Ordering::Relaxed);
            answer
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), marked);
    let watched = graceful.watch(connection);
    async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a browser went away");
        }
    }
}
