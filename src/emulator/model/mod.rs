//! What TD would hold and how the six operations change it: no HTTP, no clock of its own, no disk.

pub(crate) mod account;
pub(crate) mod answer;
mod apply;
pub(crate) mod change;
mod echo;
pub(crate) mod job;
pub(crate) mod load;
mod mask;
pub(crate) mod outcome;
pub(crate) mod refusal;
mod run;
pub(crate) mod schedule;
mod scheduler;
mod settings;
pub(crate) mod tick;
pub(crate) mod time;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::quirks::Quirks;
pub(crate) use account::Account;
pub(crate) use change::Change;
pub(crate) use refusal::Refusal;

/// The parameters of a request, from its query string and body; a JSON null is an empty text.
pub(crate) type Parameters = BTreeMap<String, String>;

/// One of the six.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operation {
    List,
    Create { name: String, parameters: Parameters },
    Update { name: String, parameters: Parameters },
    Delete { name: String },
    Run { name: String, time: String, parameters: Parameters },
    History { name: String, parameters: Parameters },
}

/// What an operation may look at besides the account.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) quirks: Quirks,
    /// Epoch seconds.
    pub(crate) now: i64,
    /// The databases that the key sees; none = all.
    pub(crate) databases: Option<Arc<[String]>>,
    pub(crate) durations: outcome::Durations,
    /// What is read is held by TD already, maybe for years: it is refused only where TD can't hold it.
    pub(crate) held: bool,
}

impl Context {
    fn sees(&self, database: &str) -> bool {
        self.databases.as_ref().is_none_or(|seen| seen.iter().any(|name| name == database))
    }
}
