//! An outage is met once: what one read has found out, the others need not.

use std::sync::Arc;

use futures_util::future::join_all;
use jiff::Timestamp;

use super::server::{Reply, Server, answer, json};
use super::*;
use crate::clock::FakeClock;

/// A client with a clock that stands still, over a server that gives one answer to lists and another to histories.
async fn told_apart(list: Vec<u8>, history: Vec<u8>) -> (Server, Client, FakeClock) {
    let server = Server::start(move |request| {
        Reply::Bytes(if request.starts_with("GET /v3/schedule/list") {
            list.clone()
        } else {
            history.clone()
        })
    })
    .await;
    let clock = FakeClock::new(Timestamp::UNIX_EPOCH);
    let client = Client::with_clock(config(&server.endpoint()), Arc::new(clock.clone()));
    (server, client, clock)
}

fn down() -> Vec<u8> {
    answer("503 Service Unavailable", "text/plain", "later")
}

fn history() -> Vec<u8> {
    json(r#"{"count":0,"history":[]}"#)
}

#[tokio::test]
async fn a_list_that_failed_for_good_fails_histories_at_once_for_half_a_minute() {
    let (server, client, clock) = told_apart(down(), history()).await;
    assert!(!client.list(&call()).await.unwrap_err().is_repeated());
    assert!(client.history(&call(), "abc", 0, 1).await.unwrap_err().is_repeated());
    assert_eq!(server.requests().len(), 1);
    clock.advance(Duration::from_secs(30));
    client.history(&call(), "abc", 0, 1).await.unwrap();
}

#[tokio::test]
async fn of_histories_that_fail_together_one_tells_and_later_reads_are_not_sent() {
    let (server, client, clock) = told_apart(json(r#"{"schedules":[]}"#), down()).await;
    let call = call();
    let answers = join_all((0..10).map(|_| client.history(&call, "abc", 0, 1))).await;
    assert_eq!(answers.iter().filter(|one| !one.as_ref().unwrap_err().is_repeated()).count(), 1);
    assert!(client.history(&call, "abc", 0, 1).await.unwrap_err().is_repeated());
    assert!(client.list(&call).await.unwrap_err().is_repeated());
    assert_eq!(server.requests().len(), 10);
    clock.advance(Duration::from_secs(30));
    client.list(&call).await.unwrap();
    assert!(!client.history(&call, "abc", 0, 1).await.unwrap_err().is_repeated());
    client.list(&call).await.unwrap();
    assert_eq!(server.requests().len(), 12, "a list that is there stays");
}

#[tokio::test]
async fn what_concerns_one_schedule_or_the_list_alone_is_no_outage() {
    for refused in ["403 Forbidden", "404 Not Found"] {
        let refused = answer(refused, "application/json", "{}");
        let (_, client, _) = told_apart(refused.clone(), history()).await;
        client.list(&call()).await.unwrap_err();
        client.history(&call(), "abc", 0, 1).await.unwrap();
        let (server, client, _) = told_apart(json(r#"{"schedules":[]}"#), refused).await;
        for _ in 0..2 {
            assert!(!client.history(&call(), "abc", 0, 1).await.unwrap_err().is_repeated());
        }
        client.list(&call()).await.unwrap();
        assert_eq!(server.requests().len(), 3);
    }
}
