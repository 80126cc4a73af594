//! The whole bench: measures, prints the table, and keeps the figures as JSON.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::driver::{self, Drive};
use crate::process::median;
use crate::startup::{self, Startup};
use crate::terraform::{Subject, World};
use crate::{EXECUTABLE, Outcome, micro};

const PLAN: &[&str] = &["plan", "-detailed-exitcode"];
const APPLY: &[&str] = &["apply", "-auto-approve"];
const DESTROY: &[&str] = &["destroy", "-auto-approve"];

/// A row of the table.
struct Row {
    name: &'static str,
    subject: Subject,
    executable: PathBuf,
    /// What this executable is to be, where it is the provider itself.
    role: &'static str,
}

/// Seconds of the commands over all resources.
struct Commands {
    plan: f64,
    apply: f64,
}

/// Measures everything; `BENCH_PARTS` (of `startup terraform td schema driver micro`) leaves some out, `BENCH_COUNT` and
/// `BENCH_ROUNDS` make it shorter or longer.
pub(crate) fn run() -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let parts = std::env::var("BENCH_PARTS")
        .unwrap_or_else(|_| "startup terraform td schema driver micro".to_owned());
    let wanted = |part| parts.split_whitespace().any(|one| one == part);
    let count = number("BENCH_COUNT", 1000);
    let rounds = number("BENCH_ROUNDS", 3);
    let terraform =
        PathBuf::from(std::env::var("BENCH_TERRAFORM").unwrap_or_else(|_| "terraform".to_owned()));
    let rows = rows()?;
    let mut figures = json!({ "count": count, "rounds": rounds });
    if wanted("startup") {
        let links = tempfile::tempdir()?;
        let started: Vec<(&Row, PathBuf)> = rows
            .iter()
            .filter(|row| row.subject != Subject::Builtin)
            .map(|row| link(links.path(), row))
            .collect::<Outcome<_>>()?;
        let paths: Vec<&Path> = started.iter().map(|(_, path)| path.as_path()).collect();
        let startups = runtime.block_on(startup::measure(&paths, 20))?;
        say(&format!("{:<34}{:>14}{:>12}{:>12}", "a start", "handshake ms", "memory MiB", "file MB"))?;
        for ((row, _), Startup { handshake, memory, size }) in started.iter().zip(startups) {
            say(&format!("{:<34}{handshake:>14.1}{memory:>12.1}{size:>12.1}", row.name))?;
            keep(
                &mut figures,
                "startup",
                row.name,
                json!({ "handshake_ms": handshake, "memory_mib": memory, "file_mb": size }),
            );
        }
    }
    if wanted("terraform") {
        say(&format!("\n{:<34}{:>14}{:>12}", format!("Terraform over {count}"), "plan s", "apply s"))?;
        for (row, Commands { plan, apply }) in rows.iter().zip(commands(&terraform, &rows, count, rounds)?) {
            say(&format!("{:<34}{plan:>14.2}{apply:>12.2}", row.name))?;
            keep(&mut figures, "terraform", row.name, json!({ "plan_s": plan, "apply_s": apply }));
        }
    }
    if wanted("td") {
        schedules_alone(&terraform, count, &mut figures)?;
    }
    if wanted("schema") {
        let echo = |name, role| {
            Ok(Row { name, subject: Subject::Schedule, executable: std::env::current_exe()?, role })
        };
        let rows: Vec<Row> = [
            ("echo of td_schedule", "echo"),
            ("without descriptions", "echo-undescribed"),
            ("without nested attributes", "echo-flat"),
            ("required attributes and cron only", "echo-small"),
        ]
        .into_iter()
        .map(|(name, role)| echo(name, role))
        .collect::<Outcome<_>>()?;
        say(&format!("\n{:<34}{:>14}{:>12}", "what the schema costs Terraform", "plan s", "apply s"))?;
        for (row, Commands { plan, apply }) in rows.iter().zip(commands(&terraform, &rows, count, rounds)?) {
            say(&format!("{:<34}{plan:>14.2}{apply:>12.2}", row.name))?;
            keep(&mut figures, "schema", row.name, json!({ "plan_s": plan, "apply_s": apply }));
        }
    }
    if wanted("driver") {
        let links = tempfile::tempdir()?;
        let echo = rows.iter().find(|row| row.role == "echo").ok_or("no echo")?;
        let echo = link(links.path(), echo)?.1;
        say(&format!(
            "\n{:<34}{:>14}{:>12}{:>12}{:>8}",
            "a refresh and plan, driven", "RPCs/s", "of echo's", "memory MiB", "lists"
        ))?;
        for many in [number("BENCH_DRIVEN", 10_000), 5 * number("BENCH_DRIVEN", 10_000)] {
            let measured = driver::measure(Path::new(EXECUTABLE), &echo, many, 1024, rounds);
            let [td, echo] = runtime.block_on(measured)?;
            let Drive { rate, memory, lists, .. } = td;
            let of_echo = rate / echo.rate;
            say(&format!(
                "{:<34}{rate:>14.0}{of_echo:>12.2}{memory:>12.1}{lists:>8}",
                format!("td_schedule, {}", td.count)
            ))?;
            say(&format!(
                "{:<34}{:>14.0}{:>12}{:>12.1}{:>8}",
                "echo", echo.rate, "", echo.memory, echo.lists
            ))?;
            let value =
                json!({ "rpcs_per_second": rate, "of_echo": of_echo, "memory_mib": memory, "lists": lists });
            keep(&mut figures, "driver", &many.to_string(), value);
        }
    }
    if wanted("micro") {
        say(&format!("\n{:<46}{:>12}", "a part by itself", "µs"))?;
        for (name, time) in micro::measure()? {
            say(&format!("{name:<46}{time:>12.1}"))?;
            keep(&mut figures, "micro_us", name, json!(time));
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench.json");
    std::fs::write(&file, serde_json::to_string_pretty(&figures)?)?;
    Ok(())
}

fn rows() -> Outcome<Vec<Row>> {
    let own = std::env::current_exe()?;
    let mut rows = vec![
        Row {
            name: "terraform_data (builtin)",
            subject: Subject::Builtin,
            executable: own.clone(),
            role: "none",
        },
        Row {
            name: "null_resource, our framework",
            subject: Subject::NullResource,
            executable: own.clone(),
            role: "null",
        },
        Row { name: "echo of td_schedule", subject: Subject::Schedule, executable: own, role: "echo" },
        Row { name: "td_schedule", subject: Subject::Schedule, executable: EXECUTABLE.into(), role: "td" },
    ];
    // Peers are built and fetched by scripts/bench; without them the table has fewer rows.
    for (variable, name, role) in [
        ("BENCH_PEER", "null_resource, tf-provider 0.2.2", "peer"),
        ("BENCH_GO_NULL", "null_resource, Go 2.1.2", "go"),
    ] {
        if let Some(executable) = std::env::var_os(variable) {
            rows.insert(1, Row { name, subject: Subject::NullResource, executable: executable.into(), role });
        }
    }
    Ok(rows)
}

/// Seconds of the commands for each row, medians; the rows take turns, so that a busy moment meets them all.
fn commands(terraform: &Path, rows: &[Row], count: usize, rounds: usize) -> Outcome<Vec<Commands>> {
    let mut times = vec![(Vec::new(), Vec::new()); rows.len()];
    for _ in 0..rounds {
        for (row, (plans, applies)) in rows.iter().zip(&mut times) {
            let mut world = World::new(terraform, row.subject, &row.executable, row.role, count)?;
            if row.role == "td" {
                world = world.with_emulator(&[])?;
            }
            applies.push(world.seconds(APPLY)?);
            plans.push(world.seconds(PLAN)?);
            plans.push(world.seconds(PLAN)?);
        }
    }
    Ok(times
        .into_iter()
        .map(|(plans, applies)| Commands { plan: median(plans), apply: median(applies) })
        .collect())
}

/// What only `td_schedule` has: requests, its share of the processor, a slow Treasure Data.
fn schedules_alone(terraform: &Path, count: usize, figures: &mut Value) -> Outcome<()> {
    say(&format!("\ntd_schedule over {count}"))?;
    let world = World::new(terraform, Subject::Schedule, &std::env::current_exe()?, "timed", count)?
        .with_emulator(&[])?;
    for (name, arguments) in [("apply", APPLY), ("plan", PLAN), ("destroy", DESTROY)] {
        let (own, provider) = world.processor_time(arguments)?;
        let requests = world.requests()?;
        let share = provider / own;
        say(&format!(
            "  {name:<8} requests: {requests}; processor time: Terraform {own:.2} s, provider {provider:.2} s ({:.0} %)",
            share * 100.0
        ))?;
        keep(
            figures,
            "td_schedule",
            name,
            json!({ "requests": requests, "terraform_cpu_s": own, "provider_cpu_s": provider }),
        );
    }
    let plan = |latency| -> Outcome<f64> {
        let world = World::new(terraform, Subject::Schedule, Path::new(EXECUTABLE), "td", count)?
            .with_emulator(&["--latency", latency])?;
        world.seconds(APPLY)?;
        Ok(median(vec![world.seconds(PLAN)?, world.seconds(PLAN)?, world.seconds(PLAN)?]))
    };
    let (near, far) = (plan("0ms")?, plan("50ms")?);
    say(&format!("  plan with 0 ms a request {near:.2} s, with 50 ms {far:.2} s"))?;
    keep(figures, "td_schedule", "latency", json!({ "plan_0ms_s": near, "plan_50ms_s": far }));
    Ok(())
}

/// A link by which this executable knows what it is to be.
fn link<'r>(directory: &Path, row: &'r Row) -> Outcome<(&'r Row, PathBuf)> {
    let place = directory.join(row.role);
    std::fs::create_dir(&place)?;
    let path = place.join("terraform-provider-measured");
    std::os::unix::fs::symlink(&row.executable, &path)?;
    Ok((row, path))
}

fn keep(figures: &mut Value, part: &str, name: &str, value: Value) {
    if let Some(all) = figures.as_object_mut() {
        let part = all.entry(part).or_insert_with(|| json!({}));
        if let Some(part) = part.as_object_mut() {
            part.insert(name.to_owned(), value);
        }
    }
}

fn number(variable: &str, default: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn say(line: &str) -> Outcome<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
