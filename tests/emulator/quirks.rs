//! Every row of the quirks table: what its alternatives do.

use serde_json::{Value, json};
use terraform_provider_td::emulator::quirks::{Quirks, TABLE};

use crate::client::{Td, field};

#[test]
fn only_what_the_table_has_can_be_set() {
    let mut quirks = Quirks::default();
    for row in TABLE {
        assert!(
            row.values.len() > 1 && row.doc.ends_with('.') && row.evidence.ends_with('.'),
            "{}",
            row.name
        );
        for value in row.values {
            quirks.set(row.name, value).unwrap();
        }
    }
    assert!(quirks.set("mask", "?").unwrap_err().to_string().contains("********"));
    assert!(quirks.set("masks", "***").unwrap_err().to_string().contains("duplicate-status"));
}

/// Create, rename, run, fire, delete.
async fn plain_life(quirks: &[(&str, &str)]) {
    let td = Td::with_quirks(quirks).await;
    assert_eq!(td.create("plain", &[("cron", "@daily")]).await.status, 200, "{quirks:?}");
    assert_eq!(td.update("plain", &[("name", "renamed"), ("query", "q")]).await.status, 200, "{quirks:?}");
    assert_eq!(td.post("/v3/schedule/run/renamed/0", &[]).await.status, 200, "{quirks:?}");
    td.advance(86_400).await;
    assert_eq!(td.history("renamed").await.len(), 2, "{quirks:?}");
    assert_eq!(td.post("/v3/schedule/delete/renamed", &[]).await.status, 200, "{quirks:?}");
}

#[tokio::test]
async fn every_alternative_leaves_a_plain_life_possible() {
    for row in TABLE {
        for value in row.values.iter().skip(1) {
            plain_life(&[(row.name, value)]).await;
        }
    }
}

#[tokio::test]
async fn every_mix_leaves_a_plain_life_possible() {
    let mut random: u64 = 3;
    for _ in 0..30 {
        let mut mix = Vec::new();
        for row in TABLE {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let index = usize::try_from(random >> 33).unwrap() % row.values.len();
            mix.push((row.name, row.values[index]));
        }
        plain_life(&mix).await;
    }
}

/// The status of a create of `fields` after `before` under one quirk.
async fn created(quirk: (&str, &str), fields: &[(&str, &str)]) -> (u16, Value) {
    let td = Td::with_quirks(&[quirk]).await;
    let answer = td.create("quirky", fields).await;
    let row = if answer.status == 200 { td.list().await[0].clone() } else { answer.body };
    (answer.status, row)
}

#[tokio::test]
async fn statuses_switch() {
    let td = Td::with_quirks(&[("duplicate-status", "422"), ("duplicate-rename-status", "422")]).await;
    td.create("one", &[]).await;
    td.create("two", &[]).await;
    assert_eq!(td.create("one", &[]).await.status, 422);
    assert_eq!(td.update("two", &[("name", "one")]).await.status, 422);
    assert_eq!(created(("invalid-time-status", "400"), &[("cron", "x")]).await.0, 400);
    assert_eq!(created(("missing-status", "400"), &[("query", "")]).await.0, 400);
    assert_eq!(created(("unknown-fields", "422"), &[("colour", "red")]).await.0, 422);
    assert_eq!(created(("unknown-fields", "ignored"), &[("colour", "red")]).await.0, 200);
    assert_eq!(
        created(("cron-max", "128"), &[("cron", &format!("0 0 * * {}0", "0,".repeat(80)))]).await.0,
        422
    );
    assert_eq!(created(("create-name", "refused"), &[("name", "other")]).await.0, 422);
    let long = "x".repeat(1_000_001);
    assert_eq!(created(("query-limits", "published"), &[("query", &long)]).await.0, 422);
    assert_eq!(created(("query-limits", "published"), &[("query", &long), ("type", "hive")]).await.0, 200);
}

#[tokio::test]
async fn echoes_switch() {
    let result = ("result", "mysql://u:p@h/d");
    assert_eq!(created(("mask", "********"), &[result]).await.1["result"], "mysql://u:********@h/d");
    assert_eq!(created(("mask", "empty"), &[result]).await.1["result"], "mysql://u:@h/d");
    assert_eq!(created(("create-name", "body"), &[("name", "other")]).await.1["name"], "other");
    assert_eq!(created(("nickname-echo", "expanded"), &[("cron", "@daily")]).await.1["cron"], "0 0 * * *");
    assert_eq!(created(("trino-echo", "presto"), &[]).await.1["type"], "presto");
    let delayed = [("cron", "@daily"), ("delay", "60")];
    assert_eq!(created(("next-time", "with-delay"), &delayed).await.1["next_time"], "2026-01-16T00:01:00Z");
    assert_eq!(created(("negative-delay", "accepted"), &[("delay", "-5")]).await.1["delay"], -5);
    assert_eq!(created(("cron-last-day", "accepted"), &[("cron", "0 0 L * *")]).await.0, 200);
    assert_eq!(created(("description", "stored"), &[("description", "why")]).await.1["description"], "why");
    assert_eq!(created(("engine-version", "always"), &[]).await.1["engine_version"], "stable");
    let set = [("engine_version", "stable")];
    assert_eq!(created(("engine-version", "never"), &set).await.1.get("engine_version"), None);
    let td = Td::with_quirks(&[("optional-fields", "no-ids")]).await;
    assert_eq!(td.create("numbered", &[]).await.body["id"], 1, "clients need it where it was made");
    assert_eq!(td.update("numbered", &[("query", "q")]).await.body["id"], 1);
    let (_, row) = created(("optional-fields", "no-ids"), &[]).await;
    assert_eq!((row.get("id"), row.get("description"), row.get("result")), (None, None, Some(&json!(""))));
    let (_, row) = created(("optional-fields", "reference"), &[]).await;
    assert_eq!((row.get("id"), row.get("result"), row.get("next_time")), (None, None, None));
    let created_at = |value| created(("schedule-times", value), &[]);
    assert_eq!(created_at("offset").await.1["created_at"], "2026-01-15T05:07:30-05:00");
    assert_eq!(created_at("custom").await.1["created_at"], "2026-01-15 10:07:30 UTC");
}

