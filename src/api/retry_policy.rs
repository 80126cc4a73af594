//! Which failures are tried again, and after which pause (td-api-facts section 4).

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

use super::request::{Operation, Request};
use super::{ConnectErrorKind, ErrorKind};

/// The bound of the first pause; each later one doubles it.
const FIRST: Duration = Duration::from_secs(1);

/// What to do after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RetryDecision {
    /// It would fail again, or must not be sent twice.
    GiveUp,
    /// The same request may be sent again.
    Retry,
    /// TD may have done it, and doing it twice would be wrong: its list says what is true.
    Reconcile,
}

/// Judges a failure. A request that TD can't have seen may always be sent again; a 429 says that nothing was done.
pub(super) fn decide(request: &Request, failure: &ErrorKind) -> RetryDecision {
    let passing = match failure {
        ErrorKind::Connect { fault, .. } => {
            !matches!(fault, ConnectErrorKind::Tls | ConnectErrorKind::ProxyLogin)
        }
        ErrorKind::Timeout { .. }
        | ErrorKind::Transport { .. }
        | ErrorKind::CutOff { .. }
        | ErrorKind::NotJson { .. } => true,
        ErrorKind::Status { status, .. } => matches!(status, 408 | 429 | 500 | 502..),
        _ => false,
    };
    // What is no HTTP does not say what TD did, and is the same at each try.
    let unclear = passing || matches!(failure, ErrorKind::NotHttp { .. });
    let not_done = failure.never_sent() || matches!(failure, ErrorKind::Status { status: 429, .. });
    match request.operation {
        // What came back instead of a create's answer does not say that nothing was made.
        Operation::Create if failure.is_ambiguous() => RetryDecision::Reconcile,
        Operation::Delete if unclear && failure.is_ambiguous() => RetryDecision::Reconcile,
        Operation::Update if request.renames && unclear && failure.is_ambiguous() => RetryDecision::Reconcile,
        Operation::Run if passing && !not_done && !request.has_key => RetryDecision::GiveUp,
        _ if passing => RetryDecision::Retry,
        _ => RetryDecision::GiveUp,
    }
}

/// The pause before a try: anything from nothing to a bound that doubles ("full jitter"), but not less than TD asks
/// for, and never more than `longest`. `tries` were made; `fraction` is from 0 to 1.
pub(super) fn backoff(tries: u32, fraction: f64, asked: Option<Duration>, longest: Duration) -> Duration {
    let doubled = 2_u32.checked_pow(tries.saturating_sub(1)).and_then(|factor| FIRST.checked_mul(factor));
    let bound = doubled.unwrap_or(longest).min(longest);
    bound.mul_f64(fraction.clamp(0.0, 1.0)).max(asked.unwrap_or_default()).min(longest)
}

/// TD's time in an answer.
pub(super) fn date(headers: &HeaderMap) -> Option<Timestamp> {
    http_date(headers.get(DATE)?.to_str().ok()?)
}

/// What Retry-After asks for: seconds, or a date, which counts from TD's own time where the answer tells it.
pub(super) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are more than anybody waits.
        return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let until = http_date(text)?.duration_since(date(headers).unwrap_or(now));
    Some(Duration::try_from(until).unwrap_or_default())
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    const NOW: Timestamp = Timestamp::constant(784_111_777, 0);
    const MINUTE: Duration = Duration::from_secs(60);

    fn asked(headers: &[(&'static str, &str)]) -> Option<Duration> {
        let pairs = headers.iter().map(|(name, value)| {
            (reqwest::header::HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())
        });
        retry_after(&pairs.collect(), NOW)
    }

    #[test]
    fn pauses_double_and_lie_anywhere_below_their_bound() {
        let all =
            |fraction| [1, 2, 3, 6, 7, 40].map(|tries| backoff(tries, fraction, None, MINUTE).as_secs());
        assert_eq!(all(1.0), [1, 2, 4, 32, 60, 60]);
        assert_eq!(all(0.5), [0, 1, 2, 16, 30, 30]);
        assert_eq!(backoff(3, 0.0, None, MINUTE), Duration::ZERO);
    }

    #[test]
    fn what_td_asks_for_is_honoured_up_to_the_longest_pause() {
        assert_eq!(backoff(1, 0.5, Some(Duration::from_secs(9)), MINUTE), Duration::from_secs(9));
        assert_eq!(backoff(4, 1.0, Some(Duration::from_secs(1)), MINUTE), Duration::from_secs(8));
        assert_eq!(backoff(1, 0.5, Some(Duration::MAX), MINUTE), MINUTE);
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        assert_eq!(asked(&[("retry-after", "120")]), Some(Duration::from_secs(120)));
        assert_eq!(asked(&[("retry-after", "99999999999999999999999")]), Some(Duration::MAX));
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT")]), Some(Duration::from_secs(10)));
        let skewed =
            [("date", "Sun, 06 Nov 1994 09:00:00 GMT"), ("retry-after", "Sun, 06 Nov 1994 09:00:03 GMT")];
        assert_eq!(asked(&skewed), Some(Duration::from_secs(3)), "a date counts from TD's time");
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT")]), Some(Duration::ZERO));
        for nonsense in ["", "soon", "-1", "1.5"] {
            assert_eq!(asked(&[("retry-after", nonsense)]), None, "{nonsense}");
        }
        assert_eq!(asked(&[]), None);
    }
}
