//! Schedules that exist are taken in, with an empty plan, and their exports are never touched.

use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::world::World;
use serde_json::{Value, json};

const ROW: &[(&str, &str)] = &[
    ("type", "trino"),
    ("database", "sales"),
    ("query", "select 1\nfrom t\n"),
    ("cron", "0 3 * * *"),
    ("delay", "60"),
];

/// An export as a user writes it, and one as the console makes it.
const EXPORTS: &[(&str, &str)] = &[
    ("by_url", "mysql://user:p%40ss@db.example.com/base/table?mode=append"),
    ("by_console", r#"{"type":"salesforce_pardot","object":"prospects","secret":"s3cret"}"#),
];

fn filled(world: &World) {
    for (name, result) in EXPORTS {
        world.emulator.create(name, &[ROW, &[("result", result)]].concat());
    }
}

/// Each import block, and the HCL that Terraform writes for it, which becomes the configuration.
fn take_in(world: &World, block: impl Fn(&str) -> String) {
    filled(world);
    let blocks: String = EXPORTS.iter().map(|(name, _)| block(name)).collect();
    world.configure(&blocks);
    let generate = ["plan", "-input=false", "-json", "-generate-config-out=generated.tf"];
    let plan = world.terraform.run(&generate).succeeds();
    let mut changes = plan.changes("planned_change");
    changes.sort();
    assert_eq!(changes, ["import td_schedule.by_console", "import td_schedule.by_url"], "{}", plan.text());
    world.apply_with(&[]);
}

/// What the emulator holds, passwords and all.
fn held(world: &World) -> Value {
    let dump = world.emulator.dump();
    let rows = dump["schedules"].as_array().expect("schedules").iter();
    rows.map(|row| (row["name"].as_str().expect("a name").to_owned(), row["result"].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn untouched() -> Value {
    json!({ "by_url": EXPORTS[0].1, "by_console": EXPORTS[1].1 })
}

/// The generated configuration with another query is applied; the exports stay.
fn change_the_query(world: &World) {
    let file = world.directory().join("generated.tf");
    let generated = std::fs::read_to_string(&file).expect("it was generated");
    assert!(generated.contains("select 1"), "{generated}");
    world.write("generated.tf", &generated.replace("select 1", "select 2"));
    assert_eq!(world.planned(&[]), ["update td_schedule.by_console", "update td_schedule.by_url"]);
    world.apply_with(&[]);
    let query = world.emulator.schedule("by_url").expect("it is there")["query"].clone();
    assert_eq!(query.as_str().expect("a text").trim_end(), "select 2\nfrom t");
    assert_eq!(held(world), untouched());
}

on_each_terraform! {
    fn by_id_with_generated_configuration(version) {
        let world = World::new(version);
        take_in(&world, |name| format!("import {{\n  to = td_schedule.{name}\n  id = \"{name}\"\n}}\n"));
        change_the_query(&world);
    }

    fn near_names_are_suggested_when_it_is_not_there(version) {
        let world = World::new(version);
        filled(&world);
        world.configure(&format!("import {{\n  to = td_schedule.s\n  id = \"by_urls\"\n}}\n{}", Schedule::daily().block()));
        let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
        plan.only_error().says(&["by_urls", "Did you mean \"by_url\"?"]);
    }
}

#[test]
fn by_identity_with_generated_configuration_on_1_15() {
    let world = World::new("1.15.5");
    take_in(&world, |name| {
        format!("import {{\n  to = td_schedule.{name}\n  identity = {{\n    name = \"{name}\"\n  }}\n}}\n")
    });
    change_the_query(&world);
}

#[test]
fn an_identity_of_another_account_is_refused_on_1_15() {
    let world = World::new("1.15.5");
    filled(&world);
    let block = "import {\n  to = td_schedule.s\n  identity = {\n    name = \"by_url\"\n    account_id = \"2\"\n  }\n}\n";
    world.configure(&format!("{block}{}", Schedule::daily().block()));
    let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
    plan.only_error().says(&["account 2", "account 1"]);
}
