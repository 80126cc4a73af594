use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::join_all;
use jiff::Timestamp;
use tokio::sync::Notify;

use super::server::{Reply, Server, answer, json};
use super::*;
use crate::clock::FakeClock;

/// Each list holds one schedule, named by how many lists there were before; a write answers at once.
async fn counting() -> Server {
    let lists = AtomicUsize::new(0);
    Server::start(move |request| {
        if request.starts_with("GET ") {
            let count = lists.fetch_add(1, Ordering::Relaxed);
            Reply::Bytes(json(&format!(r#"{{"schedules":[{{"name":"list {count}"}}]}}"#)))
        } else {
            Reply::Bytes(json(r#"{"name":"abc"}"#))
        }
    })
    .await
}

#[tokio::test]
async fn fifty_readers_cost_one_request_and_later_ones_none() {
    let server = counting().await;
    let (client, call) = (client(&server), call());
    let lists = join_all((0..50).map(|_| client.list(&call))).await;
    assert!(lists.iter().all(|list| list.as_ref().unwrap().by_name("list 0").is_some()));
    client.list(&call).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_write_drops_the_list() {
    let server = counting().await;
    let (client, call) = (client(&server), call());
    client.list(&call).await.unwrap();
    client.update(&call, "abc", None, &fields()).await.unwrap();
    assert!(client.list(&call).await.unwrap().by_name("list 1").is_some());
    client.delete(&call, "abc", None).await.unwrap();
    assert!(client.list(&call).await.unwrap().by_name("list 2").is_some());
    client.history(&call, "abc", 0, 20).await.unwrap_err();
    client.list(&call).await.unwrap();
    assert_eq!(
        server.requests().iter().filter(|request| request.starts_with("GET /v3/schedule/list")).count(),
        3
    );
}

#[tokio::test]
async fn a_write_that_was_never_sent_keeps_the_list() {
    let server = counting().await;
    let (client, call) = (client(&server), call());
    client.list(&call).await.unwrap();
    client.delete(&call, "..", None).await.unwrap_err();
    client.list(&call).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_write_with_an_unknown_end_drops_the_list() {
    let server = Server::start(|request| {
        if request.starts_with("GET ") {
            Reply::Bytes(json(r#"{"schedules":[]}"#))
        } else {
            Reply::Stall(Vec::new())
        }
    })
    .await;
    let (client, call) = (client(&server), call());
    client.list(&call).await.unwrap();
    let stopped = CallOptions { stop: CancellationToken::new(), ..call.clone() };
    let stop = async {
        while server.requests().len() < 2 {
            tokio::task::yield_now().await;
        }
        stopped.stop.cancel();
    };
    let (result, ()) = tokio::join!(client.delete(&stopped, "abc", None), stop);
    assert!(result.unwrap_err().is_ambiguous());
    client.list(&call).await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_list_begun_before_a_write_ended_serves_no_reader_after_it() {
    let (go, lists) = (Arc::new(Notify::new()), AtomicUsize::new(0));
    let server = {
        let go = Arc::clone(&go);
        Server::start(move |request| {
            if !request.starts_with("GET ") {
                return Reply::Bytes(json(r#"{"name":"abc"}"#));
            }
            let count = lists.fetch_add(1, Ordering::Relaxed);
            let body = json(&format!(r#"{{"schedules":[{{"name":"list {count}"}}]}}"#));
            if count == 0 { Reply::After(Arc::clone(&go), body) } else { Reply::Bytes(body) }
        })
        .await
    };
    let (client, call) = (client(&server), call());
    let later = async {
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        create(&client, &call).await.unwrap();
        let after = client.list(&call).await.unwrap();
        go.notify_one();
        after
    };
    let (before, after) = tokio::join!(client.list(&call), later);
    assert!(before.unwrap().by_name("list 0").is_some());
    assert!(after.by_name("list 1").is_some());
    assert!(client.list(&call).await.unwrap().by_name("list 1").is_some(), "the old list must not come back");
}

#[tokio::test]
async fn a_failure_is_shared_and_kept_for_half_a_minute_and_told_of_once() {
    let lists = AtomicUsize::new(0);
    let server = Server::start(move |_| {
        Reply::Bytes(match lists.fetch_add(1, Ordering::Relaxed) {
            0 => answer("503 Service Unavailable", "text/plain", "later"),
            _ => json(r#"{"schedules":[]}"#),
        })
    })
    .await;
    let clock = FakeClock::new(Timestamp::UNIX_EPOCH);
    let client = Client::with_clock(config(&server.endpoint()), Arc::new(clock.clone()));
    let call = call();
    let lists = join_all((0..10).map(|_| client.list(&call))).await;
    let errors: Vec<_> = lists.into_iter().map(|list| list.unwrap_err()).collect();
    assert!(errors.iter().all(|error| error.status() == Some(503)));
    assert_eq!(errors.iter().filter(|error| !error.is_repeated()).count(), 1);
    clock.advance(Duration::from_secs(29));
    assert!(client.list(&call).await.unwrap_err().is_repeated());
    assert_eq!(server.requests().len(), 1);
    clock.advance(Duration::from_secs(1));
    client.list(&call).await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn readers_without_time_left_end_the_list_for_everyone() {
    let server = Server::start(|_| Reply::Stall(Vec::new())).await;
    let client = client(&server);
    let call = CallOptions { timeout: Duration::from_secs(5), ..call() };
    let lists = join_all((0..10).map(|_| client.list(&call))).await;
    assert!(lists.iter().all(Result::is_err));
    assert_eq!(
        lists.iter().filter_map(|list| list.as_ref().err()).filter(|error| !error.is_repeated()).count(),
        1
    );
    assert!(client.list(&call).await.is_err());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_reader_that_goes_leaves_the_request_to_the_others() {
    let go = Arc::new(Notify::new());
    let server = {
        let go = Arc::clone(&go);
        Server::start(move |_| Reply::After(Arc::clone(&go), json(r#"{"schedules":[]}"#))).await
    };
    let (client, call) = (client(&server), call());
    let first = CallOptions { stop: CancellationToken::new(), ..call.clone() };
    let stop = async {
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        first.stop.cancel();
        tokio::task::yield_now().await;
        go.notify_one();
    };
    let (gone, stays, ()) = tokio::join!(client.list(&first), client.list(&call), stop);
    assert!(gone.unwrap_err().is_stopped());
    stays.unwrap();
    assert_eq!(server.requests().len(), 1);
}
