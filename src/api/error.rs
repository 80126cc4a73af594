//! A failed operation: which request, and what went wrong.

use std::fmt;

use jiff::Timestamp;

use super::attempts::Attempts;
use super::{ErrorKind, Operation, Str};

/// A failed operation. Its text names method and URL and says what came back; it never holds the key.
#[derive(Clone, Debug)]
pub struct Error(Box<Parts>);

/// Boxed, since every success would carry its room.
#[derive(Clone, Debug)]
struct Parts {
    operation: Operation,
    url: Str,
    failure: ErrorKind,
    tries: u32,
    may_be_applied: bool,
    earlier: Option<ErrorKind>,
    first_sent: Option<Timestamp>,
    repeated: bool,
}

impl Error {
    /// Of the request of this URL, after these tries.
    pub(super) fn new(
        operation: Operation,
        url: impl Into<Str>,
        failure: ErrorKind,
        attempts: &Attempts,
    ) -> Self {
        let interrupted = matches!(failure, ErrorKind::Stopped { .. } | ErrorKind::OutOfTime { .. });
        Self(Box::new(Parts {
            operation,
            url: url.into(),
            failure,
            tries: attempts.count(),
            may_be_applied: attempts.may_be_applied(),
            earlier: attempts.last_failure().filter(|_| interrupted),
            first_sent: None,
            repeated: false,
        }))
    }

    /// The same with TD's time at the first try.
    pub(super) fn first_sent(mut self, at: Timestamp) -> Self {
        self.0.first_sent = Some(at);
        self
    }

    /// The same for those who come after the first.
    pub(super) fn repeated(mut self) -> Self {
        self.0.repeated = true;
        self
    }

    /// Not before this time by TD's clock was a create first sent.
    pub fn first_sent_at(&self) -> Option<Timestamp> {
        self.0.first_sent
    }

    /// True where another read of this client got the very same failure before: it was told of already.
    pub fn is_repeated(&self) -> bool {
        self.0.repeated
    }

    /// What the request was to do.
    pub fn operation(&self) -> Operation {
        self.0.operation
    }

    /// What went wrong, by its stage.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.failure
    }

    /// The HTTP status, where TD refused.
    pub fn status(&self) -> Option<u16> {
        match &self.0.failure {
            ErrorKind::Status { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// 404: there is no such schedule. An HTML page does not count: it is what a wrong endpoint answers to everything.
    pub fn is_not_found(&self) -> bool {
        self.0.failure.is_not_found()
    }

    /// The name (or the domain key) is taken: 409, or a 422 that says so (td-api-facts section 3).
    pub fn is_conflict(&self) -> bool {
        self.0.failure.is_conflict()
    }

    /// 401: the key is unknown there.
    pub fn is_auth(&self) -> bool {
        self.status() == Some(401)
    }

    /// 403: the key may not do this.
    pub fn is_forbidden(&self) -> bool {
        self.status() == Some(403)
    }

    /// The user stopped Terraform.
    pub fn is_stopped(&self) -> bool {
        matches!(self.0.failure, ErrorKind::Stopped { .. })
    }

    /// TD may have done what was asked, though the answer does not say so.
    pub fn is_ambiguous(&self) -> bool {
        !self.0.operation.is_read() && self.0.may_be_applied
    }

    /// The earlier job of the same domain key, in a conflict of `run`.
    pub fn conflicts_with(&self) -> Option<&str> {
        match &self.0.failure {
            ErrorKind::Status { conflicts_with, .. } => conflicts_with.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.0.operation.method(), self.0.url, self.0.failure)?;
        if self.0.tries > 1 {
            write!(f, " (try {})", self.0.tries)?;
        }
        match &self.0.earlier {
            Some(earlier) => write!(f, "; the try before: {earlier}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    /// The failure's own source: the failure's text is part of this one's.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.failure)
    }
}
