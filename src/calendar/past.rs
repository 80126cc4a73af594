//! How long the last jobs of a schedule took.

use std::fmt;

use jiff::Timestamp;

/// One job that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ended {
    /// The time for which it was scheduled.
    pub scheduled_at: Timestamp,
    /// When it began.
    pub start_at: Timestamp,
    /// When it ended.
    pub end_at: Timestamp,
}

/// What the last jobs of a schedule tell; its `Display` is what a list says behind the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The schedule.
    pub name: String,
    /// How many jobs were looked at.
    pub jobs: usize,
    /// Half of them took at most so many seconds.
    pub median: i64,
    /// The longest took so many seconds.
    pub longest: i64,
    /// So many had not ended when the next one was due.
    pub overlaps: usize,
}

impl Past {
    /// Looks at jobs in any order; None when there is none.
    pub fn of(name: &str, mut jobs: Vec<Ended>) -> Option<Self> {
        jobs.sort();
        let mut seconds: Vec<i64> =
            jobs.iter().map(|job| job.end_at.as_second() - job.start_at.as_second()).collect();
        seconds.sort_unstable();
        let overlaps =
            jobs.windows(2).filter(|two| matches!(two, [one, next] if one.end_at > next.scheduled_at));
        Some(Self {
            name: name.to_owned(),
            jobs: jobs.len(),
            median: *seconds.get((seconds.len().checked_sub(1)?) / 2)?,
            longest: *seconds.last()?,
            overlaps: overlaps.count(),
        })
    }
}

impl fmt::Display for Past {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let runs = if self.jobs == 1 { "run" } else { "runs" };
        write!(f, "{} {runs}, median {} s, longest {} s", self.jobs, self.median, self.longest)?;
        match self.overlaps {
            0 => Ok(()),
            overlaps => write!(f, "; {overlaps} not done when the next was due"),
        }
    }
}
