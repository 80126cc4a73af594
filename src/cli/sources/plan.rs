//! A plan in Terraform's published "JSON output format", version 1 (`terraform show -json`).

use std::path::Path;

use serde_json::Value;

use super::{Error, Schedules};
use crate::calendar::{Entry, Setting};

pub(super) fn read(path: &Path) -> Result<Schedules, Error> {
    let text = std::fs::read_to_string(path).map_err(|cause| Error::Read { path: path.to_owned(), cause })?;
    let problem = |problem: String| Error::Plan { path: path.to_owned(), problem };
    let plan: Value = serde_json::from_str(&text).map_err(|cause| problem(cause.to_string()))?;
    if plan.get("format_version").and_then(Value::as_str).is_none_or(|version| !version.starts_with("1.")) {
        return Err(problem("it has no format_version 1.x".to_owned()));
    }
    if plan.get("planned_values").is_none() && plan.get("resource_changes").is_none() {
        return Err(problem("it has no planned values".to_owned()));
    }
    let changes = plan.get("resource_changes").and_then(Value::as_array);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for resource in changes.into_iter().flatten().filter(|one| is_schedule(one)) {
        let address = text_of(resource, "address").unwrap_or_default();
        let null = Value::Null;
        let part = |key| resource.get("change").and_then(|change| change.get(key)).unwrap_or(&null);
        let (old, new) = (part("before"), part("after"));
        if !old.is_null() {
            before.push(entry(address, old, &null));
        }
        if !new.is_null() {
            after.push(entry(address, new, part("after_unknown")));
        } else if !old.is_null() && stays(part("actions"), old) {
            after.push(entry(address, old, &null));
        }
    }
    Ok(Schedules {
        source: format!("the plan {}", path.display()),
        entries: after,
        before: Some(before),
        ..Schedules::default()
    })
}

/// Whether the schedule goes on to run although Terraform lets go of it.
fn stays(actions: &Value, old: &Value) -> bool {
    let forgotten = actions.as_array().is_some_and(|all| all.iter().any(|action| action == "forget"));
    forgotten || text_of(old, "deletion_policy") == Some("abandon")
}

fn is_schedule(resource: &Value) -> bool {
    text_of(resource, "mode") == Some("managed")
        && matches!(text_of(resource, "type"), Some("td_schedule" | "treasuredata_schedule"))
        && resource.get("deposed").is_none()
}

fn text_of<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn entry(address: &str, values: &Value, unknown: &Value) -> Entry {
    let setting = |key: &str| match text_of(values, key) {
        Some(text) => Setting::Known(text.to_owned()),
        None if unknown.get(key) == Some(&Value::Bool(true)) => Setting::Unknown,
        None => Setting::Unset,
    };
    let name = setting("name");
    Entry {
        name: name.known().unwrap_or(address).to_owned(),
        address: Some(address.to_owned()),
        place: None,
        cron: setting("cron"),
        timezone: setting("timezone"),
        delay: values.get("delay").and_then(Value::as_i64).unwrap_or(0),
        database: setting("database"),
        query_type: setting("type"),
        query: setting("query"),
        result: setting("result"),
        pool: setting("pool_name"),
        enabled: values.get("enabled").and_then(Value::as_bool).unwrap_or(true),
    }
}
