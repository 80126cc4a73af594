//! `result_url(target)`: where results go, as the text that Treasure Data wants, with everything escaped.

mod json;
mod url;

use crate::framework::{Arguments, Function, FunctionError, Parameter, Signature};
use crate::provider::shared::suggestion;
use crate::wire::{Object, Str, Type, Value};

/// `result_url(target)`.
#[derive(Debug)]
pub(in crate::provider) struct ResultUrl;

/// How a kind of target is written.
struct Target {
    name: &'static str,
    form: Form,
    /// Whether it needs a host; Treasure Data's own tables and S3 may go without one.
    host: bool,
}

/// What text it becomes, by Treasure Data's published pages: docs.treasuredata.com/articles/result-into-*, and for JSON
/// the examples td/ftp and td/sftp of github.com/treasure-data/treasure-boxes.
enum Form {
    /// A URL that ends in `/database/table`.
    Table,
    /// A URL that ends in `/path`, with its slashes.
    Path,
    /// A JSON object.
    Json,
}

const TARGETS: [Target; 11] = [
    Target { name: "ftp", form: Form::Json, host: true },
    Target { name: "mongodb", form: Form::Table, host: true },
    Target { name: "mysql", form: Form::Table, host: true },
    Target { name: "postgresql", form: Form::Table, host: true },
    Target { name: "redshift", form: Form::Table, host: true },
    Target { name: "s3", form: Form::Path, host: false },
    Target { name: "sftp", form: Form::Json, host: true },
    Target { name: "tableau", form: Form::Path, host: true },
    Target { name: "td", form: Form::Table, host: false },
    Target { name: "web", form: Form::Path, host: true },
    Target { name: "webs", form: Form::Path, host: true },
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
                          escaped, so that a password may hold any character. For `ftp` and `sftp`, which Treasure Data \
                          describes by JSON instead of a URL, it makes that. It is as secret as the password in it: an \
                          ephemeral password gives an ephemeral URL, for `result_wo`."
                .into(),
            parameters: vec![Parameter::new(
                "target",
                Type::Dynamic,
                format!(
                    "One object. `type`: {}. `user`, `password`, `host`, `port` (1 to 65535); `database` and `table`, or \
                     `path` for `ftp`, `s3` (bucket first), `sftp`, `tableau` (the data source), `web` and `webs`; \
                     `mode` such as `append` or `replace`; `parameters`: an object of all other settings, such as \
                     `{{ ssl = true }}`. What is left out or null is not in the URL.",
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
            .and_then(|parts| text_of(&parts))
            .map(Value::string)
            .map_err(|problem| FunctionError::at(0, problem))
    }
}

fn text_of(parts: &Object) -> Result<String, String> {
    for (name, _) in parts.iter() {
        if !ATTRIBUTES.contains(&&**name) {
            return Err(format!(
                "target has no attribute {name:?}.{} Settings of one target go into `parameters`. Its attributes are: {}.",
                suggestion::did_you_mean(name, ATTRIBUTES.into_iter()),
                ATTRIBUTES.join(", ")
            ));
        }
    }
    let kind = text(parts, "type")?.unwrap_or_default();
    let Some(target) = TARGETS.iter().find(|target| target.name == kind) else {
        let known = || TARGETS.iter().map(|target| target.name);
        return Err(format!(
            "{kind:?} is no `type` of a target.{} The types are: {}. For any other, write the URL by hand.",
            suggestion::did_you_mean(&kind, known()),
            known().collect::<Vec<_>>().join(", ")
        ));
    };
    refuse_others(target, parts)?;
    match target.form {
        Form::Json => json::write(target, parts),
        Form::Table | Form::Path => url::write(target, parts),
    }
}

/// What a target of this form does not have.
fn refuse_others(target: &Target, parts: &Object) -> Result<(), String> {
    let (wanted, others): (&[&str], &[&str]) = match target.form {
        Form::Table => (&["database", "table"], &["path"]),
        Form::Path => (&["path"], &["database", "table"]),
        Form::Json => (&["path"], &["database", "table", "mode"]),
    };
    for other in others {
        if text(parts, other)?.is_some() {
            return Err(format!("{} has no `{other}`, but {}.", target.name, quoted(wanted)));
        }
    }
    Ok(())
}

/// User and password.
fn credentials(parts: &Object) -> Result<(Option<String>, Option<String>), String> {
    match (text(parts, "user")?, text(parts, "password")?) {
        (None, Some(_)) => Err("`password` needs a `user`.".to_owned()),
        found => Ok(found),
    }
}

/// A name or an address; one of version 6 stands in brackets.
fn host(target: &Target, parts: &Object) -> Result<Option<String>, String> {
    let Some(host) = text(parts, "host")? else {
        return if target.host { Err(needs(target, "host")) } else { Ok(None) };
    };
    let name = |one: char| one.is_ascii_alphanumeric() || matches!(one, '.' | '-' | '_');
    let address = |one: char| one.is_ascii_hexdigit() || matches!(one, ':' | '.');
    let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_host = inside.map_or_else(|| host.chars().all(name), |inside| inside.chars().all(address));
    if !is_host {
        return Err(format!(
            "`host` is a name or an address (one of version 6 in brackets) without scheme, port or path, not {host:?}."
        ));
    }
    Ok(Some(host))
}

/// A port, which is one of a host.
fn port(parts: &Object, host: Option<&String>) -> Result<Option<u16>, String> {
    let Some(text) = text(parts, "port")? else { return Ok(None) };
    let port = text.parse().ok().filter(|port| *port > 0 && host.is_some());
    port.map(Some)
        .ok_or_else(|| format!("`port` is a whole number from 1 to 65535 beside a `host`, not {text}."))
}

/// The settings that have no attribute of their own, sorted by name; null ones are left out.
fn parameters(parts: &Object) -> Result<Vec<(Str, Value)>, String> {
    let parameters = match parts.get("parameters") {
        None | Some(Value::Null) => Object::default(),
        Some(Value::Object(parameters)) => parameters.clone(),
        Some(Value::Map(entries)) => Object::new(entries.clone()),
        Some(_) => return Err("`parameters` is an object of texts, numbers and bools.".to_owned()),
    };
    for (name, _) in parameters.iter() {
        if ATTRIBUTES.contains(&&**name) {
            return Err(format!("`{name}` has an attribute of its own beside `parameters`."));
        }
        text(&parameters, name).map_err(|problem| format!("In `parameters`, {problem}"))?;
    }
    Ok(parameters
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect())
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

fn needs(target: &Target, name: &str) -> String {
    format!("{} needs a `{name}`.", target.name)
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
}
