//! Treasure Data's schedules API: six operations over HTTP, and nothing of Terraform.

/// A text that is cheap to clone: a query exists once, however many rows and states hold it.
pub type Str = std::sync::Arc<str>;

mod client;
mod error;
mod fields;
mod schedule;

pub use client::{Call, Client, ClientConfig};
pub use error::Error;
pub use fields::ScheduleFields;
pub use schedule::{HistoryPage, Job, RunJob, Schedule, ScheduleList};
