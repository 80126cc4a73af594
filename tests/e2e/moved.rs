//! A schedule of the older provider's type `treasuredata_schedule` comes over with a `moved` block.

use crate::answers::SAYS_TRINO;
use crate::hcl::Schedule;
use crate::support::emulator::EXECUTABLE;
use crate::support::on_each_terraform;
use crate::support::world::World;
use serde_json::{Value, json};
use std::fs;

const OLD: &str = r#"
terraform {
  required_providers {
    td = {
      source = "treasure-data/td"
    }
    treasuredata = {
      source = "teraken0509/treasuredata"
    }
  }
}
moved {
  from = treasuredata_schedule.old
  to   = td_schedule.s
}
"#;

/// A world in which Terraform can start the older provider: it needs one to be there, whichever it is.
pub(crate) fn with_older_provider(version: &str) -> World {
    with_older_provider_and(version, SAYS_TRINO)
}

/// The same before an emulator of these flags.
pub(crate) fn with_older_provider_and(version: &str, flags: &[&str]) -> World {
    let world = World::with_emulator(version, flags);
    let platform = world.terraform.run(&["version", "-json"]).succeeds().json()["platform"].clone();
    let platform = platform.as_str().expect("a platform");
    let mirror = world.scratch().join("mirror");
    // `init` also looks for what is overridden.
    for name in ["teraken0509/treasuredata", "treasure-data/td"] {
        let place = mirror.join(world.host.registry()).join(name).join("0.1.0").join(platform);
        fs::create_dir_all(&place).expect("a directory can be made");
        let executable = format!("terraform-provider-{}", name.rsplit('/').next().expect("a name"));
        fs::copy(EXECUTABLE, place.join(executable)).expect("it can be copied");
    }
    let settings = world.scratch().join("cli.tfrc");
    let text = fs::read_to_string(&settings).expect("there are settings");
    let source = format!("filesystem_mirror {{\n    path = {mirror:?}\n  }}");
    fs::write(&settings, text.replace("direct {}", &source)).expect("the settings can be written");
    world.write("required.tf", OLD);
    world
}

/// The state that the older provider left.
pub(crate) fn left_behind(world: &World, attributes: &Value) {
    let state = json!({
        "version": 4, "terraform_version": "1.5.0", "serial": 3, "lineage": "3f0e4b6e-0d1c-4a51-9d0c-5c1c1d5e0a11",
        "outputs": {}, "resources": [{
            "mode": "managed", "type": "treasuredata_schedule", "name": "old",
            "provider": format!("provider[\"{}/teraken0509/treasuredata\"]", world.host.registry()),
            "instances": [{ "schema_version": 0, "attributes": attributes }],
        }],
    });
    world.write("terraform.tfstate", &state.to_string());
}

on_each_terraform! {
    since_1_8

    fn the_schedule_stays_and_nothing_is_planned(version) {
        let world = with_older_provider(version);
        let export = "mysql://user:secret@db.example.com/base/table";
        let row = world.emulator.create("daily", &[
            ("type", "trino"), ("database", "sales"), ("query", "select 1"), ("cron", "0 3 * * *"),
            ("timezone", "Asia/Tokyo"), ("delay", "60"), ("result", export),
        ]);
        left_behind(&world, &json!({
            "id": row["id"].to_string(), "name": "daily", "cron": "0 3 * * *", "query": "select 1",
            "timezone": "Asia/Tokyo", "delay": 60, "database": "sales", "user_name": row["user_name"], "priority": 0,
            "retry_limit": 0, "result": export, "next_time": "?", "created_at": row["created_at"],
        }));
        let schedule = Schedule::daily().with("timezone", r#""Asia/Tokyo""#).with("delay", "60");
        world.configure(&schedule.with("result", &format!("{export:?}")).block());
        world.terraform.run(&["init", "-input=false"]).succeeds();
        assert_eq!(world.planned(&[]), ["move td_schedule.s"]);
        world.apply_with(&[]);
        assert_eq!(world.state("td_schedule.s")["schedule_id"], row["id"]);
        assert_eq!(world.emulator.schedules().len(), 1);
    }

    fn what_meant_none_is_none_and_an_export_that_was_only_read_is_left_alone(version) {
        let world = with_older_provider(version);
        let console = r#"{"type":"s3","bucket":"b"}"#;
        world.emulator.create("daily", &[
            ("type", "hive"), ("database", "sales"), ("query", "select 1"), ("result", console),
        ]);
        left_behind(&world, &json!({
            "id": "daily", "name": "daily", "cron": "?", "query": "select 1", "timezone": "", "delay": null,
            "database": "sales", "user_name": null, "priority": null, "retry_limit": null, "result": console,
            "next_time": "?", "created_at": "",
        }));
        world.configure(&Schedule::on_demand().with("type", r#""hive""#).block());
        world.terraform.run(&["init", "-input=false"]).succeeds();
        assert_eq!(world.planned(&[]), ["move td_schedule.s"]);
        world.apply_with(&[]);
        let row = world.emulator.schedule("daily").expect("it is there");
        assert_eq!(row["result"], console);
    }

    fn a_state_of_schema_version_0_is_read(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        let file = world.directory().join("terraform.tfstate");
        let text = fs::read_to_string(&file).expect("there is a state");
        let mut state: Value = serde_json::from_str(&text).expect("JSON");
        let number = world.emulator.schedule("daily").expect("it is there")["id"].clone();
        let instance = &mut state["resources"][0]["instances"][0];
        assert_eq!(instance["schema_version"], 0);
        // As version 0.1.0 wrote it.
        let fixture = include_str!("states/td_schedule-0.json");
        instance["attributes"] = serde_json::from_str(fixture).expect("JSON");
        instance["attributes"]["schedule_id"] = number;
        instance["attributes"]["created_at"] = world.emulator.schedule("daily").expect("it is there")["created_at"].clone();
        world.write("terraform.tfstate", &state.to_string());
        world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]).ends_with(0);
    }
}
