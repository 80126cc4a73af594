//! Database -> accounts.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use redb::{ReadTransaction, ReadableTable};
use serde::de::DeserializeOwned;

use super::record::{AccountRecord, ScheduleRecord};
use super::{ACCOUNTS, CATALOGS, DEFINITIONS, DOMAIN_KEYS, JOBS, META, SCHEDULES, StorageError};
use crate::emulator::clock::Setting;
use crate::emulator::model::Account;
use crate::emulator::model::firing::Plan;
use crate::emulator::model::job::{End, Job};
use crate::emulator::model::schedule::{Definition, Schedule};
use crate::emulator::quirks::Quirks;

/// All that a database holds.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    pub(crate) accounts: BTreeMap<String, Account>,
    pub(crate) setting: Setting,
    /// Definitions that neither a schedule nor a job has any more.
    pub(super) unused: Vec<(String, u64)>,
}

fn read(error: impl Into<redb::Error>) -> StorageError {
    StorageError::Read(error.into())
}

fn record<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StorageError> {
    serde_json::from_slice(bytes).map_err(StorageError::Record)
}

pub(super) fn load(transaction: &ReadTransaction, quirks: &Quirks) -> Result<Stored, StorageError> {
    let mut stored = Stored::default();
    if let Some(clock) = transaction.open_table(META).map_err(read)?.get("clock").map_err(read)? {
        stored.setting = record(clock.value())?;
    }
    for entry in transaction.open_table(ACCOUNTS).map_err(read)?.iter().map_err(read)? {
        let (name, value) = entry.map_err(read)?;
        let AccountRecord { numbers, outcomes } = record(value.value())?;
        let mut account = Account::default();
        account.numbers = numbers;
        account.outcomes = outcomes;
        stored.accounts.insert(name.value().to_owned(), account);
    }
    let definitions = definitions(transaction)?;
    for entry in transaction.open_table(SCHEDULES).map_err(read)?.iter().map_err(read)? {
        let (key, value) = entry.map_err(read)?;
        let (name, id) = key.value();
        let account = stored.accounts.get_mut(name).ok_or(StorageError::Missing)?;
        let record: ScheduleRecord = record(value.value())?;
        let definition = definitions.get(name).and_then(|known| known.get(&record.definition));
        let schedule = schedule(id, record, definition.ok_or(StorageError::Missing)?, quirks);
        account.restore(quirks, schedule);
        account.changes.clear();
    }
    for entry in transaction.open_table(JOBS).map_err(read)?.iter().map_err(read)? {
        let (key, value) = entry.map_err(read)?;
        let (name, id) = key.value();
        let (schedule, definition, scheduled_at, created_at, start_at, end_at, end) = value.value();
        let definition = definitions.get(name).and_then(|known| known.get(&definition));
        let definition = definition.ok_or(StorageError::Missing)?.clone();
        let end = match end {
            1 => End::Error,
            2 => End::Killed,
            _ => End::Success,
        };
        let job = Job { id, definition, scheduled_at, created_at, start_at, end_at, end };
        let account = stored.accounts.get_mut(name).ok_or(StorageError::Missing)?;
        match schedule {
            0 => {
                account.loose_jobs.insert(id, job);
            }
            _ => account.schedules.get_mut(&schedule).ok_or(StorageError::Missing)?.jobs.push_back(job),
        }
    }
    for entry in transaction.open_table(DOMAIN_KEYS).map_err(read)?.iter().map_err(read)? {
        let (key, job) = entry.map_err(read)?;
        let (name, domain_key) = key.value();
        let account = stored.accounts.get_mut(name).ok_or(StorageError::Missing)?;
        account.domain_keys.insert(domain_key.to_owned(), job.value());
    }
    for entry in transaction.open_table(CATALOGS).map_err(read)?.iter().map_err(read)? {
        let (name, value) = entry.map_err(read)?;
        let account = stored.accounts.get_mut(name.value()).ok_or(StorageError::Missing)?;
        account.catalog = record(value.value())?;
    }
    let unused = definitions.iter().flat_map(|(name, known)| {
        let unused = known.iter().filter(|(_, definition)| Arc::strong_count(definition) == 1);
        unused.map(|(id, _)| (name.clone(), *id))
    });
    stored.unused = unused.collect();
    Ok(stored)
}

type Definitions = HashMap<String, HashMap<u64, Arc<Definition>>>;

fn definitions(transaction: &ReadTransaction) -> Result<Definitions, StorageError> {
    let mut definitions = Definitions::new();
    for entry in transaction.open_table(DEFINITIONS).map_err(read)?.iter().map_err(read)? {
        let (key, value) = entry.map_err(read)?;
        let (name, id) = key.value();
        let definition = Arc::new(record(value.value())?);
        match definitions.get_mut(name) {
            Some(known) => known.insert(id, definition),
            None => definitions.entry(name.to_owned()).or_default().insert(id, definition),
        };
    }
    Ok(definitions)
}

fn schedule(id: u64, record: ScheduleRecord, definition: &Arc<Definition>, quirks: &Quirks) -> Schedule {
    // A quirk that is off today may have let it in: then it is kept and does not fire.
    let plan = record.cron.as_deref().and_then(|cron| Plan::parse(cron, &record.timezone, quirks).ok());
    Schedule {
        id,
        name: record.name,
        created_at: record.created_at,
        cron: record.cron,
        timezone: record.timezone,
        delay: record.delay,
        last_tick: record.last_tick,
        next_tick: record.next_tick.filter(|_| plan.is_some()),
        definition: definition.clone(),
        plan: plan.map(Arc::new),
        jobs: VecDeque::new(),
    }
}
