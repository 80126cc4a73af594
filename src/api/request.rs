//! The six requests: operation, path and form body (td-api-facts section 2.0).

use bytes::Bytes;
use form_urlencoded::Serializer;
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::response::Bounds;
use super::{ErrorKind, ScheduleFields};
use crate::secret::{self, Secret};

/// A dot is encoded too: TD's server may take what follows it for a file format.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'~').remove(b'-');

/// One schedule may take this part of what a list may.
const ONE: usize = 8;

/// What a request does, which decides whether it may be sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// All schedules.
    List,
    /// A schedule's jobs.
    History,
    /// Makes a schedule.
    Create,
    /// Changes a schedule.
    Update,
    /// Deletes a schedule.
    Delete,
    /// Starts jobs.
    Run,
}

impl Operation {
    /// True where the request only reads.
    pub fn is_read(self) -> bool {
        matches!(self, Self::List | Self::History)
    }

    /// The HTTP method.
    pub fn method(self) -> &'static str {
        if self.is_read() { "GET" } else { "POST" }
    }

    fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::History => "history",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Run => "run",
        }
    }
}

/// One request, ready to be sent any number of times.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) operation: Operation,
    /// From `/v3/` on, encoded, with the query.
    pub(super) path: String,
    /// A form; empty = `Content-Length: 0`. None for GET.
    pub(super) form: Option<Bytes>,
    /// An update that gives another name.
    pub(super) renames: bool,
    /// A run with a domain key, which TD takes only once.
    pub(super) has_key: bool,
    /// The most rows that are asked for; none where nobody knows.
    pub(super) rows: Option<usize>,
}

impl Request {
    pub(super) fn list() -> Self {
        Self::get(Operation::List, "/v3/schedule/list".to_owned())
    }

    pub(super) fn history(name: &str, from: u64, to: u64) -> Self {
        let path = format!("{}?from={from}&to={to}", path(Operation::History, name));
        let rows = usize::try_from(to.saturating_sub(from)).ok();
        Self { rows, ..Self::get(Operation::History, path) }
    }

    fn get(operation: Operation, path: String) -> Self {
        Self { operation, path, form: None, renames: false, has_key: false, rows: None }
    }

    pub(super) fn create(name: &str, fields: &ScheduleFields) -> Self {
        Self::post(Operation::Create, name, encode(fields))
    }

    pub(super) fn update(name: &str, fields: &ScheduleFields) -> Self {
        let renames = fields.name.as_deref().is_some_and(|new| new != name);
        Self { renames, ..Self::post(Operation::Update, name, encode(fields)) }
    }

    pub(super) fn delete(name: &str) -> Self {
        Self::post(Operation::Delete, name, String::new())
    }

    pub(super) fn run(name: &str, time: Timestamp, num: u32, domain_key: Option<&str>) -> Self {
        let mut form = Serializer::new(String::new());
        form.append_pair("num", &num.to_string());
        if let Some(key) = domain_key {
            form.append_pair("domain_key", key);
        }
        let mut request = Self::post(Operation::Run, name, form.finish());
        request.path = format!("{}/{}", request.path, time.as_second());
        request.has_key = domain_key.is_some();
        request.rows = usize::try_from(num).ok();
        request
    }

    fn post(operation: Operation, name: &str, form: String) -> Self {
        let path = path(operation, name);
        Self { operation, path, form: Some(form.into()), renames: false, has_key: false, rows: None }
    }

    /// What its answer may take, where `longest` bytes are the most for any: a schedule by itself is no list.
    pub(super) fn bounds(&self, longest: usize) -> Bounds {
        let is_one = matches!(self.operation, Operation::Create | Operation::Update | Operation::Delete);
        Bounds { memory: if is_one { longest / ONE } else { longest }, rows: self.rows }
    }

    /// The URL, if no parser changes the path: of a name such as `..` it would make another request.
    pub(super) fn url(&self, endpoint: &str) -> Result<url::Url, ErrorKind> {
        let text = format!("{}{}", endpoint.trim_end_matches('/'), self.path);
        let url = url::Url::parse(&text)
            .map_err(|error| ErrorKind::InvalidRequest { reason: format!("its URL is not one ({error})") })?;
        let path = self.path.split_once('?').map_or(self.path.as_str(), |(path, _)| path);
        if url.path() != path || path.ends_with('/') {
            return Err(ErrorKind::InvalidRequest {
                reason: "no path can hold this schedule name".to_owned(),
            });
        }
        Ok(url)
    }
}

fn path(operation: Operation, name: &str) -> String {
    format!("/v3/schedule/{}/{}", operation.word(), utf8_percent_encode(name, SEGMENT))
}

/// What is None is not sent; what is empty is sent as `key=`.
fn encode(fields: &ScheduleFields) -> String {
    let mut form = Serializer::new(String::new());
    if let Some(result) = &fields.result {
        // TD's error texts may repeat it, whole or in part.
        secret::register(result);
        secret::export::Export::read(result.expose())
            .secrets()
            .into_iter()
            .for_each(|part| secret::register(&Secret::new(part)));
    }
    for (key, value) in fields.texts() {
        if let Some(value) = value {
            form.append_pair(key, value);
        }
    }
    for (key, value) in fields.numbers() {
        if let Some(value) = value {
            form.append_pair(key, &value.to_string());
        }
    }
    form.finish()
}
