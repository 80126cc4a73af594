use std::io::Write;

use super::server::{Server, answer, json};
use super::*;
use crate::api::{Error, Failure};

async fn list(bytes: Vec<u8>) -> Result<std::sync::Arc<crate::api::ScheduleList>, Error> {
    let server = Server::always(bytes).await;
    client(&server).list(&call()).await
}

#[tokio::test]
async fn a_whole_row_is_read() {
    let row = r#"{"schedules":[{"name":"daily","id":12345,"cron":"0 * * * *","timezone":"UTC","delay":5,
        "created_at":"2016-08-02T17:58:40Z","type":"presto","query":"select 1","database":"db","user_name":"Me",
        "priority":-1,"retry_limit":"3","result":"mysql://u:***@h/d/t","engine_version":"stable",
        "executing_user_id":7,"description":"words","next_time":"2016-08-02T18:00:00Z","brand_new":{"x":[1]}}]}"#;
    let list = list(json(row)).await.unwrap();
    let one = list.by_name("daily").unwrap();
    assert_eq!(list.by_id("12345").unwrap().name, one.name);
    assert_eq!(one.cron.as_deref(), Some("0 * * * *"));
    assert_eq!((one.delay, one.priority, one.retry_limit), (Some(5), Some(-1), Some(3)));
    assert_eq!(one.created_at.unwrap().to_string(), "2016-08-02T17:58:40Z");
    assert_eq!(one.result.as_ref().unwrap().expose(), "mysql://u:***@h/d/t");
    assert_eq!((one.executing_user_id, one.description.as_deref()), (Some(7), Some("words")));
    assert!(one.next_time.is_some() && one.engine_version.is_some());
}

#[tokio::test]
async fn a_row_of_only_a_name_is_enough() {
    let list = list(json(
        r#"{"schedules":[{"name":"abc","cron":null,"database":null,"created_at":"soon"},
        {"name":"two","cron":"","result":null,"id":""}]}"#,
    ))
    .await
    .unwrap();
    let one = list.by_name("abc").unwrap();
    assert!(one.cron.is_none() && one.database.is_none() && one.created_at.is_none() && one.result.is_none());
    let two = list.by_name("two").unwrap();
    assert!(two.cron.is_none() && two.id.is_none());
    assert_eq!(two.result.as_ref().unwrap().expose(), "", "null is nowhere, not unsaid");
}

#[tokio::test]
async fn names_compare_after_nfc_and_the_first_of_two_wins() {
    let list = list(json(
        r#"{"schedules":[{"name":"cafe\u0301","id":1},{"name":"x y z","id":2},{"name":"x y z","id":3}]}"#,
    ))
    .await
    .unwrap();
    assert_eq!(list.schedules.len(), 3);
    assert_eq!(list.by_name("caf\u{e9}").unwrap().id.as_deref(), Some("1"));
    assert_eq!(list.by_name("cafe\u{301}").unwrap().id.as_deref(), Some("1"));
    assert_eq!(list.by_name("x y z").unwrap().id.as_deref(), Some("2"));
    assert!(list.by_name("none").is_none());
}

