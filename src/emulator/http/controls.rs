//! `/_emulator/…`: time, faults, what becomes of jobs, what arrived, and the whole content.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::api::respond;
use super::{Shared, overview, parameters};
use crate::emulator::clock::Setting;
use crate::emulator::engine::Engine;
use crate::emulator::faults::Rule;
use crate::emulator::model::outcome::Outcome;
use crate::emulator::model::time::parse;
use crate::emulator::model::{ApiError, Parameters, Reply};
use crate::emulator::quirks::{Quirks, TABLE};

type Answer = Result<Value, ApiError>;

/// What can be asked for under `/_emulator/`: method and name, fields, what it does.
pub static CONTROLS: &[(&str, &str, &str)] = &[
    (
        "POST advance",
        "`seconds` or `until`",
        "Moves the clock ahead; all that falls due happens at once, in order.",
    ),
    ("GET clock", "", "How the clock stands."),
    (
        "POST clock",
        "`at` (now)",
        "Stops the clock at an instant, also an earlier one: what came later has not happened.",
    ),
    ("DELETE clock", "", "Follows the machine's clock again."),
    (
        "POST faults",
        "`kind`, `operation` (any), `rate` (1) or `next`, `seconds`",
        "Lets requests go wrong: a share of them from 0 to 1, or the next ones.",
    ),
    ("GET faults", "", "The faults in force."),
    ("DELETE faults", "", "No more faults."),
    (
        "POST outcomes",
        "`status`, `schedule` (any), `duration`, `next` (all), `account`",
        "Lets later jobs end as `success`, `error` or `killed` after so many seconds. The newest rule that fits counts.",
    ),
    ("GET outcomes", "`account`", "The rules for jobs."),
    ("DELETE outcomes", "`account`", "Jobs succeed again."),
    ("GET requests", "", "Counts by operation and the last 500 requests, without keys and exports."),
    ("DELETE requests", "", "Forgets them."),
    (
        "GET dump",
        "`account`",
        "Every schedule as it was given, in the form of TD's list, and databases, connections and users, for `--load`.",
    ),
    ("POST reset", "", "Empties everything, the clock, faults and requests too."),
    ("GET quirks", "", "How each open point is switched."),
    ("GET overview", "", "What the page at `/` shows."),
];

/// The controls' paths.
pub(super) fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/_emulator/advance", post(advance))
        .route("/_emulator/clock", get(clock).post(stop).delete(follow))
        .route("/_emulator/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/_emulator/outcomes", get(outcomes).post(add_outcome).delete(clear_outcomes))
        .route("/_emulator/requests", get(requests).delete(clear_requests))
        .route("/_emulator/reset", post(reset))
        .route("/_emulator/dump", get(dump))
        .route("/_emulator/quirks", get(quirks))
        .route("/_emulator/overview", get(overview::get))
}

fn bad(message: impl Into<String>) -> ApiError {
    ApiError::new(422, message)
}

pub(super) fn reply(answer: Answer) -> Response {
    respond(answer.map(|value| Reply::json(value.to_string().into_bytes())), &Quirks::default())
}

/// How the clock stands.
pub(super) fn time(engine: &Engine) -> Value {
    let setting = engine.setting();
    let mode = match setting {
        Setting { stopped: Some(_), .. } => "stopped",
        Setting { ahead: 0, .. } => "following",
        Setting { .. } => "moved",
    };
    let now = crate::emulator::model::time::of_schedule(&Quirks::default(), engine.now());
    json!({ "now": now, "epoch": engine.now(), "clock": mode })
}

async fn given(request: Request) -> Result<Parameters, ApiError> {
    parameters::read(request).await
}

async fn on_clock(
    shared: &Arc<Shared>,
    work: impl FnOnce(&mut Engine) -> Result<(), ApiError> + Send + 'static,
) -> Response {
    let answer = shared.with(move |engine| work(engine).map(|()| time(engine))).await;
    reply(answer.and_then(|answer| answer))
}

async fn advance(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let given = match given(request).await {
        Ok(given) => given,
        Err(refusal) => return reply(Err(refusal)),
    };
    on_clock(&shared, move |engine| {
        let now = engine.now();
        let seconds =
            given.get("seconds").and_then(|text| text.parse::<i64>().ok()).filter(|seconds| *seconds >= 0);
        let until = given.get("until").and_then(|text| parse(text));
        let time = until.or(seconds.map(|seconds| now.saturating_add(seconds)));
        engine.advance(time.ok_or_else(|| bad("`seconds` (0 or more) or `until` (RFC 3339) is needed"))?)
    })
    .await
}

async fn clock(State(shared): State<Arc<Shared>>) -> Response {
    on_clock(&shared, |_| Ok(())).await
}

