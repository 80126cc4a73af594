//! For scripts. `calendar.schema.json` beside this file says what is in it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Report;
use crate::calendar::{Calendar, Past};
use crate::escape::terminal;

/// One object; instants are RFC 3339 in UTC, and nothing in a text hides on a terminal.
pub fn json(report: &Report) -> Value {
    let mut object = of(&report.calendar);
    let until = report.window.from.as_second() + i64::from(report.window.days) * 86_400;
    let before = report.before.as_ref().map(of);
    for (key, value) in [
        ("source", Value::from(shown(&report.source))),
        ("from", Value::from(report.window.from.to_string())),
        ("until", Value::from(Timestamp::from_second(until).unwrap_or(Timestamp::MAX).to_string())),
        ("history", report.past.as_deref().map_or(Value::Null, past)),
        ("before", before.unwrap_or(Value::Null)),
    ] {
        if let Some(object) = object.as_object_mut() {
            object.insert(key.to_owned(), value);
        }
    }
    object
}

fn of(calendar: &Calendar) -> Value {
    let hours: Vec<Value> =
        calendar.hours.iter().map(|(at, count)| json!({"at": at.to_string(), "count": count})).collect();
    let minutes: Vec<Value> = calendar
        .minutes
        .iter()
        .map(|busy| {
            let names: Vec<String> = busy.names.iter().map(|name| shown(name)).collect();
            json!({"at": busy.at.to_string(), "count": busy.count, "names": names})
        })
        .collect();
    let counted = |all: &[(String, u64)]| -> Vec<Value> {
        all.iter().map(|(name, runs)| json!({"name": shown(name), "runs": runs})).collect()
    };
    let listed = |all: &[(String, String)]| -> Vec<Value> {
        all.iter().map(|(name, why)| json!({"name": shown(name), "why": shown(why)})).collect()
    };
    json!({
        "schedules": calendar.schedules,
        "runs": calendar.runs,
        "hours": hours,
        "minutes": minutes,
        "databases": counted(&calendar.databases),
        "types": counted(&calendar.types),
        "zones": counted(&calendar.zones),
        "skipped": listed(&calendar.skipped),
        "doubled": listed(&calendar.doubled),
        "idle": listed(&calendar.idle),
        "unknown": listed(&calendar.unknown),
    })
}

fn past(all: &[Past]) -> Value {
    let rows = all.iter().map(|one| {
        json!({
            "name": shown(&one.name), "runs": one.jobs, "median_seconds": one.median,
            "longest_seconds": one.longest, "overlaps": one.overlaps
        })
    });
    Value::Array(rows.collect())
}

fn shown(text: &str) -> String {
    terminal(text).into_string()
}
