//! `td_schedule_run` as Rust sees it.

use std::collections::BTreeMap;

use crate::framework::Attr;
use crate::model;
use crate::wire::Str;

model! {
    /// What is to be run: the configuration of the action, and a part of the resource's.
    pub(crate) struct RunRequestModel {
        /// Which schedule.
        pub(crate) schedule_name: Attr<Str>,
        /// The time that it runs for.
        pub(crate) schedule_time: Attr<Str>,
        /// How many jobs.
        pub(crate) num: Attr<i64>,
        /// What makes a retry safe.
        pub(crate) domain_key: Attr<Str>,
        /// Whether to wait for the end.
        pub(crate) wait_for_completion: Attr<bool>,
        /// The longest wait.
        pub(crate) timeout: Attr<Str>,
        /// Whether a failed job is an error.
        pub(crate) fail_on_error: Attr<bool>,
    }
}

model! {
    /// The state, plan or configuration of the resource.
    pub(crate) struct RunModel {
        ..order: RunRequestModel,
        /// A change of any runs it again.
        pub(crate) triggers: Attr<BTreeMap<Str, Attr<Str>>>,
        /// The first job's number.
        pub(crate) id: Attr<Str>,
        /// The jobs.
        pub(crate) jobs: Attr<Vec<JobModel>>,
    }
}

model! {
    /// One job of a run, as last seen.
    pub(crate) struct JobModel {
        /// TD's number.
        pub(crate) job_id: Attr<Str>,
        /// `hive`, `presto`, …
        pub(crate) job_type: Attr<Str> = "type",
        /// The time that it ran for.
        pub(crate) scheduled_at: Attr<Str>,
        /// Null until it was looked at.
        pub(crate) status: Attr<Str>,
        /// When it began.
        pub(crate) start_at: Attr<Str>,
        /// When it ended.
        pub(crate) end_at: Attr<Str>,
        /// Rows of the result.
        pub(crate) num_records: Attr<i64>,
        /// Its page in TD's console.
        pub(crate) url: Attr<Str>,
    }
}
