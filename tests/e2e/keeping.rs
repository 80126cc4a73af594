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
        world.apply_with(&[]);
        destroy(&world).succeeds();
        assert!(world.emulator.schedules().is_empty());
    }

    fn a_replacement_that_leaves_the_name_taken_is_an_error_in_the_plan(version) {
        let world = World::new(version);
        let plan = |arguments: &[&str]| {
            world.terraform.run(&[&["plan", "-input=false", "-json"], arguments].concat()).ends_with(1).only_error()
        };
        for policy in ["disable", "abandon", "prevent"] {
            world.apply(&Schedule::daily().with("deletion_policy", &format!("{policy:?}")).block());
            let error = plan(&["-replace=td_schedule.s"]);
            assert_eq!(error.summary, "The schedule would stay where its replacement is made");
            world.terraform.run(&["taint", "td_schedule.s"]).succeeds();
            plan(&[]).says(&["terraform untaint"]);
            plan(&["-refresh=false"]).says(&["terraform untaint"]);
            world.terraform.run(&["untaint", "td_schedule.s"]).succeeds();
        }
        // The one in force is that of the state.
        world.configure(&Schedule::daily().block());
        plan(&["-replace=td_schedule.s"]).says(&["-replace"]);
        world.apply_with(&[]);
        world.apply_with(&["-replace=td_schedule.s"]);
    }
}

on_each_terraform! {
    needs functions

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

on_each_terraform! {
    fn a_replacement_made_before_the_old_one_goes_says_why_its_name_is_taken_and_what_to_do(version) {
        let world = World::new(version);
        let schedule = Schedule::daily().with("lifecycle", "x").block();
        world.apply(&schedule.replace("lifecycle = x", "lifecycle {\n    create_before_destroy = true\n  }"));
        let before = world.emulator.schedules();
        let error = world.try_apply(&["-replace=td_schedule.s"]).ends_with(1).only_error();
        error.says(&["create_before_destroy"]);
        assert_eq!(world.emulator.schedules(), before);
        if world.host.replans {
            // It is refused in the apply's own plan, and the old one stays in the state as a deposed object.
            error.says(&["deposed", "state rm"]);
            let again = world.try_apply(&[]).ends_with(1).diagnostics();
            assert!(again.iter().any(|told| told.detail.contains("deposed")), "{again:?}");
            assert_eq!(world.emulator.schedules(), before);
            world.terraform.run(&["state", "rm", "td_schedule.s"]).succeeds();
            let import = "import {\n  to = td_schedule.s\n  id = \"daily\"\n}\n";
            world.apply(&format!("{import}{}", Schedule::daily().block()));
            assert_eq!(world.emulator.schedules(), before);
        }
        world.is_settled(&[]);
    }
}
