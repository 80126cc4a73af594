use jiff::Timestamp;

use super::server::{Reply, Server, json};
use super::*;

const ROW: &str = r#"{"name":"abc"}"#;

/// Request line, headers that matter, and body of the only request.
fn only(server: &Server) -> (String, Vec<String>, String) {
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n").map(str::to_owned);
    let line = lines.next().unwrap();
    let mut headers: Vec<String> = lines.filter(|line| !line.starts_with("host:")).collect();
    headers.sort();
    (line, headers, body.to_owned())
}

#[tokio::test]
async fn a_list_is_a_get_with_key_and_user_agent() {
    let server = Server::always(json(r#"{"schedules":[]}"#)).await;
    client(&server).list(&call()).await.unwrap();
    let (line, headers, body) = only(&server);
    assert_eq!(line, "GET /v3/schedule/list HTTP/1.1");
    assert_eq!(
        headers,
        [
            "accept-encoding: gzip",
            "accept: */*",
            &format!("authorization: TD1 {KEY}"),
            "user-agent: Terraform/1.15.5 terraform-provider-td/0.1.0",
        ]
    );
    assert_eq!(body, "");
}

#[tokio::test]
async fn a_create_sends_a_form_with_what_is_given_and_nothing_else() {
    let server = Server::always(json(ROW)).await;
    let fields = ScheduleFields {
        cron: Some("".into()),
        query: Some("select 'a+b' &\nü".into()),
        delay: Some(0),
        priority: Some(-2),
        retry_limit: Some(3),
        timezone: Some("Asia/Tokyo".into()),
        result: Some(Secret::new("")),
        engine_version: Some("stable".into()),
        pool_name: Some("pool 1".into()),
        executing_user_id: Some(42),
        ..fields()
    };
    client(&server).create(&call(), "abc", &fields, &|_| true).await.unwrap();
    let (line, headers, body) = only(&server);
    assert_eq!(line, "POST /v3/schedule/create/abc HTTP/1.1");
    assert_eq!(
        body,
        "cron=&database=sample_db&query=select+%27a%2Bb%27+%26%0A%C3%BC&type=trino&timezone=Asia%2FTokyo&result=\
         &engine_version=stable&pool_name=pool+1&delay=0&priority=-2&retry_limit=3&executing_user_id=42"
    );
    assert!(headers.contains(&"content-type: application/x-www-form-urlencoded".to_owned()));
    assert_eq!(headers.iter().filter(|line| line.starts_with("content-length:")).count(), 1);
}

#[tokio::test]
async fn an_update_renames_by_its_body() {
    let server = Server::always(json(ROW)).await;
    let fields = ScheduleFields { name: Some("a new name".into()), ..ScheduleFields::default() };
    client(&server).update(&call(), "abc", None, &fields).await.unwrap();
    let (line, _, body) = only(&server);
    assert_eq!((line.as_str(), body.as_str()), ("POST /v3/schedule/update/abc HTTP/1.1", "name=a+new+name"));
}

#[tokio::test]
async fn a_post_without_a_body_says_that_its_length_is_zero() {
    let server = Server::always(json("{}")).await;
    client(&server).delete(&call(), "abc", None).await.unwrap();
    let (line, headers, body) = only(&server);
    assert_eq!((line.as_str(), body.as_str()), ("POST /v3/schedule/delete/abc HTTP/1.1", ""));
    assert_eq!(headers.iter().filter(|line| *line == "content-length: 0").count(), 1, "{headers:?}");
    assert!(!headers.iter().any(|line| line.starts_with("content-type")));
}

#[tokio::test]
async fn a_run_names_its_second_in_the_path() {
    let server =
        Server::always(json(r#"{"jobs":[{"job_id":4294967297,"type":"presto","scheduled_at":""}]}"#)).await;
    let time = Timestamp::constant(1_457_046_001, 0);
    let jobs = client(&server).run(&call(), "abc", time, 2, Some("a key")).await.unwrap();
    let (line, _, body) = only(&server);
    assert_eq!(line, "POST /v3/schedule/run/abc/1457046001 HTTP/1.1");
    assert_eq!(body, "num=2&domain_key=a+key");
    assert_eq!(&*jobs[0].job_id, "4294967297");
    assert_eq!(jobs[0].scheduled_at, None);
}

#[tokio::test]
async fn a_history_names_its_window() {
    let server = Server::always(json(r#"{"count":0,"from":20,"to":120,"history":[]}"#)).await;
    client(&server).history(&call(), "abc", 20, 120).await.unwrap();
    assert_eq!(only(&server).0, "GET /v3/schedule/history/abc?from=20&to=120 HTTP/1.1");
}

#[tokio::test]
async fn every_name_reaches_the_server_as_it_is() {
    for (name, path) in [
        ("a/b.c d+é", "a%2Fb%2Ec%20d%2B%C3%A9"),
        ("...", "%2E%2E%2E"),
        ("100%", "100%25"),
        ("a?b#c", "a%3Fb%23c"),
        ("日次", "%E6%97%A5%E6%AC%A1"),
        ("a_b~c-d", "a_b~c-d"),
        ("a\\b\t\n", "a%5Cb%09%0A"),
    ] {
        let server = Server::always(json(ROW)).await;
        client(&server).update(&call(), name, None, &ScheduleFields::default()).await.unwrap();
        assert_eq!(only(&server).0, format!("POST /v3/schedule/update/{path} HTTP/1.1"));
    }
}

#[tokio::test]
async fn a_name_that_no_path_can_hold_is_never_sent() {
    let server = Server::always(json(ROW)).await;
    for name in ["", ".", ".."] {
        let error = client(&server).delete(&call(), name, None).await.unwrap_err();
        assert!(error.kind().never_sent() && !error.is_ambiguous(), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn five_mebibytes_of_query_arrive_whole() {
    let server = Server::always(json(ROW)).await;
    let query = "select 'é' ".repeat((5 << 20) / 12);
    let fields = ScheduleFields { query: Some(query.as_str().into()), ..fields() };
    client(&server).create(&call(), "abc", &fields, &|_| true).await.unwrap();
    let (_, _, body) = only(&server);
    let sent = form_urlencoded::parse(body.as_bytes()).find(|(key, _)| key == "query").unwrap().1;
    assert!(sent == query);
}

#[tokio::test]
async fn a_key_that_no_header_can_carry_is_not_shown() {
    let mut config = config("http://127.0.0.1:9");
    config.api_key = Secret::new("4711/secretive\n");
    let error = Client::new(config).list(&call()).await.unwrap_err();
    assert!(error.kind().never_sent());
    assert!(!format!("{error} {error:?}").contains("secretive"));
}

#[tokio::test]
async fn redirects_are_followed_by_reads_within_the_endpoint_only() {
    let found = |target: String| {
        format!("HTTP/1.1 302 Found\r\nlocation: {target}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
            .into_bytes()
    };
    let server = Server::start(move |request| {
        if request.starts_with("GET /v3/schedule/list ") {
            Reply::Bytes(found("/elsewhere".to_owned()))
        } else if request.starts_with("GET /elsewhere ") {
            Reply::Bytes(json(r#"{"schedules":[]}"#))
        } else if request.starts_with("GET /v3/schedule/history/round ") || request.starts_with("GET /round")
        {
            Reply::Bytes(found("/round".to_owned()))
        } else {
            Reply::Bytes(found("http://other.example:81/v3".to_owned()))
        }
    })
    .await;
    let client = client(&server);
    client.list(&call()).await.unwrap();
    assert_eq!(server.requests().len(), 2);
    for error in [
        client.history(&call(), "abc", 0, 20).await.unwrap_err(),
        client.delete(&call(), "abc", None).await.unwrap_err(),
    ] {
        assert!(error.to_string().contains("a redirect to http://other.example:81,"), "{error}");
        assert!(!error.is_ambiguous());
    }
    let endless = client.history(&call(), "round?", 0, 20).await;
    assert!(endless.is_err());
}
