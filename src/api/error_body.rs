//! What an answer that is no success says, in one sentence (td-api-facts section 3).

use std::borrow::Cow;
use std::time::Duration;

use serde_json::Value;

use super::ErrorKind;
use crate::secret;

/// More of a text tells nobody anything.
const LONGEST: usize = 500;

/// Bytes of a body that are looked at.
const LOOKED_AT: usize = 64 << 10;

/// TD's own text where the body is its JSON, else a description of what came.
pub(super) fn failure(status: u16, body: &[u8], retry_after: Option<Duration>) -> ErrorKind {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let message = json.as_ref().and_then(message).unwrap_or_else(|| describe(body));
    let conflicts_with = json
        .as_ref()
        .and_then(|json| json.get("details")?.get("conflicts_with"))
        .and_then(|value| super::lenient::text(value.into()))
        .map(|id| id.to_string());
    ErrorKind::Status { status, message, html: is_html(body), conflicts_with, retry_after }
}

/// The union of what TD's clients read.
fn message(json: &Value) -> Option<String> {
    ["message", "error", "text", "errorMessage"]
        .into_iter()
        .filter_map(|key| json.get(key))
        .filter_map(|value| super::lenient::text(value.into()))
        .map(|text| clean(&sentences(&text)))
        .find(|text| !text.is_empty())
}

/// What a text says: one that is itself a JSON array of texts, as some of TD's errors have it, is its parts in a row.
fn sentences(text: &str) -> Cow<'_, str> {
    match serde_json::from_str::<Vec<String>>(text) {
        Ok(parts) => parts.join(". ").into(),
        Err(_) => text.into(),
    }
}

/// A body that is not TD's JSON, in words.
pub(super) fn describe(body: &[u8]) -> String {
    let text = beginning(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() || text == "null" {
        return "an empty body".to_owned();
    }
    if is_html(body) {
        return match title(text) {
            Some(title) => format!("an HTML page titled \"{title}\""),
            None => "an HTML page".to_owned(),
        };
    }
    format!("\"{}\"", clean(text))
}

fn beginning(body: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(body.get(..LOOKED_AT).unwrap_or(body))
}

fn is_html(body: &[u8]) -> bool {
    let text = beginning(body);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') || text.to_ascii_lowercase().contains("<html") && !text.starts_with(['{', '['])
}

fn title(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let tag = lower.find("<title")?;
    let begin = tag + lower.get(tag..)?.find('>')? + 1;
    let end = begin + lower.get(begin..)?.find("</title")?;
    Some(clean(text.get(begin..end)?)).filter(|title| !title.is_empty())
}

/// One line, without control characters and secrets, and of a readable length.
fn clean(text: &str) -> String {
    let redacted = secret::redact(text);
    let mut line = String::new();
    for word in redacted.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > LONGEST {
            line = line.chars().take(LONGEST).collect::<String>() + "…";
            break;
        }
    }
    line
}
