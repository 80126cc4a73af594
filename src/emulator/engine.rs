//! The emulator's one mutable thing: accounts, time and storage, behind one lock.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::clock::{EmulatorClock, Setting};
use super::keys::Caller;
use super::model::outcome::{Durations, Outcome};
use super::model::time::LAST;
use super::model::{Account, ApiError, Context, Operation, Reply, load};
use super::quirks::Quirks;
use super::storage::{Storage, StorageError};
use crate::clock::Clock;

/// How many jobs start between two writes to the storage.
const STEP: usize = 100_000;

/// Everything that requests look at and change.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) accounts: BTreeMap<String, Account>,
    pub(crate) quirks: Quirks,
    clock: EmulatorClock,
    durations: Durations,
    /// What a new account begins with.
    seed: load::Seed,
    only_known_databases: bool,
    storage: Option<Storage>,
    /// After a write failed, memory and file differ: nothing but this is answered any more.
    broken: Option<ApiError>,
}

impl Engine {
    pub(crate) fn new(
        quirks: Quirks,
        clock: Arc<dyn Clock>,
        durations: Durations,
        only_known_databases: bool,
    ) -> Self {
        Self {
            accounts: BTreeMap::new(),
            quirks,
            clock: EmulatorClock::new(clock),
            durations,
            seed: load::Seed::default(),
            only_known_databases,
            storage: None,
            broken: None,
        }
    }

    /// Takes over what a storage holds, and keeps it up to date from now on.
    pub(crate) fn attach(&mut self, storage: Storage) -> Result<(), StorageError> {
        let stored = storage.load(&self.quirks)?;
        self.accounts = stored.accounts;
        self.clock.setting = stored.setting;
        self.storage = Some(storage);
        Ok(())
    }

    /// Fills every account that is new from now on; the first error tells that TD would refuse a row.
    pub(crate) fn seed(&mut self, seed: load::Seed) -> Result<(), load::LoadError> {
        Account::default().load(&seed, &self.context(None))?;
        self.seed = seed;
        Ok(())
    }

    /// Epoch seconds on the emulator's clock.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    /// How the clock is set.
    pub(crate) fn setting(&self) -> Setting {
        self.clock.setting
    }

    fn context(&self, caller: Option<&Caller>) -> Context {
        Context {
            quirks: self.quirks.clone(),
            now: self.now(),
            account: caller.map(|caller| caller.account.clone()).unwrap_or_default(),
            databases: caller.and_then(|caller| caller.databases.clone()),
            only_known_databases: self.only_known_databases,
            durations: self.durations,
            held: false,
        }
    }

    /// The account with this name, made when it is new.
    pub(crate) fn account(&mut self, name: &str) -> Result<&mut Account, ApiError> {
        if !self.accounts.contains_key(name) {
            let mut account = Account::default();
            account
                .load(&self.seed, &self.context(None))
                .map_err(|error| ApiError::new(500, error.to_string()))?;
            self.accounts.insert(name.to_owned(), account);
        }
        self.accounts.get_mut(name).ok_or_else(ApiError::not_found)
    }

    /// Carries an operation out, after everything that is due has happened.
    pub(crate) fn apply(&mut self, caller: &Caller, operation: &Operation) -> Result<Reply, ApiError> {
        self.settle()?;
        let context = self.context(Some(caller));
        let answer = self.account(&caller.account)?.apply(operation, &context);
        self.commit()?;
        answer
    }

    /// Makes everything happen that is due now.
    pub(crate) fn settle(&mut self) -> Result<(), ApiError> {
        if let Some(refusal) = &self.broken {
            return Err(refusal.clone());
        }
        let context = self.context(None);
        loop {
            let mut done = true;
            for account in self.accounts.values_mut() {
                done &= account.fire(&context, STEP);
            }
            self.commit()?;
            if done {
                return Ok(());
            }
        }
    }

    /// Moves the clock to `time`; what falls due on the way happens, in order.
    pub(crate) fn advance(&mut self, time: i64) -> Result<(), ApiError> {
        if !(self.now()..=LAST).contains(&time) {
            return Err(ApiError::new(422, "The clock can only be advanced, to the year 9998 at most"));
        }
        self.set(self.clock.moved_to(time))
    }

    /// Sets the clock. Ahead: what falls due on the way happens. Back: every schedule is planned anew.
    pub(crate) fn set(&mut self, setting: Setting) -> Result<(), ApiError> {
        self.settle()?;
        let before = self.now();
        self.clock.setting = setting;
        let now = self.now();
        if now < before {
            self.accounts.values_mut().for_each(|account| account.turn_back(now));
        }
        self.settle()?;
        let quirks = &self.quirks;
        self.accounts.values_mut().for_each(|account| account.forget_all(quirks, now));
        if let Some(storage) = &self.storage {
            storage.clock(setting).map_err(|error| failed(&error))?;
        }
        self.commit()
    }

    /// Adds a rule for an account's jobs, or takes all away.
    pub(crate) fn outcome(&mut self, account: &str, rule: Option<Outcome>) -> Result<(), ApiError> {
        self.settle()?;
        let outcomes = &mut self.account(account)?.outcomes;
        match rule {
            Some(rule) => outcomes.push(rule),
            None => outcomes.clear(),
        }
        self.accounts.values_mut().for_each(|account| account.touched = true);
        self.commit()
    }

    /// Empties every account and sets the clock to the machine's.
    pub(crate) fn reset(&mut self) -> Result<(), ApiError> {
        self.accounts.clear();
        self.seed = load::Seed::default();
        self.clock.setting = Setting::default();
        match &self.storage {
            Some(storage) => storage.clear().map_err(|error| failed(&error)),
            None => Ok(()),
        }
    }

    /// Gives the storage what changed; with no storage, forgets it.
    fn commit(&mut self) -> Result<(), ApiError> {
        let changed = self.accounts.values().any(|account| account.touched || !account.changes.is_empty());
        if let Some(storage) = self.storage.as_ref().filter(|_| changed)
            && let Err(error) = storage.commit(&self.accounts)
        {
            let refusal = failed(&error);
            self.broken = Some(refusal.clone());
            return Err(refusal);
        }
        for account in self.accounts.values_mut() {
            account.changes.clear();
            account.touched = false;
        }
        Ok(())
    }
}

fn failed(error: &StorageError) -> ApiError {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
    ApiError::new(500, format!("The emulator's storage failed, restart it: {error}{cause}"))
}
