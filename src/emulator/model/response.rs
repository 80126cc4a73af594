//! The objects that the operations answer, with their fields in TD's order.

use std::borrow::Cow;

use serde::Serialize;

use super::catalog::Connections;
use super::job::Job;
use super::job_result;
use super::mask::masked;
use super::read_back;
use super::schedule::{Definition, Schedule};
use super::time::{of_job, of_schedule};
use crate::emulator::quirks::{ENGINE_VERSION, JOB_IDS, NEXT_TIME, OPTIONAL_FIELDS, Quirks};

/// The user that every account of the emulator has.
pub(crate) const USER_ID: i64 = 1;

/// A schedule in a list, a create's, an update's or a delete's answer.
#[derive(Debug, Serialize)]
pub(crate) struct ScheduleAnswer<'a> {
    name: &'a str,
    cron: Option<Cow<'a, str>>,
    timezone: &'a str,
    delay: i64,
    created_at: String,
    #[serde(rename = "type")]
    kind: &'a str,
    query: Cow<'a, str>,
    database: Option<&'a str>,
    user_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_limit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_time: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    executing_user_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Option<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    engine_version: Option<&'a str>,
    #[serde(flatten)]
    more: Option<More<'a>>,
}

/// Fields that no client knows; the first may appear some day, the others stand for whatever else does.
#[derive(Debug, Serialize)]
struct More<'a> {
    pool_name: Option<&'a str>,
    org_name: Option<()>,
    sharing: [u8; 2],
    notifications: Notifications,
}

#[derive(Debug, Serialize)]
struct Notifications {
    on_error: bool,
}

impl<'a> More<'a> {
    fn of(quirks: &Quirks, definition: &'a Definition) -> Option<Self> {
        quirks.is(&OPTIONAL_FIELDS, "more").then_some(Self {
            pool_name: definition.pool_name.as_deref(),
            org_name: None,
            sharing: [1, 2],
            notifications: Notifications { on_error: true },
        })
    }
}

impl<'a> ScheduleAnswer<'a> {
    /// What a delete answers: the reference's nine fields.
    pub(crate) fn deleted(quirks: &Quirks, schedule: &'a Schedule) -> Self {
        let definition = &*schedule.definition;
        Self {
            name: &schedule.name,
            cron: schedule.cron.as_deref().map(|cron| read_back::cron(quirks, cron)),
            timezone: &schedule.timezone,
            delay: schedule.delay,
            created_at: of_schedule(quirks, schedule.created_at),
            kind: read_back::kind(quirks, &definition.kind),
            query: read_back::query(quirks, &definition.query),
            database: definition.shown_database(),
            user_name: &definition.user_name,
            priority: None,
            retry_limit: None,
            result: None,
            next_time: None,
            id: None,
            start: None,
            executing_user_id: None,
            description: None,
            engine_version: None,
            more: More::of(quirks, definition),
        }
    }

    /// What a create and an update answer.
    pub(crate) fn written(quirks: &Quirks, connections: &Connections, schedule: &'a Schedule) -> Self {
        let mut answer = Self::deleted(quirks, schedule);
        let fields = quirks.get(&OPTIONAL_FIELDS);
        if fields != "reference" {
            answer.priority = Some(schedule.definition.priority);
            answer.retry_limit = Some(schedule.definition.retry_limit);
            answer.result = Some(masked(quirks, connections, &schedule.definition.result));
            answer.start = Some(next_time(quirks, schedule));
        }
        // TD's clients want the id of what they made, also those that know none in the list.
        if fields != "reference" {
            answer.id = Some(schedule.id);
        }
        answer
    }

    /// A row of the list.
    pub(crate) fn listed(quirks: &Quirks, connections: &Connections, schedule: &'a Schedule) -> Self {
        let definition = &*schedule.definition;
        let mut answer = Self::deleted(quirks, schedule);
        let fields = quirks.get(&OPTIONAL_FIELDS);
        answer.priority = Some(definition.priority);
        answer.retry_limit = Some(definition.retry_limit);
        answer.engine_version = match quirks.get(&ENGINE_VERSION) {
            "never" => None,
            "always" => Some(definition.engine_version.as_deref().unwrap_or("stable")),
            _ => definition.engine_version.as_deref(),
        };
        if fields != "reference" {
            answer.result = Some(masked(quirks, connections, &definition.result));
            answer.next_time = Some(next_time(quirks, schedule));
        }
        if matches!(fields, "all" | "more") {
            answer.id = Some(schedule.id);
            answer.executing_user_id = Some(definition.executing_user_id.unwrap_or(USER_ID));
            answer.description = Some(definition.description.as_deref());
        }
        answer
    }
}

