//! `td_schedule` beside its twin, which HashiCorp's framework for Go drives (`benches/twin`): the same configuration, the same
//! server, in turns.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::emulator::write_state;
use crate::process::median;
use crate::terraform::{Apart, Subject, World};
use crate::{EXECUTABLE, Outcome};

const COMMANDS: [(&str, &[&str]); 3] = [
    ("apply", &["apply", "-auto-approve"]),
    ("plan", &["plan", "-detailed-exitcode"]),
    ("destroy", &["destroy", "-auto-approve"]),
];

/// Apply, plan and destroy of `count` schedules, medians of `rounds`, and one plan of `many`, whose state is written here: an
/// apply of so many is hours of Terraform's own work.
pub(crate) fn measure(
    terraform: &Path,
    count: usize,
    many: usize,
    rounds: usize,
) -> Outcome<Vec<(&'static str, Value)>> {
    let mut out = std::io::stdout();
    writeln!(
        out,
        "\n{:<34}{:>9}{:>14}{:>14}{:>12}  requests",
        "td_schedule and its twin in Go", "seconds", "Terraform cpu", "provider cpu", "memory MiB"
    )?;
    let mut providers: Vec<(&'static str, PathBuf)> = vec![("ours", EXECUTABLE.into())];
    providers.extend(std::env::var_os("BENCH_TWIN").map(|path| ("twin", path.into())));
    let mut figures: Vec<(String, Value)> = Vec::new();
    let mut tell = |name: String, took: &[Apart], requests: &str| -> Outcome<()> {
        let of = |part: fn(&Apart) -> f64| median(took.iter().map(part).collect());
        let [seconds, own, provider, memory] =
            [of(|one| one.seconds), of(|one| one.terraform), of(|one| one.provider), of(|one| one.memory)];
        writeln!(out, "{name:<34}{seconds:>9.2}{own:>14.2}{provider:>14.2}{memory:>12.1}  {requests}")?;
        let value = json!({
            "seconds": seconds, "terraform_cpu_s": own, "provider_cpu_s": provider, "memory_mib": memory, "requests": requests,
        });
        figures.push((name, value));
        Ok(())
    };

    let mut took: Vec<Vec<Vec<Apart>>> =
        providers.iter().map(|_| COMMANDS.iter().map(|_| Vec::new()).collect()).collect();
    let mut asked = vec![vec![String::new(); COMMANDS.len()]; providers.len()];
    for _ in 0..rounds {
        for ((of_one, asked), (_, path)) in took.iter_mut().zip(&mut asked).zip(&providers) {
            let world = world(terraform, path, count)?.with_emulator(&[])?;
            for ((took, asked), (_, arguments)) in of_one.iter_mut().zip(asked).zip(COMMANDS) {
                took.push(world.took_apart(arguments)?);
                *asked = requests(&world)?;
            }
        }
    }
    for ((of_one, asked), (name, _)) in took.iter().zip(&asked).zip(&providers) {
        for ((took, asked), (command, _)) in of_one.iter().zip(asked).zip(COMMANDS) {
            tell(format!("{name}, {command} of {count}"), took, asked)?;
        }
    }
    for (name, path) in &providers {
        let world = world(terraform, path, many)?;
        let list = world.project().join("list.json");
        let state = write_state(&list, many)?;
        let world = world.with_emulator(&["--load", list.to_str().ok_or("a path of other letters")?])?;
        fs::write(world.project().join("terraform.tfstate"), state)?;
        let plan = world.took_apart(&["plan", "-detailed-exitcode"])?;
        tell(format!("{name}, plan of {many}"), &[plan], &requests(&world)?)?;
        let plan = world.took_apart(&["plan", "-detailed-exitcode", "-refresh=false"])?;
        tell(format!("{name}, plan -refresh=false of {many}"), &[plan], &requests(&world)?)?;
    }
    Ok(vec![("figures", figures.into_iter().collect::<serde_json::Map<_, _>>().into())])
}

fn world(terraform: &Path, provider: &Path, count: usize) -> Outcome<World> {
    let own = std::env::current_exe()?;
    Ok(World::new(terraform, Subject::Schedule, &own, "timed", count)?.timing(provider))
}

fn requests(world: &World) -> Outcome<String> {
    let words: Vec<String> = world.requests()?.iter().map(|(of, count)| format!("{count} {of}")).collect();
    Ok(words.join(", "))
}
