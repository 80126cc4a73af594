//! Speaks as each of TD's clients was seen to speak: headers, encodings, the form of parameters, retries.

use serde_json::{Value, json};

use crate::client::{KEY, Td, field};

/// A request with headers of a client's own.
fn request(td: &Td, method: &str, path: &str, headers: &[(&str, &str)]) -> reqwest::RequestBuilder {
    let plain = reqwest::Client::builder().no_proxy().no_gzip().build().unwrap();
    let request = plain.request(method.parse().unwrap(), format!("{}{path}", td.url));
    let request = request.header("authorization", format!("TD1 {KEY}"));
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

async fn json_of(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default())
}

/// The answer to a form whose length is not told.
async fn chunked(td: &Td, path: &str, form: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let host = td.url.strip_prefix("http://").unwrap();
    let chunk = if form.is_empty() { String::new() } else { format!("{:x}\r\n{form}\r\n", form.len()) };
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: TD1 {KEY}\r\nConnection: close\r\n\
         User-Agent: TD-Client-Go: 0.4.0\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Transfer-Encoding: chunked\r\n\r\n{chunk}0\r\n\r\n"
    );
    let mut stream = tokio::net::TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// td-client-go: a type on every GET, though there is no body, a time without seconds, and POSTs whose length is not told.
#[tokio::test]
async fn go_names_a_type_where_it_sends_no_body() {
    let td = Td::local().await;
    let get = [
        ("content-type", "application/octet-stream"),
        ("date", "15 Jan 26 10:07 UTC"),
        ("user-agent", "TD-Client-Go: 0.4.0"),
    ];
    let create =
        chunked(&td, "/v3/schedule/create/from%20go", "type=hive&database=db&query=q&cron=%40daily").await;
    assert!(create.starts_with("HTTP/1.1 200") && create.contains("\"id\":1,"), "it wants the id: {create}");
    // A POST without parameters is chunked as well, with nothing in it.
    assert!(chunked(&td, "/v3/schedule/run/from%20go/0", "").await.starts_with("HTTP/1.1 200"));
    assert_eq!(json_of(request(&td, "GET", "/v3/schedule/list", &get)).await.0, 200);
    assert_eq!(
        json_of(request(&td, "GET", "/v3/schedule/history/from%20go?from=0&to=20", &get)).await.0,
        200
    );
    let octets = request(&td, "POST", "/v3/schedule/run/from%20go/0", &get[..1]);
    assert_eq!(json_of(octets.body("")).await.0, 200, "nor on a POST without a body");
    assert_eq!(
        json_of(request(&td, "POST", "/v3/schedule/run/from%20go/0", &get[..1]).body("num=1")).await.0,
        415
    );
}

/// td-client-ruby and the td command: forms, `Date`, two lists of encodings, and no error is inflated.
#[tokio::test]
async fn ruby_inflates_answers_but_no_errors() {
    let td = Td::local().await;
    td.create("ruby", &[]).await;
    let get = [("accept-encoding", "deflate, gzip"), ("date", "Thu, 15 Jan 2026 10:07:30 +0000")];
    let (status, error) = json_of(request(&td, "GET", "/v3/schedule/history/none", &get)).await;
    assert_eq!((status, &error["message"]), (404, &json!("Resource not found")));
    let post = [("accept-encoding", "gzip"), ("content-type", "application/x-www-form-urlencoded")];
    let (status, error) = json_of(request(&td, "POST", "/v3/database/create/ab", &post).body("")).await;
    assert_eq!((status, error["severity"].as_str()), (400, Some("error")));
    // `sched:create` looks its database up first, `sched:result` the newest job.
    let (_, databases) = json_of(request(&td, "GET", "/v3/database/list", &get)).await;
    assert_eq!(field(databases["databases"].as_array().unwrap(), "name"), ["db"]);
    let (_, list) = json_of(request(&td, "GET", "/v3/job/list?from=0&to=19", &get)).await;
    assert_eq!(list["jobs"], json!([]));
}

/// td-client-java: JSON for /v3 writes and for /v4, forms for the rest; its names are escaped with %20.
#[tokio::test]
async fn java_starts_a_saved_query_by_its_number() {
    let td = Td::local().await;
    let headers =
        [("content-type", "application/json; charset=utf-8"), ("user-agent", "td-client-java 1.1.1")];
    let body = json!({
        "name": "from java", "type": "presto", "database": "db", "query": "SELECT 1", "cron": "", "timezone": "UTC",
        "delay": 0, "priority": 0, "retry_limit": 0, "result": "",
    });
    let create = request(&td, "POST", "/v3/schedule/create/from%20java", &headers).body(body.to_string());
    let (_, made) = json_of(create).await;
    let start = |time: &str, key: Value| {
        let body = json!({ "scheduled_time": time, "domain_key": key });
        request(&td, "POST", &format!("/v4/queries/{}/jobs", made["id"]), &headers).body(body.to_string())
    };
    let (status, started) = json_of(start("2016-03-03T23:00:01Z", Value::Null)).await;
    assert_eq!((status, &started), (200, &json!({ "id": "5000000001" })));
    assert_eq!(td.history("from%20java").await[0]["scheduled_at"], "2016-03-03 23:00:01 UTC");
    let keyed = || start("2016-03-03T23:00:01Z", json!("key"));
    assert_eq!(json_of(keyed()).await.0, 200);
    let (status, conflict) = json_of(keyed()).await;
    assert_eq!((status, &conflict["details"]["conflicts_with"]), (409, &json!("5000000002")));
    assert_eq!(json_of(start("soon", Value::Null)).await.0, 422);
    let unknown = request(&td, "POST", "/v4/queries/99/jobs", &headers).body("{}");
    assert_eq!(json_of(unknown).await.0, 404);
    // `existsTable` and `deleteDatabaseIfExists` read 404 as an answer, so it must be one.
    assert_eq!(json_of(request(&td, "GET", "/v3/table/list/none", &[])).await.0, 404);
    assert_eq!(json_of(request(&td, "POST", "/v3/database/delete/none", &[])).await.0, 404);
    assert_eq!(json_of(request(&td, "GET", "/v3/bulk_loads/none", &[])).await.0, 501);
}

