//! Any bytes in place of an answer: an error, never a panic, and never more memory than is bounded.

use std::io::Write;

use proptest::prelude::*;

use super::server::{Reply, Server};
use super::*;
use crate::api::ErrorKind;
use crate::api::response::ApiResponse;

/// Texts that are nearly TD's: JSON of the right keys with any values.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![
        Just("null".to_owned()),
        Just("\"\"".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| format!("{number:e}")),
        ".*".prop_map(|text| serde_json::Value::from(text).to_string()),
        Just("{\"a\":[]}".to_owned()),
        Just("[[[1]]]".to_owned()),
    ];
    let key = prop::sample::select(vec![
        "name",
        "id",
        "cron",
        "delay",
        "created_at",
        "result",
        "job_id",
        "start_at",
    ]);
    let row = prop::collection::vec((key, value), 0..6).prop_map(|pairs| {
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
        format!("{{{}}}", pairs.join(","))
    });
    (
        prop::sample::select(vec!["schedules", "history", "jobs"]),
        prop::collection::vec(row, 0..4),
        any::<u8>(),
    )
        .prop_map(|(list, rows, cut)| {
            let mut bytes = format!("{{\"{list}\":[{}]}}", rows.join(",")).into_bytes();
            bytes.truncate(bytes.len().saturating_sub(usize::from(cut) % 8 / 7 * 3));
            bytes
        })
}

fn answer(body: &[u8]) -> ApiResponse {
    ApiResponse::of(body)
}

fn read(body: &[u8]) {
    let _ = answer(body).schedules();
    let _ = answer(body).schedule();
    let _ = answer(body).object();
    let _ = answer(body).jobs();
    let _ = answer(body).history();
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(body in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&body);
    }

    #[test]
    fn anything_that_is_nearly_an_answer_is_read_or_refused(body in nearly()) {
        read(&body);
    }
}

#[test]
fn an_answer_that_nests_without_end_is_refused() {
    let body = format!("{{\"schedules\":[{}", "[".repeat(1_000_000)).into_bytes();
    assert!(answer(&body).schedules().is_err());
}

#[tokio::test]
async fn headers_of_64_kib_are_an_error_or_passed_over() {
    let head = format!("HTTP/1.1 200 OK\r\nx-long: {}\r\ncontent-length: 16\r\n\r\n", "a".repeat(64 << 10));
    let server = Server::always([head.as_bytes(), b"{\"schedules\":[]}"].concat()).await;
    let _ = client(&server).list(&call()).await;
    // Without an end they are an error.
    let server =
        Server::always(format!("HTTP/1.1 200 OK\r\nx-long: {}", "a".repeat(4 << 20)).into_bytes()).await;
    client(&server).list(&call()).await.unwrap_err();
}

/// A gzip bomb: what unpacks to more than is ever read ends in an error when the bound is reached.
#[tokio::test]
async fn a_bomb_ends_at_the_bound() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(b"{\"schedules\":[").unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..600 {
        packed.write_all(&zeros).unwrap();
    }
    let body = packed.finish().unwrap();
    assert!(body.len() < 1 << 20);
    let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", body.len());
    let server = Server::always([head.into_bytes(), body].concat()).await;
    let error = client(&server).list(&call()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::TooLarge { .. }), "{error}");
}

/// Nobody waits for the rest of a refusal that never ends.
#[tokio::test(start_paused = true)]
async fn a_refusal_that_never_ends_is_cut() {
    let head = "HTTP/1.1 422 No\r\ncontent-length: 9999999999\r\n\r\n";
    let body = format!("{head}{}", "a".repeat(1 << 20)).into_bytes();
    let server = Server::start(move |_| Reply::Stall(body.clone())).await;
    let error = create(&client(&server), &call()).await.unwrap_err();
    assert_eq!(error.status(), Some(422));
}
