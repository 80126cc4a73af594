//! What an operation that TD refuses answers.

use serde::Serialize;

use crate::emulator::quirks::{Quirks, Row};

/// A status and one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) message: String,
    /// The earlier job that holds the same domain_key.
    pub(crate) conflicts_with: Option<u64>,
}

impl Refusal {
    pub(crate) fn new(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), conflicts_with: None }
    }

    /// A refusal whose status is an open point.
    pub(crate) fn by(quirks: &Quirks, row: &Row, message: impl Into<String>) -> Self {
        Self::new(quirks.number(row).unwrap_or(422), message)
    }

    pub(crate) fn not_found() -> Self {
        Self::new(404, "Resource not found")
    }

    /// The body: the union of what TD's clients read, with the same sentence wherever one is looked for.
    pub(crate) fn body(&self) -> Vec<u8> {
        let message = self.message.as_str();
        let details = self.conflicts_with.map(|job| Details { conflicts_with: job.to_string() });
        let body = Body {
            error: message,
            message,
            text: message,
            severity: "error",
            status_code: self.status,
            details,
        };
        serde_json::to_vec(&body).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Body<'a> {
    error: &'a str,
    message: &'a str,
    text: &'a str,
    severity: &'static str,
    status_code: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Details>,
}

#[derive(Serialize)]
struct Details {
    conflicts_with: String,
}
