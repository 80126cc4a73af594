//! The provider block: its sources, several of it, and its schema without any of them.

use crate::hcl::Schedule;
use crate::support::emulator::{Emulator, KEY};
use crate::support::on_each_terraform;
use crate::support::world::World;
use serde_json::Value;

on_each_terraform! {
    fn two_aliases_reach_two_endpoints(version) {
        let world = World::new(version);
        let second = Emulator::start(&[]);
        let alias = format!("provider \"td\" {{\n  alias = \"second\"\n  endpoint = \"{}\"\n}}\n", second.url());
        let there = Schedule::daily().with("name", r#""there""#).with("provider", "td.second");
        world.apply(&(alias + &Schedule::daily().labelled("here") + &there.labelled("there")));
        let names = |emulator: &Emulator| {
            emulator.schedules().iter().map(|row| row["name"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&world.emulator), ["daily"]);
        assert_eq!(names(&second), ["there"]);
        world.destroy(&[]);
        assert_eq!(names(&second), Vec::<Value>::new());
    }

    fn the_schema_needs_no_credentials_and_describes_everything(version) {
        let mut world = World::new(version);
        world.terraform.unset("TD_API_KEY");
        world.terraform.unset("TD_API_SERVER");
        world.configure("provider \"td\" {}\n");
        let schemas = world.terraform.run(&["providers", "schema", "-json"]).succeeds().json();
        let td = &schemas["provider_schemas"][format!("{}/treasure-data/td", world.host.registry())];
        let mut silent = Vec::new();
        for (name, block) in [
            ("td", &td["provider"]["block"]),
            ("td_schedule", &td["resource_schemas"]["td_schedule"]["block"]),
            ("td_schedule_history", &td["data_source_schemas"]["td_schedule_history"]["block"]),
        ] {
            let attributes = block["attributes"].as_object();
            assert!(attributes.is_some_and(|all| !all.is_empty()), "{name} has no attributes in {td}");
            undescribed(name, block, &mut silent);
        }
        assert_eq!(silent, Vec::<String>::new(), "attributes without a description");
    }

    fn the_td_clis_file_is_enough(version) {
        let mut world = World::new(version);
        world.terraform.unset("TD_API_KEY");
        world.terraform.unset("TD_API_SERVER");
        let file = world.scratch().join("home/.td");
        std::fs::create_dir(&file).expect("a directory can be made");
        let text = format!("[account]\n  user = me@example.com\n  apikey = {KEY}\n  endpoint = {}\n", world.emulator.url());
        std::fs::write(file.join("td.conf"), text).expect("the file can be written");
        world.apply(&Schedule::daily().block());
        assert!(world.emulator.schedule("daily").is_some());
    }

    fn another_account_than_allowed_is_refused_before_the_first_request(version) {
        let mut world = World::new(version);
        let relay = crate::support::relay::Relay::to(world.emulator.address());
        world.terraform.set("TD_API_SERVER", &relay.url());
        world.configure(&format!("provider \"td\" {{\n  allowed_account_ids = [\"2\"]\n}}\n{}", Schedule::daily().block()));
        world.try_apply(&[]).ends_with(1).only_error().says(&["1", "2", "TD_API_KEY"]);
        assert_eq!(relay.take(), Vec::<String>::new());
    }
}

/// Collects the paths of attributes that have no description, nested ones included.
fn undescribed(path: &str, block: &Value, silent: &mut Vec<String>) {
    for (name, attribute) in block["attributes"].as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        if attribute["description"].as_str().is_none_or(str::is_empty) {
            silent.push(path.clone());
        }
        undescribed(&path, &attribute["nested_type"], silent);
    }
}
