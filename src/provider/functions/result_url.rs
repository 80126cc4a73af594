//! `result_url(target)`: where results go, as the URL that Treasure Data wants, with everything escaped.

use std::fmt::Write as _;

use crate::framework::{Arguments, Function, FunctionError, Parameter, Signature};
use crate::provider::near;
use crate::wire::{Object, Type, Value};

/// `result_url(target)`.
#[derive(Debug)]
pub(in crate::provider) struct ResultUrl;

/// How a kind of target is written (docs.treasuredata.com/articles/result-into-*).
struct Target {
    name: &'static str,
    /// Whether it needs a host; Treasure Data's own tables and S3 may go without one.
    host: bool,
    /// What stands behind the host.
    place: Place,
}

/// What stands behind the host.
enum Place {
    /// `/database/table`.
    Table,
    /// `/path`, with its slashes.
    Path,
}

const TARGETS: [Target; 12] = [
    Target { name: "ftp", host: true, place: Place::Path },
    Target { name: "ftps", host: true, place: Place::Path },
    Target { name: "mongodb", host: true, place: Place::Table },
    Target { name: "mysql", host: true, place: Place::Table },
    Target { name: "postgresql", host: true, place: Place::Table },
    Target { name: "redshift", host: true, place: Place::Table },
    Target { name: "s3", host: false, place: Place::Path },
    Target { name: "sftp", host: true, place: Place::Path },
    Target { name: "tableau", host: true, place: Place::Path },
    Target { name: "td", host: false, place: Place::Table },
    Target { name: "web", host: true, place: Place::Path },
    Target { name: "webs", host: true, place: Place::Path },
];

const ATTRIBUTES: [&str; 10] =
    ["database", "host", "mode", "parameters", "password", "path", "port", "table", "type", "user"];

impl Function for ResultUrl {
    fn name(&self) -> &'static str {
        "result_url"
    }

    fn signature(&self) -> Signature {
        let types: Vec<String> = TARGETS.iter().map(|target| format!("`{}`", target.name)).collect();
        Signature {
            summary: "The URL of a result's target, escaped".into(),
            description: "Makes the URL for `result` or `result_wo` of a `td_schedule` out of its parts, with every part \
                          escaped, so that a password may hold any character. It is as secret as the password in it: an \
                          ephemeral password gives an ephemeral URL, for `result_wo`."
                .into(),
            parameters: vec![Parameter::new(
                "target",
                Type::Dynamic,
                format!(
                    "One object. `type`: {}. `user`, `password`, `host`, `port` (1 to 65535); `database` and `table`, or \
                     `path` for `ftp`, `ftps`, `s3` (bucket first), `sftp`, `tableau` (the data source), `web` and \
                     `webs`; `mode` such as `append` or `replace`; `parameters`: an object of all other settings of the \
                     URL, such as `{{ ssl = true }}`. What is left out or null is not in the URL.",
                    types.join(", ")
                ),
            )],
            returns: Type::String,
        }
    }

    fn call(&self, arguments: &Arguments<'_>) -> Result<Value, FunctionError> {
        let given: Value = arguments.get(0)?;
        let given = match &given {
            Value::Dynamic(inner) => &inner.1,
            other => other,
        };
        let parts = match given {
            Value::Object(object) => Ok(object.clone()),
            // What a conditional or a variable may make of it.
            Value::Map(entries) => Ok(Object::new(entries.clone())),
            _ => Err("target is one object, such as { type = \"td\", database = \"d\", table = \"t\" }."
                .to_owned()),
        };
        parts
            .and_then(|parts| url(&parts))
            .map(Value::string)
            .map_err(|problem| FunctionError::at(0, problem))
    }
}

fn url(parts: &Object) -> Result<String, String> {
    for (name, _) in parts.iter() {
        if !ATTRIBUTES.contains(&&**name) {
            return Err(format!(
                "target has no attribute {name:?}.{} Settings of one target go into `parameters`. Its attributes are: {}.",
                near::sentence(name, ATTRIBUTES.into_iter()),
                ATTRIBUTES.join(", ")
            ));
        }
    }
    let kind = text(parts, "type")?.unwrap_or_default();
    let Some(target) = TARGETS.iter().find(|target| target.name == kind) else {
        let known = || TARGETS.iter().map(|target| target.name);
        return Err(format!(
            "{kind:?} is no `type` of a target.{} The types are: {}. For any other, write the URL by hand.",
            near::sentence(&kind, known()),
            known().collect::<Vec<_>>().join(", ")
        ));
    };
    let mut url = format!("{kind}://");
    url.push_str(&authority(target, parts)?);
    url.push_str(&place(target, parts)?);
    url.push_str(&query(parts)?);
    Ok(url)
}

