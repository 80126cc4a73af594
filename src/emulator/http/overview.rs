//! What the page shows: schedules with their next runs, recent jobs, recent requests.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};

use super::Shared;
use super::controls::{reply, time};
use crate::emulator::engine::Engine;
use crate::emulator::model::schedule::Schedule;
use crate::emulator::model::time::of_schedule;
use crate::emulator::model::{Account, ApiError};
use crate::emulator::quirks::Quirks;

/// The most schedules of an account, and the most jobs, that are shown.
const SHOWN: usize = 100;

/// The length of the time line and of its parts, in seconds. Runs in the same part are one mark.
const LINE: i64 = 24 * 60 * 60;
const PART: i64 = 5 * 60;

/// Everything at once, for a page that asks again every few seconds.
pub(super) async fn get(State(shared): State<Arc<Shared>>) -> Response {
    let answer = shared.with(|engine| {
        engine.settle()?;
        let accounts = engine.accounts.iter().map(|(name, account)| shown(engine, name, account));
        Ok(json!({ "time": time(engine), "line": LINE, "part": PART, "accounts": accounts.collect::<Vec<_>>() }))
    });
    let answer = answer.await.and_then(|answer| answer).and_then(|mut answer: Value| {
        let requests = serde_json::to_value(&*shared.requests())
            .map_err(|error| ApiError::new(500, error.to_string()))?;
        if let Value::Object(fields) = &mut answer {
            fields.insert("requests".into(), requests);
            fields.insert("faults".into(), json!(shared.faults().rules));
        }
        Ok(answer)
    });
    reply(answer)
}

fn shown(engine: &Engine, name: &str, account: &Account) -> Value {
    let now = engine.now();
    // Those that run next come first, then those that never do.
    let due = account.due.iter().filter_map(|(_, id)| account.schedules.get(id));
    let idle = account.schedules.values().filter(|schedule| schedule.next_tick.is_none());
    let rows: Vec<Value> = due.chain(idle).take(SHOWN).map(|schedule| row(schedule, now)).collect();
    let mut jobs: Vec<_> = account
        .schedules
        .values()
        .flat_map(|schedule| schedule.jobs.iter().rev().take(10).map(move |job| (schedule, job)))
        .collect();
    jobs.sort_by_key(|(_, job)| std::cmp::Reverse(job.id));
    let jobs = jobs.into_iter().take(SHOWN).map(|(schedule, job)| {
        json!({
            "id": job.id,
            "schedule": schedule.name,
            "status": job.status(now),
            "scheduled_at": job.scheduled_at.map(iso),
            "start_at": job.started(now).map(iso),
            "end_at": job.ended(now).map(iso),
        })
    });
    let jobs: Vec<Value> = jobs.collect();
    json!({ "name": name, "total": account.schedules.len(), "schedules": rows, "jobs": jobs })
}

fn iso(seconds: i64) -> String {
    of_schedule(&Quirks::default(), seconds)
}

fn row(schedule: &Schedule, now: i64) -> Value {
    let first = schedule.due().filter(|due| *due >= now).map(|due| due - now);
    let runs = std::iter::successors(first, |run| {
        let after = now + run - run.rem_euclid(PART) + PART - 1;
        Some(schedule.plan.as_ref()?.next_after(after - schedule.delay)? + schedule.delay - now)
    });
    let runs = runs.take_while(|run| *run <= LINE);
    json!({
        "id": schedule.id,
        "name": schedule.name,
        "cron": schedule.cron,
        "timezone": schedule.timezone,
        "delay": schedule.delay,
        "type": schedule.definition.kind,
        "database": schedule.definition.database,
        "next": schedule.due().map(iso),
        "runs": runs.collect::<Vec<_>>(),
        "last": schedule.jobs.back().map(|job| job.status(now)),
    })
}
