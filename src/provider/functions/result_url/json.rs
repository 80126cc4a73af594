//! A target as JSON text.

use serde_json::{Map, Value as Json};

use super::{Target, credentials, host, needs, parameters, port, text};
use crate::wire::{Object, Value};

pub(super) fn write(target: &Target, parts: &Object) -> Result<String, String> {
    let mut settings = Map::new();
    let mut set = |name: &str, value: Option<Json>| {
        settings.extend(value.map(|value| (name.to_owned(), value)));
    };
    let (user, password) = credentials(parts)?;
    let host = host(target, parts)?;
    let port = port(parts, host.as_ref())?;
    let path = text(parts, "path")?.ok_or_else(|| needs(target, "path"))?;
    set("type", Some(target.name.into()));
    set("host", host.map(Json::from));
    set("port", port.map(Json::from));
    set("username", user.map(Json::from));
    set("password", password.map(Json::from));
    set("path_prefix", Some(path.into()));
    for (name, value) in parameters(parts)? {
        if settings.contains_key(&*name) {
            return Err(format!("`{name}` is said already: take it out of `parameters`."));
        }
        settings.extend(plain(&value).map(|value| (name.to_string(), value)));
    }
    Ok(Json::Object(settings).to_string())
}

/// A text, a number or a bool.
fn plain(value: &Value) -> Option<Json> {
    match value {
        Value::String(text) => Some(Json::from(&**text)),
        Value::Number(number) => serde_json::from_str(&number.to_string()).ok(),
        Value::Bool(bool) => Some(Json::from(*bool)),
        _ => None,
    }
}
