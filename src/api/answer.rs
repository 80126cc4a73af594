//! From the bytes of a 2xx answer to schedules and jobs. Unknown keys are passed over, and every key but the name may be
//! missing; what is not TD's JSON is a failure, never an empty list.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::body::Body;
use super::loose::{Loose, int, some_text, text, time};
use super::object::Object;
use super::rows::{Frame, ScheduleRow};
use super::split::Splitter;
use super::{Failure, HistoryPage, Job, RunJob, Schedule, ScheduleList, error_body};
use crate::secret::Secret;

/// Some servers put a byte order mark in front.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// What the list operation answers with.
const LIST: &str = "a list of schedules";

/// A whole 2xx answer.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Body,
}

impl ScheduleList {
    /// Reads a list from the JSON text with which TD answers the list operation.
    ///
    /// # Errors
    /// [`Failure::NotJson`] or [`Failure::Payload`] for any other text.
    pub fn from_json(text: &[u8]) -> Result<Self, Failure> {
        Answer { status: 200, body: Body::from(text) }.schedules()
    }
}

impl Answer {
    /// The list; each row becomes a schedule as soon as its text is whole, and its text is freed.
    pub(super) fn schedules(self) -> Result<ScheduleList, Failure> {
        let Self { status, body } = self;
        let beginning = body.beginning().to_vec();
        let (mut splitter, mut schedules) = (Splitter::default(), Vec::new());
        for piece in body.into_pieces() {
            splitter.take(&piece, |row| {
                let row: ScheduleRow = serde_json::from_slice(row).or_else(|error| {
                    let expected = format!("a schedule as row {} of the list", schedules.len() + 1);
                    judged(status, &beginning, &expected, Err(error))
                })?;
                let schedule = row.schedule().ok_or_else(|| payload(status, "a schedule has no name"))?;
                schedules.push(Arc::new(schedule));
                Ok(())
            })?;
        }
        let frame = splitter.into_frame();
        let frame = serde_json::from_slice(frame.strip_prefix(BOM).unwrap_or(&frame));
        let Frame { schedules: cut } = judged(status, &beginning, LIST, frame)?;
        if cut.len() != schedules.len() {
            return Err(payload(status, &format!("{LIST} was expected")));
        }
        Ok(ScheduleList::new(schedules))
    }

    pub(super) fn schedule(self) -> Result<Schedule, Failure> {
        self.row(self.read("a schedule")?)
    }

    /// Any JSON object: of a deleted schedule nothing is needed.
    pub(super) fn object(self) -> Result<(), Failure> {
        let Anything {} = self.read("an object")?;
        Ok(())
    }

    pub(super) fn jobs(self) -> Result<Vec<RunJob>, Failure> {
        let Jobs { jobs } = self.read("a list of jobs")?;
        jobs.into_iter()
            .map(|Object(job)| {
                Ok(RunJob {
                    job_id: some_text(job.job_id).ok_or_else(|| self.payload("a job has no job_id"))?,
                    job_type: some_text(job.job_type),
                    scheduled_at: time(&job.scheduled_at),
                })
            })
            .collect()
    }

    pub(super) fn history(self) -> Result<HistoryPage, Failure> {
        let History { count, history } = self.read("a history")?;
        Ok(HistoryPage {
            count: int(&count),
            history: history.into_iter().map(|Object(job)| job.job()).collect(),
        })
    }

    fn read<T: DeserializeOwned>(&self, expected: &str) -> Result<T, Failure> {
        let body = self.body.whole();
        let text = body.strip_prefix(BOM).unwrap_or(&body);
        judged(self.status, &body, expected, serde_json::from_slice(text))
    }

    fn row(&self, row: ScheduleRow) -> Result<Schedule, Failure> {
        row.schedule().ok_or_else(|| self.payload("a schedule has no name"))
    }

    fn payload(&self, reason: &str) -> Failure {
        payload(self.status, reason)
    }
}

fn payload(status: u16, reason: &str) -> Failure {
    Failure::Payload { status, reason: reason.to_owned() }
}

/// What the parser made of a body that begins like this, or what the body is instead.
fn judged<T>(
    status: u16,
    beginning: &[u8],
    expected: &str,
    parsed: serde_json::Result<T>,
) -> Result<T, Failure> {
    let beginning = beginning.strip_prefix(BOM).unwrap_or(beginning);
    match parsed {
        // serde would take an array for a struct.
        Ok(value) if beginning.trim_ascii_start().starts_with(b"{") => Ok(value),
        Err(error) if error.classify() == Category::Eof && !beginning.trim_ascii().is_empty() => {
            Err(Failure::NotJson { status, what: "JSON that ends in its middle".to_owned() })
        }
        Err(error) if error.classify() != Category::Data => {
            Err(Failure::NotJson { status, what: error_body::describe(beginning) })
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

#[derive(Deserialize)]
struct Jobs {
    jobs: Vec<Object<JobRow>>,
}

#[derive(Deserialize)]
struct History {
    #[serde(default)]
    count: Loose,
    history: Vec<Object<JobRow>>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct JobRow {
    job_id: Loose,
    #[serde(rename = "type")]
    job_type: Loose,
    status: Loose,
    query: Loose,
    database: Loose,
    result: Loose,
    priority: Loose,
    retry_limit: Loose,
    duration: Loose,
    cpu_time: Loose,
    result_size: Loose,
    num_records: Loose,
    hive_result_schema: Loose,
    url: Loose,
    user_name: Loose,
    created_at: Loose,
    updated_at: Loose,
    start_at: Loose,
    end_at: Loose,
    scheduled_at: Loose,
    linked_result_export_job_id: Loose,
    result_export_target_job_id: Loose,
}

impl JobRow {
    fn job(self) -> Job {
        Job {
            job_id: some_text(self.job_id),
            job_type: text(self.job_type),
            status: text(self.status),
            query: text(self.query),
            database: text(self.database),
            result: text(self.result).map(|result| Secret::new(&*result)),
            priority: int(&self.priority),
            retry_limit: int(&self.retry_limit),
            duration: int(&self.duration),
            cpu_time: int(&self.cpu_time),
            result_size: int(&self.result_size),
            num_records: int(&self.num_records),
            hive_result_schema: text(self.hive_result_schema),
            url: text(self.url),
            user_name: text(self.user_name),
            created_at: time(&self.created_at),
            updated_at: time(&self.updated_at),
            start_at: time(&self.start_at),
            end_at: time(&self.end_at),
            scheduled_at: time(&self.scheduled_at),
            linked_result_export_job_id: some_text(self.linked_result_export_job_id),
            result_export_target_job_id: some_text(self.result_export_target_job_id),
        }
    }
}
