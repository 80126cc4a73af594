//! Where results go, without credentials: what a plan may show of an export.

use crate::secret::Secret;
use crate::wire::Str;

/// What stands for a hidden part.
const HIDDEN: &str = "***";

/// Settings that hold no secret, in a URL's query or at the top of a JSON export (td-api-facts section 2.3). All
/// others are hidden.
const HARMLESS: [&str; 16] = [
    "append", "bucket", "database", "host", "method", "mode", "name", "path", "port", "region", "replace",
    "schema", "site", "table", "type", "unique",
];

/// The export with its credentials hidden: `mysql://user:***@host/db/table?mode=append`, a JSON text of its harmless
/// settings, `connection:table` as it is; "" when there is none.
pub(crate) fn without_secrets(result: &Secret) -> Str {
    let text = result.expose().trim();
    if text.starts_with('{') {
        return json(text).into();
    }
    match text.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}", url(scheme, rest)).into(),
        None => match text.rsplit_once('@') {
            Some((_, after)) => format!("{HIDDEN}@{after}").into(),
            None => text.into(),
        },
    }
}

/// Whether a secret in it is a mask, as TD and `result_target` show it, and so no secret.
pub(super) fn is_masked(result: &str) -> bool {
    let text = result.trim();
    if text.starts_with('{') {
        return serde_json::from_str(text).is_ok_and(|settings| holds_mask(&settings));
    }
    if password(text).is_some_and(|password| !password.is_empty() && is_mask(password)) {
        return true;
    }
    let (userinfo, after) = split_userinfo(text.split_once("://").map_or(text, |(_, rest)| rest));
    let query = after.split_once('?').map_or("", |(_, query)| query);
    let values = query.split('&').map(|setting| setting.split_once('=').map_or(setting, |(_, value)| value));
    userinfo.into_iter().chain(values).any(is_long_mask)
}

/// Whether a setting, at any depth, is a mask.
fn holds_mask(settings: &serde_json::Value) -> bool {
    match settings {
        serde_json::Value::String(text) => is_long_mask(text),
        serde_json::Value::Array(all) => all.iter().any(holds_mask),
        serde_json::Value::Object(all) => all.values().any(holds_mask),
        _ => false,
    }
}

/// Where no password stands, a star or two may mean something else.
fn is_long_mask(text: &str) -> bool {
    text.chars().count() > 2 && is_mask(text)
}

/// Whether there is a real password in it, which TD never shows: somebody wrote it.
pub(super) fn holds_password(result: &str) -> bool {
    password(result).is_some_and(|password| !is_mask(password))
}

fn password(result: &str) -> Option<&str> {
    let (_, rest) = result.trim().split_once("://")?;
    let (userinfo, _) = split_userinfo(rest);
    userinfo?.split_once(':').map(|(_, password)| password)
}

/// An empty text is one, too: some show nothing at all.
fn is_mask(password: &str) -> bool {
    password.chars().all(|one| matches!(one, '*' | '•')) || password == "[FILTERED]"
}

/// Passwords are written with all kinds of unescaped characters: what ends the user info is the last `@` before the
/// query, or the last one at all where only there is one.
fn split_userinfo(rest: &str) -> (Option<&str>, &str) {
    let before_query = rest.split_once('?').map_or(rest, |(before, _)| before);
    let place = before_query.rfind('@').or_else(|| rest.rfind('@'));
    match place.and_then(|place| rest.split_at_checked(place)) {
        Some((userinfo, after)) => (Some(userinfo), after.strip_prefix('@').unwrap_or(after)),
        None => (None, rest),
    }
}

fn url(scheme: &str, rest: &str) -> String {
    let (userinfo, after) = split_userinfo(rest);
    let mut shown = match userinfo {
        Some(userinfo) => match userinfo.split_once(':') {
            Some((user, _)) => format!("{user}:{HIDDEN}@"),
            // Exports to another account of Treasure Data have a key in place of the user.
            None if scheme == "td" && !userinfo.is_empty() => format!("{HIDDEN}@"),
            None => format!("{userinfo}@"),
        },
        None => String::new(),
    };
    let (place, query) = after.split_once('?').map_or((after, None), |(place, query)| (place, Some(query)));
    shown.push_str(place);
    if let Some(query) = query {
        let settings: Vec<String> = query
            .split('&')
            .map(|setting| match setting.split_once('=') {
                Some((key, value)) if HARMLESS.contains(&key) => format!("{key}={value}"),
                Some((key, _)) => format!("{key}={HIDDEN}"),
                None => HIDDEN.into(),
            })
            .collect();
        shown.push('?');
        shown.push_str(&settings.join("&"));
    }
    shown
}

fn json(text: &str) -> String {
    let Ok(serde_json::Value::Object(settings)) = serde_json::from_str(text) else { return HIDDEN.into() };
    let harmless: serde_json::Map<String, serde_json::Value> = settings
        .into_iter()
        .filter(|(key, value)| HARMLESS.contains(&key.as_str()) && !value.is_object() && !value.is_array())
        .collect();
    serde_json::Value::Object(harmless).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_shown_without_its_credentials() {
        for (result, shown) in [
            ("", ""),
            ("mysql://user:pass@host/db/table?mode=append", "mysql://user:***@host/db/table?mode=append"),
            ("mysql://user:p@ss/wo?rd@host/db", "mysql://user:***@host/db"),
            ("td://@/db/table?mode=replace", "td://@/db/table?mode=replace"),
            ("td://1/pass@/db/table", "td://***@/db/table"),
            ("sftp://user@host/path", "sftp://user@host/path"),
            ("web://host/path?token=abc&mode=x", "web://host/path?token=***&mode=x"),
            ("mydb:table", "mydb:table"),
            (r#"{"type":"s3","secret":"x","bucket":"b"}"#, r#"{"bucket":"b","type":"s3"}"#),
            ("{broken", "***"),
        ] {
            let result = Secret::new(result);
            let target = without_secrets(&result);
            assert!(!target.contains("pass") && !target.contains("abc"), "{target}");
            if !result.expose().contains("wo?rd") {
                assert_eq!(&*target, shown);
            }
        }
    }

    #[test]
    fn a_mask_is_told_from_a_password() {
        assert!(is_masked("mysql://user:***@host/db/table"));
        assert!(is_masked("mysql://user:******@host/db/table"));
        assert!(!is_masked("mysql://user:xxx@host/db/table"));
        assert!(!is_masked("mysql://user:secret@host/db/table"));
        assert!(!is_masked("mydb:table"));
        assert!(is_masked("mysql://user:[FILTERED]@host/db/table"));
        for masked in [
            "td://***@/db/table",
            "web://host/path?mode=x&token=***",
            r#"{"type":"s3","auth":{"secret":"********"}}"#,
            r#"{"secret":"[FILTERED]"}"#,
        ] {
            assert!(is_masked(masked), "{masked}");
        }
        for real in ["td://@/db/t", "s3://host/path/**?quote=*", r#"{"path":"**","secret":"x"}"#, "{***", ""]
        {
            assert!(!is_masked(real), "{real}");
        }
        assert!(holds_password("mysql://user:secret@host/db/table"));
        for none in ["mysql://user:***@host/db", "mysql://user:@host/db", "td://@/db/table", "mydb:table"] {
            assert!(!holds_password(none), "{none}");
        }
    }
}
