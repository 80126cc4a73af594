//! How long a test waits.

use std::future::Future;
use std::time::Duration;

/// The most that anything may take: a hang is a failure.
const LIMIT: Duration = Duration::from_secs(30);

/// Waits for what should come soon, and fails when it does not.
pub(crate) async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(LIMIT, future).await {
        Ok(value) => value,
        Err(_) => panic!("not within {LIMIT:?}: {what}"),
    }
}
