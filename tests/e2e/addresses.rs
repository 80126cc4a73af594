//! One schedule under two addresses of the configuration is found in the plan, in whichever order Terraform plans.

use crate::hcl::Schedule;
use crate::support::on_terraform;
use crate::support::terraform::Diagnostic;
use crate::support::world::World;

/// An import of the schedule `id` at `td_schedule.ADDRESS`.
fn import(address: &str, id: &str) -> String {
    format!("import {{\n  to = td_schedule.{address}\n  id = {id:?}\n}}\n")
}

/// The only error of a plan, which is the same in each order that Terraform may take.
#[track_caller]
fn refusal(world: &World) -> Diagnostic {
    let mut last = None;
    for arguments in [&["-parallelism=1"][..], &["-parallelism=10"], &[]] {
        let plan = world.terraform.run(&[&["plan", "-input=false", "-json"], arguments].concat());
        last = Some(plan.ends_with(1).only_error());
    }
    last.expect("it was planned")
}

fn moved(from: &str, to: &str) -> String {
    format!("moved {{\n  from = td_schedule.{from}\n  to   = td_schedule.{to}\n}}\n")
}

on_terraform! {
    [terraform_1_6_6 "1.6.6", terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn an_import_beside_the_destruction_of_the_old_address_is_refused_with_the_moved_block(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().labelled("old"));
        let before = world.emulator.schedules();
        for (id, name) in [("daily", "daily"), ("1", "daily"), ("daily", "nightly")] {
            let new = Schedule::daily().with("name", &format!("{name:?}")).labelled("new");
            world.configure(&(import("new", id) + &new));
            let error = refusal(&world);
            assert_eq!(error.summary, "The same plan keeps and destroys this schedule", "{id} {name}");
            error.says(&["moved {", "\"daily\""]);
            world.try_apply(&[]).ends_with(1);
            assert_eq!(world.emulator.schedules(), before);
        }
        let renamed = Schedule::daily().with("name", r#""nightly""#).labelled("new");
        world.apply(&(moved("old", "new") + &renamed));
        let numbers: Vec<_> = world.emulator.schedules().iter().map(|row| row["id"].clone()).collect();
        assert_eq!(numbers, [before[0]["id"].clone()]);
    }

    fn one_of_two_addresses_of_a_schedule_is_not_taken_out_with_the_schedule(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().labelled("a"));
        world.configure(&(Schedule::daily().labelled("a") + &Schedule::daily().labelled("b")));
        world.terraform.run(&["import", "-input=false", "td_schedule.b", "daily"]).succeeds();
        for left in ["a", "b"] {
            for name in ["daily", "nightly"] {
                world.configure(&Schedule::daily().with("name", &format!("{name:?}")).labelled(left));
                let error = refusal(&world);
                assert_eq!(error.summary, "The same plan keeps and destroys this schedule");
                error.says(&["removed {", "destroy = false", "terraform state rm"]);
                world.try_apply(&[]).ends_with(1);
            }
        }
        assert_eq!(world.emulator.schedules().len(), 1);
        world.terraform.run(&["state", "rm", "td_schedule.a"]).succeeds();
        world.apply(&Schedule::daily().labelled("b"));
        assert_eq!(world.emulator.schedules().len(), 1);
    }

    fn two_addresses_of_one_schedule_with_two_names_are_told_with_both(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().labelled("a"));
        for id in ["daily", "1"] {
            let second = Schedule::daily().with("name", r#""nightly""#).labelled("b");
            world.configure(&(Schedule::daily().labelled("a") + &second + &import("b", id)));
            let error = refusal(&world);
            assert_eq!(error.summary, "Two resources manage one schedule");
            error.says(&["\"daily\"", "\"nightly\""]);
        }
        assert!(world.emulator.schedule("daily").is_some());
    }

    fn both_addresses_may_be_taken_out_together(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().labelled("a"));
        world.configure(&(Schedule::daily().labelled("a") + &Schedule::daily().labelled("b")));
        world.terraform.run(&["import", "-input=false", "td_schedule.b", "daily"]).succeeds();
        world.apply("");
        assert!(world.emulator.schedules().is_empty());
    }
}

on_terraform! {
    [terraform_1_8_4 "1.8.4", terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn a_removed_block_lets_one_of_two_addresses_go(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().labelled("a"));
        world.configure(&(Schedule::daily().labelled("a") + &Schedule::daily().labelled("b")));
        world.terraform.run(&["import", "-input=false", "td_schedule.b", "daily"]).succeeds();
        let removed = "removed {\n  from = td_schedule.a\n  lifecycle {\n    destroy = false\n  }\n}\n";
        world.apply(&(removed.to_owned() + &Schedule::daily().labelled("b")));
        assert_eq!(world.emulator.schedules().len(), 1);
    }
}
