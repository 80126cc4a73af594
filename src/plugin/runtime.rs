//! Where a plugin's work runs.

use std::future::Future;
use std::io;

use tokio::runtime::Builder;

/// Runs a server, or whatever else, on this thread.
///
/// # Errors
/// The system's, when it gives no event queue.
pub fn run<F: Future>(serving: F) -> io::Result<F::Output> {
    let runtime = if std::env::var_os("SPEED_MT").is_some() {
        Builder::new_multi_thread().worker_threads(2).enable_all().build()?
    } else {
        Builder::new_current_thread().enable_all().build()?
    };
    let output = runtime.block_on(serving);
    // The host waits for the process's end: what still runs has no one left to answer to.
    runtime.shutdown_background();
    Ok(output)
}
