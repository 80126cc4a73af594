//! Large worlds stay usable. EMULATOR_YEARS (1) and EMULATOR_JOBS (20000) make them larger.

use serde_json::{Value, json};
use terraform_provider_td::emulator::Options;

use crate::client::Td;

fn wanted(variable: &str, default: usize) -> usize {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

/// A file of so many schedules that fire once or twice a day in mixed zones.
fn file(schedules: usize) -> tempfile::NamedTempFile {
    let zones = ["UTC", "Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe"];
    let rows: Vec<Value> = (0..schedules)
        .map(|index| {
            let hours = if index % 2 == 0 { format!("{}", index % 24) } else { format!("{},23", index % 23) };
            json!({
                "name": format!("schedule {index}"), "type": "trino", "database": "db", "query": "SELECT 1",
                "cron": format!("{} {hours} * * *", index % 60), "timezone": zones[index % zones.len()],
            })
        })
        .collect();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), json!({ "schedules": rows }).to_string()).unwrap();
    file
}

#[tokio::test]
async fn years_of_a_thousand_schedules_end_with_90_days_of_jobs() {
    let years = wanted("EMULATOR_YEARS", 1);
    let file = file(1000);
    let mut options = Options { load: Some(file.path().into()), ..Options::local() };
    options.quirks.set("history-days", "90").unwrap();
    let td = Td::start(options).await;
    assert_eq!(td.list().await.len(), 1000);
    td.advance(i64::try_from(years).unwrap() * 365 * 86_400).await;
    let rows = td.history("schedule%200").await;
    assert!((89..=91).contains(&rows.len()), "{}", rows.len());
    let newest: u64 = rows[0]["job_id"].as_str().unwrap().parse().unwrap();
    assert!(newest - 5_000_000_000 > 540_000 * years as u64, "all were started");
}

#[tokio::test]
async fn a_list_is_one_pass_and_a_history_page_does_not_depend_on_the_total() {
    let jobs = wanted("EMULATOR_JOBS", 20_000);
    let schedules = (jobs / 100).max(100);
    let file = file(schedules);
    let directory = tempfile::tempdir().unwrap();
    let data = Some(directory.path().join("data.redb"));
    let td =
        Td::start(Options { load: Some(file.path().into()), data: data.clone(), ..Options::local() }).await;
    assert_eq!(td.list().await.len(), schedules);
    // A schedule fires one and a half times a day.
    td.advance(i64::try_from(jobs * 86_400 / (schedules * 3 / 2)).unwrap()).await;
    let page = td.get("/v3/schedule/history/schedule%201?from=10&to=12").await.body;
    assert_eq!(page["history"].as_array().map(Vec::len), Some(2), "{page}");
    let list = td.list().await;
    drop(td);
    // A server that was dropped lets go of its file when its last connection has ended.
    let again = loop {
        let options = Options { data: data.clone(), ..Options::local() };
        let clock =
            terraform_provider_td::clock::FakeClock::skipping("2026-01-15T10:07:30Z".parse().unwrap());
        if let Ok(emulator) =
            terraform_provider_td::emulator::Emulator::start(options, std::sync::Arc::new(clock)).await
        {
            break emulator;
        }
        tokio::task::yield_now().await;
    };
    let url = format!("{}/v3/schedule/list", again.url());
    let request =
        crate::client::http().get(url).header("authorization", format!("TD1 {}", crate::client::KEY));
    let held: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(held["schedules"].as_array(), Some(&list), "nothing is lost by a restart");
}
