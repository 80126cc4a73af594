//! From the bytes of a 2xx answer to schedules and jobs. Unknown keys are passed over, and every key but the name may be
//! missing; what is not TD's JSON is a failure, never an empty list.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::body::{BOM, Body};
use super::jobs::JobRow;
use super::list::Kind;
use super::rows::ScheduleRow;
use super::{ErrorKind, HistoryPage, Job, RunJob, Schedule, ScheduleList, error_body};

/// A whole 2xx answer.
pub(super) struct ApiResponse {
    pub(super) status: u16,
    pub(super) body: Body,
    pub(super) bounds: Bounds,
}

/// What an answer may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Bytes: its text and what is made of it.
    pub(super) memory: usize,
    /// Rows; more are passed over.
    pub(super) rows: Option<usize>,
}

impl ScheduleList {
    /// Reads a list from the JSON text with which TD answers the list operation.
    ///
    /// # Errors
    /// [`ErrorKind::NotJson`] or [`ErrorKind::Payload`] for any other text, [`ErrorKind::TooLarge`] for more than is read.
    pub fn from_json(text: &[u8]) -> Result<Self, ErrorKind> {
        ApiResponse::of(text).schedules()
    }
}

impl HistoryPage {
    /// Reads a page from the JSON text with which TD answers the history operation; `rows` are the most that were asked
    /// for.
    ///
    /// # Errors
    /// Those of [`ScheduleList::from_json`].
    pub fn from_json(text: &[u8], rows: usize) -> Result<Self, ErrorKind> {
        let mut answer = ApiResponse::of(text);
        answer.bounds.rows = Some(rows);
        answer.history()
    }
}

impl ApiResponse {
    /// A good answer of this text.
    pub(super) fn of(text: &[u8]) -> Self {
        let bounds = Bounds { memory: super::body::longest(None), rows: None };
        Self { status: 200, body: text.into(), bounds }
    }

    /// The list; each row becomes a schedule as soon as its text is whole, and its text is freed.
    pub(super) fn schedules(self) -> Result<ScheduleList, ErrorKind> {
        let read = |row: ScheduleRow| row.schedule().map(Arc::new).ok_or("no name");
        let list = self.list(Kind::Schedules, read, |schedule: &Arc<Schedule>| schedule.memory())?;
        Ok(ScheduleList::new(list.rows).with_odd(list.odd))
    }

    pub(super) fn schedule(self) -> Result<Schedule, ErrorKind> {
        let row: ScheduleRow = self.read("a schedule")?;
        row.schedule().ok_or_else(|| payload(self.status, "a schedule has no name"))
    }

    /// Any JSON object: of a deleted schedule nothing is needed.
    pub(super) fn object(self) -> Result<(), ErrorKind> {
        let Anything {} = self.read("an object")?;
        Ok(())
    }

    pub(super) fn jobs(self) -> Result<Vec<RunJob>, ErrorKind> {
        let status = self.status;
        let list = self.list(Kind::Jobs, |row: JobRow| row.run().ok_or("no job_id"), RunJob::memory)?;
        // Whoever started jobs must know each of them.
        match list.odd.first() {
            Some(odd) => Err(payload(status, &format!("in the list of jobs {odd}"))),
            None => Ok(list.rows),
        }
    }

    pub(super) fn history(self) -> Result<HistoryPage, ErrorKind> {
        let list = self.list(Kind::History, |row: JobRow| Ok(row.job()), Job::memory)?;
        Ok(HistoryPage { count: list.count, history: list.rows, odd: list.odd })
    }

    fn read<T: DeserializeOwned>(&self, expected: &str) -> Result<T, ErrorKind> {
        let body = self.body.whole();
        let text = body.strip_prefix(BOM).unwrap_or(&body);
        judged(self.status, &body, expected, serde_json::from_slice(text))
    }
}

pub(super) fn payload(status: u16, reason: &str) -> ErrorKind {
    ErrorKind::Payload { status, reason: reason.to_owned() }
}

/// What the parser made of a body that begins like this, or what the body is instead.
pub(super) fn judged<T>(
    status: u16,
    beginning: &[u8],
    expected: &str,
    parsed: serde_json::Result<T>,
) -> Result<T, ErrorKind> {
    let beginning = beginning.strip_prefix(BOM).unwrap_or(beginning);
    match parsed {
        // serde would take an array for a struct.
        Ok(value) if beginning.trim_ascii_start().starts_with(b"{") => Ok(value),
        Err(error) if error.classify() == Category::Eof && !beginning.trim_ascii().is_empty() => {
            Err(ErrorKind::NotJson { status, what: "JSON that ends in its middle".to_owned() })
        }
        Err(error) if error.classify() != Category::Data => {
            Err(ErrorKind::NotJson { status, what: error_body::describe(beginning) })
        }
        // serde's words may repeat what came, which may hold a secret: only the place is told.
        Err(error) => Err(payload(
            status,
            &format!("{expected} was expected (line {}, column {})", error.line(), error.column()),
        )),
        Ok(_) => Err(payload(status, &format!("{expected} was expected"))),
    }
}

#[derive(Deserialize)]
struct Anything {}
