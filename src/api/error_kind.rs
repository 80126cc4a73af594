//! What can go wrong with a request, by the stage at which it did.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::body::LONGEST_VARIABLE;
use super::proxy_fault::ProxyFault;

/// hyper-util's words for a proxy's 407: it gives the error no name. `secrets::proxy` fails when they change.
const PROXY_LOGIN: &str = "proxy authorization required";

/// Why there was no connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectErrorKind {
    /// Nobody listens there.
    Refused,
    /// The host name is unknown.
    Dns,
    /// The TLS handshake failed, such as for a certificate that nobody vouches for.
    Tls,
    /// The proxy asks for a user and a password (407), or takes others.
    ProxyLogin,
    /// Anything else: no route, a proxy that says no.
    Other,
}

/// What was waited for in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeoutPhase {
    /// The connection.
    Connection,
    /// The first byte of the answer.
    FirstByte,
    /// The next byte of the answer.
    NextByte,
}

/// What an interruption leaves of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing was sent.
    Unsent,
    /// It was sent, and TD said no each time.
    NotDone,
    /// It was sent, and TD may have done it.
    Unclear,
}

/// Why an answer is more than is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Its text.
    Text,
    /// What is made of so many of its rows.
    Rows(usize),
    /// It unpacks to more than so many times what came.
    Ratio(usize),
}

/// A failure; the sources are shared, since concurrent readers share one.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ErrorKind {
    /// Nothing was sent: the request itself can't be.
    #[error("the request can't be sent: {reason}")]
    InvalidRequest {
        /// Why.
        reason: String,
    },
    /// Nothing was sent: no HTTP client could be made, such as for an unusable ca_bundle.
    #[error("the HTTP client can't be made: {reason}")]
    Setup {
        /// Why.
        reason: String,
        /// The HTTP library's error.
        #[source]
        source: Option<Arc<reqwest::Error>>,
    },
    /// Nothing was sent: no connection.
    #[error("no connection: {}", connect_words(*fault, reason))]
    Connect {
        /// Which.
        fault: ConnectErrorKind,
        /// The innermost reason.
        reason: String,
        /// The HTTP library's error.
        #[source]
        source: Arc<reqwest::Error>,
    },
    /// The time to the next byte was over.
    #[error("{} within {after:?}", match wait {
        TimeoutPhase::Connection => "no connection",
        TimeoutPhase::FirstByte => "no answer began",
        TimeoutPhase::NextByte => "the answer did not go on",
    })]
    Timeout {
        /// What was waited for.
        wait: TimeoutPhase,
        /// How long.
        after: Duration,
    },
    /// The connection broke before an answer began.
    #[error("the connection broke before an answer came: {reason}")]
    Transport {
        /// The innermost reason.
        reason: String,
        /// The HTTP library's error.
        #[source]
        source: Arc<reqwest::Error>,
    },
    /// The answer broke off.
    #[error("the answer (status {status}) broke off after {received} bytes: {reason}")]
    CutOff {
        /// The HTTP status.
        status: u16,
        /// Bytes, unpacked.
        received: usize,
        /// The innermost reason.
        reason: String,
        /// The HTTP library's error; none where what came can't be unpacked.
        #[source]
        source: Option<Arc<reqwest::Error>>,
    },
    /// Sent elsewhere, where neither the key nor the request goes.
    #[error("answered {status} with a redirect to {target}, which is not followed; is the endpoint right?")]
    Redirect {
        /// The HTTP status.
        status: u16,
        /// Scheme, host and port.
        target: String,
    },
    /// Any status but 2xx.
    #[error("answered {status}{}: {message}", reason_phrase(*status))]
    Status {
        /// The HTTP status.
        status: u16,
        /// TD's own text, or a description of what came instead.
        message: String,
        /// True for an HTML page, which is a proxy's or another server's word, not TD's.
        html: bool,
        /// `details.conflicts_with`: the earlier job of the same domain key.
        conflicts_with: Option<String>,
        /// What `Retry-After` asks for.
        retry_after: Option<Duration>,
    },
    /// The list shows another schedule under the name.
    #[error("Treasure Data has another schedule of this name")]
    Taken,
    /// Nothing was sent: so many requests failed that the process's budget of retries is spent.
    #[error("nothing was sent: too many requests failed lately, and no more are made for half a minute")]
    Resting,
    /// What came is no HTTP: it would be the same again.
    #[error("what came is no HTTP answer: {reason}")]
    NotHttp {
        /// The innermost reason.
        reason: String,
        /// The HTTP library's error.
        #[source]
        source: Arc<reqwest::Error>,
    },
    /// The environment names a proxy that can't be used; nothing was sent.
    #[error("{0}")]
    Proxy(#[from] ProxyFault),
    /// More than is read.
    #[error("{}", excess_words(*excess, *limit))]
    TooLarge {
        /// Of what there is too much.
        excess: Excess,
        /// Bytes.
        limit: usize,
    },
    /// A 2xx status with something that is not JSON.
    #[error("answered {status} but not with TD's JSON: {what}; is the endpoint TD's API?")]
    NotJson {
        /// The HTTP status.
        status: u16,
        /// What came, in words.
        what: String,
    },
    /// A 2xx status with JSON of another shape.
    #[error("answered {status} with JSON that is not the expected: {reason}")]
    Payload {
        /// The HTTP status.
        status: u16,
        /// What is missing.
        reason: String,
    },
    /// The user stopped Terraform.
    #[error("stopped{}", left_words(*left))]
    Stopped {
        /// What became of the request.
        left: Left,
    },
    /// The operation's own time was over.
    #[error("not done within {after:?}{}", left_words(*left))]
    OutOfTime {
        /// How long.
        after: Duration,
        /// What became of the request.
        left: Left,
    },
}

