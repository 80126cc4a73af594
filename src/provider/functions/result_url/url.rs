//! A target as a URL.

use std::fmt::Write as _;

use super::{Form, Target, credentials, host, needs, parameters, port, text};
use crate::wire::Object;

pub(super) fn write(target: &Target, parts: &Object) -> Result<String, String> {
    let (authority, place, query) = (authority(target, parts)?, place(target, parts)?, query(parts)?);
    Ok(format!("{}://{authority}{place}{query}", target.name))
}

/// `user:password@host:port`; the `@` stays where there is no host, as in `td://@/database/table`.
fn authority(target: &Target, parts: &Object) -> Result<String, String> {
    let (user, password) = credentials(parts)?;
    let host = host(target, parts)?;
    let mut authority = user.as_deref().map(escaped).unwrap_or_default();
    if let Some(password) = &password {
        let _ = write!(authority, ":{}", escaped(password));
    }
    if user.is_some() || host.is_none() {
        authority.push('@');
    }
    authority.push_str(host.as_deref().unwrap_or_default());
    if let Some(port) = port(parts, host.as_ref())? {
        let _ = write!(authority, ":{port}");
    }
    Ok(authority)
}

/// `/database/table` or `/path`.
fn place(target: &Target, parts: &Object) -> Result<String, String> {
    let part = |name| text(parts, name)?.ok_or_else(|| needs(target, name));
    // A path keeps its slashes; a table's name has none.
    let pieces: Vec<String> = match target.form {
        Form::Table => vec![escaped(part("database")?), escaped(part("table")?)],
        _ => part("path")?.trim_start_matches('/').split('/').map(escaped).collect(),
    };
    Ok(format!("/{}", pieces.join("/")))
}

/// `?mode=…` and the other settings.
fn query(parts: &Object) -> Result<String, String> {
    let mut settings = Vec::new();
    if let Some(mode) = text(parts, "mode")? {
        settings.push(format!("mode={}", escaped(mode)));
    }
    let parameters = Object::new(parameters(parts)?);
    for (name, _) in parameters.iter() {
        if let Some(value) = text(&parameters, name)? {
            settings.push(format!("{}={}", escaped(name), escaped(value)));
        }
    }
    Ok(if settings.is_empty() { String::new() } else { format!("?{}", settings.join("&")) })
}

/// Percent-encoded but for what RFC 3986 leaves alone everywhere: readers that take `+` for a blank understand it, too.
fn escaped(text: impl AsRef<str>) -> String {
    let mut escaped = String::new();
    for byte in text.as_ref().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            byte => {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}
