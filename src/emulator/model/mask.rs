//! `result` without its secrets, and with what a connection adds to it.

use serde_json::{Map, Value};

use super::catalog::{Connection, Connections};
use crate::emulator::quirks::{CONNECTION, JSON_SECRETS, MASK, Quirks};

/// What a JSON `result` calls the number of a connection.
const CONNECTION_ID: &str = "td_authentication_id";

/// Parts of the names of settings that hold a secret.
const SECRETS: [&str; 6] = ["password", "secret", "token", "api_key", "apikey", "private_key"];

/// What TD answers for a stored result.
pub(crate) fn masked(quirks: &Quirks, connections: &Connections, result: &str) -> String {
    if result.starts_with('{') {
        return json(quirks, connections, result);
    }
    if result.contains("://") {
        return url(result, mask(quirks)).unwrap_or_else(|| result.to_owned());
    }
    let is_plain = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
    };
    let Some((name, table)) =
        result.split_once(':').filter(|(name, table)| is_plain(name) && is_plain(table))
    else {
        return result.to_owned();
    };
    match quirks.get(&CONNECTION) {
        "url" => format!("mysql://user:{}@{name}.example.com/{table}", mask(quirks)),
        "json" => {
            let mut settings = match connections.get(name) {
                Some(connection) => settings(connection),
                None => Map::from_iter([("type".into(), "mysql".into()), ("connection".into(), name.into())]),
            };
            hide(quirks, &mut settings);
            settings.insert("table".into(), table.into());
            Value::Object(settings).to_string()
        }
        _ => result.to_owned(),
    }
}

/// A connection's URL or JSON text as lists show it.
pub(super) fn without_secrets(quirks: &Quirks, text: &str) -> String {
    masked(quirks, &Connections::new(), text)
}

fn mask(quirks: &Quirks) -> &'static str {
    match quirks.get(&MASK) {
        "empty" => "",
        mask => mask,
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

/// A connection's settings, as far as its text says them.
fn settings(connection: &Connection) -> Map<String, Value> {
    if let Ok(settings) = serde_json::from_str(&connection.url) {
        return settings;
    }
    let mut settings = Map::new();
    let Some((kind, rest)) = connection.url.split_once("://") else { return settings };
    let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
    let (user_info, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let user = user_info.split(':').next().unwrap_or_default();
    for (name, value) in [("type", kind), ("host", host), ("user", user), ("database", database)] {
        if !value.is_empty() {
            settings.insert(name.into(), value.into());
        }
    }
    settings
}

/// The connection that a JSON result names by number gives its settings, and its number goes. A text that neither names
/// one nor holds a secret is echoed as it was typed.
fn json(quirks: &Quirks, connections: &Connections, result: &str) -> String {
    let Ok(mut value) = serde_json::from_str::<Map<String, Value>>(result) else { return result.to_owned() };
    let id = if quirks.is(&CONNECTION, "typed") { None } else { value.remove(CONNECTION_ID) };
    if let Some(id) = &id {
        let id = id.as_u64().or_else(|| id.as_str()?.parse().ok());
        let named = connections.values().find(|connection| Some(connection.id) == id);
        for (name, setting) in named.map(settings).unwrap_or_default() {
            value.entry(name).or_insert(setting);
        }
    }
    let hidden = hide(quirks, &mut value);
    if hidden || id.is_some() { Value::Object(value).to_string() } else { result.to_owned() }
}

/// Takes secrets away at any depth; whether there was any.
fn hide(quirks: &Quirks, map: &mut Map<String, Value>) -> bool {
    let is_secret = |name: &str, value: &Value| {
        let name = name.to_lowercase();
        value.is_string() && SECRETS.iter().any(|word| name.contains(word))
    };
    let before = map.len();
    let mut hidden = false;
    if quirks.is(&JSON_SECRETS, "masked") {
        for (_, value) in map.iter_mut().filter(|(name, value)| is_secret(name, value)) {
            *value = mask(quirks).into();
            hidden = true;
        }
    } else {
        map.retain(|name, value| !is_secret(name, value));
    }
    hidden |= map.len() != before;
    for value in map.values_mut() {
        if let Value::Object(inner) = value {
            hidden |= hide(quirks, inner);
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(quirks: &Quirks, text: &str) -> String {
        masked(quirks, &Connections::new(), text)
    }

    #[test]
    fn only_the_password_of_a_url_is_masked() {
        let masked = |text: &str| shown(&Quirks::default(), text);
        assert_eq!(masked("mysql://u:p@host/db/tbl?mode=append"), "mysql://u:***@host/db/tbl?mode=append");
        assert_eq!(masked("mysql://u:p@ss@host:3306/db/t"), "mysql://u:***@host:3306/db/t");
        assert_eq!(masked("mysql://u:p/s@host/db/t"), "mysql://u:***@host/db/t");
        assert_eq!(masked("td://@/db/table?mode=replace"), "td://@/db/table?mode=replace");
        assert_eq!(masked(""), "");
    }

    #[test]
    fn secrets_of_a_json_result_are_left_out_at_any_depth_or_masked() {
        let text = r#"{"auth":{"secret_access_key":"x"},"password":"y","type":"s3"}"#;
        assert_eq!(shown(&Quirks::default(), text), r#"{"auth":{},"type":"s3"}"#);
        let mut quirks = Quirks::default();
        quirks.set("json-secrets", "masked").unwrap();
        assert_eq!(
            shown(&quirks, text),
            r#"{"auth":{"secret_access_key":"***"},"password":"***","type":"s3"}"#
        );
        let plain = r#"{"type": "s3"}"#;
        assert_eq!(shown(&Quirks::default(), plain), plain, "as it was typed");
    }

    #[test]
    fn a_connection_gives_its_settings_without_its_secrets_and_its_number() {
        let json = Connection { id: 7, url: r#"{"type":"sfdc","login":"u","password":"p"}"#.into() };
        let url = Connection { id: 8, url: "mysql://u:p@host/db".into() };
        let connections = Connections::from_iter([("json".into(), json), ("url".into(), url)]);
        let masked = |text: &str| masked(&Quirks::default(), &connections, text);
        assert_eq!(
            masked(r#"{"td_authentication_id":7,"object":"Lead","type":"sfdc"}"#),
            r#"{"login":"u","object":"Lead","type":"sfdc"}"#
        );
        assert_eq!(
            masked(r#"{"td_authentication_id":"8","table":"t"}"#),
            r#"{"database":"db","host":"host","table":"t","type":"mysql","user":"u"}"#
        );
        assert_eq!(masked(r#"{"td_authentication_id":9,"type":"s3"}"#), r#"{"type":"s3"}"#);
    }
}
