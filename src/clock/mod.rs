//! Time, sleep and randomness, injected, so that no test waits and every run can be repeated.

use std::fmt::Debug;
use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::time::{Duration, Instant};

use jiff::Timestamp;

mod fake;

pub use fake::FakeClock;

/// A pause that ends by itself; dropping it ends the wait.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where time and randomness come from. Shared as `Arc<dyn Clock>`.
pub trait Clock: Debug + Send + Sync {
    /// The time of day, which may jump.
    fn now(&self) -> Timestamp;

    /// The time since some fixed point, which never goes back: for measuring.
    fn monotonic(&self) -> Duration;

    /// Ends after at least this long.
    fn sleep(&self, time: Duration) -> Sleep;

    /// Any number, each as likely. Good for jitter and for numbers that should not meet; not for keys.
    fn random(&self) -> u64;

    /// A number from 0 (included) to 1 (not included).
    fn fraction(&self) -> f64 {
        // 53 bits are what an f64 holds exactly.
        (self.random() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The machine's own clock; tokio's timer.
#[derive(Debug)]
pub struct SystemClock {
    start: Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self { start: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, time: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(time))
    }

    fn random(&self) -> u64 {
        // The standard library's keyed hash of nothing: a new key from the system's randomness each time.
        RandomState::new().hash_one(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_randomness_differs_and_its_fractions_are_in_range() {
        let clock = SystemClock::default();
        let numbers: std::collections::HashSet<u64> = (0..100).map(|_| clock.random()).collect();
        assert_eq!(numbers.len(), 100);
        assert!((0..1000).all(|_| (0.0..1.0).contains(&clock.fraction())));
    }

    #[test]
    fn the_systems_measuring_never_goes_back() {
        let clock = SystemClock::default();
        let first = clock.monotonic();
        assert!(clock.monotonic() >= first);
    }
}
