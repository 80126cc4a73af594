//! Jobs by themselves: those that schedules make, and those that are issued.

use serde_json::{Value, json};

use crate::client::{Td, field};

async fn result(td: &Td, id: &str, format: &str) -> (u16, String, Vec<u8>) {
    let request = td.request(reqwest::Method::GET, &format!("/v3/job/result/{id}?format={format}"));
    let answer = request.send().await.unwrap();
    let content_type = answer.headers()["content-type"].to_str().unwrap().to_owned();
    (answer.status().as_u16(), content_type, answer.bytes().await.unwrap().to_vec())
}

#[tokio::test]
async fn a_schedules_jobs_are_looked_up_by_number_and_by_domain_key() {
    let td = Td::local().await;
    td.create("runs", &[]).await;
    let run = td.post("/v3/schedule/run/runs/60", &[("domain_key", "a/b")]).await.body;
    let id = run["jobs"][0]["job_id"].to_string();
    let status = td.get(&format!("/v3/job/status/{id}")).await.body;
    assert_eq!(
        (&status["job_id"], &status["status"], &status["start_at"]),
        (&json!(id), &json!("queued"), &json!(""))
    );
    assert_eq!(td.get("/v3/job/status_by_domain_key/a%2Fb").await.body, status);
    assert_eq!(td.get("/v3/job/status_by_domain_key/none").await.status, 404);
    td.advance(60).await;
    let shown = td.get(&format!("/v3/job/show/{id}")).await.body;
    assert_eq!(shown["status"], "success");
    assert!(shown["debug"]["cmdout"].is_string() && shown["debug"]["stderr"].is_null(), "{shown}");
    let mut row = td.history("runs").await[0].clone();
    let scheduled_at = row.as_object_mut().unwrap().remove("scheduled_at");
    assert_eq!(scheduled_at, Some(json!("1970-01-01 00:01:00 UTC")));
    assert_eq!(shown.get("scheduled_at"), None, "a history alone has it");
    for (name, value) in row.as_object().unwrap() {
        assert_eq!(&shown[name], value, "{name} as in the history");
    }
    td.post("/v3/schedule/delete/runs", &[]).await;
    assert_eq!(
        td.get(&format!("/v3/job/show/{id}")).await.status,
        200,
        "it is left when the schedule is gone"
    );
    let unknown = td.get("/v3/job/show/17").await;
    assert_eq!(
        (unknown.status, &unknown.body["message"]),
        (404, &json!("Couldn't find Job with account_id = 1, id = 17"))
    );
}

#[tokio::test]
async fn an_issued_job_ends_with_an_empty_result() {
    let td = Td::local().await;
    let form = [("query", "SELECT 1"), ("priority", "2"), ("domain_key", "once")];
    let issued = td.post("/v3/job/issue/presto/sales", &form).await.body;
    let id = issued["job_id"].as_str().unwrap().to_owned();
    assert_eq!(issued, json!({ "job": id, "job_id": id, "database": "sales" }));
    assert_eq!(result(&td, &id, "json").await.0, 404, "not ready");
    let again = td.post("/v3/job/issue/presto/sales", &form).await;
    assert_eq!((again.status, &again.body["details"]["conflicts_with"]), (409, &json!(id)));
    td.advance(60).await;
    let shown = td.get(&format!("/v3/job/show/{id}")).await.body;
    assert_eq!(
        (&shown["status"], &shown["num_records"], &shown["priority"]),
        (&json!("success"), &json!(0), &json!(2))
    );
    for format in ["msgpack", "csv", "tsv", "json", "jsonl"] {
        let (status, _, body) = result(&td, &id, format).await;
        assert_eq!((status, body.as_slice()), (200, &[][..]), "{format}");
    }
    let (_, content_type, packed) = result(&td, &id, "msgpack.gz").await;
    assert_eq!((content_type.as_str(), inflated(&packed).as_slice()), ("application/x-gzip", &[][..]));
    for (path, form, status) in [
        ("presto/sales", vec![], 422),
        ("cobol/sales", vec![("query", "q")], 422),
        ("presto/sales", vec![("query", "q"), ("priority", "9")], 422),
        ("presto/sales", vec![("query", "q"), ("pool_name", "unknown")], 400),
    ] {
        assert_eq!(td.post(&format!("/v3/job/issue/{path}"), &form).await.status, status, "{path} {form:?}");
    }
    td.post("/v3/database/delete/sales", &[]).await;
    assert_eq!(td.post("/v3/job/issue/presto/sales", &[("query", "q")]).await.status, 404);
}

fn inflated(packed: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut text).unwrap();
    text
}

#[tokio::test]
async fn a_schedules_job_yields_one_record_in_every_format() {
    let td = Td::local().await;
    td.create("runs", &[]).await;
    let id = td.post("/v3/schedule/run/runs/0", &[]).await.body["jobs"][0]["job_id"].to_string();
    td.advance(60).await;
    let text = async |format| String::from_utf8(result(&td, &id, format).await.2).unwrap();
    assert_eq!(text("csv").await, "1\r\n");
    assert_eq!(text("csv&header=true").await, "_col0\r\n1\r\n");
    assert_eq!(text("json").await, "[1]\n");
    assert_eq!(result(&td, &id, "msgpack").await.2, [0x91, 1]);
    let packed = result(&td, &id, "msgpack.gz").await.2;
    assert_eq!(inflated(&packed), [0x91, 1]);
    assert_eq!(td.get(&format!("/v3/job/show/{id}")).await.body["result_size"], packed.len());
    assert_eq!(result(&td, &id, "xml").await.0, 422);
}

#[tokio::test]
async fn a_job_is_killed_while_it_lasts() {
    let td = Td::local().await;
    td.create("runs", &[]).await;
    let id = td.post("/v3/schedule/run/runs/0", &[]).await.body["jobs"][0]["job_id"].to_string();
    td.advance(5).await;
    let kill = async || td.post(&format!("/v3/job/kill/{id}"), &[]).await.body;
    assert_eq!(kill().await, json!({ "job_id": id, "former_status": "running" }));
    assert_eq!(kill().await["former_status"], "killed");
    let row = td.history("runs").await[0].clone();
    assert_eq!((&row["status"], &row["end_at"]), (&json!("killed"), &json!("2026-01-15 10:07:35 UTC")));
    assert_eq!(td.post("/v3/job/kill/17", &[]).await.status, 404);
}

#[tokio::test]
async fn the_list_of_jobs_has_the_newest_first_and_its_last_one_too() {
    let td = Td::local().await;
    td.create("runs", &[]).await;
    for time in 0..30 {
        td.post(&format!("/v3/schedule/run/runs/{time}"), &[]).await;
    }
    td.advance(60).await;
    td.post("/v3/job/issue/hive/sales", &[("query", "q")]).await;
    let list = async |query: &str| td.get(&format!("/v3/job/list{query}")).await.body;
    let plain = list("").await;
    assert_eq!((&plain["count"], &plain["from"], &plain["to"]), (&json!(20), &Value::Null, &Value::Null));
    let some = list("?from=0&to=2").await;
    let ids = field(some["jobs"].as_array().unwrap(), "job_id");
    assert_eq!(ids, ["5000000031", "5000000030", "5000000029"], "unlike in a history, `to` is included");
    assert_eq!(list("?from=29").await["count"], 2);
    assert_eq!(list("?status=queued").await["count"], 1);
    assert_eq!(list("?slower_than=3600").await["count"], 0);
    assert_eq!(list("?slower_than=5&to=99").await["count"], 30);
    assert_eq!(td.get("/v3/job/list?from=x").await.status, 422);
}
