//! How long jobs take.

/// What every job takes, in seconds.
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

impl Durations {
    /// A job waits one second, unless jobs shall take no time at all.
    pub(crate) fn queued(self) -> i64 {
        self.running.min(1)
    }
}