async fn stop(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let given = match given(request).await {
        Ok(given) => given,
        Err(refusal) => return reply(Err(refusal)),
    };
    on_clock(&shared, move |engine| {
        let time = match given.get("at") {
            Some(at) => parse(at).ok_or_else(|| bad("`at` must be RFC 3339 or epoch seconds"))?,
            None => engine.now(),
        };
        engine.set(Setting { stopped: Some(time), ..engine.setting() })
    })
    .await
}

async fn follow(State(shared): State<Arc<Shared>>) -> Response {
    on_clock(&shared, |engine| engine.set(Setting::default())).await
}

async fn faults(State(shared): State<Arc<Shared>>) -> Response {
    reply(Ok(json!({ "faults": shared.faults().rules })))
}

async fn add_fault(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let rule = given(request).await.and_then(|given| {
        let text = |name: &str| given.get(name).map(String::as_str).filter(|text| !text.is_empty());
        let when = match (text("next"), text("rate")) {
            (Some(next), _) => format!("next{next}"),
            (None, rate) => rate.unwrap_or("1").to_owned(),
        };
        Rule::new(text("kind").unwrap_or_default(), text("operation"), &when, text("seconds"))
            .map_err(|error| bad(error.to_string()))
    });
    match rule {
        Ok(rule) => {
            shared.faults().rules.push(rule);
            faults(State(shared)).await
        }
        Err(refusal) => reply(Err(refusal)),
    }
}

async fn clear_faults(State(shared): State<Arc<Shared>>) -> Response {
    shared.faults().rules.clear();
    faults(State(shared)).await
}

fn account(shared: &Shared, given: &Parameters) -> String {
    given.get("account").cloned().unwrap_or_else(|| shared.keys.account().to_owned())
}

async fn on_outcomes(
    shared: &Arc<Shared>,
    request: Request,
    work: impl FnOnce(&mut Engine, &str, &Parameters) -> Result<(), ApiError> + Send + 'static,
) -> Response {
    let given = match given(request).await {
        Ok(given) => given,
        Err(refusal) => return reply(Err(refusal)),
    };
    let name = account(shared, &given);
    let answer = shared.with(move |engine| {
        work(engine, &name, &given)?;
        let outcomes = engine.accounts.get(&name).map(|account| account.outcomes.as_slice());
        Ok(json!({ "outcomes": outcomes.unwrap_or_default() }))
    });
    reply(answer.await.and_then(|answer| answer))
}

async fn outcomes(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    on_outcomes(&shared, request, |_, _, _| Ok(())).await
}

async fn add_outcome(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    on_outcomes(&shared, request, |engine, name, given| {
        let number = |name: &str| given.get(name).map(|text| text.parse::<u32>()).transpose();
        let wrong = |_| bad("`duration` and `next` are whole numbers");
        let next = number("next").map_err(wrong)?.map(u64::from);
        if next == Some(0) {
            return Err(bad("`next` is 1 or more"));
        }
        let status = given.get("status").cloned().unwrap_or_default();
        let rule = Outcome {
            schedule: given.get("schedule").cloned(),
            status: serde_json::from_value(Value::String(status))
                .map_err(|_| bad("`status` must be success, error or killed"))?,
            duration: number("duration").map_err(wrong)?.map(i64::from),
            next,
        };
        engine.outcome(name, Some(rule))
    })
    .await
}

async fn clear_outcomes(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    on_outcomes(&shared, request, |engine, name, _| engine.outcome(name, None)).await
}

async fn requests(State(shared): State<Arc<Shared>>) -> Response {
    let value =
        serde_json::to_value(&*shared.requests()).map_err(|error| ApiError::new(500, error.to_string()));
    reply(value)
}

async fn clear_requests(State(shared): State<Arc<Shared>>) -> Response {
    *shared.requests() = Default::default();
    requests(State(shared)).await
}

async fn reset(State(shared): State<Arc<Shared>>) -> Response {
    shared.faults().rules.clear();
    *shared.requests() = Default::default();
    on_clock(&shared, Engine::reset).await
}

async fn dump(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let given = match given(request).await {
        Ok(given) => given,
        Err(refusal) => return reply(Err(refusal)),
    };
    let name = account(&shared, &given);
    let answer = shared.with(move |engine| {
        engine.settle()?;
        let quirks = engine.quirks.clone();
        Ok(engine.account(&name)?.dump(&quirks))
    });
    reply(answer.await.and_then(|answer| answer))
}

async fn quirks(State(shared): State<Arc<Shared>>) -> Response {
    let row = |row: &&crate::emulator::quirks::Row| json!({ "name": row.name, "value": shared.quirks.get(row), "values": row.values, "doc": row.doc, "known": row.is_known, "evidence": row.evidence });
    reply(Ok(json!({ "quirks": TABLE.iter().map(row).collect::<Vec<_>>() })))
}
