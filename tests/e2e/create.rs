//! Schedules come into being as they were written, at one request each.

use crate::answers::{RUNS_AS_ANYBODY, TELLS_ALL};
use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::relay::Relay;
use crate::support::world::World;
use serde_json::{Value, json};

on_each_terraform! {
    fn every_attribute_arrives_and_reads_back(version) {
        let world = World::with_emulator(version, &[TELLS_ALL, RUNS_AS_ANYBODY].concat());
        let full = Schedule::daily()
            .with("timezone", r#""Asia/Tokyo""#)
            .with("delay", "90")
            .with("priority", "-2")
            .with("retry_limit", "32")
            .with("engine_version", r#""stable""#)
            .with("executing_user_id", "7")
            .with("pool_name", r#""pool_1""#)
            .with("result", r#""mysql://user:secret@db.example.com/base/table?mode=append""#);
        world.apply(&full.block());
        let row = world.emulator.schedule("daily").expect("it was created");
        let expected = json!({
            "name": "daily", "type": "trino", "database": "sales", "query": "select 1", "cron": "0 3 * * *",
            "timezone": "Asia/Tokyo", "delay": 90, "priority": -2, "retry_limit": 32, "executing_user_id": 7,
        });
        let state = world.state("td_schedule.s");
        for (attribute, value) in expected.as_object().expect("an object") {
            assert_eq!(&row[attribute], value, "at TD: {attribute}");
            assert_eq!(&state[attribute], value, "in state: {attribute}");
        }
        assert_eq!(state["pool_name"], "pool_1");
        assert_eq!(state["engine_version"], "stable");
        assert_eq!(state["id"], "daily");
        assert_eq!(state["schedule_id"], row["id"]);
        assert_eq!(state["user_name"], row["user_name"]);
        assert!(state["created_at"].is_string(), "{state}");
        world.destroy(&[]);
    }

    fn what_is_not_given_gets_the_documented_default(version) {
        let world = World::new(version);
        world.apply(&Schedule::on_demand().block());
        let state = world.state("td_schedule.s");
        for (attribute, value) in [
            ("cron", Value::Null),
            ("timezone", json!("UTC")),
            ("delay", json!(0)),
            ("priority", json!(0)),
            ("retry_limit", json!(0)),
            ("engine_version", Value::Null),
            ("executing_user_id", Value::Null),
            ("pool_name", Value::Null),
            ("result", Value::Null),
        ] {
            assert_eq!(state[attribute], value, "{attribute}");
        }
        assert_eq!(world.emulator.schedule("daily").expect("it was created")["cron"], Value::Null);
        world.destroy(&[]);
    }

    fn an_empty_cron_means_no_cron(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().with("cron", r#""""#).block());
        assert_eq!(world.emulator.schedule("daily").expect("it was created")["cron"], Value::Null);
        world.apply(&Schedule::on_demand().block());
    }

    fn odd_names_survive_the_way_to_td(version) {
        let world = World::new(version);
        let names = ["a/b.c d+é", "100%", "日次　レポート", "..x", "?a=b&c#d", "say \"hi\""];
        let blocks = names.iter().enumerate().map(|(index, name)| {
            Schedule::daily().with("name", &format!("\"{}\"", name.replace('"', "\\\""))).labelled(&format!("s{index}"))
        });
        world.apply(&blocks.collect::<String>());
        for name in names {
            assert!(world.emulator.schedule(name).is_some(), "{name} is not at TD");
        }
        world.destroy(&[]);
    }

    fn a_query_of_five_mebibytes_makes_the_whole_way(version) {
        // TD's published limits would refuse it.
        let world = World::with_emulator(version, &["--quirk", "query-limits=none"]);
        let query = format!("select '{}'", "0123456789abcdé\n".repeat(5 * 1024 * 1024 / 17 + 1));
        world.write("query.sql", &query);
        let long = Schedule::daily().with("query", r#"file("query.sql")"#);
        world.apply(&long.block());
        assert_eq!(world.emulator.schedule("daily").expect("it was created")["query"], query);
        world.write("query.sql", &format!("{query} -- changed"));
        world.apply(&long.block());
        world.destroy(&[]);
    }

    fn fifty_schedules_cost_fifty_requests_and_a_list_a_phase(version) {
        let mut world = World::new(version);
        let relay = Relay::to(world.emulator.address());
        world.terraform.set("TD_API_SERVER", &relay.url());
        let many = Schedule::daily()
            .with("for_each", "toset([for n in range(50) : tostring(n)])")
            .with("name", r#""daily-${each.key}""#);
        world.configure(&many.block());
        world.try_apply(&[]).succeeds();
        assert_eq!(relay.count("create"), 50);
        assert!(relay.count("list") <= 2, "{:?}", relay.take());
        relay.take();
        world.is_settled(&[]);
        assert_eq!(relay.count("list"), 2, "one for each plan: {:?}", relay.take());
        relay.take();
        world.destroy(&[]);
        assert_eq!(relay.count("delete"), 50);
        assert!(relay.count("list") <= 2, "{:?}", relay.take());
    }

    fn wrong_values_are_refused_before_anything_is_planned(version) {
        let world = World::new(version);
        for (attribute, expression) in [
            ("name", r#""ab""#),
            ("type", r#""pig""#),
            ("cron", r#""61 * * * *""#),
            ("timezone", r#""PST8""#),
            ("timezone", r#""asia/tokyo""#),
            ("delay", "-1"),
            ("priority", "3"),
            ("priority", "-3"),
            ("retry_limit", "33"),
            ("retry_limit", "-1"),
        ] {
            world.configure(&Schedule::daily().with(attribute, expression).block());
            let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
            let error = plan.only_error();
            assert!(!error.detail.is_empty(), "{error:?}");
            assert_eq!(error.attribute, attribute, "{error:?}");
        }
        assert!(world.emulator.schedules().is_empty());
    }

    fn a_name_that_is_taken_at_td_is_an_error_that_says_how_to_go_on(version) {
        let world = World::new(version);
        world.emulator.create("daily", &[("type", "hive"), ("database", "other"), ("query", "select 2")]);
        world.configure(&Schedule::daily().block());
        let error = world.try_apply(&[]).ends_with(1).only_error();
        error.says(&["daily", "import"]);
        assert_eq!(world.emulator.schedule("daily").expect("it was left alone")["query"], "select 2");
    }
}
