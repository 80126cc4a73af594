//! `td_schedule_history` as Rust sees it.

use crate::framework::Attr;
use crate::model;
use crate::wire::Str;

model! {
    /// The configuration and the result.
    pub(crate) struct HistoryModel {
        /// The schedule's name.
        pub(crate) schedule_name: Attr<Str>,
        /// The first job of the window, 0 for the newest.
        pub(crate) from: Attr<i64>,
        /// The end of the window, not included.
        pub(crate) to: Attr<i64>,
        /// Only jobs from this time on.
        pub(crate) since: Attr<Str>,
        /// Only jobs with one of these statuses.
        pub(crate) statuses: Attr<Vec<Attr<Str>>>,
        /// TD's `count`.
        pub(crate) total_count: Attr<i64>,
        /// The newest job.
        pub(crate) latest: Attr<JobModel>,
        /// The jobs, newest first.
        pub(crate) history: Attr<Vec<JobModel>>,
    }
}

model! {
    /// One job.
    pub(crate) struct JobModel {
        /// TD's number, as text.
        pub(crate) job_id: Attr<Str>,
        /// `hive`, `presto`, …
        pub(crate) job_type: Attr<Str> = "type",
        /// `queued`, `running`, `success`, `error`, `killed`, …
        pub(crate) status: Attr<Str>,
        /// The SQL text.
        pub(crate) query: Attr<Str>,
        /// The database.
        pub(crate) database: Attr<Str>,
        /// Where the result went.
        pub(crate) result: Attr<Str>,
        /// -2..2.
        pub(crate) priority: Attr<i64>,
        /// 0..32.
        pub(crate) retry_limit: Attr<i64>,
        /// Seconds.
        pub(crate) duration: Attr<i64>,
        /// Milliseconds.
        pub(crate) cpu_time: Attr<i64>,
        /// Bytes.
        pub(crate) result_size: Attr<i64>,
        /// Rows.
        pub(crate) num_records: Attr<i64>,
        /// JSON text.
        pub(crate) hive_result_schema: Attr<Str>,
        /// The job's page.
        pub(crate) url: Attr<Str>,
        /// The owner.
        pub(crate) user_name: Attr<Str>,
        /// When it was made.
        pub(crate) created_at: Attr<Str>,
        /// When it last changed.
        pub(crate) updated_at: Attr<Str>,
        /// When it began to run.
        pub(crate) start_at: Attr<Str>,
        /// When it ended.
        pub(crate) end_at: Attr<Str>,
        /// The time it was scheduled for.
        pub(crate) scheduled_at: Attr<Str>,
        /// The job that exported this one's result.
        pub(crate) linked_result_export_job_id: Attr<Str>,
        /// The job whose result this one exported.
        pub(crate) result_export_target_job_id: Attr<Str>,
    }
}