impl ErrorKind {
    /// True when TD can't have seen the request.
    pub fn never_sent(&self) -> bool {
        match self {
            Self::InvalidRequest { .. }
            | Self::Setup { .. }
            | Self::Proxy(_)
            | Self::Connect { .. }
            | Self::Resting => true,
            Self::Timeout { wait, .. } => *wait == TimeoutPhase::Connection,
            Self::Stopped { left } | Self::OutOfTime { left, .. } => *left == Left::Unsent,
            _ => false,
        }
    }

    /// True when TD may have done what the request asked, though the answer does not say so.
    pub fn is_ambiguous(&self) -> bool {
        match self {
            Self::Status { status, .. } => *status >= 500 || *status == 408,
            Self::Redirect { .. } | Self::Taken => false,
            Self::Stopped { left } | Self::OutOfTime { left, .. } => *left == Left::Unclear,
            other => !other.never_sent(),
        }
    }

    /// See [`Error::is_not_found`](super::Error::is_not_found).
    pub(super) fn is_not_found(&self) -> bool {
        matches!(self, Self::Status { status: 404, html: false, .. })
    }

    /// See [`Error::is_conflict`](super::Error::is_conflict).
    pub(super) fn is_conflict(&self) -> bool {
        match self {
            Self::Status { status: 409, .. } | Self::Taken => true,
            Self::Status { status: 422, message, .. } => message.contains("already been taken"),
            _ => false,
        }
    }

    /// True when TD is done with the request, whatever it did. Who stands between may have answered the others while
    /// TD is still at work.
    pub(super) fn was_answered(&self) -> bool {
        match self {
            Self::Status { status, .. } => !matches!(status, 408 | 502 | 504),
            Self::Timeout { wait, .. } => *wait == TimeoutPhase::NextByte,
            Self::CutOff { .. } | Self::Payload { .. } | Self::TooLarge { .. } => true,
            _ => false,
        }
    }

