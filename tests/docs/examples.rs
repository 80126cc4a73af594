//! Every file of `examples/`, in the registry's layout, is planned, applied, planned empty and destroyed.

use crate::markdown::root;
use crate::support::emulator::KEY;
use crate::support::world::World;
use std::fs;
use std::path::PathBuf;

/// The example files of one kind, as (folder of the thing, file).
fn files(kind: &str, start: &str) -> Vec<PathBuf> {
    let folder = root().join("examples").join(kind);
    let things =
        fs::read_dir(&folder).map(|all| all.map_while(Result::ok).map(|entry| entry.path()).collect());
    let mut found = Vec::new();
    for thing in things.unwrap_or_else(|_| Vec::new()) {
        let files: Vec<PathBuf> = if thing.is_dir() {
            fs::read_dir(&thing).expect("a folder").map_while(Result::ok).map(|entry| entry.path()).collect()
        } else {
            vec![thing]
        };
        let example = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(start) && name.ends_with(".tf")
        };
        found.extend(files.into_iter().filter(example));
    }
    found.sort();
    found
}

/// The emulator in place of a site: a site in the configuration wins over the environment's endpoint.
fn on_emulator(text: &str, world: &World) -> String {
    let endpoint = format!("  endpoint = {:?}", world.emulator.url());
    let line = |line| if str::trim_start(line).starts_with("site ") { endpoint.as_str() } else { line };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Applies each with an emulator of its own; destroys it again.
fn tell(kind: &str, start: &str) {
    for path in files(kind, start) {
        let text = fs::read_to_string(&path).expect("an example is text");
        let mut world = World::new("1.15.5");
        world.terraform.set("TF_VAR_tokyo_api_key", KEY);
        if text.contains("required_providers") {
            world.write("required.tf", "");
        }
        eprintln!("{}", path.display());
        world.apply(&on_emulator(&text, &world));
        if text.contains("deletion_policy") {
            // It may leave something at TD, as it should.
            world.terraform.run(&["destroy", "-input=false", "-auto-approve"]).succeeds();
        } else {
            world.destroy(&[]);
        }
    }
}

#[test]
fn of_the_provider() {
    assert!(!files("provider", "provider").is_empty());
    tell("provider", "provider");
}

#[test]
fn of_resources() {
    assert!(!files("resources", "resource").is_empty());
    tell("resources", "resource");
}

#[test]
fn of_data_sources() {
    assert!(!files("data-sources", "data-source").is_empty());
    tell("data-sources", "data-source");
}

#[test]
fn of_actions() {
    tell("actions", "action");
}

#[test]
fn of_functions() {
    tell("functions", "function");
}

#[test]
fn of_list_resources() {
    let folder = root().join("examples/list-resources");
    for thing in fs::read_dir(folder).into_iter().flatten().map_while(Result::ok) {
        for path in
            fs::read_dir(thing.path()).expect("a folder").map_while(Result::ok).map(|entry| entry.path())
        {
            let text = fs::read_to_string(&path).expect("an example is text");
            let world = World::new("1.15.5");
            let form =
                [("type", "trino"), ("database", "shop"), ("query", "select 1"), ("cron", "0 3 * * *")];
            world.emulator.create("daily_revenue", &form);
            if text.contains("required_providers") {
                world.write("required.tf", "");
            } else if !text.contains("provider \"td\"") {
                world.configure("provider \"td\" {}\n");
            }
            world.write("all.tfquery.hcl", &text);
            let found = world.terraform.run(&["query"]).succeeds();
            assert!(found.text().contains("daily_revenue"), "{}: {}", path.display(), found.text());
        }
    }
}
