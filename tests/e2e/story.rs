//! A few dozen random steps with the real Terraform: what `tests/model` does by the thousand over its own small core.

use crate::configs::{Config, Edit, Export, any_config, any_edit, any_quirks};
use crate::support::emulator::Emulator;
use crate::support::world::World;
use crate::support::{on_each_terraform, on_terraform};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use std::fmt::Write;
use terraform_provider_td::wire::Value;

/// `STORY_STEPS` asks for more.
const STEPS: usize = 24;

/// One thing that happens to the schedule in a slot.
#[derive(Clone, Debug)]
enum Step {
    Set(Config),
    Remove,
    Edit(Edit),
    DeleteElsewhere,
}

/// Each slot has names of its own, so that no two meet.
const NAMES: [&[&str]; 3] = [&["alpha", "beta"], &["gamma", "delta"], &["epsilon", "zeta"]];

fn any_step() -> impl Strategy<Value = (usize, Step)> {
    (0..NAMES.len()).prop_flat_map(|slot| {
        let step = prop_oneof![
            6 => any_config(NAMES[slot]).prop_map(Step::Set),
            3 => any_edit().prop_map(Step::Edit),
            1 => Just(Step::Remove),
            1 => Just(Step::DeleteElsewhere),
        ];
        step.prop_map(move |step| (slot, step))
    })
}

fn expression(value: &Value) -> String {
    match value {
        Value::String(text) => serde_json::Value::from(&**text).to_string(),
        Value::Bool(bool) => bool.to_string(),
        Value::Number(number) => number.to_string(),
        other => panic!("no expression for {other:?}"),
    }
}

fn hcl(configs: &BTreeMap<usize, Config>) -> String {
    let mut text = String::new();
    for (slot, config) in configs {
        writeln!(text, "resource \"td_schedule\" \"s{slot}\" {{").expect("a string takes all");
        for (name, value) in config.attributes() {
            writeln!(text, "  {name} = {}", expression(&value)).expect("a string takes all");
        }
        text.push_str("}\n");
    }
    text
}

/// Any steps; `as_written` is how a configuration is written for this version.
fn tell(version: &'static str, as_written: fn(Config) -> Config) {
    let steps = std::env::var("STORY_STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(STEPS);
    let mut runner = TestRunner::deterministic();
    let quirks = any_quirks().new_tree(&mut runner).expect("quirks").current();
    let flags: Vec<String> = quirks.iter().map(|(name, value)| format!("--quirk={name}={value}")).collect();
    let mut world = World::new(version);
    world.emulator = Emulator::start(&flags.iter().map(String::as_str).collect::<Vec<_>>());
    world.terraform.set("TD_API_SERVER", &world.emulator.url());
    let mut configs: BTreeMap<usize, Config> = BTreeMap::new();
    for number in 0..steps {
        let (slot, step) = any_step().new_tree(&mut runner).expect("a step").current();
        let name = configs.get(&slot).map(|config| config.name);
        match (&step, name) {
            (Step::Set(config), _) => {
                configs.insert(slot, as_written(config.clone()));
            }
            (Step::Remove, _) => {
                configs.remove(&slot);
            }
            (Step::Edit(edit), Some(name)) => {
                world.emulator.update(name, &[(edit.attribute, edit.value)]);
            }
            (Step::DeleteElsewhere, Some(name)) => {
                world.emulator.delete(name);
            }
            (_, None) => continue,
        }
        eprintln!("step {number}: s{slot} {step:?}");
        world.apply(&hcl(&configs));
        let mut held: Vec<_> = world.emulator.schedules().iter().map(|row| row["name"].clone()).collect();
        let mut wanted: Vec<_> = configs.values().map(|config| config.name).collect();
        held.sort_by_key(ToString::to_string);
        wanted.sort_unstable();
        assert_eq!(held, wanted);
    }
    world.destroy(&[]);
}

/// The same with an export that the state keeps.
fn with_nothing_write_only(config: Config) -> Config {
    match config.export {
        Some(Export::WriteOnly(url, _)) => Config { export: Some(Export::Kept(url)), ..config },
        _ => config,
    }
}

on_each_terraform! {
    since_1_11
    fn whatever_happens_each_apply_leaves_two_empty_plans(version) { tell(version, |config| config); }
}

on_terraform! {
    [
        terraform_1_6_6 "1.6.6" every_terraform, terraform_1_8_4 "1.8.4" every_terraform,
        terraform_1_10_5 "1.10.5", opentofu_1_8_11 "opentofu 1.8.11"
    ]

    fn the_same_without_write_only_values(version) { tell(version, with_nothing_write_only); }
}
