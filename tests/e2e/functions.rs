//! The provider's functions (Terraform 1.8 and later).

use crate::support::emulator::KEY;
use crate::support::on_each_terraform;
use crate::support::world::World;
use std::fs;

/// A configuration that gives an expression as the output `o`.
fn output(expression: &str) -> String {
    format!("output \"o\" {{\n  value = {expression}\n}}\n")
}

on_each_terraform! {
    needs functions

    fn functions_need_no_provider_block_and_give_what_they_promise(version) {
        let mut world = World::new(version);
        world.terraform.unset("TD_API_KEY");
        let value = |expression: &str| {
            world.configure(&output(expression));
            world.try_apply(&[]).succeeds();
            world.terraform.run(&["output", "-json"]).succeeds().json()["o"]["value"].clone()
        };
        let runs = value(r#"provider::td::next_runs("0 3 * * *", "Asia/Tokyo", 2, "2026-01-01T18:00:00Z")"#);
        assert_eq!(runs, serde_json::json!(["2026-01-02T18:00:00Z", "2026-01-03T18:00:00Z"]));
        let count = r#"length(provider::td::runs_between("* * * * *", "", "2026-01-01T00:00:00Z", "2026-01-07T22:40:00Z"))"#;
        assert_eq!(value(count), 10_000);
        assert_eq!(value(r#"provider::td::explain_cron("@daily", "UTC")"#), "At 00:00 every day (UTC)");
        let url = r#"provider::td::result_url({ type = "td", database = "d b", table = "t", mode = null })"#;
        assert_eq!(value(url), "td://@/d%20b/t");
    }

    fn an_error_names_the_argument_that_it_is_about(version) {
        let world = World::new(version);
        for (call, parameter, says) in [
            (r#"next_runs("61 * * * *", "UTC", 1, "2026-01-01T00:00:00Z")"#, "cron", "0 to 59"),
            (r#"next_runs("@daily", "PST", 1, "2026-01-01T00:00:00Z")"#, "timezone", "abbreviation"),
            (r#"next_runs("@daily", "UTC", 0, "2026-01-01T00:00:00Z")"#, "count", "from 1 to 10000"),
            (r#"next_runs("@daily", "UTC", 1, "soon")"#, "after", "RFC 3339"),
            (r#"result_url({ type = "mysq" })"#, "target", "Did you mean"),
            (r#"result_url({ type = "td", port = "x", database = "d", table = "t" })"#, "target", "`port` is a whole number"),
            (
                r#"result_url({ type = "td", database = "d", table = "t", parameters = { a = { b = 1 } } })"#,
                "target",
                "In `parameters`, `a` is one text.",
            ),
        ] {
            world.configure(&output(&format!("provider::td::{call}")));
            let plan = world.terraform.run(&["plan", "-input=false"]).ends_with(1);
            let text = plan.text().split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&format!("Invalid value for \"{parameter}\" parameter")), "{text}");
            // Terraform frames long texts with bars, and ends the sentence itself.
            let text = text.replace("│ ", "");
            assert!(text.contains(says) && !text.contains(".."), "{says}: {text}");
        }
    }
}

/// What TD holds of an export whose password is ephemeral; the password is in no state.
fn held_with_ephemeral_password(version: &'static str, password: &str, target: &str) -> String {
    let mut world = World::new(version);
    world.terraform.set("TF_VAR_password", password);
    world.apply(&format!(
        r#"
variable "password" {{
  ephemeral = true
}}
resource "td_schedule" "s" {{
  name              = "daily"
  type              = "trino"
  database          = "sales"
  query             = "select 1"
  result_wo_version = 1
  result_wo = provider::td::result_url({{
    {target}
  }})
}}
"#
    ));
    let held = world.emulator.schedule("daily").expect("it is there")["result"].clone();
    let state = fs::read_to_string(world.directory().join("terraform.tfstate")).expect("a state");
    assert!(!state.contains("s3cret") && !state.contains(KEY), "{state}");
    world.destroy(&[]);
    held.as_str().expect("a text").to_owned()
}

on_each_terraform! {
    needs write_only

    fn an_ephemeral_password_goes_through_a_url_to_td_and_nowhere_else(version) {
        let target = r#"type = "mysql", user = "u@x", password = var.password, host = "db", database = "d", table = "t""#;
        let held = held_with_ephemeral_password(version, "s3cret/p@ss word", target);
        assert!(held.starts_with("mysql://u%40x:"), "{held}");
    }

    fn an_ephemeral_password_goes_through_json_to_td_and_nowhere_else(version) {
        let target =
            r#"type = "sftp", user = "u", password = var.password, host = "files.example.com", path = "/out/a b.csv""#;
        let held = held_with_ephemeral_password(version, "s3cret\"\\p@ss", target);
        let held: serde_json::Value = serde_json::from_str(&held).expect("it is JSON");
        assert_eq!((&held["type"], &held["host"]), (&"sftp".into(), &"files.example.com".into()));
    }
}
