//! The six operations, as the reference and TD's clients' own tests have them.

use serde_json::{Value, json};

use crate::client::{Answer, Td};

fn keys(value: &Value) -> Vec<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

fn refused(answer: &Answer, status: u16, text: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    let body = &answer.body;
    assert!(body["message"].as_str().unwrap().contains(text), "{body}");
    assert_eq!((&body["error"], &body["text"]), (&body["message"], &body["message"]));
    assert_eq!((&body["severity"], &body["status_code"]), (&json!("error"), &json!(status)));
}

#[tokio::test]
async fn a_create_answers_the_schedule_with_defaults_id_and_first_run() {
    let td = Td::local().await;
    let answer = td.create("daily", &[("cron", "0 1 * * *"), ("timezone", "Asia/Tokyo")]).await;
    assert_eq!(answer.status, 200);
    let expected = json!({
        "name": "daily", "cron": "0 1 * * *", "timezone": "Asia/Tokyo", "delay": 0,
        "created_at": "2026-01-15T10:07:30Z", "type": "trino", "query": "SELECT 1", "database": "db",
        "user_name": "Emulator User", "priority": 0, "retry_limit": 0, "result": "", "id": 1,
        "start": "2026-01-15T16:00:00Z",
    });
    assert_eq!(answer.body, expected);
}

#[tokio::test]
async fn a_list_row_has_the_fields_that_real_rows_have() {
    let td = Td::local().await;
    td.create("daily", &[("cron", "@daily"), ("engine_version", "stable")]).await;
    let row = td.row("daily").await;
    let mut expected: Vec<&str> =
        "name cron timezone delay created_at type query database user_name priority retry_limit result next_time id \
         executing_user_id description engine_version"
            .split_whitespace()
            .collect();
    expected.sort_unstable();
    assert_eq!(keys(&row), expected);
    assert_eq!(row["cron"], "@daily", "echoed as typed");
    assert_eq!(row["next_time"], "2026-01-16T00:00:00Z");
}

