//! The plans that people read most, word for word, and each message.

use crate::answers::{SAYS_TRINO, TELLS_ALL};
use crate::hcl::Schedule;
use crate::support::world::World;

/// The plan's text under Terraform 1.11.4, from its first resource on, with what differs from run to run blanked out.
fn shown(world: &World, arguments: &[&str]) -> String {
    let text = world.terraform.run(&[&["plan", "-input=false"], arguments].concat()).text();
    let start = ["Note: Objects have changed", "Terraform will perform", "Warning: daily", "Error:"]
        .iter()
        .filter_map(|words| text.find(words))
        .min()
        .unwrap_or_else(|| panic!("no plan: {text}"));
    let end = text.find("\n─").unwrap_or(text.len());
    text.get(start..end.max(start)).unwrap_or_default().trim_end().to_owned()
}

macro_rules! plan_is {
    ($name:literal, $world:expr $(, $argument:literal)*) => {
        insta::with_settings!({
            filters => vec![
                (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "[TIME]"),
                (r#"(schedule_id +=) \d+"#, "$1 [NUMBER]"),
                (r"127\.0\.0\.1:\d+", "[ADDRESS]"),
            ],
            omit_expression => true,
        }, { insta::assert_snapshot!($name, shown(&$world, &[$($argument),*])) });
    };
}

const AS_CONFIGURED: &[(&str, &str)] =
    &[("type", "trino"), ("database", "sales"), ("query", "select 1"), ("cron", "0 3 * * *")];

#[test]
fn the_plans_of_one_schedules_life_read_well() {
    let world = World::with_emulator("1.11.4", TELLS_ALL);
    let lines = Schedule::daily().with("query", r#""select 1\nfrom t\nwhere a = 1\n""#);
    world.configure(&lines.block());
    plan_is!("new", world);
    world.apply_with(&[]);
    let edited = lines.with("query", r#""select 1\nfrom t\nwhere a = 2\n""#);
    world.configure(&edited.block());
    plan_is!("sql_edit", world);
    world.configure(&lines.with("cron", r#""30 4 * * *""#).block());
    plan_is!("cron", world);
    world.configure(&lines.with("enabled", "false").block());
    plan_is!("pause", world);
    world.apply_with(&[]);
    world.configure(&lines.block());
    plan_is!("resume", world);
    world.apply_with(&[]);
    world.configure(&lines.with("name", r#""nightly""#).block());
    plan_is!("rename", world);
    let export = lines.with("result", r#""mysql://user:secret@db.example.com/base/table""#);
    world.apply(&export.block());
    world.configure(&export.with("result", r#""mysql://user:secret@db.example.com/base/other""#).block());
    plan_is!("export_changed", world);
    world.apply(&lines.block());
    world.emulator.update("daily", &[("delay", "60"), ("priority", "1")]);
    plan_is!("drift", world);
    world.apply_with(&[]);
    world.emulator.update("daily", &[("cron", "")]);
    plan_is!("owner_gone", world);
    world.apply_with(&[]);
    plan_is!("destroy", world, "-destroy");
}

#[test]
fn the_plans_of_an_import_and_of_a_legacy_value_read_well() {
    let world = World::with_emulator("1.11.4", &[SAYS_TRINO, TELLS_ALL].concat());
    world.emulator.create("daily", &[AS_CONFIGURED, &[("timezone", "Tokyo")]].concat());
    let import = "import {\n  to = td_schedule.s\n  id = \"daily\"\n}\n";
    let legacy = Schedule::daily().with("timezone", r#""Tokyo""#).block();
    world.configure(&format!("{import}{legacy}"));
    plan_is!("import", world);
    let other = Schedule::daily().with("name", r#""other""#).with("timezone", r#""Tokyo""#).block();
    world.configure(&other);
    plan_is!("legacy_value", world);
}
