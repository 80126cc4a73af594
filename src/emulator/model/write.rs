//! Create and update.

use std::sync::Arc;

use super::apply::body;
use super::firing::Fault;
use super::response::ScheduleAnswer;
use super::schedule::{Definition, Schedule};
use super::settings::{self, Problems, Settings};
use super::{Account, ApiError, Change, Context, Parameters, databases};
use crate::emulator::quirks::{CLEARING, CREATE_NAME, DUPLICATE, DUPLICATE_RENAME, Quirks};

/// The user whose name every schedule of the emulator has.
pub(super) const USER_NAME: &str = "Emulator User";

/// The schedule that a create asks for, with numbers still to be given; what TD would refuse about it.
pub(super) fn draft(
    context: &Context,
    path: &str,
    parameters: &Parameters,
) -> Result<(Schedule, Problems), ApiError> {
    let quirks = &context.quirks;
    let mut problems = Problems::default();
    let settings = settings::read(parameters, context, None, &mut problems)?;
    let other = settings.name.as_deref().filter(|name| !name.is_empty() && *name != path);
    let name = match (other, quirks.get(&CREATE_NAME)) {
        (Some(_), "refused") => {
            problems.add("Name does not match the path");
            path
        }
        (Some(name), "body") => name,
        _ => path,
    };
    problems.name(context, name);
    problems.required(context, &settings);
    let cron = settings.cron.clone().filter(|cron| !cron.is_empty());
    let timezone = settings.timezone.clone().unwrap_or_else(|| "UTC".into());
    let plan = problems.plan(context, cron.as_deref(), &timezone, |_| true);
    let mut schedule = Schedule {
        id: 0,
        name: name.to_owned(),
        created_at: context.now,
        cron,
        timezone,
        delay: settings.delay.unwrap_or(0),
        last_tick: None,
        next_tick: None,
        definition: Arc::new(Definition {
            id: 0,
            // Only where the quirk lets a create say nothing.
            kind: settings.kind.unwrap_or_else(|| "hive".into()),
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
            issued: false,
        }),
        plan: plan.map(Arc::new),
        jobs: Default::default(),
    };
    schedule.plan_from(context.now);
    Ok((schedule, problems))
}

impl Account {
    pub(super) fn create(
        &mut self,
        context: &Context,
        path: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, ApiError> {
        self.check_database(context, parameters)?;
        let (schedule, problems) = draft(context, path, parameters)?;
        problems.refuse()?;
        let database = schedule.definition.database.clone();
        let id = self.add(&context.quirks, schedule)?.id;
        self.note_database(&database, context.now);
        let schedule = self.schedules.get(&id).ok_or_else(ApiError::not_found)?;
        body(&ScheduleAnswer::written(&context.quirks, &self.catalog.connections, schedule))
    }

    /// Refuses a body that names a database which is not there for this key.
    fn check_database(&self, context: &Context, parameters: &Parameters) -> Result<(), ApiError> {
        match parameters.get("database").filter(|name| !name.is_empty()) {
            Some(name) if !self.knows_database(context, name) => {
                Err(databases::unknown(&context.quirks, name))
            }
            _ => Ok(()),
        }
    }

    /// Numbers a new schedule and puts it in, unless its name is taken.
    pub(super) fn add(&mut self, quirks: &Quirks, mut schedule: Schedule) -> Result<&Schedule, ApiError> {
        if self.id(quirks, &schedule.name).is_some() {
            return Err(ApiError::by(quirks, &DUPLICATE, "Name has already been taken"));
        }
        let id = self.next_schedule();
        schedule.id = id;
        Arc::make_mut(&mut schedule.definition).id = self.next_definition();
        self.put(quirks, schedule);
        self.schedules.get(&id).ok_or_else(ApiError::not_found)
    }

    pub(super) fn update(
        &mut self,
        context: &Context,
        name: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, ApiError> {
        let quirks = &context.quirks;
        let old = self.find(context, name)?;
        self.check_database(context, parameters)?;
        let mut problems = Problems::default();
        let settings = settings::read(parameters, context, Some(&old.definition.kind), &mut problems)?;
        let new_name = settings.name.clone().unwrap_or_else(|| old.name.clone());
        // What the body leaves alone is not judged anew: other quirks, or a file, may have let it in.
        if settings.name.is_some() {
            problems.name(context, &new_name);
        }
        let cron = match &settings.cron {
            Some(cron) => Some(cron.clone()).filter(|cron| !cron.is_empty()),
            None => old.cron.clone(),
        };
        let timezone = settings.timezone.clone().unwrap_or_else(|| old.timezone.clone());
        let delay = settings.delay.unwrap_or(old.delay);
        let given = |fault: Fault| match fault.is_of_cron() {
            true => settings.cron.is_some(),
            false => settings.timezone.is_some(),
        };
        let plan = match (&settings.cron, &settings.timezone) {
            (None, None) => old.plan.clone(),
            _ => problems.plan(context, cron.as_deref(), &timezone, given).map(Arc::new),
        };
        let definition = changed(&old.definition, settings, context, &mut problems);
        problems.refuse()?;
        if self.id(quirks, &new_name).is_some_and(|id| id != old.id) {
            return Err(ApiError::by(quirks, &DUPLICATE_RENAME, "Name has already been taken"));
        }
        let id = old.id;
        let timing = (&old.cron, &old.timezone, old.delay) != (&cron, &timezone, delay);
        let redefined = definition != *old.definition;
        let mut schedule = self.remove(quirks, id).ok_or_else(ApiError::not_found)?;
        schedule.name = new_name;
        schedule.cron = cron;
        schedule.timezone = timezone;
        schedule.delay = delay;
        if timing {
            schedule.plan = plan;
            schedule.plan_from(context.now);
        }
        if redefined {
            schedule.definition = Arc::new(Definition { id: self.next_definition(), ..definition });
            self.changes.push(Change::Definition(schedule.definition.clone()));
        }
        self.note_database(&schedule.definition.database, context.now);
        let answer = body(&ScheduleAnswer::written(quirks, &self.catalog.connections, &schedule));
        self.restore(quirks, schedule);
        answer
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
        issued: false,
    }
}
