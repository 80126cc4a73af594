//! What can be written in a `td_schedule` block, and how it is planned.

use super::semantic_equality;
use crate::framework::{Attribute, Computed, IdentityAttribute, IdentitySchema, Nesting, Schema};
use crate::wire::Type;

/// The schema of `td_schedule`.
pub(super) fn schema() -> Schema {
    let mut attributes = what_runs();
    attributes.extend(how_it_runs());
    attributes.extend(where_the_result_goes());
    attributes.extend(how_terraform_treats_it());
    attributes.extend(what_td_says());
    Schema {
        version: 0,
        description:
            "A scheduled query (a *saved query* in the console): an SQL text that Treasure Data runs by \
                      itself at the times of `cron`, or never when `cron` is left out."
                .into(),
        deprecation: None,
        attributes,
    }
}

fn what_runs() -> Vec<Attribute> {
    vec![
        Attribute::string(
            "name",
            "Name, unique in the account, 3 characters or more, such as `daily_revenue`. Changing it renames the \
             schedule in place: its history stays.",
        )
        .required()
        .equal_at_read(semantic_equality::name),
        Attribute::string("type", "Query engine: `hive`, `presto` or `trino`.")
            .required()
            .equal_at_read(semantic_equality::query_type),
        Attribute::string("database", "Database that the query runs on, such as `sales`.").required(),
        Attribute::string(
            "query",
            "SQL text, such as `SELECT count(1) FROM orders`. Texts that differ only in white space at the ends or in line endings are the same. Treasure \
             Data publishes limits of 1,000,000 characters for presto and trino and 2,097,152 for hive.",
        )
        .required()
        .equal_at_plan(semantic_equality::query)
        .equal_at_read(semantic_equality::query),
        Attribute::string(
            "cron",
            "When it runs: five fields (minute, hour, day, month, weekday) in Treasure Data's dialect, such as \
             `30 3 * * *`, or one of `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. Left out or `\"\"`: it \
             never runs by itself.",
        )
        .equal_at_plan(semantic_equality::cron)
        .equal_at_read(semantic_equality::cron),
        Attribute::string(
            "timezone",
            "Time zone of `cron`: an exact name of the tz database, such as `Asia/Tokyo`. Default: `UTC`.",
        )
        .default("UTC"),
    ]
}

fn how_it_runs() -> Vec<Attribute> {
    vec![
        Attribute::number(
            "delay",
            "Seconds between the cron time and the start of the job, 0 or more, such as `600`. \
             `TD_SCHEDULED_TIME()` stays the cron time. Default: 0.",
        )
        .whole(0..)
        .default(0),
        Attribute::number(
            "priority",
            "Priority of its jobs, from -2 (very low) to 2 (very high), such as `1`. Default: 0 (normal).",
        )
        .whole(-2..=2)
        .default(0),
        Attribute::number(
            "retry_limit",
            "How many times Treasure Data runs a failed job again by itself, 0 to 32, such as `2`. Default: 0.",
        )
        .whole(0..=32)
        .default(0),
        Attribute::string(
            "engine_version",
            "Version of the query engine, such as `stable`. Left out: not managed, and when taken out of the \
             configuration Treasure Data keeps what it has; `\"\"` resets it to the account's default.",
        )
        .optional_computed(Computed::Unmanaged),
        Attribute::number(
            "executing_user_id",
            "Number of the user with whose permissions the query runs, 1 or more, such as `1234`. Left out: not managed, and \
             when taken out of the configuration Treasure Data keeps what it has.",
        )
        .whole(1..)
        .optional_computed(Computed::Unmanaged),
        Attribute::string(
            "pool_name",
            "Resource pool of its jobs, such as `pool_1`. Treasure Data never returns it, so changes made elsewhere \
             can't be seen. Left out: the account's default pool.",
        ),
    ]
}

