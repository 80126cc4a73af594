//! The rows of a history and of a run's answer, each as TD sends it.

use serde::Deserialize;

use super::lenient::{Lenient, LooseJson, int, some_text, text, time};
use super::{Job, RunJob};
use crate::secret::Secret;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct JobRow {
    job_id: Lenient,
    #[serde(rename = "type")]
    job_type: Lenient,
    status: Lenient,
    query: LooseJson,
    database: Lenient,
    result: Lenient,
    priority: Lenient,
    retry_limit: Lenient,
    duration: Lenient,
    cpu_time: Lenient,
    result_size: Lenient,
    num_records: Lenient,
    hive_result_schema: LooseJson,
    url: Lenient,
    user_name: Lenient,
    created_at: Lenient,
    updated_at: Lenient,
    start_at: Lenient,
    end_at: Lenient,
    scheduled_at: Lenient,
    linked_result_export_job_id: Lenient,
    result_export_target_job_id: Lenient,
}

impl JobRow {
    /// A job that a run started; None when it has no number.
    pub(super) fn run(self) -> Option<RunJob> {
        Some(RunJob {
            job_id: some_text(self.job_id)?,
            job_type: some_text(self.job_type),
            scheduled_at: time(&self.scheduled_at),
        })
    }

    /// A job of a history.
    pub(super) fn job(self) -> Job {
        Job {
            job_id: some_text(self.job_id),
            job_type: text(self.job_type),
            status: text(self.status),
            query: text(self.query.0),
            database: text(self.database),
            result: text(self.result).map(|result| Secret::new(&*result)),
            priority: int(&self.priority),
            retry_limit: int(&self.retry_limit),
            duration: int(&self.duration),
            cpu_time: int(&self.cpu_time),
            result_size: int(&self.result_size),
            num_records: int(&self.num_records),
            hive_result_schema: text(self.hive_result_schema.0),
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
