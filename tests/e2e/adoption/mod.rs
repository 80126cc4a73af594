//! An account that exists comes under Terraform's care by one command, with nothing changed at TD.

mod account;
mod after_a_kill;

use crate::support::canned;
use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::http;
use crate::support::on_each_terraform;
use crate::support::process::{Finished, finish};
use crate::support::world::World;
use serde_json::Value;
use std::fs;
use std::process::Command;
use std::time::Duration;

/// `terraform-provider-td export ARGUMENTS` in the directory of the configuration.
fn export(world: &World, endpoint: &str, arguments: &[&str]) -> Finished {
    let mut command = Command::new(EXECUTABLE);
    command.arg("export").args(["--endpoint", endpoint]).args(arguments).current_dir(world.directory());
    command.env_clear().env("HOME", world.scratch().join("home")).env("TD_API_KEY", KEY);
    finish(command, Duration::from_secs(60))
}

#[track_caller]
fn exports(world: &World, endpoint: &str, arguments: &[&str]) -> Finished {
    let done = export(world, endpoint, arguments);
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    done
}

/// A world in an empty directory, and an emulator with the account.
fn grown(version: &'static str) -> (World, Emulator) {
    let world = World::new(version);
    fs::remove_file(world.directory().join("required.tf")).expect("it is there");
    let file = world.scratch().join("account.json");
    fs::write(&file, account::list().to_string()).expect("it can be written");
    let file = file.to_str().expect("a path of plain letters");
    let emulator = Emulator::start(&["--quirk", "retired-types=accepted", "--load", file]);
    (world, emulator)
}

/// The requests that arrived, by operation.
fn requests(emulator: &Emulator) -> Value {
    let answer = http::send(emulator.address(), "GET", "/_emulator/requests", KEY, &[]);
    serde_json::from_str::<Value>(&answer.body).expect("it answers JSON")["counts"].clone()
}

/// All text of the configuration.
fn configuration(world: &World) -> String {
    let entries = fs::read_dir(world.directory())
        .expect("it is there")
        .map(|entry| entry.expect("it can be read").path());
    let files = entries.filter(|path| path.extension().is_some_and(|extension| extension == "tf"));
    files.map(|path| fs::read_to_string(path).expect("it is text")).collect()
}

/// From the export to an empty plan; nothing is written at TD and no secret into a file.
#[track_caller]
fn is_adopted(version: &'static str, arguments: &[&str]) {
    let (world, emulator) = grown(version);
    let before = emulator.schedules();
    assert_eq!(before.len(), account::SCHEDULES);

    let done = exports(&world, &emulator.url(), arguments);
    assert!(done.stderr.contains("500 of 500"), "{}", done.stderr);
    assert!(
        !done.stderr.contains('\r') && done.stdout.is_empty(),
        "in a pipe there is no progress: {done:?}"
    );
    assert_eq!(requests(&emulator)["list"], 2, "one for the export and one for this test");
    world.terraform.run(&["fmt", "-check", "-recursive"]).succeeds();
    let text = configuration(&world);
    assert!(!text.contains("hush"), "an export's password was written");
    assert_eq!(text.matches("default     = null").count(), account::EXPORTS);

    let apply = world.terraform.run(&["apply", "-input=false", "-auto-approve"]).succeeds();
    assert!(apply.text().contains("500 imported, 0 added, 0 changed, 0 destroyed"), "{}", apply.text());
    world.is_settled(&[]);

    assert_eq!(emulator.schedules(), before);
    let counts = requests(&emulator);
    for write in ["create", "update", "delete", "run"] {
        assert_eq!(counts[write], Value::Null, "{counts}");
    }
}

on_each_terraform! {
    fn an_account_with_queries_inline(version) { is_adopted(version, &[]); }

    fn an_account_with_queries_in_files(version) { is_adopted(version, &["--queries", "files"]); }

    fn an_account_in_one_file(version) { is_adopted(version, &["--out", "adopted.tf"]); }

    fn what_a_state_holds_is_left_out(version) {
        let (world, emulator) = grown(version);
        exports(&world, &emulator.url(), &["--name-regex", "^daily_", "--scheduled", "true"]);
        world.terraform.run(&["apply", "-input=false", "-auto-approve"]).succeeds();
        let state = world.terraform.run(&["show", "-json"]).succeeds().json();
        let held = state["values"]["root_module"]["resources"].as_array().expect("it has resources").len();
        world.write("state.json", &state.to_string());
        // Renamed meanwhile: its number tells.
        emulator.update("daily_060", &[("name", "another name")]);
        let done = exports(&world, &emulator.url(), &["--unmanaged", "state.json", "--out", "rest"]);
        assert!(held > 0 && done.stderr.contains(&format!("{} of 500", 500 - held)), "{held} {}", done.stderr);
        world.write("not_a_state.json", "{\"version\": 4}");
        let done = export(&world, &emulator.url(), &["--unmanaged", "not_a_state.json", "--out", "other"]);
        assert!(done.code == 1 && done.stderr.contains("terraform show -json"), "{done:?}");
    }

    fn a_failure_leaves_nothing_behind(version) {
        let (world, emulator) = grown(version);
        world.write("schedules.tf", "# mine\n");
        let listed = || {
            let entries = fs::read_dir(world.directory()).expect("it is there");
            entries.map(|entry| entry.expect("it can be read").file_name()).collect::<Vec<_>>()
        };
        for arguments in [&[][..], &["--out", "schedules.tf"]] {
            let done = export(&world, &emulator.url(), arguments);
            assert!(done.code == 1 && done.stderr.contains("--force"), "{done:?}");
        }
        let refusing = canned::answer_always("403 Forbidden", "application/json", "{}");
        assert_eq!(export(&world, &refusing, &["--out", "new"]).code, 1);
        assert_eq!(listed(), ["schedules.tf"]);
        assert_eq!(configuration(&world), "# mine\n");
        assert_eq!(export(&world, &emulator.url(), &["--layout", "round"]).code, 64);
        exports(&world, &emulator.url(), &["--force"]);
        assert!(!configuration(&world).contains("# mine"));
    }
}
