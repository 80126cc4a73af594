//! The provider at another address: a mirror under another name, another registry. Its states are read as one's own.

use crate::hcl::Schedule;
use crate::support::on_terraform;
use crate::support::world::World;
use serde_json::Value;
use std::fs;

/// A world whose state was made under `acme/td`, and whose configuration goes on with `treasure-data/td`.
fn from_a_mirror(version: &str, hcl: &str) -> World {
    let world = World::new(version);
    let settings = world.scratch().join("cli.tfrc");
    let text = fs::read_to_string(&settings).expect("there are settings");
    let line = text.lines().find(|line| line.contains("treasure-data/td")).expect("an override").to_owned();
    let both = format!("{}\n{line}", line.replace("treasure-data/td", "acme/td"));
    fs::write(&settings, text.replace(&line, &both)).expect("the settings can be written");
    let required = fs::read_to_string(world.directory().join("required.tf")).expect("it is there");
    world.write("required.tf", &required.replace("treasure-data/td", "acme/td"));
    world.apply(hcl);
    world.write("required.tf", &required);
    world
}

fn instance(world: &World) -> Value {
    let text = fs::read_to_string(world.directory().join("terraform.tfstate")).expect("there is a state");
    let state: Value = serde_json::from_str(&text).expect("JSON");
    state["resources"][0]["instances"][0].clone()
}

on_terraform! {
    [terraform_1_8_4 "1.8.4", terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn a_state_of_a_mirror_goes_on_with_all_that_it_remembers(version) {
        let schedule = Schedule::daily()
            .with("result", r#""mysql://user:secret@db.example.com/base/table""#)
            .with("deletion_policy", r#""disable""#);
        let mut world = from_a_mirror(version, &schedule.block());
        let before = instance(&world);
        let moved = "moved {\n  from = td_schedule.s\n  to   = td_schedule.other\n}\n";
        world.configure(&(moved.to_owned() + &schedule.labelled("other")));
        assert_eq!(world.planned(&[]), ["move td_schedule.other"]);
        world.apply_with(&[]);
        let after = instance(&world);
        for kept in ["attributes", "private", "identity"] {
            assert_eq!(after[kept], before[kept], "{kept}");
        }
        world.terraform.set("TD_API_KEY", "2/0123456789abcdef0123456789abcdef01234567");
        world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error().says(&["account 1", "account 2"]);
    }

    fn a_count_that_is_added_moves_too(version) {
        let world = from_a_mirror(version, &Schedule::daily().block());
        world.configure(&Schedule::daily().with("count", "1").block());
        assert_eq!(world.planned(&[]), ["move td_schedule.s[0]"]);
        world.apply_with(&[]);
    }

    fn a_run_of_a_mirror_does_not_run_again(version) {
        let run = |label: &str| format!(
            "resource \"td_schedule_run\" \"{label}\" {{\n  schedule_name = td_schedule.s.name\n}}\n{}",
            Schedule::daily().block()
        );
        let world = from_a_mirror(version, &run("r"));
        let moved = "moved {\n  from = td_schedule_run.r\n  to   = td_schedule_run.other\n}\n";
        world.apply(&(moved.to_owned() + &run("other")));
        assert_eq!(world.emulator.jobs("daily").len(), 1);
    }
}

on_terraform! {
    [terraform_1_6_6 "1.6.6", terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn replace_provider_works_everywhere(version) {
        let world = from_a_mirror(version, &Schedule::daily().block());
        let addresses = ["acme/td", "treasure-data/td"];
        let command = [&["state", "replace-provider", "-auto-approve"], &addresses[..]].concat();
        world.terraform.run(&command).succeeds();
        world.is_settled(&[]);
    }
}