#[tokio::test]
async fn clearing_switches() {
    for (value, status, expected) in
        [("reset", 200, Value::Null), ("kept", 200, json!("423")), ("422", 422, json!("423"))]
    {
        let td = Td::with_quirks(&[("clearing", value)]).await;
        td.create("cleared", &[("engine_version", "423")]).await;
        assert_eq!(td.update("cleared", &[("engine_version", "")]).await.status, status);
        assert_eq!(td.row("cleared").await["engine_version"], expected, "{value}");
    }
}

#[tokio::test]
async fn names_and_order_switch() {
    let td = Td::with_quirks(&[("name-case", "insensitive"), ("list-order", "name"), ("path-plus", "space")])
        .await;
    td.create("zebra", &[]).await;
    td.create("Apple+pie", &[]).await;
    assert_eq!(field(&td.list().await, "name"), ["Apple pie", "zebra"]);
    assert_eq!(td.create("ZEBRA", &[]).await.status, 409);
    let td = Td::with_quirks(&[("list-order", "newest"), ("path-dot", "format"), ("name-max", "128")]).await;
    td.create("first.json", &[]).await;
    td.create("second%2Ejson", &[]).await;
    assert_eq!(field(&td.list().await, "name"), ["second.json", "first"]);
    assert_eq!(td.create(&"n".repeat(129), &[]).await.status, 422);
}

#[tokio::test]
async fn runs_and_histories_switch() {
    let td = Td::with_quirks(&[("run-job-ids", "string"), ("num-without-cron", "same-time")]).await;
    td.create("runs", &[]).await;
    let jobs = td.post("/v3/schedule/run/runs/60", &[("num", "2")]).await.body["jobs"].clone();
    let row = |id: &str| json!({ "job_id": id, "type": "trino", "scheduled_at": "1970-01-01 00:01:00 UTC" });
    assert_eq!(jobs, json!([row("5000000001"), row("5000000002")]));
    let td =
        Td::with_quirks(&[("num-times", "same-time"), ("history-count", "total"), ("history-window", "20")])
            .await;
    td.create("runs", &[("cron", "@daily")]).await;
    for _ in 0..3 {
        td.post("/v3/schedule/run/runs/60", &[("num", "10")]).await;
    }
    let page = td.get("/v3/schedule/history/runs?to=30").await.body;
    assert_eq!((&page["count"], page["history"].as_array().map(Vec::len)), (&json!(30), Some(20)));
    let td = Td::with_quirks(&[("num-without-cron", "422"), ("job-times", "offset")]).await;
    td.create("runs", &[]).await;
    assert_eq!(td.post("/v3/schedule/run/runs/60", &[("num", "2")]).await.status, 422);
    td.post("/v3/schedule/run/runs/60", &[]).await;
    assert_eq!(td.history("runs").await[0]["scheduled_at"], "1969-12-31 19:01:00 -0500");
}

#[tokio::test]
async fn what_an_update_leaves_alone_is_not_judged_anew() {
    let td = Td::with_quirks(&[("query-limits", "published")]).await;
    let long = "x".repeat(1_500_000);
    td.create("hive", &[("type", "hive")]).await;
    assert_eq!(
        td.update("hive", &[("query", &long)]).await.status,
        200,
        "hive's limit, though the body has no type"
    );
    assert_eq!(td.update("hive", &[("query", &long), ("type", "presto")]).await.status, 422);
}

