//! How many failed tries the process may still spend: one bucket for all clients, so that a TD that is down is not asked
//! seven times for each of a thousand schedules.

use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A full bucket: a hundred failed tries.
const FULL: u32 = 500;

/// What a failed try costs; a success that needed several tries gives back one's, any other gives back 1.
const TRY: u32 = 5;

/// An empty bucket holds back every request for so long; then one is let through to look.
const REST: Duration = Duration::from_secs(30);

/// The failed tries that are left.
#[derive(Debug)]
pub(super) struct Budget(Mutex<State>);

#[derive(Debug)]
struct State {
    left: u32,
    /// When it was found empty, by the process's measuring clock.
    spent_at: Option<Duration>,
}

impl Default for Budget {
    fn default() -> Self {
        Self(Mutex::new(State { left: FULL, spent_at: None }))
    }
}

impl Budget {
    /// The one of this process.
    pub(super) fn of_process() -> Arc<Self> {
        static PROCESS: LazyLock<Arc<Budget>> = LazyLock::new(Arc::default);
        Arc::clone(&PROCESS)
    }

    /// Pays for a try that failed and that might be repeated; false when it can't be paid, and then requests rest.
    pub(super) fn withdraw(&self, now: Duration) -> bool {
        let mut state = self.lock();
        match state.left.checked_sub(TRY) {
            Some(left) => state.left = left,
            None => state.spent_at = Some(now),
        }
        state.spent_at.is_none()
    }

    /// Whether a request may go out. After each rest one may.
    pub(super) fn allows_request(&self, now: Duration) -> bool {
        let mut state = self.lock();
        match state.spent_at {
            Some(at) if now < at.saturating_add(REST) => false,
            Some(_) => {
                state.spent_at = Some(now);
                true
            }
            None => true,
        }
    }

    /// A request was answered at last.
    pub(super) fn deposit(&self, retried: bool) {
        let mut state = self.lock();
        state.spent_at = None;
        state.left = FULL.min(state.left + if retried { TRY } else { 1 });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    #[test]
    fn a_hundred_failed_tries_are_paid_for_and_then_requests_rest_for_half_a_minute() {
        let budget = Budget::default();
        assert!((0..100).all(|_| budget.withdraw(second(0))));
        assert!(budget.allows_request(second(0)));
        assert!(!budget.withdraw(second(1)));
        assert!(!budget.allows_request(second(1)) && !budget.allows_request(second(30)));
        assert!(budget.allows_request(second(31)), "one may look");
        assert!(!budget.allows_request(second(32)), "and only one");
    }

    #[test]
    fn a_success_opens_it_again_and_gives_back_a_little() {
        let budget = Budget::default();
        while budget.withdraw(second(0)) {}
        budget.deposit(true);
        assert!(
            budget.allows_request(second(0)) && budget.withdraw(second(0)) && !budget.withdraw(second(0))
        );
        (0..5).for_each(|_| budget.deposit(false));
        assert!(budget.withdraw(second(0)));
    }

    #[test]
    fn the_whole_process_has_one() {
        assert!(Arc::ptr_eq(&Budget::of_process(), &Budget::of_process()));
    }

    #[test]
    fn it_never_holds_more_than_a_full_bucket() {
        let budget = Budget::default();
        (0..1000).for_each(|_| budget.deposit(true));
        assert_eq!((0..1000).filter(|_| budget.withdraw(second(0))).count(), 100);
    }
}
