//! The controls: what arrived, the whole content in and out, and who may use them.

use serde_json::{Value, json};
use terraform_provider_td::emulator::Options;

use crate::client::{KEY, NOW, Td};

#[tokio::test]
async fn what_arrived_is_counted_and_shown_without_secrets() {
    let td = Td::local().await;
    td.create("export", &[("result", "mysql://user:hunter2@host/db/t"), ("query", &"x".repeat(1000))]).await;
    td.update("export", &[("pool_name", "")]).await;
    td.get("/v3/schedule/list").await;
    td.get("/v3/schedule/list").await;
    let seen = td.get("/_emulator/requests").await.body;
    assert_eq!(seen["total"], 4);
    assert_eq!(seen["counts"], json!({ "create": 1, "list": 2, "update": 1 }));
    let update = &seen["requests"][2];
    assert_eq!(
        (&update["operation"], &update["account"], &update["status"]),
        (&json!("update"), &json!("1"), &json!(200))
    );
    assert_eq!(update["parameters"], json!({ "pool_name": "" }));
    let text = seen.to_string();
    assert!(!text.contains("hunter2") && !text.contains(&KEY[2..]) && text.len() < 3000, "{text}");
    assert_eq!(td.delete("/_emulator/requests").await.body["total"], 0);
}

#[tokio::test]
async fn a_dump_loads_into_the_same_schedules() {
    let td = Td::local().await;
    td.create("first", &[]).await;
    let more = [
        ("cron", "@daily"),
        ("result", "mysql://u:p@h/d/t"),
        ("pool_name", "pool"),
        ("engine_version", "423"),
    ];
    td.create("日次%20%2F%20second", &more).await;
    td.post("/v3/schedule/delete/first", &[]).await;
    let dump = td.get("/_emulator/dump").await.body;
    assert_eq!(dump["schedules"][0]["pool_name"], "pool");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), dump.to_string()).unwrap();
    let other = Td::start(Options { load: Some(file.path().into()), ..Options::local() }).await;
    assert_eq!(other.list().await, td.list().await);
    assert_eq!(other.get("/_emulator/dump").await.body, dump);
    // The next number is not one of the file's.
    assert_eq!(other.create("third", &[]).await.body["id"], 3);
    other.post("/_emulator/reset", &[]).await;
    assert!(other.list().await.is_empty());
}

#[tokio::test]
async fn a_file_that_td_would_refuse_is_refused_with_the_schedules_name() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let clock = std::sync::Arc::new(terraform_provider_td::clock::SystemClock::default());
    for (text, reason) in [
        (
            r#"{"schedules":[{"name":"odd one","type":"hive","database":"d","query":"q","cron":"x"}]}"#,
            "odd one",
        ),
        ("[]", "not the form"),
    ] {
        std::fs::write(file.path(), text).unwrap();
        let options = Options { load: Some(file.path().into()), ..Options::local() };
        let error =
            terraform_provider_td::emulator::Emulator::start(options, clock.clone()).await.unwrap_err();
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source.contains(reason), "{source}");
    }
}

#[tokio::test]
async fn pages_of_other_sites_can_not_use_the_controls() {
    let td = Td::local().await;
    td.create("kept", &[]).await;
    for (name, value) in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("host", "evil.example"),
    ] {
        for path in ["/_emulator/reset", "/_emulator/advance?seconds=1", "/_emulator/faults?kind=500"] {
            let request = td.http.post(format!("{}{path}", td.url)).header(name, value);
            assert_eq!(td.send(request).await.unwrap().status, 403, "{name}: {value} {path}");
        }
        let dump = td.http.get(format!("{}/_emulator/dump", td.url)).header(name, value);
        assert_eq!(td.send(dump).await.unwrap().status, 403);
    }
    assert_eq!(td.list().await.len(), 1);
    assert_eq!(td.get("/_emulator/clock").await.body["epoch"], NOW);
}

#[tokio::test]
async fn the_page_needs_nothing_from_elsewhere() {
    let td = Td::local().await;
    for path in ["/", "/_emulator/page.css", "/_emulator/page.js"] {
        let response = td.http.get(format!("{}{path}", td.url)).send().await.unwrap();
        assert!(
            response.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'")
        );
        let text = response.text().await.unwrap().replace("http://www.w3.org/2000/svg", "");
        assert!(
            !text.contains("http://") && !text.contains("https://") && !text.contains("innerHTML"),
            "{path}"
        );
    }
    td.create("daily", &[("cron", "0 */6 * * *")]).await;
    let shown = td.get("/_emulator/overview").await.body;
    let schedule = &shown["accounts"][0]["schedules"][0];
    assert_eq!((&schedule["name"], &schedule["next"]), (&json!("daily"), &json!("2026-01-15T12:00:00Z")));
    assert_eq!(schedule["runs"].as_array().map(Vec::len), Some(4));
    assert_ne!(shown["requests"], Value::Null);
    td.create("minutely", &[("cron", "* * * * *"), ("delay", "30")]).await;
    let shown = td.get("/_emulator/overview").await.body;
    let runs: Vec<i64> =
        serde_json::from_value(shown["accounts"][0]["schedules"][0]["runs"].clone()).unwrap();
    assert_eq!(runs[..3], [60, 300, 600], "one mark for each five minutes");
    assert_eq!((runs.len(), runs[288]), (289, 86_400), "the whole day");
}