#[tokio::test]
async fn what_reads_back_switches() {
    let blanks = [("cron", " 0  0 * * *\t"), ("query", " select 1\r\nfrom t \n")];
    let (_, row) = created(("mask", "***"), &blanks).await;
    assert_eq!((&row["cron"], &row["query"]), (&json!(blanks[0].1), &json!(blanks[1].1)));
    assert_eq!(created(("cron-blanks", "single"), &blanks).await.1["cron"], "0 0 * * *");
    assert_eq!(created(("query-blanks", "trimmed"), &blanks).await.1["query"], "select 1\nfrom t");
    let json = r#"{"type":"s3","secret_access_key":"x"}"#;
    let shown = async |value| created(("json-secrets", value), &[("result", json)]).await.1["result"].clone();
    assert_eq!(shown("left-out").await, r#"{"type":"s3"}"#);
    assert_eq!(
        serde_json::from_str::<Value>(shown("masked").await.as_str().unwrap()).unwrap(),
        json!({ "type": "s3", "secret_access_key": "***" })
    );
    let connection = [("result", "my_db:table")];
    assert_eq!(created(("connection-echo", "typed"), &connection).await.1["result"], "my_db:table");
    let echo = created(("connection-echo", "url"), &connection).await.1["result"].clone();
    assert_eq!(echo, "mysql://user:***@my_db.example.com/table");
    let echo = created(("connection-echo", "json"), &connection).await.1["result"].clone();
    assert_eq!(
        serde_json::from_str::<Value>(echo.as_str().unwrap()).unwrap(),
        json!({ "type": "mysql", "connection": "my_db", "table": "table" })
    );
    let (_, row) = created(("optional-fields", "more"), &[("pool_name", "pool")]).await;
    assert_eq!((&row["pool_name"], &row["id"], &row["sharing"]), (&json!("pool"), &json!(1), &json!([1, 2])));
}

#[tokio::test]
async fn pools_users_and_an_omitted_cron_switch() {
    for (value, status) in [("400", 400), ("accepted", 200), ("422", 422), ("404", 404)] {
        assert_eq!(created(("unknown-pool", value), &[("pool_name", "unknown")]).await.0, status);
        assert_eq!(created(("unknown-pool", value), &[("pool_name", "known")]).await.0, 200);
    }
    for (id, status) in [("1", 200), ("", 200), ("2", 403)] {
        assert_eq!(created(("executing-user", "oneself"), &[("executing_user_id", id)]).await.0, status);
        assert_eq!(created(("executing-user", "anybody"), &[("executing_user_id", id)]).await.0, 200);
    }
    let create = "/v3/schedule/create/quirky";
    let typeless = [("database", "db"), ("query", "q")];
    assert_eq!(Td::local().await.post(create, &typeless).await.status, 422);
    let td = Td::with_quirks(&[("type-omitted", "hive")]).await;
    assert_eq!(td.post(create, &typeless).await.body["type"], "hive");
    assert_eq!(created(("cron-omitted", "422"), &[]).await.0, 422);
    assert_eq!(created(("cron-omitted", "422"), &[("cron", "")]).await.0, 200);
}

#[tokio::test]
async fn the_form_of_an_error_switches() {
    let body = async |value| created(("error-body", value), &[("type", "?")]).await;
    let (_, array) = body("array").await;
    assert_eq!(array["message"], r#"["Validation failed: Type is not included in the list"]"#);
    assert_eq!(array["error"], "Validation failed: Type is not included in the list");
    let text = json!("Validation failed: Type is not included in the list");
    assert_eq!(body("error").await, (422, json!({ "error": text })));
    assert_eq!(body("message").await, (422, json!({ "message": text })));
    assert_eq!(body("plain").await, (422, Value::Null), "no JSON");
    let td = Td::with_quirks(&[("error-body", "plain")]).await;
    td.create("keyed", &[]).await;
    td.post("/v3/schedule/run/keyed/0", &[("domain_key", "k")]).await;
    let conflict = td.post("/v3/schedule/run/keyed/0", &[("domain_key", "k")]).await;
    assert_eq!(conflict.body["details"]["conflicts_with"], "5000000001");
    let plain = td.request(reqwest::Method::GET, "/v3/schedule/history/none").send().await.unwrap();
    assert_eq!(plain.headers()["content-type"], "text/plain; charset=utf-8");
    assert_eq!(plain.text().await.unwrap(), "Resource not found");
}

#[tokio::test]
async fn domain_keys_and_the_bounds_of_runs_and_histories_switch() {
    for (value, status) in [("for-ever", 409), ("with-job", 200)] {
        let td = Td::with_quirks(&[("domain-keys", value)]).await;
        td.create("keyed", &[]).await;
        let run = async || td.post("/v3/schedule/run/keyed/0", &[("domain_key", "k")]).await.status;
        assert_eq!((run().await, run().await), (200, 409), "{value}");
        td.advance(91 * 86_400).await;
        assert_eq!(run().await, status, "{value}");
    }
    let td = Td::with_quirks(&[("num-max", "9"), ("history-bounds", "null")]).await;
    td.create("runs", &[("cron", "@daily")]).await;
    assert_eq!(td.post("/v3/schedule/run/runs/0", &[("num", "10")]).await.status, 422);
    assert_eq!(td.post("/v3/schedule/run/runs/0", &[("num", "9")]).await.status, 200);
    let page = td.get("/v3/schedule/history/runs").await.body;
    assert_eq!((&page["from"], &page["to"], &page["count"]), (&Value::Null, &Value::Null, &json!(9)));
}
