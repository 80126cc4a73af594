//! Writes whose answer says nothing: TD's list says what was done.

use std::sync::{Arc, Mutex};

use jiff::Timestamp;

use super::server::{Reply, Server, answer};
use super::*;
use crate::clock::FakeClock;

/// TD in a line or two: what it answers to writes in turn, and what its list holds.
struct Story {
    writes: Vec<&'static str>,
    list: &'static str,
}

const OLD: &str = r#"{"name":"abc","id":"7","created_at":"1994-11-06T08:40:00Z"}"#;
const NEW: &str = r#"{"name":"abc","id":"7","created_at":"1994-11-06T08:49:37Z"}"#;
const NONE: &str = "";
/// Of every good answer: the moment at which each test begins.
const DATE: &str = "date: Sun, 06 Nov 1994 08:49:37 GMT";

impl Story {
    async fn tell(self) -> (Server, Client) {
        let (writes, list) = (Mutex::new(self.writes), self.list);
        let server = Server::start(move |request| {
            let status = if request.starts_with("GET ") {
                if list == "down" { "503 Down" } else { "200 OK" }
            } else {
                let mut writes = writes.lock().unwrap();
                if writes.len() > 1 { writes.remove(0) } else { writes[0] }
            };
            if status == "reset" {
                return Reply::Bytes(Vec::new());
            }
            let body = match request.starts_with("GET ") {
                true => format!(r#"{{"schedules":[{list}]}}"#),
                false => NEW.to_owned(),
            };
            let bytes = String::from_utf8(answer(status, "application/json", body)).unwrap();
            Reply::Bytes(bytes.replacen("\r\n", &format!("\r\n{DATE}\r\n"), 1).into_bytes())
        })
        .await;
        let clock = FakeClock::skipping(Timestamp::constant(784_111_777, 0));
        let config = ClientConfig { max_retries: 3, ..config(&server.endpoint()) };
        let client = Client::with_clock(config, Arc::new(clock));
        (server, client)
    }
}

fn counts(server: &Server) -> (usize, usize) {
    let requests = server.requests();
    let lists = requests.iter().filter(|request| request.starts_with("GET ")).count();
    (requests.len() - lists, lists)
}

#[tokio::test]
async fn a_create_that_the_list_shows_is_done() {
    for unclear in ["500 Oops", "504 Slow", "reset"] {
        let (server, client) = Story { writes: vec![unclear], list: NEW }.tell().await;
        assert_eq!(create(&client, &call()).await.unwrap().id.as_deref(), Some("7"));
        assert_eq!(counts(&server), (1, 1), "{unclear}");
    }
}

#[tokio::test]
async fn a_create_that_the_list_lacks_is_sent_again() {
    let (server, client) = Story { writes: vec!["500 Oops", "reset", "200 OK"], list: NONE }.tell().await;
    create(&client, &call()).await.unwrap();
    assert_eq!(counts(&server), (3, 2));
}

#[tokio::test]
async fn a_conflict_after_an_unclear_try_is_settled_too() {
    let (_, client) = Story { writes: vec!["429 Slow down", "409 Conflict"], list: NEW }.tell().await;
    create(&client, &call()).await.unwrap();
    let (server, client) = Story { writes: vec!["409 Conflict"], list: NEW }.tell().await;
    let error = create(&client, &call()).await.unwrap_err();
    assert!(error.is_conflict() && !error.is_ambiguous(), "a conflict at the first try is somebody else's");
    assert_eq!(counts(&server), (1, 0));
}

#[tokio::test]
async fn an_older_or_another_schedule_of_the_name_is_not_ours() {
    let (_, client) = Story { writes: vec!["500 Oops"], list: OLD }.tell().await;
    let error = create(&client, &call()).await.unwrap_err();
    assert!(error.is_conflict() && !error.is_ambiguous(), "{error}");
    let (_, client) = Story { writes: vec!["500 Oops"], list: NEW }.tell().await;
    let error = client.create(&call(), "abc", &fields(), &|_| false).await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
}

#[tokio::test]
async fn a_create_that_nobody_can_settle_stays_unclear() {
    let (_, client) = Story { writes: vec!["500 Oops"], list: "down" }.tell().await;
    let error = create(&client, &call()).await.unwrap_err();
    assert!(error.is_ambiguous() && error.first_sent_at().is_some(), "{error}");
    // Without an answer it may still be on its way; with one TD is done with it.
    let (_, client) = Story { writes: vec!["reset"], list: NONE }.tell().await;
    assert!(create(&client, &call()).await.unwrap_err().is_ambiguous());
    let (_, client) = Story { writes: vec!["500 Oops"], list: NONE }.tell().await;
    assert!(!create(&client, &call()).await.unwrap_err().is_ambiguous());
}

#[tokio::test]
async fn a_rename_is_sent_again_only_when_the_list_has_the_old_name() {
    let rename = ScheduleFields { name: Some("new".into()), ..ScheduleFields::default() };
    for (list, expected) in [(r#"{"name":"new","id":"7"}"#, (1, 1)), (OLD, (2, 1))] {
        let (server, client) = Story { writes: vec!["500 Oops", "200 OK"], list }.tell().await;
        client.update(&call(), "abc", Some("7"), &rename).await.unwrap();
        assert_eq!(counts(&server), expected, "{list}");
    }
    // The first try was refused for its rate and done all the same: then the old name is unknown.
    let done = r#"{"name":"new","id":"7"}"#;
    let (_, client) = Story { writes: vec!["429 Slow down", "404 Not Found"], list: done }.tell().await;
    assert_eq!(&*client.update(&call(), "abc", Some("7"), &rename).await.unwrap().name, "new");
    let other = r#"{"name":"new","id":"8"}"#;
    let (_, client) = Story { writes: vec!["500 Oops"], list: other }.tell().await;
    client.update(&call(), "abc", Some("7"), &rename).await.unwrap_err();
}

#[tokio::test]
async fn a_delete_is_sent_again_only_when_the_list_shows_the_same_schedule() {
    let another = r#"{"name":"abc","id":"8"}"#;
    for (list, expected) in [(NONE, (1, 1)), (OLD, (2, 1)), (another, (1, 1))] {
        let (server, client) = Story { writes: vec!["500 Oops", "200 OK"], list }.tell().await;
        client.delete(&call(), "abc", Some("7")).await.unwrap();
        assert_eq!(counts(&server), expected, "{list}");
    }
    let (server, client) =
        Story { writes: vec!["429 Slow down", "404 Not Found"], list: "down" }.tell().await;
    client.delete(&call(), "abc", Some("7")).await.unwrap();
    assert_eq!(
        counts(&server).0,
        2,
        "what is gone stays gone, also where no list can tell whether it was renamed"
    );
    let (_, client) = Story { writes: vec!["500 Oops"], list: "down" }.tell().await;
    assert!(client.delete(&call(), "abc", Some("7")).await.unwrap_err().is_ambiguous());
}

#[tokio::test]
async fn an_update_is_sent_again_as_it_is() {
    let (server, client) = Story { writes: vec!["500 Oops", "reset", "200 OK"], list: NONE }.tell().await;
    client.update(&call(), "abc", Some("7"), &fields()).await.unwrap();
    assert_eq!(counts(&server), (3, 0));
}

#[tokio::test]
async fn a_conflict_with_somebody_elses_schedule_is_told_in_tds_own_words() {
    let (_, client) = Story { writes: vec!["429 Slow down", "409 Conflict"], list: OLD }.tell().await;
    let error = create(&client, &call()).await.unwrap_err();
    assert_eq!(error.status(), Some(409), "{error}");
}

#[tokio::test]
async fn a_no_after_another_try_needs_no_list_unless_it_may_be_an_echo() {
    let rename = ScheduleFields { name: Some("new".into()), ..ScheduleFields::default() };
    let refused = |no| Story { writes: vec!["429 Slow down", no], list: NEW }.tell();
    for no in ["403 Forbidden", "409 Conflict"] {
        let (server, client) = refused(no).await;
        client.update(&call(), "abc", Some("7"), &fields()).await.unwrap_err();
        assert_eq!(counts(&server), (2, 0), "an update of the same name that gets {no}");
    }
    let (server, client) = refused("403 Forbidden").await;
    create(&client, &call()).await.unwrap_err();
    assert_eq!(counts(&server), (2, 0), "a create");
    let (server, client) = refused("403 Forbidden").await;
    client.update(&call(), "abc", Some("7"), &rename).await.unwrap_err();
    assert_eq!(counts(&server), (2, 0), "a rename");
    let (server, client) = refused("403 Forbidden").await;
    client.delete(&call(), "abc", Some("7")).await.unwrap_err();
    assert_eq!(counts(&server), (2, 0), "a delete");
}
