//! The resource `td_schedule_run`, in every Terraform.

use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::world::World;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

/// The schedule `daily` and a run of it with more arguments.
fn with_run(arguments: &str) -> String {
    let schedule = Schedule::daily().block();
    format!(
        "{schedule}resource \"td_schedule_run\" \"r\" {{\n  schedule_name = td_schedule.s.name\n{arguments}\n}}\n"
    )
}

fn ids(jobs: &Value) -> Vec<String> {
    let jobs = jobs.as_array().expect("jobs are a list").iter();
    jobs.map(|job| job["job_id"].as_str().expect("a job has a number").to_owned()).collect()
}

on_each_terraform! {
    every

    fn it_runs_once_and_again_when_its_triggers_change(version) {
        let world = World::new(version);
        world.apply(&with_run("  num = 3\n  schedule_time = \"2026-01-02T03:00:00Z\""));
        assert_eq!(world.emulator.jobs("daily").len(), 3);
        let first = ids(&world.state("td_schedule_run.r")["jobs"]);
        assert_eq!(world.state("td_schedule_run.r")["id"], first[0]);
        // How to wait is for the next run only.
        world.apply(&with_run("  num = 3\n  schedule_time = \"2026-01-02T03:00:00Z\"\n  timeout = \"5m\""));
        assert_eq!(ids(&world.state("td_schedule_run.r")["jobs"]), first);
        assert_eq!(world.emulator.jobs("daily").len(), 3);
        world.apply(&with_run("  triggers = { release = 2 }"));
        assert_eq!(world.emulator.jobs("daily").len(), 4);
        let jobs = world.emulator.jobs("daily");
        world.apply(&Schedule::daily().block());
        assert_eq!(world.emulator.jobs("daily").len(), jobs.len(), "destroying it only forgets it");
        world.destroy(&[]);
    }

    fn it_waits_and_state_holds_how_the_jobs_ended(version) {
        let world = World::new(version);
        world.emulator.outcome("success", 0);
        world.apply(&with_run("  wait_for_completion = true"));
        let run = world.state("td_schedule_run.r");
        assert_eq!(run["jobs"][0]["status"], "success");
        assert!(run["jobs"][0]["end_at"].is_string(), "{run}");
        world.destroy(&[]);
    }

    fn a_failed_job_is_an_error_and_the_next_apply_runs_anew(version) {
        let world = World::new(version);
        world.emulator.outcome("error", 0);
        world.configure(&with_run("  wait_for_completion = true"));
        let error = world.try_apply(&[]).ends_with(1).only_error();
        assert_eq!(error.summary, "The run failed");
        error.says(&["The next apply runs anew", "(error)"]);
        world.emulator.outcome("success", 0);
        world.apply_with(&[]);
        assert_eq!(world.emulator.jobs("daily").len(), 2);
        world.emulator.outcome("killed", 0);
        let outcome = world.apply(&with_run("  wait_for_completion = true\n  fail_on_error = false\n  num = 2"));
        let warnings = outcome.diagnostics();
        assert!(warnings.iter().any(|one| one.detail.contains("(killed)")), "{warnings:?}");
        world.destroy(&[]);
    }

    fn the_end_of_the_wait_is_a_warning_and_never_a_second_run(version) {
        let world = World::new(version);
        world.emulator.outcome("success", 3600);
        let outcome = world.apply(&with_run("  wait_for_completion = true\n  timeout = \"2s\"\n  num = 2"));
        let warnings = outcome.diagnostics();
        let warning = warnings.iter().find(|one| one.summary.contains("ran on")).expect("a warning");
        warning.says(&["`timeout` is over", "(running)"]);
        assert_eq!(ids(&world.state("td_schedule_run.r")["jobs"]).len(), 2);
        assert_eq!(world.emulator.jobs("daily").len(), 2);
        world.destroy(&[]);
    }

    fn a_stop_ends_the_wait_and_never_runs_it_again(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        world.emulator.outcome("success", 3600);
        world.configure(&with_run("  wait_for_completion = true"));
        let mut apply = world.terraform.start(&["apply", "-input=false", "-auto-approve"]);
        // Long after the run was accepted.
        while world.emulator.jobs("daily").first().is_none_or(|job| job["status"] != "running") {
            assert!(apply.try_wait().expect("it can be asked").is_none(), "the apply ended by itself");
        }
        let interrupted = Command::new("kill").args(["-INT", &apply.id().to_string()]).status();
        assert!(interrupted.expect("kill runs").success());
        apply.wait().expect("it ends");
        world.is_settled(&[]);
        assert_eq!(ids(&world.state("td_schedule_run.r")["jobs"]).len(), 1);
        assert_eq!(world.emulator.jobs("daily").len(), 1);
        world.destroy(&[]);
    }

    fn a_chosen_domain_key_takes_over_the_run_that_exists(version) {
        let world = World::new(version);
        let run = with_run("  domain_key = \"release-7\"\n  num = 3\n  schedule_time = \"2026-01-02T03:00:00Z\"");
        world.apply(&run);
        let first = ids(&world.state("td_schedule_run.r")["jobs"]);
        world.emulator.run("daily", 1_800_000_000, 2);
        world.terraform.run(&["state", "rm", "td_schedule_run.r"]).succeeds();
        world.apply(&run);
        assert_eq!(ids(&world.state("td_schedule_run.r")["jobs"]), first);
        assert_eq!(world.emulator.jobs("daily").len(), 5);
        world.destroy(&[]);
    }

    fn a_schedule_that_does_not_exist_is_an_error_with_near_names(version) {
        let world = World::new(version);
        world.configure(&with_run("").replace("td_schedule.s.name", "\"dayly\"\n  depends_on = [td_schedule.s]"));
        let error = world.try_apply(&[]).ends_with(1).only_error();
        error.says(&["\"dayly\"", "Did you mean \"daily\"?"]);
        assert_eq!(error.attribute, "schedule_name");
    }
}

