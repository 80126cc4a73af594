//! Where TD's behaviour is not publicly settled: one table, a row for each open point, each of which can be switched.

use std::collections::BTreeMap;

/// One open point.
#[derive(Debug)]
pub struct Row {
    /// What `--quirk NAME=VALUE` calls it.
    pub name: &'static str,
    /// What it may be; the first one is the default.
    pub values: &'static [&'static str],
    /// What it decides.
    pub doc: &'static str,
}

macro_rules! table {
    ($($constant:ident = $name:literal [$($value:literal),+] $doc:literal;)+) => {
        $(#[doc = $doc] pub static $constant: Row = Row { name: $name, values: &[$($value),+], doc: $doc };)+
        /// Every open point, in the order of the documentation.
        pub static TABLE: &[&Row] = &[$(&$constant),+];
    };
}

table! {
    MASK = "mask" ["***", "********", "[FILTERED]", "empty"] "The text in place of a password in `result`.";
    DUPLICATE = "duplicate-status" ["409", "422"] "The status of a create under a name that is taken.";
    DUPLICATE_RENAME = "duplicate-rename-status" ["409", "422"] "The status of a rename onto a name that is taken.";
    UNKNOWN_DATABASE = "unknown-database" ["404", "422", "403"] "The status for a database that the key does not see.";
    UNKNOWN_POOL = "unknown-pool" ["accepted", "422", "404"]
        "A pool_name that the account lacks. The emulator's accounts have every pool but `unknown`.";
    EXECUTING_USER = "executing-user" ["anybody", "oneself"]
        "Whose id executing_user_id may be: anybody's, or only the key's own (1 here), else 403.";
    HIDDEN = "hidden-schedule" ["403", "404"] "The status for a schedule in a database that the key does not see.";
    INVALID_TIME = "invalid-time-status" ["422", "400"] "The status for a bad cron or timezone that is refused.";
    MISSING = "missing-status" ["422", "400"] "The status of a create without database, query or type.";
    CRON_OMITTED = "cron-omitted" ["none", "422"] "A create without `cron`: no cron, or an error as it once was.";
    ERROR_BODY = "error-body" ["union", "error", "message", "plain"]
        "How an error says its sentence: in every field that a client reads, in one of them, or as plain text.";
    CREATE_NAME = "create-name" ["path", "body", "refused"] "Which name wins when a create's body names another one than its path.";
    NICKNAMES = "nickname-echo" ["typed", "expanded"] "How `@daily` and the like read back.";
    CRON_BLANKS = "cron-blanks" ["typed", "single"] "How blanks in a cron read back.";
    QUERY_BLANKS = "query-blanks" ["typed", "trimmed"]
        "How a query reads back: as typed, or without outer blanks and with LF for CRLF.";
    CONNECTION = "connection-echo" ["typed", "url", "json"]
        "How a `result` of the form `connection:table` reads back: as typed, or as the connection's URL or JSON.";
    RETIRED = "retired-types" ["422", "accepted"] "The retired query types `pig` and `impala`, which old schedules still have.";
    TRINO = "trino-echo" ["trino", "presto"] "How the type `trino` reads back.";
    COUNT = "history-count" ["rows", "total"] "What `count` of a history counts: rows on the page, or all.";
    WINDOW = "history-window" ["none", "100", "20"] "The most rows that one history page gives.";
    BOUNDS = "history-bounds" ["numbers", "null"] "Whether a history says its `from` and `to`.";
    NUM_MAX = "num-max" ["10", "9"] "The most jobs of one run.";
    DOMAIN_KEYS = "domain-keys" ["for-ever", "with-job"]
        "How long a domain_key stays taken: for ever, or while its job is kept.";
    NUM_WITHOUT_CRON = "num-without-cron" ["422", "same-time", "one"] "A run with num above 1 of a schedule without cron.";
    NUM_TIMES = "num-times" ["ticks", "same-time"] "The scheduled times after the first of a run with num above 1.";
    NEXT_TIME = "next-time" ["tick", "with-delay"] "Whether `next_time` and `start` include the delay.";
    NEGATIVE_DELAY = "negative-delay" ["422", "accepted"] "A delay below 0.";
    CLEARING = "clearing" ["reset", "kept", "422"] "An empty engine_version, pool_name or executing_user_id in an update.";
    NAME_MAX = "name-max" ["255", "128", "none"] "The longest name, in characters.";
    NAME_CASE = "name-case" ["sensitive", "insensitive"] "Whether `Daily` and `daily` are two schedules.";
    LIST_ORDER = "list-order" ["created", "newest", "name"] "The order of the list.";
    LAST_DAY = "cron-last-day" ["422", "accepted"] "`L` in a cron's day field.";
    LAZY_WEEKDAY = "lazy-weekday" ["422", "accepted"]
        "A bad weekday beside a day field, like `0 0 1 * 8`, that TD's scheduler reads late. Accepted, it never fires.";
    ABBREVIATIONS = "zone-abbreviations" ["422", "accepted"]
        "A time zone such as `PST` that stands for several. Accepted, the schedule never fires.";
    CRON_MAX = "cron-max" ["none", "128"] "The longest cron, in characters.";
    UNKNOWN_FIELDS = "unknown-fields" ["ignored", "422"] "Fields in a body that no reference has.";
    DESCRIPTION = "description" ["ignored", "stored"] "A `description` in a create or an update.";
    OPTIONAL_FIELDS = "optional-fields" ["all", "no-ids", "reference", "more"]
        "Fields beyond the reference: all known, all but id, executing_user_id and description, none, or unknown ones too.";
    ENGINE_VERSION = "engine-version" ["set", "always", "never"] "When the list has `engine_version`.";
    JOB_IDS = "run-job-ids" ["integer", "string"] "The type of `job_id` in a run's answer.";
    SCHEDULE_TIMES = "schedule-times" ["z", "offset", "custom"] "How `created_at`, `next_time` and `start` are written.";
    JOB_TIMES = "job-times" ["utc", "offset"] "How the times of a job are written.";
    QUERY_LIMITS = "query-limits" ["none", "published"] "Whether queries beyond TD's published lengths are refused.";
    PATH_PLUS = "path-plus" ["plus", "space"] "What a bare `+` in a path's name is.";
    PATH_DOT = "path-dot" ["kept", "format"] "Whether a bare `.ext` at a path's end is a format and no part of the name.";
}

/// Why a `NAME=VALUE` was refused.
#[derive(Debug, thiserror::Error)]
pub enum QuirkError {
    /// No such row.
    #[error("no quirk is called {name:?}; there are: {known}", known = names())]
    Name {
        /// What was asked for.
        name: String,
    },
    /// The row has no such alternative.
    #[error("the quirk {name} can't be {value:?}; it is one of: {}", known.join(", "))]
    Value {
        /// The row.
        name: &'static str,
        /// What was asked for.
        value: String,
        /// What there is.
        known: &'static [&'static str],
    },
}

