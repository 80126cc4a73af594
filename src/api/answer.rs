//! From the bytes of a 2xx answer to schedules and jobs. Unknown keys are passed over, and every key but the name may be
//! missing; what is not TD's JSON is a failure, never an empty list.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use super::loose::{int, some_text, text, time};
use super::{Failure, HistoryPage, Job, RunJob, Schedule, ScheduleList, error_body};
use crate::secret::Secret;

/// A whole 2xx answer.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn schedules(&self) -> Result<ScheduleList, Failure> {
        let List { schedules } = self.read("a list of schedules")?;
        let mut rows = Vec::with_capacity(schedules.len());
        for row in schedules {
            rows.push(Arc::new(self.row(row)?));
        }
        Ok(ScheduleList::new(rows))
    }

    pub(super) fn schedule(&self) -> Result<Schedule, Failure> {
        self.row(self.read("a schedule")?)
    }

    /// Any JSON object: of a deleted schedule nothing is needed.
    pub(super) fn object(&self) -> Result<(), Failure> {
        let Anything {} = self.read("an object")?;
        Ok(())
    }

    pub(super) fn jobs(&self) -> Result<Vec<RunJob>, Failure> {
        let Jobs { jobs } = self.read("a list of jobs")?;
        jobs.into_iter()
            .map(|job| {
                Ok(RunJob {
                    job_id: some_text(&job.job_id).ok_or_else(|| self.payload("a job has no job_id"))?,
                    job_type: some_text(&job.job_type),
                    scheduled_at: time(&job.scheduled_at),
                })
            })
            .collect()
    }

    pub(super) fn history(&self) -> Result<HistoryPage, Failure> {
        let History { count, history } = self.read("a history")?;
        Ok(HistoryPage { count: int(&count), history: history.into_iter().map(JobRow::job).collect() })
    }

    fn read<T: DeserializeOwned>(&self, expected: &str) -> Result<T, Failure> {
        let body = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body);
        let status = self.status;
        match serde_json::from_slice(body) {
            // serde would take an array for a struct.
            Ok(value) if body.trim_ascii_start().starts_with(b"{") => Ok(value),
            Err(error) if error.classify() == Category::Eof && !body.trim_ascii().is_empty() => {
                Err(Failure::NotJson { status, what: "JSON that ends in its middle".to_owned() })
            }
            Err(error) if error.classify() != Category::Data => {
                Err(Failure::NotJson { status, what: error_body::describe(body) })
            }
            // serde's words may repeat what came, which may hold a secret: only the place is told.
            Err(error) => Err(self.payload(&format!(
                "{expected} was expected (line {}, column {})",
                error.line(),
                error.column()
            ))),
            Ok(_) => Err(self.payload(&format!("{expected} was expected"))),
        }
    }

    fn row(&self, row: ScheduleRow) -> Result<Schedule, Failure> {
        row.schedule().ok_or_else(|| self.payload("a schedule has no name"))
    }

    fn payload(&self, reason: &str) -> Failure {
        Failure::Payload { status: self.status, reason: reason.to_owned() }
    }
}

#[derive(Deserialize)]
struct Anything {}

#[derive(Deserialize)]
struct List {
    schedules: Vec<ScheduleRow>,
}

#[derive(Deserialize)]
struct Jobs {
    jobs: Vec<JobRow>,
}

#[derive(Deserialize)]
struct History {
    #[serde(default)]
    count: Value,
    history: Vec<JobRow>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct ScheduleRow {
    name: Value,
    id: Value,
    cron: Value,
    timezone: Value,
    delay: Value,
    created_at: Value,
    #[serde(rename = "type")]
    query_type: Value,
    query: Value,
    database: Value,
    user_name: Value,
    priority: Value,
    retry_limit: Value,
    /// The only field whose null differs from its absence.
    #[serde(deserialize_with = "present")]
    result: Option<Value>,
    engine_version: Value,
    executing_user_id: Value,
    description: Value,
    next_time: Value,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl ScheduleRow {
    fn schedule(self) -> Option<Schedule> {
        Some(Schedule {
            name: some_text(&self.name)?,
            id: some_text(&self.id),
            cron: some_text(&self.cron),
            timezone: text(&self.timezone),
            delay: int(&self.delay),
            created_at: time(&self.created_at),
            query_type: text(&self.query_type),
            query: text(&self.query),
            database: text(&self.database),
            user_name: text(&self.user_name),
            priority: int(&self.priority),
            retry_limit: int(&self.retry_limit),
            result: self.result.map(|result| Secret::new(text(&result).as_deref().unwrap_or_default())),
            engine_version: text(&self.engine_version),
            executing_user_id: int(&self.executing_user_id),
            description: text(&self.description),
            next_time: time(&self.next_time),
        })
    }
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct JobRow {
    job_id: Value,
    #[serde(rename = "type")]
    job_type: Value,
    status: Value,
    query: Value,
    database: Value,
    result: Value,
    priority: Value,
    retry_limit: Value,
    duration: Value,
    cpu_time: Value,
    result_size: Value,
    num_records: Value,
    hive_result_schema: Value,
    url: Value,
    user_name: Value,
    created_at: Value,
    updated_at: Value,
    start_at: Value,
    end_at: Value,
    scheduled_at: Value,
    linked_result_export_job_id: Value,
    result_export_target_job_id: Value,
}

impl JobRow {
    fn job(self) -> Job {
        Job {
            job_id: some_text(&self.job_id),
            job_type: text(&self.job_type),
            status: text(&self.status),
            query: text(&self.query),
            database: text(&self.database),
            result: text(&self.result).map(|result| Secret::new(&*result)),
            priority: int(&self.priority),
            retry_limit: int(&self.retry_limit),
            duration: int(&self.duration),
            cpu_time: int(&self.cpu_time),
            result_size: int(&self.result_size),
            num_records: int(&self.num_records),
            hive_result_schema: text(&self.hive_result_schema),
            url: text(&self.url),
            user_name: text(&self.user_name),
            created_at: time(&self.created_at),
            updated_at: time(&self.updated_at),
            start_at: time(&self.start_at),
            end_at: time(&self.end_at),
            scheduled_at: time(&self.scheduled_at),
            linked_result_export_job_id: some_text(&self.linked_result_export_job_id),
            result_export_target_job_id: some_text(&self.result_export_target_job_id),
        }
    }
}
