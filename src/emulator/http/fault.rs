//! Carries faults out.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use axum::http::{Response, StatusCode};
use futures_util::stream::{self, StreamExt};

use super::Shared;
use super::api::respond;
use super::connection::Reset;
use crate::emulator::faults::{Fault, Kind, RetryAfter};
use crate::emulator::model::{ApiError, Reply};
use crate::emulator::quirks::Quirks;

/// How many pieces a dripping answer comes in.
const PIECES: usize = 20;

/// What a proxy in between would say.
const PAGE: &str =
    "<html><head><title>Bad gateway</title></head><body><h1>Something went wrong</h1></body></html>\n";

impl Fault {
    /// Whether the request reaches the engine.
    pub(super) fn reaches(&self) -> bool {
        match self.kind {
            Kind::Cut | Kind::Drip | Kind::Latency => true,
            Kind::TooMany(_) | Kind::Status(_) | Kind::Html | Kind::Reset | Kind::Silence => self.after,
        }
    }
}

/// What the client sees in place of `response`, which is the true answer if the request reached the engine.
pub(super) async fn spoil(
    fault: Fault,
    shared: &Shared,
    reset: &Reset,
    response: Response<Body>,
) -> Response<Body> {
    let pause = Duration::from_secs_f64(fault.seconds);
    match fault.kind {
        Kind::TooMany(form) => too_many(form, shared),
        Kind::Status(status) => refused(status, "The server made a fault on demand"),
        Kind::Html => with(Response::new(Body::from(PAGE)), CONTENT_TYPE, "text/html"),
        Kind::Reset => {
            reset.ask();
            response
        }
        Kind::Silence => std::future::pending().await,
        Kind::Latency => {
            shared.clock.sleep(pause).await;
            response
        }
        Kind::Cut => cut(response).await,
        Kind::Drip => drip(response, shared, pause).await,
    }
}

fn too_many(form: RetryAfter, shared: &Shared) -> Response<Body> {
    let response = refused(429, "Too many requests");
    match form {
        RetryAfter::Seconds => with(response, RETRY_AFTER, "1"),
        RetryAfter::Absurd => with(response, RETRY_AFTER, "99999999999"),
        RetryAfter::Absent => response,
        RetryAfter::Date => {
            let time =
                shared.clock.now().saturating_add(jiff::SignedDuration::from_secs(2)).unwrap_or_default();
            let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
            with(response, RETRY_AFTER, &printer.timestamp_to_rfc9110_string(&time).unwrap_or_default())
        }
    }
}

fn refused(status: u16, message: &str) -> Response<Body> {
    respond(Err(ApiError::new(status, message)), &Quirks::default())
}

fn with(mut response: Response<Body>, name: HeaderName, value: &str) -> Response<Body> {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

async fn whole(response: Response<Body>) -> (StatusCode, Bytes) {
    let (parts, body) = response.into_parts();
    (parts.status, axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default())
}

/// Promises the whole body, sends half of it and ends the connection.
async fn cut(response: Response<Body>) -> Response<Body> {
    let (status, body) = whole(response).await;
    let half = body.slice(..body.len() / 2);
    // Without the pause the head would be lost with the connection too.
    let pieces = stream::iter([Ok(half), Err(std::io::Error::other("cut"))]).then(|piece| async {
        tokio::task::yield_now().await;
        piece
    });
    let mut response = respond(Ok(Reply::json(Vec::new())), &Quirks::default());
    *response.status_mut() = status;
    *response.body_mut() = Body::from_stream(pieces);
    with(response, CONTENT_LENGTH, &body.len().to_string())
}

async fn drip(response: Response<Body>, shared: &Shared, pause: Duration) -> Response<Body> {
    let (status, body) = whole(response).await;
    let clock = shared.clock.clone();
    let size = body.len().div_ceil(PIECES).max(1);
    let pieces: Vec<Bytes> = body.chunks(size).map(Bytes::copy_from_slice).collect();
    let pieces = stream::iter(pieces).then(move |piece| {
        let sleep = clock.sleep(pause);
        async move {
            sleep.await;
            Ok::<_, std::io::Error>(piece)
        }
    });
    let mut response = respond(Ok(Reply::json(Vec::new())), &Quirks::default());
    *response.status_mut() = status;
    *response.body_mut() = Body::from_stream(pieces);
    with(response, CONTENT_LENGTH, &body.len().to_string())
}
