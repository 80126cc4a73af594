//! The client: its configuration and its operations.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use super::answer::Answer;
use super::request::Request;
use super::send::bounded;
use super::snapshot::Snapshot;
use super::transport::Transport;
use super::{Error, Failure, HistoryPage, RunJob, Schedule, ScheduleFields, ScheduleList};
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
pub struct Call {
    /// Cancelled when the user stops Terraform.
    pub stop: CancellationToken,
    /// All tries and waits together.
    pub timeout: Duration,
}

/// A client for one account on one endpoint. Nothing is opened before the first request.
#[derive(Debug)]
pub struct Client {
    transport: Arc<Transport>,
    snapshot: Snapshot,
}

impl Client {
    /// A client; does no I/O.
    pub fn new(config: ClientConfig) -> Self {
        Self::with_clock(config, Arc::new(SystemClock::default()))
    }

    /// The same, with another source of time.
    pub fn with_clock(config: ClientConfig, clock: Arc<dyn Clock>) -> Self {
        secret::register(&config.api_key);
        Self { transport: Arc::new(Transport::new(config, clock)), snapshot: Snapshot::default() }
    }

    /// How it reaches TD.
    pub fn config(&self) -> &ClientConfig {
        &self.transport.config
    }

    /// All schedules. At most one request for any number of calls: concurrent calls share it (and its failure), and
    /// its answer serves every later call until this client writes something.
    pub async fn list(&self, call: &Call) -> Result<Arc<ScheduleList>, Error> {
        let shared = self.snapshot.get(|| {
            let transport = Arc::clone(&self.transport);
            async move {
                let request = Request::list();
                let list = transport.send_shared(&request).await?.schedules();
                list.map(Arc::new).map_err(|failure| transport.error(&request, failure))
            }
        });
        // A read has nothing to settle, so whether it was sent does not matter.
        let waited = bounded(call, &AtomicBool::new(false), async { Ok(shared.await) }).await;
        waited.unwrap_or_else(|failure| Err(self.transport.error(&Request::list(), failure)))
    }

    /// Makes a schedule. A name that exists already is a conflict.
    pub async fn create(&self, call: &Call, name: &str, fields: &ScheduleFields) -> Result<Schedule, Error> {
        self.write(call, &Request::create(name, fields), Answer::schedule).await
    }

    /// Changes what is given; `fields.name` renames.
    pub async fn update(&self, call: &Call, name: &str, fields: &ScheduleFields) -> Result<Schedule, Error> {
        self.write(call, &Request::update(name, fields), Answer::schedule).await
    }

    /// Deletes a schedule; one that is gone already (404) is success.
    pub async fn delete(&self, call: &Call, name: &str) -> Result<(), Error> {
        match self.write(call, &Request::delete(name), Answer::object).await {
            Err(error) if error.is_not_found() => Ok(()),
            other => other,
        }
    }

    /// Starts `num` jobs (1..10) as if scheduled at `time`. A `domain_key` that was used before is a conflict that
    /// names the earlier job.
    pub async fn run(
        &self,
        call: &Call,
        name: &str,
        time: Timestamp,
        num: u32,
        domain_key: Option<&str>,
    ) -> Result<Vec<RunJob>, Error> {
        self.send(call, &Request::run(name, time, num, domain_key), Answer::jobs).await
    }

    /// A page of a schedule's jobs, newest first: `from` included, `to` not.
    pub async fn history(&self, call: &Call, name: &str, from: u64, to: u64) -> Result<HistoryPage, Error> {
        self.send(call, &Request::history(name, from, to), Answer::history).await
    }

    async fn send<T>(
        &self,
        call: &Call,
        request: &Request,
        read: fn(&Answer) -> Result<T, Failure>,
    ) -> Result<T, Error> {
        let answer = self.transport.send(request, call).await?;
        read(&answer).map_err(|failure| self.transport.error(request, failure))
    }

    /// Sends what changes the list.
    async fn write<T>(
        &self,
        call: &Call,
        request: &Request,
        read: fn(&Answer) -> Result<T, Failure>,
    ) -> Result<T, Error> {
        let write = self.snapshot.write();
        let result = self.send(call, request, read).await;
        if result.as_ref().is_err_and(|error| error.failure().never_sent()) {
            write.never_sent();
        }
        result
    }
}