#[tokio::test]
async fn what_is_not_a_list_is_never_an_empty_list() {
    for (body, words) in [
        ("<!DOCTYPE html><html><head><title> Sign\n in </title>", "an HTML page titled \"Sign in\""),
        ("", "an empty body"),
        ("null", "a list of schedules was expected"),
        ("ok", "\"ok\""),
        ("{}", "a list of schedules was expected"),
        ("[[]]", "a list of schedules was expected"),
        (r#"{"schedules":null}"#, "a list of schedules was expected"),
        (r#"{"schedules":[{}]}"#, "a schedule has no name"),
        (r#"{"schedules":[["abc",7]]}"#, "a list of schedules was expected"),
        (r#"{"schedules":["secret text"]}"#, "a list of schedules was expected"),
        (r#"{"schedules":["#, "JSON that ends in its middle"),
        (r#"{"error":"x"}"#, "a list of schedules was expected"),
    ] {
        let error = list(json(body)).await.unwrap_err();
        assert!(
            matches!(error.failure(), Failure::NotJson { .. } | Failure::Payload { .. }),
            "{body}: {error:?}"
        );
        assert!(error.to_string().contains(words), "{body}: {error}");
        assert!(!error.to_string().contains("secret text"));
    }
}

#[tokio::test]
async fn a_part_of_a_list_is_no_list() {
    let error =
        list(answer("206 Partial Content", "application/json", r#"{"schedules":[]}"#)).await.unwrap_err();
    assert_eq!(error.status(), Some(206));
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_failure() {
    let error =
        list(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"schedules\":[]}".to_vec()).await.unwrap_err();
    assert!(matches!(error.failure(), Failure::CutOff { received: 16, .. }), "{error:?}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_packed_answer_is_unpacked() {
    let mut packed = Vec::new();
    // A stored block: gzip without a compressor.
    let body = br#"{"schedules":[{"name":"abc"}]}"#;
    packed.write_all(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1]).unwrap();
    packed.write_all(&(body.len() as u16).to_le_bytes()).unwrap();
    packed.write_all(&(!(body.len() as u16)).to_le_bytes()).unwrap();
    packed.write_all(body).unwrap();
    packed.write_all(&crc32(body).to_le_bytes()).unwrap();
    packed.write_all(&(body.len() as u32).to_le_bytes()).unwrap();
    let mut bytes = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        packed.len()
    )
    .into_bytes();
    bytes.extend_from_slice(&packed);
    assert!(list(bytes.clone()).await.unwrap().by_name("abc").is_some());
    bytes.truncate(bytes.len() - 20);
    assert!(matches!(list(bytes).await.unwrap_err().failure(), Failure::CutOff { .. }));
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

#[tokio::test]
async fn a_history_keeps_objects_and_missing_times() {
    let body = r#"{"count":1,"from":0,"to":20,"history":[{"job_id":"19","type":"bulkload","status":"success",
        "query":{"in":{"type":"s3"}},"start_at":"","end_at":null,"created_at":"2016-04-13 05:24:59 UTC",
        "linked_result_export_job_id":20,"cpu_time":null,"result_size":"1048576","result":""},{}]}"#;
    let server = Server::always(json(body)).await;
    let page = client(&server).history(&call(), "abc", 0, 20).await.unwrap();
    assert_eq!((page.count, page.history.len()), (Some(1), 2));
    let job = &page.history[0];
    assert_eq!(job.query.as_deref(), Some(r#"{"in":{"type":"s3"}}"#));
    assert_eq!((job.start_at, job.end_at, job.cpu_time), (None, None, None));
    assert_eq!(job.created_at.unwrap().to_string(), "2016-04-13T05:24:59Z");
    assert_eq!(job.linked_result_export_job_id.as_deref(), Some("20"));
    assert_eq!(job.result_size, Some(1_048_576));
    assert_eq!(page.history[1].job_id, None);
}

#[tokio::test]
async fn a_delete_believes_only_tds_own_answer() {
    for body in ["<html></html>", "", "[]", "\"ok\""] {
        let server = Server::always(json(body)).await;
        let error = client(&server).delete(&call(), "abc", None).await.unwrap_err();
        assert!(error.is_ambiguous(), "{body}: {error}");
    }
    let gone =
        Server::always(answer("404 Not Found", "application/json", r#"{"error":"Resource not found"}"#))
            .await;
    client(&gone).delete(&call(), "abc", None).await.unwrap();
    let elsewhere =
        Server::always(answer("404 Not Found", "text/html", "<html><title>nginx</title></html>")).await;
    let error = client(&elsewhere).delete(&call(), "abc", None).await.unwrap_err();
    assert!(!error.is_not_found() && error.to_string().contains("an HTML page titled \"nginx\""), "{error}");
}
