//! What others of the account, or a server, write becomes no code and hides nowhere.

use crate::answers::TELLS_ALL;
use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::hostile_names::{NAMES, REFUSAL, RESULTS, account};
use crate::support::process::{Finished, finish};
use crate::support::world::World;
use crate::support::{canned, on_terraform};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use terraform_provider_td::escape::is_invisible;

fn run(directory: &Path, endpoint: &str, arguments: &[&str]) -> Finished {
    let mut command = Command::new(EXECUTABLE);
    command.args(arguments).current_dir(directory).env_clear();
    command.env("HOME", directory).env("TD_API_KEY", KEY).env("TD_API_SERVER", endpoint);
    finish(command, Duration::from_secs(60))
}

/// Nothing in it steers a terminal or hides on it.
#[track_caller]
fn is_plain(text: &str) {
    let hidden: Vec<char> = text.chars().filter(|one| is_invisible(*one) && !"\n\t".contains(*one)).collect();
    assert!(hidden.is_empty(), "{hidden:?} in {text:?}");
}

/// An emulator with the account, and a world without a configuration.
fn hostile_account(version: &'static str) -> (World, Emulator) {
    let mut world = World::new(version);
    fs::remove_file(world.directory().join("required.tf")).expect("it is there");
    let file = world.scratch().join("account.json");
    fs::write(&file, account().to_string()).expect("it can be written");
    let load = ["--load", file.to_str().expect("a path of plain letters")];
    let emulator = Emulator::start(&[&load[..], TELLS_ALL].concat());
    world.terraform.set("TD_API_SERVER", &emulator.url());
    (world, emulator)
}

/// What is written as comments and HCL; queries are their authors' own.
fn is_written_plainly(directory: &Path) {
    for entry in fs::read_dir(directory).expect("it is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            is_written_plainly(&path);
            continue;
        }
        let text = fs::read_to_string(&path).expect("it is text");
        let is_query = path.extension().is_some_and(|extension| extension == "sql");
        match text.strip_prefix("/*---\n").and_then(|text| text.split_once("\n---*/\n")) {
            Some((header, _)) => {
                is_plain(header);
                assert!(!header.contains("*/") && !header.contains("/*"), "{header}");
            }
            None if is_query => {}
            None => is_plain(&text),
        }
    }
}

#[track_caller]
fn is_adopted(version: &'static str, arguments: &[&str]) {
    let (world, emulator) = hostile_account(version);
    let before = emulator.schedules();
    assert_eq!(before.len(), NAMES.len() + RESULTS.len());
    let done = run(&world.directory(), &emulator.url(), &[&["export"], arguments].concat());
    assert_eq!(done.code, 0, "{}", done.stderr);
    is_plain(&(done.stdout + &done.stderr));
    let left_out = "\"cafe\\u{301}\" is left out, because Terraform takes its name for that of another schedule, \"café\"";
    assert!(done.stderr.contains(left_out), "{}", done.stderr);
    is_written_plainly(&world.directory());
    if arguments.contains(&"module") {
        let call = fs::read_to_string(world.directory().join("main.tf")).expect("it was written");
        let here = concat!(env!("CARGO_MANIFEST_DIR"), "/");
        world.configure(&call.replace("github.com/treasure-data/terraform-provider-td//", here));
        world.terraform.run(&["get"]).succeeds();
    }
    world.terraform.run(&["fmt", "-check", "-recursive"]).succeeds();
    let count = before.len() - 1;
    for _ in 0..2 {
        let plan = world.terraform.run(&["plan", "-input=false"]).succeeds();
        let told = format!("{count} to import, 0 to add, 0 to change, 0 to destroy");
        assert!(plan.text().contains(&told), "{}", plan.text());
        for line in plan.text().lines().filter(|line| line.contains("Preparing import")) {
            is_plain(line);
        }
    }
    world.terraform.run(&["apply", "-input=false", "-auto-approve"]).succeeds();
    world.is_settled(&[]);
    assert_eq!(emulator.schedules(), before, "nothing changed at TD");
}

