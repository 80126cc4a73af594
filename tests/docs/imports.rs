//! Every import form of the examples adopts the schedule that its `resource.tf` describes.

use crate::markdown::root;
use crate::support::world::World;
use std::fs;

const SOMEBODYS: &[(&str, &str)] =
    &[("type", "trino"), ("database", "shop"), ("query", "select 1"), ("cron", "0 3 * * *")];

fn example(file: &str) -> String {
    fs::read_to_string(root().join("examples/resources/td_schedule").join(file))
        .expect("the example is there")
}

fn by_block(file: &str) {
    let world = World::new("1.15.5");
    let number = world.emulator.create("daily_revenue", SOMEBODYS)["id"].clone();
    world.configure(&(example("resource.tf") + &example(file)));
    assert_eq!(
        world.planned(&[]),
        ["update td_schedule.daily_revenue"],
        "it is adopted and changed, not created"
    );
    world.apply_with(&[]);
    assert_eq!(world.emulator.schedule("daily_revenue").expect("it is there")["id"], number);
    world.destroy(&[]);
}

#[test]
fn by_name_in_a_block() {
    by_block("import-by-string-id.tf");
}

#[test]
fn by_identity_in_a_block() {
    by_block("import-by-identity.tf");
}

#[test]
fn by_each_command() {
    let script = example("import.sh");
    let commands: Vec<Vec<&str>> = script
        .lines()
        .filter_map(|line| line.strip_prefix("terraform "))
        .map(|line| line.split(' ').collect())
        .collect();
    assert_eq!(commands.len(), 2, "by name and by number");
    for command in commands {
        let world = World::new("1.15.5");
        let number = world.emulator.create("daily_revenue", SOMEBODYS)["id"].to_string();
        world.configure(&example("resource.tf"));
        let (id, before) = command.split_last().expect("it has words");
        let id = if id.starts_with(char::is_numeric) { number.as_str() } else { id };
        world.terraform.run(&[&before[..1], &["-input=false"], &before[1..], &[id]].concat()).succeeds();
        world.apply_with(&[]);
        world.destroy(&[]);
    }
}
