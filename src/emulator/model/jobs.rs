//! Jobs by themselves: looking them up, issuing, killing, results.

use serde::Serialize;

use super::apply::body;
use super::databases;
use super::job::{End, Job};
use super::job_result;
use super::response::{JobAnswer, JobStatusAnswer};
use super::schedule::Definition;
use super::settings::{self, Problems};
use super::write::USER_NAME;
use super::{Account, ApiError, Change, Context, Operation, Parameters, Reply};
use crate::emulator::quirks::MISSING;

/// How many jobs a list gives when nothing is said.
const PAGE: usize = 20;

impl Account {
    /// The job with this number, if the key's databases let it be seen.
    fn job(&self, context: &Context, id: &str) -> Result<(u64, &Job), ApiError> {
        let number = id.parse::<u64>().ok();
        let found = number.and_then(|id| {
            let of_schedule = self.schedules.values().find_map(|schedule| {
                // Each schedule's jobs stand in the order of their ids.
                let index = schedule.jobs.binary_search_by_key(&id, |job| job.id).ok()?;
                Some((schedule.id, schedule.jobs.get(index)?))
            });
            of_schedule.or_else(|| self.loose_jobs.get(&id).map(|job| (0, job)))
        });
        let seen = found.filter(|(_, job)| context.sees(&job.definition.database));
        seen.ok_or_else(|| {
            let text = format!("Couldn't find Job with account_id = {}, id = {id}", context.account);
            ApiError::new(404, text)
        })
    }

