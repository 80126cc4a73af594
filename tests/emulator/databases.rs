//! Databases, tables, connections, users: what the td command and other clients ask for beside schedules.

use serde_json::{Value, json};
use terraform_provider_td::emulator::Options;

use crate::client::{Td, field};

async fn names(td: &Td) -> Vec<String> {
    field(td.get("/v3/database/list").await.body["databases"].as_array().unwrap(), "name")
}

#[tokio::test]
async fn a_database_is_made_shown_listed_and_deleted() {
    let td = Td::local().await;
    assert_eq!(td.post("/v3/database/create/sales", &[]).await.body, json!({ "database": "sales" }));
    let again = td.post("/v3/database/create/sales", &[]).await;
    assert_eq!((again.status, &again.body["message"]), (409, &json!("Database sales already exists")));
    assert_eq!(names(&td).await, ["sales"]);
    let row = td.get("/v3/database/list").await.body["databases"][0].clone();
    assert_eq!((&row["id"], &row["created_at"]), (&Value::Null, &json!("2026-01-15 10:07:30 UTC")));
    let shown = td.get("/v3/database/show/sales?require_permissions=true").await.body;
    assert!(shown["id"].is_string() && shown["database_permissions"]["query"] == true, "{shown}");
    for (name, text) in [("ab", "got 2 characters. name = 'ab'"), ("Sales", "name = 'Sales'")] {
        let refused = td.post(&format!("/v3/database/create/{name}"), &[]).await;
        assert_eq!(refused.status, 400);
        assert!(refused.body["message"].as_str().unwrap().contains(text), "{refused:?}");
    }
    assert_eq!(td.post("/v3/database/delete/sales", &[]).await.status, 200);
    for answer in [td.post("/v3/database/delete/sales", &[]).await, td.get("/v3/database/show/sales").await] {
        assert_eq!(answer.status, 404);
        assert_eq!(answer.body["message"], "Couldn't find UserDatabase with name = sales");
    }
}

#[tokio::test]
async fn any_database_can_be_named_until_it_is_deleted() {
    let td = Td::local().await;
    assert_eq!(td.create("first", &[("database", "sales")]).await.status, 200);
    assert_eq!(names(&td).await, ["sales"], "what a schedule names is there");
    td.post("/v3/database/delete/sales", &[]).await;
    assert_eq!(td.row("first").await["database"], Value::Null, "its schedules stay, without a database");
    let refused = td.create("second", &[("database", "sales")]).await;
    assert_eq!(
        (refused.status, &refused.body["message"]),
        (404, &json!("Couldn't find UserDatabase with name = sales"))
    );
    assert_eq!(td.update("first", &[("database", "sales")]).await.status, 404);
    assert_eq!(td.update("first", &[("query", "SELECT 2")]).await.status, 200);
    td.post("/v3/database/create/sales", &[]).await;
    assert_eq!(td.row("first").await["database"], Value::Null, "a new database of that name is another one");
    assert_eq!(td.update("first", &[("database", "sales")]).await.status, 200);
    assert_eq!(td.row("first").await["database"], "sales");
}

#[tokio::test]
async fn an_account_can_insist_on_known_databases() {
    let api_keys = ["1/all", "1/some=web,given"].map(|key| key.parse().unwrap()).into();
    let td = Td::start(Options { known_databases: true, api_keys, ..Options::local() }).await;
    let send = async |key: &str, path: &str| {
        let form =
            [("type", "hive"), ("query", "q"), ("database", path.split('?').nth(1).unwrap_or_default())];
        let url = format!("{}{}", td.url, path.split('?').next().unwrap());
        let request = td.http.post(url).header("authorization", format!("TD1 {key}")).form(&form);
        td.send(request).await.unwrap().status
    };
    assert_eq!(send("1/all", "/v3/schedule/create/one?nowhere").await, 404);
    assert_eq!(send("1/all", "/v3/database/create/nowhere").await, 200);
    assert_eq!(send("1/all", "/v3/schedule/create/one?nowhere").await, 200);
    assert_eq!(send("1/some", "/v3/schedule/create/two?given").await, 200, "what a key was given is there");
    assert_eq!(send("1/some", "/v3/database/create/other").await, 403);
    assert_eq!(send("1/some", "/v3/database/delete/nowhere").await, 404, "not shown, so not deleted");
}

#[tokio::test]
async fn tables_live_in_their_database() {
    let td = Td::local().await;
    assert_eq!(td.get("/v3/table/list/sales").await.status, 404);
    td.post("/v3/database/create/sales", &[]).await;
    let made = td.post("/v3/table/create/sales/orders/log", &[("expire_days", "30")]).await;
    assert_eq!(made.body, json!({ "database": "sales", "table": "orders", "type": "log" }));
    assert_eq!(td.post("/v3/table/create/sales/plain", &[]).await.status, 200);
    assert_eq!(td.post("/v3/table/create/sales/orders/log", &[]).await.status, 409);
    assert_eq!(td.post("/v3/table/create/sales/other/item", &[]).await.status, 422);
    assert_eq!(td.post("/v3/table/create/sales/other/log", &[("schema", "{}")]).await.status, 422);
    let list = td.get("/v3/table/list/sales").await.body;
    assert_eq!(field(list["tables"].as_array().unwrap(), "name"), ["orders", "plain"]);
    assert_eq!((&list["tables"][0]["expire_days"], &list["tables"][0]["schema"]), (&json!(30), &json!("[]")));
    assert_eq!(td.get("/v3/table/show/sales/plain").await.body["type"], "log");
    assert_eq!(td.post("/v3/table/delete/sales/orders", &[]).await.status, 200);
    assert_eq!(td.get("/v3/table/show/sales/orders").await.status, 404);
}

