//! HTTP: requests become operations, answers become responses.

mod api;
pub(crate) mod connection;
pub(super) mod controls;
mod fault;
mod key;
mod origin;
mod overview;
mod page;
mod parameters;
pub(super) mod route;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::decompression::RequestDecompressionLayer;

use super::engine::Engine;
use super::faults::Faults;
use super::keys::Keys;
use super::model::ApiError;
use super::quirks::Quirks;
use super::requests::Requests;
use crate::clock::Clock;

/// What every request is answered from.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) engine: Mutex<Engine>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) requests: Mutex<Requests>,
    pub(crate) keys: Keys,
    /// Other machines can reach it.
    pub(crate) is_exposed: bool,
    pub(crate) quirks: Quirks,
    /// Added to every answer of TD's paths.
    pub(crate) latency: Duration,
    /// The machine's.
    pub(crate) clock: Arc<dyn Clock>,
}

/// A panic in one request must not take the others' state away.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// Works on the engine away from the threads that serve connections.
    async fn with<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Engine) -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let shared = self.clone();
        let work = move || work(&mut lock(&shared.engine));
        tokio::task::spawn_blocking(work).await.map_err(|error| ApiError::new(500, error.to_string()))
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    fn requests(&self) -> MutexGuard<'_, Requests> {
        lock(&self.requests)
    }
}

/// The least bytes that are compressed. TD's client in Ruby inflates no error, so none is.
const COMPRESSED: u64 = 1024;

fn is_success(status: StatusCode, _: Version, _: &HeaderMap, _: &Extensions) -> bool {
    status.is_success()
}

/// What of TD's API is served: method and path, with a `*` for each part that varies.
pub fn routes() -> impl Iterator<Item = (&'static str, &'static str)> {
    route::ROUTES.iter().map(|(method, path, ..)| (*method, *path))
}

/// All that is served.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    controls::router()
        .merge(page::router())
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&shared), key::guard))
        .layer(axum::middleware::from_fn(origin::guard))
        .fallback(api::answer)
        .layer(CompressionLayer::new().gzip(true).compress_when(SizeAbove::new(COMPRESSED).and(is_success)))
        .layer(DefaultBodyLimit::max(parameters::LARGEST_BODY))
        .layer(RequestDecompressionLayer::new())
        .with_state(shared)
}
