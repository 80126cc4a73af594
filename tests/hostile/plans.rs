//! Each resource and data source, by its example, in a plan against each fault.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::hostile::{FAULTS, Hostile};
use crate::support::world::World;
use crate::{TERRAFORM, is_decent};

/// The first example of each thing: the pages need one of each, so that nothing is without.
fn examples() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut found = Vec::new();
    for (kind, file) in [("resources", "resource.tf"), ("data-sources", "data-source.tf")] {
        for thing in fs::read_dir(root.join(kind)).expect("there are examples").map_while(Result::ok) {
            let text = fs::read_to_string(thing.path().join(file)).expect("each thing has an example");
            let name = format!("{kind}-{}", thing.file_name().to_string_lossy());
            found.push((name, text));
        }
    }
    found.sort();
    found
}

/// All examples as modules of one configuration, each with names of its own.
fn configure(world: &World, endpoint: &str) {
    let required = fs::read_to_string(world.directory().join("required.tf")).expect("the world has one");
    let mut root = format!(
        "provider \"td\" {{\n  endpoint = {endpoint:?}\n  max_retries = 0\n  request_timeout = \"20s\"\n}}\n"
    );
    for (name, text) in examples() {
        let directory = world.directory().join(&name);
        fs::create_dir(&directory).expect("a module's directory");
        let own = text.replace("= \"daily_revenue\"", &format!("= \"daily_revenue-{name}\""));
        fs::write(directory.join("main.tf"), own).expect("a module");
        fs::write(directory.join("required.tf"), &required).expect("a module");
        root.push_str(&format!("module {name:?} {{\n  source = \"./{name}\"\n}}\n"));
    }
    world.configure(&root);
}

/// The types that the provider offers.
fn offered(world: &World) -> BTreeSet<String> {
    let schemas = world.terraform.run(&["providers", "schema", "-json"]).succeeds().json();
    let provider = &schemas["provider_schemas"]["registry.terraform.io/treasure-data/td"];
    ["resource_schemas", "data_source_schemas"]
        .into_iter()
        .flat_map(|kind| {
            provider[kind].as_object().expect("schemas").keys().map(move |name| format!("{kind} {name}"))
        })
        .collect()
}

#[test]
fn no_fault_makes_a_plan_that_destroys_or_repeats_anything() {
    let world = World::new(TERRAFORM);
    let hostile = Hostile::before(world.emulator.address());
    configure(&world, hostile.url());
    world.terraform.run(&["get"]).succeeds();
    let told: BTreeSet<String> = examples()
        .into_iter()
        .flat_map(|(_, text)| {
            let named = |line: &str| {
                let mut words = line.split('"');
                match words.next()?.trim() {
                    "resource" => Some(format!("resource_schemas {}", words.next()?)),
                    "data" => Some(format!("data_source_schemas {}", words.next()?)),
                    _ => None,
                }
            };
            text.lines().filter_map(named).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(told, offered(&world), "each has an example");
    world.terraform.run(&["apply", "-input=false", "-auto-approve"]).succeeds();
    world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]).ends_with(0);
    let before = fs::read(world.directory().join("terraform.tfstate")).expect("a state");
    for fault in FAULTS {
        hostile.answers(Some(*fault));
        let outcome = world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]);
        let text = outcome.text();
        is_decent(fault.name, &text);
        for never in ["will be created", "will be destroyed", "must be replaced"] {
            assert!(!text.contains(never), "{}:\n{text}", fault.name);
        }
        let said = if fault.is_partly_good { "No changes" } else { "Error: " };
        assert!(text.contains(said), "{}:\n{text}", fault.name);
    }
    hostile.answers(None);
    world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]).ends_with(0);
    assert_eq!(fs::read(world.directory().join("terraform.tfstate")).expect("a state"), before);
}

/// The row of a schedule in the state, in each way that it can be unreadable.
#[test]
fn a_schedule_whose_row_can_not_be_read_is_an_error_and_never_gone() {
    let mut world = World::new(TERRAFORM);
    let hostile = Hostile::before(world.emulator.address());
    world.terraform.set("TD_API_SERVER", hostile.url());
    world.configure(
        "resource \"td_schedule\" \"s\" {\n  name = \"daily\"\n  type = \"trino\"\n  database = \"d\"\n  query = \"q\"\n}\n",
    );
    world.try_apply(&[]).succeeds();
    let id = world.state("td_schedule.s")["schedule_id"].to_string();
    for row in [
        format!("{{\"name\":\"dai\\ud800\",\"id\":{id}}}"),
        format!("{{\"name\":\"daily\",\"id\":{id},\"delay\":NaN}}"),
        "{\"name\":\"daily\",\"query\":\"\\ude00\"}".to_owned(),
        "{\"name\":\"\"}".to_owned(),
    ] {
        hostile.answers_list(&format!("{{\"schedules\":[{{\"name\":\"other\",\"id\":4711}},{row}]}}"));
        let outcome = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
        outcome.only_error().says(&["row 2", "does not count as deleted"]);
        assert!(outcome.changes("planned_change").is_empty(), "{}", outcome.text());
    }
}
