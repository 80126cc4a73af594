//! `moved` from `treasuredata_schedule`, the older provider's type: its state becomes ours, and the read that follows
//! fills in what it never had.

use serde_json::Value as Json;

use super::export_target;
use super::model::{ScheduleIdentity, ScheduleModel};
use crate::framework::{Attr, Diagnostic, Model as _, MoveState, Private, StoredObject};
use crate::wire::Str;

/// The older provider's type; its address is not looked at, since forks publish it under others.
const SOURCE: &str = "treasuredata_schedule";

pub(super) fn move_state(
    request: &MoveState,
) -> Result<StoredObject<ScheduleModel, ScheduleIdentity>, Diagnostic> {
    if request.source_type != SOURCE || request.source_version != 0 {
        return Err(Diagnostic::error(
            "This move is not supported",
            format!(
                "td_schedule can take over the state of a {SOURCE} (schema version 0), not of a {} (schema version {}). \
                 Use a `removed` block for the old resource and an `import` block for the new one.",
                request.source_type, request.source_version
            ),
        ));
    }
    let state = &request.state;
    let Some(name) = text(state, "name").or_else(|| text(state, "id")) else {
        return Err(Diagnostic::error(
            "The moved state names no schedule",
            "The state of the old resource has neither `name` nor `id`. Use a `removed` block for it, and import the \
             schedule by its name.",
        ));
    };
    // Query, engine and the like are what TD says: the read takes them from there.
    let model = ScheduleModel {
        id: Attr::Known(name.clone()),
        name: Attr::Known(name),
        database: text(state, "database").into(),
        query: text(state, "query").into(),
        cron: text(state, "cron").into(),
        timezone: Attr::Known(text(state, "timezone").unwrap_or_else(|| "UTC".into())),
        delay: Attr::Known(number(state, "delay").unwrap_or(0)),
        priority: Attr::Known(number(state, "priority").unwrap_or(0)),
        retry_limit: Attr::Known(number(state, "retry_limit").unwrap_or(0)),
        // Any other export may have been read and not configured: it is not managed, and stays at Treasure Data.
        result: text(state, "result").filter(|result| export_target::holds_password(result)).into(),
        schedule_id: number_of(state).into(),
        created_at: text(state, "created_at").into(),
        user_name: text(state, "user_name").into(),
        enabled: Attr::Known(true),
        deletion_policy: Attr::Known("delete".into()),
        ..ScheduleModel::null()
    };
    Ok(StoredObject { model, identity: None, private: Private::default() })
}

/// A text; "?" and "" were its words for none.
fn text(state: &Json, key: &str) -> Option<Str> {
    state.get(key)?.as_str().filter(|text| !matches!(*text, "" | "?")).map(Into::into)
}

/// TD's number: the older provider's `id` is that after a create, and the name after a change, which may be of digits.
fn number_of(state: &Json) -> Option<i64> {
    number(state, "id").filter(|id| text(state, "name").is_none_or(|name| *name != *id.to_string()))
}

/// A number, which it kept as number or text.
fn number(state: &Json, key: &str) -> Option<i64> {
    match state.get(key)? {
        Json::Number(number) => number.as_i64(),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
