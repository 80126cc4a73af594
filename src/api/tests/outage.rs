//! An outage is met once: what one read has found out, the others need not.

use std::pin::pin;
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, join_all};
use jiff::Timestamp;
use tokio::sync::oneshot;

use super::server::{Reply, Server, answer, json};
use super::*;
use crate::api::attempts::Attempts;
use crate::api::list_cache::ListCache;
use crate::api::{ErrorKind, Operation, ScheduleList};
use crate::clock::{Clock as _, FakeClock};

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

#[tokio::test]
async fn a_write_that_was_answered_ends_an_outage() {
    let (server, client, _) = told_apart(down(), json(r#"{"name":"abc"}"#)).await;
    assert!(!client.list(&call()).await.unwrap_err().is_repeated());
    client.update(&call(), "abc", None, &fields()).await.unwrap();
    let error = client.list(&call()).await.unwrap_err();
    assert!(!error.is_repeated(), "what fails after it is a new outage: {error}");
    assert_eq!(server.requests().len(), 3, "the list is asked for again");
}

/// An outage that a read has met.
fn met() -> Error {
    Error::new(Operation::List, "http://127.0.0.1/", ErrorKind::Resting, &Attempts::shared())
}

fn second(count: u64) -> Duration {
    Duration::from_secs(count)
}

#[test]
fn an_outage_that_another_read_meets_too_lasts_no_longer_for_that() {
    let list_cache = ListCache::default();
    list_cache.record_outage(&met(), second(0));
    list_cache.record_outage(&met(), second(29));
    assert!(list_cache.outage(second(29)).is_some() && list_cache.outage(second(30)).is_none());
    list_cache.record_outage(&met(), second(30));
    assert!(list_cache.outage(second(59)).is_some(), "after half a minute it is a new one");
}

/// A list that is on its way until it fails.
fn failing() -> (oneshot::Sender<()>, BoxFuture<'static, Result<Arc<ScheduleList>, Error>>) {
    let (fail, failed) = oneshot::channel();
    (fail, failed.map(|_| Err(met())).boxed())
}

#[tokio::test]
async fn the_first_of_those_who_waited_together_says_how_long_their_failure_is_kept() {
    let (list_cache, clock) = (ListCache::default(), FakeClock::new(Timestamp::UNIX_EPOCH));
    let (fail, list) = failing();
    let mut prompt = pin!(list_cache.get(&clock, || list));
    let mut late = pin!(list_cache.get(&clock, || failing().1));
    assert!(prompt.as_mut().now_or_never().is_none() && late.as_mut().now_or_never().is_none());
    fail.send(()).unwrap();
    prompt.await.unwrap_err();
    clock.advance(second(29));
    late.await.unwrap_err();
    assert!(list_cache.outage(clock.monotonic()).is_some());
    clock.advance(second(1));
    assert!(list_cache.outage(clock.monotonic()).is_none());
}

#[tokio::test]
async fn a_list_begun_before_a_write_ended_fails_no_reader_after_it() {
    let (list_cache, clock) = (ListCache::default(), FakeClock::new(Timestamp::UNIX_EPOCH));
    let (fail, list) = failing();
    let (_goes_on, later_list) = failing();
    let mut before = pin!(list_cache.get(&clock, || list));
    assert!(before.as_mut().now_or_never().is_none());
    drop(list_cache.write());
    let mut after = pin!(list_cache.get(&clock, || later_list));
    assert!(after.as_mut().now_or_never().is_none());
    fail.send(()).unwrap();
    before.await.unwrap_err();
    assert!(
        list_cache.outage(clock.monotonic()).is_none(),
        "the list that was begun after it is still coming"
    );
}
