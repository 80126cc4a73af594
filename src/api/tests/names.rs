//! A name whose form at TD is not the one that Terraform knows.

use super::server::{Reply, Server, answer, json};
use super::*;

/// NFC, as Terraform writes it; TD holds `cafe` with a combining accent.
const NAME: &str = "caf\u{e9}";
const AT_TD: &str = "cafe%CC%81";

/// TD with a schedule of number 7: its list, and 404 for every name but the one it holds, `AT_TD`.
async fn td(list: &'static str) -> (Server, Client) {
    let server = Server::start(move |request| {
        let line = request.lines().next().unwrap();
        Reply::Bytes(if line.contains("/list ") {
            json(&format!(r#"{{"schedules":[{list}]}}"#))
        } else if line.contains(AT_TD) {
            json(r#"{"name":"cafe\u0301","id":"7","jobs":[],"history":[]}"#)
        } else {
            answer("404 Not Found", "application/json", r#"{"error":"Resource not found"}"#)
        })
    })
    .await;
    let client = client(&server);
    (server, client)
}

const OTHER_FORM: &str = r#"{"name":"cafe\u0301","id":"7"}"#;

#[tokio::test]
async fn every_operation_finds_a_schedule_whose_name_has_another_form_at_td() {
    let (server, client) = td(OTHER_FORM).await;
    client.update(&call(), NAME, Some("7"), &fields()).await.unwrap();
    client.history(&call(), NAME, 0, 1).await.unwrap();
    client.run(&call(), NAME, jiff::Timestamp::UNIX_EPOCH, 1, None).await.unwrap();
    client.delete(&call(), NAME, Some("7")).await.unwrap();
    let written = |part: &str| server.requests().iter().filter(|one| one.contains(part)).count();
    assert_eq!((written(&format!("delete/{AT_TD} ")), written(&format!("update/{AT_TD} "))), (1, 1));
}

#[tokio::test]
async fn another_schedule_of_that_name_is_left_alone() {
    let (server, client) = td(OTHER_FORM).await;
    assert!(client.update(&call(), NAME, Some("8"), &fields()).await.unwrap_err().is_not_found());
    client.delete(&call(), NAME, Some("8")).await.unwrap();
    assert!(server.requests().iter().all(|request| !request.contains(AT_TD)));
}

#[tokio::test]
async fn a_schedule_that_was_renamed_is_not_deleted_and_one_that_is_gone_is() {
    let (_server, client) = td(r#"{"name":"other","id":"7"}"#).await;
    assert!(client.delete(&call(), "daily", Some("7")).await.unwrap_err().is_not_found());
    client.delete(&call(), "daily", Some("8")).await.unwrap();
    client.delete(&call(), "daily", None).await.unwrap();
}