on_terraform! {
    [terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn a_hostile_account_is_adopted_and_nothing_else_happens(version) {
        is_adopted(version, &[]);
        is_adopted(version, &["--queries", "files"]);
    }

    fn a_hostile_account_in_the_module_adds_no_setting(version) {
        is_adopted(version, &["--layout", "module"]);
    }

    fn data_sources_give_hostile_names_and_nothing_of_them_is_run(version) {
        let (world, emulator) = hostile_account(version);
        let names: Vec<String> = NAMES.iter().map(|name| {
            terraform_provider_td::escape::hcl_string(name).into_string()
        }).collect();
        world.configure(&format!(
            "terraform {{\n  required_providers {{\n    td = {{\n      source = \"treasure-data/td\"\n    }}\n  }}\n}}\n\
             data \"td_schedules\" \"all\" {{}}\ndata \"td_schedule\" \"one\" {{\n  for_each = toset([{}])\n  name = each.key\n}}\n\
             output \"names\" {{\n  value = data.td_schedules.all.names\n}}\n\
             output \"found\" {{\n  value = [for one in data.td_schedule.one : one.schedule_id]\n}}\n",
            names.join(", ")
        ));
        world.terraform.run(&["apply", "-input=false", "-auto-approve"]).succeeds();
        let outputs = world.terraform.run(&["output", "-json"]).succeeds().json();
        let found = outputs["found"]["value"].as_array().expect("a list").len();
        assert_eq!(found, NAMES.len() - 1, "two names are one in Terraform");
        assert!(outputs["names"]["value"].to_string().contains("$${y}"));
        assert_eq!(emulator.schedules().len(), NAMES.len() + RESULTS.len());
    }

    fn a_hostile_servers_word_is_shown_and_steers_nothing(version) {
        let mut world = World::new(version);
        let server = canned::answer_always("422 Unprocessable Entity", "application/json", REFUSAL);
        world.terraform.set("TD_API_SERVER", &server);
        let log = world.scratch().join("log");
        world.terraform.set("TF_LOG_PROVIDER", "TRACE");
        world.terraform.set("TF_LOG_PATH", log.to_str().expect("a path of plain letters"));
        world.configure("data \"td_schedules\" \"all\" {}\n");
        let plan = world.terraform.run(&["plan", "-input=false"]).ends_with(1);
        assert!(plan.text().contains("\\u{202e}"), "{}", plan.text());
        is_plain(&plan.text());
        world.configure("data \"td_schedules\" \"all\" {\n  name_regex = \"(\\u001b[31m\\u202e\"\n}\n");
        let plan = world.terraform.run(&["plan", "-input=false"]).ends_with(1);
        assert!(plan.text().contains("name_regex"), "{}", plan.text());
        is_plain(&plan.text());
        let log = fs::read_to_string(log).expect("a log was written");
        let ours: Vec<&str> = log.lines().filter(|line| line.contains("provider.terraform-provider-td: ")).collect();
        assert!(ours.iter().any(|line| line.contains("422")), "{log}");
        ours.iter().for_each(|line| is_plain(line));
    }
}

on_terraform! {
    [terraform_1_15_5 "1.15.5"]

    fn a_hostile_account_is_adopted_by_a_query(version) {
        let (world, emulator) = hostile_account(version);
        let before = emulator.schedules();
        world.configure(
            "terraform {\n  required_providers {\n    td = {\n      source = \"treasure-data/td\"\n    }\n  }\n}\nprovider \"td\" {}\n",
        );
        world.write("all.tfquery.hcl", "list \"td_schedule\" \"all\" {\n  provider = td\n}\n");
        let query = world.terraform.run(&["query", "-generate-config-out=generated.tf"]).succeeds();
        assert!(query.text().contains("is not listed"), "{}", query.text());
        let plan = world.terraform.run(&["plan", "-input=false"]).succeeds();
        let told = format!("{} to import, 0 to add, 0 to change, 0 to destroy", before.len() - 1);
        assert!(plan.text().contains(&told), "{}", plan.text());
        world.terraform.run(&["apply", "-input=false", "-auto-approve"]).succeeds();
        world.is_settled(&[]);
        assert_eq!(emulator.schedules(), before);
    }
}

/// A new subcommand is tried as soon as `--help` names it.
#[test]
fn no_subcommand_shows_a_hostile_word_as_it_is() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let server = canned::answer_always("422 Unprocessable Entity", "application/json", REFUSAL);
    let page = "<html><title>red\u{202e}\u{2066}evil\u{200b} x\u{e0041}</title></html>";
    let page = canned::answer_always("403 Forbidden", "text/html", page);
    let help = run(scratch.path(), &server, &["--help"]).stdout;
    let commands =
        help.split_once("Commands:").expect("they are listed").1.split("\n\n").next().expect("a part");
    let commands: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains(&"doctor") && commands.contains(&"export"), "{help}");
    let hostile = NAMES.iter().chain(RESULTS).filter(|name| !name.contains('\0'));
    for command in commands.iter().chain(&["docs"]).filter(|command| **command != "help") {
        for endpoint in [&server, &page] {
            let done = run(scratch.path(), endpoint, &[command, "--endpoint", endpoint]);
            assert_ne!(done.code, 0, "{command}");
            is_plain(&(done.stdout + &done.stderr));
        }
        for name in hostile.clone() {
            for arguments in [&[*command, name][..], &[command, "--out", name], &[command, "--site", name]] {
                let done = run(scratch.path(), &server, arguments);
                is_plain(&(done.stdout + &done.stderr));
            }
        }
    }
}
