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
