//! One run. What becomes of it is settled when it starts, so its status is a matter of the time alone.

use std::sync::Arc;

use super::schedule::Definition;

/// How a job ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum End {
    Success,
    Error,
    Killed,
}

/// One job. Times are epoch seconds.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    /// Unique in its account, rising.
    pub(crate) id: u64,
    pub(crate) definition: Arc<Definition>,
    pub(crate) scheduled_at: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) start_at: i64,
    pub(crate) end_at: i64,
    pub(crate) end: End,
}

impl Job {
    /// The status that TD would give at `now`.
    pub(crate) fn status(&self, now: i64) -> &'static str {
        match self.end {
            _ if now < self.start_at => "queued",
            _ if now < self.end_at => "running",
            End::Success => "success",
            End::Error => "error",
            End::Killed => "killed",
        }
    }

    /// When it started, if that has happened at `now`.
    pub(crate) fn started(&self, now: i64) -> Option<i64> {
        (now >= self.start_at).then_some(self.start_at)
    }

    /// When it ended, if that has happened at `now`.
    pub(crate) fn ended(&self, now: i64) -> Option<i64> {
        (now >= self.end_at).then_some(self.end_at)
    }
}
