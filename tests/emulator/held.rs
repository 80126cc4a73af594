//! What TD holds from earlier years and would refuse today: a file brings it in, and quirks let it be written.

use serde_json::{Value, json};
use terraform_provider_td::emulator::Options;

use crate::client::{Td, field};

async fn loaded(rows: &Value) -> Td {
    loaded_into(rows, Options::local()).await
}

async fn loaded_into(rows: &Value, options: Options) -> Td {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), json!({ "schedules": rows }).to_string()).unwrap();
    Td::start(Options { load: Some(file.path().into()), ..options }).await
}

/// A row with one field of its own.
fn row(name: &str, field: &str, value: Value) -> Value {
    let mut row =
        json!({ "name": name, "type": "hive", "database": "db", "query": "q", "cron": "0 * * * *" });
    row[field] = value;
    row
}

#[tokio::test]
async fn a_file_brings_in_what_td_took_in_earlier_years() {
    let rows = json!([
        row("lazy weekday", "cron", json!("0 0 1 * 8")),
        row("last day", "cron", json!("0 0 L * *")),
        row("abbreviation", "timezone", json!("PST")),
        row("rails zone", "timezone", json!("Tokyo")),
        row("retired type", "type", json!("pig")),
        row("no database", "database", Value::Null),
        row("negative delay", "delay", json!(-60)),
        row("ab", "query", json!("a short name")),
        row(&"long name ".repeat(30), "query", json!("")),
    ]);
    let td = loaded(&rows).await;
    let list = td.list().await;
    for given in rows.as_array().unwrap() {
        let held = list.iter().find(|held| held["name"] == given["name"]).unwrap();
        for (name, value) in given.as_object().unwrap() {
            assert_eq!(&held[name], value, "{name} of {given}");
        }
    }
    assert_eq!(list.len(), 9);
    let dump = td.get("/_emulator/dump").await.body;
    assert_eq!(loaded(&dump["schedules"]).await.list().await, list, "and it can be given back");
}

#[tokio::test]
async fn a_schedule_without_a_cron_is_held_where_none_can_be_created() {
    let rows = json!([{ "name": "no cron", "type": "hive", "database": "db", "query": "q" }]);
    let mut options = Options::local();
    options.quirks.set("cron-omitted", "422").unwrap();
    let td = loaded_into(&rows, options).await;
    assert_eq!(field(&td.list().await, "name"), ["no cron"]);
}

#[tokio::test]
async fn what_no_scheduler_can_run_is_kept_and_never_fires() {
    let rows = json!([
        row("lazy weekday", "cron", json!("0 0 1 * 8")),
        row("last day", "cron", json!("0 0 L * *")),
        row("abbreviation", "timezone", json!("PST")),
        row("rails zone", "timezone", json!("Tokyo")),
    ]);
    let td = loaded(&rows).await;
    let next: Vec<Value> = td.list().await.into_iter().map(|row| row["next_time"].clone()).collect();
    assert_eq!(next, [Value::Null, Value::Null, Value::Null, json!("2026-01-15T11:00:00Z")], "by name");
    td.advance(40 * 86_400).await;
    assert!(td.history("lazy%20weekday").await.is_empty());
    assert!(!td.history("rails%20zone").await.is_empty());
}

#[tokio::test]
async fn an_update_judges_only_what_it_brings() {
    let rows = json!([
        row("lazy weekday", "cron", json!("0 0 1 * 8")),
        row("abbreviation", "timezone", json!("PST")),
        row("ab", "type", json!("pig")),
    ]);
    let mut options = Options::local();
    options.quirks.set("zone-abbreviations", "422").unwrap();
    let td = loaded_into(&rows, options).await;
    for name in ["lazy%20weekday", "abbreviation", "ab"] {
        assert_eq!(td.update(name, &[("query", "q2"), ("delay", "5")]).await.status, 200, "{name}");
    }
    assert_eq!(td.update("lazy%20weekday", &[("timezone", "Asia/Tokyo")]).await.status, 200);
    assert_eq!(td.row("lazy weekday").await["cron"], "0 0 1 * 8");
    assert_eq!(td.update("lazy%20weekday", &[("cron", "0 0 1 * 9")]).await.status, 422);
    assert_eq!(td.update("abbreviation", &[("timezone", "CST")]).await.status, 422);
    assert_eq!(td.update("ab", &[("name", "cd")]).await.status, 422);
    assert_eq!(td.update("lazy%20weekday", &[("cron", "0 0 1 * *")]).await.status, 200);
    assert_eq!(td.row("lazy weekday").await["next_time"], "2026-01-31T15:00:00Z");
}

#[tokio::test]
async fn quirks_let_them_be_written() {
    let td = Td::with_quirks(&[("lazy-weekday", "accepted"), ("zone-abbreviations", "accepted")]).await;
    assert_eq!(td.create("lazy", &[("cron", "0 0 1 * 8")]).await.status, 200);
    assert_eq!(td.create("zone", &[("cron", "@daily"), ("timezone", "JST")]).await.status, 200);
    assert_eq!(field(&td.list().await, "cron"), ["0 0 1 * 8", "@daily"]);
    // What no lazy check lets in stays refused.
    assert_eq!(td.create("hour", &[("cron", "0 24 1 * *")]).await.status, 422);
    assert_eq!(td.create("day", &[("cron", "0 0 * * 8")]).await.status, 422);
    assert_eq!(td.create("both", &[("cron", "0 0 1 * 8"), ("timezone", "nowhere")]).await.status, 422);
    let td = Td::with_quirks(&[("zone-abbreviations", "422")]).await;
    assert_eq!(td.create("lazy", &[("cron", "0 0 1 * 8")]).await.status, 422);
    assert_eq!(td.create("zone", &[("timezone", "JST")]).await.status, 422);
}
