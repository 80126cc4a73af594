//! The action `td_schedule_run` (Terraform 1.14 and later).

use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::terraform::Outcome;
use crate::support::world::World;
use std::process::Command;

/// The action `go` over `daily`, waiting, with more arguments.
fn action(arguments: &str) -> String {
    format!(
        "action \"td_schedule_run\" \"go\" {{\n  config {{\n    schedule_name = \"daily\"\n    \
         wait_for_completion = true\n    {arguments}\n  }}\n}}\n"
    )
}

/// The schedule and the action.
fn both(arguments: &str) -> String {
    Schedule::daily().block() + &action(arguments)
}

fn invoke(world: &World) -> Outcome {
    world.try_apply(&["-invoke=action.td_schedule_run.go"])
}

/// What the action told.
fn progress(outcome: &Outcome) -> Vec<String> {
    let told = outcome.messages("action_progress").into_iter();
    told.map(|line| line["hook"]["message"].as_str().unwrap_or_default().to_owned()).collect()
}

on_each_terraform! {
    every needs actions

    fn invoking_it_runs_the_schedule_and_tells_each_status(version) {
        let world = World::new(version);
        world.emulator.outcome("success", 0);
        world.apply(&both("num = 2"));
        assert_eq!(world.emulator.jobs("daily").len(), 0);
        let told = progress(&invoke(&world).succeeds());
        assert!(told.first().is_some_and(|line| line.contains("runs as jobs")), "{told:?}");
        assert_eq!(told.iter().filter(|line| line.ends_with(": success")).count(), 2, "{told:?}");
        assert_eq!(world.emulator.jobs("daily").len(), 2);
        world.is_settled(&[]);
        world.destroy(&[]);
    }

    fn creates_and_updates_trigger_it(version) {
        let world = World::new(version);
        world.emulator.outcome("success", 0);
        let configuration = |priority: &str| {
            let trigger = "{\n    action_trigger {\n      events  = [after_create, after_update]\n      \
                           actions = [action.td_schedule_run.go]\n    }\n  }";
            let schedule = Schedule::daily().with("priority", priority).block();
            let body = schedule.trim_end().strip_suffix('}').expect("a block ends");
            format!("{body}  lifecycle {trigger}\n}}\n{}", action(""))
        };
        world.apply(&configuration("0"));
        assert_eq!(world.emulator.jobs("daily").len(), 1);
        world.apply(&configuration("1"));
        assert_eq!(world.emulator.jobs("daily").len(), 2);
        world.configure("");
        world.destroy(&[]);
    }

    fn a_failed_job_and_the_end_of_the_wait_are_different_errors(version) {
        let world = World::new(version);
        world.emulator.outcome("error", 0);
        world.apply(&both("timeout = \"2s\""));
        // Terraform puts a summary of its own before ours.
        let failed = invoke(&world).ends_with(1).only_error();
        failed.says(&["The run failed: ", "(error)"]);
        world.emulator.outcome("success", 3600);
        let late = invoke(&world).ends_with(1).only_error();
        late.says(&["The run has not ended in time: ", "goes on with job", "(running)"]);
        world.configure(&both("fail_on_error = false"));
        world.emulator.outcome("killed", 0);
        let warnings = invoke(&world).succeeds().diagnostics();
        assert!(warnings.iter().any(|one| one.detail.starts_with("The run of \"daily\" failed: ")), "{warnings:?}");
        world.destroy(&[]);
    }

    fn a_stop_ends_the_wait_and_names_the_jobs_that_go_on(version) {
        let world = World::new(version);
        world.apply(&both("num = 2"));
        world.emulator.outcome("success", 3600);
        let command = &["apply", "-input=false", "-auto-approve", "-json", "-invoke=action.td_schedule_run.go"];
        let mut invocation = world.terraform.start_heard(command);
        let is_running = |job: &serde_json::Value| job["status"] == "running";
        while !(world.emulator.jobs("daily").len() == 2 && world.emulator.jobs("daily").iter().all(is_running)) {
            assert!(invocation.try_wait().expect("it can be asked").is_none(), "it ended by itself");
        }
        let interrupted = Command::new("kill").args(["-INT", &invocation.id().to_string()]).status();
        assert!(interrupted.expect("kill runs").success());
        let said = world.terraform.heard(command, invocation).ends_with(1).diagnostics();
        // Terraform has a word of its own after it.
        let error = said.iter().find(|one| one.detail.starts_with("The wait for the run was stopped: "));
        let jobs = world.emulator.jobs("daily");
        let ids: Vec<_> = jobs.iter().rev().map(|job| job["job_id"].as_str().unwrap_or_default()).collect();
        error.unwrap_or_else(|| panic!("it is told: {said:?}")).says(&["goes on with jobs ", ids[0], ids[1]]);
        assert_eq!(jobs.len(), 2);
        world.is_settled(&[]);
        world.destroy(&[]);
    }

    fn a_domain_key_makes_a_second_invocation_safe(version) {
        let world = World::new(version);
        world.emulator.outcome("success", 0);
        world.apply(&both("domain_key = \"once\""));
        invoke(&world).succeeds();
        invoke(&world).succeeds();
        assert_eq!(world.emulator.jobs("daily").len(), 1);
        world.destroy(&[]);
    }

    fn a_bad_configuration_is_an_error_of_the_plan(version) {
        let world = World::new(version);
        world.configure(&both("num = 11"));
        let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
        plan.only_error().says(&["1 to 10"]);
    }
}
