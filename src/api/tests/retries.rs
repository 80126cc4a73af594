//! What is sent again, after which pauses, and what is not.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;

use super::server::{Reply, Server, answer, json};
use super::*;
use crate::api::ErrorKind;
use crate::clock::FakeClock;

/// A server that answers these in turn, and the last one for ever.
async fn in_turn(replies: Vec<Vec<u8>>) -> Server {
    let left = Mutex::new(VecDeque::from(replies));
    Server::start(move |_| {
        let mut left = left.lock().unwrap();
        let reply = if left.len() > 1 { left.pop_front() } else { left.front().cloned() };
        Reply::Bytes(reply.unwrap())
    })
    .await
}

fn refusal(status: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}connection: close\r\ncontent-length: 0\r\n\r\n").into_bytes()
}

/// A client that retries, whose pauses take no time.
fn patient(server: &Server, change: impl FnOnce(&mut ClientConfig)) -> (Client, FakeClock) {
    let clock = FakeClock::skipping(Timestamp::constant(784_111_777, 0));
    let mut config = ClientConfig { max_retries: 7, ..config(&server.endpoint()) };
    change(&mut config);
    (Client::with_clock(config, Arc::new(clock.clone())), clock)
}

const HISTORY: &str = r#"{"count":0,"history":[]}"#;

