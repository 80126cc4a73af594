//! A failed operation: which request, and what went wrong.

use std::fmt;

use super::{Failure, Operation, Str};

/// A failed operation. Its text names method and URL and says what came back; it never holds the key.
#[derive(Clone, Debug)]
pub struct Error {
    operation: Operation,
    url: Str,
    failure: Failure,
}

impl Error {
    /// Of the request of this URL.
    pub(super) fn new(operation: Operation, url: impl Into<Str>, failure: Failure) -> Self {
        Self { operation, url: url.into(), failure }
    }

    /// What the request was to do.
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// What went wrong, by its stage.
    pub fn failure(&self) -> &Failure {
        &self.failure
    }

    /// The HTTP status, where TD refused.
    pub fn status(&self) -> Option<u16> {
        match &self.failure {
            Failure::Status { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// 404: there is no such schedule. An HTML page does not count: it is what a wrong endpoint answers to everything.
    pub fn is_not_found(&self) -> bool {
        matches!(self.failure, Failure::Status { status: 404, html: false, .. })
    }

    /// The name (or the domain key) is taken: 409, or a 422 that says so (td-api-facts section 3).
    pub fn is_conflict(&self) -> bool {
        match &self.failure {
            Failure::Status { status: 409, .. } => true,
            Failure::Status { status: 422, message, .. } => message.contains("already been taken"),
            _ => false,
        }
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
        matches!(self.failure, Failure::Stopped { .. })
    }

    /// TD may have done what was asked, though the answer does not say so.
    pub fn is_ambiguous(&self) -> bool {
        !self.operation.is_read() && self.failure.is_ambiguous()
    }

    /// The earlier job of the same domain key, in a conflict of `run`.
    pub fn conflicts_with(&self) -> Option<&str> {
        match &self.failure {
            Failure::Status { conflicts_with, .. } => conflicts_with.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.operation.method(), self.url, self.failure)
    }
}

impl std::error::Error for Error {
    /// The failure's own source: the failure's text is part of this one's.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.failure)
    }
}