    pub(super) fn show_job(&self, context: &Context, id: &str) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct Shown<'a> {
            #[serde(flatten)]
            job: JobAnswer<'a>,
            debug: Debug,
        }
        #[derive(Serialize)]
        struct Debug {
            cmdout: Option<&'static str>,
            stderr: Option<&'static str>,
        }
        let (_, job) = self.job(context, id)?;
        let failed = job.status(context.now) == "error";
        let debug = Debug {
            cmdout: Some("This job ran in the emulator: its query was not looked at.\n"),
            stderr: failed.then_some("A rule for jobs let this one fail.\n"),
        };
        let job = JobAnswer::new(&context.quirks, &self.catalog.connections, job, context.now);
        body(&Shown { job, debug })
    }

    pub(super) fn show_job_status(&self, context: &Context, id: &str) -> Result<Vec<u8>, ApiError> {
        let (_, job) = self.job(context, id)?;
        body(&JobStatusAnswer::new(&context.quirks, job, context.now))
    }

    pub(super) fn show_job_status_by_key(&self, context: &Context, key: &str) -> Result<Vec<u8>, ApiError> {
        match self.domain_keys.get(key) {
            Some(id) => self.show_job_status(context, &id.to_string()),
            None => Err(ApiError::new(404, format!("Couldn't find Job with domain_key = {key}"))),
        }
    }

    /// The newest first; `to` is the last one that is given, unlike in a history.
    pub(super) fn list_jobs(&self, context: &Context, parameters: &Parameters) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct List<'a> {
            count: usize,
            from: Option<usize>,
            to: Option<usize>,
            jobs: Vec<JobAnswer<'a>>,
        }
        let number = |name: &str| match parameters.get(name).map(|text| text.trim()).filter(|t| !t.is_empty())
        {
            None => Ok(None),
            Some(text) => text
                .parse::<usize>()
                .map(Some)
                .map_err(|_| ApiError::new(422, format!("Validation failed: {name} is not a number"))),
        };
        let (from, to, slower) = (number("from")?, number("to")?, number("slower_than")?);
        let status = parameters.get("status").filter(|status| !status.is_empty());
        let is_wanted = |job: &&Job| {
            let is_slow = |least: usize| {
                let ended = job.ended(context.now).unwrap_or(context.now);
                i64::try_from(least).is_ok_and(|least| ended - job.start_at > least)
            };
            context.sees(&job.definition.database)
                && status.is_none_or(|status| job.status(context.now) == status)
                && slower.is_none_or(is_slow)
        };
        let of_schedules = self.schedules.values().flat_map(|schedule| &schedule.jobs);
        let mut jobs: Vec<&Job> = of_schedules.chain(self.loose_jobs.values()).filter(is_wanted).collect();
        jobs.sort_unstable_by_key(|job| std::cmp::Reverse(job.id));
        let first = from.unwrap_or(0);
        let end = to.map_or(first.saturating_add(PAGE), |to| to.saturating_add(1));
        let jobs = jobs.into_iter().skip(first).take(end.saturating_sub(first));
        let jobs: Vec<JobAnswer<'_>> = jobs
            .map(|job| JobAnswer::new(&context.quirks, &self.catalog.connections, job, context.now))
            .collect();
        body(&List { count: jobs.len(), from, to, jobs })
    }

    pub(super) fn kill_job(&mut self, context: &Context, id: &str) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct Killed {
            job_id: String,
            former_status: &'static str,
        }
        let (schedule, job) = self.job(context, id)?;
        let mut job = job.clone();
        let former_status = job.status(context.now);
        let answer = body(&Killed { job_id: job.id.to_string(), former_status });
        if job.ended(context.now).is_none() {
            job.start_at = job.start_at.min(context.now);
            job.end_at = context.now;
            job.end = End::Killed;
            self.replace_job(schedule, job);
        }
        answer
    }

    pub(super) fn job_result(
        &self,
        context: &Context,
        id: &str,
        parameters: &Parameters,
    ) -> Result<Reply, ApiError> {
        job_result::reply(context, self.job(context, id)?.1, parameters)
    }

    fn replace_job(&mut self, schedule: u64, job: Job) {
        self.changes.push(Change::Job(schedule, job.clone()));
        let jobs = self.schedules.get_mut(&schedule).map(|schedule| &mut schedule.jobs);
        let held = jobs.and_then(|jobs| jobs.iter_mut().rfind(|held| held.id == job.id));
        match held {
            Some(held) => *held = job,
            None => {
                self.loose_jobs.insert(job.id, job);
            }
        }
    }

    pub(super) fn issue_job(
        &mut self,
        context: &Context,
        operation: &Operation,
    ) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct Issued<'a> {
            job: &'a str,
            job_id: &'a str,
            database: &'a str,
        }
        let (kind, database, given) = (operation.part(0), operation.part(1), &operation.parameters);
        if !self.knows_database(context, database) {
            return Err(databases::unknown(&context.quirks, database));
        }
        let mut fields = given.clone();
        fields.insert("type".into(), kind.to_owned());
        fields.retain(|name, _| settings::is_of_job(name));
        let mut problems = Problems::default();
        let settings = settings::read(&fields, context, Some(kind), &mut problems)?;
        if settings.query.is_none() {
            problems.add_by(&context.quirks, &MISSING, "Query can't be blank");
        }
        problems.refuse()?;
        let key = given.get("domain_key").filter(|key| !key.is_empty());
        self.is_free(context, key)?;
        self.note_database(database, context.now);
        let definition = Definition {
            id: self.next_definition(),
            kind: kind.to_owned(),
            database: database.to_owned(),
            query: settings.query.unwrap_or_default(),
            result: settings.result.unwrap_or_default(),
            priority: settings.priority.unwrap_or(0),
            retry_limit: settings.retry_limit.unwrap_or(0),
            engine_version: settings.engine_version,
            pool_name: settings.pool_name,
            executing_user_id: None,
            user_name: USER_NAME.into(),
            description: None,
            issued: true,
        };
        let scheduled_at = given.get("scheduled_time").and_then(|text| super::time::parse(text));
        let id = self.start_loose(context, definition, scheduled_at);
        self.hold_key(key, id);
        let id = id.to_string();
        body(&Issued { job: &id, job_id: &id, database })
    }
}
