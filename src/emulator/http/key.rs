//! Who may use the controls, which show exports' passwords and can empty everything: whoever has a key where keys are given
//! or other machines can come. A browser asks its person for it (Basic, the key as the password).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Shared;
use super::api::respond;
use crate::emulator::model::ApiError;
use crate::emulator::quirks::Quirks;

/// Refuses requests without a key where one is needed.
pub(super) async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let authorization = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    match check(&shared, authorization.unwrap_or_default()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => {
            let asks = refusal.status == 401;
            let mut response = respond(Err(refusal), &Quirks::default());
            if asks {
                let basic = HeaderValue::from_static("Basic realm=\"the emulator's key is the password\"");
                response.headers_mut().insert(WWW_AUTHENTICATE, basic);
            }
            response
        }
    }
}

fn check(shared: &Shared, authorization: &str) -> Result<(), ApiError> {
    if shared.keys.takes_any() {
        return match shared.is_exposed {
            false => Ok(()),
            true => Err(ApiError::new(
                403,
                "Other machines can reach the controls: start the emulator with --api-key, and send that key",
            )),
        };
    }
    let by_password = password(authorization).map(|key| format!("TD1 {key}"));
    match shared.keys.caller(by_password.as_deref().unwrap_or(authorization)) {
        Some(_) => Ok(()),
        None => Err(ApiError::new(401, "The controls want a key of --api-key: Authorization: TD1 KEY")),
    }
}

/// What a browser sends.
fn password(authorization: &str) -> Option<String> {
    let (scheme, text) = authorization.split_once(' ')?;
    let text = scheme.eq_ignore_ascii_case("Basic").then(|| STANDARD.decode(text.trim()).ok())??;
    Some(String::from_utf8(text).ok()?.split_once(':')?.1.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::emulator::engine::Engine;
    use crate::emulator::keys::Keys;
    use crate::emulator::model::outcome::Durations;

    fn status(keys: &[&str], is_exposed: bool, authorization: &str) -> u16 {
        let clock = Arc::new(SystemClock::default());
        let keys: Vec<_> = keys.iter().map(|key| key.parse().unwrap()).collect();
        let shared = Shared {
            engine: Engine::new(Quirks::default(), clock.clone(), Durations { running: 0 }, false).into(),
            faults: crate::emulator::faults::Faults::new(Vec::new(), 0).into(),
            requests: Default::default(),
            keys: Keys::new(&keys),
            is_exposed,
            quirks: Quirks::default(),
            latency: std::time::Duration::ZERO,
            clock,
        };
        check(&shared, authorization).map_or_else(|refusal| refusal.status, |()| 200)
    }

    #[test]
    fn where_keys_are_given_or_others_can_come_the_controls_want_one() {
        assert_eq!(
            (status(&[], false, ""), status(&[], true, ""), status(&[], true, "TD1 any")),
            (200, 403, 403)
        );
        let basic = format!("Basic {}", STANDARD.encode("anybody:1/right"));
        for is_exposed in [false, true] {
            let of = |authorization| status(&["1/left", "1/right=db"], is_exposed, authorization);
            assert_eq!([of("TD1 1/right"), of("td1 1/left"), of(&basic)], [200; 3]);
            assert_eq!(
                [of(""), of("TD1 1/wrong"), of("Basic !"), of("Basic YQ=="), of("Bearer 1/right")],
                [401; 5]
            );
        }
    }
}
