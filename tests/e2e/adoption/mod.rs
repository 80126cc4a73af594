//! An account that exists comes under Terraform's care by one command, with nothing changed at TD.

mod account;
mod after_a_kill;

use crate::answers::TELLS_ALL;
use crate::support::canned;
use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::http;
use crate::support::process::{Finished, finish};
use crate::support::world::World;
use crate::support::{on_each_terraform, on_terraform};
use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

/// `terraform-provider-td export ARGUMENTS` in the directory of the configuration.
fn export(world: &World, endpoint: &str, arguments: &[&str]) -> Finished {
    finish(command(world, endpoint, arguments), Duration::from_secs(60))
}

fn command(world: &World, endpoint: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(EXECUTABLE);
    command.arg("export").args(["--endpoint", endpoint]).args(arguments).current_dir(world.directory());
    command.env_clear().env("HOME", world.scratch().join("home")).env("TD_API_KEY", KEY);
    command
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
    let flags = ["--quirk", "retired-types=accepted", "--load", file];
    let emulator = Emulator::start(&[&flags, TELLS_ALL].concat());
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

/// Nothing was written at TD.
#[track_caller]
fn is_untouched(emulator: &Emulator, before: &[Value]) {
    assert_eq!(emulator.schedules(), before);
    let counts = requests(emulator);
    for write in ["create", "update", "delete", "run"] {
        assert_eq!(counts[write], Value::Null, "{counts}");
    }
}

/// From the export to an empty plan; nothing is written at TD and no secret into a file. Terraform calls so many changed.
#[track_caller]
fn is_adopted_with_changes(version: &'static str, arguments: &[&str], changed: usize) {
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
    let told = format!("500 imported, 0 added, {changed} changed, 0 destroyed");
    assert!(apply.text().contains(&told), "{}", apply.text());
    world.is_settled(&[]);
    is_untouched(&emulator, &before);
}

#[track_caller]
fn is_adopted(version: &'static str, arguments: &[&str]) {
    is_adopted_with_changes(version, arguments, 0);
}

on_terraform! {
    [terraform_1_6_6 "1.6.6"]

    #[doc = "Before 1.8 Terraform calls it a change that a variable is sensitive; nothing is sent for it."]
    fn an_account_under_a_terraform_that_takes_marks_for_changes(version) {
        is_adopted_with_changes(version, &[], account::EXPORTS);
    }
}

on_each_terraform! {
    every needs actions

    #[doc = "Half of it: the other half has a query of a mebibyte, which Terraform writes as one text and reads back for minutes."]
    fn an_account_by_a_query(version) {
        let (mut world, emulator) = grown(version);
        let before = emulator.schedules();
        world.terraform.set("TD_API_SERVER", &emulator.url());
        world.configure(
            "terraform {\n  required_providers {\n    td = {\n      source = \"treasure-data/td\"\n    }\n  }\n}\nprovider \"td\" {}\n",
        );
        world.write("all.tfquery.hcl", "list \"td_schedule\" \"all\" {\n  provider = td\n  limit    = 250\n  config {\n    database = \"ads\"\n  }\n}\n");
        world.terraform.run(&["query", "-generate-config-out=generated.tf"]).succeeds();
        let text = configuration(&world);
        assert!(!text.contains("hush"), "an export's password was written");
        let apply = world.terraform.run(&["apply", "-input=false", "-auto-approve"]).succeeds();
        let told = "250 imported, 0 added, 0 changed, 0 destroyed";
        assert!(apply.text().contains(told), "{}", apply.text());
        world.is_settled(&[]);
        is_untouched(&emulator, &before);
    }
}

on_terraform! {
    [terraform_1_6_6 "1.6.6", terraform_1_15_5 "1.15.5", opentofu_1_12_6 "opentofu 1.12.6"]

    fn an_account_in_the_module(version) {
        let (world, emulator) = grown(version);
        let before = emulator.schedules();
        exports(&world, &emulator.url(), &["--layout", "module"]);
        world.terraform.run(&["fmt", "-check", "-recursive"]).succeeds();
        let call = fs::read_to_string(world.directory().join("main.tf")).expect("it was written");
        let here = concat!(env!("CARGO_MANIFEST_DIR"), "/");
        world.configure(&call.replace("github.com/treasure-data/terraform-provider-td//", here));
        world.terraform.run(&["get"]).succeeds();
        let apply = world.terraform.run(&["apply", "-input=false", "-auto-approve"]).succeeds();
        let told = "500 imported, 0 added, 0 changed, 0 destroyed";
        assert!(apply.text().contains(told), "{}", apply.text());
        world.is_settled(&[]);
        is_untouched(&emulator, &before);
    }
}

/// The same on a terminal is a matter of the eye; here nobody reads the progress.
#[test]
fn a_stop_ends_it_with_nothing_written_and_so_do_filters_that_nothing_matches() {
    let (world, emulator) = grown("1.15.5");
    let listed = || fs::read_dir(world.directory()).expect("it is there").count();
    emulator.fault("silence", "list");
    let mut command = command(&world, &emulator.url(), &["--out", "new/deep"]);
    let mut running = command.stderr(Stdio::piped()).spawn().expect("it starts");
    while !emulator.take_counts().contains_key("list") {
        assert!(running.try_wait().expect("it can be asked").is_none(), "it ended by itself");
    }
    let interrupted = Command::new("kill").args(["-INT", &running.id().to_string()]).status();
    assert!(interrupted.expect("kill runs").success());
    let ended = running.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!((ended.status.code(), &*said), (Some(1), "error: it was stopped, and nothing was written\n"));
    emulator.clear_faults();
    for arguments in [&["--name-regex", "^there is none$"][..], &["--database", "none", "--layout", "module"]]
    {
        let done = exports(&world, &emulator.url(), arguments);
        assert_eq!(done.stderr, "None of 500 schedules is wanted; nothing was written.\n");
    }
    assert_eq!(listed(), 0);
}

on_each_terraform! {
    since_1_8
    fn an_account_with_queries_inline(version) { is_adopted(version, &[]); }

    fn an_account_with_queries_in_files(version) { is_adopted(version, &["--queries", "files"]); }

    fn an_account_in_one_file(version) { is_adopted(version, &["--out", "adopted.tf"]); }
}

on_each_terraform! {
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
