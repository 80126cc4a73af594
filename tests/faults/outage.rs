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
