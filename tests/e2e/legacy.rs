//! What Treasure Data holds from earlier years and takes from nobody any more: it can be adopted and kept, and not given
//! to another schedule.

use crate::answers::SAYS_TRINO;
use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::world::World;
use serde_json::json;

/// A world whose emulator begins with a schedule that has a cron of earlier years.
fn with_late_cron(version: &'static str) -> World {
    let list = json!({ "schedules": [{
        "name": "daily", "cron": "0 3 1 * 8", "timezone": "UTC", "delay": 0, "created_at": "2016-01-01T00:00:00Z",
        "type": "trino", "query": "select 1", "database": "sales", "user_name": "A", "priority": 0, "retry_limit": 0,
        "result": "", "next_time": null, "id": 11,
    }] });
    let directory = tempfile::tempdir().expect("a scratch directory");
    let file = directory.path().join("account.json");
    std::fs::write(&file, list.to_string()).expect("it can be written");
    let load = ["--load", file.to_str().expect("a path of plain letters")];
    World::with_emulator(version, &[&load, SAYS_TRINO].concat())
}

const IMPORT: &str = "import {\n  to = td_schedule.s\n  id = \"daily\"\n}\n";

on_each_terraform! {
    fn a_legacy_cron_is_adopted_and_kept_with_a_warning(version) {
        let world = with_late_cron(version);
        let schedule = Schedule::daily().with("cron", r#""0 3 1 * 8""#);
        let before = world.emulator.schedules();
        world.configure(&format!("{IMPORT}{}", schedule.block()));
        let found = world.terraform.run(&["plan", "-input=false", "-json"]).succeeds().diagnostics();
        let told = found.iter().find(|one| one.summary == "daily: legacy cron \"0 3 1 * 8\"").expect("a warning");
        assert_eq!((&*told.severity, &*told.attribute), ("warning", "cron"));
        assert_eq!(world.planned(&[]), ["import td_schedule.s"]);
        world.apply_with(&[]);
        assert_eq!(world.emulator.schedules(), before);
        world.apply(&schedule.with("query", r#""select 2""#).block());
        assert_eq!(world.emulator.schedule("daily").expect("it is there")["cron"], "0 3 1 * 8");
    }

    fn a_legacy_cron_is_an_error_only_in_the_plan_that_brings_it_in(version) {
        let world = with_late_cron(version);
        let plan = |hcl: &str| {
            world.configure(hcl);
            world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error()
        };
        let schedule = Schedule::daily().with("cron", r#""0 3 1 * 8""#);
        world.apply(&format!("{IMPORT}{}", schedule.block()));
        let error = plan(&(schedule.block() + &schedule.with("name", r#""other""#).labelled("other")));
        assert_eq!((&*error.summary, &*error.attribute), ("Invalid cron", "cron"));
        plan(&schedule.with("cron", r#""0 3 2 * 8""#).block()).says(&["weekday", "^"]);
        // Paused it is kept here; to resume is to send it anew.
        world.apply(&schedule.with("enabled", "false").block());
        plan(&schedule.block()).says(&["weekday"]);
        world.apply(&Schedule::daily().block());
    }
}
