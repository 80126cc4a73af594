//! One schedule as a data source shows it: what Treasure Data returns, nothing managed or left out.

use crate::api::Schedule;
use crate::framework::{Attr, Attribute, Computed};
use crate::model;
use crate::provider::export_without_secrets;
use crate::wire::Str;

model! {
    /// One schedule; what Treasure Data did not say is null.
    pub(crate) struct RowModel {
        /// The name.
        pub(crate) name: Attr<Str>,
        /// `hive`, `presto`, `trino`, or a retired one.
        pub(crate) query_type: Attr<Str> = "type",
        /// The database that the query runs on.
        pub(crate) database: Attr<Str>,
        /// The SQL text.
        pub(crate) query: Attr<Str>,
        /// The cron; null when it has none.
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
        /// Where the result goes, as Treasure Data shows it.
        pub(crate) result: Attr<Str>,
        /// Where the result goes, without credentials.
        pub(crate) result_target: Attr<Str>,
        /// TD's number.
        pub(crate) schedule_id: Attr<i64>,
        /// When it was made.
        pub(crate) created_at: Attr<Str>,
        /// The owner.
        pub(crate) user_name: Attr<Str>,
        /// Set in the console.
        pub(crate) description: Attr<Str>,
        /// The next cron time.
        pub(crate) next_time: Attr<Str>,
        /// Whether it has a cron.
        pub(crate) scheduled: Attr<bool>,
    }
}

/// Whether a schedule has a cron at Treasure Data.
pub(crate) fn is_scheduled(schedule: &Schedule) -> bool {
    schedule.cron.as_ref().is_some_and(|cron| !cron.is_empty())
}

/// A schedule of Treasure Data's list.
pub(crate) fn row(schedule: &Schedule) -> RowModel {
    let text = |value: &Option<Str>| Attr::from(value.clone());
    let time = |at: Option<jiff::Timestamp>| Attr::from(at.map(|at| Str::from(at.to_string())));
    RowModel {
        name: Attr::Known(schedule.name.clone()),
        query_type: text(&schedule.query_type),
        database: text(&schedule.database),
        query: text(&schedule.query),
        cron: Attr::from(schedule.cron.clone().filter(|cron| !cron.is_empty())),
        timezone: text(&schedule.timezone),
        delay: Attr::from(schedule.delay),
        priority: Attr::from(schedule.priority),
        retry_limit: Attr::from(schedule.retry_limit),
        engine_version: text(&schedule.engine_version),
        executing_user_id: Attr::from(schedule.executing_user_id),
        result: Attr::from(schedule.result.as_ref().map(|result| result.expose().into())),
        result_target: Attr::from(schedule.result.as_ref().map(export_without_secrets)),
        schedule_id: Attr::from(schedule.id.as_deref().and_then(|id| id.parse().ok())),
        created_at: time(schedule.created_at),
        user_name: text(&schedule.user_name),
        description: text(&schedule.description),
        next_time: time(schedule.next_time),
        scheduled: Attr::Known(is_scheduled(schedule)),
    }
}

/// The attributes of a [`RowModel`], all computed.
pub(crate) fn attributes() -> Vec<Attribute> {
    let text = |name, description: &str| Attribute::string(name, description).computed(Computed::Anew);
    let number = |name, description: &str| Attribute::number(name, description).computed(Computed::Anew);
    vec![
        text("name", "Name."),
        text("type", "Query engine: `hive`, `presto`, `trino`, or one that Treasure Data has retired."),
        text("database", "Database that the query runs on."),
        text("query", "SQL text."),
        text("cron", "When it runs, such as `30 3 * * *`; null when it never runs by itself."),
        text("timezone", "Time zone of `cron`."),
        number("delay", "Seconds between the cron time and the start of the job."),
        number("priority", "Priority of its jobs, from -2 (very low) to 2 (very high)."),
        number("retry_limit", "How many times Treasure Data runs a failed job again by itself, 0 to 32."),
        text("engine_version", "Version of the query engine; null where Treasure Data does not say."),
        number(
            "executing_user_id",
            "Number of the user with whose permissions the query runs; null where Treasure Data does not say.",
        ),
        text(
            "result",
            "Where each result goes, as Treasure Data shows it: passwords are masked. `\"\"` when nowhere.",
        )
        .sensitive(),
        text(
            "result_target",
            "Where each result goes, without credentials, such as `mysql://user:***@host/database/table`; `\"\"` when \
             nowhere.",
        ),
        number("schedule_id", "Treasure Data's number for it; null where Treasure Data sends none."),
        text("created_at", "When it was made, as RFC 3339 such as `2026-01-02T03:04:05Z`."),
        text("user_name", "Full name or e-mail address of its owner."),
        text("description", "Description that was set in the console; null when there is none."),
        text("next_time", "Next time that it runs, as RFC 3339; null when it never runs by itself."),
        Attribute::bool("scheduled", "Whether it has a cron at Treasure Data, so that it runs by itself.")
            .computed(Computed::Anew),
    ]
}
