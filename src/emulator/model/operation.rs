//! What can be asked for: an operation's kind, the names in its path, its parameters.

use super::Parameters;

/// One request, as the model sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) kind: Kind,
    /// The variable parts of the path, unescaped, in their order.
    pub(crate) path: Vec<String>,
    pub(crate) parameters: Parameters,
}

impl Operation {
    /// The `index`th variable part of the path; empty when the path has fewer.
    pub(super) fn part(&self, index: usize) -> &str {
        self.path.get(index).map(String::as_str).unwrap_or_default()
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    List,
    Create,
    Update,
    Delete,
    Run,
    RunById,
    History,
    Databases,
    Database,
    CreateDatabase,
    DeleteDatabase,
    Tables,
    Table,
    CreateTable,
    DeleteTable,
    Connections,
    CreateConnection,
    DeleteConnection,
    LookUpConnection,
    Jobs,
    Job,
    JobStatus,
    JobStatusByKey,
    KillJob,
    JobResult,
    IssueJob,
    Users,
    User,
    Account,
    /// Whether the server is up; answered without a key, and without the model.
    ServerStatus,
    /// A key for a name and a password; answered without a key, and without the model.
    Authenticate,
}
