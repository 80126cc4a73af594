//! The fields of a create's or update's body: read, checked, refused all at once.

use super::firing::{Fault, Plan};
use super::response::USER_ID;
use super::{ApiError, Context, Parameters};
use crate::emulator::quirks::{
    self, CRON_MAX, CRON_OMITTED, DESCRIPTION, EXECUTING_USER, INVALID_TIME, MISSING, NAME_MAX,
    NEGATIVE_DELAY, QUERY_LIMITS, Quirks, RETIRED, TYPE_OMITTED, UNKNOWN_FIELDS, UNKNOWN_POOL,
};

/// The longest query in bytes, whatever the quirks say.
const LONGEST_QUERY: usize = 8 * 1024 * 1024;

const KNOWN: [&str; 14] = [
    "name",
    "cron",
    "database",
    "delay",
    "executing_user_id",
    "engine_version",
    "pool_name",
    "priority",
    "retry_limit",
    "query",
    "result",
    "timezone",
    "type",
    "description",
];

/// Whether a field of a body is about a job that is issued by itself.
pub(super) fn is_of_job(name: &str) -> bool {
    matches!(name, "type" | "query" | "priority" | "retry_limit" | "result" | "engine_version" | "pool_name")
}

/// What a body sets: a field that is none was not in it.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    pub(crate) name: Option<String>,
    /// An empty text takes the cron away.
    pub(crate) cron: Option<String>,
    pub(crate) timezone: Option<String>,
    pub(crate) delay: Option<i64>,
    pub(crate) database: Option<String>,
    pub(crate) query: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) priority: Option<i64>,
    pub(crate) retry_limit: Option<i64>,
    pub(crate) result: Option<String>,
    /// Empty texts reset these three.
    pub(crate) engine_version: Option<String>,
    pub(crate) pool_name: Option<String>,
    pub(crate) executing_user_id: Option<String>,
    pub(crate) description: Option<String>,
}

/// What is wrong with a body, one clause each.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    clauses: Vec<String>,
    /// The status of an open point, if one decides it.
    status: Option<u16>,
}

impl Problems {
    pub(crate) fn add(&mut self, clause: impl Into<String>) {
        self.clauses.push(clause.into());
    }

    pub(super) fn add_by(&mut self, quirks: &Quirks, row: &quirks::Row, clause: &str) {
        self.status = quirks.number(row);
        self.add(clause);
    }

    /// The refusal, if anything is wrong.
    pub(crate) fn refuse(self) -> Result<(), ApiError> {
        if self.clauses.is_empty() {
            return Ok(());
        }
        let message = format!("Validation failed: {}", self.clauses.join(", "));
        Err(ApiError::new(self.status.unwrap_or(422), message))
    }

    /// Checks a name, wherever it came from.
    pub(crate) fn name(&mut self, context: &Context, name: &str) {
        let length = name.chars().count();
        if length < 3 && !(context.held && length > 0) {
            self.add("Name is too short (minimum is 3 characters)");
        }
        let most = context.quirks.number::<usize>(&NAME_MAX);
        if let Some(most) = most.filter(|most| length > *most && !context.held) {
            self.add(format!("Name is too long (maximum is {most} characters)"));
        }
    }

    /// Checks that a create has what it must have.
    pub(crate) fn required(&mut self, context: &Context, settings: &Settings) {
        let quirks = &context.quirks;
        if settings.cron.is_none() && !context.held && quirks.is(&CRON_OMITTED, "422") {
            self.add("Cron is required");
        }
        for (given, clause) in [
            (settings.database.is_some(), "Database can't be blank"),
            (settings.query.is_some(), "Query can't be blank"),
            (settings.kind.is_some() || quirks.is(&TYPE_OMITTED, "hive"), "Type can't be blank"),
        ] {
            if !given {
                self.add_by(quirks, &MISSING, clause);
            }
        }
    }

    /// Checks the timing a schedule would have, as far as `judged` wants it; none for one that never fires by itself.
    pub(crate) fn plan(
        &mut self,
        context: &Context,
        cron: Option<&str>,
        timezone: &str,
        judged: impl Fn(Fault) -> bool,
    ) -> Option<Plan> {
        // The zone is checked without a cron too.
        let faults = match Plan::parse(cron.unwrap_or("@daily"), timezone, &context.quirks) {
            Ok(plan) => return cron.map(|_| plan),
            Err(faults) => faults,
        };
        for fault in faults.into_iter().filter(|fault| judged(*fault) && !fault.is_taken(context)) {
            let clause = if fault.is_of_cron() { "Cron is invalid" } else { "Timezone is invalid" };
            self.add_by(&context.quirks, &INVALID_TIME, clause);
        }
        None
    }
}

