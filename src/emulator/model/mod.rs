//! What TD would hold and how operations change it: no HTTP, no clock of its own, no disk.

pub(crate) mod account;
pub(crate) mod api_error;
mod apply;
pub(crate) mod catalog;
pub(crate) mod change;
mod connections;
mod databases;
pub(crate) mod firing;
pub(crate) mod job;
pub(crate) mod job_result;
mod jobs;
pub(crate) mod load;
mod mask;
mod operation;
pub(crate) mod outcome;
mod read_back;
pub(crate) mod response;
mod run;
pub(crate) mod schedule;
mod scheduler;
mod settings;
mod tables;
pub(crate) mod time;
mod users;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::quirks::Quirks;
pub(crate) use account::Account;
pub(crate) use api_error::ApiError;
pub(crate) use change::Change;
pub(crate) use job_result::Reply;
pub(crate) use operation::{Kind, Operation};

/// The parameters of a request, from its query string and body; a JSON null is an empty text.
pub(crate) type Parameters = BTreeMap<String, String>;

/// Whether a parameter says yes.
fn flag(parameters: &Parameters, name: &str) -> bool {
    parameters.get(name).is_some_and(|text| matches!(text.to_ascii_lowercase().as_str(), "true" | "1"))
}

/// What an operation may look at besides the account.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) quirks: Quirks,
    /// Epoch seconds.
    pub(crate) now: i64,
    /// The account's name.
    pub(crate) account: String,
    /// The databases that the key sees; none = all.
    pub(crate) databases: Option<Arc<[String]>>,
    /// A database that nobody made is unknown.
    pub(crate) only_known_databases: bool,
    pub(crate) durations: outcome::Durations,
    /// What is read is held by TD already, maybe for years: it is refused only where TD can't hold it.
    pub(crate) held: bool,
}

impl Context {
    fn sees(&self, database: &str) -> bool {
        self.databases.as_ref().is_none_or(|seen| seen.iter().any(|name| name == database))
    }
}
