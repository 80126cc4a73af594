//! The emulator's one mutable thing: accounts and time, behind one lock.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::keys::Caller;
use super::model::outcome::Durations;
use super::model::{Account, Context, Operation, Refusal};
use super::quirks::Quirks;
use crate::clock::Clock;

/// Everything that requests look at and change.
#[derive(Debug)]
pub(crate) struct Engine {
    accounts: BTreeMap<String, Account>,
    pub(crate) quirks: Quirks,
    clock: Arc<dyn Clock>,
    durations: Durations,
}

impl Engine {
    pub(crate) fn new(quirks: Quirks, clock: Arc<dyn Clock>, durations: Durations) -> Self {
        Self { accounts: BTreeMap::new(), quirks, clock, durations }
    }

    /// Carries one of the six operations out.
    pub(crate) fn apply(&mut self, caller: &Caller, operation: &Operation) -> Result<Vec<u8>, Refusal> {
        let context = Context {
            quirks: self.quirks.clone(),
            now: self.clock.now().as_second(),
            databases: caller.databases.clone(),
            outcomes: self.durations,
        };
        self.accounts.entry(caller.account.clone()).or_default().apply(operation, &context)
    }
}
