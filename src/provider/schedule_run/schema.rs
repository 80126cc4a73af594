//! What can be written in a `td_schedule_run` block.

use super::request::MOST_JOBS;
use crate::framework::{Attribute, Computed, Nesting, Schema};
use crate::provider::shared::instant;
use crate::wire::{Type, Value};

/// The schema of the resource: everything that makes it another run replaces it.
pub(super) fn resource() -> Schema {
    let what = what().into_iter().map(|one| match one.name {
        "num" => one.default(1),
        _ => one,
    });
    let mut attributes: Vec<Attribute> = what.map(Attribute::requires_replace).collect();
    attributes.extend(waiting().into_iter().map(|one| match one.name {
        "wait_for_completion" => one.default(false),
        "timeout" => one.default("1h"),
        "fail_on_error" => one.default(true),
        _ => one,
    }));
    attributes.push(
        Attribute::map(
            "triggers",
            Type::String,
            "Any texts (they may be null), such as `{ query = td_schedule.revenue.query }`; when one of them changes, the schedule runs again. \
             Default: `{}`.",
        )
        .null_elements()
        .default(Value::Map(Default::default()))
        .requires_replace(),
    );
    attributes.push(
        Attribute::string(
            "id",
            "Number of the run's first job, as text. Null in a state of 0.1.0, until it runs again.",
        )
        .computed(Computed::Kept),
    );
    attributes.push(
        Attribute::nested(
            "jobs",
            Nesting::List,
            job(),
            "The jobs of the run as they were last seen in the apply that ran it; they are not read again.",
        )
        .computed(Computed::Kept),
    );
    Schema {
        version: 0,
        description: "Runs a schedule once when it is created, and again when `triggers` or anything that makes another \
                      run of it changes. Destroying it only forgets it: its jobs go on, and nothing is undone. In \
                      Terraform 1.14 and later the action `td_schedule_run` does the same without any state."
            .into(),
        deprecation: None,
        attributes,
    }
}

/// The schema of the action's `config` block.
pub(super) fn action() -> Schema {
    let mut attributes = what();
    attributes.extend(waiting());
    Schema {
        version: 0,
        description: "Runs a schedule: with `terraform apply -invoke=action.td_schedule_run.NAME`, or from an \
                      `action_trigger` of any resource. Shows the numbers of its jobs and, when it waits, each change of \
                      their status. A job that failed, a wait that took too long and one that was stopped are errors; the \
                      jobs go on."
            .into(),
        deprecation: None,
        attributes,
    }
}

/// Which run.
fn what() -> Vec<Attribute> {
    vec![
        Attribute::string("schedule_name", "Name of the schedule, such as `td_schedule.revenue.name`.")
            .required(),
        Attribute::string(
            "schedule_time",
            "Time that it runs for, as RFC 3339 such as `2026-01-02T03:00:00Z`: what `TD_SCHEDULED_TIME()` gives in its \
             query, in whole seconds. Default: now.",
        )
        .equal_at_plan(instant::same_second),
        Attribute::number(
            "num",
            "How many jobs, from 1 to 10: the first for `schedule_time`, the others for the schedule's next times, such as `3`. \
             Default: 1.",
        )
        .whole(1..=MOST_JOBS),
        Attribute::string(
            "domain_key",
            "Text that names this run in the whole account, such as `backfill-2026-01-02`: Treasure Data never runs it \
             twice, and a run of this key that exists already is taken over. Default: one made for each apply.",
        ),
    ]
}

/// What is done about its jobs.
fn waiting() -> Vec<Attribute> {
    vec![
        Attribute::bool("wait_for_completion", "Whether to wait until every job has ended. Default: false."),
        Attribute::string(
            "timeout",
            "Longest wait, time in the queue included, up to `168h`, such as `30m`. The jobs go on when it is over. Default: `1h`.",
        ),
        Attribute::bool(
            "fail_on_error",
            "Whether a job that ends with `error` or is `killed` while it is waited for is an error; else it is a \
             warning. Default: true.",
        ),
    ]
}

fn job() -> Vec<Attribute> {
    let text = |name, description: &str| Attribute::string(name, description).computed(Computed::Kept);
    vec![
        text("job_id", "Treasure Data's number of the job, as text."),
        text("type", "Kind of job, such as `hive`, `presto` or `trino`."),
        text("scheduled_at", "Time that it ran for, as RFC 3339."),
        text(
            "status",
            "`queued`, `booting`, `running`, `success`, `error` or `killed`; null when it was not waited for.",
        ),
        text("start_at", "When it began to run, as RFC 3339; null before."),
        text("end_at", "When it ended, as RFC 3339; null before."),
        Attribute::number("num_records", "Rows of its result; null before.").computed(Computed::Kept),
        text("url", "Its page in Treasure Data's console; null when it was not waited for."),
    ]
}
