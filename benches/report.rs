//! The whole bench: measures, prints the tables, and keeps the figures as JSON.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::driver::{self, Drive};
use crate::goals;
use crate::process::median;
use crate::rows::{self, ECHO, Row, TD};
use crate::startup::{self, Startup};
use crate::terraform::{Apart, Subject, World};
use crate::{EXECUTABLE, Outcome, micro, twin};

const PLAN: &[&str] = &["plan", "-detailed-exitcode"];
const APPLY: &[&str] = &["apply", "-auto-approve"];
const DESTROY: &[&str] = &["destroy", "-auto-approve"];

/// What a run is made of, and what it has found so far.
struct Bench {
    terraform: PathBuf,
    /// How many resources Terraform drives.
    count: usize,
    /// How often everything is repeated; medians are taken.
    rounds: usize,
    rows: Vec<Row>,
    runtime: tokio::runtime::Runtime,
    figures: Value,
}

/// Measures everything; scripts/bench says which variables make it shorter or longer.
pub(crate) fn run() -> Outcome<()> {
    let parts = std::env::var("BENCH_PARTS")
        .unwrap_or_else(|_| "startup terraform td twin schema driver micro".to_owned());
    let wanted = |part| parts.split_whitespace().any(|one| one == part);
    let (count, rounds) = (number("BENCH_COUNT", 1000), number("BENCH_ROUNDS", 3));
    let mut bench = Bench {
        terraform: std::env::var_os("BENCH_TERRAFORM").unwrap_or_else(|| "terraform".into()).into(),
        count,
        rounds,
        rows: rows::all()?,
        runtime: tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?,
        figures: json!({ "count": count, "rounds": rounds }),
    };
    if wanted("startup") {
        bench.starts()?;
    }
    if wanted("terraform") {
        say(&format!("\nTerraform over {count}, medians of {rounds} rounds"))?;
        let rows = std::mem::take(&mut bench.rows);
        bench.commands("terraform", &rows, rounds)?;
        bench.rows = rows;
    }
    if wanted("td") {
        bench.schedules_alone()?;
        bench.far_away()?;
    }
    if wanted("twin") {
        let figures = twin::measure(&bench.terraform, count, number("BENCH_MANY", 10_000), rounds)?;
        bench.keep("twin", figures);
    }
    if wanted("schema") {
        say("\nWhat the schema costs Terraform")?;
        // One round tells what attributes cost; more would take minutes.
        bench.commands("schema", &rows::schemas()?, 1)?;
    }
    if wanted("driver") {
        bench.drives()?;
    }
    if wanted("micro") {
        bench.parts()?;
    }
    say(&format!("\n{:<64}{:>10}{:>10}", "goal", "measured", ""))?;
    let goals = goals::judge(&bench.figures);
    for goal in &goals {
        let met = if goal.met { "met" } else { "not met" };
        say(&format!("{:<64}{:>10.2}{met:>10}", goal.name, goal.measured))?;
    }
    bench.keep("goals", goals.iter().map(|goal| (goal.name, json!([goal.measured, goal.met]))));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench.json");
    std::fs::write(&file, serde_json::to_string_pretty(&bench.figures)?)?;
    Ok(())
}

impl Bench {
    fn starts(&mut self) -> Outcome<()> {
        let links = tempfile::tempdir()?;
        let rows = self.rows.iter().filter(|row| row.subject != Subject::Builtin);
        let started: Vec<(&str, PathBuf)> =
            rows.map(|row| Ok((row.name, row.link(links.path())?))).collect::<Outcome<_>>()?;
        let paths: Vec<&Path> = started.iter().map(|(_, path)| path.as_path()).collect();
        let startups = self.runtime.block_on(startup::measure(&paths, 20))?;
        say(&format!("{:<34}{:>14}{:>12}{:>12}", "a start", "handshake ms", "memory MiB", "file MB"))?;
        let mut figures = Vec::new();
        for ((name, _), Startup { handshake, memory, size }) in started.iter().zip(startups) {
            say(&format!("{name:<34}{handshake:>14.1}{memory:>12.1}{size:>12.1}"))?;
            figures
                .push((*name, json!({ "handshake_ms": handshake, "memory_mib": memory, "file_mb": size })));
        }
        self.keep("startup", figures);
        Ok(())
    }

    /// Plans and applies of each row, medians; the rows take turns, so that a busy moment meets them all. Processor time
    /// is Terraform's and the provider's together: it says more than seconds where the machine has other work.
    fn commands(&mut self, part: &str, rows: &[Row], rounds: usize) -> Outcome<()> {
        let mut times: Vec<[Vec<f64>; 4]> = rows.iter().map(|_| Default::default()).collect();
        let held = rows.iter().find(|row| row.name == rows::TD).map(|row| self.state_of(row)).transpose()?;
        for round in 0..rounds {
            // No row always comes first.
            let turns = (0..rows.len()).map(|turn| (turn + round) % rows.len());
            for turn in turns {
                let (Some(row), Some([plans, plan_times, applies, apply_times])) =
                    (rows.get(turn), times.get_mut(turn))
                else {
                    continue;
                };
                let mut world =
                    World::new(&self.terraform, row.subject, &row.executable, row.role, self.count)?;
                if row.role == "td" {
                    world = world.with_emulator(&[])?;
                }
                let took = world.took(APPLY)?;
                applies.push(took.seconds);
                apply_times.push(took.processor);
                if let Some(state) = held.as_deref().filter(|_| row.name == rows::ECHO) {
                    world.set_state(state)?;
                }
                for _ in 0..2 {
                    let took = world.took(PLAN)?;
                    plans.push(took.seconds);
                    plan_times.push(took.processor);
                }
            }
        }
        say(&format!("{:<34}{:>10}{:>10}{:>12}{:>10}", "", "plan s", "cpu s", "apply s", "cpu s"))?;
        let mut figures = Vec::new();
        for (row, times) in rows.iter().zip(times) {
            let [plan, plan_cpu, apply, apply_cpu] = times.map(median);
            say(&format!("{:<34}{plan:>10.2}{plan_cpu:>10.2}{apply:>12.2}{apply_cpu:>10.2}", row.name))?;
            let value =
                json!({ "plan_s": plan, "plan_cpu_s": plan_cpu, "apply_s": apply, "apply_cpu_s": apply_cpu });
            figures.push((row.name, value));
        }
        self.keep(part, figures);
        Ok(())
    }

