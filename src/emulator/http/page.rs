//! The page for people at `/`.

use std::sync::Arc;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;

use super::Shared;

/// Nothing from elsewhere, nothing inline, in no one's frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page and its two files.
pub(super) fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/", get(|| asset("text/html; charset=utf-8", include_str!("../page/index.html"))))
        .route(
            "/_emulator/page.css",
            get(|| asset("text/css; charset=utf-8", include_str!("../page/page.css"))),
        )
        .route(
            "/_emulator/page.js",
            get(|| asset("text/javascript; charset=utf-8", include_str!("../page/page.js"))),
        )
}

async fn asset(content_type: &'static str, text: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, content_type), (CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, "no-cache")], text)
}