/// npm's td: JSON bodies on v3 POSTs, and a run's parameters in the query string.
#[tokio::test]
async fn node_sends_json_and_query_strings() {
    let td = Td::local().await;
    let headers = [("content-type", "application/json"), ("accept", "application/json")];
    let body =
        json!({ "cron": "0 * * * *", "query": "SELECT 1", "database": "db", "type": "hive", "priority": 1 });
    let create = request(&td, "POST", "/v3/schedule/create/node", &headers).body(body.to_string());
    assert_eq!(json_of(create).await.0, 200);
    let run = request(&td, "POST", "/v3/schedule/run/node/1457046001?num=2", &headers);
    assert_eq!(json_of(run).await.1["jobs"].as_array().map(Vec::len), Some(2));
    let issue =
        request(&td, "POST", "/v3/job/issue/hive/db", &headers).body(json!({ "query": "q" }).to_string());
    assert!(json_of(issue).await.1["job_id"].is_string());
}

/// td-client-python: multipart bodies, a doubled slash, no escape for a dot, and retries of what failed.
#[tokio::test]
async fn python_sends_multipart_and_tries_again() {
    let td = Td::local().await;
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts = [("type", "presto"), ("database", "db"), ("query", "SELECT 1"), ("cron", "")];
    let body = parts.iter().map(|(name, value)| part(name, value)).collect::<String>() + "--b--\r\n";
    let multipart =
        [("content-type", "multipart/form-data; boundary=b"), ("user-agent", "TD-Client-Python/1.7.0")];
    let create = || request(&td, "POST", "//v3/schedule/create/python", &multipart).body(body.clone());
    td.post("/_emulator/faults", &[("kind", "503-after"), ("operation", "create"), ("next", "1")]).await;
    assert_eq!(json_of(create()).await.0, 503);
    assert_eq!(json_of(create()).await.0, 409, "the first try had made it");
    // Without parameters it sends an empty body, and a type all the same.
    let empty = request(&td, "POST", "/v3/database/create/sales", &multipart).body("");
    assert_eq!(json_of(empty).await.0, 200);
}

/// The older provider for Terraform: a create without a type, and forms through td-client-go.
#[tokio::test]
async fn the_older_provider_sends_no_type() {
    let td = Td::with_quirks(&[("type-omitted", "hive")]).await;
    let form = [
        ("cron", "0 0 * * *"),
        ("database", "db"),
        ("delay", "0"),
        ("query", "SELECT 1"),
        ("timezone", "UTC"),
    ];
    let made = td.post("/v3/schedule/create/older", &form).await;
    assert_eq!((made.status, &made.body["type"]), (200, &json!("hive")));
    let refused = Td::local().await.post("/v3/schedule/create/older", &form).await;
    assert_eq!(refused.body["message"], "Validation failed: Type can't be blank");
}

/// td-client-go refuses an answer with a field that it does not know, without one that it does, or of another type.
#[tokio::test]
async fn go_reads_these_fields_and_no_others() {
    const JOB: &str = "job_id type database status query start_at end_at created_at updated_at duration cpu_time \
        result_size num_records user_name result url hive_result_schema organization priority retry_limit \
        result_export_target_job_id linked_result_export_job_id";
    const TABLE: &str = "id name type count created_at updated_at counter_updated_at last_log_timestamp \
        delete_protected estimated_storage_size schema expire_days primary_key primary_key_type include_v";
    fn assert_known(answer: &Value, known: &str) {
        for name in answer.as_object().unwrap().keys() {
            assert!(known.split_whitespace().any(|known| known == name), "{name} in {answer}");
        }
    }
    let td = Td::local().await;
    td.post("/v3/database/create/sales", &[]).await;
    td.post("/v3/table/create/sales/orders/log", &[]).await;
    let issued = td.post("/v3/job/issue/presto/sales", &[("query", "SELECT 1")]).await.body;
    td.post("/v3/result/create/crm", &[("url", "mysql://u:p@h/d")]).await;

    let id = issued["job_id"].as_str().unwrap();
    assert_known(&td.get("/v3/job/list").await.body["jobs"][0], JOB);
    assert_known(&td.get(&format!("/v3/job/show/{id}")).await.body, &format!("{JOB} debug"));
    assert_known(&td.get("/v3/table/list/sales").await.body["tables"][0], TABLE);
    assert_known(&td.get("/v3/table/show/sales/orders").await.body, TABLE);
    let connection = td.get("/v3/result/list").await.body["results"][0].clone();
    assert!(connection.as_object().unwrap().values().all(Value::is_string), "{connection}");
    let account = td.get("/v3/account/show").await.body["account"].clone();
    for name in ["id", "plan", "presto_plan", "storage_size", "guaranteed_cores", "maximum_cores"] {
        assert!(account[name].is_number(), "{name} in {account}");
    }
}

/// npm's `td` ends the path of one list with a slash.
#[tokio::test]
async fn node_asks_for_the_list_of_jobs_with_a_slash() {
    let td = Td::local().await;
    td.post("/v3/job/issue/presto/sales", &[("query", "SELECT 1")]).await;
    let list = td.get("/v3/job/list/?from=0&to=5").await;
    assert_eq!((list.status, list.body["jobs"].as_array().map(Vec::len)), (200, Some(1)));
    assert_eq!(td.get("/v3/nothing/").await.status, 501);
}
