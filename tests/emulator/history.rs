//! The history: its window, its rows, and how long they are kept.

use serde_json::{Value, json};

use crate::client::{Td, field};

#[tokio::test]
async fn from_is_included_and_to_is_not() {
    let td = Td::local().await;
    td.create("busy", &[("cron", "0 * * * *")]).await;
    td.advance(30 * 3600).await;
    let all = td.history("busy").await;
    assert_eq!(all.len(), 30);
    let page = |query: &'static str| {
        let td = &td;
        async move { td.get(&format!("/v3/schedule/history/busy{query}")).await.body }
    };
    let default = page("").await;
    assert_eq!((&default["from"], &default["to"], &default["count"]), (&json!(0), &json!(20), &json!(20)));
    assert_eq!(page("?from=5&to=7").await["history"], json!(all[5..7]));
    assert_eq!(page("?from=28&to=40").await["history"], json!(all[28..]));
    assert_eq!(page("?from=7&to=5").await["history"], json!([]));
    assert_eq!(td.get("/v3/schedule/history/busy?from=-1").await.status, 422);
    let ids = field(&all, "job_id");
    assert!(ids.windows(2).all(|pair| pair[0].parse::<u64>().unwrap() > pair[1].parse::<u64>().unwrap()));
}

#[tokio::test]
async fn a_row_has_every_field_of_the_reference() {
    let td = Td::local().await;
    td.create("row", &[("type", "hive"), ("result", "td://@/db/table"), ("priority", "1")]).await;
    td.post("/v3/schedule/run/row/1457046001", &[]).await;
    td.advance(60).await;
    let expected = json!({
        "job_id": "5000000001", "type": "hive", "status": "success", "query": "SELECT 1", "database": "db",
        "result": "td://@/db/table", "priority": 1, "retry_limit": 0, "duration": 10, "cpu_time": 10000,
        "result_size": 22, "num_records": 1, "hive_result_schema": "[[\"_col0\",\"bigint\"]]",
        "url": "https://console.treasuredata.com/jobs/5000000001", "user_name": "Emulator User",
        "created_at": "2026-01-15 10:07:30 UTC", "updated_at": "2026-01-15 10:07:41 UTC",
        "start_at": "2026-01-15 10:07:31 UTC", "end_at": "2026-01-15 10:07:41 UTC",
        "scheduled_at": "2016-03-03 23:00:01 UTC", "organization": null,
        "linked_result_export_job_id": null, "result_export_target_job_id": null,
    });
    assert_eq!(td.history("row").await, [expected]);
}

#[tokio::test]
async fn times_that_have_not_come_are_empty_texts() {
    let td = Td::local().await;
    td.create("waits", &[]).await;
    td.post("/v3/schedule/run/waits/1457046001", &[]).await;
    let row = &td.history("waits").await[0];
    assert_eq!(
        (&row["status"], &row["start_at"], &row["end_at"]),
        (&json!("queued"), &json!(""), &json!(""))
    );
    assert_eq!((&row["duration"], &row["num_records"]), (&Value::Null, &Value::Null));
    td.advance(5).await;
    let row = &td.history("waits").await[0];
    assert_eq!((&row["status"], &row["end_at"]), (&json!("running"), &json!("")));
    assert_eq!(row["start_at"], "2026-01-15 10:07:31 UTC");
}

#[tokio::test]
async fn jobs_keep_what_they_ran_and_are_kept_for_as_long_as_is_said() {
    let td = Td::with_quirks(&[("history-days", "90")]).await;
    td.create("daily", &[("cron", "@daily")]).await;
    td.advance(86_400).await;
    td.update("daily", &[("query", "SELECT 2")]).await;
    td.advance(86_400).await;
    assert_eq!(field(&td.history("daily").await, "query"), ["SELECT 2", "SELECT 1"]);
    td.advance(400 * 86_400).await;
    assert_eq!(td.history("daily").await.len(), 90);
    td.update("daily", &[("cron", "")]).await;
    td.advance(91 * 86_400).await;
    assert!(td.history("daily").await.is_empty());
    let td = Td::local().await;
    td.create("daily", &[("cron", "@daily")]).await;
    td.advance(400 * 86_400).await;
    assert_eq!(td.history("daily").await.len(), 7);
}
