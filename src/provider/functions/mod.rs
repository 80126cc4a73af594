//! The provider's functions: pure, offline, the same answer for the same arguments.

mod explain_cron;
mod next_runs;
mod result_url;
mod runs_between;

#[cfg(test)]
mod tests;

pub(super) use explain_cron::ExplainCron;
pub(super) use next_runs::NextRuns;
pub(super) use result_url::ResultUrl;
pub(super) use runs_between::RunsBetween;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cron::{Cron, Options, zone};
use crate::framework::{Arguments, FunctionError, Parameter};
use crate::wire::{Type, Value};

/// The most runs that one call gives.
const MOST_RUNS: usize = 10_000;

fn cron_parameter() -> Parameter {
    Parameter::new(
        "cron",
        Type::String,
        "Five fields (minute, hour, day, month, weekday) in Treasure Data's dialect, such as `30 3 * * *`, or a \
         nickname such as `@daily`.",
    )
}

fn timezone_parameter() -> Parameter {
    Parameter::new(
        "timezone",
        Type::String,
        "Exact name of the tz database, such as `Asia/Tokyo`; `\"\"` for UTC.",
    )
}

/// The arguments 0 and 1 of every function over a cron.
fn cron_and_zone(arguments: &Arguments<'_>) -> Result<(Cron, TimeZone, String), FunctionError> {
    let text: String = arguments.get(0)?;
    let cron = Cron::parse(&text, &Options { last_day: true })
        .map_err(|error| FunctionError::at(0, format!("{error}.\n\n{}", error.pointer())))?;
    let name: String = arguments.get(1)?;
    let name = if name.is_empty() { "UTC".to_owned() } else { name };
    let zone = zone::find(&name).map_err(|error| FunctionError::at(1, format!("{error}.")))?;
    Ok((cron, zone, name))
}

/// An argument that is an instant.
fn instant(arguments: &Arguments<'_>, index: usize) -> Result<Timestamp, FunctionError> {
    let text: String = arguments.get(index)?;
    text.parse().map_err(|_| {
        FunctionError::at(
            index,
            format!(
                "{text:?} is no instant. Write it as RFC 3339 with its offset, such as \"2026-01-02T00:00:00Z\" or \
                 \"2026-01-02T09:00:00+09:00\"."
            ),
        )
    })
}

/// Instants as RFC 3339 in UTC.
fn texts(runs: impl Iterator<Item = Timestamp>) -> Value {
    Value::Sequence(runs.map(|run| Value::string(run.to_string())).collect())
}
