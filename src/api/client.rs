//! The client: its configuration and its operations.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use super::{Error, HistoryPage, RunJob, Schedule, ScheduleFields, ScheduleList};
use crate::secret::Secret;

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
    config: ClientConfig,
}

impl Client {
    /// A client; does no I/O.
    pub fn new(config: ClientConfig) -> Self {
        Self { config }
    }

    /// How it reaches TD.
    pub fn config(&self) -> &ClientConfig {
        &self.config
    }

    /// All schedules. At most one request for any number of calls: concurrent calls share it, and its answer serves
    /// every later call until [`Client`] writes something.
    pub async fn list(&self, call: &Call) -> Result<Arc<ScheduleList>, Error> {
        let _ = call;
        Err(Error::NotWritten)
    }

    /// Makes a schedule.
    pub async fn create(&self, call: &Call, name: &str, fields: &ScheduleFields) -> Result<Schedule, Error> {
        let _ = (call, name, fields);
        Err(Error::NotWritten)
    }

    /// Changes what is given; `fields.name` renames.
    pub async fn update(&self, call: &Call, name: &str, fields: &ScheduleFields) -> Result<Schedule, Error> {
        let _ = (call, name, fields);
        Err(Error::NotWritten)
    }

    /// Deletes a schedule; one that is gone already (404) is success.
    pub async fn delete(&self, call: &Call, name: &str) -> Result<(), Error> {
        let _ = (call, name);
        Err(Error::NotWritten)
    }

    /// Starts `num` jobs (1..10) as if scheduled at `time`.
    pub async fn run(
        &self,
        call: &Call,
        name: &str,
        time: Timestamp,
        num: u32,
        domain_key: Option<&str>,
    ) -> Result<Vec<RunJob>, Error> {
        let _ = (call, name, time, num, domain_key);
        Err(Error::NotWritten)
    }

    /// A page of a schedule's jobs, newest first: `from` included, `to` not.
    pub async fn history(&self, call: &Call, name: &str, from: u64, to: u64) -> Result<HistoryPage, Error> {
        let _ = (call, name, from, to);
        Err(Error::NotWritten)
    }
}
