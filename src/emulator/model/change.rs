//! What an operation changed, for the storage.

use std::sync::Arc;

use super::job::Job;
use super::schedule::Definition;

/// One record to be written or removed.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// The schedule with this id, as the account has it now; none there = removed.
    Schedule(u64),
    Definition(Arc<Definition>),
    /// A job of the schedule with this id; 0 for one that no schedule has.
    Job(u64, Job),
    JobGone(u64),
    DomainKey(String, u64),
    /// Databases, tables, connections or users, as the account has them now.
    Catalog,
}