/// The next tick as answers show it.
fn next_time(quirks: &Quirks, schedule: &Schedule) -> Option<String> {
    let time = if quirks.is(&NEXT_TIME, "with-delay") { schedule.due() } else { schedule.next_tick };
    time.map(|time| of_schedule(quirks, time))
}

/// A job in a run's answer.
#[derive(Debug, Serialize)]
pub(crate) struct RunAnswer<'a> {
    job_id: JobId,
    #[serde(rename = "type")]
    kind: &'a str,
    scheduled_at: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum JobId {
    Integer(u64),
    Text(String),
}

impl<'a> RunAnswer<'a> {
    pub(crate) fn new(quirks: &Quirks, job: &'a Job) -> Self {
        let text = quirks.is(&JOB_IDS, "string");
        Self {
            job_id: if text { JobId::Text(job.id.to_string()) } else { JobId::Integer(job.id) },
            kind: read_back::kind(quirks, &job.definition.kind),
            scheduled_at: of_job(quirks, job.scheduled_at),
        }
    }
}

/// A job as its show and the list of jobs have it.
#[derive(Debug, Serialize)]
pub(crate) struct JobAnswer<'a> {
    job_id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    status: &'static str,
    query: Cow<'a, str>,
    database: Option<&'a str>,
    result: String,
    priority: i64,
    retry_limit: i64,
    duration: Option<i64>,
    cpu_time: Option<i64>,
    result_size: Option<usize>,
    num_records: Option<usize>,
    hive_result_schema: Option<&'static str>,
    url: String,
    user_name: &'a str,
    created_at: String,
    updated_at: String,
    start_at: String,
    end_at: String,
    organization: Option<()>,
    linked_result_export_job_id: Option<u64>,
    result_export_target_job_id: Option<u64>,
}

impl<'a> JobAnswer<'a> {
    pub(crate) fn new(quirks: &Quirks, connections: &Connections, job: &'a Job, now: i64) -> Self {
        let definition = &*job.definition;
        let ended = job.ended(now);
        let succeeded = job.status(now) == "success";
        Self {
            job_id: job.id.to_string(),
            kind: read_back::kind(quirks, &definition.kind),
            status: job.status(now),
            query: read_back::query(quirks, &definition.query),
            database: definition.shown_database(),
            result: masked(quirks, connections, &definition.result),
            priority: definition.priority,
            retry_limit: definition.retry_limit,
            duration: ended.map(|end| end - job.start_at),
            // Hive alone tells it, in milliseconds.
            cpu_time: ended.filter(|_| definition.kind == "hive").map(|end| (end - job.start_at) * 1000),
            result_size: succeeded.then(|| job_result::size(job)),
            num_records: succeeded.then(|| job_result::records(job)),
            hive_result_schema: succeeded.then_some(job_result::SCHEMA),
            url: format!("https://console.treasuredata.com/jobs/{}", job.id),
            user_name: &definition.user_name,
            created_at: of_job(quirks, Some(job.created_at)),
            updated_at: of_job(quirks, ended.or(job.started(now)).or(Some(job.created_at))),
            start_at: of_job(quirks, job.started(now)),
            end_at: of_job(quirks, ended),
            organization: None,
            linked_result_export_job_id: None,
            result_export_target_job_id: None,
        }
    }
}

/// A row of a history: it alone tells for which time the job was started.
#[derive(Debug, Serialize)]
pub(crate) struct HistoryAnswer<'a> {
    #[serde(flatten)]
    job: JobAnswer<'a>,
    scheduled_at: String,
}

impl<'a> HistoryAnswer<'a> {
    pub(crate) fn new(quirks: &Quirks, connections: &Connections, job: &'a Job, now: i64) -> Self {
        let scheduled_at = of_job(quirks, job.scheduled_at);
        Self { job: JobAnswer::new(quirks, connections, job, now), scheduled_at }
    }
}

/// How a job stands.
#[derive(Debug, Serialize)]
pub(crate) struct JobStatusAnswer {
    job_id: String,
    status: &'static str,
    created_at: String,
    updated_at: String,
    start_at: String,
    end_at: String,
    duration: Option<i64>,
    cpu_time: Option<i64>,
    result_size: Option<usize>,
    num_records: Option<usize>,
}

impl JobStatusAnswer {
    pub(crate) fn new(quirks: &Quirks, job: &Job, now: i64) -> Self {
        let job = JobAnswer::new(quirks, &Connections::new(), job, now);
        Self {
            job_id: job.job_id,
            status: job.status,
            created_at: job.created_at,
            updated_at: job.updated_at,
            start_at: job.start_at,
            end_at: job.end_at,
            duration: job.duration,
            cpu_time: job.cpu_time,
            result_size: job.result_size,
            num_records: job.num_records,
        }
    }
}
