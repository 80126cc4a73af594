//! Keeps other sites' pages away from the controls: a browser on this machine would carry their requests out.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;

use super::api::respond;
use crate::emulator::model::ApiError;
use crate::emulator::quirks::Quirks;

/// Refuses requests that a page of another site makes.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    // A link to the page is followed from anywhere: it shows itself to the person and nothing to the other site.
    let is_visit = request.method() == Method::GET && request.uri().path() == "/";
    match check(request.headers(), is_visit) {
        Ok(()) => next.run(request).await,
        Err(reason) => respond(Err(ApiError::new(403, reason)), &Quirks::default()),
    }
}

fn check(headers: &HeaderMap, is_visit: bool) -> Result<(), &'static str> {
    let text = |value: &axum::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let host = headers.get(HOST).map(text).unwrap_or_default();
    // A foreign name that points here (DNS rebinding) would make that site's page one of our own.
    if !is_local(&host) {
        return Err("This Host is no address, localhost or single word: the controls don't answer it");
    }
    let is_followed = is_visit && headers.get("sec-fetch-dest").is_some_and(|value| value == "document");
    match headers.get("sec-fetch-site").map(text).as_deref() {
        _ if is_followed => {}
        None | Some("same-origin" | "none") => {}
        Some(_) => return Err("Pages of other sites can't use the controls"),
    }
    match headers.get(ORIGIN).map(text) {
        Some(origin) if origin.split_once("://").is_none_or(|(_, origin)| origin != host) => {
            Err("Pages of other sites can't use the controls")
        }
        _ => Ok(()),
    }
}

/// An address, or a name that no foreign site can have: localhost, a container's single word, `.internal`.
fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let name = name.to_ascii_lowercase();
    let word = !name.is_empty() && !name.contains('.');
    word || name.parse::<std::net::IpAddr>().is_ok()
        || name.ends_with(".localhost")
        || name.ends_with(".internal")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        check(&headers.collect(), false).is_ok()
    }

    #[test]
    fn a_link_to_the_page_works_from_anywhere_but_not_a_frame_or_a_foreign_name() {
        let visit = |host: &str, dest: &str| {
            let pairs = [("host", host), ("sec-fetch-site", "cross-site"), ("sec-fetch-dest", dest)];
            let headers = pairs.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
            (
                check(&headers.clone().into_iter().collect(), true),
                check(&headers.into_iter().collect(), false),
            )
        };
        assert!(matches!(visit("127.0.0.1:8173", "document"), (Ok(()), Err(_))));
        assert!(matches!(visit("127.0.0.1:8173", "iframe"), (Err(_), Err(_))));
        assert!(matches!(visit("evil.example", "document"), (Err(_), Err(_))));
    }

    #[test]
    fn people_and_programs_on_this_machine_may_use_the_controls() {
        assert!(asked(&[("host", "127.0.0.1:8173")]));
        assert!(asked(&[("host", "[::1]:8173")]));
        assert!(asked(&[("host", "td-emulator:8173")]));
        assert!(asked(&[("host", "localhost:8173"), ("origin", "http://localhost:8173")]));
        assert!(asked(&[("host", "localhost:8173"), ("sec-fetch-site", "none")]));
    }

    #[test]
    fn pages_of_other_sites_may_not_use_the_controls() {
        assert!(!asked(&[("host", "evil.example:8173")]));
        assert!(!asked(&[("host", "")]));
        assert!(!asked(&[("host", "localhost:8173"), ("origin", "http://evil.example")]));
        assert!(!asked(&[("host", "localhost:8173"), ("origin", "null")]));
        assert!(!asked(&[("host", "localhost:8173"), ("origin", "http://localhost:9999")]));
        assert!(!asked(&[("host", "localhost:8173"), ("sec-fetch-site", "cross-site")]));
        assert!(!asked(&[("host", "localhost:8173"), ("sec-fetch-site", "same-site")]));
    }
}
