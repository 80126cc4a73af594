//! From TD's job to a row of the history.

use jiff::Timestamp;

use super::model::JobModel;
use crate::api::Job;
use crate::framework::Attr;
use crate::wire::Str;

/// A row of the history: what TD did not say is null.
pub(super) fn model(job: &Job) -> JobModel {
    let text = |value: &Option<Str>| Attr::from(value.clone());
    let time = |at: Option<Timestamp>| Attr::from(at.map(|at| Str::from(at.to_string())));
    JobModel {
        job_id: text(&job.job_id),
        job_type: text(&job.job_type),
        status: text(&job.status),
        query: text(&job.query),
        database: text(&job.database),
        result: Attr::from(job.result.as_ref().map(|result| result.expose().into())),
        priority: Attr::from(job.priority),
        retry_limit: Attr::from(job.retry_limit),
        duration: Attr::from(job.duration),
        cpu_time: Attr::from(job.cpu_time),
        result_size: Attr::from(job.result_size),
        num_records: Attr::from(job.num_records),
        hive_result_schema: text(&job.hive_result_schema),
        url: text(&job.url),
        user_name: text(&job.user_name),
        created_at: time(job.created_at),
        updated_at: time(job.updated_at),
        start_at: time(job.start_at),
        end_at: time(job.end_at),
        scheduled_at: time(job.scheduled_at),
        linked_result_export_job_id: text(&job.linked_result_export_job_id),
        result_export_target_job_id: text(&job.result_export_target_job_id),
    }
}
