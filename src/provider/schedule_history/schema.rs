//! What can be written in a `td_schedule_history` block, and what comes back.

use crate::framework::{Attribute, Computed, Nesting, Schema};
use crate::wire::Type;

/// The schema of `td_schedule_history`.
pub(super) fn schema() -> Schema {
    Schema {
        version: 0,
        description: "The jobs that a schedule has run, newest first, as far back as Treasure Data keeps them: \
                      its page on data retention says 7 days, older pages 90. It is read anew in every plan."
            .into(),
        deprecation: None,
        attributes: vec![
            Attribute::string("schedule_name", "Name of the schedule, such as `td_schedule.revenue.name`.").required(),
            Attribute::number("from", "First job of the window, 0 (the newest) or more, such as `20`. Default: 0.").whole(0..).default(0),
            Attribute::number(
                "to",
                "End of the window, not included, more than `from`: `from = 0` and `to = 20` are the 20 newest jobs. Default: 20.",
            )
            .whole(..)
            .default(super::END),
            Attribute::string(
                "since",
                "Only jobs of the window that were made at this time or later, as RFC 3339 such as \
                 `2026-01-02T00:00:00Z`. Default: all.",
            ),
            Attribute::set(
                "statuses",
                Type::String,
                "Only jobs of the window with one of these statuses: `queued`, `booting`, `running`, `success`, \
                 `error`, `killed`. Default: all.",
            ),
            Attribute::number(
                "total_count",
                "The `count` that Treasure Data answers with the first page. Nobody has confirmed whether it counts \
                 the page or all jobs.",
            )
            .computed(Computed::Anew),
            Attribute::nested("latest", Nesting::Single, job(), "The first of `history`; null when there is none.")
                .computed(Computed::Anew),
            Attribute::nested("history", Nesting::List, job(), "The jobs, newest first.").computed(Computed::Anew),
        ],
    }
}

fn job() -> Vec<Attribute> {
    let text = |name, description: &str| Attribute::string(name, description).computed(Computed::Anew);
    let number = |name, description: &str| Attribute::number(name, description).computed(Computed::Anew);
    vec![
        text("job_id", "Treasure Data's number of the job, as text."),
        text("type", "Kind of job, such as `hive`, `presto`, `trino` or `result_export`."),
        text("status", "`queued`, `booting`, `running`, `success`, `error` or `killed`."),
        text("query", "SQL text that ran; JSON text for a bulk load."),
        text("database", "Database that it ran on."),
        text("result", "Where its result went, as Treasure Data shows it; `\"\"` for nowhere.").sensitive(),
        number("priority", "Priority, from -2 to 2."),
        number("retry_limit", "How many times Treasure Data may run it again, 0 to 32."),
        number("duration", "How long it ran, in seconds; null until it has ended."),
        number("cpu_time", "CPU time in milliseconds; Hive only."),
        number("result_size", "Size of its result in bytes, as msgpack.gz."),
        number("num_records", "Rows of its result."),
        text("hive_result_schema", "Columns of its result, as JSON text such as `[[\"cnt\",\"bigint\"]]`."),
        text("url", "Its page in the console."),
        text("user_name", "Full name or e-mail address of its owner."),
        text("created_at", "When it was made, as RFC 3339."),
        text("updated_at", "When it last changed, as RFC 3339."),
        text("start_at", "When it began to run, as RFC 3339; null before."),
        text("end_at", "When it ended, as RFC 3339; null before."),
        text(
            "scheduled_at",
            "Cron time that it ran for, or the time given to a run, as RFC 3339; null when none.",
        ),
        text("linked_result_export_job_id", "Number of the job that exported its result, as text."),
        text("result_export_target_job_id", "Number of the job whose result it exported, as text."),
    ]
}
