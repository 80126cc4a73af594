//! Keys: who is let in, and which world each one sees.

use serde_json::json;
use terraform_provider_td::emulator::Options;

use crate::client::{Answer, Td, field};

async fn ask(td: &Td, authorization: Option<&str>) -> Answer {
    let mut request = td.http.get(format!("{}/v3/schedule/list", td.url));
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    td.send(request).await.unwrap()
}

async fn create(td: &Td, key: &str, name: &str, database: &str) -> u16 {
    let url = format!("{}/v3/schedule/create/{name}", td.url);
    let form = [("type", "hive"), ("database", database), ("query", "q")];
    td.send(td.http.post(url).header("authorization", format!("TD1 {key}")).form(&form)).await.unwrap().status
}

#[tokio::test]
async fn any_key_is_let_in_but_none_at_all() {
    let td = Td::local().await;
    for key in ["TD1 1/abc", "td1 x", "TD1  1/abc"] {
        assert_eq!(ask(&td, Some(key)).await.status, 200, "{key}");
    }
    for key in [None, Some("TD1"), Some("TD1 "), Some("Bearer abc"), Some("1/abc")] {
        let answer = ask(&td, key).await;
        assert_eq!((answer.status, &answer.body["severity"]), (401, &json!("error")), "{key:?}");
    }
}

#[tokio::test]
async fn each_account_is_a_world_of_its_own() {
    let td = Td::local().await;
    assert_eq!(create(&td, "10/a", "same", "db").await, 200);
    assert_eq!(create(&td, "20/a", "same", "db").await, 200);
    assert_eq!(create(&td, "10/b", "same", "db").await, 409, "another key of the same account");
    assert_eq!(
        field(ask(&td, Some("TD1 30/a")).await.body["schedules"].as_array().unwrap(), "name").len(),
        0
    );
}

#[tokio::test]
async fn a_key_sees_only_its_databases() {
    let api_keys = ["1/all", "1/some=sales,web", "2/other"].map(|key| key.parse().unwrap()).into();
    let td = Td::start(Options { api_keys, ..Options::local() }).await;
    assert_eq!(create(&td, "1/all", "hidden", "finance").await, 200);
    assert_eq!(create(&td, "1/some", "shown", "sales").await, 200);
    assert_eq!(create(&td, "1/some", "refused", "finance").await, 404);
    let names = |answer: Answer| field(answer.body["schedules"].as_array().unwrap(), "name");
    assert_eq!(names(ask(&td, Some("TD1 1/some")).await), ["shown"]);
    assert_eq!(names(ask(&td, Some("TD1 1/all")).await), ["hidden", "shown"]);
    assert!(names(ask(&td, Some("TD1 2/other")).await).is_empty());
    assert_eq!(ask(&td, Some("TD1 1/unknown")).await.status, 401);
    let url = format!("{}/v3/schedule/delete/hidden", td.url);
    let delete = td.http.post(url).header("authorization", "TD1 1/some");
    assert_eq!(td.send(delete).await.unwrap().status, 403);
}
