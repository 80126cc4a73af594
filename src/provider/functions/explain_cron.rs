//! `explain_cron(cron, timezone)`: what a cron means, in English.

use super::{cron_and_zone, cron_parameter, timezone_parameter};
use crate::framework::{Arguments, Function, FunctionError, Signature};
use crate::wire::{Type, Value};

/// `explain_cron(cron, timezone)`.
#[derive(Debug)]
pub(in crate::provider) struct ExplainCron;

impl Function for ExplainCron {
    fn name(&self) -> &'static str {
        "explain_cron"
    }

    fn signature(&self) -> Signature {
        Signature {
            summary: "What a cron means, in English".into(),
            description: "Says in one English phrase when a cron runs by Treasure Data's rules, such as `At 03:30 on the \
                          1st of each month and on Mondays (Asia/Tokyo)`. An invalid cron or time zone is an error."
                .into(),
            parameters: vec![cron_parameter(), timezone_parameter()],
            returns: Type::String,
        }
    }

    fn call(&self, arguments: &Arguments<'_>) -> Result<Value, FunctionError> {
        let (cron, _, zone) = cron_and_zone(arguments)?;
        Ok(Value::string(format!("{} ({zone})", cron.explain())))
    }
}
