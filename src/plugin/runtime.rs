//! Where a plugin's work runs.

use std::future::Future;
use std::io;

use tokio::runtime::Builder;

/// Enough that one busy RPC never holds up the others; what takes long waits for a server and needs no thread.
const THREADS: usize = 2;

/// Runs a server until it ends; what then still runs is left.
///
/// # Errors
/// The system's, when it gives no threads or no event queue.
pub fn run<F: Future>(serving: F) -> io::Result<F::Output> {
    let runtime = Builder::new_multi_thread().worker_threads(THREADS).enable_all().build()?;
    let output = runtime.block_on(serving);
    // The host waits for the process's end: what still runs has no one left to answer to.
    runtime.shutdown_background();
    Ok(output)
}
