//! What an operation that TD refuses answers.

use serde::Serialize;

use crate::emulator::quirks::{ERROR_BODY, Quirks, Row};

/// A status and one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) status: u16,
    pub(crate) message: String,
    /// The earlier job that holds the same domain_key.
    pub(crate) conflicts_with: Option<u64>,
}

impl ApiError {
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

    /// The body: normally the union of what TD's clients read, with the same sentence wherever one is looked for. None
    /// when it is the sentence alone, as plain text; that an earlier job's id comes as JSON is no open point.
    pub(crate) fn body(&self, quirks: &Quirks) -> Option<Vec<u8>> {
        let form = quirks.get(&ERROR_BODY);
        if form == "plain" && self.conflicts_with.is_none() {
            return None;
        }
        let in_field =
            |name: &str| (form == name || !matches!(form, "error" | "message")).then_some(&*self.message);
        let is_union = !matches!(form, "error" | "message");
        // A JSON array inside a text, as some answers of TD's have it.
        let array = (form == "array").then(|| serde_json::json!([self.message]).to_string());
        let body = Body {
            error: in_field("error"),
            message: array.as_deref().or_else(|| in_field("message")),
            text: is_union.then_some(&*self.message),
            severity: is_union.then_some("error"),
            status_code: is_union.then_some(self.status),
            details: self.conflicts_with.map(|job| Details { conflicts_with: job.to_string() }),
        };
        Some(serde_json::to_vec(&body).unwrap_or_default())
    }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Details>,
}

#[derive(Serialize)]
struct Details {
    conflicts_with: String,
}
