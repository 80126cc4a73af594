use super::server::{Reply, Server, json};
use super::*;
use crate::api::{ErrorKind, Left, TimeoutPhase};

/// Time stands still but for timers: each test is over at once however long its timeouts are.
#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_begin_times_out() {
    let server = Server::start(|_| Reply::Stall(Vec::new())).await;
    let error = create(&client(&server), &call()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout { wait: TimeoutPhase::FirstByte, .. }), "{error:?}");
    assert!(error.is_ambiguous() && error.to_string().contains("within 60s"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_go_on_times_out() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"sched".to_vec();
    let server = Server::start(move |_| Reply::Stall(head.clone())).await;
    let error = client(&server).list(&call()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout { wait: TimeoutPhase::NextByte, .. }), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn the_whole_operation_has_a_bound_too() {
    let server = Server::start(|_| Reply::Stall(Vec::new())).await;
    let call = CallOptions { timeout: Duration::from_secs(5), ..call() };
    let error = create(&client(&server), &call).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::OutOfTime { left: Left::Unclear, .. }), "{error:?}");
    assert!(error.is_ambiguous());
    let error = client(&server).list(&call).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::OutOfTime { .. }) && !error.is_ambiguous());
    // The server had the request, and with it the key.
    assert!(error.to_string().ends_with("not done within 5s; the request had gone out already"), "{error}");
}

#[tokio::test]
async fn a_stop_ends_what_runs_at_once() {
    let server = Server::start(|_| Reply::Stall(Vec::new())).await;
    let (client, call) = (client(&server), call());
    let stop = async {
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        call.stop.cancel();
    };
    let (result, ()) = tokio::join!(create(&client, &call), stop);
    let error = result.unwrap_err();
    assert!(error.is_stopped() && error.is_ambiguous(), "{error:?}");
    assert!(error.to_string().contains("the request had gone out already"));
}

#[tokio::test]
async fn nothing_is_sent_after_a_stop() {
    let server = Server::always(json("{}")).await;
    let call = call();
    call.stop.cancel();
    let error = client(&server).delete(&call, "abc", None).await.unwrap_err();
    assert!(error.is_stopped() && !error.is_ambiguous());
    let error = client(&server).list(&call).await.unwrap_err();
    assert!(error.is_stopped() && error.to_string().ends_with("stopped; nothing was sent"), "{error}");
    assert!(server.requests().is_empty());
}

/// Treasure Data said no each time, which is not the same as that nothing was sent.
#[tokio::test(start_paused = true)]
async fn what_was_sent_and_refused_is_not_called_unsent() {
    let busy =
        "HTTP/1.1 429 Too Many Requests\r\nretry-after: 50\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let server = Server::always(busy).await;
    let config = ClientConfig { max_retries: 7, ..config(&server.endpoint()) };
    let call = CallOptions { timeout: Duration::from_secs(80), ..call() };
    let client = Client::new(config);
    let stop = async {
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        call.stop.cancel();
    };
    let (result, ()) = tokio::join!(create(&client, &call), stop);
    let error = result.unwrap_err();
    assert!(!error.is_ambiguous() && error.to_string().contains("was refused each time"), "{error}");
}
