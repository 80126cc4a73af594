//! Schedules fire by the emulator's clock, and what fires does not depend on how the clock gets there.

use serde_json::json;

use crate::client::{NOW, Td, field};

#[tokio::test]
async fn schedules_fire_in_their_zone_after_their_delay() {
    let td = Td::local().await;
    td.create("tokyo", &[("cron", "0 9 * * *"), ("timezone", "Asia/Tokyo"), ("delay", "90")]).await;
    td.advance(2 * 86_400).await;
    let rows = td.history("tokyo").await;
    assert_eq!(field(&rows, "scheduled_at"), ["2026-01-17 00:00:00 UTC", "2026-01-16 00:00:00 UTC"]);
    assert_eq!(field(&rows, "created_at"), ["2026-01-17 00:01:30 UTC", "2026-01-16 00:01:30 UTC"]);
    assert_eq!(field(&rows, "status"), ["success", "success"]);
    assert_eq!(td.row("tokyo").await["next_time"], "2026-01-18T00:00:00Z");
}

#[tokio::test]
async fn missed_ticks_are_caught_up_one_by_one_in_order() {
    let td = Td::local().await;
    td.create("often", &[("cron", "*/10 * * * *")]).await;
    td.create("hourly", &[("cron", "0 * * * *")]).await;
    td.advance(3600).await;
    let times = field(&td.history("often").await, "scheduled_at");
    let expected = ["11:00", "10:50", "10:40", "10:30", "10:20", "10:10"];
    assert_eq!(times, expected.map(|time| format!("2026-01-15 {time}:00 UTC")));
    // Both start at 11:00: the numbers follow time first, then the order of creation.
    assert_eq!(field(&td.history("often").await, "job_id")[0], "5000000006");
    assert_eq!(field(&td.history("hourly").await, "job_id"), ["5000000007"]);
}

#[tokio::test]
async fn an_update_plans_anew_and_no_tick_fires_twice() {
    let td = Td::local().await;
    td.post("/_emulator/clock?at=2026-01-15T11:00:00Z", &[]).await;
    td.create("exact", &[("cron", "0 * * * *")]).await;
    assert_eq!(td.history("exact").await.len(), 1, "the tick at the very second of the create fires");
    td.update("exact", &[("cron", "0,30 * * * *")]).await;
    assert_eq!(td.row("exact").await["next_time"], "2026-01-15T11:30:00Z");
    td.update("exact", &[("cron", "")]).await;
    td.advance(86_400).await;
    assert_eq!(td.history("exact").await.len(), 1);
    td.update("exact", &[("cron", "@daily")]).await;
    assert_eq!(
        td.row("exact").await["next_time"],
        "2026-01-17T00:00:00Z",
        "what was paused is not caught up"
    );
}

#[tokio::test]
async fn jobs_end_as_the_rules_say() {
    let td = Td::local().await;
    td.create("checked", &[("cron", "0 * * * *")]).await;
    td.create("other", &[]).await;
    let rule = [("schedule", "checked"), ("status", "error"), ("next", "2"), ("duration", "100")];
    assert_eq!(td.post("/_emulator/outcomes", &rule).await.status, 200);
    td.advance(3 * 3600 + 600).await;
    td.post("/v3/schedule/run/other/0", &[]).await;
    td.post("/_emulator/outcomes", &[("status", "killed")]).await;
    td.post("/v3/schedule/run/other/0", &[]).await;
    td.advance(60).await;
    assert_eq!(field(&td.history("checked").await, "status"), ["success", "error", "error"]);
    assert_eq!(td.history("checked").await[1]["duration"], 100);
    assert_eq!(field(&td.history("other").await, "status"), ["killed", "success"]);
    assert_eq!(td.post("/_emulator/outcomes", &[("status", "lost")]).await.status, 422);
    let none = [("status", "error"), ("next", "0")];
    assert_eq!(td.post("/_emulator/outcomes", &none).await.status, 422);
    assert_eq!(td.delete("/_emulator/outcomes").await.body["outcomes"], json!([]));
}

