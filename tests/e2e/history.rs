//! The data source `td_schedule_history`.

use crate::answers::A_HUNDRED_ROWS;
use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::relay::Relay;
use crate::support::world::World;
use serde_json::Value;
use std::collections::BTreeSet;

/// A schedule and a data source over its history.
fn with_history(arguments: &str) -> String {
    let schedule = Schedule::daily().block();
    format!(
        "{schedule}data \"td_schedule_history\" \"h\" {{\n  schedule_name = td_schedule.s.id\n  {arguments}\n}}\n"
    )
}

/// The job ids of the rows that `arguments` select.
fn jobs(world: &World, arguments: &str) -> Vec<String> {
    world.configure(&with_history(arguments));
    world.try_apply(&[]).succeeds();
    let data = world.state("data.td_schedule_history.h");
    let rows = data["history"].as_array().expect("the history is a list").clone();
    rows.iter().map(|row| row["job_id"].as_str().expect("a job id is a string").to_owned()).collect()
}

on_each_terraform! {
    fn a_schedule_that_never_ran_has_an_empty_one(version) {
        let world = World::new(version);
        world.configure(&with_history(""));
        world.try_apply(&[]).succeeds();
        world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]).ends_with(0);
        // Terraform 1.15 ends every refresh-only plan over a data source with 2, its own data sources included.
        assert_eq!(world.drifted(), Vec::<String>::new());
        let data = world.state("data.td_schedule_history.h");
        assert_eq!(data["history"], Value::Array(Vec::new()));
        assert_eq!(data["latest"], Value::Null);
        assert_eq!(data["total_count"], 0);
        world.destroy(&[]);
    }

    fn pages_of_a_hundred_make_one_list_without_repeats(version) {
        let mut world = World::with_emulator(version, A_HUNDRED_ROWS);
        // From the beginning: another port of this machine is another place, and the schedule belongs to one.
        let relay = Relay::to(world.emulator.address());
        world.terraform.set("TD_API_SERVER", &relay.url());
        world.apply(&Schedule::daily().block());
        for round in 0..50 {
            // One a day, five at a time, since 2026-01-01.
            world.emulator.run("daily", 1_767_225_600 + round * 432_000, 5);
        }
        relay.take();
        let all = jobs(&world, "to = 1000");
        assert_eq!(all.len(), 250);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 250);
        let reads = relay.count("history");
        assert!((3..=4).contains(&reads), "pages of 100, not {reads}: {:?}", relay.take());
        let data = world.state("data.td_schedule_history.h");
        assert_eq!(data["latest"]["job_id"], all[0].as_str());
        for (key, form) in [("created_at", 'T'), ("updated_at", 'T'), ("scheduled_at", 'T')] {
            let time = data["latest"][key].as_str().unwrap_or_default();
            assert!(time.contains(form) && time.ends_with('Z'), "{key} is RFC 3339, not {time:?}");
        }
        assert_eq!(jobs(&world, ""), all[..20], "20 where nothing is said");
        assert_eq!(jobs(&world, "from = 95\n  to = 120"), all[95..120], "`to` is not included");
        world.destroy(&[]);
    }

    fn a_schedule_that_does_not_exist_is_an_error_that_names_it(version) {
        let world = World::new(version);
        world.configure("data \"td_schedule_history\" \"h\" {\n  schedule_name = \"nowhere\"\n}\n");
        let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
        plan.only_error().says(&["nowhere"]);
    }
}
