//! Jobs asked for, and the history of all jobs.

use serde::Serialize;

use super::apply::body;
use super::job::Job;
use super::response::{HistoryAnswer, RunAnswer};
use super::schedule::Schedule;
use super::time::LAST;
use super::{Account, ApiError, Change, Context, Parameters};
use crate::emulator::quirks::{
    BOUNDS, COUNT, DOMAIN_KEYS, NUM_MAX, NUM_TIMES, NUM_WITHOUT_CRON, Quirks, WINDOW,
};

fn invalid(text: &str) -> ApiError {
    ApiError::new(422, format!("Validation failed: {text}"))
}

impl Account {
    pub(super) fn run(
        &mut self,
        context: &Context,
        name: &str,
        time: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct Run<'a> {
            jobs: Vec<RunAnswer<'a>>,
        }
        let id = self.find(context, name)?.id;
        let time = time.parse().ok().filter(|time| (0..=LAST).contains(time));
        let time: i64 = time.ok_or_else(|| invalid("Schedule time is invalid"))?;
        let jobs = self.start_at(context, id, time, parameters)?;
        body(&Run { jobs: jobs.iter().map(|job| RunAnswer::new(&context.quirks, job)).collect() })
    }

    /// As the clients in Java and the `td_run` of workflows ask for it: by the schedule's number, for a time in
    /// ISO 8601.
    pub(super) fn run_by_id(
        &mut self,
        context: &Context,
        id: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct Started {
            id: String,
        }
        let name =
            id.parse().ok().and_then(|id: u64| self.schedules.get(&id)).map(|found| found.name.clone());
        let id = self.find(context, &name.ok_or_else(ApiError::not_found)?)?.id;
        let time = parameters.get("scheduled_time").and_then(|text| super::time::parse(text));
        let time = time.ok_or_else(|| invalid("Scheduled time is invalid"))?;
        let jobs = self.start_at(context, id, time, parameters)?;
        let first = jobs.first().ok_or_else(ApiError::not_found)?;
        body(&Started { id: first.id.to_string() })
    }

    /// Starts the jobs that a run asks for.
    fn start_at(
        &mut self,
        context: &Context,
        id: u64,
        time: i64,
        parameters: &Parameters,
    ) -> Result<Vec<Job>, ApiError> {
        let quirks = &context.quirks;
        let schedule = self.schedules.get(&id).ok_or_else(ApiError::not_found)?;
        let num: usize = match parameters.get("num").map(|num| num.trim()).filter(|num| !num.is_empty()) {
            None => 1,
            Some(num) => num.parse().map_err(|_| invalid("Num is not a number"))?,
        };
        let most = quirks.number(&NUM_MAX).unwrap_or(10);
        if !(1..=most).contains(&num) {
            return Err(invalid(&format!("Num must be between 1 and {most}")));
        }
        let key = parameters.get("domain_key").filter(|key| !key.is_empty());
        self.is_free(context, key)?;
        let mut times = vec![time];
        match (&schedule.plan, quirks.get(&NUM_WITHOUT_CRON)) {
            (None, "422") if num > 1 => return Err(invalid("Num must be 1 without a cron")),
            (None, "one") => {}
            (None, _) => times.resize(num, time),
            (Some(_), _) if quirks.is(&NUM_TIMES, "same-time") => times.resize(num, time),
            (Some(plan), _) => {
                let ticks = std::iter::successors(plan.next_after(time), |tick| plan.next_after(*tick));
                times.extend(ticks.take(num - 1));
            }
        }
        let mut jobs = Vec::new();
        for time in times {
            let job = self.start(context, id, context.now, time).ok_or_else(ApiError::not_found)?;
            jobs.push(job.clone());
        }
        if let Some(job) = jobs.first() {
            self.hold_key(key, job.id);
        }
        Ok(jobs)
    }

    /// Refuses a domain_key that an earlier job holds.
    pub(super) fn is_free(&self, context: &Context, key: Option<&String>) -> Result<(), ApiError> {
        let taken = key.and_then(|key| self.domain_keys.get(key));
        match taken.filter(|job| self.is_kept(&context.quirks, **job)) {
            Some(job) => {
                let mut refusal = ApiError::new(409, "Validation failed: domain_key has already been taken");
                refusal.conflicts_with = Some(*job);
                Err(refusal)
            }
            None => Ok(()),
        }
    }

    /// Notes which job holds a domain_key.
    pub(super) fn hold_key(&mut self, key: Option<&String>, job: u64) {
        if let Some(key) = key {
            self.domain_keys.insert(key.clone(), job);
            self.changes.push(Change::DomainKey(key.clone(), job));
        }
    }

    /// Whether a job still holds its domain_key.
    fn is_kept(&self, quirks: &Quirks, job: u64) -> bool {
        // Each schedule's jobs stand in the order of their ids.
        let has_job = |schedule: &Schedule| schedule.jobs.binary_search_by_key(&job, |job| job.id).is_ok();
        quirks.is(&DOMAIN_KEYS, "for-ever")
            || self.loose_jobs.contains_key(&job)
            || self.schedules.values().any(has_job)
    }

    pub(super) fn history(
        &mut self,
        context: &Context,
        name: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct History<'a> {
            count: usize,
            from: Option<usize>,
            to: Option<usize>,
            history: Vec<HistoryAnswer<'a>>,
        }
        let quirks = &context.quirks;
        let id = self.find(context, name)?.id;
        self.forget(quirks, id, context.now);
        let schedule = self.schedules.get(&id).ok_or_else(ApiError::not_found)?;
        let number = |name: &str, default: usize| match parameters.get(name).map(|text| text.trim()) {
            None | Some("") => Ok(default),
            Some(text) => text.parse().map_err(|_| {
                ApiError::new(422, format!("Validation failed: {name} is not a number of rows"))
            }),
        };
        let (from, to) = (number("from", 0)?, number("to", 20)?);
        let most = quirks.number(&WINDOW).unwrap_or(usize::MAX);
        let rows = schedule.jobs.iter().rev().skip(from).take(to.saturating_sub(from).min(most));
        let history: Vec<HistoryAnswer<'_>> =
            rows.map(|job| HistoryAnswer::new(quirks, &self.catalog.connections, job, context.now)).collect();
        let count = if quirks.is(&COUNT, "total") { schedule.jobs.len() } else { history.len() };
        let bound = |number: usize| quirks.is(&BOUNDS, "numbers").then_some(number);
        body(&History { count, from: bound(from), to: bound(to), history })
    }
}
