//! Parts by themselves: what an RPC's codec costs, a plan, a list's parse, a cron.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;
use terraform_provider_td::api::ScheduleList;
use terraform_provider_td::cron::{Cron, Options};
use terraform_provider_td::wire::json::UnknownAttributes;
use terraform_provider_td::wire::{Object, ObjectType, Type, Value, json as wire_json, msgpack};
use tokio::runtime::Runtime;

use crate::Outcome;
use crate::planning::Planning;
use crate::process::{median, time_of};

/// How long each part is repeated.
const LONG_ENOUGH: Duration = Duration::from_millis(400);

/// Name and microseconds of each part, medians of three rounds.
pub(crate) fn measure(runtime: &Runtime) -> Outcome<Vec<(&'static str, f64)>> {
    let texts = ["name", "type", "database", "query", "cron", "timezone", "id", "user_name", "created_at"];
    let numbers = ["delay", "priority", "retry_limit", "schedule_id"];
    let types = texts.map(|name| (name, Type::String)).into_iter();
    let ty = Type::Object(Arc::new(ObjectType::new(types.chain(numbers.map(|name| (name, Type::Number))))));
    let text = |name| {
        let text = if name == "query" { crate::emulator::query(7, 1024) } else { format!("some {name}") };
        (name, Value::string(text))
    };
    let values = texts.map(text).into_iter().chain(numbers.map(|name| (name, Value::integer(7))));
    let state = Value::Object(Object::new(values));
    let (packed, stored) = (msgpack::encode(&state, &ty)?, wire_json::encode(&state, &ty)?);
    let list = json!({ "schedules": crate::emulator::rows(1000, 1024) }).to_string();
    let planning = runtime.block_on(Planning::new())?;
    let cron = Cron::parse("30 3 * * 1-5", &Options::default())?;
    let zone = jiff::tz::TimeZone::get("Asia/Tokyo")?;
    let now: jiff::Timestamp = "2026-01-01T00:00:00Z".parse()?;
    Ok(vec![
        ("decode a state of 13 attributes from msgpack", time(|| msgpack::decode(&packed, &ty))?),
        ("encode it", time(|| msgpack::encode(&state, &ty))?),
        ("decode it from JSON", time(|| wire_json::decode(&stored, &ty, UnknownAttributes::Ignore))?),
        ("plan an unchanged td_schedule, without transport", time(|| runtime.block_on(planning.plan()))?),
        ("parse a list of 1,000 schedules (1.3 MB)", time(|| ScheduleList::from_json(list.as_bytes()))?),
        ("parse a cron", time(|| Cron::parse("30 3 * * 1-5", &Options::default()))?),
        ("next run of a cron", time(|| cron.next_after(now, &zone))?),
    ])
}

/// Microseconds of processor time of one call: what else the machine does is not in it.
fn time<T>(mut work: impl FnMut() -> T) -> Outcome<f64> {
    let mut round = || {
        let (begin, before, mut calls) = (Instant::now(), time_of(std::process::id())?, 0_u32);
        while begin.elapsed() < LONG_ENOUGH {
            black_box(work());
            calls += 1;
        }
        Ok((time_of(std::process::id())? - before) * 1e6 / f64::from(calls))
    };
    Ok(median((0..3).map(|_| round()).collect::<Outcome<_>>()?))
}
