//! Treasure Data's schedules API: six operations over HTTP, and nothing of Terraform.

/// A text that is cheap to clone: a query exists once, however many rows and states hold it.
pub type Str = std::sync::Arc<str>;

mod attempts;
mod body;
mod budget;
mod client;
mod error;
mod error_body;
mod error_kind;
mod fields;
mod jobs;
mod lenient;
mod list;
mod list_cache;
mod name;
mod object;
mod odd;
mod proxy;
mod proxy_fault;
mod rate_limiter;
mod reconcile;
mod request;
mod response;
mod retry_policy;
mod rows;
mod schedule;
mod send;
mod split;
mod trace;
mod transport;
mod unpack;

pub use client::{CallOptions, Client, ClientConfig};
pub use error::Error;
pub use error_kind::{ConnectErrorKind, ErrorKind, Excess, Left, TimeoutPhase};
pub use fields::ScheduleFields;
pub use odd::OddRow;
pub use proxy::proxy_for;
pub use proxy_fault::ProxyFault;
pub use request::Operation;
pub use schedule::{HistoryPage, Job, RunJob, Schedule, ScheduleList};

#[cfg(test)]
mod tests;