fn names() -> String {
    TABLE.iter().map(|row| row.name).collect::<Vec<_>>().join(", ")
}

/// The table as text, for `--help`.
pub fn help() -> String {
    let row = |row: &&Row| format!("\n  {} = {}\n          {}", row.name, row.values.join(" | "), row.doc);
    TABLE.iter().map(row).collect()
}

/// What was chosen; every other row has its default.
#[derive(Debug, Clone, Default)]
pub struct Quirks(BTreeMap<&'static str, &'static str>);

impl Quirks {
    /// Chooses `value` for the row called `name`.
    ///
    /// # Errors
    /// When the table has no such row or the row no such value.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), QuirkError> {
        let Some(row) = TABLE.iter().find(|row| row.name == name) else {
            return Err(QuirkError::Name { name: name.into() });
        };
        let Some(value) = row.values.iter().find(|known| **known == value) else {
            return Err(QuirkError::Value { name: row.name, value: value.into(), known: row.values });
        };
        self.0.insert(row.name, value);
        Ok(())
    }

    /// What a row is set to.
    pub fn get(&self, row: &Row) -> &'static str {
        self.0.get(row.name).or(row.values.first()).copied().unwrap_or_default()
    }

    /// Whether a row is set to `value`.
    pub fn is(&self, row: &Row, value: &str) -> bool {
        self.get(row) == value
    }

    /// A row whose value is a number; none for `none`.
    pub(crate) fn number<N: std::str::FromStr>(&self, row: &Row) -> Option<N> {
        self.get(row).parse().ok()
    }
}
