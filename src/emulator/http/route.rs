//! Method and path -> operation. Paths are taken apart before they are unescaped, so a name may hold a `/`.

use percent_encoding::percent_decode_str;

use crate::emulator::model::{ApiError, Kind, Operation, Parameters};
use crate::emulator::quirks::{PATH_DOT, PATH_PLUS, Quirks};

/// Every path that is served: method, path with a `*` for each part that varies, the operation's name in faults, counts
/// and logs.
pub(crate) const ROUTES: [(&str, &str, &str, Kind); 32] = [
    ("GET", "v3/schedule/list", "list", Kind::List),
    ("POST", "v3/schedule/create/*", "create", Kind::Create),
    ("POST", "v3/schedule/update/*", "update", Kind::Update),
    ("POST", "v3/schedule/delete/*", "delete", Kind::Delete),
    ("POST", "v3/schedule/run/*/*", "run", Kind::Run),
    ("POST", "v4/queries/*/jobs", "run_by_id", Kind::RunById),
    ("GET", "v3/schedule/history/*", "history", Kind::History),
    ("GET", "v3/database/list", "database_list", Kind::Databases),
    ("GET", "v3/database/show/*", "database_show", Kind::Database),
    ("POST", "v3/database/create/*", "database_create", Kind::CreateDatabase),
    ("POST", "v3/database/delete/*", "database_delete", Kind::DeleteDatabase),
    ("GET", "v3/table/list/*", "table_list", Kind::Tables),
    ("GET", "v3/table/show/*/*", "table_show", Kind::Table),
    ("POST", "v3/table/create/*/*", "table_create", Kind::CreateTable),
    ("POST", "v3/table/create/*/*/*", "table_create", Kind::CreateTable),
    ("POST", "v3/table/delete/*/*", "table_delete", Kind::DeleteTable),
    ("GET", "v3/result/list", "result_list", Kind::Connections),
    ("POST", "v3/result/create/*", "result_create", Kind::CreateConnection),
    ("POST", "v3/result/delete/*", "result_delete", Kind::DeleteConnection),
    ("GET", "v3/connections/lookup", "connection_lookup", Kind::LookUpConnection),
    ("GET", "v3/job/list", "job_list", Kind::Jobs),
    ("GET", "v3/job/show/*", "job_show", Kind::Job),
    ("GET", "v3/job/status/*", "job_status", Kind::JobStatus),
    ("GET", "v3/job/status_by_domain_key/*", "job_status_by_domain_key", Kind::JobStatusByKey),
    ("POST", "v3/job/kill/*", "job_kill", Kind::KillJob),
    ("GET", "v3/job/result/*", "job_result", Kind::JobResult),
    ("POST", "v3/job/issue/*/*", "job_issue", Kind::IssueJob),
    ("GET", "v3/user/list", "user_list", Kind::Users),
    ("GET", "v3/user/show", "user_show", Kind::User),
    ("POST", "v3/user/authenticate", "user_authenticate", Kind::Authenticate),
    ("GET", "v3/account/show", "account_show", Kind::Account),
    ("GET", "v3/system/server_status", "server_status", Kind::ServerStatus),
];

/// What a path asks for, before its body is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
    /// The operation's name, as faults, counts and logs call it.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    path: Vec<String>,
}

impl Route {
    /// Reads a path as it was sent; a doubled slash at its start is one.
    pub(crate) fn read(method: &str, path: &str, quirks: &Quirks) -> Result<Self, ApiError> {
        let mut segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        if let Some(last) = segments.last_mut().filter(|_| quirks.is(&PATH_DOT, "format")) {
            *last = without_format(last);
        }
        // The client for Node asks for `job/list/`; a slash after an empty name stays a name.
        if segments.last() == Some(&"") && !ROUTES.iter().any(|(_, pattern, ..)| fits(pattern, &segments)) {
            segments.pop();
        }
        let found: Vec<_> = ROUTES.iter().filter(|(_, pattern, ..)| fits(pattern, &segments)).collect();
        let Some((_, pattern, name, kind)) = found.iter().find(|(wanted, ..)| *wanted == method) else {
            return Err(match (found.is_empty(), segments.first()) {
                (false, _) => ApiError::new(405, "Method not allowed"),
                // To say that something does not exist would be a claim about TD.
                (true, Some(&("v3" | "v4"))) => ApiError::new(501, NOT_THERE),
                (true, _) => ApiError::not_found(),
            });
        };
        let variable = pattern.split('/').zip(&segments).filter(|(part, _)| *part == "*");
        let path: Result<_, _> = variable.map(|(_, segment)| unescaped(segment, quirks)).collect();
        Ok(Self { name, kind: *kind, path: path? })
    }

    /// The operation, with its parameters.
    pub(crate) fn operation(self, parameters: Parameters) -> Operation {
        Operation { kind: self.kind, path: self.path, parameters }
    }
}

fn fits(pattern: &str, segments: &[&str]) -> bool {
    let parts: Vec<&str> = pattern.split('/').collect();
    parts.len() == segments.len()
        && parts.iter().zip(segments).all(|(part, segment)| *part == "*" || part == segment)
}

/// What is said of a path that this emulator does not serve, whether or not TD does.
const NOT_THERE: &str =
    "The emulator does not have this part of Treasure Data's API: its page lists what it has";

/// A path's end without its bare `.ext`. An escaped dot is none.
fn without_format(segment: &str) -> &str {
    match segment.rsplit_once('.') {
        Some((name, format)) if !name.is_empty() && !format.is_empty() => name,
        _ => segment,
    }
}

fn unescaped(raw: &str, quirks: &Quirks) -> Result<String, ApiError> {
    let raw = if quirks.is(&PATH_PLUS, "space") { raw.replace('+', " ") } else { raw.to_owned() };
    match percent_decode_str(&raw).decode_utf8() {
        Ok(name) => Ok(name.into_owned()),
        Err(_) => Err(ApiError::new(400, "The path is not UTF-8")),
    }
}
