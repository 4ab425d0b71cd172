//! Where the projector and everybody else meet: orders one way, state and views the other.
//!
//! Owns: the one lock, its condition variable, the published view. Refuses to know: what an order means.
//! Neighbours: `search.rs` gives orders and reads, `project.rs` takes orders and writes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use super::Status;
use super::view::View;

/// What the projector is asked to do next. Orders of a kind merge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Orders {
    /// There may be changes.
    pub(super) follow: bool,
    /// The index looks damaged.
    pub(super) check: bool,
    /// Build it anew.
    pub(super) rebuild: bool,
    pub(super) stop: bool,
}

#[derive(Default)]
struct State {
    orders: Orders,
    status: Status,
}

/// See the module.
#[derive(Default)]
pub(super) struct Board {
    state: Mutex<State>,
    changed: Condvar,
    view: RwLock<Option<Arc<View>>>,
    /// Somebody waited for another state in vain; nobody else needs to before there is one.
    in_vain: AtomicBool,
}

impl Board {
    /// Adds an order.
    pub(super) fn order(&self, add: impl FnOnce(&mut Orders)) {
        let mut state = self.lock();
        add(&mut state.orders);
        state.status.rebuilding |= state.orders.rebuild;
        drop(state);
        self.changed.notify_all();
    }

    /// Waits for orders, for so long at most, and takes them all; a stop stays for whoever asks next.
    pub(super) fn take_orders(&self, wait: Duration) -> Orders {
        let idle = |state: &mut State| state.orders == Orders::default();
        let waited = self.changed.wait_timeout_while(self.lock(), wait, idle);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let orders = state.orders;
        state.orders = Orders { stop: orders.stop, ..Orders::default() };
        orders
    }

    /// Waits for a time, less if told to stop.
    pub(super) fn rest(&self, time: Duration) {
        let going = |state: &mut State| !state.orders.stop;
        drop(self.changed.wait_timeout_while(self.lock(), time, going));
    }

    pub(super) fn stopping(&self) -> bool {
        self.lock().orders.stop
    }

    /// Publishes a state to answer from.
    pub(super) fn show(&self, view: View) {
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(view));
        self.in_vain.store(false, Ordering::Relaxed);
    }

    /// There is nothing to answer from any more.
    pub(super) fn hide(&self) {
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.report(|status| status.searchable = false);
    }

    /// A state other than this one, if there is one within this time.
    pub(super) fn another(&self, known: Option<&Arc<View>>, within: Duration) -> Option<Arc<View>> {
        let other = || self.view().filter(|view| known.is_none_or(|known| !Arc::ptr_eq(known, view)));
        let waiting = |state: &mut State| {
            other().is_none() && !state.orders.stop && !self.in_vain.load(Ordering::Relaxed)
        };
        drop(self.changed.wait_timeout_while(self.lock(), within, waiting));
        let found = other();
        self.in_vain.fetch_or(found.is_none(), Ordering::Relaxed);
        found
    }

    pub(super) fn view(&self) -> Option<Arc<View>> {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the published status.
    pub(super) fn report(&self, change: impl FnOnce(&mut Status)) {
        change(&mut self.lock().status);
        self.changed.notify_all();
    }

    /// A turn went well: nothing is being built any more, unless that was asked for meanwhile.
    pub(super) fn settled(&self) {
        let mut state = self.lock();
        state.status.rebuilding = state.orders.rebuild;
        state.status.last_error = None;
        drop(state);
        self.changed.notify_all();
    }

    pub(super) fn status(&self) -> Status {
        self.lock().status.clone()
    }

    /// Waits until the status is as wished; false if it was not within this time, or never will be.
    pub(super) fn wait_until(&self, within: Duration, wished: impl Fn(&Status) -> bool) -> bool {
        let waiting = |state: &mut State| !wished(&state.status) && !state.orders.stop;
        let (state, _) = self
            .changed
            .wait_timeout_while(self.lock(), within, waiting)
            .unwrap_or_else(PoisonError::into_inner);
        wished(&state.status)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // No code of ours panics while holding it; a status half written would be no harm.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
