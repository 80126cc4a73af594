//! What a configuration may hold, as Terraform sends it: nulls, unknowns, read-only values and defaults.

use crate::hcl::Schedule;
use crate::support::on_terraform;
use crate::support::terraform::{Diagnostic, Outcome};
use crate::support::world::World;
use std::collections::BTreeMap;

/// What `validate` says.
fn validate(world: &World, hcl: &str) -> Vec<Diagnostic> {
    world.configure(hcl);
    let said = world.terraform.run(&["validate", "-json"]).json();
    let all = said["diagnostics"].as_array().cloned().unwrap_or_default();
    all.iter().map(Diagnostic::of).filter(|one| one.severity == "error").collect()
}

/// The attributes that errors point at, sorted.
fn attributes(errors: &[Diagnostic]) -> Vec<&str> {
    let mut all: Vec<&str> = errors.iter().map(|one| &*one.attribute).collect();
    all.sort_unstable();
    all
}

fn plan(world: &World, hcl: &str, arguments: &[&str]) -> Outcome {
    world.configure(hcl);
    world.terraform.run(&[&["plan", "-input=false", "-json"], arguments].concat())
}

/// The schedule `daily` and a run of it with more arguments.
fn with_run(arguments: &str) -> String {
    let run = "resource \"td_schedule_run\" \"r\" {\n  schedule_name = td_schedule.s.name\n";
    format!("{}{run}{arguments}\n}}\n", Schedule::daily().block())
}

const HISTORY: &str = r#"
variable "account" {
  type    = string
  default = "1"
}

variable "status" {
  type    = string
  default = "success"
}

resource "terraform_data" "status" {
  input = "error"
}

provider "td" {
  allowed_account_ids = [var.account]
}

data "td_schedules" "all" {}

data "td_schedule_history" "each" {
  for_each      = toset(["success", "error"])
  schedule_name = "daily"
  statuses      = [each.key, var.status]
}

data "td_schedule_history" "later" {
  schedule_name = "daily"
  statuses      = ["success", terraform_data.status.output]
}
"#;

const UNKNOWN_RETRIES: &str = r#"
variable "round" { type = number }

resource "terraform_data" "retries" {
  input            = 3
  triggers_replace = var.round
}

provider "td" {
  max_retries = terraform_data.retries.output
}
"#;

