//! Method and path -> operation. Paths are taken apart before they are unescaped, so a name may hold a `/`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::emulator::model::{Operation, Parameters, Refusal};
use crate::emulator::quirks::{PATH_DOT, PATH_PLUS, Quirks};

/// What a path under `/v3` asks for, before its body is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    List,
    Create(String),
    Update(String),
    Delete(String),
    Run(String, String),
    History(String),
    Status,
}

impl Route {
    /// Reads a path as it was sent; a doubled slash at its start is one.
    pub(crate) fn read(method: &str, path: &str, quirks: &Quirks) -> Result<Self, Refusal> {
        let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let name = |raw: &str| unescaped(raw, quirks);
        let (wanted, route) = match segments.as_slice() {
            ["v3", "system", "server_status"] => ("GET", Self::Status),
            ["v3", "schedule", "list"] => ("GET", Self::List),
            ["v3", "schedule", "create", raw] => ("POST", Self::Create(name(raw)?)),
            ["v3", "schedule", "update", raw] => ("POST", Self::Update(name(raw)?)),
            ["v3", "schedule", "delete", raw] => ("POST", Self::Delete(name(raw)?)),
            ["v3", "schedule", "run", raw, time] => ("POST", Self::Run(name(raw)?, (*time).to_owned())),
            ["v3", "schedule", "history", raw] => ("GET", Self::History(name(raw)?)),
            _ => return Err(Refusal::not_found()),
        };
        if method == wanted { Ok(route) } else { Err(Refusal::new(405, "Method not allowed")) }
    }

    /// The operation's name, as faults, counts and logs call it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Create(_) => "create",
            Self::Update(_) => "update",
            Self::Delete(_) => "delete",
            Self::Run(..) => "run",
            Self::History(_) => "history",
            Self::Status => "server_status",
        }
    }

    /// The operation, with its parameters; none for the server's status.
    pub(crate) fn operation(self, parameters: Parameters) -> Option<Operation> {
        Some(match self {
            Self::List => Operation::List,
            Self::Create(name) => Operation::Create { name, parameters },
            Self::Update(name) => Operation::Update { name, parameters },
            Self::Delete(name) => Operation::Delete { name },
            Self::Run(name, time) => Operation::Run { name, time, parameters },
            Self::History(name) => Operation::History { name, parameters },
            Self::Status => return None,
        })
    }
}

fn unescaped(raw: &str, quirks: &Quirks) -> Result<String, Refusal> {
    let mut raw = Cow::Borrowed(raw);
    if quirks.is(&PATH_DOT, "format")
        && let Some((name, _format)) = raw.rsplit_once('.')
    {
        raw = Cow::Owned(name.to_owned());
    }
    if quirks.is(&PATH_PLUS, "space") {
        raw = Cow::Owned(raw.replace('+', " "));
    }
    match percent_decode_str(&raw).decode_utf8() {
        Ok(name) => Ok(name.into_owned()),
        Err(_) => Err(Refusal::new(400, "The path is not UTF-8")),
    }
}
