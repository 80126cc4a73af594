//! What the figures are to show. A goal whose part was left out is not judged.

use serde_json::Value;

use crate::rows::{BUILTIN, ECHO, GO, NULL, PEER, TD};

/// A goal with what was measured.
pub(crate) struct Goal {
    pub(crate) name: &'static str,
    pub(crate) measured: f64,
    pub(crate) met: bool,
}

/// Judges the figures of a run.
pub(crate) fn judge(figures: &Value) -> Vec<Goal> {
    let get = |path: &[&str]| path.iter().try_fold(figures, |value, key| value.get(key))?.as_f64();
    let ratio = |part, what, one, other| Some(get(&[part, one, what])? / get(&[part, other, what])?);
    let start = |what| get(&["startup", TD, what]);
    let requests = |command, operation| {
        get(&["td_schedule", command, "requests", "list"])?;
        Some(get(&["td_schedule", command, "requests", operation]).unwrap_or(0.0))
    };
    let count = get(&["count"]).unwrap_or(f64::NAN);
    let share = |command| {
        let time = |of| get(&["td_schedule", command, of]);
        Some(time("provider_cpu_s")? / time("terraform_cpu_s")?)
    };
    let latency = |which| get(&["td_schedule", "latency", which]);
    let growth = |what| {
        let per_schedule = |of| Some(get(&["driver", of, what])? / get(&["driver", of, "schedules"])?);
        Some(per_schedule("many")? / per_schedule("few")?)
    };
    let late = latency("plan_50ms_s").and_then(|far| Some(far - latency("plan_0ms_s")?));
    let at_most = [
        ("handshake, of Go null's <= 0.15", ratio("startup", "handshake_ms", TD, GO), 0.15),
        ("memory at handshake <= 10 MiB", start("memory_mib"), 10.0),
        ("executable <= 12 MB", start("file_mb"), 12.0),
        ("td_schedule's plan, of the echo's <= 1.10", ratio("terraform", "plan_s", TD, ECHO), 1.10),
        ("td_schedule's apply, of the echo's <= 1.15", ratio("terraform", "apply_s", TD, ECHO), 1.15),
        (
            "null look-alike's plan, of the builtin's <= 1.25",
            ratio("terraform", "plan_s", NULL, BUILTIN),
            1.25,
        ),
        ("null look-alike's plan, of Go's <= 1", ratio("terraform", "plan_s", NULL, GO), 1.0),
        (
            "null look-alike's plan, of the tf-provider crate's <= 1",
            ratio("terraform", "plan_s", NULL, PEER),
            1.0,
        ),
        ("provider's processor time in a plan, of Terraform's <= 0.10", share("plan"), 0.10),
        ("50 ms a request lengthen a plan by <= 0.3 s", late, 0.3),
        ("lists of an apply <= 2", requests("apply", "list"), 2.0),
        ("memory of the drive <= 80 MiB", get(&["driver", "few", "memory_mib"]), 80.0),
        ("time for each schedule, five times as many, <= 1.1 of", growth("seconds"), 1.1),
        ("memory for each schedule, five times as many, <= 1.1 of", growth("memory_mib"), 1.1),
    ];
    let exactly = [
        ("lists of a plan = 1", requests("plan", "list"), 1.0),
        ("creates of an apply = schedules", requests("apply", "create"), count),
        ("lists of a destroy = 1", requests("destroy", "list"), 1.0),
        ("deletes of a destroy = schedules", requests("destroy", "delete"), count),
        ("lists of the drive = 1", get(&["driver", "few", "lists"]), 1.0),
    ];
    let at_least = [("RPCs a second, of the echo's >= 0.6", get(&["driver", "few", "of_echo"]), 0.6)];
    let goal = |name, measured: Option<f64>, met: fn(&f64, &f64) -> bool, bound: f64| {
        measured.map(|measured| Goal { name, measured, met: met(&measured, &bound) })
    };
    let judged = at_most.into_iter().map(|(name, measured, bound)| goal(name, measured, f64::le, bound));
    let judged =
        judged.chain(exactly.into_iter().map(|(name, measured, bound)| goal(name, measured, f64::eq, bound)));
    let judged = judged
        .chain(at_least.into_iter().map(|(name, measured, bound)| goal(name, measured, f64::ge, bound)));
    judged.flatten().collect()
}
