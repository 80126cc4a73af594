//! The promises of `td_schedule` that need no server.

mod fields;
mod reconcile;
mod row;
mod validate;

use super::model::ScheduleModel;
use crate::framework::{Attr, Model as _};
use crate::wire::Str;

/// A text that is known.
fn text(text: &str) -> Attr<Str> {
    Attr::Known(text.into())
}

/// A schedule as it stands in state.
fn schedule() -> ScheduleModel {
    ScheduleModel {
        name: text("daily"),
        query_type: text("presto"),
        database: text("sales"),
        query: text("SELECT 1"),
        cron: text("0 3 * * *"),
        timezone: text("UTC"),
        delay: Attr::Known(0),
        priority: Attr::Known(0),
        retry_limit: Attr::Known(0),
        enabled: Attr::Known(true),
        deletion_policy: text("delete"),
        result_target: text(""),
        id: text("daily"),
        account_id: text("1"),
        schedule_id: Attr::Known(7),
        created_at: text("2026-01-02T03:04:05Z"),
        user_name: text("Ann"),
        ..ScheduleModel::null()
    }
}
