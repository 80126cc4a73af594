//! The client against a server of raw bytes on loopback.

mod bounds;
mod bytes;
mod corpus;
mod failures;
mod list_cache;
mod names;
mod outage;
mod proxy;
mod reconcile;
mod refusals;
mod requests;
mod responses;
mod retries;
mod server;
mod tls;

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{CallOptions, Client, ClientConfig, Error, Schedule, ScheduleFields};
use crate::secret::Secret;

const KEY: &str = "4711/00000000000000000000000000000000000api-test";

fn config(endpoint: &str) -> ClientConfig {
    ClientConfig {
        endpoint: endpoint.to_owned(),
        api_key: Secret::new(KEY),
        user_agent: "Terraform/1.15.5 terraform-provider-td/0.1.0".to_owned(),
        request_timeout: Duration::from_secs(60),
        ca_bundle: None,
        max_retries: 0,
        max_retry_wait: Duration::from_secs(60),
        requests_per_second: None,
    }
}

fn client(server: &server::Server) -> Client {
    Client::new(config(&server.endpoint()))
}

fn call() -> CallOptions {
    CallOptions { stop: CancellationToken::new(), timeout: Duration::from_secs(600) }
}

fn fields() -> ScheduleFields {
    ScheduleFields {
        database: Some("sample_db".into()),
        query: Some("select 1".into()),
        query_type: Some("trino".into()),
        ..ScheduleFields::default()
    }
}

/// A create of `abc` that takes any row of this name for its own.
async fn create(client: &Client, call: &CallOptions) -> Result<Schedule, Error> {
    client.create(call, "abc", &fields(), &|_| true).await
}
