//! `td_schedule` as Rust sees it.

use crate::model;
use crate::wire::{Number, Str};

model! {
    /// The state, plan or configuration of a `td_schedule`.
    pub(crate) struct ScheduleModel {
        /// The name.
        pub(crate) name: Attr<Str>,
        /// `hive`, `presto` or `trino`.
        pub(crate) query_type: Attr<Str> = "type",
        /// The database that the query runs on.
        pub(crate) database: Attr<Str>,
        /// The SQL text.
        pub(crate) query: Attr<Str>,
        /// When it runs, in TD's dialect.
        pub(crate) cron: Attr<Str>,
        /// The zone of `cron`.
        pub(crate) timezone: Attr<Str>,
        /// Seconds after the cron time.
        pub(crate) delay: Attr<i64>,
        /// -2..2.
        pub(crate) priority: Attr<i64>,
        /// 0..32.
        pub(crate) retry_limit: Attr<i64>,
        /// The query engine's version.
        pub(crate) engine_version: Attr<Str>,
        /// The user whose permissions run the query.
        pub(crate) executing_user_id: Attr<i64>,
        /// The resource pool.
        pub(crate) pool_name: Attr<Str>,
        /// Where the result goes; may hold a password.
        pub(crate) result: Attr<Str>,
        /// The same, never in state.
        pub(crate) result_wo: Attr<Str>,
        /// Changes when `result_wo` does.
        pub(crate) result_wo_version: Attr<Number>,
        /// Where the result goes, without credentials.
        pub(crate) result_target: Attr<Str>,
        /// Whether the cron is in force.
        pub(crate) enabled: Attr<bool>,
        /// What a destroy does.
        pub(crate) deletion_policy: Attr<Str>,
        /// How long each operation may take.
        pub(crate) timeouts: Attr<Timeouts>,
        /// The name under which it exists.
        pub(crate) id: Attr<Str>,
        /// The account that it belongs to.
        pub(crate) account_id: Attr<Str>,
        /// TD's number.
        pub(crate) schedule_id: Attr<i64>,
        /// When it was made.
        pub(crate) created_at: Attr<Str>,
        /// The owner.
        pub(crate) user_name: Attr<Str>,
    }
}

model! {
    /// How long each operation may take, all tries and waits included.
    pub(crate) struct Timeouts {
        /// Create.
        pub(crate) create: Attr<Str>,
        /// Read.
        pub(crate) read: Attr<Str>,
        /// Update.
        pub(crate) update: Attr<Str>,
        /// Delete.
        pub(crate) delete: Attr<Str>,
    }
}

model! {
    /// What names one schedule: its name in an account at an endpoint.
    pub(crate) struct ScheduleIdentity {
        /// The name.
        pub(crate) name: Attr<Str>,
        /// The account's number.
        pub(crate) account_id: Attr<Str>,
        /// The endpoint, normalised.
        pub(crate) endpoint: Attr<Str>,
    }
}