#[tokio::test]
async fn what_a_client_sends_empty_means_the_default() {
    let td = Td::local().await;
    let empty = [("cron", ""), ("result", ""), ("timezone", ""), ("priority", ""), ("retry_limit", "")];
    let answer = td.create("empty", &empty).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let row = td.row("empty").await;
    assert_eq!((&row["cron"], &row["next_time"]), (&Value::Null, &Value::Null));
    assert_eq!((&row["timezone"], &row["priority"], &row["result"]), (&json!("UTC"), &json!(0), &json!("")));
    assert_eq!(answer.body["start"], Value::Null);
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_nothing_else() {
    let td = Td::local().await;
    td.create("nightly", &[("cron", "0 1 * * *"), ("priority", "2"), ("delay", "60")]).await;
    let before = td.row("nightly").await;
    assert_eq!(td.update("nightly", &[("query", "SELECT 2")]).await.status, 200);
    let mut expected = before.clone();
    expected["query"] = json!("SELECT 2");
    assert_eq!(td.row("nightly").await, expected);
    td.update("nightly", &[("priority", "0"), ("delay", "0"), ("cron", "")]).await;
    let after = td.row("nightly").await;
    assert_eq!((&after["priority"], &after["delay"], &after["cron"]), (&json!(0), &json!(0), &Value::Null));
}

#[tokio::test]
async fn a_rename_keeps_the_id_and_the_history() {
    let td = Td::local().await;
    td.create("old name", &[]).await;
    td.post("/v3/schedule/run/old%20name/1457046001", &[]).await;
    let answer = td.update("old%20name", &[("name", "new name")]).await;
    assert_eq!((&answer.body["name"], &answer.body["id"]), (&json!("new name"), &json!(1)));
    assert_eq!(td.history("new%20name").await.len(), 1);
    assert_eq!(td.get("/v3/schedule/history/old%20name").await.status, 404);
}

#[tokio::test]
async fn a_delete_answers_the_references_nine_fields_and_takes_the_schedule_away() {
    let td = Td::local().await;
    td.create("going", &[]).await;
    let answer = td.post("/v3/schedule/delete/going", &[]).await;
    let nine = ["created_at", "cron", "database", "delay", "name", "query", "timezone", "type", "user_name"];
    assert_eq!(keys(&answer.body), nine);
    assert!(td.list().await.is_empty());
    refused(&td.post("/v3/schedule/delete/going", &[]).await, 404, "Resource not found");
    // The number is not given again.
    assert_eq!(td.create("going", &[]).await.body["id"], 2);
}

#[tokio::test]
async fn a_taken_name_is_a_conflict() {
    let td = Td::local().await;
    td.create("first", &[]).await;
    td.create("second", &[]).await;
    refused(&td.create("first", &[]).await, 409, "already been taken");
    refused(&td.update("second", &[("name", "first")]).await, 409, "already been taken");
    assert_eq!(td.update("second", &[("name", "second")]).await.status, 200, "its own name is no conflict");
}

#[tokio::test]
async fn bad_values_are_refused_together_and_change_nothing() {
    let td = Td::local().await;
    let bad = [
        ("priority", "3"),
        ("retry_limit", "33"),
        ("delay", "-1"),
        ("cron", "61 * * * *"),
        ("timezone", "Nowhere/City"),
        ("type", "pig"),
        ("engine_version", "newest"),
        ("result", "nonsense"),
    ];
    for (name, value) in bad {
        refused(&td.create("refused", &[(name, value)]).await, 422, "Validation failed: ");
    }
    let both = td.create("ab", &bad[..2]).await;
    refused(&both, 422, "Priority is not included in the list, Retry limit must be less than or equal to 32");
    refused(&both, 422, "Name is too short (minimum is 3 characters)");
    refused(&td.create(&"n".repeat(256), &[]).await, 422, "too long");
    refused(
        &td.post("/v3/schedule/create/nothing", &[]).await,
        422,
        "Database can't be blank, Query can't be blank",
    );
    assert!(td.list().await.is_empty());
    for cron in ["0 0 31 2 *", "0 0 L * *", "* * * * * *"] {
        refused(&td.create("refused", &[("cron", cron)]).await, 422, "Cron is invalid");
    }
}

#[tokio::test]
async fn passwords_are_masked_and_stay_stored() {
    let td = Td::local().await;
    let url = "mysql://user:pass@host/db/table?mode=append";
    let answer = td.create("export", &[("result", url)]).await;
    assert_eq!(answer.body["result"], "mysql://user:***@host/db/table?mode=append");
    assert_eq!(td.row("export").await["result"], "mysql://user:***@host/db/table?mode=append");
    assert_eq!(td.get("/_emulator/dump").await.body["schedules"][0]["result"], url);
    td.update("export", &[("result", "")]).await;
    assert_eq!(td.row("export").await["result"], "");
}

#[tokio::test]
async fn a_run_starts_jobs_at_that_time_and_the_following_ticks() {
    let td = Td::local().await;
    td.create("hourly", &[("cron", "0 * * * *")]).await;
    let answer = td.post("/v3/schedule/run/hourly/1457046001", &[("num", "3")]).await;
    let job = |index: usize| &answer.body["jobs"][index];
    assert_eq!(job(0)["scheduled_at"], "2016-03-03 23:00:01 UTC");
    assert_eq!(job(1)["scheduled_at"], "2016-03-04 00:00:00 UTC");
    assert_eq!(job(2)["scheduled_at"], "2016-03-04 01:00:00 UTC");
    assert!(job(0)["job_id"].as_u64().unwrap() > u64::from(u32::MAX), "an integer beyond 32 bits");
    let ids = crate::client::field(&td.history("hourly").await, "job_id");
    let newest_first: Vec<String> = [2, 1, 0].map(|index| job(index)["job_id"].to_string()).into();
    assert_eq!(ids, newest_first, "texts here, numbers there");
    for num in ["0", "11", "x"] {
        refused(&td.post("/v3/schedule/run/hourly/1457046001", &[("num", num)]).await, 422, "Num");
    }
    refused(&td.post("/v3/schedule/run/hourly/soon", &[]).await, 422, "Schedule time");
    refused(&td.post("/v3/schedule/run/nobody/1457046001", &[]).await, 404, "Resource not found");
}

#[tokio::test]
async fn a_domain_key_starts_one_job_in_the_whole_account() {
    let td = Td::local().await;
    td.create("one", &[]).await;
    td.create("two", &[]).await;
    let first = td.post("/v3/schedule/run/one/1457046001", &[("domain_key", "key")]).await;
    let id = first.body["jobs"][0]["job_id"].to_string();
    let second = td.post("/v3/schedule/run/two/1457046002", &[("domain_key", "key")]).await;
    refused(&second, 409, "domain_key has already been taken");
    assert_eq!(second.body["details"]["conflicts_with"], id);
    assert!(td.history("two").await.is_empty());
}
