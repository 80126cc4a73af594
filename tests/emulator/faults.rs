//! Faults on demand: each kind, by operation, by rate, by count, the same for the same seed.

use serde_json::json;

use crate::client::{KEY, Td};
use terraform_provider_td::emulator::{Options, Rule};

async fn fault(td: &Td, kind: &str, more: &[(&str, &str)]) {
    let mut form = vec![("kind", kind), ("next", "1")];
    form.extend(more);
    let answer = td.post("/_emulator/faults", &form).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

#[tokio::test]
async fn statuses_come_with_each_form_of_retry_after_and_change_nothing() {
    let td = Td::local().await;
    let expected = [
        ("429", 429, Some("1")),
        ("429-absent", 429, None),
        ("429-absurd", 429, Some("99999999999")),
        ("429-date", 429, Some("Thu, 15 Jan 2026 10:07:32 GMT")),
        ("500", 500, None),
        ("502", 502, None),
        ("503", 503, None),
        ("504", 504, None),
    ];
    for (kind, status, retry_after) in expected {
        fault(&td, kind, &[]).await;
        let url = format!("{}/v3/schedule/create/refused", td.url);
        let request = td.http.post(url).header("authorization", format!("TD1 {KEY}"));
        let response =
            request.form(&[("type", "hive"), ("database", "d"), ("query", "q")]).send().await.unwrap();
        let header = response.headers().get("retry-after").map(|value| value.to_str().unwrap());
        assert_eq!((response.status().as_u16(), header), (status, retry_after), "{kind}");
    }
    assert!(td.list().await.is_empty());
}

#[tokio::test]
async fn the_change_is_made_or_not_as_the_fault_says() {
    let td = Td::local().await;
    for (kind, made) in [
        ("reset-before", false),
        ("reset-after", true),
        ("reset", false),
        ("503", false),
        ("503-after", true),
        ("html", false),
        ("html-after", true),
        ("cut", true),
    ] {
        fault(&td, kind, &[("operation", "create")]).await;
        let form = [("type", "hive"), ("database", "d"), ("query", "q")];
        let request =
            td.request(reqwest::Method::POST, &format!("/v3/schedule/create/by-{kind}")).form(&form);
        let answer = td.send(request).await;
        match kind {
            "503" | "503-after" => assert_eq!(answer.unwrap().status, 503),
            "html" | "html-after" => assert_eq!(answer.unwrap().body, json!(null)),
            _ => assert!(answer.is_err(), "{kind}: {answer:?}"),
        }
        assert_eq!(!td.row(&format!("by-{kind}")).await.is_null(), made, "{kind}");
    }
}

#[tokio::test]
async fn a_slow_answer_is_whole_and_silence_has_no_end() {
    let td = Td::local().await;
    td.create("whole", &[]).await;
    fault(&td, "drip", &[]).await;
    assert_eq!(td.list().await.len(), 1);
    fault(&td, "latency", &[("seconds", "3600")]).await;
    assert_eq!(td.list().await.len(), 1);
    fault(&td, "silence", &[]).await;
    let silent = td.request(reqwest::Method::GET, "/v3/schedule/list");
    let wait = std::time::Duration::from_millis(100);
    assert!(td.send(silent.timeout(wait)).await.unwrap_err().is_timeout());
    assert_eq!(td.list().await.len(), 1, "only the next one was to go wrong");
}

#[tokio::test]
async fn faults_are_for_an_operation_and_a_number_of_requests() {
    let td = Td::local().await;
    td.post("/_emulator/faults", &[("kind", "500"), ("operation", "history"), ("next", "2")]).await;
    assert_eq!(td.create("one", &[]).await.status, 200);
    for status in [500, 500, 200] {
        assert_eq!(td.get("/v3/schedule/history/one").await.status, status);
    }
    td.post("/_emulator/faults", &[("kind", "500")]).await;
    assert_eq!(td.get("/v3/schedule/list").await.status, 500);
    assert_eq!(td.delete("/_emulator/faults").await.body, json!({ "faults": [] }));
    assert_eq!(td.get("/v3/schedule/list").await.status, 200);
    for wrong in [
        ("kind", "501"),
        ("operation", "drop"),
        ("rate", "2"),
        ("rate", "NaN"),
        ("next", "0"),
        ("seconds", "x"),
        ("seconds", "NaN"),
        ("seconds", "3601"),
    ] {
        let form: Vec<_> = [("kind", "500"), ("rate", "1")]
            .into_iter()
            .filter(|(name, _)| *name != wrong.0)
            .chain([wrong])
            .collect();
        assert_eq!(td.post("/_emulator/faults", &form).await.status, 422, "{wrong:?}");
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_faults() {
    let run = |seed| async move {
        let faults: Vec<Rule> = ["503:list=0.3".parse().unwrap(), "429=0.1".parse().unwrap()].into();
        let td = Td::start(Options { faults, fault_seed: seed, ..Options::local() }).await;
        let mut statuses = Vec::new();
        for _ in 0..200 {
            statuses.push(td.get("/v3/schedule/list").await.status);
        }
        statuses
    };
    let first = run(1).await;
    assert_eq!(first, run(1).await);
    assert_ne!(first, run(2).await);
    let failed = first.iter().filter(|status| **status == 503).count();
    assert!((30..90).contains(&failed), "{failed} of 200 at a rate of 0.3");
}
