//! A panic in one RPC becomes that RPC's error.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;

use super::Diagnostic;

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
        tracing::error!(rpc, "panicked: {}", super::proto_convert::clean(&self.0));
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
    AssertUnwindSafe(work).catch_unwind().await.map_err(|payload| Panicked::new(payload.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_caught_with_what_it_said() {
        let caught = guarded(async { panic!("{} eggs", 3) }).await.map(|(): ()| ()).unwrap_err();
        assert!(caught.diagnostic("ReadResource").detail.ends_with("answered ReadResource: 3 eggs"));
    }
}
