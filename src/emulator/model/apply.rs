//! The six operations: an account, an operation and a time give an answer and the account after it.

use std::sync::Arc;

use serde::Serialize;

use super::answer::{JobAnswer, RunAnswer, ScheduleAnswer};
use super::job::{End, Job};
use super::schedule::{Definition, Schedule};
use super::settings::{self, Problems, Settings};
use super::time::LAST;
use super::{Account, Context, Operation, Parameters, Refusal};
use crate::emulator::quirks::{
    CLEARING, COUNT, CREATE_NAME, DUPLICATE, DUPLICATE_RENAME, LIST_ORDER, NUM_TIMES, NUM_WITHOUT_CRON,
    WINDOW,
};

/// The user whose name every schedule of the emulator has.
const USER_NAME: &str = "Emulator User";

impl Account {
    /// Carries an operation out and gives the body of its answer, which is JSON.
    pub(crate) fn apply(&mut self, operation: &Operation, context: &Context) -> Result<Vec<u8>, Refusal> {
        match operation {
            Operation::List => self.list(context),
            Operation::Create { name, parameters } => self.create(context, name, parameters),
            Operation::Update { name, parameters } => self.update(context, name, parameters),
            Operation::Delete { name } => self.delete(context, name),
            Operation::Run { name, time, parameters } => self.run(context, name, time, parameters),
            Operation::History { name, parameters } => self.history(context, name, parameters),
        }
    }

    fn list(&self, context: &Context) -> Result<Vec<u8>, Refusal> {
        #[derive(Serialize)]
        struct List<'a> {
            schedules: Vec<ScheduleAnswer<'a>>,
        }
        let mut rows: Vec<&Schedule> =
            self.schedules.values().filter(|schedule| context.sees(&schedule.definition.database)).collect();
        match context.quirks.get(&LIST_ORDER) {
            "newest" => rows.reverse(),
            "name" => rows.sort_by(|a, b| a.name.cmp(&b.name)),
            _ => {}
        }
        let rows = rows.into_iter().map(|schedule| ScheduleAnswer::listed(&context.quirks, schedule));
        body(&List { schedules: rows.collect() })
    }

    fn create(&mut self, context: &Context, path: &str, parameters: &Parameters) -> Result<Vec<u8>, Refusal> {
        let quirks = &context.quirks;
        let mut problems = Problems::default();
        let settings = settings::read(parameters, context, &mut problems)?;
        let other = settings.name.as_deref().filter(|name| !name.is_empty() && *name != path);
        let name = match (other, quirks.get(&CREATE_NAME)) {
            (Some(_), "refused") => {
                problems.add("Name does not match the path");
                path
            }
            (Some(name), "body") => name,
            _ => path,
        };
        problems.name(quirks, name);
        problems.required(quirks, &settings);
        let cron = settings.cron.clone().filter(|cron| !cron.is_empty());
        let timezone = settings.timezone.clone().unwrap_or_else(|| "UTC".into());
        let plan = problems.plan(quirks, cron.as_deref(), &timezone);
        problems.refuse()?;
        if self.id(quirks, name).is_some() {
            return Err(Refusal::by(quirks, &DUPLICATE, "Name has already been taken"));
        }
        let mut schedule = Schedule {
            id: self.next_schedule(),
            name: name.to_owned(),
            created_at: context.now,
            cron,
            timezone,
            delay: settings.delay.unwrap_or(0),
            last_tick: None,
            next_tick: None,
            definition: Arc::new(Definition {
                id: self.next_definition(),
                kind: settings.kind.unwrap_or_default(),
                database: settings.database.unwrap_or_default(),
                query: settings.query.unwrap_or_default(),
                result: settings.result.unwrap_or_default(),
                priority: settings.priority.unwrap_or(0),
                retry_limit: settings.retry_limit.unwrap_or(0),
                engine_version: settings.engine_version.filter(|version| !version.is_empty()),
                pool_name: settings.pool_name.filter(|pool| !pool.is_empty()),
                executing_user_id: settings.executing_user_id.and_then(|id| id.parse().ok()),
                user_name: USER_NAME.into(),
                description: settings.description,
            }),
            plan: plan.map(Arc::new),
            jobs: Default::default(),
        };
        schedule.plan_from(context.now);
        let answer = body(&ScheduleAnswer::written(quirks, &schedule));
        self.put(quirks, schedule);
        answer
    }

    fn update(&mut self, context: &Context, name: &str, parameters: &Parameters) -> Result<Vec<u8>, Refusal> {
        let quirks = &context.quirks;
        let old = self.find(context, name)?;
        let mut problems = Problems::default();
        let settings = settings::read(parameters, context, &mut problems)?;
        let new_name = settings.name.clone().unwrap_or_else(|| old.name.clone());
        problems.name(quirks, &new_name);
        let cron = match &settings.cron {
            Some(cron) => Some(cron.clone()).filter(|cron| !cron.is_empty()),
            None => old.cron.clone(),
        };
        let timezone = settings.timezone.clone().unwrap_or_else(|| old.timezone.clone());
        let delay = settings.delay.unwrap_or(old.delay);
        let plan = problems.plan(quirks, cron.as_deref(), &timezone);
        let definition = changed(&old.definition, settings, context, &mut problems);
        problems.refuse()?;
        if self.id(quirks, &new_name).is_some_and(|id| id != old.id) {
            return Err(Refusal::by(quirks, &DUPLICATE_RENAME, "Name has already been taken"));
        }
        let mut schedule = old.clone();
        let timing = (&schedule.cron, &schedule.timezone, schedule.delay) != (&cron, &timezone, delay);
        schedule.name = new_name;
        schedule.cron = cron;
        schedule.timezone = timezone;
        schedule.delay = delay;
        if timing {
            schedule.plan = plan.map(Arc::new);
            schedule.plan_from(context.now);
        }
        if definition != *schedule.definition {
            schedule.definition = Arc::new(Definition { id: self.next_definition(), ..definition });
        }
        let answer = body(&ScheduleAnswer::written(quirks, &schedule));
        self.put(quirks, schedule);
        answer
    }

    fn delete(&mut self, context: &Context, name: &str) -> Result<Vec<u8>, Refusal> {
        let id = self.find(context, name)?.id;
        let schedule = self.remove(&context.quirks, id).ok_or_else(Refusal::not_found)?;
        body(&ScheduleAnswer::deleted(&context.quirks, &schedule))
    }

    fn run(
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
        if !(1..=10).contains(&num) {
            return Err(invalid("Num must be between 1 and 10"));
        }
        let key = parameters.get("domain_key").filter(|key| !key.is_empty());
        if let Some(job) = key.and_then(|key| self.domain_keys.get(key)) {
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
        let (id, definition) = (schedule.id, schedule.definition.clone());
        let jobs: Vec<Job> = times
            .into_iter()
            .map(|time| self.job(context, context.now, Some(time), definition.clone()))
            .collect();
        if let (Some(key), Some(job)) = (key, jobs.first()) {
            self.domain_keys.insert(key.clone(), job.id);
        }
        let answer = body(&Run { jobs: jobs.iter().map(|job| RunAnswer::new(quirks, job)).collect() });
        if let Some(schedule) = self.schedules.get_mut(&id) {
            schedule.jobs.extend(jobs);
        }
        answer
    }

    /// Starts a job: from now on everything that becomes of it is settled.
    pub(crate) fn job(
        &mut self,
        context: &Context,
        created_at: i64,
        scheduled_at: Option<i64>,
        definition: Arc<Definition>,
    ) -> Job {
        let start_at = created_at + context.outcomes.queued();
        let end_at = start_at + context.outcomes.running;
        let id = self.next_job();
        Job { id, definition, scheduled_at, created_at, start_at, end_at, end: End::Success }
    }

    fn history(&self, context: &Context, name: &str, parameters: &Parameters) -> Result<Vec<u8>, Refusal> {
        #[derive(Serialize)]
        struct History<'a> {
            count: usize,
            from: usize,
            to: usize,
            history: Vec<JobAnswer<'a>>,
        }
        let quirks = &context.quirks;
        let schedule = self.find(context, name)?;
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
        body(&History { count, from, to, history })
    }
}

