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
        assert!(tested.text().contains("8 passed, 0 failed"), "{}", tested.text());
        assert!(world.emulator.schedules().is_empty(), "the suite leaves nothing");
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
