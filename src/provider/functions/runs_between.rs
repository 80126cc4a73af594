//! `runs_between(cron, timezone, start, end)`: all runs in a stretch of time, such as for a backfill.

use std::sync::Arc;

use super::{MOST_RUNS, cron_and_zone, cron_parameter, instant, texts, timezone_parameter};
use crate::framework::{Arguments, Function, FunctionError, Parameter, Signature};
use crate::wire::{Type, Value};

/// `runs_between(cron, timezone, start, end)`.
#[derive(Debug)]
pub(in crate::provider) struct RunsBetween;

impl Function for RunsBetween {
    fn name(&self) -> &'static str {
        "runs_between"
    }

    fn signature(&self) -> Signature {
        Signature {
            summary: "The runs of a cron in a stretch of time".into(),
            description: "Every time from `start` (included) to `end` (not included) at which a cron runs by Treasure \
                          Data's rules, as RFC 3339 in UTC, the earliest first; at most 10,000. With `toset` it is a \
                          `for_each` of `td_schedule_run`: a backfill."
                .into(),
            parameters: vec![
                cron_parameter(),
                timezone_parameter(),
                Parameter::new(
                    "start",
                    Type::String,
                    "First instant, included, as RFC 3339 such as `2026-01-01T00:00:00Z`.",
                ),
                Parameter::new(
                    "end",
                    Type::String,
                    "Last instant, not included, as RFC 3339 such as `2026-04-01T00:00:00Z`.",
                ),
            ],
            returns: Type::List(Arc::new(Type::String)),
        }
    }

    fn call(&self, arguments: &Arguments<'_>) -> Result<Value, FunctionError> {
        let (cron, zone, _) = cron_and_zone(arguments)?;
        let (start, end) = (instant(arguments, 2)?, instant(arguments, 3)?);
        if end < start {
            return Err(FunctionError::at(3, format!("end ({end}) lies before start ({start}).")));
        }
        let first = cron.next_from(start, &zone);
        let runs = first.into_iter().flat_map(|first| std::iter::once(first).chain(cron.after(first, &zone)));
        let runs: Vec<_> = runs.take_while(|run| *run < end).take(MOST_RUNS + 1).collect();
        if runs.len() > MOST_RUNS {
            return Err(FunctionError::at(
                3,
                format!("There are more than {MOST_RUNS} runs up to {end}: choose an earlier end."),
            ));
        }
        Ok(texts(runs.into_iter()))
    }
}
