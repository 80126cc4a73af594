//! The client: its configuration and its operations.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use super::attempts::Attempts;
use super::budget::Budget;
use super::list_cache::ListCache;
use super::request::Request;
use super::response::ApiResponse;
use super::send::bounded;
use super::transport::Transport;
use super::{Error, ErrorKind, HistoryPage, RunJob, ScheduleList};
use crate::clock::{Clock, SystemClock};
use crate::secret::{self, Secret};

/// How to reach TD.
#[derive(Clone, Debug)]
pub struct ClientConfig {
    /// Scheme, host and port, such as `https://api.treasuredata.com`; no path.
    pub endpoint: String,
    /// The API key.
    pub api_key: Secret,
    /// `Terraform/VERSION terraform-provider-td/VERSION`, and what TF_APPEND_USER_AGENT adds.
    pub user_agent: String,
    /// The time to the first and to each next byte of an answer.
    pub request_timeout: Duration,
    /// PEM text of authorities that are trusted beside the system's.
    pub ca_bundle: Option<String>,
    /// How often a request is sent again.
    pub max_retries: u32,
    /// The longest pause between two tries.
    pub max_retry_wait: Duration,
    /// The most requests a second; None = no limit.
    pub requests_per_second: Option<f64>,
}

/// What bounds one operation: it ends early when stopped, and as a failure when its time is over.
#[derive(Clone, Debug)]
pub struct CallOptions {
    /// Cancelled when the user stops Terraform.
    pub stop: CancellationToken,
    /// All tries and waits together.
    pub timeout: Duration,
}

/// A client for one account on one endpoint. Nothing is opened before the first request.
#[derive(Debug)]
pub struct Client {
    pub(super) transport: Arc<Transport>,
    pub(super) list_cache: ListCache,
    /// The tries of the newest request for the list, which several callers may wait for.
    listing: Mutex<Arc<Attempts>>,
}

impl Client {
    /// A client; does no I/O.
    pub fn new(config: ClientConfig) -> Self {
        Self::with_budget(config, Arc::new(SystemClock::default()), Budget::of_process())
    }

    /// The same, with another source of time, and with a budget of retries for itself.
    pub fn with_clock(config: ClientConfig, clock: Arc<dyn Clock>) -> Self {
        Self::with_budget(config, clock, Arc::default())
    }

    pub(super) fn with_budget(config: ClientConfig, clock: Arc<dyn Clock>, budget: Arc<Budget>) -> Self {
        secret::register(&config.api_key);
        let transport = Arc::new(Transport::new(config, clock, budget));
        let listing = Mutex::new(Arc::new(Attempts::shared()));
        Self { transport, list_cache: ListCache::default(), listing }
    }

    /// How it reaches TD.
    pub fn config(&self) -> &ClientConfig {
        &self.transport.config
    }

    /// Where its time and randomness come from.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.transport.clock
    }

    /// How far this machine's clock is before TD's, by the `Date` of its last answer (a second more or less); None
    /// before the first.
    pub fn ahead(&self) -> Option<jiff::SignedDuration> {
        self.transport.ahead()
    }

    /// All schedules. At most one request for any number of calls: concurrent calls share it (and its failure), and
    /// its answer serves every later call until this client writes something. A list that failed for good fails every
    /// call of the next half minute; only the first of these errors is not [repeated](Error::is_repeated).
    pub async fn list(&self, call: &CallOptions) -> Result<Arc<ScheduleList>, Error> {
        let now = || self.transport.clock.monotonic();
        let listing = || Arc::clone(&self.listing.lock().unwrap_or_else(PoisonError::into_inner));
        let waited = bounded(call, || listing().left(), async { Ok(self.shared_list().await) }).await;
        let outcome = match waited {
            Ok(outcome) => outcome,
            Err(failure) => {
                let timed_out = matches!(failure, ErrorKind::OutOfTime { .. });
                let error = self.transport.error(&Request::list(), &listing(), failure);
                if timed_out {
                    self.list_cache.given_up(&error, now());
                }
                Err(error)
            }
        };
        outcome.map_err(|error| self.list_cache.report(error, now()))
    }

    /// The list, however long it takes.
    pub(super) async fn shared_list(&self) -> Result<Arc<ScheduleList>, Error> {
        let clock = &*self.transport.clock;
        let fetch = || {
            let (transport, attempts) = (Arc::clone(&self.transport), Arc::new(Attempts::shared()));
            *self.listing.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&attempts);
            async move {
                transport.send_shared(&Request::list(), &attempts, ApiResponse::schedules).await.map(Arc::new)
            }
        };
        self.list_cache.get(clock, fetch).await
    }

    /// Starts `num` jobs (1..10) as if scheduled at `time`. A `domain_key` that was used before is a conflict that
    /// names the earlier job.
    pub async fn run(
        &self,
        call: &CallOptions,
        name: &str,
        time: Timestamp,
        num: u32,
        domain_key: Option<&str>,
    ) -> Result<Vec<RunJob>, Error> {
        let jobs =
            self.transport.send(&Request::run(name, time, num, domain_key), call, ApiResponse::jobs).await;
        match self.other_form(call, name, None, jobs.as_ref().err()).await {
            Some(form) => {
                let request = Request::run(&form, time, num, domain_key);
                self.transport.send(&request, call, ApiResponse::jobs).await
            }
            None => jobs,
        }
    }

    /// A page of a schedule's jobs, newest first: `from` included, `to` not. In an outage that another read has met
    /// within the last half minute it fails with that error, [repeated](Error::is_repeated).
    pub async fn history(
        &self,
        call: &CallOptions,
        name: &str,
        from: u64,
        to: u64,
    ) -> Result<HistoryPage, Error> {
        let now = || self.transport.clock.monotonic();
        if let Some(error) = self.list_cache.outage(now()) {
            return Err(self.list_cache.report(error, now()));
        }
        let mut answer =
            self.transport.send(&Request::history(name, from, to), call, ApiResponse::history).await;
        if let Some(form) = self.other_form(call, name, None, answer.as_ref().err()).await {
            answer =
                self.transport.send(&Request::history(&form, from, to), call, ApiResponse::history).await;
        }
        answer.map_err(|error| match error.kind().is_outage() {
            true => {
                self.list_cache.record_outage(&error, now());
                self.list_cache.report(error, now())
            }
            false => error,
        })
    }
}
