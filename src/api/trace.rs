//! What the log shows of bodies: queries cut, results left out, secrets taken out.

use serde_json::Value;

use super::body::Body;
use super::error_body;
use crate::secret::{self, REDACTED};

/// Characters of a query that are shown.
const QUERY: usize = 200;

/// Bytes of a body of which anything is shown: its values take many times its room.
const LONGEST: usize = 4 << 20;

/// Characters of a whole body that are shown.
const BODY: usize = 20_000;

/// A form as `key=value` lines.
pub(super) fn form(form: &[u8]) -> String {
    let pairs = form_urlencoded::parse(form).map(|(key, value)| match &*key {
        "query" => format!("{key}={}", cut(&value, QUERY)),
        "result" => format!("{key}={REDACTED}"),
        _ => format!("{key}={value}"),
    });
    secret::redact(&pairs.collect::<Vec<_>>().join("\n")).into_owned()
}

/// An answer's JSON; what is no JSON only in words, and of what is too long to be read once more only how long it is.
pub(super) fn answer(body: &Body) -> String {
    if body.len() > LONGEST {
        return format!("{} bytes, too long to be shown", body.len());
    }
    let body = &body.whole();
    match serde_json::from_slice::<Value>(body) {
        Ok(mut json) => {
            hide(&mut json);
            secret::redact(&cut(&json.to_string(), BODY)).into_owned()
        }
        Err(_) => error_body::describe(body),
    }
}

/// The nesting is bounded by the JSON reader's own limit.
fn hide(json: &mut Value) {
    match json {
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Object(entries) => {
            for (key, value) in entries {
                match (key.as_str(), &mut *value) {
                    ("result", Value::String(text)) if text.is_empty() => {}
                    ("result", Value::Null) => {}
                    ("result", _) => *value = REDACTED.into(),
                    ("query", Value::String(text)) => *value = cut(text, QUERY).into(),
                    // A job's settings for imports and exports: keys of other services may be among them.
                    ("query", Value::Object(_)) => *value = REDACTED.into(),
                    _ => hide(value),
                }
            }
        }
        _ => {}
    }
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}… ({} bytes)", text.get(..end).unwrap_or_default(), text.len()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_shows_no_result_and_only_the_beginning_of_a_query() {
        let query = "é".repeat(300);
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("query", &query)
            .append_pair("result", "mysql://u:p@h/d/t")
            .append_pair("type", "trino")
            .finish();
        let shown = form(body.as_bytes());
        assert_eq!(shown, format!("query={}… (600 bytes)\nresult=(redacted)\ntype=trino", "é".repeat(200)));
    }

    #[test]
    fn an_answer_shows_no_result_and_only_the_beginning_of_queries() {
        let body = serde_json::json!({"schedules": [
            {"name": "one", "query": "q".repeat(300), "result": "mysql://u:p@h/d/t"},
            {"name": "two", "query": "select 1", "result": ""},
            {"name": "three", "query": {"in": {"key": "mysql://"}}},
        ]});
        let shown = answer(&Body::from(body.to_string().as_bytes()));
        assert!(
            shown.contains("… (300 bytes)") && shown.contains("select 1") && !shown.contains("mysql"),
            "{shown}"
        );
        assert_eq!(answer(&Body::from(&b"<html><title>x</title>"[..])), "an HTML page titled \"x\"");
    }
}