fn where_the_result_goes() -> Vec<Attribute> {
    vec![
        Attribute::string(
            "result",
            "Where each result goes: a URL such as `mysql://user:password@host/database/table?mode=append`, \
             `connection:table`, or JSON text. Left out: not managed, an export made in the console stays. `\"\"`: no \
             export. Taken out of the configuration: the export is removed. It is kept in the state, password and all; \
             `result_wo` is not.",
        )
        .sensitive()
        .equal_at_plan(semantic_equality::result)
        .equal_at_read(semantic_equality::result),
        Attribute::string(
            "result_wo",
            "The same as `result`, such as `mysql://user:password@host/database/table`, but never kept in state or plan. Needs Terraform 1.11 or later and \
             `result_wo_version`; conflicts with `result`. Left out: not managed. Both taken out of the configuration: the export is removed.",
        )
        // Not sensitive besides: Terraform shows and keeps no write-only value, and 1.11 compares the sensitive paths of
        // a state in random order, so that with two of them every other refresh-only plan would not be empty.
        .write_only(),
        Attribute::number(
            "result_wo_version",
            "Any whole number, such as `1`; `result_wo` is sent again when it changes. Needed with `result_wo`, and left \
             out without it.",
        )
        .whole(..),
        Attribute::string(
            "result_target",
            "Where Treasure Data says that results go, such as `mysql://user:***@host/database/table?mode=append`: what is \
             known to hold no secret, and `***` for all else; `\"\"` when nowhere. When something that is not shown was \
             changed at Treasure Data, its name is added.",
        )
        .computed(Computed::Follows(&["result", "result_wo_version"])),
    ]
}

fn how_terraform_treats_it() -> Vec<Attribute> {
    let timeout = |name, what: &str| {
        Attribute::string(
            name,
            format!(
                "Longest time for {what}, all tries and waits included, up to `168h`, such as `30s` or `5m`. Default: `10m`."
            ),
        )
    };
    vec![
        Attribute::bool(
            "enabled",
            "Whether `cron` is in force. `false` takes the schedule off Treasure Data's scheduler and keeps `cron` here. \
             Default: true.",
        )
        .default(true),
        Attribute::string(
            "deletion_policy",
            "What destroying it does: `delete` deletes it at Treasure Data; `disable` takes it off the scheduler and \
             forgets it here; `abandon` only forgets it here; `prevent` makes the plan fail. Default: `delete`.",
        )
        .default("delete"),
        Attribute::nested(
            "timeouts",
            Nesting::Single,
            vec![
                timeout("create", "creating it"),
                timeout("read", "reading it"),
                timeout("update", "changing it"),
                timeout("delete", "deleting it"),
            ],
            "How long each operation may take, such as `{ create = \"5m\" }`. Default: `10m` for each.",
        ),
    ]
}

fn what_td_says() -> Vec<Attribute> {
    vec![
        Attribute::string("id", "The name under which it exists at Treasure Data, such as `daily_revenue`.")
            .computed(Computed::Follows(&["name"]))
            .equal_at_read(semantic_equality::name),
        Attribute::string(
            "account_id",
            "Number of the account that it belongs to, such as `1234`: the part of the API key before the `/`. A plan that \
             creates shows it, and is not applied with the key of another account. Null where the key names no account, and \
             for what version 0.1.0 stored, until the next change.",
        )
        .computed(Computed::Kept),
        Attribute::number(
            "schedule_id",
            "Treasure Data's number for it, which stays when it is renamed; null where Treasure Data sends none.",
        )
        .computed(Computed::Kept),
        Attribute::string("created_at", "When it was made, as RFC 3339 such as `2026-01-02T03:04:05Z`.")
            .computed(Computed::Kept),
        Attribute::string("user_name", "Full name or e-mail address of its owner.").computed(Computed::Kept),
    ]
}

/// The identity of a `td_schedule`.
pub(super) fn identity_schema() -> IdentitySchema {
    // A schedule is renamed in place; its account and endpoint are its own for ever.
    let attribute = |name, description: &str, is_name| IdentityAttribute {
        name,
        ty: Type::String,
        description: description.into(),
        required_for_import: is_name,
        mutable: is_name,
    };
    IdentitySchema {
        version: 0,
        attributes: vec![
            attribute("name", "Name of the schedule, such as `daily_revenue`.", true),
            attribute("account_id", "Number of the account, such as `1234`.", false),
            attribute("endpoint", "API endpoint, such as `https://api.treasuredata.com`.", false),
        ],
    }
}
