//! An apply that was killed: what it created is found again by the plan that would create it once more.

use super::{exports, requests};
use crate::support::emulator::KEY;
use crate::support::http;
use crate::support::on_each_terraform;
use crate::support::world::World;
use std::fs;

/// 50 schedules by two instances of a module with 25 each, under keys that need escaping.
const ROOT: &str = r#"
module "team" {
  source   = "./team"
  for_each = toset(["ads", "s\"ales $${x}"])
  team     = each.key
}
"#;
const MODULE: &str = r#"
terraform {
  required_providers {
    td = {
      source = "treasure-data/td"
    }
  }
}
variable "team" {}
resource "td_schedule" "one" {
  for_each = toset([for number in range(25) : "key \"${number}\""])
  name     = "${var.team} ${each.key}"
  type     = "trino"
  database = "sales"
  query    = "SELECT 1"
}
"#;

on_each_terraform! {
    fn an_interrupted_apply_is_resumed_with_an_export_for_its_plan(version) {
        let world = World::new(version);
        let emulator = &world.emulator;
        fs::create_dir(world.directory().join("team")).expect("a directory can be made");
        world.write("team/main.tf", MODULE);
        world.configure(ROOT);
        world.terraform.run(&["get"]).succeeds();
        world.try_apply(&["-target=module.team[\"ads\"]"]).succeeds();

        // The rest is created, but no answer comes.
        let silence = [("kind", "silence-after"), ("operation", "create")];
        assert_eq!(http::send(emulator.address(), "POST", "/_emulator/faults", KEY, &silence).status, 200);
        let mut apply = world.terraform.start(&["apply", "-input=false", "-auto-approve", "-parallelism=7"]);
        while requests(emulator)["create"] != 32 {
            assert!(apply.try_wait().expect("it can be asked").is_none(), "the apply ended by itself");
        }
        apply.kill().expect("it can be killed");
        apply.wait().expect("it ends");
        http::send(emulator.address(), "DELETE", "/_emulator/faults", KEY, &[]);
        assert_eq!(emulator.schedules().len(), 32);

        // The names that exist fail the plan; its messages have their addresses.
        let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
        world.write("plan.json", plan.stdout());
        let done = exports(&world, &emulator.url(), &["--for-plan", "plan.json"]);
        assert!(done.stderr.contains("7 of 7 creates"), "{}", done.stderr);
        world.terraform.run(&["fmt", "-check", "imports_for_plan.tf"]).succeeds();
        let apply = world.apply_with(&[]);
        assert!(apply.text().contains("7 imported, 18 added"), "{}", apply.text());
        assert_eq!(emulator.schedules().len(), 50);
        world.destroy(&[]);
    }
}