/// Reads a body's fields; `kind` is the type of the schedule so far.
pub(crate) fn read(
    parameters: &Parameters,
    context: &Context,
    kind: Option<&str>,
    problems: &mut Problems,
) -> Result<Settings, ApiError> {
    let quirks = &context.quirks;
    let text = |name: &str| parameters.get(name).cloned();
    let mut number = |name: &str, attribute: &str, least: i64, most: i64| {
        let text = parameters.get(name)?.trim();
        // An empty number is the default.
        let text = if text.is_empty() { "0" } else { text };
        match text.parse::<i64>() {
            Ok(number) if (least..=most).contains(&number) => return Some(number),
            Ok(_) if attribute == "Priority" => problems.add("Priority is not included in the list"),
            Ok(number) if number < least => {
                problems.add(format!("{attribute} must be greater than or equal to {least}"));
            }
            Ok(_) => problems.add(format!("{attribute} must be less than or equal to {most}")),
            Err(_) => problems.add(format!("{attribute} is not a number")),
        }
        None
    };
    let negative = context.held || quirks.is(&NEGATIVE_DELAY, "accepted");
    let least_delay = if negative { -i64::from(i32::MAX) } else { 0 };
    let settings = Settings {
        delay: number("delay", "Delay", least_delay, i64::from(i32::MAX)),
        priority: number("priority", "Priority", -2, 2),
        retry_limit: number("retry_limit", "Retry limit", 0, 32),
        name: text("name"),
        cron: text("cron"),
        timezone: text("timezone").map(|zone| if zone.is_empty() { "UTC".into() } else { zone }),
        database: text("database"),
        query: text("query"),
        kind: text("type"),
        result: text("result"),
        engine_version: text("engine_version"),
        pool_name: text("pool_name"),
        executing_user_id: text("executing_user_id"),
        description: text("description").filter(|_| quirks.is(&DESCRIPTION, "stored")),
    };
    check(&settings, kind, context, problems);
    if let Some(unknown) = parameters.keys().find(|name| !KNOWN.contains(&name.as_str()))
        && quirks.is(&UNKNOWN_FIELDS, "422")
        && !context.held
    {
        problems.add(format!("Parameter {unknown} is unknown"));
    }
    refused(&settings, kind, context).map_or(Ok(settings), Err)
}

/// What TD refuses with a status of its own, whatever else is wrong.
fn refused(settings: &Settings, kind: Option<&str>, context: &Context) -> Option<ApiError> {
    let quirks = &context.quirks;
    let others = |id: &&String| !id.is_empty() && **id != USER_ID.to_string();
    if quirks.is(&EXECUTING_USER, "oneself")
        && !context.held
        && settings.executing_user_id.as_ref().is_some_and(|id| others(&id))
    {
        return Some(ApiError::new(403, "Permission denied: only your own user id can be executing_user_id"));
    }
    if settings.pool_name.as_deref() == Some("unknown")
        && !context.held
        && !quirks.is(&UNKNOWN_POOL, "accepted")
    {
        // Pools belong to an engine.
        let engine = if settings.kind.as_deref().or(kind) == Some("hive") { "Hive" } else { "Presto" };
        let text = format!("{engine} resource pool with name 'unknown' does not exist");
        return Some(ApiError::by(quirks, &UNKNOWN_POOL, text));
    }
    None
}

fn check(settings: &Settings, kind: Option<&str>, context: &Context, problems: &mut Problems) {
    let quirks = &context.quirks;
    // TD's list has schedules whose database is null.
    for (text, clause) in
        [(&settings.database, "Database can't be blank"), (&settings.query, "Query can't be blank")]
    {
        if text.as_deref() == Some("") && !context.held {
            problems.add_by(quirks, &MISSING, clause);
        }
    }
    let is_known = |kind| match kind {
        "hive" | "presto" | "trino" => true,
        "pig" | "impala" => context.held || quirks.is(&RETIRED, "accepted"),
        _ => false,
    };
    if settings.kind.as_deref().is_some_and(|kind| !is_known(kind)) {
        problems.add("Type is not included in the list");
    }
    if let Some(query) = &settings.query {
        let longest = match settings.kind.as_deref().or(kind) {
            _ if context.held || !quirks.is(&QUERY_LIMITS, "published") => usize::MAX,
            Some("hive") => 2_097_152,
            _ => 1_000_000,
        };
        if query.len() > LONGEST_QUERY || (query.len() > longest && query.chars().count() > longest) {
            problems.add("Query is too long");
        }
    }
    if let Some(most) = quirks.number::<usize>(&CRON_MAX)
        && settings.cron.as_deref().is_some_and(|cron| cron.chars().count() > most)
        && !context.held
    {
        problems.add_by(quirks, &INVALID_TIME, "Cron is too long");
    }
    if settings.result.as_deref().is_some_and(|result| !is_result(result)) {
        problems.add("Result is invalid");
    }
    if settings.engine_version.as_deref().is_some_and(|version| !is_engine_version(version)) {
        problems.add("Engine version is not included in the list");
    }
    if settings.executing_user_id.as_deref().is_some_and(|id| !id.is_empty() && id.parse::<i64>().is_err()) {
        problems.add("Executing user is not a number");
    }
}

/// Empty, JSON text, `scheme://…` or `connection:rest`.
fn is_result(text: &str) -> bool {
    if text.starts_with('{') {
        return serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok();
    }
    text.is_empty()
        || text.split_once(':').is_some_and(|(scheme, rest)| !scheme.is_empty() && !rest.is_empty())
}

/// `stable`, `experimental` or a number like `0.205` or `423`; an empty one is the default.
fn is_engine_version(text: &str) -> bool {
    let number = |text: &str| text.split('.').all(|part| !part.is_empty() && part.parse::<u32>().is_ok());
    matches!(text, "" | "stable" | "experimental") || number(text)
}
