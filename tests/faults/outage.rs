//! An outage ends as one failure.

use crate::TERRAFORM;
use crate::controls::{HASTY_TWICE, fail, mend, slow};
use crate::hcl::Schedule;
use crate::support::world::World;

fn many(count: u32) -> String {
    let each = Schedule::daily()
        .with("for_each", &format!("toset([for n in range({count}) : tostring(n)])"))
        .with("name", r#""daily-${each.key}""#);
    format!("{HASTY_TWICE}{}", each.block())
}

#[test]
fn a_plan_of_a_hundred_against_a_dead_td_costs_one_failing_request_and_one_error() {
    let world = World::new(TERRAFORM);
    world.configure(&many(100));
    world.try_apply(&[]).succeeds();
    world.emulator.take_counts();
    fail(&world.emulator, "503", "", None);
    let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
    plan.only_error().says(&["503", "try 2"]);
    assert_eq!(world.emulator.take_counts().values().sum::<u64>(), 2, "one request and its second try");
    mend(&world.emulator);
    world.is_settled(&[]);
}

/// Two aliases are two processes: each tells of the outage once. Data sources have no prior state to answer with: each
/// block of the others adds a line.
#[test]
fn data_sources_and_aliases_add_a_line_each_and_no_second_full_error() {
    let world = World::new(TERRAFORM);
    let data = |alias: &str| {
        format!(
            "data \"td_schedules\" \"{alias}\" {{\n  provider = td.{alias}\n}}\n\
             data \"td_schedule\" \"{alias}\" {{\n  provider = td.{alias}\n  count = 20\n  name = \"daily-${{count.index}}\"\n}}\n\
             data \"td_schedule_history\" \"{alias}\" {{\n  provider = td.{alias}\n  count = 20\n  schedule_name = \"daily-${{count.index}}\"\n}}\n"
        )
    };
    let alias = |name: &str| HASTY_TWICE.replace("{\n", &format!("{{\n  alias = \"{name}\"\n"));
    world.configure(&(alias("one") + &alias("two") + &data("one") + &data("two")));
    fail(&world.emulator, "503", "", None);
    let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
    let errors = plan.diagnostics().into_iter().filter(|one| one.severity == "error");
    let (full, short): (Vec<_>, Vec<_>) = errors.partition(|error| error.detail.contains("503"));
    assert_eq!(full.len(), 2, "{full:#?}");
    assert!(short.len() <= 6, "one for each block at most: {short:#?}");
    assert!(short.iter().all(|error| error.detail.lines().count() == 1), "{short:#?}");
    let asked = world.emulator.take_counts().values().sum::<u64>();
    assert!(asked <= 2 * 2 * 11, "{asked} requests: of 41 reads each, ten may have begun beside the list");
}

#[test]
fn without_a_refresh_new_schedules_cost_one_failing_request_and_one_error_too() {
    let world = World::new(TERRAFORM);
    world.configure(&many(100));
    fail(&world.emulator, "503", "", None);
    let plan = world.terraform.run(&["plan", "-input=false", "-json", "-refresh=false"]).ends_with(1);
    plan.only_error().says(&["503", "try 2"]);
    assert_eq!(world.emulator.take_counts().values().sum::<u64>(), 2, "one request and its second try");
}

#[test]
fn an_apply_stops_asking_when_nothing_is_answered() {
    let world = World::new(TERRAFORM);
    world.configure(&many(300));
    slow(&world.emulator, "create");
    let mut apply = world.terraform.start(&["apply", "-input=false", "-auto-approve"]);
    while !world.emulator.take_counts().contains_key("create") {
        assert!(apply.try_wait().expect("it can be asked").is_none(), "the apply ended by itself");
    }
    mend(&world.emulator);
    fail(&world.emulator, "503", "", None);
    assert_eq!(apply.wait().expect("it ends").code(), Some(1));
    let asked: u64 = world.emulator.take_counts().values().sum();
    println!("{asked} requests for 300 creates");
    assert!(asked < 300, "{asked} requests: each of the 300 would have cost two");
    mend(&world.emulator);
    world.try_apply(&[]).succeeds();
    assert_eq!(world.emulator.schedules().len(), 300);
    world.is_settled(&[]);
}
