//! The list's form as a file: filling an account from it and giving it back.

use serde_json::{Map, Value};

use super::catalog::User;
use super::schedule::Schedule;
use super::time::of_schedule;
use super::write::draft;
use super::{Account, ApiError, Change, Context, Parameters};
use crate::emulator::quirks::Quirks;

/// Why a file could not be taken in.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It is not `{"schedules": [{…}, …]}`.
    #[error("not the form of TD's list, an object with the array `schedules`")]
    Form(#[source] serde_json::Error),
    /// TD can't hold one of its schedules.
    #[error("schedule {name:?}: {message}")]
    Schedule {
        /// Its name.
        name: String,
        /// What TD would answer.
        message: String,
    },
}

#[derive(serde::Deserialize)]
struct List {
    schedules: Vec<Map<String, Value>>,
    #[serde(default)]
    databases: Vec<Value>,
    #[serde(default)]
    results: Vec<LoadedConnection>,
    #[serde(default)]
    users: Vec<User>,
}

/// What a new account begins with.
#[derive(Debug, Default)]
pub(crate) struct Seed {
    /// Schedules; each row's fields are the parameters of a create.
    rows: Vec<Parameters>,
    /// The names of databases.
    databases: Vec<String>,
    connections: Vec<LoadedConnection>,
    /// None leaves the emulator's own user there.
    users: Vec<User>,
}

/// A connection as TD lists it; `id` is taken over where it is free.
#[derive(Debug, Clone, serde::Deserialize)]
struct LoadedConnection {
    name: String,
    url: String,
    #[serde(default)]
    id: Option<u64>,
}

/// Reads the list's form.
pub(crate) fn read(text: &[u8]) -> Result<Seed, LoadError> {
    let list: List = serde_json::from_slice(text).map_err(LoadError::Form)?;
    let text = |value| match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        other => other.to_string(),
    };
    let rows = list.schedules.into_iter();
    let name = |database: Value| match database {
        Value::Object(mut row) => row.remove("name").map(text).unwrap_or_default(),
        other => text(other),
    };
    Ok(Seed {
        rows: rows.map(|row| row.into_iter().map(|(name, value)| (name, text(value))).collect()).collect(),
        databases: list.databases.into_iter().map(name).collect(),
        connections: list.results,
        users: list.users,
    })
}

impl Account {
    /// Puts the rows' schedules in, with the ids, owners and times of creation that the rows have. What TD may hold from
    /// earlier years (a retired type, no database, a cron that it reads late) is taken as it is.
    pub(crate) fn load(&mut self, seed: &Seed, context: &Context) -> Result<(), LoadError> {
        for name in &seed.databases {
            self.note_database(name, context.now);
        }
        for LoadedConnection { name, url, id } in &seed.connections {
            self.catalog.put_connection(name, url, *id);
        }
        if !seed.users.is_empty() {
            self.catalog.users.clone_from(&seed.users);
        }
        self.changes.push(Change::Catalog);
        let context = &Context { held: true, ..context.clone() };
        let mut newest = self.numbers.schedule;
        for row in &seed.rows {
            let name = row.get("name").cloned().unwrap_or_default();
            let id: Option<u64> = row.get("id").and_then(|id| id.parse().ok());
            if let Some(id) = id.filter(|id| *id > 0 && !self.schedules.contains_key(id)) {
                self.numbers.schedule = id - 1;
            }
            self.load_row(&name, row, context)
                .map_err(|refusal| LoadError::Schedule { name, message: refusal.message })?;
            newest = newest.max(self.numbers.schedule);
            self.numbers.schedule = newest;
        }
        Ok(())
    }

    fn load_row(&mut self, name: &str, row: &Parameters, context: &Context) -> Result<(), ApiError> {
        let (mut schedule, problems) = draft(context, name, row)?;
        problems.refuse()?;
        owned(&mut schedule, row);
        self.note_database(&schedule.definition.database, context.now);
        self.add(&context.quirks, schedule).map(|_| ())
    }

    /// The account in the list's form, with `result` as it was given and `pool_name`, so that nothing is lost.
    pub(crate) fn dump(&self, quirks: &Quirks) -> Value {
        let row = |schedule: &Schedule| {
            let definition = &*schedule.definition;
            serde_json::json!({
                "id": schedule.id,
                "name": schedule.name,
                "cron": schedule.cron,
                "timezone": schedule.timezone,
                "delay": schedule.delay,
                "created_at": of_schedule(&Quirks::default(), schedule.created_at),
                "next_time": schedule.next_tick.map(|tick| of_schedule(quirks, tick)),
                "type": definition.kind,
                "database": definition.shown_database(),
                "query": definition.query,
                "result": definition.result,
                "priority": definition.priority,
                "retry_limit": definition.retry_limit,
                "engine_version": definition.engine_version,
                "pool_name": definition.pool_name,
                "executing_user_id": definition.executing_user_id,
                "user_name": definition.user_name,
                "description": definition.description,
            })
        };
        let connections = self.catalog.connections.iter();
        let connections = connections
            .map(|(name, connection)| serde_json::json!({ "name": name, "url": connection.url, "id": connection.id }));
        serde_json::json!({
            "schedules": self.schedules.values().map(row).collect::<Vec<_>>(),
            "databases": self.catalog.databases.keys().collect::<Vec<_>>(),
            "results": connections.collect::<Vec<_>>(),
            "users": self.catalog.users,
        })
    }
}

/// What a create would not take from its body.
fn owned(schedule: &mut Schedule, row: &Parameters) {
    if let Some(created_at) = row.get("created_at").and_then(|text| super::time::parse(text)) {
        schedule.created_at = created_at;
    }
    let user_name = row.get("user_name").filter(|name| !name.is_empty());
    let definition = std::sync::Arc::make_mut(&mut schedule.definition);
    if let Some(user_name) = user_name {
        definition.user_name.clone_from(user_name);
    }
    definition.description = row.get("description").filter(|text| !text.is_empty()).cloned();
}
