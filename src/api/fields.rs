//! The fields that a create or an update sends.

use super::Str;
use crate::secret::Secret;

/// The fields of a create or an update. None is not sent (an update keeps it, a create takes TD's default); an empty
/// text clears (td-api-facts section 2.2).
#[derive(Clone, Debug, Default)]
pub struct ScheduleFields {
    /// Update only: the new name.
    pub name: Option<Str>,
    /// TD's cron dialect; "" = never runs by itself.
    pub cron: Option<Str>,
    /// Required by a create.
    pub database: Option<Str>,
    /// Required by a create.
    pub query: Option<Str>,
    /// `hive`, `presto`, `trino`. Required by a create.
    pub query_type: Option<Str>,
    /// A tz database name.
    pub timezone: Option<Str>,
    /// Seconds, 0 or more.
    pub delay: Option<i64>,
    /// -2..2.
    pub priority: Option<i64>,
    /// 0..32.
    pub retry_limit: Option<i64>,
    /// Where the result goes; may hold a password. "" = nowhere.
    pub result: Option<Secret>,
    /// Such as `stable`; "" resets.
    pub engine_version: Option<Str>,
    /// A resource pool; "" resets.
    pub pool_name: Option<Str>,
    /// The user whose permissions run the query.
    pub executing_user_id: Option<i64>,
}

impl ScheduleFields {
    /// TD's names of the text fields, and what is sent of them.
    pub(super) fn texts(&self) -> [(&'static str, Option<&str>); 9] {
        [
            ("name", self.name.as_deref()),
            ("cron", self.cron.as_deref()),
            ("database", self.database.as_deref()),
            ("query", self.query.as_deref()),
            ("type", self.query_type.as_deref()),
            ("timezone", self.timezone.as_deref()),
            ("result", self.result.as_ref().map(Secret::expose)),
            ("engine_version", self.engine_version.as_deref()),
            ("pool_name", self.pool_name.as_deref()),
        ]
    }

    /// TD's names of the number fields, and what is sent of them.
    pub(super) fn numbers(&self) -> [(&'static str, Option<i64>); 4] {
        [
            ("delay", self.delay),
            ("priority", self.priority),
            ("retry_limit", self.retry_limit),
            ("executing_user_id", self.executing_user_id),
        ]
    }

    /// Whether nothing is sent.
    pub fn is_empty(&self) -> bool {
        self.texts().iter().all(|(_, value)| value.is_none())
            && self.numbers().iter().all(|(_, value)| value.is_none())
    }
}
