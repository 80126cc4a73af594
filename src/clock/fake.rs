//! A clock that stands still until it is told to move.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::{Clock, Sleep};

/// A clock for tests. Clones share one time. A [`sleep`](Clock::sleep) ends when [`advance`](FakeClock::advance) has
/// moved the time far enough; with [`skipping`](FakeClock::skipping) it moves the time itself and ends at once.
#[derive(Clone, Debug)]
pub struct FakeClock {
    state: Arc<Mutex<State>>,
    elapsed: Arc<watch::Sender<Duration>>,
    skips: bool,
}

#[derive(Debug)]
struct State {
    start: Timestamp,
    random: u64,
    sleeps: Vec<Duration>,
}

impl FakeClock {
    /// Stands at `start`; its random numbers are the same in each run.
    pub fn new(start: Timestamp) -> Self {
        let state = State { start, random: 0, sleeps: Vec::new() };
        Self { state: Arc::new(Mutex::new(state)), elapsed: Arc::new(watch::Sender::default()), skips: false }
    }

    /// The same, but each sleep moves the time by its length and ends at once.
    pub fn skipping(start: Timestamp) -> Self {
        Self { skips: true, ..Self::new(start) }
    }

    /// Moves the time on; sleeps that are over end.
    pub fn advance(&self, time: Duration) {
        self.elapsed.send_modify(|elapsed| *elapsed = elapsed.saturating_add(time));
    }

    /// The length of each sleep so far, in the order in which they began.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).sleeps.clone()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        let start = self.state.lock().unwrap_or_else(PoisonError::into_inner).start;
        let elapsed = SignedDuration::try_from(self.monotonic()).unwrap_or(SignedDuration::MAX);
        start.saturating_add(elapsed).unwrap_or(Timestamp::MAX)
    }

    fn monotonic(&self) -> Duration {
        *self.elapsed.borrow()
    }

    fn sleep(&self, time: Duration) -> Sleep {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).sleeps.push(time);
        if self.skips {
            self.advance(time);
            return Box::pin(tokio::task::yield_now());
        }
        let end = self.monotonic().saturating_add(time);
        let mut elapsed = self.elapsed.subscribe();
        Box::pin(async move {
            if elapsed.wait_for(|elapsed| *elapsed >= end).await.is_err() {
                // The clock is gone: nobody can move the time any more.
                std::future::pending::<()>().await;
            }
        })
    }

    fn random(&self) -> u64 {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // splitmix64: one addition and a mix, evenly spread.
        state.random = state.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn a_sleep_ends_when_the_time_has_come_and_not_before() {
        let clock = FakeClock::new(Timestamp::UNIX_EPOCH);
        let mut sleep = clock.sleep(Duration::from_secs(5));
        assert!(sleep.as_mut().now_or_never().is_none());
        clock.advance(Duration::from_secs(4));
        assert!(sleep.as_mut().now_or_never().is_none());
        clock.advance(Duration::from_secs(1));
        assert!(sleep.as_mut().now_or_never().is_some());
        assert_eq!(clock.now(), Timestamp::constant(5, 0));
    }

    #[tokio::test]
    async fn a_skipping_clock_never_waits_and_remembers_each_sleep() {
        let clock = FakeClock::skipping(Timestamp::UNIX_EPOCH);
        clock.sleep(Duration::from_secs(60)).await;
        clock.sleep(Duration::from_secs(2)).await;
        assert_eq!(clock.sleeps(), [Duration::from_secs(60), Duration::from_secs(2)]);
        assert_eq!(clock.monotonic(), Duration::from_secs(62));
    }

    #[test]
    fn randomness_repeats_from_run_to_run() {
        let (one, other) = (FakeClock::new(Timestamp::UNIX_EPOCH), FakeClock::new(Timestamp::UNIX_EPOCH));
        let numbers: Vec<u64> = (0..5).map(|_| one.random()).collect();
        assert_eq!(numbers, (0..5).map(|_| other.random()).collect::<Vec<u64>>());
        assert!((0.0..1.0).contains(&one.fraction()));
    }
}
