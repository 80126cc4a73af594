//! A schedule that exists comes under Terraform's care.

use crate::answers::{RUNS_AS_ANYBODY, SAYS_TRINO, TELLS_ALL};
use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::world::World;

const AS_CONFIGURED: &[(&str, &str)] =
    &[("type", "trino"), ("database", "sales"), ("query", "select 1"), ("cron", "0 3 * * *")];

on_each_terraform! {
    fn by_name_with_the_command(version) {
        let world = World::with_emulator(version, SAYS_TRINO);
        world.emulator.create("daily", AS_CONFIGURED);
        world.configure(&Schedule::daily().block());
        world.terraform.run(&["import", "-input=false", "td_schedule.s", "daily"]).succeeds();
        world.is_settled(&[]);
        assert_eq!(world.state("td_schedule.s")["id"], "daily");
        world.destroy(&[]);
    }

    fn by_name_with_a_block(version) {
        let world = World::with_emulator(version, SAYS_TRINO);
        world.emulator.create("daily%20%2B%2F%E6%97%A5", AS_CONFIGURED);
        let named = Schedule::daily().with("name", r#""daily +/日""#).block();
        world.configure(&format!("import {{\n  to = td_schedule.s\n  id = \"daily +/日\"\n}}\n{named}"));
        world.apply_with(&[]);
        assert_eq!(world.emulator.schedules().len(), 1);
        world.destroy(&[]);
    }

    fn by_number_where_no_name_matches(version) {
        let world = World::with_emulator(version, &[SAYS_TRINO, TELLS_ALL].concat());
        let number = world.emulator.create("daily", AS_CONFIGURED)["id"].to_string();
        world.configure(&Schedule::daily().block());
        world.terraform.run(&["import", "-input=false", "td_schedule.s", &number]).succeeds();
        world.is_settled(&[]);
        assert_eq!(world.state("td_schedule.s")["name"], "daily");
    }

    fn what_is_not_managed_stays_out_of_state(version) {
        let world = World::with_emulator(version, &[TELLS_ALL, RUNS_AS_ANYBODY].concat());
        let more = [("executing_user_id", "7"), ("result", "td://@/one/table")];
        world.emulator.create("daily", &[AS_CONFIGURED, &more].concat());
        world.configure(&Schedule::daily().block());
        world.terraform.run(&["import", "-input=false", "td_schedule.s", "daily"]).succeeds();
        // Import takes what TD has; the first apply then manages only what the configuration names.
        world.apply_with(&[]);
        let row = world.emulator.schedule("daily").expect("it is still there");
        assert_eq!(row["executing_user_id"], 7);
        assert_eq!(row["result"], "td://@/one/table");
    }

    fn a_name_that_is_not_there_is_an_error_that_names_it(version) {
        let world = World::new(version);
        world.configure(&Schedule::daily().block());
        let import = world.terraform.run(&["import", "-input=false", "td_schedule.s", "nowhere"]).ends_with(1);
        assert!(import.text().contains("nowhere"), "{}", import.text());
    }
}