on_each_terraform! {
    fn a_state_of_0_1_0_has_no_id_and_reads_on_without_a_change(version) {
        let world = World::new(version);
        let hcl = with_run("  schedule_time = \"2026-01-02T03:00:00Z\"");
        world.apply(&hcl);
        let file = world.directory().join("terraform.tfstate");
        let mut state: Value = serde_json::from_str(&fs::read_to_string(&file).expect("a state")).expect("JSON");
        let resources = state["resources"].as_array_mut().expect("a list");
        let run = resources.iter_mut().find(|one| one["type"] == "td_schedule_run").expect("the run is there");
        // As version 0.1.0 wrote it.
        let attributes = run["instances"][0]["attributes"].as_object_mut().expect("attributes");
        assert!(attributes.remove("id").is_some());
        world.write("terraform.tfstate", &state.to_string());
        world.is_settled(&[]);
        assert_eq!(world.state("td_schedule_run.r")["schedule_name"], "daily");
        world.apply(&with_run("  schedule_time = \"2026-01-02T03:00:00Z\"\n  timeout = \"5m\""));
        assert_eq!(world.emulator.jobs("daily").len(), 1);
        world.apply(&with_run("  triggers = { release = 2 }"));
        assert!(world.state("td_schedule_run.r")["id"].is_string());
    }
}

/// How many runs the backfill below has.
const DAYS: usize = 90;

on_each_terraform! {
    needs functions

    fn a_backfill_that_was_killed_is_resumed_and_runs_each_time_once(version) {
        let world = World::new(version);
        let schedule = Schedule::daily().block();
        world.apply(&schedule);
        world.configure(&format!(
            r#"{schedule}
resource "td_schedule_run" "backfill" {{
  for_each = toset(provider::td::runs_between(
    td_schedule.s.cron, td_schedule.s.timezone, "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"
  ))
  schedule_name = td_schedule.s.name
  schedule_time = each.key
  domain_key    = "backfill-daily-${{each.key}}"
}}
"#
        ));
        let run = &["apply", "-input=false", "-auto-approve", "-parallelism=3"];
        // Some jobs are made, but no answer comes.
        world.emulator.fault("silence-after", "run");
        let mut apply = world.terraform.start(run);
        while world.emulator.jobs("daily").len() < 3 {
            assert!(apply.try_wait().expect("it can be asked").is_none(), "the apply ended by itself");
        }
        apply.kill().expect("it can be killed");
        apply.wait().expect("it ends");
        world.emulator.clear_faults();
        world.apply_with(&[]);
        let jobs = world.emulator.jobs("daily");
        let times: BTreeSet<_> = jobs.iter().map(|job| job["scheduled_at"].to_string()).collect();
        assert_eq!((jobs.len(), times.len()), (DAYS, DAYS));
        world.destroy(&[]);
    }
}
