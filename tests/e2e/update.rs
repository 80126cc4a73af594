//! A change in HCL is a change in place.

use crate::answers::{RUNS_AS_ANYBODY, TELLS_ALL};
use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::relay::Relay;
use crate::support::world::World;
use serde_json::Value;

/// Each attribute with an expression before and after; what TD shows afterwards, where it shows it.
const CHANGES: &[(&str, &str, &str, Option<&str>)] = &[
    ("type", r#""trino""#, r#""hive""#, Some(r#""hive""#)),
    ("database", r#""sales""#, r#""stock""#, Some(r#""stock""#)),
    ("query", r#""select 1""#, r#""select 2""#, Some(r#""select 2""#)),
    ("cron", r#""0 3 * * *""#, r#""@daily""#, Some(r#""@daily""#)),
    ("timezone", r#""UTC""#, r#""Europe/Berlin""#, Some(r#""Europe/Berlin""#)),
    ("delay", "0", "60", Some("60")),
    ("priority", "0", "2", Some("2")),
    ("retry_limit", "0", "3", Some("3")),
    ("engine_version", r#""stable""#, r#""0.205""#, None),
    ("executing_user_id", "1", "2", Some("2")),
    ("pool_name", r#""pool_1""#, r#""pool_2""#, None),
    ("result", r#""td://@/one/table""#, r#""td://@/two/table""#, Some(r#""td://@/two/table""#)),
    ("name", r#""daily""#, r#""nightly""#, Some(r#""nightly""#)),
];

on_each_terraform! {
    fn each_attribute_changes_in_place_with_one_request(version) {
        let mut world = World::with_emulator(version, &[TELLS_ALL, RUNS_AS_ANYBODY].concat());
        let relay = Relay::to(world.emulator.address());
        world.terraform.set("TD_API_SERVER", &relay.url());
        let before = |schedule: Schedule, change: &(&'static str, &str, &str, _)| schedule.with(change.0, change.1);
        let mut schedule = CHANGES.iter().fold(Schedule::daily(), before);
        world.apply(&schedule.block());
        let id = world.emulator.schedule("daily").expect("it was created")["id"].clone();
        for (attribute, _, after, shown) in CHANGES {
            relay.take();
            schedule = schedule.with(attribute, after);
            world.configure(&schedule.block());
            let outcome = world.try_apply(&[]).succeeds();
            assert_eq!(outcome.changes("apply_complete"), ["update td_schedule.s"], "{attribute}");
            assert_eq!(relay.count("update"), 1, "{attribute}");
            world.is_settled(&[]);
            let rows = world.emulator.schedules();
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0]["id"], id, "{attribute} made another schedule");
            if let Some(shown) = shown {
                assert_eq!(rows[0][attribute], serde_json::from_str::<Value>(shown).expect("JSON"), "{attribute}");
            }
        }
        world.destroy(&[]);
    }

    fn what_is_taken_out_of_the_configuration_goes_back_to_nothing(version) {
        let world = World::new(version);
        let full = Schedule::daily()
            .with("timezone", r#""Asia/Tokyo""#)
            .with("delay", "60")
            .with("priority", "2")
            .with("retry_limit", "3")
            .with("pool_name", r#""pool_1""#)
            .with("result", r#""td://@/one/table""#);
        world.apply(&full.block());
        world.apply(&Schedule::on_demand().block());
        let row = world.emulator.schedule("daily").expect("it is still there");
        assert_eq!(row["cron"], Value::Null);
        assert_eq!(row["timezone"], "UTC");
        assert_eq!(row["result"], "");
        for attribute in ["delay", "priority", "retry_limit"] {
            assert_eq!(row[attribute], 0, "{attribute}");
        }
        world.destroy(&[]);
    }

    fn what_is_not_managed_any_more_is_left_as_it_is(version) {
        let world = World::with_emulator(version, &[TELLS_ALL, RUNS_AS_ANYBODY].concat());
        let managed = Schedule::daily().with("executing_user_id", "7").with("engine_version", r#""stable""#);
        world.apply(&managed.block());
        world.apply(&managed.without("executing_user_id").without("engine_version").block());
        let row = world.emulator.schedule("daily").expect("it is still there");
        assert_eq!(row["executing_user_id"], 7);
    }

    fn only_what_means_something_else_is_a_change(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().with("query", r#""select 1\nfrom t""#).block());
        for (attribute, expression) in [
            ("query", r#""\n  select 1\r\nfrom t\n\n""#),
            ("cron", r#""00 3 * * *""#),
            ("timezone", r#""UTC""#),
            ("delay", "0"),
        ] {
            let same = Schedule::daily().with("query", r#""select 1\nfrom t""#).with(attribute, expression);
            world.configure(&same.block());
            world.is_settled(&[]);
        }
    }

    fn a_replacement_is_made_only_where_asked_for(version) {
        let world = World::with_emulator(version, TELLS_ALL);
        world.apply(&Schedule::daily().block());
        let before = world.emulator.schedule("daily").expect("it was created")["id"].clone();
        assert_eq!(world.planned(&["-replace=td_schedule.s"]), ["replace td_schedule.s"]);
        world.apply_with(&["-replace=td_schedule.s"]);
        let after = world.emulator.schedule("daily").expect("there is one again")["id"].clone();
        assert_ne!(before, after);
        assert_eq!(world.state("td_schedule.s")["schedule_id"], after);
        world.destroy(&[]);
    }

    fn a_rename_onto_a_name_that_is_taken_changes_nothing(version) {
        let world = World::new(version);
        world.emulator.create("taken", &[("type", "hive"), ("database", "other"), ("query", "select 2")]);
        world.apply(&Schedule::daily().block());
        world.configure(&Schedule::daily().with("name", r#""taken""#).block());
        world.try_apply(&[]).ends_with(1).only_error().says(&["taken"]);
        assert!(world.emulator.schedule("daily").is_some());
        world.apply(&Schedule::daily().block());
    }
}
