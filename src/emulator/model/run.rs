//! Jobs asked for, and the history of all jobs.

use serde::Serialize;

use super::answer::{JobAnswer, RunAnswer};
use super::apply::body;
use super::schedule::Schedule;
use super::time::LAST;
use super::{Account, Change, Context, Parameters, Refusal};
use crate::emulator::quirks::{
    BOUNDS, COUNT, DOMAIN_KEYS, NUM_MAX, NUM_TIMES, NUM_WITHOUT_CRON, Quirks, WINDOW,
};

impl Account {
    pub(super) fn run(
        &mut self,
        context: &Context,
        name: &str,
        time: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, Refusal> {
        #[derive(Serialize)]
        struct Run<'a> {
            jobs: Vec<RunAnswer<'a>>,
        }
        let quirks = &context.quirks;
        let schedule = self.find(context, name)?;
        let invalid = |text: &str| Refusal::new(422, format!("Validation failed: {text}"));
        let time = time.parse().ok().filter(|time| (0..=LAST).contains(time));
        let time: i64 = time.ok_or_else(|| invalid("Schedule time is invalid"))?;
        let num: usize = match parameters.get("num").map(|num| num.trim()).filter(|num| !num.is_empty()) {
            None => 1,
            Some(num) => num.parse().map_err(|_| invalid("Num is not a number"))?,
        };
        let most = quirks.number(&NUM_MAX).unwrap_or(10);
        if !(1..=most).contains(&num) {
            return Err(invalid(&format!("Num must be between 1 and {most}")));
        }
        let key = parameters.get("domain_key").filter(|key| !key.is_empty());
        let taken = key.and_then(|key| self.domain_keys.get(key));
        if let Some(job) = taken.filter(|job| self.is_kept(quirks, **job)) {
            let mut refusal = Refusal::new(409, "Validation failed: domain_key has already been taken");
            refusal.conflicts_with = Some(*job);
            return Err(refusal);
        }
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
        let id = schedule.id;
        let mut jobs = Vec::new();
        for time in times {
            let job = self.start(context, id, context.now, time).ok_or_else(Refusal::not_found)?;
            jobs.push(job.clone());
        }
        if let (Some(key), Some(job)) = (key, jobs.first()) {
            self.domain_keys.insert(key.clone(), job.id);
            self.changes.push(Change::DomainKey(key.clone(), job.id));
        }
        body(&Run { jobs: jobs.iter().map(|job| RunAnswer::new(quirks, job)).collect() })
    }

    /// Whether a job still holds its domain_key.
    fn is_kept(&self, quirks: &Quirks, job: u64) -> bool {
        // Each schedule's jobs stand in the order of their ids.
        let has_job = |schedule: &Schedule| schedule.jobs.binary_search_by_key(&job, |job| job.id).is_ok();
        quirks.is(&DOMAIN_KEYS, "for-ever") || self.schedules.values().any(has_job)
    }

    pub(super) fn history(
        &mut self,
        context: &Context,
        name: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, Refusal> {
        #[derive(Serialize)]
        struct History<'a> {
            count: usize,
            from: Option<usize>,
            to: Option<usize>,
            history: Vec<JobAnswer<'a>>,
        }
        let quirks = &context.quirks;
        let id = self.find(context, name)?.id;
        self.forget(id, context.now);
        let schedule = self.schedules.get(&id).ok_or_else(Refusal::not_found)?;
        let number = |name: &str, default: usize| match parameters.get(name).map(|text| text.trim()) {
            None | Some("") => Ok(default),
            Some(text) => text
                .parse()
                .map_err(|_| Refusal::new(422, format!("Validation failed: {name} is not a number of rows"))),
        };
        let (from, to) = (number("from", 0)?, number("to", 20)?);
        let most = quirks.number(&WINDOW).unwrap_or(usize::MAX);
        let rows = schedule.jobs.iter().rev().skip(from).take(to.saturating_sub(from).min(most));
        let history: Vec<JobAnswer<'_>> = rows.map(|job| JobAnswer::new(quirks, job, context.now)).collect();
        let count = if quirks.is(&COUNT, "total") { schedule.jobs.len() } else { history.len() };
        let bound = |number: usize| quirks.is(&BOUNDS, "numbers").then_some(number);
        body(&History { count, from: bound(from), to: bound(to), history })
    }
}