    /// What Terraform remembers after an apply. The echo plans over the same, since what a thousand texts cost Terraform is
    /// no cost of the provider's.
    fn state_of(&self, row: &Row) -> Outcome<String> {
        let world = World::new(&self.terraform, row.subject, &row.executable, row.role, self.count)?
            .with_emulator(&[])?;
        world.took(APPLY)?;
        world.state()
    }

    /// What only `td_schedule` has: requests, and its share of the processor.
    fn schedules_alone(&mut self) -> Outcome<()> {
        say(&format!("\ntd_schedule over {}", self.count))?;
        let own = std::env::current_exe()?;
        let world =
            World::new(&self.terraform, Subject::Schedule, &own, "timed", self.count)?.with_emulator(&[])?;
        let mut figures = Vec::new();
        for (name, arguments) in [("apply", APPLY), ("plan", PLAN), ("destroy", DESTROY)] {
            let Apart { terraform: own, provider, .. } = world.took_apart(arguments)?;
            let requests = world.requests()?;
            let words: Vec<String> = requests.iter().map(|(of, count)| format!("{count} {of}")).collect();
            say(&format!(
                "  {name:<8} requests: {}; processor time: Terraform {own:.2} s, provider {provider:.2} s ({:.0} %)",
                words.join(", "),
                provider / own * 100.0
            ))?;
            let value = json!({ "requests": requests, "terraform_cpu_s": own, "provider_cpu_s": provider });
            figures.push((name, value));
        }
        self.keep("td_schedule", figures);
        Ok(())
    }

    /// A plan against a Treasure Data that answers late, and against one that answers at once, in turns.
    fn far_away(&mut self) -> Outcome<()> {
        let world = |latency| -> Outcome<World> {
            let world =
                World::new(&self.terraform, Subject::Schedule, Path::new(EXECUTABLE), "td", self.count)?
                    .with_emulator(&["--latency", latency])?;
            world.took(APPLY)?;
            Ok(world)
        };
        let worlds = [world("0ms")?, world("50ms")?];
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..self.rounds {
            for (world, times) in worlds.iter().zip(&mut times) {
                times.push(world.took(PLAN)?.seconds);
            }
        }
        let [near, far] = times.map(median);
        say(&format!("  plan with 0 ms a request {near:.2} s, with 50 ms {far:.2} s"))?;
        self.keep("td_schedule", [("latency", json!({ "plan_0ms_s": near, "plan_50ms_s": far }))]);
        Ok(())
    }

    fn drives(&mut self) -> Outcome<()> {
        let links = tempfile::tempdir()?;
        let echo = self.rows.iter().find(|row| row.name == ECHO).ok_or("no echo")?.link(links.path())?;
        say(&format!(
            "\n{:<34}{:>10}{:>10}{:>10}{:>10}{:>14}{:>8}",
            "a refresh and plan, driven", "seconds", "cpu s", "RPCs/s", "of echo's", "memory MiB", "lists"
        ))?;
        let few = number("BENCH_DRIVEN", 10_000);
        let mut figures = Vec::new();
        // The longer drive shows how things grow; once is enough for that.
        for (name, many, times) in [("few", few, self.rounds), ("many", 5 * few, 1)] {
            let measured = driver::measure(Path::new(EXECUTABLE), &echo, many, 1024, times);
            let [td, echo] = self.runtime.block_on(measured)?;
            let of_echo = td.rate() / echo.rate();
            for (name, drive, share) in [(TD, td, format!("{of_echo:.2}")), (ECHO, echo, String::new())] {
                let Drive { seconds, processor, memory, lists, .. } = drive;
                say(&format!(
                    "{:<34}{seconds:>10.2}{processor:>10.2}{:>10.0}{share:>10}{memory:>14.1}{lists:>8}",
                    format!("{name}, {many}"),
                    drive.rate()
                ))?;
            }
            let value = json!({
                "schedules": many, "seconds": td.seconds, "cpu_s": td.processor, "rpcs_per_second": td.rate(), "of_echo": of_echo,
                "memory_mib": td.memory, "lists": td.lists,
            });
            figures.push((name, value));
        }
        self.keep("driver", figures);
        Ok(())
    }

    fn parts(&mut self) -> Outcome<()> {
        say(&format!("\n{:<54}{:>12}", "a part by itself", "µs"))?;
        let mut figures = Vec::new();
        for (name, time) in micro::measure(&self.runtime)? {
            say(&format!("{name:<54}{time:>12.1}"))?;
            figures.push((name, json!(time)));
        }
        self.keep("micro_us", figures);
        Ok(())
    }

    fn keep(&mut self, part: &str, values: impl IntoIterator<Item = (&'static str, Value)>) {
        let Some(all) = self.figures.as_object_mut() else { return };
        if let Some(part) = all.entry(part).or_insert_with(|| json!({})).as_object_mut() {
            part.extend(values.into_iter().map(|(name, value)| (name.to_owned(), value)));
        }
    }
}

fn number(variable: &str, default: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn say(line: &str) -> Outcome<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