on_terraform! {
    [terraform_1_6_6 "1.6.6", terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn an_unknown_may_stand_among_the_elements_of_a_list_or_a_set(version) {
        let world = World::new(version);
        world.emulator.create("daily", &[("type", "trino"), ("database", "sales"), ("query", "q"), ("cron", "")]);
        assert_eq!(validate(&world, HISTORY).len(), 0);
        world.apply(HISTORY);
        let other = plan(&world, HISTORY, &["-var=account=2"]).ends_with(1).only_error();
        assert_eq!(other.summary, "The API key is of another account");
        let later = "resource \"terraform_data\" \"new\" {}\nprovider \"td\" {\n  allowed_account_ids = [\"1\", terraform_data.new.id]\n}\n";
        plan(&world, &(later.to_owned() + &Schedule::on_demand().with("name", "\"other\"").block()), &[]).succeeds();
        let null = HISTORY.replace("[var.account]", "[null]");
        assert_eq!(plan(&world, &null, &[]).ends_with(1).only_error().summary, "A null among elements");
        let null = HISTORY.replace("[each.key, var.status]", "[\"success\", null]");
        assert_eq!(attributes(&validate(&world, &null)), ["statuses"]);
    }

    fn a_required_argument_that_is_null_is_refused_and_nothing_is_sent(version) {
        let world = World::new(version);
        let variable = "variable \"v\" {\n  type    = string\n  default = null\n}\n";
        for (attribute, first) in [("name", "daily"), ("type", "trino"), ("database", "sales"), ("query", "select 1")] {
            let hcl = variable.to_owned() + &Schedule::on_demand().with(attribute, "var.v").block();
            world.configure(&hcl);
            world.apply_with(&[&format!("-var=v={first}")]);
            world.emulator.take_counts();
            let error = world.try_apply(&[]).ends_with(1).only_error();
            assert_eq!((&*error.summary, &*error.attribute), ("A required argument is null", attribute));
            let sent = world.emulator.take_counts();
            assert!(!sent.keys().any(|one| one.contains("update") || one.contains("create")), "{sent:?}");
        }
        world.apply(&Schedule::on_demand().block());
        for block in [
            "resource \"td_schedule_run\" \"r\" {\n  schedule_name = null\n}\n",
            "data \"td_schedule_history\" \"h\" {\n  schedule_name = null\n}\n",
        ] {
            let errors = validate(&world, &(Schedule::on_demand().block() + block));
            assert_eq!(attributes(&errors), ["schedule_name"], "{errors:#?}");
        }
        let one = "data \"td_schedule\" \"d\" {\n  name = null\n}\n";
        assert_eq!(attributes(&validate(&world, &(Schedule::on_demand().block() + one))), ["name"]);
        assert_eq!(world.emulator.jobs("daily").len(), 0);
    }

    fn a_read_only_attribute_that_is_set_is_refused(version) {
        let world = World::new(version);
        for (attribute, value) in
            [("schedule_id", "1"), ("id", "\"x\""), ("created_at", "\"x\""), ("user_name", "\"x\""), ("result_target", "\"\"")]
        {
            let errors = validate(&world, &Schedule::daily().with(attribute, value).block());
            assert_eq!(attributes(&errors), [attribute], "{errors:#?}");
            assert_eq!(errors[0].summary, "A read-only attribute is set");
        }
        let errors = validate(&world, "data \"td_schedules\" \"s\" {\n  names = [\"x\"]\n}\n");
        assert_eq!(attributes(&errors), ["names"], "{errors:#?}");
        let errors = validate(&world, &with_run("  jobs = []"));
        assert_eq!(attributes(&errors), ["jobs"], "{errors:#?}");
    }

    fn all_that_is_wrong_is_told_at_once(version) {
        let world = World::new(version);
        let wrong = Schedule::daily().with("name", "\"x\"").with("database", "\"\"").with("delay", "1.5");
        let wrong = wrong.with("priority", "0.5").with("retry_limit", "99").with("result_wo_version", "1.5");
        let errors = validate(&world, &wrong.block());
        assert_eq!(attributes(&errors), ["database", "delay", "name", "priority", "result_wo_version", "retry_limit"]);
        let history = "data \"td_schedule_history\" \"h\" {\n  schedule_name = \"daily\"\n  from = 1.5\n  to = 2.5\n  since = \"never\"\n}\n";
        assert_eq!(attributes(&validate(&world, history)), ["from", "since", "to"]);
        let errors = validate(&world, &with_run("  num = 1.5"));
        errors[0].says(&["a whole number from 1 to 10 is expected here"]);
    }

    fn a_default_is_in_the_state_and_to_write_it_down_or_the_same_instant_runs_nothing_again(version) {
        let world = World::new(version);
        let time = "  schedule_time = \"2026-01-02T03:00:00Z\"";
        world.apply(&with_run(time));
        let offset = "  schedule_time = \"2026-01-02T12:00:00+09:00\"";
        for arguments in ["", "  num = 1", "  triggers = {}", "  timeout = \"1h\"", "  num = 1\n  triggers = {}"] {
            for time in [offset, time] {
                world.configure(&with_run(&format!("{time}\n{arguments}")));
                assert_eq!(world.planned(&[]), Vec::<String>::new(), "{arguments}");
            }
        }
        // A state of 0.1.0, which held no defaults.
        let file = world.directory().join("terraform.tfstate");
        let mut state: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&file).expect("a state")).expect("JSON");
        for resource in state["resources"].as_array_mut().expect("resources") {
            if resource["type"] == "td_schedule_run" {
                for name in ["num", "triggers", "timeout"] {
                    resource["instances"][0]["attributes"][name] = serde_json::Value::Null;
                }
            }
        }
        std::fs::write(&file, state.to_string()).expect("it can be written");
        for arguments in ["", "  num = 1\n  triggers = {}"] {
            world.configure(&with_run(&format!("{time}\n{arguments}")));
            assert_eq!(world.planned(&[]), Vec::<String>::new(), "{arguments}");
            world.is_settled(&[]);
        }
        assert_eq!(world.emulator.jobs("daily").len(), 1);
        assert_eq!(world.planned(&[]), Vec::<String>::new());
        world.configure(&with_run("  num = 2"));
        assert_eq!(world.planned(&[]), ["replace td_schedule_run.r"]);
    }

    fn a_name_that_can_be_none_is_refused_by_every_block_that_takes_one(version) {
        let world = World::new(version);
        for name in ["", ".", ".."] {
            for (kind, attribute) in
                [("td_schedule_history", "schedule_name"), ("td_schedule", "name")]
            {
                let errors = validate(&world, &format!("data \"{kind}\" \"d\" {{\n  {attribute} = \"{name}\"\n}}\n"));
                assert_eq!(attributes(&errors), [attribute], "{name:?}: {errors:#?}");
                assert!(!errors[0].detail.contains("bug"), "{errors:#?}");
            }
            let errors = validate(&world, &format!("resource \"td_schedule_run\" \"r\" {{\n  schedule_name = \"{name}\"\n}}\n"));
            assert_eq!(attributes(&errors), ["schedule_name"], "{name:?}: {errors:#?}");
        }
    }

    fn an_unknown_number_of_tries_stops_no_read(version) {
        let world = World::new(version);
        let schedule = Schedule::daily().block();
        let hcl = UNKNOWN_RETRIES.to_owned() + &schedule + "data \"td_schedules\" \"all\" {}\n";
        world.configure(&hcl);
        world.apply_with(&["-var=round=1"]);
        world.emulator.update("daily", &[("delay", "60")]);
        let planned = plan(&world, &hcl, &["-var=round=2"]).succeeds();
        let stopped = planned.diagnostics().into_iter().any(|one| one.summary.contains("not refreshed"));
        assert!(!stopped, "{:#?}", planned.diagnostics());
        assert!(planned.changes("planned_change").contains(&"update td_schedule.s".to_owned()));
    }

    fn the_log_names_each_rpc_and_what_it_answered(version) {
        let mut world = World::new(version);
        let log = world.scratch().join("terraform.log");
        world.terraform.set("TF_LOG", "json");
        world.terraform.set("TF_LOG_PATH", &log.display().to_string());
        let hcl = Schedule::daily().block();
        world.apply(&hcl);
        validate(&world, &Schedule::daily().with("delay", "-1").block());
        let text = std::fs::read_to_string(&log).expect("a log");
        let lines: Vec<serde_json::Value> =
            text.lines().filter_map(|line| serde_json::from_str(line).ok()).filter(|line: &serde_json::Value| line["tf_req_id"].is_string()).collect();
        let mut ids: BTreeMap<String, Vec<&serde_json::Value>> = BTreeMap::new();
        for line in &lines {
            ids.entry(line["tf_req_id"].as_str().unwrap_or_default().to_owned()).or_default().push(line);
        }
        let of = |rpc: &str| ids.values().find(|lines| lines[0]["tf_rpc"] == rpc).unwrap_or_else(|| panic!("no {rpc} in {text}"));
        let apply = of("ApplyResourceChange");
        assert_eq!((&apply[0]["tf_type"], &apply[0]["@message"]), (&"td_schedule".into(), &"the RPC begins".into()));
        assert!(apply.iter().any(|line| line["path"].as_str().is_some_and(|path| path.contains("create")) && line["tf_name"] == "daily"), "{apply:#?}");
        let last = apply.last().expect("it ends");
        assert!(last["@message"] == "the RPC ends" && last["tf_req_duration_ms"].is_u64(), "{last}");
        let told = lines.iter().find(|line| line["@message"].as_str().is_some_and(|text| text.starts_with("answered with an error: The delay is out of range")));
        let told = told.expect("the error is in the log");
        assert_eq!((&told["tf_rpc"], &told["attribute"], &told["@level"]), (&"ValidateResourceConfig".into(), &"delay".into(), &"error".into()));
        std::fs::remove_file(&log).expect("it can be removed");
        world.terraform.set("TF_LOG_PROVIDER_TD", "error");
        world.apply(&hcl);
        let text = std::fs::read_to_string(&log).expect("a log");
        assert!(!text.contains("the RPC begins"), "TF_LOG_PROVIDER_TD sets the level");
    }
}

