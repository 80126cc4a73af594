//! The data sources `td_schedule` and `td_schedules`.

use crate::answers::TELLS_ALL;
use crate::hcl::Schedule;
use crate::support::emulator::KEY;
use crate::support::relay::Relay;
use crate::support::world::World;
use crate::support::{http, on_each_terraform};
use serde_json::{Value, json};

fn filled(world: &World) {
    let row = |kind, database, cron| {
        [("type", kind), ("database", database), ("query", "select 1"), ("cron", cron)]
    };
    world.emulator.create("zeta", &row("hive", "sales", "0 3 * * *"));
    world.emulator.create("alpha", &row("trino", "sales", ""));
    world
        .emulator
        .create("daily", &[&row("trino", "stock", "@daily")[..], &[("timezone", "Asia/Tokyo")]].concat());
    world.emulator.update("daily", &[("result", "mysql://user:pass@host/db/table")]);
}

/// The list's row of that name as clients get it.
fn shown(world: &World, name: &str) -> Value {
    let list = http::send(world.emulator.address(), "GET", "/v3/schedule/list", KEY, &[]).body;
    let list: Value = serde_json::from_str(&list).expect("a list");
    let rows = list["schedules"].as_array().expect("schedules");
    rows.iter().find(|row| row["name"] == name).expect("it is there").clone()
}

on_each_terraform! {
    fn the_schedules_are_filtered_sorted_and_read_with_one_request(version) {
        let mut world = World::with_emulator(version, TELLS_ALL);
        filled(&world);
        let relay = Relay::to(world.emulator.address());
        world.terraform.set("TD_API_SERVER", &relay.url());
        let filters = [
            ("all", "", &["alpha", "daily", "zeta"][..]),
            ("named", "name_regex = \"^.a|z\"", &["daily", "zeta"]),
            ("on", "database = \"sales\"", &["alpha", "zeta"]),
            ("hive", "type = \"hive\"", &["zeta"]),
            ("nobody", "user_name = \"nobody\"", &[]),
            ("runs", "scheduled = true", &["daily", "zeta"]),
            ("rests", "scheduled = false\n  database = \"sales\"", &["alpha"]),
        ];
        let blocks = filters.map(|(label, filter, _)| format!("data \"td_schedules\" \"{label}\" {{\n  {filter}\n}}\n"));
        let one = "data \"td_schedule\" \"daily\" {\n  name = \"daily\"\n}\n";
        world.configure(&format!("{}{one}", blocks.concat()));
        relay.take();
        world.try_apply(&[]).succeeds();
        assert!(relay.count("list") <= 2, "{:?}", relay.take());
        for (label, _, names) in filters {
            let state = world.state(&format!("data.td_schedules.{label}"));
            assert_eq!(state["names"], json!(names), "{label}");
            let rows = state["schedules"].as_array().expect("a list");
            assert_eq!(rows.iter().map(|row| row["name"].clone()).collect::<Vec<_>>(), names, "{label}");
        }
        let row = shown(&world, "daily");
        let data = world.state("data.td_schedule.daily");
        for attribute in ["type", "database", "query", "cron", "timezone", "delay", "priority", "retry_limit", "user_name"] {
            assert_eq!(data[attribute], row[attribute], "{attribute}");
        }
        assert_eq!(data["schedule_id"], row["id"]);
        assert_eq!(data["scheduled"], true);
        assert_eq!(data["result_target"], "mysql://user:***@host/db/table");
        let runs = data["next_runs"].as_array().expect("a list");
        assert_eq!(runs.len(), 5);
        assert!(runs.iter().all(|run| run.as_str().is_some_and(|run| run.ends_with("T15:00:00Z"))), "{runs:?}");
        assert_eq!(runs[0], data["next_time"]);
        let rests = world.state("data.td_schedules.rests");
        assert_eq!(rests["schedules"][0]["cron"], Value::Null);
    }

    fn what_is_not_there_is_an_error_with_near_names(version) {
        let world = World::new(version);
        filled(&world);
        world.configure("data \"td_schedule\" \"daily\" {\n  name = \"dayly\"\n}\n");
        let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
        plan.only_error().says(&["dayly", "Did you mean \"daily\"?"]);
        world.configure("data \"td_schedules\" \"all\" {\n  name_regex = \"(\"\n}\n");
        let error = world.terraform.run(&["validate", "-json"]).ends_with(1).json();
        assert!(error.to_string().contains("Invalid regular expression"), "{error}");
    }

    fn it_waits_for_the_schedule_that_it_is_about(version) {
        let world = World::new(version);
        let data = "data \"td_schedule\" \"d\" {\n  name = td_schedule.s.id\n}\n";
        world.configure(&format!("{}{data}", Schedule::daily().block()));
        world.try_apply(&[]).succeeds();
        assert_eq!(world.state("data.td_schedule.d")["cron"], "0 3 * * *");
    }
}
