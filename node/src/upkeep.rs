//! What time alone brings: held records fall due, withdrawn bodies are purged, the desk is tidied.

use crate::clock;
use crate::node::Services;
use std::time::Duration;
use tokio::task::JoinSet;

/// Held records appear at most this late.
const DUE: Duration = Duration::from_secs(5);
/// Between two looks at what is to be purged.
const PURGE: Duration = Duration::from_secs(20);
/// Between two looks at the desk.
const TIDY: Duration = Duration::from_secs(60);

/// Starts the timers, and what tells the index of changes.
pub(crate) fn spawn(services: &Services, tasks: &mut JoinSet<()>) {
    let mut changed = services.store.changed();
    let search = services.search.clone();
    tasks.spawn(async move {
        search.notify();
        while changed.changed().await.is_ok() {
            search.notify();
        }
    });
    let store = services.store.clone();
    tasks.spawn(every(DUE, move || {
        let store = store.clone();
        async move { noted("held records", store.release_due(clock::now_ms()).await) }
    }));
    let store = services.store.clone();
    tasks.spawn(every(PURGE, move || {
        let store = store.clone();
        async move { noted("purging", store.purge_due(clock::now_ms()).await) }
    }));
    let admission = services.admission.clone();
    tasks.spawn(every(TIDY, move || {
        let admission = admission.clone();
        async move { noted("tidying the desk", admission.tidy().await) }
    }));
}

fn noted<T>(what: &str, result: Result<T, crate::store::StoreError>) {
    if let Err(error) = result {
        tracing::warn!(%error, "{what} failed");
    }
}

async fn every<F, Fut>(pause: Duration, mut act: F)
where
    F: FnMut() -> Fut + Send,
    Fut: Future<Output = ()> + Send,
{
    let mut ticks = tokio::time::interval(pause);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        act().await;
    }
}
