use std::fs;

use serde_json::json;

use super::{Schedules, directory, plan};
use crate::calendar::{Entry, Setting};

fn known(text: &str) -> Setting {
    Setting::Known(text.to_owned())
}

fn named<'s>(all: &'s [Entry], name: &str) -> &'s Entry {
    all.iter().find(|entry| entry.name == name).unwrap_or_else(|| panic!("no {name} in {all:?}"))
}

fn planned(changes: &serde_json::Value) -> Schedules {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("plan.json");
    let text =
        json!({"format_version": "1.2", "planned_values": {}, "resource_changes": changes}).to_string();
    fs::write(&path, text).unwrap();
    plan::read(&path).unwrap()
}

#[test]
fn a_plan_is_read_before_and_after() {
    let change = |address: &str, actions: serde_json::Value, before, after, unknown| {
        json!({"address": address, "mode": "managed", "type": "td_schedule",
               "change": {"actions": actions, "before": before, "after": after, "after_unknown": unknown}})
    };
    let (old, new) = (json!({"name": "a", "cron": "0 1 * * *"}), json!({"name": "a", "cron": "0 2 * * *"}));
    let kept = json!({"name": "kept", "cron": "0 3 * * *", "deletion_policy": "abandon"});
    let none = serde_json::Value::Null;
    let schedules = planned(&json!([
        change("td_schedule.a", json!(["update"]), old, new, json!({})),
        change("td_schedule.gone", json!(["delete"]), json!({"name": "gone"}), none.clone(), json!({})),
        change("td_schedule.kept", json!(["delete"]), kept, none.clone(), json!({})),
        change("td_schedule.new[0]", json!(["create"]), none, json!({"enabled": false}), json!({"name": true, "cron": true})),
        {"address": "data.td_schedule.x", "mode": "data", "type": "td_schedule", "change": {"after": {"name": "x"}}},
    ]));
    let before = schedules.before.unwrap();
    assert_eq!((before.len(), schedules.entries.len()), (3, 3));
    assert_eq!(named(&before, "a").cron, known("0 1 * * *"));
    assert_eq!(named(&schedules.entries, "a").cron, known("0 2 * * *"));
    // It goes on to run, whatever Terraform forgets.
    assert_eq!(named(&schedules.entries, "kept").cron, known("0 3 * * *"));
    let new = named(&schedules.entries, "td_schedule.new[0]");
    assert_eq!((&new.cron, new.enabled, &new.timezone), (&Setting::Unknown, false, &Setting::Unset));
}

#[test]
fn a_file_that_is_no_plan_is_told() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("state.json");
    for (text, told) in [
        ("{", "EOF"),
        ("{}", "format_version"),
        (r#"{"format_version":"1.0","values":{}}"#, "no planned values"),
    ] {
        fs::write(&path, text).unwrap();
        let error = plan::read(&path).unwrap_err().to_string();
        assert!(error.contains(told) && error.contains("terraform show -json"), "{error}");
    }
}

#[test]
fn literal_values_of_a_configuration_are_read_and_others_are_unknown() {
    let scratch = tempfile::tempdir().unwrap();
    let root = scratch.path();
    fs::create_dir_all(root.join("queries")).unwrap();
    fs::create_dir_all(root.join(".terraform")).unwrap();
    fs::write(root.join(".terraform/other.tf"), "not HCL {").unwrap();
    fs::write(root.join("queries/a.sql"), "SELECT 2\n").unwrap();
    let text = r#"
variable "zone" {}

resource "td_schedule" "a" {
  name     = "a \"quoted\""
  type     = "trino"
  database = "sales"
  cron     = "0 3 * * *"
  timezone = var.zone
  delay    = 60
  query    = file("${path.module}/queries/a.sql")
}

resource "td_schedule" "many" {
  for_each = toset(["x", "y"])
  name     = each.key
  cron     = "${each.key} 3 * * *"
  enabled  = false
  query    = <<-SQL
    SELECT 1
      FROM t
  SQL
}

resource "other" "thing" {}
"#;
    fs::write(root.join("schedules.tf"), text).unwrap();
    let schedules = directory::read(root).unwrap();
    assert_eq!(schedules.entries.len(), 2);
    let a = named(&schedules.entries, "a \"quoted\"");
    assert_eq!(a.address.as_deref(), Some("td_schedule.a"));
    assert_eq!(a.place.as_ref().map(|place| place.line), Some(4));
    assert_eq!((&a.cron, &a.timezone, a.delay), (&known("0 3 * * *"), &Setting::Unknown, 60));
    assert_eq!(a.query, known("SELECT 2\n"));
    let many = named(&schedules.entries, "td_schedule.many");
    assert_eq!((&many.cron, many.enabled), (&Setting::Unknown, false));
    assert_eq!(many.query, known("SELECT 1\n  FROM t\n"));
}

#[test]
fn files_with_a_header_are_schedules_of_the_module() {
    let scratch = tempfile::tempdir().unwrap();
    let header = "/*---\nname: \"Daily \\u0022x\\u0022\"\n# a comment\ncron: \"0 3 * * *\"\ndelay: 60\n---*/\nSELECT 1\n";
    fs::write(scratch.path().join("daily.sql"), header).unwrap();
    let schedules = directory::read(scratch.path()).unwrap();
    let daily = named(&schedules.entries, "Daily \"x\"");
    assert_eq!(daily.address.as_deref(), Some("module.schedules.td_schedule.this[\"daily\"]"));
    assert_eq!((&daily.cron, daily.delay, &daily.query), (&known("0 3 * * *"), 60, &known("SELECT 1\n")));
}

#[test]
fn a_configuration_that_is_none_is_told_with_its_line() {
    let scratch = tempfile::tempdir().unwrap();
    let error = directory::read(scratch.path()).unwrap_err().to_string();
    assert!(error.contains("has no file"), "{error}");
    fs::write(scratch.path().join("bad.tf"), "a = 1\nb = {\n").unwrap();
    let error = directory::read(scratch.path()).unwrap_err().to_string();
    assert!(error.contains("bad.tf") && error.contains("line "), "{error}");
}
