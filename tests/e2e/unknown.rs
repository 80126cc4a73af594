//! Values that are known only after apply.

use crate::answers::RUNS_AS_ANYBODY;
use crate::hcl::Schedule;
use crate::support::emulator::KEY;
use crate::support::on_each_terraform;
use crate::support::world::World;

/// Every attribute comes out of another resource; each round brings other values.
const ALL_UNKNOWN: &str = r#"
variable "round" { type = number }

resource "terraform_data" "values" {
  input = {
    name              = "round-${var.round}"
    type              = var.round == 1 ? "trino" : "hive"
    database          = "base_${var.round}"
    query             = "select ${var.round}"
    cron              = "${var.round} 3 * * *"
    timezone          = var.round == 1 ? "Asia/Tokyo" : "UTC"
    delay             = var.round * 60
    priority          = var.round - 1
    retry_limit       = var.round
    engine_version    = var.round == 1 ? "stable" : "0.205"
    executing_user_id = var.round
    pool_name         = "pool_${var.round}"
    result            = "td://@/base_${var.round}/table"
  }
}

resource "td_schedule" "s" {
  name              = terraform_data.values.output.name
  type              = terraform_data.values.output.type
  database          = terraform_data.values.output.database
  query             = terraform_data.values.output.query
  cron              = terraform_data.values.output.cron
  timezone          = terraform_data.values.output.timezone
  delay             = terraform_data.values.output.delay
  priority          = terraform_data.values.output.priority
  retry_limit       = terraform_data.values.output.retry_limit
  engine_version    = terraform_data.values.output.engine_version
  executing_user_id = terraform_data.values.output.executing_user_id
  pool_name         = terraform_data.values.output.pool_name
  result            = terraform_data.values.output.result
}
"#;

/// A provider whose key comes out of another resource, which a new round replaces.
fn key_from_a_resource() -> String {
    let schedule = Schedule::daily().block();
    format!(
        r#"
variable "round" {{ type = number }}
resource "terraform_data" "key" {{
  input            = "{KEY}"
  triggers_replace = var.round
}}
provider "td" {{
  api_key = terraform_data.key.output
}}
{schedule}"#
    )
}

on_each_terraform! {
    fn every_attribute_may_be_unknown_also_the_name_of_a_rename(version) {
        let world = World::with_emulator(version, RUNS_AS_ANYBODY);
        world.configure(ALL_UNKNOWN);
        world.apply_with(&["-var=round=1"]);
        let before = world.emulator.schedule("round-1").expect("it was created");
        assert_eq!(before["cron"], "1 3 * * *");
        assert_eq!(before["delay"], 60);
        let planned = world.planned(&["-var=round=2"]);
        assert_eq!(planned, ["update td_schedule.s", "update terraform_data.values"]);
        world.apply_with(&["-var=round=2"]);
        let rows = world.emulator.schedules();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0]["name"], "round-2");
        assert_eq!(rows[0]["id"], before["id"]);
        assert_eq!(rows[0]["type"], "hive");
        assert_eq!(rows[0]["delay"], 120);
        assert_eq!(world.state("td_schedule.s")["id"], "round-2");
        world.destroy(&["-var=round=2"]);
    }

    fn an_unknown_that_turns_out_wrong_fails_before_td_is_asked(version) {
        let world = World::new(version);
        let cron = "resource \"terraform_data\" \"cron\" {\n  input = \"61 * * * *\"\n}\n";
        let schedule = Schedule::daily().with("cron", "terraform_data.cron.output");
        world.configure(&(cron.to_owned() + &schedule.block()));
        let error = world.try_apply(&[]).ends_with(1).only_error();
        assert_eq!(error.attribute, "cron", "{error:?}");
        assert!(world.emulator.schedules().is_empty());
    }

    fn a_key_unknown_at_plan_is_no_error_and_never_falls_back(version) {
        let mut world = World::new(version);
        world.terraform.set("TD_API_KEY", "1/wrong");
        world.configure(&key_from_a_resource());
        world.apply_with(&["-var=round=1"]);
        let plan = world.terraform.run(&["plan", "-input=false", "-json", "-var=round=2"]).succeeds();
        let warnings: Vec<_> = plan.diagnostics().into_iter().filter(|one| one.summary.contains("nknown")).collect();
        assert!(warnings.len() <= 1, "{warnings:#?}");
        world.apply_with(&["-var=round=2"]);
        world.destroy(&["-var=round=2"]);
    }
}

on_each_terraform! {
    since_1_11

    fn a_key_from_an_ephemeral_value_is_used_and_kept_nowhere(version) {
        let mut world = World::new(version);
        world.terraform.unset("TD_API_KEY");
        let provider = "variable \"key\" {\n  type = string\n  ephemeral = true\n}\n\
                        provider \"td\" {\n  api_key = var.key\n}\n";
        world.configure(&(provider.to_owned() + &Schedule::daily().block()));
        let key = format!("-var=key={KEY}");
        world.apply_with(&[&key]);
        let state = std::fs::read_to_string(world.directory().join("terraform.tfstate")).expect("there is a state");
        assert!(!state.contains(KEY), "{state}");
        world.destroy(&[&key]);
    }
}
