//! The schedule list, read once for everyone. It has no age limit; a write drops it.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};

use super::{Error, ScheduleList};

type Outcome = Result<Arc<ScheduleList>, Error>;
type Flight = Shared<BoxFuture<'static, Outcome>>;

/// A list that is there, or one that is on its way.
#[derive(Default)]
pub(super) struct Snapshot {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Counts the writes that have ended. A list begun before a write ended never serves a read begun after it.
    writes: u64,
    slot: Slot,
}

#[derive(Default)]
enum Slot {
    #[default]
    Empty,
    /// Weak: when the last waiter goes, the request ends.
    Coming(WeakShared<BoxFuture<'static, Outcome>>),
    Here(Arc<ScheduleList>),
}

impl Snapshot {
    /// The list; `fetch` is called when it is neither there nor on its way. Concurrent callers share one fetch, and its
    /// failure too; later callers fetch anew. A caller that goes leaves the fetch to the others.
    pub(super) async fn get<F>(&self, fetch: impl FnOnce() -> F) -> Outcome
    where
        F: Future<Output = Outcome> + Send + 'static,
    {
        let (writes, flight) = match self.join(fetch) {
            Ok(list) => return Ok(list),
            Err(flight) => flight,
        };
        let outcome = flight.await;
        if let Ok(list) = &outcome {
            let mut state = self.lock();
            if state.writes == writes {
                state.slot = Slot::Here(Arc::clone(list));
            }
        }
        outcome
    }

    /// The list that is there, or the flight to wait for and the count of writes at which it began.
    fn join<F>(&self, fetch: impl FnOnce() -> F) -> Result<Arc<ScheduleList>, (u64, Flight)>
    where
        F: Future<Output = Outcome> + Send + 'static,
    {
        let mut state = self.lock();
        match &state.slot {
            Slot::Here(list) => return Ok(Arc::clone(list)),
            Slot::Coming(flight) => {
                // A flight that has ended in failure is nobody's any more.
                if let Some(flight) = flight.upgrade().filter(|flight| !matches!(flight.peek(), Some(Err(_))))
                {
                    return Err((state.writes, flight));
                }
            }
            Slot::Empty => {}
        }
        let flight = fetch().boxed().shared();
        state.slot = flight.downgrade().map_or(Slot::Empty, Slot::Coming);
        Err((state.writes, flight))
    }

    /// To be held while a write goes on; when it is dropped, however the write ended, the list is dropped too.
    pub(super) fn write(&self) -> Write<'_> {
        Write { snapshot: self, happened: true }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        let slot = match &state.slot {
            Slot::Empty => "empty",
            Slot::Coming(_) => "coming",
            Slot::Here(_) => "here",
        };
        f.debug_struct("Snapshot").field("writes", &state.writes).field("slot", &slot).finish()
    }
}

/// A write that goes on.
pub(super) struct Write<'s> {
    snapshot: &'s Snapshot,
    happened: bool,
}

impl Write<'_> {
    /// TD can't have seen it: the list stays.
    pub(super) fn never_sent(mut self) {
        self.happened = false;
    }
}

impl Drop for Write<'_> {
    fn drop(&mut self) {
        if self.happened {
            let mut state = self.snapshot.lock();
            state.writes += 1;
            state.slot = Slot::Empty;
        }
    }
}
