//! What the tables hold.

use serde::{Deserialize, Serialize};

use crate::emulator::model::account::Numbers;
use crate::emulator::model::job::{End, Job};
use crate::emulator::model::outcome::Outcome;
use crate::emulator::model::schedule::Schedule;

/// What of an account is neither schedule nor job.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AccountRecord {
    pub(super) numbers: Numbers,
    pub(super) outcomes: Vec<Outcome>,
}

/// A schedule without its jobs; its definition by id.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ScheduleRecord {
    pub(super) name: String,
    pub(super) created_at: i64,
    pub(super) cron: Option<String>,
    pub(super) timezone: String,
    pub(super) delay: i64,
    pub(super) last_tick: Option<i64>,
    pub(super) next_tick: Option<i64>,
    pub(super) definition: u64,
}

impl ScheduleRecord {
    pub(super) fn new(schedule: &Schedule) -> Self {
        Self {
            name: schedule.name.clone(),
            created_at: schedule.created_at,
            cron: schedule.cron.clone(),
            timezone: schedule.timezone.clone(),
            delay: schedule.delay,
            last_tick: schedule.last_tick,
            next_tick: schedule.next_tick,
            definition: schedule.definition.id,
        }
    }
}

/// Schedule (0 for none), definition, scheduled_at, created_at, start_at, end_at, end.
pub(super) type JobRecord = (u64, u64, Option<i64>, i64, i64, i64, u8);

/// A job of a schedule.
pub(super) fn job_record(schedule: u64, job: &Job) -> JobRecord {
    let end = match job.end {
        End::Success => 0,
        End::Error => 1,
        End::Killed => 2,
    };
    (schedule, job.definition.id, job.scheduled_at, job.created_at, job.start_at, job.end_at, end)
}