on_terraform! {
    [
        terraform_1_6_6 "1.6.6", terraform_1_10_5 "1.10.5", terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"
    ]

    fn no_error_prints_a_line_that_may_hold_a_secret(version) {
        let world = World::new(version);
        let url = "\"mysql://loader:hunter2@h/d/t\"";
        let daily = Schedule::daily();
        let wo = daily.with("result_wo", url).with("result_wo_version", "1");
        for (schedule, fails) in [
            (wo.clone(), matches!(version, "1.6.6" | "1.10.5")),
            (wo.with("schedule_id", "1"), true),
            (wo.with("delay", "1.5"), true),
            (wo.with("result_wo_version", "1.5"), true),
            (wo.with("query", "null"), true),
            (wo.with("result", url), true),
            (daily.with("result", url).with("id", "\"x\""), true),
            (daily.with("result", "\"mysql://hunter2:***@h/d/t\""), true),
            (daily.with("result", url).with("timeouts", "{ create = 15 }"), true),
        ] {
            world.configure(&schedule.block());
            for arguments in [&["plan", "-input=false"][..], &["plan", "-input=false", "-json"], &["validate"]] {
                let outcome = world.terraform.run(arguments);
                assert!(!outcome.text().contains("hunter2"), "{}", outcome.text());
                assert!(!fails || outcome.text().contains("rror"), "{}", outcome.text());
            }
        }
        if version.starts_with("1.6") || version.starts_with("1.10") {
            let errors = validate(&world, &wo.block());
            let early = errors.iter().find(|one| one.summary == "Write-only attributes need Terraform 1.11");
            early.expect("it is refused").says(&["`result_wo`"]);
        }
    }
}

on_terraform! {
    [terraform_1_14_9 "1.14.9", terraform_1_15_5 "1.15.5"]

    fn an_action_with_a_null_is_refused_before_anything_is_sent(version) {
        let world = World::new(version);
        let action = "variable \"n\" {\n  type    = string\n  default = null\n}\n\
                      action \"td_schedule_run\" \"go\" {\n  config {\n    schedule_name = var.n\n  }\n}\n";
        world.apply(&(Schedule::daily().block() + action));
        world.emulator.take_counts();
        let error = world.try_apply(&["-invoke=action.td_schedule_run.go"]).ends_with(1).only_error();
        assert_eq!(error.summary, "A required argument is null");
        error.says(&["`schedule_name`"]);
        let sent = world.emulator.take_counts();
        assert!(!sent.keys().any(|one| one.contains("run")), "{sent:?}");
    }
}
