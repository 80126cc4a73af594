//! The embedded database behind `--data`: every change is on disk before it is answered.

mod load;
mod record;

use std::collections::BTreeMap;
use std::path::Path;

use redb::{Database, DatabaseError, ReadableDatabase, TableDefinition, WriteTransaction};

use super::clock::Setting;
use super::model::{Account, Change};
pub(crate) use load::Stored;
use record::{AccountRecord, JobRecord, ScheduleRecord, job_record};

/// `"clock"` -> the clock's setting.
const META: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("meta");
/// Account -> [`AccountRecord`].
const ACCOUNTS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("accounts");
/// Account and id -> [`ScheduleRecord`].
const SCHEDULES: TableDefinition<'_, (&str, u64), &[u8]> = TableDefinition::new("schedules");
/// Account and id -> a definition; apart from the schedules, since ticks change these and leave queries alone.
const DEFINITIONS: TableDefinition<'_, (&str, u64), &[u8]> = TableDefinition::new("definitions");
/// Account and id -> a job.
const JOBS: TableDefinition<'_, (&str, u64), JobRecord> = TableDefinition::new("jobs");
/// Account -> its catalog: databases, tables, connections, users.
const CATALOGS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("catalogs");
/// Account and key -> job.
const DOMAIN_KEYS: TableDefinition<'_, (&str, &str), u64> = TableDefinition::new("domain_keys");

/// Why the database failed, by the stage.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Another process has it.
    #[error("another process has this database open: two emulators can't share one")]
    Taken,
    /// It can't be opened: missing rights, or it is something else.
    #[error("can't open the database")]
    Open(#[source] redb::Error),
    /// It can't be read.
    #[error("can't read the database")]
    Read(#[source] redb::Error),
    /// It can't be written.
    #[error("can't write the database")]
    Write(#[source] redb::Error),
    /// A record is not what this version wrote.
    #[error("the database holds a record that this version can't read")]
    Record(#[source] serde_json::Error),
    /// A record points to another one that is not there.
    #[error("the database lacks a record that another one names")]
    Missing,
}

/// Makes the file for its owner alone: exports' passwords will be in it. One that is there stays as it is, and what fails
/// here fails again, with its words, when the database opens it.
fn make_private(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

/// An open database.
#[derive(Debug)]
pub(crate) struct Storage(Database);

impl Storage {
    /// Opens the file, which is made when it is not there.
    pub(crate) fn open(path: &Path) -> Result<Self, StorageError> {
        make_private(path);
        let database = Database::create(path).map_err(|error| match error {
            DatabaseError::DatabaseAlreadyOpen => StorageError::Taken,
            error => StorageError::Open(error.into()),
        })?;
        let storage = Self(database);
        // Reading wants every table to be there.
        storage.write(|transaction| {
            transaction.open_table(META)?;
            transaction.open_table(ACCOUNTS)?;
            transaction.open_table(SCHEDULES)?;
            transaction.open_table(DEFINITIONS)?;
            transaction.open_table(JOBS)?;
            transaction.open_table(DOMAIN_KEYS)?;
            transaction.open_table(CATALOGS)?;
            Ok(())
        })?;
        Ok(storage)
    }

    /// Everything that it holds, cleared of what nothing refers to.
    pub(crate) fn load(&self, quirks: &super::quirks::Quirks) -> Result<Stored, StorageError> {
        let read = |error: redb::Error| StorageError::Read(error);
        let transaction = self.0.begin_read().map_err(|error| read(error.into()))?;
        let stored = load::load(&transaction, quirks)?;
        self.write(|transaction| {
            let mut definitions = transaction.open_table(DEFINITIONS)?;
            for (name, id) in &stored.unused {
                definitions.remove((name.as_str(), *id))?;
            }
            Ok(())
        })?;
        Ok(stored)
    }

    /// Writes every account's changes, all or none; when it returns, they are on disk.
    pub(crate) fn commit(&self, accounts: &BTreeMap<String, Account>) -> Result<(), StorageError> {
        self.write(|transaction| {
            for (name, account) in accounts {
                if account.touched || !account.changes.is_empty() {
                    write_account(transaction, name, account)?;
                }
            }
            Ok(())
        })
    }

    /// Keeps the clock's setting.
    pub(crate) fn clock(&self, setting: Setting) -> Result<(), StorageError> {
        let record = json(&setting);
        self.write(|transaction| {
            transaction.open_table(META)?.insert("clock", record.as_slice())?;
            Ok(())
        })
    }

    /// Empties it.
    pub(crate) fn clear(&self) -> Result<(), StorageError> {
        self.write(|transaction| {
            transaction.open_table(META)?.retain(|_, _| false)?;
            transaction.open_table(ACCOUNTS)?.retain(|_, _| false)?;
            transaction.open_table(SCHEDULES)?.retain(|_, _| false)?;
            transaction.open_table(DEFINITIONS)?.retain(|_, _| false)?;
            transaction.open_table(JOBS)?.retain(|_, _| false)?;
            transaction.open_table(DOMAIN_KEYS)?.retain(|_, _| false)?;
            transaction.open_table(CATALOGS)?.retain(|_, _| false)?;
            Ok(())
        })
    }

    fn write(
        &self,
        work: impl FnOnce(&WriteTransaction) -> Result<(), redb::Error>,
    ) -> Result<(), StorageError> {
        let failed = StorageError::Write;
        // A transaction is durable once its commit returns; that is redb's default.
        let transaction = self.0.begin_write().map_err(|error| failed(error.into()))?;
        work(&transaction).map_err(failed)?;
        transaction.commit().map_err(|error| failed(error.into()))
    }
}

fn write_account(transaction: &WriteTransaction, name: &str, account: &Account) -> Result<(), redb::Error> {
    let record = json(&AccountRecord { numbers: account.numbers, outcomes: account.outcomes.clone() });
    transaction.open_table(ACCOUNTS)?.insert(name, record.as_slice())?;
    let mut schedules = transaction.open_table(SCHEDULES)?;
    let mut definitions = transaction.open_table(DEFINITIONS)?;
    let mut jobs = transaction.open_table(JOBS)?;
    let mut domain_keys = transaction.open_table(DOMAIN_KEYS)?;
    if account.changes.iter().any(|change| matches!(change, Change::Catalog)) {
        transaction.open_table(CATALOGS)?.insert(name, json(&account.catalog).as_slice())?;
    }
    let mut written = std::collections::BTreeSet::new();
    for change in &account.changes {
        match change {
            Change::Catalog => {}
            Change::Schedule(id) if !written.insert(*id) => {}
            Change::Schedule(id) => match account.schedules.get(id) {
                Some(schedule) => {
                    schedules.insert((name, *id), json(&ScheduleRecord::new(schedule)).as_slice())?;
                }
                None => {
                    schedules.remove((name, *id))?;
                }
            },
            Change::Definition(definition) => {
                definitions.insert((name, definition.id), json(&**definition).as_slice())?;
            }
            Change::Job(schedule, job) => {
                jobs.insert((name, job.id), job_record(*schedule, job))?;
            }
            Change::JobGone(id) => {
                jobs.remove((name, *id))?;
            }
            Change::DomainKey(key, job) => {
                domain_keys.insert((name, key.as_str()), *job)?;
            }
        }
    }
    Ok(())
}

/// These records hold nothing that JSON can't.
fn json<T: serde::Serialize>(record: &T) -> Vec<u8> {
    serde_json::to_vec(record).unwrap_or_default()
}
