//! What is secret inside a `result`: `mysql://user:password@host/db/table?token=…`, `td://key@/db/table`, or JSON text.

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// What the name of a setting holds whose value is a secret.
const TELLING: [&str; 7] = ["auth", "credential", "key", "pass", "pwd", "secret", "token"];

/// Each secret as it is written, and percent-decoded where that differs.
pub fn secrets(result: &str) -> Vec<String> {
    let mut found = Vec::new();
    let text = result.trim();
    if text.starts_with('{') {
        if let Ok(settings) = serde_json::from_str(text) {
            inside(&settings, false, &mut found);
        }
        return found;
    }
    if let Some(user) = user_info(text) {
        // Treasure Data's own exports have a key in place of the user.
        let secret =
            user.split_once(':').map(|(_, password)| password).or(text.starts_with("td:").then_some(user));
        found.extend(secret.map(str::to_owned));
    }
    let query = text.split_once('?').map_or("", |(_, query)| query);
    let settings = query.split('&').filter_map(|setting| setting.split_once('='));
    found.extend(settings.filter(|(name, _)| tells(name)).map(|(_, value)| value.to_owned()));
    for written in found.clone() {
        let decoded = percent_decode_str(&written).decode_utf8_lossy();
        if decoded != written {
            found.push(decoded.into_owned());
        }
    }
    found.retain(|secret| !secret.is_empty());
    found
}

/// What stands before the last `@` in front of the query. A password with a raw `/` or `@` is covered whole that way, at
/// the price of taking too much of a URL with a port and an `@` in its path.
fn user_info(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let before_query = rest.find(['?', '#']).and_then(|end| rest.get(..end)).unwrap_or(rest);
    let at = before_query.rfind('@').or_else(|| rest.rfind('@').filter(|_| rest.contains(':')))?;
    rest.get(..at)
}

fn tells(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TELLING.iter().any(|word| name.contains(word))
}

/// The texts below a telling name; the depth is bounded by the JSON reader's own limit.
fn inside(value: &Value, is_secret: bool, found: &mut Vec<String>) {
    match value {
        Value::String(text) if is_secret && !text.is_empty() => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| inside(item, is_secret, found)),
        Value::Object(settings) => {
            for (name, value) in settings {
                inside(value, is_secret || tells(name), found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_secret_in_an_export_is_found_and_nothing_else() {
        for (result, expected) in [
            ("mysql://user:pa%20ss@host:3306/db/table?mode=append", &["pa%20ss", "pa ss"][..]),
            ("mysql://user:p@s/s@host/db", &["p@s/s"]),
            ("mysql://user:p?s@host/db", &["p?s"]),
            ("mysql://:pw@host/db", &["pw"]),
            ("mysql://user:@host/db", &[]),
            ("td://@/db/table?mode=append", &[]),
            ("td://1/abc@/db/table", &["1/abc"]),
            ("sftp://user@host/path", &[]),
            ("web://host:80/path?token=abc&mode=x&api_key=d%2Fe", &["abc", "d%2Fe", "d/e"]),
            ("connection:table", &[]),
            ("", &[]),
            (
                r#"{"type":"s3","bucket":"b","secret_access_key":"x y","auth":{"user":["u"]},"n":1}"#,
                &["u", "x y"],
            ),
            ("{broken", &[]),
        ] {
            let mut found = secrets(result);
            found.sort();
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(found, expected, "{result}");
        }
    }
}
