//! `result` without its password.

use serde_json::Value;

use crate::emulator::quirks::{CONNECTION, MASK, Quirks};

/// What TD answers for a stored result.
pub(crate) fn masked(quirks: &Quirks, result: &str) -> String {
    let mask = match quirks.get(&MASK) {
        "empty" => "",
        mask => mask,
    };
    if result.starts_with('{') {
        return json(result, mask);
    }
    if result.contains("://") {
        return url(result, mask).unwrap_or_else(|| result.to_owned());
    }
    let Some((connection, table)) = result.split_once(':') else { return result.to_owned() };
    match quirks.get(&CONNECTION) {
        "url" => format!("mysql://user:{mask}@{connection}.example.com/{table}"),
        "json" => {
            serde_json::json!({ "type": "mysql", "connection": connection, "table": table }).to_string()
        }
        _ => result.to_owned(),
    }
}

/// The password is what stands between the first `:` after the scheme and the last `@` before the path.
fn url(result: &str, mask: &str) -> Option<String> {
    let (scheme, rest) = result.split_once("://")?;
    let (user_info, host) = match rest.split_once('/') {
        Some((authority, _)) if authority.contains('@') => authority.rsplit_once('@')?,
        // A password may hold a slash that nobody escaped.
        _ => rest.rsplit_once('@')?,
    };
    let (user, _password) = user_info.split_once(':')?;
    let tail = rest.get(user_info.len() + 1..).unwrap_or(host);
    Some(format!("{scheme}://{user}:{mask}@{tail}"))
}

fn json(result: &str, mask: &str) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(result) else { return result.to_owned() };
    if hide(&mut value, mask) { value.to_string() } else { result.to_owned() }
}

/// Whether anything was hidden; a text without secrets is echoed as it was typed.
fn hide(value: &mut Value, mask: &str) -> bool {
    let Value::Object(map) = value else { return false };
    let mut hidden = false;
    for (key, value) in map.iter_mut() {
        let key = key.to_lowercase();
        let secret = ["password", "secret", "token", "api_key", "apikey", "private_key"];
        if secret.iter().any(|word| key.contains(word)) && value.is_string() {
            *value = Value::String(mask.to_owned());
            hidden = true;
        } else {
            hidden |= hide(value, mask);
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_of_a_url_is_masked() {
        let quirks = Quirks::default();
        let masked = |text: &str| masked(&quirks, text);
        assert_eq!(masked("mysql://u:p@host/db/tbl?mode=append"), "mysql://u:***@host/db/tbl?mode=append");
        assert_eq!(masked("mysql://u:p@ss@host:3306/db/t"), "mysql://u:***@host:3306/db/t");
        assert_eq!(masked("mysql://u:p/s@host/db/t"), "mysql://u:***@host/db/t");
        assert_eq!(masked("td://@/db/table?mode=replace"), "td://@/db/table?mode=replace");
        assert_eq!(masked("mydb:table"), "mydb:table");
        assert_eq!(masked(""), "");
    }

    #[test]
    fn secrets_of_a_json_result_are_masked_at_any_depth() {
        let quirks = Quirks::default();
        let text = r#"{"type":"s3","auth":{"secret_access_key":"x"},"password":"y"}"#;
        let masked = masked(&quirks, text);
        assert!(!masked.contains("\"x\"") && !masked.contains("\"y\""), "{masked}");
        assert!(masked.contains(r#""type":"s3""#));
    }
}