#[tokio::test]
async fn the_clock_stops_moves_and_follows_again() {
    let td = Td::with_quirks(&[("history-days", "90")]).await;
    let clock = |answer: crate::client::Answer| answer.body["clock"].as_str().unwrap_or("?").to_owned();
    assert_eq!(clock(td.get("/_emulator/clock").await), "following");
    td.create("daily", &[("cron", "@daily")]).await;
    assert_eq!(clock(td.post("/_emulator/advance", &[("until", "2026-02-01T00:00:00Z")]).await), "moved");
    assert_eq!(td.history("daily").await.len(), 17);
    let stopped = td.post("/_emulator/clock", &[("at", "2026-03-01T00:00:00Z")]).await;
    assert_eq!(
        (&stopped.body["clock"], &stopped.body["now"]),
        (&json!("stopped"), &json!("2026-03-01T00:00:00Z"))
    );
    assert_eq!(td.history("daily").await.len(), 45);
    let back = td.delete("/_emulator/clock").await;
    assert_eq!(
        (&back.body["clock"], &back.body["now"]),
        (&json!("following"), &json!("2026-01-15T10:07:30Z"))
    );
    assert_eq!(td.row("daily").await["next_time"], "2026-01-16T00:00:00Z", "planned anew");
    for wrong in
        ["seconds=-1", "seconds=x", "until=2025-01-01T00:00:00Z", "until=soon", "seconds=999999999999", ""]
    {
        assert_eq!(td.post(&format!("/_emulator/advance?{wrong}"), &[]).await.status, 422, "{wrong}");
    }
}

/// Schedules in zones with and without daylight saving, firing from hourly to yearly, with delays.
async fn world() -> Td {
    let td = Td::with_quirks(&[("history-days", "90")]).await;
    let zones =
        ["UTC", "Asia/Tokyo", "America/Los_Angeles", "Europe/London", "Australia/Lord_Howe", "Africa/Cairo"];
    let crons = ["0 1 * * *", "30 2 * * *", "0 */7 * * *", "0 0 1 * 1", "59 23 31 12 *", "*/45 1 * * *"];
    for (index, cron) in crons.iter().enumerate() {
        for (other, zone) in zones.iter().enumerate() {
            let delay = (index * 1000 + other * 7).to_string();
            let name = format!("schedule {index} {other}");
            let answer = td.create(&name, &[("cron", cron), ("timezone", zone), ("delay", &delay)]).await;
            assert_eq!(answer.status, 200, "{answer:?}");
        }
    }
    td
}

async fn jobs(td: &Td) -> Vec<(String, Vec<serde_json::Value>)> {
    let mut jobs = Vec::new();
    for name in field(&td.list().await, "name") {
        let rows = td.history(&name.replace(' ', "%20")).await;
        jobs.push((name, rows));
    }
    jobs
}

#[tokio::test]
async fn one_step_or_a_thousand_start_the_same_jobs() {
    const YEAR: i64 = 365 * 86_400;
    let (one, many) = (world().await, world().await);
    one.advance(YEAR).await;
    let mut left = YEAR;
    let mut random: u64 = 7;
    for _ in 0..999 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let step = i64::try_from((random >> 33) % 60_000).unwrap().min(left);
        many.advance(step).await;
        left -= step;
    }
    many.advance(left).await;
    let jobs_of_one = jobs(&one).await;
    assert!(jobs_of_one.iter().map(|(_, rows)| rows.len()).sum::<usize>() > 3000);
    assert_eq!(jobs_of_one, jobs(&many).await);
    assert_eq!(one.list().await, many.list().await);
}

#[tokio::test]
async fn a_clock_that_goes_back_takes_later_jobs_with_it() {
    let td = Td::local().await;
    td.create("hourly", &[("cron", "@hourly")]).await;
    td.post(&format!("/_emulator/clock?at={NOW}"), &[]).await;
    td.advance(3 * 3600).await;
    td.post("/v3/schedule/run/hourly/0", &[]).await;
    let before = field(&td.history("hourly").await, "scheduled_at");
    assert_eq!(before.len(), 4);
    td.post(&format!("/_emulator/clock?at={}", NOW + 3600), &[]).await;
    assert_eq!(field(&td.history("hourly").await, "scheduled_at"), ["2026-01-15 11:00:00 UTC"]);
    td.advance(2 * 3600).await;
    assert_eq!(field(&td.history("hourly").await, "scheduled_at"), before[1..], "each tick once");
}
