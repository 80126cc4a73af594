//! What TD answers: schedules and jobs. Every field but the name may be missing (td-api-facts sections 2 and 6).

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::list::memory;
use super::{OddRow, Str};
use crate::secret::Secret;

/// One schedule, as the list, create and update operations answer it.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The name, unique in the account.
    pub name: Str,
    /// TD's number for it; it stays when the name changes.
    pub id: Option<Str>,
    /// None = never runs by itself ("" and null alike).
    pub cron: Option<Str>,
    /// A tz database name.
    pub timezone: Option<Str>,
    /// Seconds.
    pub delay: Option<i64>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// `hive`, `presto`, `trino`, or a retired one.
    pub query_type: Option<Str>,
    /// The SQL text.
    pub query: Option<Str>,
    /// The database that the query runs on.
    pub database: Option<Str>,
    /// The owner's name or e-mail.
    pub user_name: Option<Str>,
    /// -2..2.
    pub priority: Option<i64>,
    /// 0..32.
    pub retry_limit: Option<i64>,
    /// Where the result goes, with TD's mask for the password; None where TD did not say, "" = nowhere.
    pub result: Option<Secret>,
    /// Such as `stable`.
    pub engine_version: Option<Str>,
    /// The user whose permissions run the query.
    pub executing_user_id: Option<i64>,
    /// Set in TD's console.
    pub description: Option<Str>,
    /// The next cron time (list only).
    pub next_time: Option<Timestamp>,
}

impl Schedule {
    /// Bytes that it takes in a list, about.
    pub(super) fn memory(&self) -> usize {
        let texts = [
            Some(&self.name),
            self.id.as_ref(),
            self.cron.as_ref(),
            self.timezone.as_ref(),
            self.query_type.as_ref(),
            self.query.as_ref(),
            self.database.as_ref(),
            self.user_name.as_ref(),
            self.engine_version.as_ref(),
            self.description.as_ref(),
        ];
        let result = self.result.as_ref().map(|result| result.expose().len());
        memory::<Self>(texts.into_iter().flatten().map(|text| text.len()).chain(result))
    }
}

/// A whole, valid answer of the list operation.
#[derive(Clone, Debug, Default)]
pub struct ScheduleList {
    /// In TD's order.
    pub schedules: Vec<Arc<Schedule>>,
    /// Rows that can't be read: schedules that are there, whatever they are.
    pub odd: Vec<OddRow>,
    /// By the name as it is, and by its NFC where no other schedule has that name.
    by_name: HashMap<Str, usize>,
    by_id: HashMap<Str, usize>,
}

impl ScheduleList {
    /// A list with its indexes. Of several schedules with one name or number the first is found.
    pub fn new(schedules: Vec<Arc<Schedule>>) -> Self {
        let mut by_name = HashMap::with_capacity(schedules.len());
        let mut by_id = HashMap::with_capacity(schedules.len());
        for (position, schedule) in schedules.iter().enumerate() {
            by_name.entry(Str::clone(&schedule.name)).or_insert(position);
            if let Some(id) = &schedule.id {
                by_id.entry(Str::clone(id)).or_insert(position);
            }
        }
        for (position, schedule) in schedules.iter().enumerate() {
            if let Cow::Owned(normal) = nfc(&schedule.name) {
                by_name.entry(normal.into()).or_insert(position);
            }
        }
        Self { schedules, odd: Vec::new(), by_name, by_id }
    }

    /// The same with rows that can't be read.
    pub fn with_odd(self, odd: Vec<OddRow>) -> Self {
        Self { odd, ..self }
    }

    /// The row that can't be read and that is the schedule of this name or number, or that may be it: a schedule that the
    /// list lacks is not gone while there is such a row.
    pub fn unread(&self, name: &str, id: Option<&str>) -> Option<&OddRow> {
        let is_it = |odd: &&OddRow| match (&odd.id, id) {
            (Some(theirs), Some(id)) => **theirs == *id,
            _ => odd.name.as_deref().is_some_and(|theirs| nfc(theirs) == nfc(name)),
        };
        let may_be = |odd: &&OddRow| odd.name.is_none() && (odd.id.is_none() || id.is_none());
        self.odd.iter().find(is_it).or_else(|| self.odd.iter().find(may_be))
    }

