//! HTTP: requests become operations, answers become responses.

pub(crate) mod connection;
mod parameters;
mod route;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::response::Response;
use tower_http::compression::CompressionLayer;
use tower_http::decompression::RequestDecompressionLayer;

use super::engine::Engine;
use super::keys::Keys;
use super::model::Refusal;
use super::quirks::Quirks;
use route::Route;

/// What every request is answered from.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) engine: Mutex<Engine>,
    pub(crate) keys: Keys,
    pub(crate) quirks: Quirks,
}

impl Shared {
    /// Works on the engine away from the threads that serve connections.
    pub(crate) async fn with<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Engine) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let shared = self.clone();
        // A panic in one request must not take the others' state away.
        let work = move || work(&mut shared.engine.lock().unwrap_or_else(PoisonError::into_inner));
        tokio::task::spawn_blocking(work).await.map_err(|error| Refusal::new(500, error.to_string()))
    }
}

/// All that is served.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .fallback(api)
        .layer(CompressionLayer::new().gzip(true))
        .layer(DefaultBodyLimit::max(parameters::LARGEST_BODY))
        .layer(RequestDecompressionLayer::new())
        .with_state(shared)
}

/// Everything under `/v3`.
async fn api(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    match answer(&shared, request).await {
        Ok(body) => respond(200, body),
        Err(refusal) => respond(refusal.status, refusal.body()),
    }
}

async fn answer(shared: &Arc<Shared>, request: Request) -> Result<Vec<u8>, Refusal> {
    let route = Route::read(request.method().as_str(), request.uri().path(), &shared.quirks)?;
    if route == Route::Status {
        return Ok(br#"{"status":"ok"}"#.to_vec());
    }
    let authorization = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let caller = authorization
        .and_then(|value| shared.keys.caller(value))
        .ok_or_else(|| Refusal::new(401, "Authentication required"))?;
    let parameters = parameters::read(request).await?;
    let operation = route.operation(parameters).ok_or_else(Refusal::not_found)?;
    shared.with(move |engine| engine.apply(&caller, &operation)).await?
}

fn respond(status: u16, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = axum::http::StatusCode::from_u16(status).unwrap_or_default();
    response
        .headers_mut()
        .insert(CONTENT_TYPE, axum::http::HeaderValue::from_static("application/json; charset=utf-8"));
    response
}
