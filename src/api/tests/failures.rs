//! What each failure says about its request, and what follows for each operation (td-api-facts section 4).

use std::sync::Arc;

use jiff::Timestamp;

use super::fields;
use crate::api::request::Request;
use crate::api::retry_policy::RetryDecision::{GiveUp, Reconcile, Retry};
use crate::api::retry_policy::{RetryDecision, decide};
use crate::api::{ConnectErrorKind, ErrorKind, Excess, Left, ProxyFault, ScheduleFields, TimeoutPhase};

const AFTER: std::time::Duration = std::time::Duration::from_secs(1);

fn source() -> Arc<reqwest::Error> {
    Arc::new(reqwest::Proxy::all("").unwrap_err())
}

fn connect(fault: ConnectErrorKind) -> ErrorKind {
    ErrorKind::Connect { fault, reason: String::new(), source: source() }
}

fn status(status: u16) -> ErrorKind {
    ErrorKind::Status { status, message: String::new(), html: false, conflicts_with: None, retry_after: None }
}

fn timeout(wait: TimeoutPhase) -> ErrorKind {
    ErrorKind::Timeout { wait, after: AFTER }
}

/// List, update, rename, create, delete, run, run with a domain key.
fn requests() -> [Request; 7] {
    let renamed = ScheduleFields { name: Some("new".into()), ..ScheduleFields::default() };
    let run = |key| Request::run("abc", Timestamp::UNIX_EPOCH, 1, key);
    [
        Request::list(),
        Request::update("abc", &fields()),
        Request::update("abc", &renamed),
        Request::create("abc", &fields()),
        Request::delete("abc"),
        run(None),
        run(Some("key")),
    ]
}

/// Everything again.
const AGAIN: [RetryDecision; 7] = [Retry; 7];
/// Everything at once.
const FINAL: [RetryDecision; 7] = [GiveUp; 7];
/// What may have been done is looked up where twice would be wrong.
const UNCLEAR: [RetryDecision; 7] = [Retry, Retry, Reconcile, Reconcile, Reconcile, GiveUp, Retry];
/// What would fail again, but a create may have been done.
const STRANGE: [RetryDecision; 7] = [GiveUp, GiveUp, GiveUp, Reconcile, GiveUp, GiveUp, GiveUp];
/// The same, but a write that must not happen twice is looked up.
const NO_HTTP: [RetryDecision; 7] = [GiveUp, GiveUp, Reconcile, Reconcile, Reconcile, GiveUp, GiveUp];

#[test]
fn each_failure_has_its_verdict_for_each_operation() {
    let reason = String::new;
    let cases = [
        (connect(ConnectErrorKind::Refused), AGAIN),
        (connect(ConnectErrorKind::Dns), AGAIN),
        (connect(ConnectErrorKind::Other), AGAIN),
        (connect(ConnectErrorKind::Tls), FINAL),
        (timeout(TimeoutPhase::Connection), AGAIN),
        (timeout(TimeoutPhase::FirstByte), UNCLEAR),
        (timeout(TimeoutPhase::NextByte), UNCLEAR),
        (ErrorKind::Transport { reason: reason(), source: source() }, UNCLEAR),
        (ErrorKind::CutOff { status: 200, received: 1, reason: reason(), source: Some(source()) }, UNCLEAR),
        (ErrorKind::NotHttp { reason: reason(), source: source() }, NO_HTTP),
        (ErrorKind::Proxy(ProxyFault::NotAnAddress("HTTPS_PROXY")), FINAL),
        (ErrorKind::NotJson { status: 200, what: reason() }, UNCLEAR),
        (status(408), UNCLEAR),
        (status(500), UNCLEAR),
        (status(504), UNCLEAR),
        (status(429), AGAIN),
        (status(400), FINAL),
        (status(401), FINAL),
        (status(403), FINAL),
        (status(404), FINAL),
        (status(409), FINAL),
        (status(422), FINAL),
        (ErrorKind::Redirect { status: 302, target: reason() }, FINAL),
        (ErrorKind::InvalidRequest { reason: reason() }, FINAL),
        (ErrorKind::Setup { reason: reason(), source: None }, FINAL),
        (ErrorKind::Resting, FINAL),
        (ErrorKind::Taken, FINAL),
        (ErrorKind::TooLarge { excess: Excess::Text, limit: 1 }, STRANGE),
        (ErrorKind::Payload { status: 200, reason: reason() }, STRANGE),
    ];
    for (failure, expected) in cases {
        let verdicts = requests().map(|request| decide(&request, &failure));
        assert_eq!(verdicts, expected, "{failure:?}");
    }
}

#[test]
fn a_failure_says_whether_td_can_have_the_request_and_is_done_with_it() {
    let reason = String::new;
    // Never sent; perhaps done; answered for good; every other request would meet the same.
    let cases = [
        (connect(ConnectErrorKind::Refused), [true, false, false, true]),
        (timeout(TimeoutPhase::Connection), [true, false, false, true]),
        (timeout(TimeoutPhase::FirstByte), [false, true, false, true]),
        (timeout(TimeoutPhase::NextByte), [false, true, true, true]),
        (ErrorKind::Transport { reason: reason(), source: source() }, [false, true, false, true]),
        (ErrorKind::NotHttp { reason: reason(), source: source() }, [false, true, false, true]),
        (ErrorKind::Proxy(ProxyFault::Unsupported("ALL_PROXY")), [true, false, false, true]),
        (ErrorKind::Resting, [true, false, false, true]),
        (ErrorKind::Setup { reason: reason(), source: None }, [true, false, false, true]),
        (ErrorKind::InvalidRequest { reason: reason() }, [true, false, false, false]),
        (ErrorKind::Redirect { status: 302, target: reason() }, [false, false, false, true]),
        (ErrorKind::NotJson { status: 200, what: reason() }, [false, true, false, true]),
        (ErrorKind::Payload { status: 200, reason: reason() }, [false, true, true, false]),
        (ErrorKind::TooLarge { excess: Excess::Text, limit: 1 }, [false, true, true, false]),
        (ErrorKind::Stopped { left: Left::Unsent }, [true, false, false, false]),
        (ErrorKind::Stopped { left: Left::NotDone }, [false, false, false, false]),
        (ErrorKind::Stopped { left: Left::Unclear }, [false, true, false, false]),
        (ErrorKind::OutOfTime { after: AFTER, left: Left::Unsent }, [true, false, false, false]),
        (ErrorKind::OutOfTime { after: AFTER, left: Left::Unclear }, [false, true, false, false]),
        (ErrorKind::Taken, [false, false, false, false]),
        (status(500), [false, true, true, true]),
        (status(502), [false, true, false, true]),
        (status(504), [false, true, false, true]),
        (status(408), [false, true, false, true]),
        (status(429), [false, false, true, true]),
        (status(401), [false, false, true, true]),
        (status(404), [false, false, true, false]),
    ];
    for (failure, expected) in cases {
        let said =
            [failure.never_sent(), failure.is_ambiguous(), failure.was_answered(), failure.is_outage()];
        assert_eq!(said, expected, "{failure:?}");
    }
}