#[tokio::test]
async fn a_connection_is_found_by_name_and_gives_its_settings_without_secrets() {
    let td = Td::local().await;
    let url = r#"{"type":"sfdc","username":"u","password":"p"}"#;
    let made = td.post("/v3/result/create/crm", &[("url", url)]).await;
    assert_eq!(made.body, json!({ "name": "crm", "result": "crm" }));
    assert_eq!(
        td.post("/v3/result/create/crm", &[("url", url)]).await.body["message"],
        "Result must be unique"
    );
    let missing = td.post("/v3/result/create/other", &[]).await;
    assert_eq!((missing.status, &missing.body["message"]), (422, &json!("'url' parameter is required")));
    let list = td.get("/v3/result/list").await.body;
    assert_eq!(list["results"][0]["url"], r#"{"type":"sfdc","username":"u"}"#);
    let id = td.get("/v3/connections/lookup?name=crm").await.body["id"].as_u64().unwrap();
    assert_eq!(td.get("/v3/connections/lookup?name=none").await.status, 404);
    let export = json!({ "type": "sfdc", "td_authentication_id": id, "object": "Lead" }).to_string();
    td.create("export", &[("result", &export)]).await;
    let shown: Value = serde_json::from_str(td.row("export").await["result"].as_str().unwrap()).unwrap();
    assert_eq!(shown, json!({ "type": "sfdc", "username": "u", "object": "Lead" }), "and its number is gone");
    td.create("older", &[("result", "crm:Lead")]).await;
    let shown: Value = serde_json::from_str(td.row("older").await["result"].as_str().unwrap()).unwrap();
    assert_eq!(shown, json!({ "type": "sfdc", "username": "u", "table": "Lead" }));
    assert_eq!(td.post("/v3/result/delete/crm", &[]).await.status, 200);
    assert_eq!(td.post("/v3/result/delete/crm", &[]).await.status, 404);
}

#[tokio::test]
async fn a_file_brings_in_databases_connections_and_users() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let content = json!({
        "schedules": [], "databases": ["sales", { "name": "web", "count": 5 }],
        "results": [{ "name": "crm", "url": "mysql://u:p@h/d", "id": 77 }],
        "users": [{ "id": 1, "name": "A B", "email": "a@example.com" }, { "id": 2, "name": "C", "email": "c@example.com" }],
    });
    std::fs::write(file.path(), content.to_string()).unwrap();
    let td = Td::start(Options { load: Some(file.path().into()), ..Options::local() }).await;
    assert_eq!(names(&td).await, ["sales", "web"]);
    assert_eq!(td.get("/v3/connections/lookup?name=crm").await.body["id"], 77);
    let users = td.get("/v3/user/list").await.body["users"].clone();
    assert_eq!((&users[1]["id"], &users[1]["administrator"]), (&json!(2), &json!(false)));
    assert_eq!(td.get("/v3/user/show").await.body["email"], "a@example.com");
    assert_eq!(td.get("/v3/account/show").await.body["account"]["id"], 1);
    let dump = td.get("/_emulator/dump").await.body;
    assert_eq!(
        (&dump["databases"], &dump["results"][0]["url"]),
        (&json!(["sales", "web"]), &json!("mysql://u:p@h/d"))
    );
}

#[tokio::test]
async fn a_name_and_a_password_give_a_key_that_is_let_in() {
    let sign_in = async |td: &Td, password: &str| {
        let form = [("user", "a@example.com"), ("password", password)];
        td.send(td.http.post(format!("{}/v3/user/authenticate", td.url)).form(&form)).await.unwrap()
    };
    let td = Td::local().await;
    assert_eq!(sign_in(&td, "any").await.body["apikey"], crate::client::KEY);
    assert_eq!(sign_in(&td, "").await.status, 400);
    let api_keys = vec!["1/secret".parse().unwrap()];
    let td = Td::start(Options { api_keys, ..Options::local() }).await;
    assert_eq!(sign_in(&td, "any").await.status, 400, "nobody is told a key that was given");
    assert_eq!(sign_in(&td, "1/secret").await.body["apikey"], "1/secret");
    let seen = td.get("/_emulator/requests").await.body.to_string();
    assert!(!seen.contains("1/secret"), "{seen}");
}

#[tokio::test]
async fn everything_is_there_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let options = || Options { data: Some(directory.path().join("data.redb")), ..Options::local() };
    let td = Td::start(options()).await;
    td.post("/v3/database/create/sales", &[]).await;
    td.post("/v3/table/create/sales/orders", &[]).await;
    td.post("/v3/result/create/crm", &[("url", "mysql://u:p@h/d")]).await;
    td.create("gone", &[("database", "web")]).await;
    td.post("/v3/schedule/run/gone/0", &[]).await;
    td.post("/v3/schedule/delete/gone", &[]).await;
    td.post("/v3/database/delete/web", &[]).await;
    let issued = td.post("/v3/job/issue/presto/sales", &[("query", "SELECT 1")]).await.body["job_id"].clone();
    let paths =
        ["/v3/database/list", "/v3/table/list/sales", "/v3/result/list", "/v3/job/list", "/_emulator/dump"];
    let look = async |td: &Td| {
        let mut seen = Vec::new();
        for path in paths {
            seen.push(td.get(path).await.body);
        }
        seen
    };
    let before = look(&td).await;
    assert_eq!(before[3]["jobs"].as_array().map(Vec::len), Some(2), "{issued}");
    drop(td);
    let again = Td::start_again(options).await;
    assert_eq!(look(&again).await, before);
    assert_eq!(
        again.create("other", &[("database", "web")]).await.status,
        404,
        "a deleted database stays deleted"
    );
}