/// `user:password@host:port`; the `@` stays where there is no host, as in `td://@/database/table`.
fn authority(target: &Target, parts: &Object) -> Result<String, String> {
    let [user, password, host] = ["user", "password", "host"].map(|name| text(parts, name));
    let (user, password, host) = (user?, password?, host?);
    let mut authority = user.as_deref().map(escaped).unwrap_or_default();
    if let Some(password) = &password {
        if user.is_none() {
            return Err("`password` needs a `user`.".to_owned());
        }
        let _ = write!(authority, ":{}", escaped(password));
    }
    if user.is_some() || host.is_none() {
        authority.push('@');
    }
    match &host {
        Some(host) => authority.push_str(checked_host(host)?),
        None if target.host => return Err(needs(target, "host")),
        None => {}
    }
    if let Some(port) = text(parts, "port")? {
        if host.is_none() || !port.parse().is_ok_and(|port: u16| port > 0) {
            return Err(format!("`port` is a whole number from 1 to 65535 beside a `host`, not {port}."));
        }
        let _ = write!(authority, ":{port}");
    }
    Ok(authority)
}

/// A name or an address; one of version 6 stands in brackets.
fn checked_host(host: &str) -> Result<&str, String> {
    let name = |one: char| one.is_ascii_alphanumeric() || matches!(one, '.' | '-' | '_');
    let address = |one: char| one.is_ascii_hexdigit() || matches!(one, ':' | '.');
    let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_host = inside.map_or_else(|| host.chars().all(name), |inside| inside.chars().all(address));
    is_host.then_some(host).ok_or_else(|| {
        format!("`host` is a name or an address (one of version 6 in brackets) without scheme, port or path, not {host:?}.")
    })
}

fn place(target: &Target, parts: &Object) -> Result<String, String> {
    let (wanted, others): (&[&str], &[&str]) = match target.place {
        Place::Table => (&["database", "table"], &["path"]),
        Place::Path => (&["path"], &["database", "table"]),
    };
    for other in others {
        if text(parts, other)?.is_some() {
            return Err(format!("{} has no `{other}`, but {}.", target.name, quoted(wanted)));
        }
    }
    let mut place = String::new();
    for name in wanted {
        let part = text(parts, name)?.ok_or_else(|| needs(target, name))?;
        // A path keeps its slashes; a table's name has none.
        let pieces: Vec<String> = match target.place {
            Place::Path => part.trim_start_matches('/').split('/').map(escaped).collect(),
            Place::Table => vec![escaped(&part)],
        };
        let _ = write!(place, "/{}", pieces.join("/"));
    }
    Ok(place)
}

/// `?mode=…` and the other settings, sorted by name.
fn query(parts: &Object) -> Result<String, String> {
    let mut settings = Vec::new();
    if let Some(mode) = text(parts, "mode")? {
        settings.push(format!("mode={}", escaped(&mode)));
    }
    let parameters = match parts.get("parameters") {
        None | Some(Value::Null) => Object::default(),
        Some(Value::Object(parameters)) => parameters.clone(),
        Some(Value::Map(entries)) => Object::new(entries.clone()),
        Some(_) => return Err("`parameters` is an object of texts, numbers and bools.".to_owned()),
    };
    for (name, _) in parameters.iter() {
        if &**name == "mode" {
            return Err("`mode` has an attribute of its own beside `parameters`.".to_owned());
        }
        if let Some(value) = text(&parameters, name)? {
            settings.push(format!("{}={}", escaped(name), escaped(&value)));
        }
    }
    Ok(if settings.is_empty() { String::new() } else { format!("?{}", settings.join("&")) })
}

/// One part as text; None where it is left out, null or empty.
fn text(parts: &Object, name: &str) -> Result<Option<String>, String> {
    let text = match parts.get(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(bool)) => bool.to_string(),
        Some(_) => return Err(format!("`{name}` is one text.")),
    };
    Ok(Some(text).filter(|text| !text.is_empty()))
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

fn needs(target: &Target, name: &str) -> String {
    format!("{} needs a `{name}`.", target.name)
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
}
