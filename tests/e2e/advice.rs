//! Advice comes once, where it is about something new, and warnings where Treasure Data may hold more than it takes.

use crate::answers::SAYS_TRINO;
use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::terraform::Outcome;
use crate::support::world::World;

/// Summary and detail of each warning about a schedule.
fn warnings(outcome: &Outcome) -> Vec<(String, String)> {
    let about = outcome.diagnostics().into_iter().filter(|found| found.severity == "warning");
    let own = about.filter(|found| !found.summary.contains("development overrides"));
    own.map(|found| (found.summary, found.detail)).collect()
}

on_each_terraform! {
    fn it_comes_with_the_plan_that_brings_in_what_it_is_about(version) {
        let world = World::new(version);
        let step = Schedule::daily().with("cron", r#""5/15 3 * * *""#);
        world.configure(&step.block());
        let once = |mut told: Vec<(String, String)>| {
            assert_eq!(told.len(), if world.host.replans { 2 } else { 1 }, "once for plan and apply together: {told:?}");
            told.dedup();
            told
        };
        let first = once(warnings(&world.try_apply(&[]).succeeds()));
        assert!(first[0].0.starts_with("daily:") && first[0].1.contains("just 5"), "{first:?}");
        let quiet = |schedule: &Schedule| {
            world.configure(&schedule.block());
            assert_eq!(warnings(&world.try_apply(&[]).succeeds()), []);
        };
        quiet(&step);
        quiet(&step.with("query", r#""select 2""#));
        quiet(&step.with("enabled", "false"));
        world.configure(&step.block());
        assert_eq!(once(warnings(&world.try_apply(&[]).succeeds())).len(), 1);
        quiet(&step.with("cron", r#""5 3 * * *""#));
    }

    fn each_thing_that_surprises_is_told_with_the_schedules_name(version) {
        let world = World::new(version);
        for (number, (cron, says)) in [
            ("0 0 L * *", "`L`"),
            ("0 0 * * 0-7", "Sundays only"),
            ("0 0 1 * 1", "either"),
            ("* 3 * * *", "60 runs"),
            ("*/7 * * * *", "interval is shorter"),
            ("0 0 31 * *", "not every month"),
        ].into_iter().enumerate() {
            let name = format!("daily-{number}");
            world.configure(&Schedule::daily().with("name", &format!("{name:?}")).with("cron", &format!("{cron:?}")).block());
            let plan = world.terraform.run(&["plan", "-input=false", "-json"]).succeeds();
            let found = warnings(&plan);
            assert_eq!(found.len(), 1, "{cron}: {found:?}");
            assert!(found[0].0.starts_with(&name) && found[0].1.contains(says), "{cron}: {found:?}");
        }
        let clock = Schedule::daily().with("cron", r#""30 * * * *""#).with("timezone", r#""Europe/Berlin""#);
        world.configure(&clock.block());
        assert_eq!(warnings(&world.terraform.run(&["plan", "-input=false", "-json"]).succeeds()), []);
        world.configure(&clock.with("cron", r#""30 2 * * *""#).block());
        let found = warnings(&world.terraform.run(&["plan", "-input=false", "-json"]).succeeds());
        assert!(found[0].1.contains("no run then") && found[0].1.contains("two runs"), "{found:?}");
        world.write("query.sql", &format!("select '{}'", "x".repeat(1_000_000)));
        world.configure(&Schedule::on_demand().with("query", r#"file("query.sql")"#).block());
        let found = warnings(&world.terraform.run(&["plan", "-input=false", "-json"]).succeeds());
        assert!(found.len() == 1 && found[0].1.contains("1000000"), "{found:?}");
    }

    fn a_legacy_value_can_be_kept_but_not_brought_in(version) {
        let world = World::with_emulator(version, SAYS_TRINO);
        let legacy = Schedule::daily().with("timezone", r#""Tokyo""#);
        world.configure(&legacy.block());
        let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
        let error = plan.only_error();
        assert_eq!((&*error.summary, &*error.attribute), ("Unknown time zone", "timezone"));
        world.emulator.create("daily", &[
            ("type", "trino"), ("database", "sales"), ("query", "select 1"), ("cron", "0 3 * * *"), ("timezone", "Tokyo"),
        ]);
        world.terraform.run(&["import", "-input=false", "td_schedule.s", "daily"]).succeeds();
        world.is_settled(&[]);
        world.configure(&legacy.with("delay", "60").block());
        let kept = warnings(&world.try_apply(&[]).succeeds());
        assert!(kept.iter().all(|(summary, _)| summary.contains("legacy timezone")), "{kept:?}");
        assert_eq!(world.emulator.schedule("daily").expect("it is there")["delay"], 60);
        world.apply(&Schedule::daily().block());
        world.configure(&legacy.block());
        world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error().says(&["Tokyo"]);
    }
}
