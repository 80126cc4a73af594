//! One account's schedules and jobs, what is due next, and what else it has.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::catalog::Catalog;
use super::job::Job;
use super::outcome::Outcome;
use super::schedule::Schedule;
use super::{ApiError, Change, Context};
use crate::emulator::quirks::{HIDDEN, NAME_CASE, Quirks};

/// Job ids start above 32 bits, as TD's do, so that nobody gets away with 32.
pub(crate) const FIRST_JOB: u64 = 5_000_000_000;

/// The newest number given to each kind of thing; none is given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Numbers {
    pub(crate) schedule: u64,
    pub(crate) job: u64,
    pub(crate) definition: u64,
}

/// The world of one account.
#[derive(Debug)]
pub(crate) struct Account {
    /// By id, which is the order of creation.
    pub(crate) schedules: BTreeMap<u64, Schedule>,
    names: HashMap<String, u64>,
    /// Jobs that no schedule has: issued by themselves, or left by a schedule that is gone. By id.
    pub(crate) loose_jobs: BTreeMap<u64, Job>,
    /// Databases, tables, connections, users.
    pub(crate) catalog: Catalog,
    /// When each schedule's next job starts, earliest first.
    pub(crate) due: BTreeSet<(i64, u64)>,
    /// Which job took a domain_key; the key stays taken when the schedule is gone.
    pub(crate) domain_keys: HashMap<String, u64>,
    pub(crate) numbers: Numbers,
    /// What becomes of jobs, oldest rule first.
    pub(crate) outcomes: Vec<Outcome>,
    /// What the storage has not seen yet.
    pub(crate) changes: Vec<Change>,
    /// The storage has not seen the numbers or outcomes.
    pub(crate) touched: bool,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            schedules: BTreeMap::new(),
            names: HashMap::new(),
            loose_jobs: BTreeMap::new(),
            catalog: Catalog::default(),
            due: BTreeSet::new(),
            domain_keys: HashMap::new(),
            numbers: Numbers { schedule: 0, job: FIRST_JOB, definition: 0 },
            outcomes: Vec::new(),
            changes: Vec::new(),
            touched: false,
        }
    }
}

impl Account {
    /// The id of the schedule with this name.
    pub(crate) fn id(&self, quirks: &Quirks, name: &str) -> Option<u64> {
        self.names.get(&key(quirks, name)).copied()
    }

    /// The schedule with this name, if the key's databases let it be seen.
    pub(crate) fn find(&self, context: &Context, name: &str) -> Result<&Schedule, ApiError> {
        let schedule = self.id(&context.quirks, name).and_then(|id| self.schedules.get(&id));
        match schedule.ok_or_else(ApiError::not_found)? {
            seen if context.sees(&seen.definition.database) => Ok(seen),
            _ if context.quirks.is(&HIDDEN, "404") => Err(ApiError::not_found()),
            _ => Err(ApiError::new(403, "Permission denied")),
        }
    }

    /// Puts a new schedule in.
    pub(crate) fn put(&mut self, quirks: &Quirks, schedule: Schedule) {
        self.changes.push(Change::Definition(schedule.definition.clone()));
        self.restore(quirks, schedule);
    }

    /// Puts a schedule in that the storage knows.
    pub(crate) fn restore(&mut self, quirks: &Quirks, schedule: Schedule) {
        self.changes.push(Change::Schedule(schedule.id));
        self.names.insert(key(quirks, &schedule.name), schedule.id);
        if let Some(due) = schedule.due() {
            self.due.insert((due, schedule.id));
        }
        self.schedules.insert(schedule.id, schedule);
    }

    /// Takes a schedule out, with its jobs.
    pub(crate) fn remove(&mut self, quirks: &Quirks, id: u64) -> Option<Schedule> {
        let schedule = self.schedules.remove(&id)?;
        self.names.remove(&key(quirks, &schedule.name));
        if let Some(due) = schedule.due() {
            self.due.remove(&(due, id));
        }
        self.changes.push(Change::Schedule(id));
        Some(schedule)
    }

    pub(crate) fn next_schedule(&mut self) -> u64 {
        self.numbers.schedule += 1;
        self.numbers.schedule
    }

    pub(crate) fn next_definition(&mut self) -> u64 {
        self.numbers.definition += 1;
        self.numbers.definition
    }
}

fn key(quirks: &Quirks, name: &str) -> String {
    if quirks.is(&NAME_CASE, "insensitive") { name.to_lowercase() } else { name.to_owned() }
}
