//! Databases. An account takes any name until a database of that name is deleted; `--known-databases` makes it strict.

use std::sync::Arc;

use serde::Serialize;

use super::apply::body;
use super::catalog::Database;
use super::schedule::Definition;
use super::time::of_job;
use super::{Account, ApiError, Change, Context, Parameters};
use crate::emulator::quirks::{Quirks, UNKNOWN_DATABASE};

/// Characters of a name, at least and at most, as TD's page on names has it.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=128;

#[derive(Serialize)]
struct DatabaseAnswer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: &'a str,
    count: u64,
    created_at: String,
    updated_at: String,
    organization: Option<()>,
    permission: &'static str,
    delete_protected: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    datatank: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_permissions: Option<Permissions>,
}

#[derive(Serialize)]
struct Permissions {
    edit: bool,
    delete: bool,
    query: bool,
    import: bool,
    download: bool,
}

impl<'a> DatabaseAnswer<'a> {
    fn new(quirks: &Quirks, name: &'a str, database: &Database, parameters: &Parameters) -> Self {
        let at = of_job(quirks, Some(database.created_at));
        let all = Permissions { edit: true, delete: true, query: true, import: true, download: true };
        Self {
            id: None,
            name,
            count: 0,
            created_at: at.clone(),
            updated_at: at,
            organization: None,
            permission: "administrator",
            delete_protected: false,
            datatank: None,
            database_permissions: super::flag(parameters, "require_permissions").then_some(all),
        }
    }
}

#[derive(Serialize)]
struct Named<'a> {
    database: &'a str,
}

/// That a database is not there.
pub(super) fn unknown(quirks: &Quirks, name: &str) -> ApiError {
    ApiError::by(quirks, &UNKNOWN_DATABASE, format!("Couldn't find UserDatabase with name = {name}"))
}

impl Account {
    /// Whether a schedule or a job may name this database.
    pub(super) fn knows_database(&self, context: &Context, name: &str) -> bool {
        if !context.sees(name) {
            return false;
        }
        let is_there = self.catalog.databases.contains_key(name);
        is_there || !(context.only_known_databases || self.catalog.deleted.contains(name))
    }

    /// A database that is named exists from then on.
    pub(super) fn note_database(&mut self, name: &str, now: i64) {
        if !name.is_empty() && !self.catalog.databases.contains_key(name) {
            self.catalog.put_database(name, now);
            self.changes.push(Change::Catalog);
        }
    }

    /// The databases that a key was given exist, unless they were deleted.
    pub(super) fn note_databases_of_key(&mut self, context: &Context) {
        for name in context.databases.iter().flat_map(|names| names.iter()) {
            if !self.catalog.deleted.contains(name) {
                self.note_database(name, context.now);
            }
        }
    }

    /// The database of this name, if it is there for this key.
    pub(super) fn database(&self, context: &Context, name: &str) -> Result<&Database, ApiError> {
        let database = self.catalog.databases.get(name).filter(|_| context.sees(name));
        database.ok_or_else(|| unknown(&context.quirks, name))
    }

    pub(super) fn list_databases(
        &self,
        context: &Context,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct List<'a> {
            databases: Vec<DatabaseAnswer<'a>>,
        }
        let seen = self.catalog.databases.iter().filter(|(name, _)| context.sees(name));
        let rows =
            seen.map(|(name, database)| DatabaseAnswer::new(&context.quirks, name, database, parameters));
        body(&List { databases: rows.collect() })
    }

    pub(super) fn show_database(
        &self,
        context: &Context,
        name: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, ApiError> {
        let database = self.database(context, name)?;
        let mut answer = DatabaseAnswer::new(&context.quirks, name, database, parameters);
        answer.id = Some(database.id.to_string());
        answer.datatank = Some(false);
        body(&answer)
    }

    pub(super) fn create_database(&mut self, context: &Context, name: &str) -> Result<Vec<u8>, ApiError> {
        check_name(name)?;
        if !context.sees(name) {
            return Err(ApiError::new(403, "Access denied: this key may not create the database"));
        }
        if !self.catalog.put_database(name, context.now) {
            return Err(ApiError::new(409, format!("Database {name} already exists")));
        }
        self.changes.push(Change::Catalog);
        body(&Named { database: name })
    }

    /// Takes a database away with its tables; the schedules that named it stay, without a database.
    pub(super) fn delete_database(&mut self, context: &Context, name: &str) -> Result<Vec<u8>, ApiError> {
        self.database(context, name)?;
        self.catalog.databases.remove(name);
        self.catalog.deleted.insert(name.to_owned());
        self.changes.push(Change::Catalog);
        let left = self.schedules.values().filter(|schedule| schedule.definition.database == name);
        let left: Vec<u64> = left.map(|schedule| schedule.id).collect();
        for id in left {
            let number = self.next_definition();
            let Some(schedule) = self.schedules.get_mut(&id) else { continue };
            let definition =
                Definition { id: number, database: String::new(), ..(*schedule.definition).clone() };
            schedule.definition = Arc::new(definition);
            self.changes.push(Change::Definition(schedule.definition.clone()));
            self.changes.push(Change::Schedule(id));
        }
        body(&Named { database: name })
    }
}

/// What a database or a table may be called.
pub(super) fn check_name(name: &str) -> Result<(), ApiError> {
    let length = name.chars().count();
    if !LENGTHS.contains(&length) {
        let (least, most) = (LENGTHS.start(), LENGTHS.end());
        let text =
            format!("Name must be {least} to {most} characters, got {length} characters. name = '{name}'");
        return Err(ApiError::new(400, text));
    }
    let is_plain =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_';
    match name.chars().all(is_plain) {
        true => Ok(()),
        false => Err(ApiError::new(
            400,
            format!("Name must have only lower-case letters, digits and '_'. name = '{name}'"),
        )),
    }
}
