//! The matrix for runs: each kind of fault, once, while a run is started and while it is watched, by the resource and by
//! the action. Each run happens exactly once.

use crate::TERRAFORM;
use crate::controls::{HASTY, HASTY_TWICE, all_happened, fail, mend};
use crate::hcl::Schedule;
use crate::matrix::each_kind;
use crate::support::terraform::Outcome;
use crate::support::world::World;

const ACTION: &str = "action \"td_schedule_run\" \"go\" {\n  config {\n    schedule_name = \"daily\"\n    wait_for_completion = true\n  }\n}\n";

/// A run of the schedule, with more arguments.
fn run(label: &str, arguments: &str) -> String {
    format!(
        "resource \"td_schedule_run\" \"{label}\" {{\n  schedule_name = td_schedule.s.name\n  {arguments}\n}}\n"
    )
}

each_kind!(story);

fn story(kind: &str) {
    let world = World::new(TERRAFORM);
    world.emulator.outcome("success", 0);
    let schedule = format!("{HASTY}{}{ACTION}", Schedule::daily().block());
    world.apply(&schedule);
    let count = |cell: &str, count: usize, outcome: Outcome| {
        assert!(
            outcome.diagnostics().iter().all(|one| one.severity != "error"),
            "{kind} in {cell}: {}",
            outcome.text()
        );
        outcome.succeeds();
        all_happened(&world.emulator, &format!("{kind} in {cell}"));
        assert_eq!(world.emulator.jobs("daily").len(), count, "{kind} in {cell}");
    };

    fail(&world.emulator, kind, "run", Some(1));
    world.configure(&(schedule.clone() + &run("once", "")));
    count("run", 1, world.try_apply(&[]));
    let job = world.emulator.jobs("daily").remove(0);
    assert_eq!(
        world.state("td_schedule_run.once")["jobs"][0]["job_id"],
        job["job_id"].to_string().trim_matches('"')
    );

    fail(&world.emulator, kind, "run", Some(1));
    fail(&world.emulator, kind, "history", Some(1));
    world.configure(
        &(schedule.clone() + &run("once", "") + &run("two", "num = 2\n  wait_for_completion = true")),
    );
    count("run and wait", 3, world.try_apply(&[]));
    assert_eq!(world.state("td_schedule_run.two")["jobs"][1]["status"], "success", "{kind}");

    fail(&world.emulator, kind, "run", Some(1));
    fail(&world.emulator, kind, "history", Some(1));
    count("action", 4, world.try_apply(&["-invoke=action.td_schedule_run.go"]));
    world.is_settled(&[]);
    println!("{kind}: 5 cells");
}

/// A run that fails for as long as one apply takes: the next one, with the same key, ends it once.
fn lasting(kind: &str) {
    let world = World::new(TERRAFORM);
    let both = Schedule::daily().block() + &run("once", "domain_key = \"one\"\n  num = 3");
    world.apply(&Schedule::daily().block());
    world.configure(&format!("{HASTY_TWICE}{both}"));
    fail(&world.emulator, kind, "run", None);
    let outcome = world.try_apply(&[]);
    mend(&world.emulator);
    if outcome.diagnostics().iter().any(|one| one.severity == "error") {
        let error = outcome.ends_with(1).only_error();
        assert!(error.detail.len() > 100, "{kind}: {error:?}");
    }
    world.apply_with(&[]);
    assert_eq!(world.emulator.jobs("daily").len(), 3, "{kind}");
    assert_eq!(world.state("td_schedule_run.once")["jobs"].as_array().map(Vec::len), Some(3), "{kind}");
    println!("{kind}: 1 cell");
}

mod lasts {
    use super::*;
    each_kind!(lasting);
}
