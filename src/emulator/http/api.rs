//! TD's own paths, `/v3/…` and `/v4/…`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::connection::Reset;
use super::route::Route;
use super::{Shared, fault, parameters};
use crate::emulator::model::{ApiError, Kind, Parameters, Reply};
use crate::emulator::quirks::Quirks;

/// Answers one request, or lets it go wrong as the faults in force say.
pub(super) async fn answer(
    State(shared): State<Arc<Shared>>,
    Extension(reset): Extension<Reset>,
    request: Request,
) -> Response {
    let route = Route::read(request.method().as_str(), request.uri().path(), &shared.quirks);
    let operation = route.as_ref().map_or("other", |route| route.name);
    let at = shared.clock.now().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string();
    let (method, path) = (request.method().as_str(), request.uri().path());
    let number = shared.requests().arrive(at, method, path, operation);
    if !shared.latency.is_zero() {
        shared.clock.sleep(shared.latency).await;
    }
    let fault = shared.faults().next(operation);
    let reaches = fault.is_none_or(|fault| fault.reaches());
    let result = carry_out(&shared, route, request, number, reaches).await;
    let mut response = respond(result, &shared.quirks);
    if let Some(fault) = fault {
        shared.requests().fault(number, format!("{}{}", fault.name, if fault.after { "-after" } else { "" }));
        response = fault::spoil(fault, &shared, &reset, response).await;
    }
    if !reset.asked() {
        shared.requests().answered(number, response.status().as_u16());
    }
    response
}

async fn carry_out(
    shared: &Arc<Shared>,
    route: Result<Route, ApiError>,
    request: Request,
    number: u64,
    reaches: bool,
) -> Result<Reply, ApiError> {
    let route = route?;
    if route.kind == Kind::ServerStatus {
        return Ok(Reply::json(br#"{"status":"ok"}"#.to_vec()));
    }
    if route.kind == Kind::Authenticate {
        return authenticate(shared, &parameters::read(request).await?);
    }
    let authorization = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let caller = authorization
        .and_then(|value| shared.keys.caller(value))
        .ok_or_else(|| ApiError::new(401, "Authentication required"))?;
    let parameters = parameters::read(request).await?;
    shared.requests().read(number, &caller.account, &parameters);
    if !reaches {
        return Ok(Reply::json(Vec::new()));
    }
    let operation = route.operation(parameters);
    shared.with(move |engine| engine.apply(&caller, &operation)).await?
}

/// A key for a user's name and password, as `td account` asks for it. The password is not noted anywhere.
fn authenticate(shared: &Shared, parameters: &Parameters) -> Result<Reply, ApiError> {
    let text = |name: &str| parameters.get(name).map(String::as_str).unwrap_or_default();
    let (user, password) = (text("user"), text("password"));
    let key = shared.keys.authenticate(user, password);
    let key = key.ok_or_else(|| ApiError::new(400, "Wrong user name or password"))?;
    Ok(Reply::json(serde_json::json!({ "user": user, "apikey": key }).to_string().into_bytes()))
}

/// An answer in its own type; a refusal has its own status, and its body as the quirks say.
pub(super) fn respond(result: Result<Reply, ApiError>, quirks: &Quirks) -> Response {
    let json = "application/json; charset=utf-8";
    let (status, body, content_type) = match result {
        Ok(reply) => (StatusCode::OK, reply.body, reply.content_type),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.status).unwrap_or_default();
            match refusal.body(quirks) {
                Some(body) => (status, body, json),
                None => (status, refusal.message.into_bytes(), "text/plain; charset=utf-8"),
            }
        }
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
