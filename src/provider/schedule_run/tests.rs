//! Runs against a server that answers from a script, with a clock that skips every pause.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::request::RunRequest;
use super::start::{Started, start};
use super::tracked_jobs::TrackedJobs;
use super::wait::{Unfinished, wait};
use crate::api::{Client, ClientConfig};
use crate::clock::FakeClock;
use crate::framework::{ClientCapabilities, Context, Diagnostics};
use crate::provider::ProviderClient;
use crate::provider::shared::account_binding::AccountBinding;
use crate::provider::shared::client::ConfiguredClient;
use crate::secret::Secret;

/// A provider over a server that gives these answers, the last of them for ever.
async fn provider(answers: Vec<(u16, String)>) -> (Context<ProviderClient>, FakeClock) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let answers = Arc::new(Mutex::new(VecDeque::from(answers)));
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 1 << 16];
            let _ = stream.read(&mut request).await;
            let (status, body) = {
                let mut answers = answers.lock().unwrap();
                if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() }.unwrap()
            };
            let head =
                format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
            let _ = stream.write_all((head + &body).as_bytes()).await;
        }
    });
    let clock = FakeClock::skipping(Timestamp::UNIX_EPOCH);
    let config = ClientConfig {
        endpoint: endpoint.clone(),
        api_key: Secret::new("1/run-test"),
        user_agent: "test".to_owned(),
        request_timeout: Duration::from_secs(60),
        ca_bundle: None,
        max_retries: 0,
        max_retry_wait: Duration::from_secs(60),
        requests_per_second: None,
    };
    let ready = ConfiguredClient {
        client: Client::with_clock(config, Arc::new(clock.clone())),
        origin: AccountBinding { account: None, endpoint: endpoint.parse().unwrap() },
        key_source: "a test".to_owned(),
        endpoint_source: "a test".to_owned(),
        names: Default::default(),
        seen: Default::default(),
    };
    let context = Context {
        client: Some(Arc::new(ProviderClient::ConfiguredClient(Box::new(ready)))),
        stop: CancellationToken::new(),
        capabilities: ClientCapabilities::default(),
    };
    (context, clock)
}

fn history(rows: &[(u64, &str, &str)]) -> (u16, String) {
    let row = |(id, status, made): &(u64, &str, &str)| serde_json::json!({ "job_id": id, "status": status, "created_at": made, "scheduled_at": made });
    let rows: Vec<_> = rows.iter().map(row).collect();
    (200, serde_json::json!({ "count": rows.len(), "from": 0, "to": 100, "history": rows }).to_string())
}

const NOW: &str = "2026-01-02 03:00:00 UTC";

fn order(num: u32) -> RunRequest {
    RunRequest {
        name: "daily".into(),
        time: Timestamp::UNIX_EPOCH,
        time_is_chosen: false,
        num,
        domain_key: "key".into(),
        key_is_chosen: true,
        wait: None,
        fail_on_error: true,
    }
}

fn ids(jobs: &[TrackedJobs]) -> Vec<&str> {
    jobs.iter().map(|job| &*job.id).collect()
}

#[tokio::test]
async fn a_wait_tells_each_new_status_once_and_ends_with_the_last_job() {
    let answers = ["queued", "running", "running", "success"].map(|status| history(&[(7, status, NOW)]));
    let (context, clock) = provider(answers.into()).await;
    let (mut jobs, mut told) = (vec![TrackedJobs::number("7")], Vec::new());
    let td = ProviderClient::ready(&context).unwrap();
    let heard = |_: &_, status: &crate::wire::Str| told.push(status.to_string());
    wait(td, &context, "daily", Duration::from_secs(3600), &mut jobs, heard).await.unwrap();
    assert_eq!(told, ["queued", "running", "success"]);
    assert!(jobs[0].has_ended() && !jobs[0].has_failed());
    assert!(clock.sleeps().windows(2).all(|pair| pair[1] >= pair[0] / 2), "{:?}", clock.sleeps());
}

#[tokio::test]
async fn a_wait_ends_when_its_time_is_over_with_what_was_last_seen() {
    let (context, _) = provider(vec![history(&[(7, "running", NOW)])]).await;
    let mut jobs = vec![TrackedJobs::number("7")];
    let td = ProviderClient::ready(&context).unwrap();
    let ended = wait(td, &context, "daily", Duration::from_secs(600), &mut jobs, |_, _| {}).await;
    assert!(matches!(ended, Err(Unfinished::OutOfTime)), "{ended:?}");
    assert_eq!(jobs[0].status.as_deref(), Some("running"));
}

#[tokio::test]
async fn a_stop_ends_a_wait() {
    let (context, _) = provider(vec![history(&[(7, "running", NOW)])]).await;
    let mut jobs = vec![TrackedJobs::number("7")];
    let td = ProviderClient::ready(&context).unwrap();
    let stop = context.stop.clone();
    let heard = move |_: &_, _: &_| stop.cancel();
    let ended = wait(td, &context, "daily", Duration::from_secs(600), &mut jobs, heard).await;
    assert!(matches!(ended, Err(Unfinished::Stopped)), "{ended:?}");
}

