//! The rate of requests of one client: what the user set, and slower after TD said that it is too much.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The first distance between requests after a 429 where the user set none.
const FIRST: Duration = Duration::from_millis(100);

/// The greatest distance that 429s lead to.
const LARGEST: Duration = Duration::from_secs(10);

/// Below this a learned distance is forgotten.
const SMALLEST: Duration = Duration::from_millis(10);

/// When the next request may go out.
#[derive(Debug)]
pub(super) struct RateLimiter {
    /// What the user set; zero = none.
    least: Duration,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Between two requests, now.
    distance: Duration,
    /// The next free moment, by the measuring clock.
    next: Duration,
}

impl RateLimiter {
    /// At most so many requests a second; None = as many as come.
    pub(super) fn new(requests_per_second: Option<f64>) -> Self {
        let least = requests_per_second
            .filter(|rate| *rate > 0.0)
            .and_then(|rate| Duration::try_from_secs_f64(1.0 / rate).ok())
            .unwrap_or_default();
        Self { least, state: Mutex::new(State { distance: least, next: Duration::ZERO }) }
    }

    /// Takes the next moment, and says how long it is until then.
    pub(super) fn acquire(&self, now: Duration) -> Duration {
        let mut state = self.lock();
        let at = state.next.max(now);
        state.next = at.saturating_add(state.distance);
        at - now
    }

    /// TD answered 429: everybody waits for `pause`, and the distance doubles.
    pub(super) fn throttled(&self, now: Duration, pause: Duration) {
        let mut state = self.lock();
        state.distance = (state.distance * 2).clamp(FIRST, LARGEST.max(self.least));
        state.next = state.next.max(now.saturating_add(pause));
    }

    /// TD answered: the distance shrinks by a tenth, down to what the user set.
    pub(super) fn succeeded(&self) {
        let mut state = self.lock();
        let smaller = state.distance * 9 / 10;
        state.distance = if smaller < SMALLEST { self.least } else { smaller.max(self.least) };
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(7);

    fn milliseconds(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    #[test]
    fn without_a_limit_nobody_waits() {
        let rate_limiter = RateLimiter::new(None);
        assert!((0..1000).all(|_| rate_limiter.acquire(NOW).is_zero()));
    }

    #[test]
    fn requests_keep_the_distance_that_was_set() {
        let rate_limiter = RateLimiter::new(Some(4.0));
        assert_eq!([(); 3].map(|()| rate_limiter.acquire(NOW)), [0, 250, 500].map(milliseconds));
        assert_eq!(
            rate_limiter.acquire(NOW + milliseconds(5000)),
            Duration::ZERO,
            "time that was not used is not saved up"
        );
        assert_eq!(rate_limiter.acquire(NOW + milliseconds(5000)), milliseconds(250));
    }

    #[test]
    fn too_many_requests_slow_everybody_down_and_answers_speed_up_again() {
        let rate_limiter = RateLimiter::new(None);
        rate_limiter.throttled(NOW, milliseconds(1000));
        assert_eq!([(); 2].map(|()| rate_limiter.acquire(NOW)), [1000, 1100].map(milliseconds));
        rate_limiter.throttled(NOW, Duration::ZERO);
        assert_eq!([(); 2].map(|()| rate_limiter.acquire(NOW)), [1200, 1400].map(milliseconds));
        rate_limiter.succeeded();
        let soon = NOW + milliseconds(8000);
        assert_eq!(
            [(); 2].map(|()| rate_limiter.acquire(soon)),
            [0, 180].map(milliseconds),
            "faster by a tenth"
        );
        (0..100).for_each(|_| rate_limiter.succeeded());
        let later = NOW + milliseconds(9000);
        assert!((0..10).all(|_| rate_limiter.acquire(later).is_zero()));
        let set = RateLimiter::new(Some(2.0));
        (0..20).for_each(|_| set.throttled(NOW, Duration::ZERO));
        set.acquire(NOW);
        assert_eq!(set.acquire(NOW), LARGEST);
        (0..100).for_each(|_| set.succeeded());
        let later = NOW + milliseconds(60_000);
        set.acquire(later);
        assert_eq!(set.acquire(later), milliseconds(500), "never faster than set");
    }
}