    /// True where every other request would meet the same now: nobody answers, or who answers is not TD, is not well or
    /// refuses the key.
    pub(super) fn is_outage(&self) -> bool {
        match self {
            Self::Setup { .. }
            | Self::Proxy(_)
            | Self::Connect { .. }
            | Self::NotHttp { .. }
            | Self::Timeout { .. }
            | Self::Transport { .. }
            | Self::Redirect { .. }
            | Self::NotJson { .. }
            | Self::Resting => true,
            Self::Status { status, .. } => matches!(status, 401 | 408 | 429 | 500..),
            _ => false,
        }
    }

    /// How long TD wants to be left alone.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Sorts what the HTTP library says when no answer began.
    pub(super) fn of_exchange(error: reqwest::Error, connect_timeout: Duration) -> Self {
        // The URL stands in front of the failure already.
        let error = error.without_url();
        let reason = innermost(&error);
        if error.is_builder() {
            return Self::InvalidRequest { reason };
        }
        if chain(&error).filter_map(|one| one.downcast_ref::<hyper::Error>()).any(hyper::Error::is_parse) {
            return Self::NotHttp { reason, source: Arc::new(error) };
        }
        if !error.is_connect() {
            return Self::Transport { reason, source: Arc::new(error) };
        }
        if error.is_timeout() {
            return Self::Timeout { wait: TimeoutPhase::Connection, after: connect_timeout };
        }
        let fault = if error.is_dns() {
            ConnectErrorKind::Dns
        } else if chain(&error).any(<dyn StdError>::is::<rustls::Error>) {
            ConnectErrorKind::Tls
        } else if chain(&error)
            .filter_map(|one| one.downcast_ref::<io::Error>())
            .any(|one| one.kind() == io::ErrorKind::ConnectionRefused)
        {
            ConnectErrorKind::Refused
        } else if reason.ends_with(PROXY_LOGIN) {
            ConnectErrorKind::ProxyLogin
        } else {
            ConnectErrorKind::Other
        };
        Self::Connect { fault, reason, source: Arc::new(error) }
    }
}

/// An error and its sources; unlike `source` it does not pass over what an io::Error wraps.
fn chain<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |one| {
        let one: &'e (dyn StdError + 'static) = *one;
        let wrapped = one.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|inner| inner as &(dyn StdError + 'static)).or_else(|| one.source())
    })
}

/// The innermost reason in words, without secrets.
pub(super) fn innermost(error: &(dyn StdError + 'static)) -> String {
    let text = chain(error).last().map(ToString::to_string).unwrap_or_default();
    crate::secret::redact(&text).into_owned()
}

fn connect_words(fault: ConnectErrorKind, reason: &str) -> impl fmt::Display {
    match fault {
        ConnectErrorKind::Refused => format!("nothing listens there ({reason})"),
        ConnectErrorKind::Dns => format!("the host name can't be found ({reason})"),
        ConnectErrorKind::Tls => format!("the TLS handshake failed ({reason})"),
        ConnectErrorKind::ProxyLogin => "the proxy wants a user and a password (407)".to_owned(),
        ConnectErrorKind::Other => reason.to_owned(),
    }
}

fn reason_phrase(status: u16) -> String {
    let phrase = reqwest::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    phrase.map(|phrase| format!(" ({phrase})")).unwrap_or_default()
}

fn left_words(left: Left) -> &'static str {
    match left {
        Left::Unsent => "; nothing was sent",
        Left::NotDone => "; the request had gone out, and was refused each time",
        Left::Unclear => "; the request had gone out already",
    }
}

fn excess_words(excess: Excess, limit: usize) -> String {
    let limit = format!("{} MiB", limit >> 20);
    match excess {
        Excess::Text => {
            format!("the answer is longer than {limit}, the limit that {LONGEST_VARIABLE} raises")
        }
        Excess::Rows(rows) => format!(
            "the answer's rows take more than {limit} of memory, the limit that {LONGEST_VARIABLE} raises: {rows} were read, \
             and there are more"
        ),
        Excess::Ratio(ratio) => format!(
            "the answer unpacks to more than {ratio} times the bytes that came, which no list of schedules does; up to \
             {limit}, which {LONGEST_VARIABLE} raises, that is not looked at"
        ),
    }
}
