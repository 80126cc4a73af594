//! What becomes of jobs: how long they take and how they end.

use serde::{Deserialize, Serialize};

use super::job::End;

/// What every job takes, in seconds, unless a rule says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Durations {
    /// From the start to the end.
    pub(crate) running: i64,
}

impl Default for Durations {
    fn default() -> Self {
        Self { running: 10 }
    }
}

/// A rule for jobs that start from now on. Of several that fit, the newest counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Outcome {
    /// The schedule's name; none for any.
    pub(crate) schedule: Option<String>,
    pub(crate) status: End,
    /// Seconds from start to end.
    pub(crate) duration: Option<i64>,
    /// For how many jobs more; none for ever.
    pub(crate) next: Option<u64>,
}

/// The newest rule that fits a schedule's next job; its count goes down.
pub(crate) fn take(rules: &mut Vec<Outcome>, schedule: &str) -> Option<Outcome> {
    let fits = |rule: &Outcome| rule.schedule.as_deref().is_none_or(|name| name == schedule);
    let index = rules.iter().rposition(fits)?;
    let rule = rules.get_mut(index)?;
    let taken = rule.clone();
    if let Some(next) = &mut rule.next {
        *next = next.saturating_sub(1);
    }
    rules.retain(|rule| rule.next != Some(0));
    Some(taken)
}
