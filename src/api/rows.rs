//! The list's rows, each as TD sends it.

use serde::{Deserialize, Deserializer};

use super::Schedule;
use super::lenient::{Lenient, LooseJson, int, some_text, text, time};
use crate::secret::Secret;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct ScheduleRow {
    name: Lenient,
    id: Lenient,
    cron: Lenient,
    timezone: Lenient,
    delay: Lenient,
    created_at: Lenient,
    #[serde(rename = "type")]
    query_type: Lenient,
    query: Lenient,
    database: Lenient,
    user_name: Lenient,
    priority: Lenient,
    retry_limit: Lenient,
    /// The only field whose null differs from its absence.
    #[serde(deserialize_with = "present")]
    result: Option<LooseJson>,
    engine_version: Lenient,
    executing_user_id: Lenient,
    description: Lenient,
    next_time: Lenient,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LooseJson>, D::Error> {
    LooseJson::deserialize(deserializer).map(Some)
}

impl ScheduleRow {
    /// The schedule; None when it has no name.
    pub(super) fn schedule(self) -> Option<Schedule> {
        Some(Schedule {
            name: some_text(self.name)?,
            id: some_text(self.id),
            cron: some_text(self.cron),
            timezone: text(self.timezone),
            delay: int(&self.delay),
            created_at: time(&self.created_at),
            query_type: text(self.query_type),
            query: text(self.query),
            database: text(self.database),
            user_name: text(self.user_name),
            priority: int(&self.priority),
            retry_limit: int(&self.retry_limit),
            result: self.result.map(|result| Secret::new(text(result.0).as_deref().unwrap_or_default())),
            engine_version: text(self.engine_version),
            executing_user_id: int(&self.executing_user_id),
            description: text(self.description),
            next_time: time(&self.next_time),
        })
    }
}
