//! Ctrl-C ends an export as long as none of its files is in place.

use std::future::Future;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio_util::sync::CancellationToken;

use super::Error;
use crate::cli::emulator;

/// Where requests run, and what hears that the process is asked to stop.
pub(super) struct Stop {
    /// Taken when this is dropped.
    runtime: Option<Runtime>,
    handle: Handle,
    asked: CancellationToken,
}

impl Stop {
    /// Listens from now on. A thread of its own hears the signals while this one writes files.
    pub(super) fn listen() -> Result<Self, Error> {
        let runtime =
            Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(Error::Runtime)?;
        let asked = CancellationToken::new();
        let heard = asked.clone();
        runtime.spawn(async move {
            if emulator::asked_to_stop().await.is_ok() {
                heard.cancel();
            }
        });
        Ok(Self { handle: runtime.handle().clone(), runtime: Some(runtime), asked })
    }

    /// What ends requests.
    pub(super) fn token(&self) -> CancellationToken {
        self.asked.clone()
    }

    /// Waits for a request.
    pub(super) fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.handle.block_on(work)
    }

    /// An error once somebody asked.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.asked.is_cancelled() { Err(Error::Stopped) } else { Ok(()) }
    }
}

impl Drop for Stop {
    /// Waits for nobody, such as a name that is being looked up.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