/// The definition after an update; equal to the old one when nothing of it changed.
fn changed(old: &Definition, settings: Settings, context: &Context, problems: &mut Problems) -> Definition {
    let mut cleared = |new: Option<String>, old: &Option<String>, attribute: &str| match new {
        None => old.clone(),
        Some(text) if !text.is_empty() => Some(text),
        Some(_) => match context.quirks.get(&CLEARING) {
            "kept" => old.clone(),
            "422" => {
                problems.add(format!("{attribute} can't be blank"));
                None
            }
            _ => None,
        },
    };
    let old_user = old.executing_user_id.map(|id| id.to_string());
    Definition {
        id: old.id,
        kind: settings.kind.unwrap_or_else(|| old.kind.clone()),
        database: settings.database.unwrap_or_else(|| old.database.clone()),
        query: settings.query.unwrap_or_else(|| old.query.clone()),
        result: settings.result.unwrap_or_else(|| old.result.clone()),
        priority: settings.priority.unwrap_or(old.priority),
        retry_limit: settings.retry_limit.unwrap_or(old.retry_limit),
        engine_version: cleared(settings.engine_version, &old.engine_version, "Engine version"),
        pool_name: cleared(settings.pool_name, &old.pool_name, "Pool name"),
        executing_user_id: cleared(settings.executing_user_id, &old_user, "Executing user")
            .and_then(|id| id.parse().ok()),
        user_name: old.user_name.clone(),
        description: settings.description.or_else(|| old.description.clone()),
    }
}

/// Writes an answer as JSON.
fn body<T: Serialize>(answer: &T) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(answer).map_err(|error| Refusal::new(500, error.to_string()))
}
