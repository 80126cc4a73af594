//! The emulator's faults, switched on and off from a test, and a provider that does not wait long for them.

use crate::support::emulator::{Emulator, KEY};
use crate::support::http;

/// A provider block whose tries follow each other quickly.
pub(crate) const HASTY: &str =
    "provider \"td\" {\n  request_timeout = \"2s\"\n  max_retry_wait  = \"100ms\"\n}\n";

/// The same with two tries.
pub(crate) const HASTY_TWICE: &str = "provider \"td\" {\n  request_timeout = \"1s\"\n  max_retry_wait  = \"100ms\"\n  max_retries     = 1\n}\n";

/// The same with one try.
pub(crate) const ONCE: &str = "provider \"td\" {\n  request_timeout = \"2s\"\n  max_retries     = 0\n}\n";

/// From now on requests of `operation` ("" = all) fail so: for the next `next` of them, or all for None.
pub(crate) fn fail(emulator: &Emulator, kind: &str, operation: &str, next: Option<u32>) {
    let next = next.map(|count| count.to_string()).unwrap_or_default();
    let form = [("kind", kind), ("operation", operation), ("next", &next), ("seconds", "0.01")];
    ask(emulator, "POST", &form);
}

/// From now on answers to `operation` take a moment, so that a signal comes in the middle of requests.
pub(crate) fn slow(emulator: &Emulator, operation: &str) {
    ask(emulator, "POST", &[("kind", "latency"), ("operation", operation), ("seconds", "0.2")]);
}

/// A share of all requests fails so.
pub(crate) fn fail_sometimes(emulator: &Emulator, kind: &str, rate: f64) {
    ask(emulator, "POST", &[("kind", kind), ("rate", &rate.to_string()), ("seconds", "0.01")]);
}

/// Nothing fails any more.
pub(crate) fn mend(emulator: &Emulator) {
    ask(emulator, "DELETE", &[]);
}

/// Fails the test unless all faults that were counted have happened.
#[track_caller]
pub(crate) fn all_happened(emulator: &Emulator, what: &str) {
    let left = ask(emulator, "GET", &[]);
    assert!(left.contains("\"faults\":[]"), "{what}: the fault was never met: {left}");
}

fn ask(emulator: &Emulator, method: &str, form: &[(&str, &str)]) -> String {
    let answer = http::send(emulator.address(), method, "/_emulator/faults", KEY, form);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}
