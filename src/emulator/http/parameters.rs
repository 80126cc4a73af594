//! A request's parameters in the encodings that TD's clients send: query string, form, JSON, multipart.

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use futures_util::StreamExt;
use serde_json::Value;

use crate::emulator::model::{ApiError, Parameters};

/// The largest body: an 8 MiB query of which every byte is escaped, and some more.
pub(crate) const LARGEST_BODY: usize = 26 * 1024 * 1024;

/// Query string and body as one; the body wins.
pub(crate) async fn read(request: Request) -> Result<Parameters, ApiError> {
    let mut parameters = form(request.uri().query().unwrap_or_default().as_bytes());
    let content_type =
        request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (parts, body) = request.into_parts();
    let body = bytes(body).await?;
    match media_type.as_str() {
        // Clients name a type also where they send nothing: TD's own in Go does on every GET.
        _ if body.is_empty() => {}
        "multipart/form-data" => {
            parameters.extend(multipart(Request::from_parts(parts, Body::from(body))).await?);
        }
        "application/json" => parameters.extend(json(&body)?),
        "" | "application/x-www-form-urlencoded" => parameters.extend(form(&body)),
        _ => return Err(ApiError::new(415, format!("Unsupported media type {media_type}"))),
    }
    Ok(parameters)
}

async fn bytes(body: Body) -> Result<Vec<u8>, ApiError> {
    let mut chunks = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| ApiError::new(400, format!("The body can't be read: {error}")))?;
        if bytes.len() + chunk.len() > LARGEST_BODY {
            return Err(ApiError::new(413, "The body is too large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn form(bytes: &[u8]) -> Parameters {
    form_urlencoded::parse(bytes).into_owned().collect()
}

fn json(bytes: &[u8]) -> Result<Parameters, ApiError> {
    let object: serde_json::Map<String, Value> =
        serde_json::from_slice(bytes).map_err(|_| ApiError::new(400, "The body is not a JSON object"))?;
    let text = |value| match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        other => other.to_string(),
    };
    Ok(object.into_iter().map(|(name, value)| (name, text(value))).collect())
}

async fn multipart(request: Request) -> Result<Parameters, ApiError> {
    let invalid =
        |error: &dyn std::fmt::Display| ApiError::new(400, format!("The body can't be read: {error}"));
    let mut parts = Multipart::from_request(request, &()).await.map_err(|error| invalid(&error))?;
    let mut parameters = Parameters::new();
    while let Some(part) = parts.next_field().await.map_err(|error| invalid(&error))? {
        if let Some(name) = part.name().map(str::to_owned) {
            parameters.insert(name, part.text().await.map_err(|error| invalid(&error))?);
        }
    }
    Ok(parameters)
}
