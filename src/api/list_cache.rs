//! The schedule list, read once for everyone. It has no age limit; a write drops it. A failure is kept for a while too,
//! so that an outage costs one failing request and not one for each reader.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};

use super::{Error, ScheduleList};
use crate::clock::Clock;

type Outcome = Result<Arc<ScheduleList>, Error>;
type Flight = Shared<BoxFuture<'static, Outcome>>;

/// How long a failure is kept.
const MEMORY: Duration = Duration::from_secs(30);

/// A list that is there, or one that is on its way.
#[derive(Default)]
pub(super) struct ListCache {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Counts the writes that have ended. A list begun before a write ended never serves a read begun after it.
    writes: u64,
    slot: Slot,
    reported: Option<Reported>,
}

/// What a reader reported of in full.
struct Reported {
    /// An outage, or what concerns the list alone.
    outage: bool,
    /// By the measuring clock.
    until: Duration,
}

#[derive(Default)]
enum Slot {
    #[default]
    Empty,
    /// Weak: when the last waiter goes, the request ends.
    InFlight(WeakShared<BoxFuture<'static, Outcome>>),
    Cached(Arc<ScheduleList>),
    /// It failed for good.
    Failed {
        error: Box<Error>,
        /// By the measuring clock.
        until: Duration,
    },
}

impl Slot {
    fn failed(error: &Error, now: Duration) -> Self {
        Self::Failed { error: Box::new(error.clone()), until: now.saturating_add(MEMORY) }
    }
}

/// What a reader gets at once.
enum Joined {
    Ready(Outcome),
    /// The flight to wait for, and the count of writes at which it began.
    Flight(u64, Flight),
}

impl ListCache {
    /// The list; `fetch` is called when it is neither there nor on its way. Concurrent callers share one fetch, and its
    /// failure too, as do those who come soon after. A caller that goes leaves the fetch to the others.
    pub(super) async fn get<F>(&self, clock: &dyn Clock, fetch: impl FnOnce() -> F) -> Outcome
    where
        F: Future<Output = Outcome> + Send + 'static,
    {
        let (writes, flight) = match self.join(clock.monotonic(), fetch) {
            Joined::Ready(outcome) => return outcome,
            Joined::Flight(writes, flight) => (writes, flight),
        };
        let outcome = flight.await;
        let mut state = self.lock();
        match &outcome {
            Ok(list) if state.writes == writes => state.slot = Slot::Cached(Arc::clone(list)),
            // Of all who waited the first one keeps it.
            Err(error) if state.writes == writes && matches!(state.slot, Slot::InFlight(_)) => {
                state.slot = Slot::failed(error, clock.monotonic());
            }
            _ => {}
        }
        outcome
    }

    /// A reader has no time left to wait; when nobody else waits either, the list has failed.
    pub(super) fn given_up(&self, error: &Error, now: Duration) {
        let mut state = self.lock();
        if matches!(&state.slot, Slot::InFlight(flight) if flight.upgrade().is_none()) {
            state.slot = Slot::failed(error, now);
        }
    }

    /// The failure that is kept, for another read than the list's, where it would meet the same.
    pub(super) fn outage(&self, now: Duration) -> Option<Error> {
        match &self.lock().slot {
            Slot::Failed { error, until } if now < *until && error.kind().is_outage() => {
                Some((**error).clone())
            }
            _ => None,
        }
    }

    /// Another read than the list's has met an outage: it is kept as if it were the list's, where nothing better is
    /// known.
    pub(super) fn record_outage(&self, error: &Error, now: Duration) {
        let mut state = self.lock();
        let is_known = match &state.slot {
            Slot::Empty => false,
            Slot::Failed { until, .. } => now < *until,
            Slot::InFlight(_) | Slot::Cached(_) => true,
        };
        if !is_known {
            state.slot = Slot::failed(error, now);
        }
    }

    /// The error as its reader tells it: in full once in half a minute, repeated by the others.
    pub(super) fn report(&self, error: Error, now: Duration) -> Error {
        if error.is_stopped() {
            return error;
        }
        let outage = error.kind().is_outage();
        let reported = &mut self.lock().reported;
        if reported.as_ref().is_some_and(|reported| now < reported.until && reported.outage == outage) {
            return error.repeated();
        }
        *reported = Some(Reported { outage, until: now.saturating_add(MEMORY) });
        error
    }

    fn join<F>(&self, now: Duration, fetch: impl FnOnce() -> F) -> Joined
    where
        F: Future<Output = Outcome> + Send + 'static,
    {
        let mut state = self.lock();
        match &state.slot {
            Slot::Cached(list) => return Joined::Ready(Ok(Arc::clone(list))),
            Slot::Failed { error, until, .. } if now < *until => {
                return Joined::Ready(Err((**error).clone()));
            }
            Slot::InFlight(flight) => {
                // A flight that has ended in failure is nobody's any more.
                if let Some(flight) = flight.upgrade().filter(|flight| !matches!(flight.peek(), Some(Err(_))))
                {
                    return Joined::Flight(state.writes, flight);
                }
            }
            Slot::Empty | Slot::Failed { .. } => {}
        }
        let flight = fetch().boxed().shared();
        state.slot = flight.downgrade().map_or(Slot::Empty, Slot::InFlight);
        Joined::Flight(state.writes, flight)
    }

    /// To be held while a write goes on; when it is dropped, however the write ended, the list is dropped too.
    pub(super) fn write(&self) -> Write<'_> {
        Write { list_cache: self, happened: true }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ListCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        let slot = match &state.slot {
            Slot::Empty => "empty",
            Slot::InFlight(_) => "in flight",
            Slot::Cached(_) => "cached",
            Slot::Failed { .. } => "failed",
        };
        f.debug_struct("ListCache").field("writes", &state.writes).field("slot", &slot).finish()
    }
}

/// A write that goes on.
pub(super) struct Write<'s> {
    list_cache: &'s ListCache,
    happened: bool,
}

impl Write<'_> {
    /// TD answered: what is known of an outage is over.
    pub(super) fn done(self) {
        let mut state = self.list_cache.lock();
        if matches!(state.slot, Slot::Failed { .. }) {
            state.slot = Slot::Empty;
        }
        state.reported = None;
    }

    /// TD can't have seen it: the list stays.
    pub(super) fn never_sent(mut self) {
        self.happened = false;
    }
}

impl Drop for Write<'_> {
    fn drop(&mut self) {
        if self.happened {
            let mut state = self.list_cache.lock();
            state.writes += 1;
            if !matches!(state.slot, Slot::Failed { .. }) {
                state.slot = Slot::Empty;
            }
        }
    }
}
