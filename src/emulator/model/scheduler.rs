//! Ticks become jobs: each schedule's in order, each account's in the order of their start.

use std::sync::Arc;

use super::job::{End, Job};
use super::outcome::take;
use super::schedule::Definition;
use super::{Account, Change, Context};
use crate::emulator::quirks::{HISTORY_DAYS, Quirks};

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// How long jobs are kept, in seconds.
fn kept(quirks: &Quirks) -> i64 {
    quirks.number::<i64>(&HISTORY_DAYS).unwrap_or(90) * DAY
}

impl Account {
    /// Starts jobs that are due at `context.now`, at most `most` of them; whether all have started.
    ///
    /// A schedule's next tick follows from the tick that ran, so what was missed is caught up one by one, and many
    /// small steps start the same jobs as one big step.
    pub(crate) fn fire(&mut self, context: &Context, most: usize) -> bool {
        for _ in 0..most {
            let Some(&(due, id)) = self.due.first().filter(|(due, _)| *due <= context.now) else {
                return true;
            };
            self.due.pop_first();
            let Some(schedule) = self.schedules.get_mut(&id) else { continue };
            let Some(tick) = schedule.next_tick else { continue };
            schedule.last_tick = Some(tick);
            schedule.next_tick = schedule.plan.as_ref().and_then(|plan| plan.next_after(tick));
            if let Some(due) = schedule.due() {
                self.due.insert((due, id));
            }
            self.changes.push(Change::Schedule(id));
            self.start(context, id, due, tick);
            self.forget(&context.quirks, id, due);
        }
        self.due.first().is_none_or(|(due, _)| *due > context.now)
    }

    /// Starts a job of the schedule with this id. Everything that becomes of it is settled here.
    pub(super) fn start(
        &mut self,
        context: &Context,
        id: u64,
        created_at: i64,
        scheduled_at: i64,
    ) -> Option<&Job> {
        let schedule = self.schedules.get_mut(&id)?;
        let outcome = take(&mut self.outcomes, &schedule.name);
        let running = outcome.as_ref().and_then(|rule| rule.duration).unwrap_or(context.durations.running);
        // A job waits one second, unless jobs shall take no time at all.
        let start_at = created_at + running.min(1);
        self.numbers.job += 1;
        let job = Job {
            id: self.numbers.job,
            definition: schedule.definition.clone(),
            scheduled_at: Some(scheduled_at),
            created_at,
            start_at,
            end_at: start_at + running,
            end: outcome.map_or(End::Success, |rule| rule.status),
        };
        self.changes.push(Change::Job(id, job.clone()));
        schedule.jobs.push_back(job);
        schedule.jobs.back()
    }

    /// Starts a job that no schedule has, and gives its number.
    pub(super) fn start_loose(
        &mut self,
        context: &Context,
        definition: Definition,
        scheduled_at: Option<i64>,
    ) -> u64 {
        let running = context.durations.running;
        let start_at = context.now + running.min(1);
        self.numbers.job += 1;
        let job = Job {
            id: self.numbers.job,
            definition: Arc::new(definition),
            scheduled_at,
            created_at: context.now,
            start_at,
            end_at: start_at + running,
            end: End::Success,
        };
        let id = job.id;
        self.changes.push(Change::Definition(job.definition.clone()));
        self.changes.push(Change::Job(0, job.clone()));
        self.loose_jobs.insert(id, job);
        id
    }

    /// Drops a schedule's jobs that are too old at `now`.
    pub(super) fn forget(&mut self, quirks: &Quirks, id: u64, now: i64) {
        let Some(schedule) = self.schedules.get_mut(&id) else { return };
        while let Some(job) = schedule.jobs.front().filter(|job| job.created_at <= now - kept(quirks)) {
            self.changes.push(Change::JobGone(job.id));
            schedule.jobs.pop_front();
        }
    }

    /// Drops every job that is too old at `now`.
    pub(crate) fn forget_all(&mut self, quirks: &Quirks, now: i64) {
        let ids: Vec<u64> = self.schedules.keys().copied().collect();
        for id in ids {
            self.forget(quirks, id, now);
        }
        let (changes, oldest) = (&mut self.changes, now - kept(quirks));
        self.loose_jobs.retain(|id, job| {
            let is_kept = job.created_at > oldest;
            if !is_kept {
                changes.push(Change::JobGone(*id));
            }
            is_kept
        });
    }

    /// Plans every schedule anew after the clock went back to `now`; jobs that came later have not happened.
    pub(crate) fn turn_back(&mut self, now: i64) {
        self.due.clear();
        let changes = &mut self.changes;
        self.loose_jobs.retain(|id, job| {
            let has_happened = job.created_at <= now;
            if !has_happened {
                changes.push(Change::JobGone(*id));
            }
            has_happened
        });
        for schedule in self.schedules.values_mut() {
            while let Some(job) = schedule.jobs.pop_back_if(|job| job.created_at > now) {
                self.changes.push(Change::JobGone(job.id));
            }
            schedule.last_tick = schedule.last_tick.filter(|tick| *tick <= now);
            schedule.plan_from(now);
            if let Some(due) = schedule.due() {
                self.due.insert((due, schedule.id));
            }
            self.changes.push(Change::Schedule(schedule.id));
        }
    }
}