    /// The schedule of a name; names compare after NFC.
    pub fn by_name(&self, name: &str) -> Option<&Arc<Schedule>> {
        let position = self.by_name.get(name).or_else(|| self.by_name.get(&*nfc(name)))?;
        self.schedules.get(*position)
    }

    /// The schedule of a number.
    pub fn by_id(&self, id: &str) -> Option<&Arc<Schedule>> {
        self.schedules.get(*self.by_id.get(id)?)
    }
}

fn nfc(name: &str) -> Cow<'_, str> {
    if is_nfc(name) { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// A job that a run started.
#[derive(Clone, Debug)]
pub struct RunJob {
    /// TD's number, as text.
    pub job_id: Str,
    /// `hive`, `presto`, …
    pub job_type: Option<Str>,
    /// The time that the job was scheduled for.
    pub scheduled_at: Option<Timestamp>,
}

impl RunJob {
    /// Bytes that it takes, about.
    pub(super) fn memory(&self) -> usize {
        memory::<Self>(self.job_type.as_ref().map(|text| text.len()).into_iter().chain([self.job_id.len()]))
    }
}

/// One page of a schedule's history.
#[derive(Clone, Debug, Default)]
pub struct HistoryPage {
    /// TD's `count`.
    pub count: Option<i64>,
    /// The jobs, newest first.
    pub history: Vec<Job>,
    /// Rows that can't be read.
    pub odd: Vec<OddRow>,
}

impl HistoryPage {
    /// How many rows it took of the history, read or not.
    pub fn length(&self) -> usize {
        self.history.len() + self.odd.len()
    }
}

/// One job of a history.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// TD's number, as text.
    pub job_id: Option<Str>,
    /// `hive`, `presto`, `result_export`, …
    pub job_type: Option<Str>,
    /// `queued`, `booting`, `running`, `success`, `error`, `killed`, or another word.
    pub status: Option<Str>,
    /// The SQL text; JSON text when TD sent an object.
    pub query: Option<Str>,
    /// The database that the query ran on.
    pub database: Option<Str>,
    /// Where the result went; may hold a mask.
    pub result: Option<Secret>,
    /// -2..2.
    pub priority: Option<i64>,
    /// 0..32.
    pub retry_limit: Option<i64>,
    /// Seconds.
    pub duration: Option<i64>,
    /// Milliseconds; Hive only.
    pub cpu_time: Option<i64>,
    /// Bytes, as msgpack.gz.
    pub result_size: Option<i64>,
    /// Rows of the result.
    pub num_records: Option<i64>,
    /// JSON text of `[["column","type"],…]`.
    pub hive_result_schema: Option<Str>,
    /// The job's page in TD's console.
    pub url: Option<Str>,
    /// The owner's name or e-mail.
    pub user_name: Option<Str>,
    /// When the job was made.
    pub created_at: Option<Timestamp>,
    /// When the job last changed.
    pub updated_at: Option<Timestamp>,
    /// When it began to run.
    pub start_at: Option<Timestamp>,
    /// When it ended.
    pub end_at: Option<Timestamp>,
    /// The time that it was scheduled for.
    pub scheduled_at: Option<Timestamp>,
    /// The job that exported this job's result.
    pub linked_result_export_job_id: Option<Str>,
    /// The job whose result this one exported.
    pub result_export_target_job_id: Option<Str>,
}

impl Job {
    /// Bytes that it takes, about.
    pub fn memory(&self) -> usize {
        let texts = [
            &self.job_id,
            &self.job_type,
            &self.status,
            &self.query,
            &self.database,
            &self.hive_result_schema,
            &self.url,
            &self.user_name,
            &self.linked_result_export_job_id,
            &self.result_export_target_job_id,
        ];
        let result = self.result.as_ref().map(|result| result.expose().len());
        memory::<Self>(texts.into_iter().flatten().map(|text| text.len()).chain(result))
    }
}