#[tokio::test]
async fn a_read_is_tried_again_until_it_is_answered() {
    for failure in [
        refusal("500 Internal Server Error", ""),
        refusal("503 Service Unavailable", ""),
        refusal("429 Too Many Requests", ""),
        refusal("408 Request Timeout", ""),
        Vec::new(),
        b"HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"schedules\":[".to_vec(),
        answer("200 OK", "text/html", "<html>"),
        json(r#"{"schedules":[{"name":"#),
    ] {
        let server = in_turn(vec![failure.clone(), failure, json(r#"{"schedules":[]}"#)]).await;
        let (client, clock) = patient(&server, |_| ());
        client.list(&call()).await.unwrap();
        assert_eq!(server.requests().len(), 3);
        assert!(clock.sleeps().len() >= 2);
    }
}

#[tokio::test]
async fn what_would_fail_again_fails_at_once() {
    for status in
        ["400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "409 Conflict", "422 No"]
    {
        let server = in_turn(vec![refusal(status, "")]).await;
        let (client, clock) = patient(&server, |_| ());
        client.history(&call(), "abc", 0, 1).await.unwrap_err();
        client.update(&call(), "abc", None, &fields()).await.unwrap_err();
        create(&client, &call()).await.unwrap_err();
        assert_eq!((server.requests().len(), clock.sleeps().len()), (3, 0), "{status}");
    }
    let server = in_turn(vec![json("[]")]).await;
    let (client, _) = patient(&server, |_| ());
    client.list(&call()).await.unwrap_err();
    assert_eq!(server.requests().len(), 1, "JSON of another shape comes from another server");
}

#[tokio::test]
async fn the_tries_end_and_the_error_says_how_many_there_were() {
    let server = in_turn(vec![refusal("500 Internal Server Error", "")]).await;
    let (client, clock) = patient(&server, |_| ());
    let error = client.history(&call(), "abc", 0, 1).await.unwrap_err();
    assert_eq!((server.requests().len(), clock.sleeps().len()), (8, 7));
    assert!(error.to_string().ends_with("(try 8)"), "{error}");
    let bounds = [1, 2, 4, 8, 16, 32, 60].map(Duration::from_secs);
    assert!(clock.sleeps().iter().zip(bounds).all(|(pause, bound)| *pause <= bound), "{:?}", clock.sleeps());
}

#[tokio::test]
async fn retry_after_is_honoured_and_clamped() {
    let ask = |value: &str| refusal("503 Service Unavailable", &format!("retry-after: {value}\r\n"));
    let replies = vec![ask("9"), ask("Sun, 06 Nov 1994 08:50:16 GMT"), ask("99999999999"), json(HISTORY)];
    let server = in_turn(replies).await;
    let (client, clock) = patient(&server, |config| config.max_retry_wait = Duration::from_secs(40));
    client.history(&call(), "abc", 0, 1).await.unwrap();
    // The date is 30 s after the first pause's end.
    assert_eq!(clock.sleeps(), [9, 30, 40].map(Duration::from_secs));
}

#[tokio::test]
async fn no_pause_goes_beyond_the_calls_time() {
    let server = in_turn(vec![refusal("503 Service Unavailable", "retry-after: 30\r\n")]).await;
    let (client, clock) = patient(&server, |_| ());
    let call = CallOptions { timeout: Duration::from_secs(70), ..call() };
    let error = client.history(&call, "abc", 0, 1).await.unwrap_err();
    assert_eq!(error.status(), Some(503), "the reason is told, and not that time was over: {error}");
    assert_eq!(clock.sleeps().len(), 2);
}

#[tokio::test]
async fn a_stop_ends_a_pause_at_once() {
    let server = in_turn(vec![refusal("503 Service Unavailable", "retry-after: 60\r\n")]).await;
    // This clock stands still: the pause never ends by itself.
    let clock = FakeClock::new(Timestamp::UNIX_EPOCH);
    let config = ClientConfig { max_retries: 7, ..config(&server.endpoint()) };
    let (client, call) = (Client::with_clock(config, Arc::new(clock.clone())), call());
    let stop = async {
        while clock.sleeps().is_empty() {
            tokio::task::yield_now().await;
        }
        call.stop.cancel();
    };
    let (result, ()) = tokio::join!(client.history(&call, "abc", 0, 1), stop);
    let error = result.unwrap_err();
    assert!(error.is_stopped() && error.to_string().contains("the try before: answered 503"), "{error}");
}

#[tokio::test]
async fn a_spent_budget_stops_all_requests_for_half_a_minute() {
    let server = in_turn(vec![refusal("500 Internal Server Error", "")]).await;
    let clock = FakeClock::new(Timestamp::UNIX_EPOCH);
    let budget = Arc::new(crate::api::budget::Budget::default());
    while budget.withdraw(Duration::ZERO) {}
    let config = ClientConfig { max_retries: 7, ..config(&server.endpoint()) };
    let client = Client::with_budget(config, Arc::new(clock.clone()), Arc::clone(&budget));
    let error = create(&client, &call()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Resting) && !error.is_ambiguous(), "{error}");
    assert!(server.requests().is_empty());
    clock.advance(Duration::from_secs(30));
    client.history(&call(), "abc", 0, 1).await.unwrap_err();
    assert_eq!(server.requests().len(), 1, "one may look, and is not tried again");
}

#[tokio::test]
async fn requests_keep_the_rate_that_was_set() {
    let server = in_turn(vec![json(HISTORY)]).await;
    let (client, clock) = patient(&server, |config| config.requests_per_second = Some(2.0));
    for _ in 0..5 {
        client.history(&call(), "abc", 0, 1).await.unwrap();
    }
    assert_eq!(clock.sleeps(), [Duration::from_millis(500); 4]);
}

#[tokio::test]
async fn after_a_429_everybody_is_slower() {
    let server = in_turn(vec![refusal("429 Too Many Requests", "retry-after: 5\r\n"), json(HISTORY)]).await;
    let (client, clock) = patient(&server, |_| ());
    client.history(&call(), "abc", 0, 1).await.unwrap();
    client.history(&call(), "abc", 0, 1).await.unwrap();
    assert_eq!(clock.sleeps().first(), Some(&Duration::from_secs(5)));
    assert!(clock.sleeps().get(1).is_some_and(|pause| *pause <= Duration::from_millis(100)));
    assert!(clock.sleeps().len() >= 2, "{:?}", clock.sleeps());
}

#[tokio::test]
async fn a_run_is_sent_again_only_with_its_key() {
    let server = in_turn(vec![refusal("500 Internal Server Error", "")]).await;
    let (client, _) = patient(&server, |_| ());
    let error = client.run(&call(), "abc", Timestamp::UNIX_EPOCH, 1, None).await.unwrap_err();
    assert!(error.is_ambiguous());
    assert_eq!(server.requests().len(), 1);
    client.run(&call(), "abc", Timestamp::UNIX_EPOCH, 1, Some("key")).await.unwrap_err();
    assert_eq!(server.requests().len(), 9);
}

#[tokio::test]
async fn a_success_after_a_failed_try_gives_back_what_that_cost_and_any_other_little() {
    let server = in_turn(vec![refusal("500 Internal Server Error", ""), json(HISTORY)]).await;
    let budget = Arc::new(crate::api::budget::Budget::default());
    // One try is left of the hundred.
    (0..99).for_each(|_| assert!(budget.withdraw(Duration::ZERO)));
    let config = ClientConfig { max_retries: 7, ..config(&server.endpoint()) };
    let clock = FakeClock::skipping(Timestamp::UNIX_EPOCH);
    let client = Client::with_budget(config, Arc::new(clock), Arc::clone(&budget));
    client.history(&call(), "abc", 0, 1).await.unwrap();
    assert!(budget.withdraw(Duration::ZERO), "the second try's success paid for the first");
    client.history(&call(), "abc", 0, 1).await.unwrap();
    assert!(!budget.withdraw(Duration::ZERO), "a success at once pays for no try");
}
