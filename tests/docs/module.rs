//! The module `scheduled-queries`: its own suites pass, and it takes what `export --layout module` writes.

use crate::markdown::root;
use crate::support::emulator::{EXECUTABLE, Emulator};
use crate::support::on_terraform;
use crate::support::process::finish;
use crate::support::world::World;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const MODULE: &str = "examples/modules/scheduled-queries";

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder").map_while(Result::ok) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}

on_terraform! {
    [terraform_1_15_5 "1.15.5", opentofu_1_12_6 "opentofu 1.12.6"]

    fn its_own_suites_pass_on_the_emulator_and_without_any_server(version) {
        let world = World::new(version);
        world.write("required.tf", "");
        copy(&root().join(MODULE), &world.directory());
        let tested = world.terraform.run(&["test"]).succeeds();
        assert!(tested.text().contains("9 passed, 0 failed"), "{}", tested.text());
        assert!(world.emulator.schedules().is_empty(), "the suite leaves nothing");
    }
}

/// The versions at the ends of what is supported, and one between.
const VERSIONS: [&str; 3] = ["1.6.6", "1.11.4", "1.15.5"];

#[test]
fn an_error_names_the_file_and_what_is_wrong_in_it() {
    for version in VERSIONS {
        let world = World::new(version);
        world.write("required.tf", "");
        copy(&root().join(MODULE), &world.directory());
        let plan = world
            .terraform
            .run(&["plan", "-input=false", "-json", "-var", "directory=tests/broken"])
            .ends_with(1);
        let told: Vec<String> = plan.diagnostics().into_iter().map(|one| one.detail).collect();
        for said in [
            "bare_cron.sql: its header is no YAML of the form \"key: value\"; quote the cron: \"* 5 * * *\".",
            "colon.sql: its header is no YAML of the form \"key: value\"; texts with any of : # * @ & ! % need quotes.",
            "list.sql: its header is no YAML",
            "headless.sql needs a header /*--- \u{2026} ---*/ with name, type, database.",
            "no_database.sql needs a header /*--- \u{2026} ---*/ with database.",
            "number.sql: YAML takes the name and the database for something else than a text; put quotes around the value.",
            "typo.sql: its header has crno; it may have: name, type,",
        ] {
            assert!(
                told.iter().any(|detail| detail.contains(said)),
                "{version}: {said}\nis not in {told:#?}"
            );
        }
    }
}

#[test]
fn files_are_taken_as_editors_write_them() {
    for version in VERSIONS {
        let world = World::new(version);
        world.write("required.tf", "");
        copy(&root().join(MODULE), &world.directory());
        world
            .terraform
            .run(&["apply", "-input=false", "-auto-approve", "-var", "directory=tests/editors"])
            .succeeds();
        let rows = world.emulator.schedules();
        let query = |name: &str| {
            let row = rows
                .iter()
                .find(|row| row["name"] == name)
                .unwrap_or_else(|| panic!("{version}: {name} of {rows:?}"));
            row["query"].as_str().unwrap_or_default().trim().to_owned()
        };
        for (name, text) in [
            ("byte_order_mark", "SELECT 1"),
            ("blank_lines", "SELECT 2"),
            ("comments", "-- The query.\nSELECT 3"),
            ("blanks", "SELECT 4"),
            ("windows", "SELECT 5"),
            ("007", "SELECT 6"),
        ] {
            assert_eq!(query(name), text, "{version}: {name}");
        }
    }
}

#[test]
fn two_sites_by_provider_aliases_get_their_own_schedules() {
    let world = World::new("1.15.5");
    let tokyo = Emulator::start(&[]);
    copy(&root().join(MODULE), &world.directory().join("module"));
    let call = |label: &str, endpoint: &str, alias: &str, provider: &str| {
        format!(
            "provider \"td\" {{\n  endpoint = {endpoint:?}\n{alias}}}\n\nmodule {label:?} {{\n  source    = \"./module\"\n  \
             directory = \"${{path.module}}/module/tests/first\"\n  prefix    = \"{label}_\"\n\n  providers = {{\n    \
             td = {provider}\n  }}\n}}\n"
        )
    };
    let both = call("us", &world.emulator.url(), "", "td")
        + &call("tokyo", &tokyo.url(), "  alias    = \"tokyo\"\n", "td.tokyo");
    world.configure(&both);
    world.terraform.run(&["get"]).succeeds();
    world.apply_with(&[]);
    for (emulator, prefix) in [(&world.emulator, "us_"), (&tokyo, "tokyo_")] {
        let rows = emulator.schedules();
        let names: Vec<&str> = rows.iter().filter_map(|row| row["name"].as_str()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(names.iter().all(|name| name.starts_with(prefix)), "{names:?}");
    }
    world.destroy(&[]);
    assert!(tokyo.schedules().is_empty(), "both sites are cleared");
}

#[test]
fn it_adopts_an_exported_account_and_changes_nothing() {
    let world = World::new("1.15.5");
    world.write("required.tf", "");
    let form = [("type", "trino"), ("database", "shop"), ("query", "select 1\n"), ("cron", "0 3 * * *")];
    world.emulator.create("daily_revenue", &form);
    world.emulator.create("%E6%97%A5%E6%AC%A1%E5%A3%B2%E4%B8%8A", &form);
    let mut export = Command::new(EXECUTABLE);
    export.args(["export", "--layout", "module", "--force", "--out"]).arg(world.directory());
    export.env("TD_API_SERVER", world.emulator.url()).env("TD_API_KEY", crate::support::emulator::KEY);
    let exported = finish(export, Duration::from_secs(30));
    assert_eq!(exported.code, 0, "{}", exported.stderr);
    // The published source is this very module.
    let module = world.directory().join("module");
    copy(&root().join(MODULE), &module);
    for entry in fs::read_dir(world.directory()).expect("a folder").map_while(Result::ok) {
        if entry.path().extension().is_some_and(|end| end == "tf") {
            let text = fs::read_to_string(entry.path()).expect("text");
            let source = format!("github.com/treasure-data/terraform-provider-td//{MODULE}");
            fs::write(entry.path(), text.replace(&source, "./module")).expect("it can be written");
        }
    }
    world.terraform.run(&["get"]).succeeds();
    let plan = world.terraform.run(&["plan", "-input=false"]).succeeds();
    assert!(plan.text().contains("2 to import, 0 to add, 0 to change, 0 to destroy"), "{}", plan.text());
}
