use std::io::Write;

use super::server::{Server, answer, json};
use super::*;
use crate::api::{Error, ErrorKind};

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
        (r#"{"schedules":[{}]}"#, "a list of schedules was expected, but row 1 has no name"),
        (r#"{"schedules":[["abc",7]]}"#, "a list of schedules was expected"),
        (r#"{"schedules":["secret text"]}"#, "a list of schedules was expected"),
        (r#"{"schedules":["#, "JSON that ends in its middle"),
        (r#"{"error":"x"}"#, "a list of schedules was expected"),
    ] {
        let error = list(json(body)).await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::NotJson { .. } | ErrorKind::Payload { .. }),
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
    assert!(matches!(error.kind(), ErrorKind::CutOff { received: 16, .. }), "{error:?}");
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
    assert!(matches!(list(bytes).await.unwrap_err().kind(), ErrorKind::CutOff { .. }));
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

/// Each row beside good ones, and what can be told of it.
#[tokio::test]
async fn a_row_that_can_not_be_read_stops_no_other() {
    let rows: [(&[u8], &str); 8] = [
        (br#"{"name":"row_\ud800x","id":7}"#, "row 2 (number \"7\") has a text with half of a UTF-16 pair"),
        (br#"{"name":"a","query":"\ude00"}"#, "row 2 (\"a\") has a text with half of a UTF-16 pair"),
        (
            b"{\"name\":\"a\",\"query\":\"\xff\xfe\",\"id\":7}",
            "row 2 (\"a\", number \"7\") has bytes that are no UTF-8",
        ),
        (b"{\"name\":\"\xff\"}", "row 2 has bytes that are no UTF-8"),
        (br#"{"id":7,"name":""}"#, "row 2 (number \"7\") has no name"),
        (br#"{"name":"a","delay":NaN}"#, "row 2 (\"a\") has something that is no JSON"),
        (br#"{"name":"a","name":"b"}"#, "row 2 (\"b\") has a field twice"),
        (b"{}", "row 2 has no name"),
    ];
    for (row, words) in rows {
        let body = [br#"{"schedules":[{"name":"one"},"#, row, br#",{"name":"two"}]}"#].concat();
        let list = list(answer("200 OK", "application/json", body)).await.unwrap();
        assert!(list.by_name("one").is_some() && list.by_name("two").is_some() && list.schedules.len() == 2);
        let told: Vec<_> = list.odd.iter().map(ToString::to_string).collect();
        assert_eq!(told, [words]);
    }
}

#[tokio::test]
async fn a_schedule_is_not_missing_while_its_row_may_be_one_that_can_not_be_read() {
    let list = list(json(r#"{"schedules":[{"name":"good","id":1},{"name":"caf\u00e9","delay":NaN},{"name":"x\ud800","id":7}]}"#))
        .await
        .unwrap();
    let place = |name, id| list.unread(name, id).map(|odd| odd.place);
    assert_eq!((place("cafe\u{301}", None), place("cafe\u{301}", Some("9"))), (Some(2), Some(2)));
    assert_eq!(
        (place("any", Some("7")), place("any", None)),
        (Some(3), Some(3)),
        "numbers that are not known say nothing"
    );
    assert_eq!(place("any", Some("8")), None, "another number is another schedule");
}

#[tokio::test]
async fn a_create_is_not_repeated_while_a_row_of_the_list_may_be_it() {
    let server = Server::start(|request| {
        super::server::Reply::Bytes(if request.starts_with("GET") {
            json(r#"{"schedules":[{"name":"one"},{"name":"\ud800","id":7}]}"#)
        } else {
            answer("503 Service Unavailable", "text/plain", "")
        })
    })
    .await;
    let client = Client::new(ClientConfig { max_retries: 5, ..config(&server.endpoint()) });
    let error = create(&client, &call()).await.unwrap_err();
    assert!(error.is_ambiguous() && server.requests().len() == 2, "{error}");
    let error = client.delete(&call(), "abc", None).await.unwrap_err();
    assert!(error.is_ambiguous(), "{error}");
}

#[tokio::test]
async fn a_page_holds_no_more_jobs_than_were_asked_for() {
    let server =
        Server::always(json(&format!(r#"{{"count":9,"history":[{}{{}}]}}"#, r#"{"job_id":1},"#.repeat(50))))
            .await;
    let page = client(&server).history(&call(), "abc", 5, 12).await.unwrap();
    assert_eq!((page.history.len(), page.count), (7, Some(9)));
    let odd = Server::always(json(r#"{"history":[{"job_id":1},{"job_id":2,"query":"\ud800"}]}"#)).await;
    let page = client(&odd).history(&call(), "abc", 0, 20).await.unwrap();
    assert_eq!((page.history.len(), page.length()), (1, 2));
    assert_eq!(page.odd[0].to_string(), "row 2 (number \"2\") has a text with half of a UTF-16 pair");
}

/// A gigabyte of blanks is not fetched to say that it is no list.
#[tokio::test(start_paused = true)]
async fn a_body_that_is_no_object_is_read_no_further() {
    for filling in [" ", "<html>", "[1,"] {
        let body = filling.repeat((1 << 20) / filling.len());
        let bytes = format!("HTTP/1.1 200 OK\r\ncontent-length: 9999999999\r\n\r\n{body}").into_bytes();
        let server = Server::start(move |_| super::server::Reply::Stall(bytes.clone())).await;
        let error = client(&server).list(&call()).await.unwrap_err();
        let is_refused = matches!(error.kind(), ErrorKind::NotJson { .. } | ErrorKind::Payload { .. });
        assert!(is_refused, "{filling}: {error}");
    }
}

/// Each at its first try: it would be the same at every other one.
#[tokio::test]
async fn what_is_no_http_is_asked_for_once() {
    let long = format!("HTTP/1.1 200 OK\r\n{}\r\n{{}}", "x-more: y\r\n".repeat(100_000));
    for bytes in [
        "HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n{}",
        "HTTP/3.9 200 OK\r\ncontent-length: 2\r\n\r\n{}",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        long.as_str(),
    ] {
        let server = Server::always(bytes).await;
        let client = Client::new(ClientConfig { max_retries: 7, ..config(&server.endpoint()) });
        let error = client.list(&call()).await.unwrap_err();
        let shown = bytes.get(..40).unwrap_or(bytes);
        assert!(matches!(error.kind(), ErrorKind::NotHttp { .. }), "{shown}: {error:?}");
        assert_eq!(server.requests().len(), 1, "{shown}");
    }
}
