use super::server::{Server, answer};
use super::*;
use crate::api::{ConnectErrorKind, Error, ErrorKind};

async fn refused(status: &str, body: &str) -> Error {
    let server = Server::always(answer(status, "application/json", body)).await;
    create(&client(&server), &call()).await.unwrap_err()
}

#[tokio::test]
async fn tds_own_text_is_told_whichever_key_holds_it() {
    for body in [
        r#"{"error":"Bad","message":"Name is too short","text":"Worse"}"#,
        r#"{"error":"Name is too short"}"#,
        r#"{"text":"Name is\n too short","error":null}"#,
        r#"{"message":"","errorMessage":"Name is too short"}"#,
        r#"{"error":"Bad","message":"[\"Name is too short\"]"}"#,
    ] {
        let error = refused("422 Unprocessable Entity", body).await;
        assert_eq!(error.status(), Some(422));
        let text = error.to_string();
        assert!(
            text.starts_with("POST http://127.0.0.1:") && text.contains("/v3/schedule/create/abc: "),
            "{text}"
        );
        assert!(text.ends_with("answered 422 (Unprocessable Entity): Name is too short"), "{text}");
    }
}

#[tokio::test]
async fn the_sentences_of_an_array_in_a_text_are_told_in_a_row() {
    let error =
        refused("422 Unprocessable Entity", r#"{"message":"[\"Name is bad\",\"Cron is bad\"]"}"#).await;
    assert!(error.to_string().ends_with("Name is bad. Cron is bad"), "{error}");
}

#[tokio::test]
async fn what_a_server_does_not_have_is_asked_for_once() {
    let server =
        Server::always(answer("501 Not Implemented", "application/json", r#"{"message":"Not here"}"#)).await;
    let again = ClientConfig { max_retries: 3, ..config(&server.endpoint()) };
    let error = Client::new(again).list(&call()).await.unwrap_err();
    assert_eq!((error.status(), server.requests().len()), (Some(501), 1), "{error}");
}

#[tokio::test]
async fn other_bodies_are_described_in_a_sentence() {
    let long = "word ".repeat(1000);
    for (body, words) in [
        ("<html><TITLE lang='en'>502 Bad Gateway</TITLE></html>", "an HTML page titled \"502 Bad Gateway\""),
        ("  \n<HTML>", "an HTML page"),
        ("", "an empty body"),
        ("null", "an empty body"),
        ("upstream\u{1b}[31m failed", "\"upstream [31m failed\""),
        (long.as_str(), "word word…\""),
        ("{\"odd\":1}", "{\"odd\":1}"),
    ] {
        let error = refused("502 Bad Gateway", body).await;
        let text = error.to_string();
        assert!(text.contains(words) || text.contains('…'), "{text}");
        assert!(text.len() < 800 && error.is_ambiguous(), "{text}");
    }
}

#[tokio::test]
async fn statuses_are_told_apart() {
    let error = refused("401 Unauthorized", "{}").await;
    assert!(error.is_auth() && !error.is_ambiguous() && !error.kind().never_sent());
    assert!(refused("403 Forbidden", "{}").await.is_forbidden());
    assert!(refused("404 Not Found", "{}").await.is_not_found());
    assert!(
        refused("422 Unprocessable Entity", r#"{"error":"Name has already been taken"}"#).await.is_conflict()
    );
    assert!(!refused("422 Unprocessable Entity", r#"{"error":"Cron is invalid"}"#).await.is_conflict());
    let error =
        refused("409 Conflict", r#"{"error":"domain_key taken","details":{"conflicts_with":123}}"#).await;
    assert!(error.is_conflict());
    assert_eq!(error.conflicts_with(), Some("123"));
}

#[tokio::test]
async fn an_error_never_repeats_a_key_or_a_password_that_was_sent() {
    let body =
        format!(r#"{{"error":"result mysql://u:hunter%2Ftwo@h/d (hunter/two) is invalid for {KEY}"}}"#);
    let server = Server::always(answer("422 Unprocessable Entity", "application/json", body)).await;
    let fields = ScheduleFields { result: Some(Secret::new("mysql://u:hunter%2Ftwo@h/d/t")), ..fields() };
    let error = client(&server).create(&call(), "abc", &fields, &|_| true).await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(text.contains("mysql://u:(redacted)@h/d ((redacted)) is invalid for (redacted)"), "{text}");
    assert!(!text.contains("hunter") && !text.contains("api-test"));
}

#[tokio::test]
async fn a_huge_refusal_is_read_only_in_part() {
    let error = refused("500 Internal Server Error", &"x".repeat(10 << 20)).await;
    assert_eq!(error.status(), Some(500));
}

#[tokio::test]
async fn no_connection_says_why() {
    // Bound, so that nobody else gets the port, but not listening.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let port = socket.local_addr().unwrap().port();
    let error = Client::new(config(&format!("http://127.0.0.1:{port}")))
        .delete(&call(), "abc", None)
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connect { fault: ConnectErrorKind::Refused, .. }), "{error:?}");
    assert!(error.to_string().contains("nothing listens there") && !error.is_ambiguous());
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_bundle_without_certificates_is_an_error_of_its_own() {
    let mut config = config("https://127.0.0.1:9");
    config.ca_bundle = Some("not PEM".to_owned());
    let error = Client::new(config).list(&call()).await.unwrap_err();
    assert!(error.to_string().contains("ca_bundle") && error.kind().never_sent(), "{error}");
}

#[tokio::test]
async fn a_connection_that_ends_without_an_answer_is_ambiguous() {
    let server = Server::always("").await;
    let error = create(&client(&server), &call()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport { .. }), "{error:?}");
    assert!(error.is_ambiguous());
}
