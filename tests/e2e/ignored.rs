//! `ignore_changes` holds for all that is planned, also for what no state can show.

use crate::hcl::Schedule;
use crate::support::on_terraform;
use crate::support::world::World;

fn ignoring(what: &str) -> String {
    let schedule = Schedule::daily()
        .with("result_wo", r#""mysql://user:secret@db.example.com/base/table""#)
        .with("result_wo_version", "1")
        .with("lifecycle", "x");
    schedule.block().replace("lifecycle = x", &format!("lifecycle {{\n    ignore_changes = {what}\n  }}"))
}

const ELSEWHERE: &str = "mysql://user:secret@db.example.com/base/elsewhere";

on_terraform! {
    [terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn an_export_that_was_repointed_or_removed_outside_stays_so(version) {
        for what in ["all", "[result_wo, result_wo_version]"] {
            let world = World::new(version);
            world.apply(&ignoring(what));
            for now in [ELSEWHERE, ""] {
                world.emulator.update("daily", &[("result", now)]);
                assert_eq!(world.planned(&[]), Vec::<String>::new(), "{what} {now:?}");
                world.apply_with(&[]);
                assert_eq!(world.emulator.dump()["schedules"][0]["result"], now, "{what}");
            }
        }
    }

    fn another_change_does_not_take_the_export_along(version) {
        let world = World::new(version);
        let ignored = ignoring("[result_wo, result_wo_version]");
        world.apply(&ignored);
        world.emulator.update("daily", &[("result", ELSEWHERE)]);
        world.apply(&ignored.replace("select 1", "select 2").replace("result_wo_version = 1", "result_wo_version = 2"));
        let row = world.emulator.dump()["schedules"][0].clone();
        assert_eq!((&row["result"], &row["query"]), (&ELSEWHERE.into(), &"select 2".into()));
    }

    fn without_ignore_changes_it_is_sent_again(version) {
        let world = World::new(version);
        let lifecycle = "lifecycle {\n    ignore_changes = all\n  }";
        let watched = ignoring("all").replace(lifecycle, "");
        world.apply(&watched);
        world.emulator.update("daily", &[("result", ELSEWHERE)]);
        assert_eq!(world.planned(&[]), ["update td_schedule.s"]);
    }
}