#[tokio::test]
async fn a_history_that_can_not_be_read_ends_a_wait_with_the_reason() {
    let (context, _) = provider(vec![(403, "{\"error\":\"no\"}".to_owned())]).await;
    let mut jobs = vec![TrackedJobs::number("7")];
    let td = ProviderClient::ready(&context).unwrap();
    let ended = wait(td, &context, "daily", Duration::from_secs(600), &mut jobs, |_, _| {}).await;
    assert!(matches!(ended, Err(Unfinished::Unreadable(_))), "{ended:?}");
}

fn conflict() -> (u16, String) {
    let body = r#"{"error":"domain_key has already been taken","details":{"conflicts_with":"7"}}"#;
    (409, body.to_owned())
}

#[tokio::test]
async fn a_conflict_takes_over_all_jobs_of_the_run_and_no_others() {
    let later = "2026-01-03 03:00:00 UTC";
    let rows = [
        (20, "running", later),
        (9, "queued", NOW),
        (8, "queued", NOW),
        (7, "success", NOW),
        (5, "error", NOW),
    ];
    let (context, _) = provider(vec![conflict(), history(&rows)]).await;
    let (td, mut diagnostics) = (ProviderClient::ready(&context).unwrap(), Diagnostics::default());
    let Started { jobs, was_there } = start(td, &context, &order(3), &mut diagnostics).await.unwrap();
    assert!(was_there);
    assert_eq!(ids(&jobs), ["7", "8", "9"]);
    assert!(diagnostics.is_empty());
}

/// What the warning about a job that the history does not show says, when the history has these pages.
async fn unseen(pages: Vec<(u16, String)>) -> String {
    let (context, clock) = provider([vec![conflict()], pages].concat()).await;
    let (td, mut diagnostics) = (ProviderClient::ready(&context).unwrap(), Diagnostics::default());
    let mut jobs = start(td, &context, &order(1), &mut diagnostics).await.unwrap().jobs;
    assert_eq!(ids(&jobs), ["7"]);
    assert!(!diagnostics.has_error());
    let waited = wait(td, &context, "daily", Duration::from_secs(3600), &mut jobs, |_, _| {}).await;
    assert!(waited.is_ok() && clock.sleeps().is_empty(), "nobody waits for what can't be seen");
    diagnostics.iter().map(|one| one.detail.to_string()).collect()
}

#[tokio::test]
async fn a_conflict_with_a_job_that_the_history_does_not_show_is_taken_over_with_a_warning_that_says_how_far_it_looked()
 {
    let (newer, older) =
        (history(&[(20, "success", NOW)]), history(&[(6, "success", NOW), (5, "success", NOW)]));
    let said = unseen(vec![newer.clone(), older]).await;
    assert!(said.contains("it belongs to another schedule. It is not waited for."), "{said}");
    let said = unseen(vec![newer.clone(), history(&[])]).await;
    assert!(said.contains("older than what Treasure Data keeps"), "{said}");
    let hundred: Vec<_> = (100..200).map(|id| (id, "success", NOW)).collect();
    let said = unseen(vec![history(&hundred)]).await;
    assert!(said.contains("older than the newest 10000"), "{said}");
}

#[tokio::test]
async fn a_conflict_is_taken_over_however_deep_in_the_history_its_job_is() {
    let hundred: Vec<_> = (100..200).map(|id| (id, "success", NOW)).collect();
    let mut answers = vec![conflict()];
    answers.extend(std::iter::repeat_n(history(&hundred), 50));
    answers.push(history(&[(7, "success", NOW)]));
    let (context, _) = provider(answers).await;
    let (td, mut diagnostics) = (ProviderClient::ready(&context).unwrap(), Diagnostics::default());
    let jobs = start(td, &context, &order(1), &mut diagnostics).await.unwrap().jobs;
    assert_eq!((ids(&jobs), diagnostics.is_empty()), (vec!["7"], true));
    assert!(jobs[0].has_ended());
}

#[tokio::test]
async fn a_key_that_ran_for_another_time_is_told() {
    for (chosen, told) in [("2026-01-02T03:00:00Z", false), ("2026-01-03T03:00:00Z", true)] {
        let (context, _) = provider(vec![conflict(), history(&[(7, "success", NOW)])]).await;
        let (td, mut diagnostics) = (ProviderClient::ready(&context).unwrap(), Diagnostics::default());
        let order = RunRequest { time: chosen.parse().unwrap(), time_is_chosen: true, ..order(1) };
        start(td, &context, &order, &mut diagnostics).await.unwrap();
        let warnings: Vec<_> = diagnostics.iter().map(|one| one.detail.to_string()).collect();
        assert_eq!(warnings.len(), usize::from(told), "{warnings:?}");
        assert!(
            warnings.iter().all(|one| one.contains("nothing ran for 2026-01-03T03:00:00Z")),
            "{warnings:?}"
        );
    }
}
