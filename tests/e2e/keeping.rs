//! What a destroy leaves: `deletion_policy` and `removed` blocks.

use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::world::World;
use serde_json::Value;

fn destroy(world: &World) -> crate::support::terraform::Outcome {
    world.terraform.run(&["destroy", "-input=false", "-auto-approve", "-json"])
}

on_each_terraform! {
    fn each_deletion_policy_does_what_it_says(version) {
        let world = World::new(version);
        let policy = |word: &str| Schedule::daily().with("deletion_policy", &format!("{word:?}")).block();
        let take_in = || world.terraform.run(&["import", "-input=false", "td_schedule.s", "daily"]).succeeds();
        world.apply(&policy("abandon"));
        let before = world.emulator.schedules();
        destroy(&world).succeeds();
        assert_eq!(world.emulator.schedules(), before);

        world.configure(&policy("disable"));
        take_in();
        world.apply_with(&[]);
        destroy(&world).succeeds();
        assert_eq!(world.emulator.schedule("daily").expect("it is kept")["cron"], Value::Null);

        world.configure(&policy("prevent"));
        take_in();
        world.apply_with(&[]);
        destroy(&world).ends_with(1).only_error().says(&["prevent", "removed"]);
        world.configure("");
        world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error().says(&["daily"]);
        world.configure(&policy("delete"));
        assert_eq!(world.planned(&["-replace=td_schedule.s"]), ["replace td_schedule.s"]);
        world.apply_with(&[]);
        destroy(&world).succeeds();
        assert!(world.emulator.schedules().is_empty());
    }

    fn a_removed_block_forgets_or_destroys(version) {
        let world = World::new(version);
        let removed = |destroy: bool| {
            format!("removed {{\n  from = td_schedule.s\n  lifecycle {{\n    destroy = {destroy}\n  }}\n}}\n")
        };
        world.apply(&Schedule::daily().with("deletion_policy", r#""prevent""#).block());
        world.apply(&removed(false));
        assert!(world.emulator.schedule("daily").is_some());
        world.configure(&Schedule::daily().block());
        world.terraform.run(&["import", "-input=false", "td_schedule.s", "daily"]).succeeds();
        world.apply_with(&[]);
        world.apply(&removed(true));
        assert!(world.emulator.schedules().is_empty());
    }
}
