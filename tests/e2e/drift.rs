//! What happens behind Terraform's back is seen, and what was not asked about is left alone.

use crate::answers::TELLS_ALL;
use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::relay::Relay;
use crate::support::world::World;

on_each_terraform! {
    fn a_change_made_elsewhere_is_shown_and_put_right(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        for (attribute, value) in [
            ("query", "select 2"),
            ("cron", "30 4 * * *"),
            ("cron", ""),
            ("timezone", "Asia/Tokyo"),
            ("database", "stock"),
            ("type", "hive"),
            ("delay", "5"),
            ("priority", "1"),
            ("retry_limit", "2"),
        ] {
            world.emulator.update("daily", &[(attribute, value)]);
            assert_eq!(world.drifted(), ["update td_schedule.s"], "{attribute} = {value:?}");
            let outcome = world.try_apply(&[]).succeeds();
            assert_eq!(outcome.changes("apply_complete"), ["update td_schedule.s"], "{attribute}");
        }
        world.is_settled(&[]);
        let row = world.emulator.schedule("daily").expect("it is still there");
        assert_eq!(row["query"], "select 1");
        assert_eq!(row["cron"], "0 3 * * *");
        assert_eq!(row["delay"], 0);
    }

    fn a_schedule_deleted_elsewhere_is_created_again(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        world.emulator.delete("daily");
        assert_eq!(world.drifted(), ["delete td_schedule.s"]);
        assert_eq!(world.planned(&[]), ["create td_schedule.s"]);
        world.apply_with(&[]);
        assert!(world.emulator.schedule("daily").is_some());
    }

    fn a_rename_made_elsewhere_is_drift_of_the_name_and_no_duplicate(version) {
        let world = World::with_emulator(version, TELLS_ALL);
        world.apply(&Schedule::daily().block());
        let before = world.emulator.schedule("daily").expect("it was created")["id"].clone();
        world.emulator.update("daily", &[("name", "elsewhere")]);
        assert_eq!(world.planned(&[]), ["update td_schedule.s"]);
        world.apply_with(&[]);
        assert_eq!(world.emulator.schedules().len(), 1);
        assert_eq!(world.emulator.schedule("daily").expect("it has its name again")["id"], before);
    }

    fn a_destroy_of_what_is_gone_already_is_done(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        world.emulator.delete("daily");
        world.terraform.run(&["destroy", "-input=false", "-auto-approve", "-refresh=false"]).succeeds();
    }

    fn without_a_refresh_td_is_not_asked(version) {
        let mut world = World::new(version);
        let relay = Relay::to(world.emulator.address());
        world.terraform.set("TD_API_SERVER", &relay.url());
        world.apply(&Schedule::daily().block());
        world.emulator.update("daily", &[("query", "select 2")]);
        relay.take();
        let plan = ["plan", "-input=false", "-refresh=false", "-detailed-exitcode"];
        world.terraform.run(&plan).ends_with(0);
        assert_eq!(relay.take(), Vec::<String>::new());
        world.configure(&Schedule::daily().with("delay", "60").block());
        world.terraform.run(&["apply", "-input=false", "-auto-approve", "-refresh=false"]).succeeds();
        assert_eq!(world.emulator.schedule("daily").expect("it is still there")["delay"], 60);
        assert_eq!(relay.count("update"), 1);
    }

    fn a_target_leaves_the_others_alone(version) {
        let world = World::new(version);
        let second = Schedule::daily().with("name", r#""weekly""#);
        world.configure(&(Schedule::daily().labelled("one") + &second.labelled("two")));
        world.try_apply(&["-target=td_schedule.two"]).succeeds();
        assert!(world.emulator.schedule("daily").is_none());
        assert!(world.emulator.schedule("weekly").is_some());
        assert_eq!(world.planned(&[]), ["create td_schedule.one"]);
        world.apply_with(&[]);
        let target = ["destroy", "-input=false", "-auto-approve", "-target=td_schedule.one"];
        world.terraform.run(&target).succeeds();
        assert!(world.emulator.schedule("weekly").is_some());
        assert!(world.emulator.schedule("daily").is_none());
    }
}
