//! What the answer to one list request says about network, TLS, access and clock.

use super::check::Check;
use crate::api::{ConnectErrorKind, Error, ErrorKind, ScheduleList};
use crate::provider::{describe_error, odd_rows};

/// Clocks that differ by more break TLS certificates and the reading of times.
const CLOCKS_DIFFER: i64 = 60;

/// The list came.
pub(super) fn answered(list: &ScheduleList, plain: bool) -> Vec<Check> {
    let mut checks = reached(plain);
    checks.push(Check::ok("access", "the key may list schedules"));
    let seen = format!("{} seen by this key", list.schedules.len());
    checks.push(match odd_rows(list) {
        None => Check::ok("schedules", seen),
        Some(odd) => Check::wrong(
            "schedules",
            format!("{seen}, and others can't be read: {odd}"),
            "Correct them at Treasure Data, in its console. Nothing else is stopped by them.",
        ),
    });
    checks
}

/// No list came. `proxy` is the variable of the proxy that the request went through.
pub(super) fn refused(error: &Error, plain: bool, proxy: Option<&str>) -> Vec<Check> {
    let (summary, advice) = match (error.kind(), describe_error(error)) {
        // There is no resource here whose `timeouts` could be raised.
        (ErrorKind::OutOfTime { .. }, (summary, _)) => {
            (summary, "An answer began and did not end: check the network, the proxy and the endpoint.")
        }
        (_, judged) => judged,
    };
    let found = format!("{summary}: {error}");
    let unknown = |name| Check::unknown(name, "not known without an answer");
    match error.kind() {
        ErrorKind::Setup { .. } => vec![Check::wrong("tls", found, advice), unknown("access")],
        ErrorKind::Connect { fault: ConnectErrorKind::Tls, .. } => {
            let advice = if found.contains("certificate expired") || found.contains("not valid yet") {
                "Look at this machine's clock first: by it the certificate is not valid now."
            } else {
                advice
            };
            vec![Check::wrong("tls", found, advice), unknown("access")]
        }
        ErrorKind::Status { status: 401 | 403, html: false, .. } => {
            let mut checks = reached(plain);
            checks.push(Check::wrong("access", found, advice));
            checks
        }
        ErrorKind::Status { .. }
        | ErrorKind::Redirect { .. }
        | ErrorKind::NotJson { .. }
        | ErrorKind::NotHttp { .. }
        | ErrorKind::Payload { .. }
        | ErrorKind::TooLarge { .. } => {
            let mut checks = reached(plain);
            checks.push(Check::wrong("answer", found, advice));
            checks
        }
        _ => {
            let advice = match proxy {
                Some(name) => format!(
                    "The request goes through the proxy of {name}: check that, or except the host by NO_PROXY. {advice}"
                ),
                None => advice.to_owned(),
            };
            vec![Check::wrong("network", found, advice), unknown("tls"), unknown("access")]
        }
    }
}

fn reached(plain: bool) -> Vec<Check> {
    let tls = if plain {
        Check::unknown("tls", "not used: plain http")
    } else {
        Check::ok("tls", "the server's certificate is trusted")
    };
    vec![Check::ok("network", "an answer came"), tls]
}

/// `ahead`: by how many seconds this machine's clock is before Treasure Data's, where that is known.
pub(super) fn clock(ahead: Option<i64>) -> Check {
    match ahead {
        None => Check::unknown("clock", "not known without a good answer"),
        Some(ahead) if ahead.abs() <= CLOCKS_DIFFER => {
            Check::ok("clock", format!("within {CLOCKS_DIFFER} s of Treasure Data's"))
        }
        Some(ahead) => {
            let side = if ahead > 0 { "ahead of" } else { "behind" };
            let found = format!("{} s {side} Treasure Data's", ahead.abs());
            Check::wrong("clock", found, "Set this machine's clock (NTP).")
        }
    }
}
