//! One operation's tries: how many there were, whether TD may have the request, and when it must be over.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::request::Request;
use super::response::ApiResponse;
use super::transport::Transport;
use super::{CallOptions, ErrorKind, Left, retry_policy};

/// The tries of one operation.
#[derive(Debug)]
pub(super) struct Attempts {
    /// Whether TD may hold what the request asks for; kept up to date so that an interruption at any time can tell.
    pub(super) sent: AtomicBool,
    /// Whether any try went out at all, whatever came of it.
    pub(super) went_out: AtomicBool,
    /// Tries that were begun.
    tries: AtomicU32,
    /// Why the last one failed.
    last: Mutex<Option<ErrorKind>>,
    /// By the measuring clock; None = bounded by nothing but the count of tries.
    deadline: Option<Duration>,
}

impl Attempts {
    /// The tries of one call, which begins now.
    pub(super) fn for_call(call: &CallOptions, now: Duration) -> Self {
        Self { deadline: Some(now.saturating_add(call.timeout)), ..Self::shared() }
    }

    /// Those of a request that several callers wait for.
    pub(super) fn shared() -> Self {
        Self {
            sent: AtomicBool::new(false),
            went_out: AtomicBool::new(false),
            tries: 0.into(),
            last: Mutex::default(),
            deadline: None,
        }
    }

    pub(super) fn may_be_applied(&self) -> bool {
        self.sent.load(Ordering::Relaxed)
    }

    /// What an interruption now leaves.
    pub(super) fn left(&self) -> Left {
        match (self.may_be_applied(), self.went_out.load(Ordering::Relaxed)) {
            (true, _) => Left::Unclear,
            (false, true) => Left::NotDone,
            (false, false) => Left::Unsent,
        }
    }

    /// TD's list showed that nothing of it was done.
    pub(super) fn mark_not_applied(&self) {
        self.sent.store(false, Ordering::Relaxed);
    }

    pub(super) fn count(&self) -> u32 {
        self.tries.load(Ordering::Relaxed)
    }

    /// Why the last try failed that was followed by a pause.
    pub(super) fn last_failure(&self) -> Option<ErrorKind> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport {
    /// One try, when its turn has come.
    pub(super) async fn attempt_once<T>(
        &self,
        request: &Request,
        attempts: &Attempts,
        read: fn(ApiResponse) -> Result<T, ErrorKind>,
    ) -> Result<T, ErrorKind> {
        let turn = self.rate_limiter.acquire(self.clock.monotonic());
        if !turn.is_zero() {
            self.clock.sleep(turn).await;
        }
        if !self.budget.allows_request(self.clock.monotonic()) {
            return Err(ErrorKind::Resting);
        }
        let before = attempts.may_be_applied();
        attempts.tries.fetch_add(1, Ordering::Relaxed);
        let result = match self.attempt(request, attempts).await {
            Ok(answer) => read(answer),
            Err(failure) => Err(failure),
        };
        match &result {
            Ok(_) => {
                self.rate_limiter.succeeded();
                self.budget.deposit(attempts.count() > 1);
            }
            Err(failure) if !failure.is_ambiguous() => {
                attempts.sent.store(before, Ordering::Relaxed);
            }
            Err(_) => {}
        }
        result
    }

    /// Pauses before the next try, or gives the failure back where there is none.
    pub(super) async fn back_off(
        &self,
        request: &Request,
        attempts: &Attempts,
        failure: ErrorKind,
    ) -> Result<(), ErrorKind> {
        let now = self.clock.monotonic();
        let tries = attempts.count();
        let longest = self.config.max_retry_wait;
        let asked = failure.retry_after();
        if matches!(failure, ErrorKind::Status { status: 429, .. }) {
            self.rate_limiter.throttled(now, asked.unwrap_or_default().min(longest));
        }
        let pause = retry_policy::backoff(tries, self.clock.fraction(), asked, longest);
        let too_late = attempts.deadline.is_some_and(|deadline| now.saturating_add(pause) >= deadline);
        let paid = self.budget.withdraw(now);
        if tries > self.config.max_retries || too_late || !paid {
            return Err(failure);
        }
        let (method, path) = (request.operation.method(), request.path.as_str());
        let milliseconds = pause.as_millis() as u64;
        tracing::debug!(method, path, tries, milliseconds, error = %failure, "trying again after a pause");
        *attempts.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure);
        self.clock.sleep(pause).await;
        Ok(())
    }
}
