//! The number of an RPC.

use std::sync::atomic::{AtomicU64, Ordering};

/// A text that names one RPC among those of all processes that log into one file.
pub(super) fn next() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    format!("{:x}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
