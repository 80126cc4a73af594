//! One story under every Terraform that the pages name, and the schema as each of them prints it; the table in the pages
//! is what ran.

use crate::SCHEDULE;
use crate::markdown::root;
use crate::support::hosts::Host;
use crate::support::world::World;
use serde_json::Value;
use std::fs;

/// The story that every version must tell.
fn story(version: &str) {
    let world = World::new(version);
    world.apply(SCHEDULE);
    let changed = SCHEDULE.replace("0 3 *", "0 4 *");
    world.apply(&changed);
    let renamed = changed.replace(r#"name     = "daily""#, r#"name     = "nightly""#);
    world.apply(&renamed);
    world.emulator.run("nightly", 1_767_225_600, 2);
    world.apply(
        &(renamed.clone() + "data \"td_schedule_history\" \"h\" {\n  schedule_name = \"nightly\"\n}\n"),
    );
    let history = world.state("data.td_schedule_history.h");
    assert_eq!(history["history"].as_array().map(Vec::len), Some(2), "{version}: {history}");
    world.configure(&renamed);
    world.terraform.run(&["state", "rm", "td_schedule.daily"]).succeeds();
    world.apply(&format!("import {{\n  to = td_schedule.daily\n  id = \"nightly\"\n}}\n{renamed}"));
    world.destroy(&[]);
}

/// The provider's part of what `terraform providers schema -json` prints: what editors and bridges to other tools read.
pub(crate) fn schema(version: &str) -> Value {
    let world = World::new(version);
    world.configure("");
    let printed = world.terraform.run(&["providers", "schema", "-json"]).succeeds().json();
    printed["provider_schemas"][format!("{}/treasure-data/td", world.host.registry())].clone()
}

/// Holds each part of the schema under a snapshot that the versions share; gives the names of the parts.
fn parts(version: &str) -> String {
    let schema = schema(version);
    let mut names = Vec::new();
    for (part, value) in schema.as_object().expect("the schema has parts") {
        let text = serde_json::to_string_pretty(value).expect("JSON");
        // Before 1.11 no attribute is write-only.
        let early = part == "resource_schemas" && !text.contains("\"write_only\": true");
        let name = if early { format!("{part}_before_1_11") } else { part.clone() };
        insta::assert_snapshot!(format!("schema__{name}"), text);
        names.push(part.trim_end_matches("_schemas").replace('_', " "));
    }
    names.join(", ")
}

/// Whether a feature of later versions works with this one.
fn works(version: &str, hcl: &str) -> &'static str {
    let world = World::new(version);
    world.emulator.create(
        "daily",
        &[("type", "trino"), ("database", "sales"), ("query", "select 1"), ("cron", "0 3 * * *")],
    );
    world.configure(hcl);
    let plan = world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]);
    if plan.text().contains("Error:") { "no" } else { "yes" }
}

fn row(version: &str) -> String {
    story(version);
    let identity = works(
        version,
        &format!(
            "import {{\n  to = td_schedule.daily\n  identity = {{\n    name = \"daily\"\n  }}\n}}\n{SCHEDULE}"
        ),
    );
    let write_only =
        SCHEDULE.replace("query ", "result_wo = \"td://@/one/table\"\n  result_wo_version = 1\n  query ");
    let write_only = works(version, &write_only.replace("\"daily\"", "\"other\""));
    format!(
        "| {} | passed | {write_only} | {identity} | {} |\n",
        Host::named(version).title(),
        parts(version)
    )
}

fn stands_in_the_table(version: &str) {
    let table =
        fs::read_to_string(root().join("templates/terraform-versions.md")).expect("the table is there");
    let ran = row(version);
    assert!(table.contains(&ran), "templates/terraform-versions.md needs this row, then make docs:\n{ran}");
}

/// One test a host, so that each has its own time.
mod on {
    fn story(name: &'static str) {
        super::stands_in_the_table(name);
    }
    crate::support::hosts::hosts! { host_tests [every any] }
}
