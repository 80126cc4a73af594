//! How version 0.1.0 showed an export, for states that remember it so. Nothing new is shown this way: it shows too much.

use crate::secret::Secret;

const HIDDEN: &str = "***";

/// The settings that it showed.
const HARMLESS: [&str; 16] = [
    "append", "bucket", "database", "host", "method", "mode", "name", "path", "port", "region", "replace",
    "schema", "site", "table", "type", "unique",
];

/// The text that version 0.1.0 remembered of this export.
pub(super) fn without_secrets(result: &Secret) -> String {
    let text = result.expose().trim();
    if text.starts_with('{') {
        return json(text);
    }
    match text.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}", url(scheme, rest)),
        None => match text.rsplit_once('@') {
            Some((_, after)) => format!("{HIDDEN}@{after}"),
            None => text.to_owned(),
        },
    }
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
