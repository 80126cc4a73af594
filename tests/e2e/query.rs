//! `terraform query` and the configuration that it writes (Terraform 1.14 and later).

use crate::support::on_each_terraform;
use crate::support::world::World;
use std::fs;

/// A list block with more arguments.
fn list(arguments: &str) -> String {
    format!("list \"td_schedule\" \"all\" {{\n  provider = td\n{arguments}\n}}\n")
}

/// Schedules with and without what is optional.
fn fill(world: &World) {
    let basic = [("database", "sales"), ("type", "trino"), ("query", "select 1\n  from x -- ${y} %{z}")];
    world.emulator.create("on_demand", &basic);
    world.emulator.create("daily_a", &[&basic[..], &[("cron", "0 3 * * *")]].concat());
    let export = [
        ("cron", "@daily"),
        ("timezone", "Asia/Tokyo"),
        ("delay", "60"),
        ("priority", "1"),
        ("retry_limit", "2"),
        ("result", "mysql://user:password@db.example.com/d/t?mode=append"),
    ];
    world.emulator.create("daily_b", &[&basic[..], &export].concat());
    world.emulator.create("daily_c", &[("database", "other"), ("type", "hive"), ("query", "select 1")]);
}

on_each_terraform! {
    every needs actions

    fn a_query_finds_what_the_filters_take_with_one_request(version) {
        let world = World::new(version);
        fill(&world);
        world.configure("provider \"td\" {}\n");
        for (arguments, names) in [
            ("", &["daily_a", "daily_b", "daily_c", "on_demand"][..]),
            ("  include_resource = true", &["daily_a", "daily_b", "daily_c", "on_demand"]),
            ("  config {\n    name_regex = \"^daily\"\n    database = \"sales\"\n  }", &["daily_a", "daily_b"]),
            ("  config {\n    scheduled = false\n  }", &["daily_c", "on_demand"]),
        ] {
            world.write("all.tfquery.hcl", &list(arguments));
            world.emulator.take_counts();
            let query = world.terraform.run(&["query", "-json"]).succeeds();
            let found = query.messages("list_resource_found");
            let found: Vec<_> = found.iter().map(|one| &one["list_resource_found"]).collect();
            let shown: Vec<_> = found.iter().map(|one| one["display_name"].as_str().unwrap_or_default()).collect();
            assert_eq!(shown, names);
            assert!(found.iter().all(|one| one["identity"]["name"] == one["display_name"]), "{found:?}");
            assert_eq!(world.emulator.take_counts().get("list"), Some(&1));
        }
    }

    fn a_limit_that_is_too_small_is_a_warning_with_both_numbers(version) {
        let world = World::new(version);
        fill(&world);
        world.configure("provider \"td\" {}\n");
        world.write("all.tfquery.hcl", &list("  limit = 3"));
        let query = world.terraform.run(&["query", "-json"]).succeeds();
        assert_eq!(query.messages("list_resource_found").len(), 3);
        let warnings = query.diagnostics();
        assert!(warnings.iter().any(|one| one.summary == "Only 3 of 4 schedules are listed"), "{warnings:?}");
    }

    fn a_bad_filter_is_an_error(version) {
        let world = World::new(version);
        world.configure("provider \"td\" {}\n");
        world.write("all.tfquery.hcl", &list("  config {\n    name_regex = \"(\"\n  }"));
        let query = world.terraform.run(&["query", "-json"]).ends_with(1);
        assert_eq!(query.only_error().summary, "Invalid regular expression");
    }

    fn the_written_configuration_imports_everything_and_changes_nothing(version) {
        let world = World::new(version);
        fill(&world);
        world.configure("provider \"td\" {}\n");
        world.write("all.tfquery.hcl", &list(""));
        world.terraform.run(&["query", "-generate-config-out=generated.tf"]).succeeds();
        let written = fs::read_to_string(world.directory().join("generated.tf")).expect("a file");
        for absent in ["password", "timezone          = \"UTC\"", "enabled", "deletion_policy", "schedule_id", "\"\""] {
            assert!(!written.contains(absent), "{absent} in\n{written}");
        }
        let plan = world.terraform.run(&["plan", "-input=false"]).succeeds().text();
        assert!(plan.contains("Plan: 4 to import, 0 to add, 0 to change, 0 to destroy."), "{plan}");
        world.emulator.take_counts();
        world.apply_with(&[]);
        let counts = world.emulator.take_counts();
        assert!(counts.keys().all(|operation| operation == "list"), "only reads, not {counts:?}");
    }
}
