//! `next_runs(cron, timezone, count, after)`: the first runs after an instant.

use std::sync::Arc;

use super::{MOST_RUNS, cron_and_zone, cron_parameter, instant, texts, timezone_parameter};
use crate::framework::{Arguments, Function, FunctionError, Parameter, Signature};
use crate::wire::{Number, Type, Value};

/// `next_runs(cron, timezone, count, after)`.
#[derive(Debug)]
pub(in crate::provider) struct NextRuns;

impl Function for NextRuns {
    fn name(&self) -> &'static str {
        "next_runs"
    }

    fn signature(&self) -> Signature {
        Signature {
            summary: "The next runs of a cron".into(),
            description: "The first `count` times after `after` at which a cron runs by Treasure Data's rules, as RFC 3339 \
                          in UTC, the earliest first. A time that the clock skips in spring is no run; one that it \
                          shows twice in autumn is two. Fewer than `count` where a cron runs out within 40 years. A \
                          schedule's `delay` is not added."
                .into(),
            parameters: vec![
                cron_parameter(),
                timezone_parameter(),
                Parameter::new("count", Type::Number, "How many, from 1 to 10,000."),
                Parameter::new(
                    "after",
                    Type::String,
                    "Instant as RFC 3339, such as `2026-01-02T00:00:00Z` or `plantimestamp()`; itself not included.",
                ),
            ],
            returns: Type::List(Arc::new(Type::String)),
        }
    }

    fn call(&self, arguments: &Arguments<'_>) -> Result<Value, FunctionError> {
        let (cron, zone, _) = cron_and_zone(arguments)?;
        let count: Number = arguments.get(2)?;
        let wanted = count.as_u64().and_then(|count| usize::try_from(count).ok());
        let wanted = wanted.filter(|count| (1..=MOST_RUNS).contains(count)).ok_or_else(|| {
            FunctionError::at(2, format!("count is a whole number from 1 to {MOST_RUNS}, not {count}."))
        })?;
        let after = instant(arguments, 3)?;
        Ok(texts(cron.after(after, &zone).take(wanted)))
    }
}
