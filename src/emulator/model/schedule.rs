//! A schedule: when it fires, what it runs, and the jobs it started.

use std::collections::VecDeque;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::firing::Plan;
use super::job::Job;

/// What a job runs. Jobs keep the one they were started with, so it is shared and never changed in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Definition {
    /// Unique in its account, never used again.
    pub(crate) id: u64,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Empty for one that was held without, or whose database was deleted.
    pub(crate) database: String,
    pub(crate) query: String,
    /// With its password; answers mask it.
    pub(crate) result: String,
    pub(crate) priority: i64,
    pub(crate) retry_limit: i64,
    pub(crate) engine_version: Option<String>,
    pub(crate) pool_name: Option<String>,
    pub(crate) executing_user_id: Option<i64>,
    pub(crate) user_name: String,
    pub(crate) description: Option<String>,
    /// Of a job that no schedule started.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) issued: bool,
}

impl Definition {
    /// The database as answers have it.
    pub(crate) fn shown_database(&self) -> Option<&str> {
        Some(self.database.as_str()).filter(|name| !name.is_empty())
    }
}

/// One schedule. Times are epoch seconds.
#[derive(Debug, Clone)]
pub(crate) struct Schedule {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) created_at: i64,
    /// None never fires by itself.
    pub(crate) cron: Option<String>,
    pub(crate) timezone: String,
    /// Seconds between a tick and its job.
    pub(crate) delay: i64,
    /// The newest tick that fired; it never fires again.
    pub(crate) last_tick: Option<i64>,
    /// The tick that fires next, `delay` later.
    pub(crate) next_tick: Option<i64>,
    pub(crate) definition: Arc<Definition>,
    /// `cron` in `timezone`, parsed.
    pub(crate) plan: Option<Arc<Plan>>,
    /// Oldest first.
    pub(crate) jobs: VecDeque<Job>,
}

impl Schedule {
    /// When the next job starts by itself.
    pub(crate) fn due(&self) -> Option<i64> {
        self.next_tick.map(|tick| tick.saturating_add(self.delay))
    }

    /// Chooses the next tick anew: the first from `now` on that has not fired yet.
    pub(crate) fn plan_from(&mut self, now: i64) {
        let from = self.last_tick.map_or(now, |last| now.max(last.saturating_add(1)));
        self.next_tick = self.plan.as_ref().and_then(|plan| plan.next_from(from));
    }
}
