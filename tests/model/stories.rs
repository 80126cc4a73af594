//! Random sequences against the model.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config as Runs, TestRunner};

use terraform_provider_td::emulator::quirks::{Row, TABLE};

use crate::configs::{Config, Edit, any_config, any_edit, any_quirks, is_willing};
use crate::world::{SLOTS, World};

/// How long a story is; `STORY_STEPS` asks for another length.
const STEPS: usize = 25;

const NAMES: [&str; 5] = ["alpha", "beta", "gamma", "delta", "epsilon"];

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    Set(usize, Config),
    Remove(usize),
    RenameAddress(usize, usize),
    Edit(usize, Edit),
    RenameElsewhere(usize, &'static str),
    DeleteElsewhere(usize),
    CreateElsewhere(&'static str),
}

fn any_step() -> impl Strategy<Value = Step> {
    let name = || select(&NAMES[..]);
    prop_oneof![
        6 => (0..SLOTS, any_config(&NAMES)).prop_map(|(slot, config)| Step::Set(slot, config)),
        1 => (0..SLOTS).prop_map(Step::Remove),
        1 => (0..SLOTS, 0..SLOTS).prop_map(|(from, to)| Step::RenameAddress(from, to)),
        4 => (0..SLOTS, any_edit()).prop_map(|(slot, edit)| Step::Edit(slot, edit)),
        1 => (0..SLOTS, name()).prop_map(|(slot, name)| Step::RenameElsewhere(slot, name)),
        1 => (0..SLOTS).prop_map(Step::DeleteElsewhere),
        1 => name().prop_map(Step::CreateElsewhere),
    ]
}

/// How many cases run: few in every run, as many as asked for else.
pub(crate) fn cases(few: u32) -> u32 {
    std::env::var("MODEL_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(few)
}

/// Runs a test of `cases` random values, on a runtime.
pub(crate) fn for_all<S: Strategy>(few: u32, strategy: &S, story: impl AsyncFn(S::Value)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let runs =
        Runs { cases: cases(few), max_shrink_iters: 300, failure_persistence: None, ..Runs::default() };
    let outcome = TestRunner::new(runs).run(strategy, |value| {
        runtime.block_on(story(value));
        Ok(())
    });
    if let Err(problem) = outcome {
        panic!("{problem}");
    }
}

/// What happens one after the other, under these answers to the open points.
async fn live(quirks: &[(&'static str, &'static str)], steps: Vec<Step>) {
    let mut world = World::new(quirks).await;
    for step in steps {
        match step {
            Step::Set(slot, config) => world.set(slot, config).await,
            Step::Remove(slot) => world.remove(slot).await,
            Step::RenameAddress(from, to) => world.rename_address(from, to).await,
            Step::Edit(slot, edit) => world.edit(slot, edit).await,
            Step::RenameElsewhere(slot, name) => world.rename_elsewhere(slot, name).await,
            Step::DeleteElsewhere(slot) => world.delete_elsewhere(slot).await,
            Step::CreateElsewhere(name) => world.create_elsewhere(name).await,
        }
    }
}

#[test]
fn whatever_happens_comes_out_as_the_model_says_and_leaves_two_empty_plans() {
    let steps = std::env::var("STORY_STEPS").ok().and_then(|count| count.parse().ok()).unwrap_or(STEPS);
    let strategy = (any_quirks(), prop::collection::vec(any_step(), steps));
    for_all(12, &strategy, async |(quirks, steps)| live(&quirks, steps).await);
}

/// Each answer to an open point that the emulator does not give by itself.
fn alternatives() -> impl Iterator<Item = (&'static str, &'static str)> {
    let others = |row: &&'static Row| row.values.iter().skip(1).map(|value| (row.name, *value));
    TABLE.iter().flat_map(others).filter(|(name, value)| is_willing(name, value))
}

#[test]
fn so_it_does_under_each_single_answer_to_an_open_point() {
    for quirk in alternatives() {
        eprintln!("{}={}", quirk.0, quirk.1);
        let steps = prop::collection::vec(any_step(), 8);
        for_all(1, &steps, async |steps| live(&[quirk], steps).await);
    }
}
