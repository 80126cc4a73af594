//! A panic in one RPC becomes that RPC's error.

use std::any::Any;
use std::cell::Cell;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::FutureExt as _;

use super::Diagnostic;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread runs an RPC's work, so that a panic now ends that RPC and not the process.
///
/// For a panic hook: only a panic that ends the process may be written as one.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// What a panic said.
#[derive(Debug)]
pub(crate) struct Panicked(String);

impl Panicked {
    fn new(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().copied().map(str::to_owned);
        Self(text.or_else(|| payload.downcast_ref().cloned()).unwrap_or_else(|| "no message".to_owned()))
    }

    /// The error that it becomes.
    pub(crate) fn diagnostic(&self, rpc: &str) -> Diagnostic {
        tracing::error!(rpc, "panicked: {}", super::message::clean(&self.0));
        Diagnostic::error(
            "Bug in the provider",
            format!(
                "This is a bug in the provider, not in your configuration; please report it. It panicked while it answered \
                 {rpc}: {}",
                self.0
            ),
        )
    }
}

/// Runs an RPC's work; a panic is caught.
pub(crate) async fn guarded<T>(work: impl Future<Output = T>) -> Result<T, Panicked> {
    AssertUnwindSafe(Guarded(Box::pin(work)))
        .catch_unwind()
        .await
        .map_err(|payload| Panicked::new(payload.as_ref()))
}

struct Guarded<F>(Pin<Box<F>>);

impl<F: Future> Future for Guarded<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        struct Restore(bool);
        impl Drop for Restore {
            fn drop(&mut self) {
                GUARDED.set(self.0);
            }
        }
        let _restore = Restore(GUARDED.replace(true));
        self.0.as_mut().poll(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_caught_with_what_it_said_and_only_guarded_work_counts_as_guarded() {
        assert!(!is_guarded());
        assert!(guarded(async { is_guarded() }).await.unwrap());
        let caught = guarded(async { panic!("{} eggs", 3) }).await.map(|(): ()| ()).unwrap_err();
        assert!(caught.diagnostic("ReadResource").detail.ends_with("answered ReadResource: 3 eggs"));
        assert!(!is_guarded());
    }
}
